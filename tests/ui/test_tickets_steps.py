"""The steps of a ticket, taken in place by keys, refused beside the field, taken back."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.tickets_place import ALT, CTRL, KEY, RESULT, Place, call, opened, step
from ui.common.labels import Words
from ui.common.tokens import Tokens
from ui.common.undo_bar import Action
from ui.jobs import Jobs
from ui.page import Office, Services
from ui.tickets.columns import KEYS
from ui.tickets.page import TicketsPage
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.queries import ticket_by_number, ticket_log
from wenming_desktop.work import Desk


@pytest.fixture
def bars(said: Said, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Action | None]]:
    """What was said in bars, with what they offered to do."""
    shown: list[tuple[str, Action | None]] = []

    def say(text: str, action: Action | None = None, icon: str = "") -> None:
        shown.append((text, action))

    monkeypatch.setattr(said, "say", say)
    return shown


@pytest.fixture
def office(desk: Desk) -> Desk:
    """An office with two handling units."""
    people = (("马师傅", "8801 5100"),)
    desk.write(save_units, (Unit("供热公司青河所", handlers=people), Unit("裕和物业")))
    return desk


@pytest.fixture
def place(qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path) -> Place:
    call(office, clock, "暖气不热", ago=20, unit=1, complainant_name="陈国栋")
    call(office, clock, "楼上漏水到厨房", complainant_name="高敏")
    call(office, clock, "井盖松动", unit=1, complainant_phone="13900000917")
    return opened(qtbot, office, said, tmp_path)


def test_a_call_goes_from_dispatch_to_the_archive_by_keys(
    place: Place, office: Desk, clock: Clock, bars: list[tuple[str, Action | None]]
) -> None:
    place.look_for("漏水")
    place.key(KEY.Key_Down)
    place.key(KEY.Key_F6)
    place.key(KEY.Key_Down)
    place.key(KEY.Key_Down)
    unit = QApplication.focusWidget()
    assert isinstance(unit, QComboBox)
    assert unit.currentText() == "裕和物业"
    place.key(KEY.Key_Return, CTRL)
    assert place.button_text() == "签收"
    place.key(KEY.Key_Return, CTRL)
    assert place.button_text() == "申请办结"
    clock.now += timedelta(hours=2)
    place.type(RESULT)
    place.key(KEY.Key_Tab)
    place.key(KEY.Key_Down)
    place.key(KEY.Key_Return, CTRL)
    assert place.button_text() == "审核通过"
    place.key(KEY.Key_Return, CTRL)
    place.key(KEY.Key_1)
    place.key(KEY.Key_Tab)
    assert place.button_text() == "完成回访并归档"
    place.key(KEY.Key_Return, CTRL)
    ticket = office.read(ticket_by_number, 2)
    assert (ticket.status, ticket.handling_unit, ticket.satisfaction) == ("80", "裕和物业", "1")
    assert [text.split()[0] for text, _ in bars] == [
        "已派单",
        "已签收",
        "已申请办结",
        "已审核通过",
        "已回访",
    ]
    assert bars[-1][0].endswith("并归档")
    assert place.page.detail.timeline.text().count("\n") == 7
    place.key(KEY.Key_Escape)
    assert QApplication.focusWidget() is place.page.list.search
    assert "没有找到“漏水”" in place.texts()


def test_undo_takes_back_call_back_and_archive_together(
    place: Place, office: Desk, bars: list[tuple[str, Action | None]]
) -> None:
    for action, more in (("SGN", {}), ("FIN", {"result": RESULT, "outcome": "1"}), ("APV", {})):
        step(office, 3, action, **more)
    place.page.open_ticket(3)
    place.key(KEY.Key_1)
    place.key(KEY.Key_Return, CTRL)
    assert office.read(ticket_by_number, 3).status == "80"
    action = bars[-1][1]
    assert action is not None
    action.run()
    ticket = office.read(ticket_by_number, 3)
    assert (ticket.status, ticket.satisfaction) == ("60", None)
    assert place.button_text() == "完成回访并归档"


def test_an_unhappy_caller_sends_it_back_and_undo_brings_it_again(
    place: Place, office: Desk, bars: list[tuple[str, Action | None]]
) -> None:
    for action, more in (("SGN", {}), ("FIN", {"result": RESULT, "outcome": "1"}), ("APV", {})):
        step(office, 3, action, **more)
    place.page.open_ticket(3)
    place.key(KEY.Key_3)
    assert place.button_text() == "完成回访，退回重办"
    place.key(KEY.Key_Return, CTRL)
    ticket = office.read(ticket_by_number, 3)
    assert (ticket.status, ticket.round_no) == ("30", 2)
    assert bars[-1][1] is not None
    bars[-1][1].run()
    assert office.read(ticket_by_number, 3).status == "60"
    assert "第 2 轮" not in place.texts()


def test_a_refusal_stands_beside_the_field_it_names(place: Place, office: Desk) -> None:
    step(office, 3, "SGN")
    place.page.open_ticket(3)
    place.type("已处理")
    place.key(KEY.Key_Return, CTRL)
    error = place.part("err_result")
    assert isinstance(error, Words)
    assert "不能只写" in error.text()
    assert QApplication.focusWidget() is place.part("fld_result")
    assert office.read(ticket_by_number, 3).status == "40"
    place.type("，" + RESULT)
    assert not error.isVisible()
    place.key(KEY.Key_Return, CTRL)
    error = place.part("err_outcome")
    assert isinstance(error, Words)
    assert error.text() == "请选解决结果。"
    assert QApplication.focusWidget() is place.part("fld_outcome")


def test_digits_rate_only_while_the_group_has_the_focus(place: Place, office: Desk) -> None:
    for action, more in (("SGN", {}), ("FIN", {"result": RESULT, "outcome": "1"}), ("APV", {})):
        step(office, 3, action, **more)
    place.page.open_ticket(3)
    place.part("fld_reason").setFocus()
    for key in (KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_9):
        place.key(key)
    assert place.page.detail.panel._fields["words"].values() == {"reason": "1239"}
    field = place.page.detail.panel._fields["satisfaction"]
    assert field.values() == {"satisfaction": None}
    field.setFocus()
    for key, code in ((KEY.Key_2, "2"), (KEY.Key_9, "9"), (KEY.Key_Left, "3"), (KEY.Key_4, "3")):
        place.key(key)
        assert field.values() == {"satisfaction": code}


def test_what_was_typed_waits_while_one_looks_elsewhere(place: Place, office: Desk) -> None:
    step(office, 3, "SGN")
    place.page.open_ticket(3)
    place.type("写到一半")
    place.key(KEY.Key_Up, ALT)
    assert place.page.detail.shown_id() == 2
    place.key(KEY.Key_Down, ALT)
    edit = place.part("fld_result")
    assert edit.toPlainText() == "写到一半"
    place.key(KEY.Key_Escape)
    place.page.open_ticket(3)
    assert place.part("fld_result").toPlainText() == "写到一半"


def test_another_step_is_taken_in_place_and_escape_goes_back_to_the_due_one(
    place: Place, office: Desk, bars: list[tuple[str, Action | None]]
) -> None:
    place.page.open_ticket(3)
    assert place.button_text() == "签收"
    place.qtbot.keyClick(place.part("btn_step_RTN"), KEY.Key_Space)
    assert place.button_text() == "退回"
    place.key(KEY.Key_Escape)
    assert place.button_text() == "签收"
    place.qtbot.keyClick(place.part("btn_step_RTN"), KEY.Key_Space)
    place.type("不归我们管")
    place.key(KEY.Key_Return, CTRL)
    assert office.read(ticket_by_number, 3).status == "20"
    assert place.button_text() == "派单"


def test_only_steps_that_may_be_taken_are_offered(place: Place, office: Desk) -> None:
    view = office.read(ticket_view, 3)
    assert {"SGN", "RDS", "RTN", "EXA"} <= set(view.steps)
    assert not {"EXY", "EXN", "CBK", "REG", "COR"} & set(view.steps)
    step(office, 3, "EXA", days=2, reason="等配件")
    assert "EXY" in office.read(ticket_view, 3).steps


def test_urging_from_the_list_is_one_key_and_one_undo(
    place: Place, office: Desk, bars: list[tuple[str, Action | None]]
) -> None:
    place.page.list.table.setFocus()
    place.qtbot.keyClick(place.page.list.foot.urge, KEY.Key_Space)
    assert [row.action for row in office.read(ticket_log, 1)][-1] == "URG"
    assert bars[-1][1] is not None
    bars[-1][1].run()
    assert [row.action for row in office.read(ticket_log, 1)][-2:] == ["URG", "COR"]
    assert bars[-1][0].startswith("已撤销")


def test_who_may_only_read_is_offered_no_step(
    qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path
) -> None:
    call(office, clock, "暖气不热", unit=1)
    reader = type(office.actor)("读", 1, 1, frozenset({"ticket.read"}))
    place = opened(qtbot, office.acting_as(reader), said, tmp_path)
    for button in (
        place.page.list.foot.send,
        place.page.list.foot.urge,
        place.page.list.foot.extend,
    ):
        assert not button.isEnabled()
    place.page.open_ticket(1)
    assert place.page.detail.panel.isHidden()
    assert place.page.detail._main.isHidden()
    assert place.page.detail._more.isHidden()


def test_letters_being_composed_are_committed_before_a_step(
    place: Place, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed: list[bool] = []
    monkeypatch.setattr("ui.common.ime.commit", lambda: committed.append(True))
    place.page.open_ticket(3)
    place.key(KEY.Key_Return, CTRL)
    assert committed == [True]
    assert office.read(ticket_by_number, 3).status == "40"
    assert datetime(2026, 11, 20) < office.read(ticket_log, 3)[-1].at


def test_the_real_lanes_carry_a_step_and_its_undo(
    qtbot: QtBot, place: Place, office: Desk, said: Said, bars: list[tuple[str, Action | None]]
) -> None:
    jobs = Jobs(office, said)
    facts = Office("槐荫里社区", "demo", office.actor.rights)
    page = TicketsPage(Services(jobs, place.page.services.memory, facts))
    qtbot.addWidget(page)
    jobs.changed.connect(page.changed)
    page.resize(1200, 640)
    page.show()
    page.start()
    page.open_ticket(3, "PRG")
    qtbot.waitUntil(lambda: page.detail.panel.spec is not None, timeout=10_000)
    page.detail.panel._fields["note"].put("去看过了")
    page.detail._take()
    page.detail._take()
    qtbot.waitUntil(lambda: bool(bars), timeout=10_000)
    assert [row.text for row in office.read(ticket_log, 3)].count("去看过了") == 1
    qtbot.waitUntil(lambda: "去看过了" in page.detail.timeline.text(), timeout=10_000)
    action = bars[0][1]
    assert action is not None
    action.run()
    qtbot.waitUntil(lambda: len(bars) == 2, timeout=10_000)
    assert office.read(ticket_log, 3)[-1].action == "COR"
    jobs.close()


def test_large_type_puts_columns_away_and_brings_them_back(place: Place, qtbot: QtBot) -> None:
    at = KEYS.index("handler")
    table = place.page.list.table
    place.window.wear(Tokens("light", "large"))
    assert table.isColumnHidden(at)
    place.window.wear(Tokens())
    assert not table.isColumnHidden(at)
