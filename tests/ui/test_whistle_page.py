"""吹哨报到 on the ticket's page: whistled, answered, finished and taken back by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.tables.tickets import Ticket
from tests import page_rules
from tests.conftest import Clock
from tests.make_whistle import cell
from tests.ui.conftest import Said
from tests.ui.tickets_place import CTRL, KEY, RESULT, Place, call, opened, step
from ui.common.labels import Words
from wenming_desktop.party.record_model import RecordFilter
from wenming_desktop.party.record_queries import record_page
from wenming_desktop.places.service import EstateSheet, save_estates
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets import whistle
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.whistle_model import Came, WhistleLine
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, Work, use_case

PEOPLE = ("孙福顺", "方远", "邵明")


@pytest.fixture
def office(desk: Desk) -> Desk:
    desk.write(save_units, (Unit("裕和物业"),))
    desk.write(save_estates, (EstateSheet("一院", buildings=(("3", 3, 6, 36),)),))
    cell(desk, "3号楼党小组", PEOPLE, "3")
    cell(desk, "12号楼党小组", ("罗建平",))
    return desk


@pytest.fixture
def ticket(office: Desk, clock: Clock) -> int:
    made = call(office, clock, "水管漏水", unit=1, location_text="一院 3号楼 2单元")
    step(office, made, "SGN")
    return made


@pytest.fixture
def place(qtbot: QtBot, office: Desk, ticket: int, said: Said, tmp_path: Path) -> Place:
    place = opened(qtbot, office, said, tmp_path)
    place.page.open_ticket(ticket)
    return place


@use_case("probe.nowhere", "试改地点", right="ticket.write")
def _nowhere(work: Work, ticket: int) -> None:
    work.session.get_one(Ticket, ticket).building_id = None


def held() -> str:
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""


def choose(place: Place, code: str) -> None:
    """Take a step from 更多, as its menu does."""
    for button in place.page.detail.findChildren(QPushButton, f"btn_step_{code}"):
        if button.isVisible():
            button.click()
            return
    found = place.page.detail.findChild(QAction, f"act_step_{code}")
    assert found is not None
    found.trigger()


def tab_to(place: Place, name: str) -> None:
    """Go on with Tab until a field has the cursor."""
    seen: list[str] = []
    for _ in range(30):
        if held() == name:
            return
        place.key(KEY.Key_Tab)
        seen.append(held())
    raise AssertionError((name, seen))


def blown(desk: Desk, ticket: int) -> tuple[WhistleLine, ...]:
    return desk.read(whistle.whistles_of, ticket)


def answered(place: Place) -> str:
    return place.page.detail.facts.findChildren(Words, "fld_whistle_1")[-1].text()


def error(place: Place, name: str) -> str:
    words = place.part(name)
    assert isinstance(words, Words)
    return words.text() if words.isVisible() else ""


def whistled(place: Place, said: str = "来两个人抬水泵") -> None:
    choose(place, "COH")
    assert held() == "fld_cell"
    tab_to(place, "fld_needed")
    place.type("2")
    tab_to(place, "fld_reason")
    place.type(said)
    place.key(KEY.Key_Return, CTRL)


def test_from_the_whistle_to_the_records_by_keys_alone(
    place: Place, office: Desk, ticket: int
) -> None:
    whistled(place)
    [line] = blown(office, ticket)
    assert (line.cell, line.needed, line.asked) == ("3号楼党小组", 2, "来两个人抬水泵")
    assert place.page.list.model.row(0).waits
    assert "吹哨给3号楼党小组，要 2 人" in place.page.detail.timeline.text()

    choose(place, "ANS")
    first, second, third = (
        one.id for one in office.read(whistle.whistle_offer, ticket).members[:3]
    )
    assert held() == f"tick_claim_{first}"
    tab_to(place, f"tick_claim_{second}")
    place.key(KEY.Key_Space)
    tab_to(place, f"tick_claim_{third}")
    place.key(KEY.Key_Space)
    place.key(KEY.Key_Return, CTRL)
    [line] = blown(office, ticket)
    assert [one.name for one in line.claims] == ["方远", "邵明"]
    assert not place.page.list.model.row(0).waits
    assert "方远　报到，还没有到场" in answered(place)

    assert held() == "fld_result"
    place.type(RESULT)
    tab_to(place, "fld_outcome")
    place.key(KEY.Key_Down)
    tab_to(place, f"tick_came_{second}")
    place.key(KEY.Key_Space)
    tab_to(place, f"fld_hours_{second}")
    place.key(KEY.Key_Up)
    tab_to(place, f"tick_came_{third}")
    place.key(KEY.Key_Space)
    tab_to(place, f"fld_did_{third}")
    place.type("看水阀")
    place.key(KEY.Key_Return, CTRL)
    records = office.read(record_page, RecordFilter(), 0, 9)
    assert {one.member: (one.hours, one.content) for one in records} == {
        "方远": (1.5, "吹哨报到：来两个人抬水泵"),
        "邵明": (1, "吹哨报到：看水阀"),
    }
    assert "方远　到场 1.5 小时" in answered(place)

    office.write(undo_last_act)
    assert office.read(record_page, RecordFilter(), 0, 9) == ()
    assert office.read(ticket_view, ticket).status == "40"


def test_what_is_asked_and_the_cell_are_asked_for(place: Place, office: Desk, ticket: int) -> None:
    choose(place, "COH")
    place.key(KEY.Key_Return, CTRL)
    assert "写一句" in error(place, "err_asked")
    assert held() == "fld_reason"
    place.type("抬水泵")
    box = place.part("fld_cell")
    assert isinstance(box, QComboBox)
    box.setFocus()
    place.key(KEY.Key_Home)
    assert box.currentText() == "请选党小组"
    office.write(_nowhere, ticket)
    place.key(KEY.Key_Return, CTRL)
    assert "哪个党小组" in error(place, "err_cell")
    place.key(KEY.Key_End)
    place.key(KEY.Key_Return, CTRL)
    assert [line.cell for line in blown(office, ticket)] == ["12号楼党小组"]


def test_somebody_of_another_cell_is_added_by_the_letters_of_the_name(
    place: Place, office: Desk, ticket: int, qtbot: QtBot
) -> None:
    whistled(place)
    choose(place, "ANS")
    more = place.part("fld_add_member")
    assert isinstance(more, QComboBox)
    tab_to(place, "fld_add_member")
    edit = more.lineEdit()
    assert edit is not None
    edit.selectAll()
    qtbot.keyClicks(edit, "ljp")
    completer = more.completer()
    assert completer is not None
    found = completer.completionModel()
    assert [found.index(at, 0).data() for at in range(found.rowCount())] == ["罗建平　12号楼党小组"]
    more.setCurrentIndex(more.findText("罗建平　12号楼党小组"))
    more.activated.emit(more.currentIndex())
    assert held().startswith("tick_claim_")
    place.key(KEY.Key_Return, CTRL)
    assert [one.name for one in blown(office, ticket)[0].claims] == ["罗建平"]


def test_ticks_belong_together_and_wrong_hours_stay_beside_the_list(
    place: Place, office: Desk, ticket: int
) -> None:
    whistled(place)
    choose(place, "ANS")
    [first] = [part for part in place.page.findChildren(QCheckBox) if part.hasFocus()]
    number = first.objectName().removeprefix("tick_claim_")
    came, hours = place.part(f"tick_came_{number}"), place.part(f"fld_hours_{number}")
    assert isinstance(came, QCheckBox)
    assert isinstance(hours, QLineEdit)
    assert not hours.isEnabled()
    tab_to(place, came.objectName())
    place.key(KEY.Key_Space)
    assert first.isChecked()
    assert hours.text() == "1"
    tab_to(place, hours.objectName())
    hours.selectAll()
    place.type("0.7")
    place.key(KEY.Key_Return, CTRL)
    assert "孙福顺：时长 0.7" in error(place, "err_people")
    assert hours.text() == "0.7"
    first.setFocus()
    place.key(KEY.Key_Space)
    assert not came.isChecked()
    place.key(KEY.Key_Return, CTRL)
    assert blown(office, ticket)[0].claims == ()


def test_what_was_ticked_is_a_draft_until_it_is_saved(
    place: Place, office: Desk, ticket: int
) -> None:
    whistled(place)
    choose(place, "ANS")
    name = held()
    place.key(KEY.Key_Space)
    choose(place, "FIN")
    choose(place, "ANS")
    box = place.part(name)
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    assert blown(office, ticket)[0].claims == ()


def test_a_finish_asks_who_came_until_it_is_told_that_nobody_did(
    place: Place, office: Desk, ticket: int
) -> None:
    whistled(place)
    choose(place, "ANS")
    place.key(KEY.Key_Space)
    place.key(KEY.Key_Return, CTRL)
    place.type(RESULT)
    tab_to(place, "fld_outcome")
    place.key(KEY.Key_Down)
    place.key(KEY.Key_Return, CTRL)
    assert "有 1 名党员报到" in error(place, "err_came")
    assert office.read(ticket_view, ticket).status == "40"
    tab_to(place, "tick_nobody")
    place.key(KEY.Key_Space)
    place.key(KEY.Key_Return, CTRL)
    assert office.read(ticket_view, ticket).status == "50"
    assert office.read(record_page, RecordFilter(), 0, 9) == ()


def test_who_was_known_to_have_come_may_be_unticked(
    place: Place, office: Desk, ticket: int
) -> None:
    step(office, ticket, "COH", members=("方远", "邵明"))
    [line] = blown(office, ticket)
    office.write(whistle.record_came, line.id, (Came("方远", 2),))
    place.page.open_ticket(ticket, "FIN")
    place.type(RESULT)
    tab_to(place, "fld_outcome")
    place.key(KEY.Key_Down)
    tab_to(place, f"tick_came_{line.claims[0].member_id}")
    place.key(KEY.Key_Space)
    place.key(KEY.Key_Return, CTRL)
    assert office.read(ticket_view, ticket).status == "50"
    assert office.read(record_page, RecordFilter(), 0, 9) == ()


def test_without_a_whistle_nobody_can_answer(place: Place) -> None:
    assert place.page.detail.findChild(QAction, "act_step_ANS") is None
    assert not [one for one in place.page.findChildren(QCheckBox) if one.isVisible()]


@pytest.mark.parametrize("action", ["COH", "ANS", "FIN"])
def test_every_step_of_it_keeps_the_rules_of_the_look(
    place: Place, action: str, qtbot: QtBot
) -> None:
    whistled(place)
    choose(place, "ANS")
    place.key(KEY.Key_Space)
    place.key(KEY.Key_Return, CTRL)
    if action != "FIN":
        choose(place, action)
    qtbot.waitUntil(lambda: not page_rules.cut(place.page.detail))
    qtbot.waitUntil(place.window.isActiveWindow)
    assert page_rules.broken(place.page.detail) == []
