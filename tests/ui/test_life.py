"""Dialogs of 人口变动: what is asked shows itself, what is known is not, Tab as one reads."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, number, person, rows
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.buttons import Btn
from ui.common.labels import Words
from ui.jobs import Jobs, Lanes
from ui.life.care_dialog import CareDialog, EndCareDialog
from ui.life.dialog import LifeDialog
from ui.life.group import Group
from ui.life.shapes import SHAPES
from ui.life.void_dialog import VoidDialog
from ui.life.voided_dialog import VoidedDialog
from wenming_desktop.households.care import care_rows
from wenming_desktop.households.detail import household_detail
from wenming_desktop.life.model import Kind
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier
LONGEST = "阿卜杜拉·吐尔逊·买买提江·艾合买提·伊卜拉欣"


@pytest.fixture
def real(desk: Desk, said: Said) -> Iterator[Jobs]:
    lane = AtOnce()
    yield (made := Jobs(desk, said, Lanes(lane, lane)))
    made.close()


@pytest.fixture
def home(desk: Desk) -> int:
    return household(
        desk,
        "501",
        member("王秀兰", number=number("1938-03-14", 28)),
        member(LONGEST, "夫", birth="1946-05-06", sex="男"),
        member("李强", "长子", birth="1975-05-06", sex="男"),
    )


def opened(qtbot: QtBot, jobs: Jobs, kind: Kind, home: int) -> LifeDialog:
    dialog = LifeDialog(kind, jobs)
    qtbot.addWidget(dialog)
    dialog.begin(home)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def put(line: QWidget, text: str) -> None:
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.textEdited.emit(text)


def save(qtbot: QtBot, dialog: QWidget) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_S, _CTRL)


@pytest.mark.parametrize("kind", list(Kind))
def test_tab_goes_through_every_part_as_one_reads(
    qtbot: QtBot, real: Jobs, home: int, kind: Kind
) -> None:
    dialog = opened(qtbot, real, kind, home)
    editors: list[QWidget] = []
    for one in dialog.rows:
        part = one.editor
        if one.isVisible() and part is not dialog.day:
            editors += part.parts() if isinstance(part, Group) else [part]
    wanted = [part for part in editors if part.isVisible() and part.isEnabled()]
    dialog.day.line.setFocus()
    seen: list[QWidget] = []
    for _ in range(len(wanted) + 4):
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(next((part for part in wanted if part is now or part.isAncestorOf(now)), now))
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert seen[:2] == [dialog.day.line, dialog.day.pick]
    assert seen[2:-2] == wanted
    assert {part.objectName() for part in seen[-2:]} == {
        dialog.drop.objectName(),
        dialog.do.objectName(),
    }
    assert all(part.accessibleName() for part in wanted)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_dialog_begins_today_with_its_own_words_and_no_row_it_does_not_need(
    qtbot: QtBot, real: Jobs, home: int, kind: Kind
) -> None:
    dialog = opened(qtbot, real, kind, home)
    assert dialog.day.text() == "2026-11-20"
    assert dialog.do.text().strip().startswith(SHAPES[kind].deed)
    assert "王秀兰" in dialog.windowTitle()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_new_head_is_asked_for_only_when_the_head_goes(
    qtbot: QtBot, real: Jobs, home: int
) -> None:
    dialog = opened(qtbot, real, Kind.DEATH, home)
    head = dialog._fields["new_head"]
    assert not head.isVisible()
    ticks = dialog.people.parts()
    qtbot.keyClick(ticks[0], Qt.Key.Key_Space)
    dialog.look()
    assert head.isVisible()
    assert [dialog.head.itemText(at) for at in range(dialog.head.count())] == [
        "还没有定", LONGEST, "李强",
    ]  # fmt: skip
    qtbot.keyClick(ticks[0], Qt.Key.Key_Space)
    dialog.look()
    assert not head.isVisible()


def test_somebody_of_the_register_is_not_typed_again(
    qtbot: QtBot, real: Jobs, home: int, desk: Desk
) -> None:
    other = household(desk, "102", member("赵梅", birth="1980-02-02", sex="女"))
    dialog = opened(qtbot, real, Kind.MOVE_IN, home)
    (newcomer,) = dialog.newcomers._people
    assert not newcomer.who.isVisible()
    put(newcomer.name, "赵梅")
    qtbot.waitUntil(newcomer.who.isVisible)
    assert "1980 年生，槐荫一院3号楼2单元102" in newcomer.who.itemText(1)
    newcomer.who.setCurrentIndex(1)
    newcomer.who.activated.emit(1)
    assert not newcomer.number.isEnabled()
    edit = newcomer.edit()
    assert edit is not None
    assert edit.resident_id == person(desk, "赵梅")
    put(newcomer.name, "赵梅梅")
    assert newcomer.number.isEnabled()
    assert other != home


def test_a_second_dialog_begins_empty(qtbot: QtBot, real: Jobs, home: int) -> None:
    dialog = opened(qtbot, real, Kind.BIRTH, home)
    put(dialog.newcomers._people[0].name, "李小树")
    put(dialog.day.line, "11.1")
    dialog.begin(home)
    assert dialog.event_typed() is not None
    assert dialog.event_typed().newcomers == ()
    assert dialog.day.text() == "2026-11-20"


def test_the_longest_name_stays_inside(qtbot: QtBot, real: Jobs, home: int) -> None:
    dialog = opened(qtbot, real, Kind.SPLIT, home)
    qtbot.wait(30)
    for part in dialog.people.parts():
        assert part.mapTo(dialog, part.rect().topRight()).x() < dialog.width()
    assert dialog.people.parts()[2].accessibleName().startswith(f"{LONGEST}　夫")


def test_care_is_started_changed_and_ended(qtbot: QtBot, real: Jobs, home: int, desk: Desk) -> None:
    who = person(desk, "王秀兰")
    dialog, ending = CareDialog(real), EndCareDialog(real)
    for part in (dialog, ending):
        qtbot.addWidget(part)
    dialog.begin(((who, "王秀兰"),))
    save(qtbot, dialog)
    assert dialog._rows["category"].text() == "还没有选类别，要选一个。"
    dialog.category.choose("A02")
    put(dialog.needs, "每周送一次药")
    save(qtbot, dialog)
    assert not dialog.isVisible()
    (row,) = desk.read(care_rows, who)
    assert (row.category, row.start_on.isoformat(), row.needs, row.rhythm) == (
        "A02", "2026-11-20", "每周送一次药", "W",
    )  # fmt: skip
    dialog.begin(((who, "王秀兰"),), row)
    put(dialog.review.line, "2027-03-01")
    dialog.rhythm.choose("M")
    save(qtbot, dialog)
    (row,) = desk.read(care_rows, who)
    assert (row.review_on.isoformat(), row.rhythm, row.needs) == ("2027-03-01", "M", "每周送一次药")
    ending.begin("王秀兰", row)
    save(qtbot, ending)
    assert "原因" in ending._rows["reason"].text()
    put(ending.reason, "搬到女儿家")
    save(qtbot, ending)
    (row,) = desk.read(care_rows, who)
    assert (row.end_on.isoformat(), row.end_reason) == ("2026-11-20", "搬到女儿家")


def test_a_mistake_is_voided_for_a_reason_and_comes_back(
    qtbot: QtBot, real: Jobs, home: int, desk: Desk
) -> None:
    dialog, found = VoidDialog(real), VoidedDialog(real, None)
    for part in (dialog, found):
        qtbot.addWidget(part)
    dialog.begin(desk.read(household_detail, home))
    save(qtbot, dialog)
    assert dialog.isVisible()
    assert dialog._why.text()
    put(dialog.reason, "录重了")
    save(qtbot, dialog)
    assert not dialog.isVisible()
    assert rows(desk, "SELECT is_void, void_reason FROM household") == ((1, "录重了"),)
    found.begin()
    texts = [label.text() for label in found.findChildren(Words)]
    assert "还能恢复 30 天" in texts
    button = found.findChild(Btn, "btn_restore_1")
    assert button is not None
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert rows(desk, "SELECT is_void FROM household") == ((0,),)
    qtbot.waitUntil(lambda: found.findChild(QWidget, "empty_voided") is not None)
