"""快速登记: what is offered while one types, and that a hand has the last word."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.stand_in import Office
from tests.ui.stand_in_intake import COLD, DONE
from tests.ui.test_ime import compose
from ui.jobs import Jobs
from ui.tickets import form_draft, form_read
from ui.tickets.quick_register import QuickRegister
from ui.tickets.said_moment import read_said, shown

_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
NOW = datetime(2026, 11, 20, 10, 42)
PLACE = "一院 3号楼 2单元 402"


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs) -> QuickRegister:
    window = QuickRegister(jobs)
    qtbot.addWidget(window)
    window.bring()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def said(window: QuickRegister, qtbot: QtBot, text: str) -> list[str]:
    """Write what is said and wait for what it suggests."""
    window.form.content.setPlainText(text)
    qtbot.waitUntil(lambda: window._adviser._said == text, timeout=1000)
    return [one.name for one in window.form.suggested.offered()]


def advised(window: QuickRegister, qtbot: QtBot) -> None:
    wanted = form_read.matter_of(window.form)
    qtbot.waitUntil(lambda: window._adviser._matter == wanted, timeout=1000)


def alt(window: QuickRegister, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(window, key, _ALT)


def cold(window: QuickRegister, qtbot: QtBot) -> None:
    """A call that is like two others."""
    window.form.place.setText(PLACE)
    window.form.categories.choose("0801")
    window.form.content.setPlainText("暖气又不热了")
    advised(window, qtbot)


def test_words_suggest_a_category_that_a_key_takes(qtbot: QtBot, window: QuickRegister) -> None:
    assert said(window, qtbot, "暖气不热，还漏水") == ["供暖供水", "漏水下水"]
    assert window.form.categories.value() == "", "nothing is taken by itself"
    alt(window, qtbot, Qt.Key.Key_2)
    assert window.form.categories.value() == "0701"
    alt(window, qtbot, Qt.Key.Key_1)
    assert window.form.categories.value() == "0801"
    assert window.side._due.text() == "11月25日 周三 17:30"
    alt(window, qtbot, Qt.Key.Key_3)
    assert window.form.categories.value() == "0801", "there is no third"


def test_a_click_takes_one_and_three_are_the_most(qtbot: QtBot, window: QuickRegister) -> None:
    assert len(said(window, qtbot, "楼道灯坏了，吵，漏水，暖气不热")) == 3
    chip = window.findChild(QPushButton, "btn_suggested_3")
    assert chip is not None
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert window.form.categories.value() == window.form.suggested.offered()[2].code
    assert chip.isChecked()


def test_a_category_chosen_by_hand_is_not_talked_over(qtbot: QtBot, window: QuickRegister) -> None:
    said(window, qtbot, "暖气不热")
    qtbot.mouseClick(window.form.categories._tiles["0301"], Qt.MouseButton.LeftButton)
    assert not window.form.suggested.isVisible()
    assert said(window, qtbot, "暖气不热，漏水") == []
    alt(window, qtbot, Qt.Key.Key_1)
    assert window.form.categories.value() == "0301"


def test_nothing_is_suggested_while_letters_are_composed(
    qtbot: QtBot, window: QuickRegister, office: Office
) -> None:
    window.form.content.setPlainText("暖气不热")
    compose(window.form.content, "lou'shui")
    office.calls.clear()
    qtbot.wait(400)
    assert not [name for name, _ in office.calls if name == "suggest"]
    compose(window.form.content, "", "漏水")
    qtbot.waitUntil(lambda: len(window.form.suggested.offered()) == 2, timeout=1000)


def test_the_unit_follows_the_rules_until_a_hand_changes_it(
    qtbot: QtBot, window: QuickRegister
) -> None:
    form = window.form
    cold(window, qtbot)
    assert (form.unit.currentText(), form.handler.currentText()) == ("供热公司青河所", "马师傅")
    assert form.sending.why.text() == "按派单去向：小类“供暖供水”"
    form.unit.setCurrentIndex(form.unit.findText("裕和物业"))
    form.unit.activated.emit(form.unit.currentIndex())
    assert form.sending.why.text() == ""
    form.place.setText(f"{PLACE} 门口")
    advised(window, qtbot)
    assert form.unit.currentText() == "裕和物业"
    assert form.command().handling_unit_id == 2


def test_without_a_rule_its_kind_tells_where(qtbot: QtBot, window: QuickRegister) -> None:
    qtbot.mouseClick(window.form.categories._tiles["0801"], Qt.MouseButton.LeftButton)
    window.form.place.setText("二院 1号楼")
    advised(window, qtbot)
    assert window.form.unit.currentText() == "供热公司青河所"
    assert window.form.sending.why.text() == "同类多派到这里"
    qtbot.mouseClick(window.form.categories._tiles["0301"], Qt.MouseButton.LeftButton)
    assert window.form.sending.unit_id() is None, "what was filled in for the other is taken out"


def test_the_same_matter_is_merged_by_a_key(
    qtbot: QtBot, window: QuickRegister, office: Office
) -> None:
    cold(window, qtbot)
    assert window.side.same.ids() == {COLD.id, DONE.id}
    assert window.side._grid.text() == "地点在第二网格"
    assert window.form.command().merge_into_id is None, "nothing is forced"
    alt(window, qtbot, Qt.Key.Key_4)
    assert window._save.text() == "登记并入 11-0015"
    assert not window.form.unit.isEnabled()
    with qtbot.waitSignal(window.registered):
        qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    (command,) = office.opened
    assert (command.merge_into_id, command.handling_unit_id) == (COLD.id, None)
    assert command.ticket.duplicate_of_id is None
    assert window._save.text() == "只登记"
    assert window.form.unit.isEnabled()
    assert not window.side.same.ids()


def test_counted_as_the_nth_time_or_taken_back(qtbot: QtBot, window: QuickRegister) -> None:
    cold(window, qtbot)
    alt(window, qtbot, Qt.Key.Key_5)
    command = window.form.command()
    assert (command.ticket.duplicate_of_id, command.merge_into_id) == (COLD.id, None)
    assert command.handling_unit_id == 1, "it is work of its own"
    alt(window, qtbot, Qt.Key.Key_7)
    assert window.form.command().ticket.duplicate_of_id == DONE.id
    alt(window, qtbot, Qt.Key.Key_7)
    assert window.form.command().ticket.duplicate_of_id is None


def test_into_a_closed_ticket_nothing_is_merged(qtbot: QtBot, window: QuickRegister) -> None:
    cold(window, qtbot)
    alt(window, qtbot, Qt.Key.Key_6)
    assert window.form.same is None
    button = window.findChild(QPushButton, "btn_merge_2")
    assert button is not None
    assert not button.isVisible()


def test_what_was_decided_stays_though_the_place_changes(
    qtbot: QtBot, window: QuickRegister
) -> None:
    cold(window, qtbot)
    alt(window, qtbot, Qt.Key.Key_4)
    window.form.place.setText("二院 1号楼")
    advised(window, qtbot)
    assert window.side.same.ids() == {COLD.id}
    assert window.form.command().merge_into_id == COLD.id


def test_anonymous_hides_name_and_number(qtbot: QtBot, window: QuickRegister) -> None:
    window.form.take_caller(Office().caller_facts("household", 1), ("household", 1))
    qtbot.keyClick(window, Qt.Key.Key_F7)
    ticket = window.form.command().ticket
    hidden = (ticket.complainant_name, ticket.complainant_phone, ticket.complainant_house_id)
    assert hidden == (None, None, None)
    assert ticket.complainant_address is None
    assert not window.form.phone.isEnabled()
    assert form_read.matter_of(window.form).phone == ""
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert window.form.command().ticket.complainant_name == "王秀兰"


def test_the_place_decides_the_building_not_the_home(window: QuickRegister) -> None:
    facts = replace(Office().caller_facts("household", 1), building_id=7, grid_id=3)
    window.form.take_caller(facts, ("household", 1))
    assert form_read.matter_of(window.form).building_id == 7
    window.form.place.setText("二院 5号楼")
    ticket = window.form.command().ticket
    assert (ticket.building_id, ticket.grid_id) == (None, None)
    assert ticket.complainant_address == "一院 3号楼 2单元 501"


def choose(window: QuickRegister, name: str, code: str) -> None:
    part = {"nature": window.form.when.nature, "source": window.form.source}[name]
    part.choose(code)
    part.activated.emit(part.currentIndex())


def test_a_report_is_kept_secret_by_itself(qtbot: QtBot, window: QuickRegister) -> None:
    secret = window.form.when.secret
    choose(window, "nature", "4")
    assert secret.isChecked()
    assert not secret.isEnabled()
    ticket = window.form.command().ticket
    assert (ticket.nature, ticket.is_confidential) == ("4", True)
    choose(window, "nature", "3")
    assert not secret.isChecked()
    qtbot.mouseClick(secret, Qt.MouseButton.LeftButton)
    choose(window, "nature", "4")
    choose(window, "nature", "3")
    assert secret.isChecked(), "what a hand ticked stays"


def test_number_and_deadline_of_the_superior(qtbot: QtBot, window: QuickRegister) -> None:
    outside = window.form.outside
    assert not outside.isVisible()
    choose(window, "source", "11")
    assert outside.isVisible()
    window.form.categories._tiles["0801"].click()
    outside.number.setText("LC-001")
    tomorrow = datetime.now() + timedelta(days=1)
    outside.due.setText("明天12:00")
    ticket = window.form.command().ticket
    assert ticket.external_no == "LC-001"
    assert ticket.external_due_at == datetime(tomorrow.year, tomorrow.month, tomorrow.day, 12)
    assert window.side._why.text() == "按转办要求办结。"
    choose(window, "source", "02")
    assert window.form.command().ticket.external_no is None
    assert window.side._due.text() == "11月25日 周三 17:30"


def test_a_time_nobody_can_read_is_not_lost(
    qtbot: QtBot, window: QuickRegister, office: Office
) -> None:
    window.form.when.at.setText("那天")
    qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    assert office.opened == []
    assert window.form._errors["occurred_at"].isVisible()
    assert window.form.when.at.hasFocus()
    window.form.when.at.setText("昨晚八点")
    with qtbot.waitSignal(window.registered):
        qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    at = office.opened[0].ticket.occurred_at
    assert (at.hour, office.opened[0].ticket.at) == (20, None), "apart from when it is typed"


def test_a_deadline_nobody_can_read_is_told(
    qtbot: QtBot, window: QuickRegister, office: Office
) -> None:
    choose(window, "source", "11")
    window.form.outside.due.setText("尽快")
    qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    assert office.opened == []
    assert "11-25 17:30" in window.form._errors["external_due_at"].text()
    assert window.form.outside.due.hasFocus()
    window.form.outside.due.setText("下周一17:00")
    with qtbot.waitSignal(window.registered):
        qtbot.keyClick(window, Qt.Key.Key_S, _CTRL)
    assert office.opened[0].ticket.external_due_at is not None


def test_a_draft_keeps_all_of_it(qtbot: QtBot, window: QuickRegister, jobs: Jobs) -> None:
    cold(window, qtbot)
    choose(window, "source", "11")
    window.form.outside.number.setText("LC-001")
    window.form.outside.due.setText("12-31 12:00")
    window.form.when.at.setText("11-19 20:00")
    choose(window, "nature", "4")
    alt(window, qtbot, Qt.Key.Key_4)
    kept = form_draft.content_of(window.form)
    again = QuickRegister(jobs)
    qtbot.addWidget(again)
    again.bring()
    form_draft.put_into(again.form, kept)
    assert again.form.command() == window.form.command()
    assert again._save.text() == "登记并入 11-0015"
    assert not again.form.when.secret.isEnabled()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("昨晚八点", "11-19 20:00"),
        ("昨晚8点半", "11-19 20:30"),
        ("今早7点", "11-20 07:00"),
        ("前天下午三点一刻", "11-18 15:15"),
        ("昨夜两点", "11-20 02:00"),
        ("昨晚十二点", "11-20"),
        ("11.19 9:05", "11-19 09:05"),
        ("12.30", "2025-12-30"),
        ("25日", "10-25"),
        ("20:00", "11-19 20:00"),
        ("八点", "11-20 08:00"),
        ("0915", "11-20 09:15"),
        ("昨天", "11-19"),
        ("刚才", "11-20 10:42"),
        ("随便", ""),
        ("昨天哪", ""),
        ("25:00", ""),
        ("13.45 8点", ""),
    ],
)
def test_a_moment_as_it_is_said(text: str, at: str) -> None:
    read = read_said(text, NOW)
    assert (shown(read, NOW) if read is not None else "") == at
    if read is not None:
        assert read_said(at, NOW) == read, "and read again as it is shown"


@pytest.mark.parametrize(
    ("text", "at"),
    [("明天12:00", "11-21 12:00"), ("11.25", "11-25 23:59"), ("3日", "12-03 23:59"),
     ("9点", "11-21 09:00"), ("1.5 8:00", "2027-01-05 08:00")],
)  # fmt: skip
def test_a_deadline_lies_ahead(text: str, at: str) -> None:
    read = read_said(text, NOW, ahead=True)
    assert read is not None
    assert shown(read, NOW) == at
