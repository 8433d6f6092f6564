"""住户 by keyboard alone: ten households typed into a data file, and what may go wrong.

Nothing here clicks or calls the editor: keys go to whatever has the cursor.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.make_register import number, picture, rows
from tests.ui.editor_hand import CTRL, Hand, Key
from wenming_desktop.work import Desk

Make = Callable[[], Hand]


@pytest.fixture
def make(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[Make]:
    hands: list[Hand] = []

    def build() -> Hand:
        hands.append(Hand(qtbot, desk, tmp_path))
        return hands[-1]

    yield build
    for hand in hands:
        hand.services.jobs.close()


@pytest.fixture
def hand(make: Make) -> Hand:
    return make()


FAMILY = (
    ("王秀兰", "1962-03-14", ""),
    ("李强", "1988-05-06", "长子"),
    ("李月", "2015-01-09", "孙女"),
)


def test_ten_households_by_keyboard_alone(hand: Hand, desk: Desk) -> None:
    hand.key(Key.Key_N, with_=CTRL)
    assert hand.here() == "fld_door_estate"
    for at in range(10):
        if at == 0:
            hand.type("槐荫一院")
        assert hand.here() == ("fld_door_room" if at else "fld_door_building")
        hand.type(f"3-2-{at + 1}01", then=Key.Key_Return)
        for line, (name, birth, relation) in enumerate(FAMILY):
            # 户主 stands there; a word of the list is found by what it begins with.
            hand.type(relation)
            hand.type(f"{name}{at}", number(birth, at * 7 + line))
            assert hand.here() == "fld_member_resident_phone", "the number says birth and sex"
            hand.type(f"139000020{at}{line}", "hz", "", then=Key.Key_Return)
        hand.key(Key.Key_Return, with_=CTRL)
    hand.key(Key.Key_Escape)
    assert rows(desk, "SELECT count(*), sum(people) FROM household") == ((10, 30),)
    found = rows(
        desk,
        "SELECT r.full_name, r.birth_date, m.relation_to_head, r.phone, r.ethnicity, h.full_address"
        " FROM resident r JOIN household_membership m ON m.resident_id = r.id"
        " JOIN household o ON o.id = m.household_id JOIN house h ON h.id = o.house_id"
        " WHERE h.room_no = '301' ORDER BY r.id",
    )
    door = "槐荫一院3号楼2单元301"
    assert found == tuple(
        (f"{name}2", birth, relation, f"1390000202{line}", "01", door)
        for line, ((name, birth, _), relation) in enumerate(
            zip(FAMILY, ("02", "22", "42"), strict=True)
        )
    )


def test_a_number_that_cannot_be_is_kept_and_saving_goes_there(hand: Hand, desk: Desk) -> None:
    hand.key(Key.Key_N, with_=CTRL)
    hand.type("槐荫一院")
    hand.type("3-2-501", then=Key.Key_Return)
    hand.type("", "王秀兰", "630100196203140005", "女", "1962-03-14")
    hand.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT count(*) FROM resident") == ((0,),)
    assert hand.says().startswith("还有 1 处要改")
    assert hand.here() == "fld_member_resident_id_number"
    assert "对不上" in hand.at().accessibleDescription()
    hand.type(number("1962-03-14", 26))
    hand.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT full_name, gender FROM resident") == (("王秀兰", "2"),)
    assert not hand.page.editing.open()


def test_a_draft_survives_a_killed_window(make: Make, desk: Desk) -> None:
    hand = make()
    hand.key(Key.Key_N, with_=CTRL)
    hand.type("槐荫一院")
    hand.type("3-2-501", then=Key.Key_Return)
    hand.type("", "王秀兰", "", "女", "1962-03-14", "13900002001")
    QTest.qWait(1000)
    assert hand.says("lbl_draft").startswith("草稿 ")
    # Nobody closes it: the program is gone, another begins on the same file.
    hand.window.hide()
    again = make()
    again.key(Key.Key_N, with_=CTRL)
    assert "没存完的" in again.says("lbl_resumed")
    again.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT full_name, phone FROM resident") == (("王秀兰", "13900002001"),)
    again.key(Key.Key_N, with_=CTRL)
    assert again.says("lbl_resumed") == ""


def test_undo_takes_the_household_away(hand: Hand, desk: Desk) -> None:
    before = picture(desk)
    hand.key(Key.Key_N, with_=CTRL)
    hand.type("槐荫一院")
    hand.type("3-2-501", then=Key.Key_Return)
    hand.type("", "王秀兰", "", "女", "1962-03-14")
    hand.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT head_name FROM household") == (("王秀兰",),)
    assert hand.says("lbl_head") == "王秀兰", "back on the list with that household in hand"
    hand.key(Key.Key_Z, with_=CTRL)
    assert picture(desk) == before
