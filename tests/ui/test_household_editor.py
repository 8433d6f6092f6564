"""编辑住户: problems in their places, look-alikes, a conflict, composing, and the dictionary."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, number, person, rows
from tests.ui.editor_hand import CTRL, Hand, Key, compose
from ui.common.ime import ImeGuard
from ui.households.editor.door import parts_of
from ui.households.editor.lines import found
from ui.households.editor.page import EditorPage
from wenming_desktop.fields import Code, Day, Field, Text
from wenming_desktop.households.edit_model import MemberEdit, SaveHousehold
from wenming_desktop.households.fields import EDITOR, Dictionary
from wenming_desktop.households.save import save_household
from wenming_desktop.households.sheet import read_household_for_edit
from wenming_desktop.work import Desk

NUMBER = number("1962-03-14", 26)
PAUSE = 260


@pytest.fixture
def home(desk: Desk) -> int:
    """王秀兰 and her son at 3-2-501."""
    return household(
        desk,
        "501",
        member("王秀兰", number=NUMBER, phone="139 0000 2001"),
        member("李强", "长子", birth="1988-05-06", sex="男"),
    )


@pytest.fixture
def hand(qtbot: QtBot, desk: Desk, tmp_path: Path, home: int) -> Iterator[Hand]:
    assert home
    hand = Hand(qtbot, desk, tmp_path)
    hand.key(Key.Key_F4)
    QTest.qWait(30)
    yield hand
    hand.services.jobs.close()


def editor(hand: Hand) -> EditorPage:
    page = hand.window.findChild(EditorPage)
    assert page is not None
    return page


def field(hand: Hand, name: str) -> QLineEdit:
    line = hand.window.findChild(QLineEdit, f"fld_{name}")
    assert line is not None, name
    return line


def begin(hand: Hand, room: str) -> None:
    """Leave for a new household at a door, with the cursor on its first member."""
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_N, with_=CTRL)
    QTest.qWait(30)
    hand.type(f"3-2-{room}", then=Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("3-2-501", ("", "3", "2", "501")),
        ("３－２－５０１", ("", "3", "2", "501")),
        ("一院 3-2-501", ("一院", "3", "2", "501")),
        ("3-501", ("", "3", "", "501")),
        ("3/2/501", ("", "3", "2", "501")),
        ("501", None),
        ("", None),
        ("3-2-5-1", None),
    ],
)
def test_a_door_typed_whole(typed: str, parts: tuple[str, ...] | None) -> None:
    assert parts_of(typed) == parts


@pytest.mark.parametrize(
    ("typed", "first"),
    [("汉", "汉族"), ("hz", "汉族"), ("huizu", "回族"), ("回族", "回族"), ("维", "维吾尔族")],
)
def test_a_word_of_a_list_is_found_by_a_part_or_by_pinyin(typed: str, first: str) -> None:
    words = [(word, word) for word in ("汉族", "蒙古族", "回族", "维吾尔族")]
    assert found(typed, words)[0] == first
    assert found("xyz", words) == []


def test_the_number_stays_under_stars_until_it_is_typed_anew(hand: Hand, desk: Desk) -> None:
    line = field(hand, "member_resident_id_number")
    assert "*" in line.text()
    hand.fill("resident_employer", "槐荫小学")
    hand.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT id_number, employer FROM resident ORDER BY id LIMIT 1") == (
        (NUMBER, "槐荫小学"),
    )
    hand.window.findChild(QWidget, "tbl_households").setFocus()
    hand.key(Key.Key_F4)
    line.setFocus()
    line.deselect()
    QTest.keyClicks(line, "6")
    assert line.text() == "6"


def test_problems_stand_in_their_places_and_f8_goes_round(hand: Hand) -> None:
    hand.fill("household_moved_in_on", "2020-13-01")
    hand.fill("member_resident_id_number", "630100194213070029")
    QTest.qWait(PAUSE)
    assert hand.says().startswith("还有 2 处要改")
    names = [s.accessibleName() for s in hand.window.findChildren(QWidget) if s.isVisible()]
    assert "基本信息 1 处要改" in names
    assert "成员 1 处要改" in names
    row = hand.window.findChild(QWidget, "row_household_moved_in_on")
    assert "13 月" in row.text()
    field(hand, "door_estate").setFocus()
    seen = []
    for _ in range(3):
        hand.key(Key.Key_F8)
        seen.append(hand.here())
    date, cell = "fld_household_moved_in_on", "fld_member_resident_id_number"
    assert seen == [date, cell, date]


def test_the_same_person_is_brought_here(hand: Hand, desk: Desk) -> None:
    begin(hand, "601")
    hand.type("", "王秀岚", NUMBER)
    QTest.qWait(PAUSE)
    assert "王秀兰" in hand.says("lbl_alike")
    hand.press("alike_same")
    hand.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT count(*) FROM resident") == ((2,),)
    home = "SELECT o.people FROM household o JOIN house h ON h.id = o.house_id WHERE h.room_no = ?"
    assert rows(desk, home, "601") == ((1,),)


def test_another_person_with_the_same_number_needs_a_reason(hand: Hand, desk: Desk) -> None:
    begin(hand, "601")
    hand.type("", "赵敏", NUMBER)
    QTest.qWait(PAUSE)
    hand.press("alike_other")
    assert hand.here() == "fld_same_number", "the reason is asked for"
    hand.type("派出所确认重号", then=Key.Key_Return)
    hand.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT count(*) FROM resident WHERE id_number = ?", NUMBER) == ((2,),)


def test_a_conflict_shows_both_values_and_loses_neither(hand: Hand, desk: Desk, home: int) -> None:
    hand.fill("member_resident_phone", "13900002009")
    version = desk.read(read_household_for_edit, home).version
    theirs = {"resident.phone": "13900002005", "resident.employer": "供热公司"}
    edit = MemberEdit(person(desk, "王秀兰"), theirs)
    desk.write(save_household, SaveHousehold(home, members=(edit,), version=version))
    hand.key(Key.Key_S, with_=CTRL)
    assert "改过这一户" in hand.says("lbl_clash")
    told = [
        w.text() for w in hand.window.findChildren(QWidget) if hasattr(w, "text") and w.isVisible()
    ]
    line = next(text for text in told if text.startswith("王秀兰 电话"))
    assert "139 0000 2005" in line
    assert "13900002009" in line
    hand.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT phone, employer FROM resident ORDER BY id LIMIT 1") == (
        ("13900002009", "供热公司"),
    )


def test_theirs_may_be_taken_instead(hand: Hand, desk: Desk, home: int) -> None:
    hand.fill("member_resident_phone", "13900002009")
    edit = MemberEdit(person(desk, "王秀兰"), {"resident.phone": "13900002005"})
    desk.write(save_household, SaveHousehold(home, members=(edit,)))
    hand.key(Key.Key_S, with_=CTRL)
    hand.press("theirs_1")
    assert field(hand, "member_resident_phone").text() == "139 0000 2005"


def test_a_member_goes_with_a_reason(hand: Hand, desk: Desk) -> None:
    editor(hand).form.book.take(1)
    hand.press("remove_member")
    hand.type("搬走", then=Key.Key_Return)
    hand.key(Key.Key_S, with_=CTRL)
    assert rows(desk, "SELECT people FROM household") == ((1,),)


def test_composing_comes_first(hand: Hand, qapp: QApplication) -> None:
    guard = ImeGuard(qapp)
    line = field(hand, "member_resident_full_name")
    line.setFocus()
    compose(line, "wang'xiu")
    hand.key(Key.Key_Return)
    assert hand.at() is line, "Enter belongs to the input method"
    hand.key(Key.Key_Escape)
    assert hand.page.editing.open()
    compose(line, "", "王秀")
    hand.key(Key.Key_Return)
    assert hand.at() is not line
    qapp.removeEventFilter(guard)
    guard.deleteLater()


def test_a_field_added_to_the_dictionary_appears_by_itself(
    qtbot: QtBot, hand: Hand, home: int
) -> None:
    more = (
        Field("resident.blood", "血型", Text(), "健康"),
        Field("resident.seen_on", "体检日期", Day(), "健康"),
        Field("resident.diet", "饮食", Code("gender"), "联系"),
    )
    wider = Dictionary((*EDITOR.member, *more), EDITOR.household)
    page = EditorPage(hand.services.jobs, hand.services.drafts, wider)
    qtbot.addWidget(page)
    page.resize(1100, 620)
    page.show()
    page.begin()
    assert page.form is not None
    page.form.rows.finish()
    assert "健康" in page.form.sections()
    for name in ("resident_blood", "resident_seen_on", "resident_diet"):
        assert page.findChild(QLineEdit, f"fld_{name}") is not None
    assert home


def test_the_longest_name_fits(hand: Hand) -> None:
    name = "阿卜杜热西提·买买提吐尔逊·艾力𠮷㙍"
    hand.fill("member_resident_full_name", name)
    form = editor(hand).form
    form.book.take(1)
    assert form.book.rowHeight(0) > form.book.rowHeight(1), "it goes on in a second line"
    assert form.book.model().index(0, 1).data() == name
    hand.window.resize(QSize(1024, 600))
    QTest.qWait(30)
    assert form.horizontalScrollBar().maximum() == 0


def test_opening_and_typing_do_not_make_one_wait(hand: Hand) -> None:
    hand.key(Key.Key_Escape)
    began = time.thread_time()
    hand.key(Key.Key_F4)
    assert time.thread_time() - began < 0.2
    line = field(hand, "member_resident_full_name")
    line.setFocus()
    began = time.thread_time()
    QTest.keyClicks(line, "a" * 20)
    assert (time.thread_time() - began) / 20 < 0.02
