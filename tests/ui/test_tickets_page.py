"""诉求工单 by keyboard on a real data file: found, opened, taken from step to step, taken back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.common.search_field import SearchField
from ui.common.undo_bar import Action
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.page import Office, Services
from ui.pages import PageEntry
from ui.tickets.page import TicketsPage
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket, TicketRow
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.queries import ticket_by_number, ticket_log
from wenming_desktop.tickets.service import do_step, register
from wenming_desktop.work import Desk

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key
ENTRY = (PageEntry("tickets", "诉求工单", "ri.phone-line", "", "ticket.read", TicketsPage),)
RESULT = "换了新井盖，周边裂缝灌了缝，晚上复查没有响声。"


def call(desk: Desk, clock: Clock, text: str, ago: int = 0, **more: Any) -> int:
    """Register a call so many days ago; returns its id."""
    now, clock.now = clock.now, clock.now - timedelta(days=ago)
    unit = more.pop("unit", None)
    given = {"source": "02", "category": "0801", "location_text": "一院 3-2-402"} | more
    ticket = desk.write(register, Registration(OpenTicket(content=text, **given), unit))
    clock.now = now
    return ticket


def step(desk: Desk, ticket: int, action: str, **more: Any) -> TicketRow:
    return desk.write(do_step, TakeStep(ticket, action, **more))


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


class Place:
    """The window on its page, driven by keys."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        page = window.page()
        assert isinstance(page, TicketsPage)
        self.page = page

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClick(held, key, modifier)

    def type(self, text: str) -> None:
        """Type as an input method does: the letters arrive committed."""
        held = QApplication.focusWidget()
        assert held is not None
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(held, event)

    def part(self, name: str) -> QWidget:
        found = [p for p in self.page.findChildren(QWidget, name) if not p.isHidden()]
        assert found, name
        return found[-1]

    def titles(self) -> list[str]:
        model = self.page.list.model
        at = [column.key for column in model.columns].index("title")
        return [str(model.index(row, at).data()) for row in range(model.rowCount())]

    def texts(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    def look_for(self, text: str) -> None:
        field = self.page.list.search
        assert isinstance(field, SearchField)
        with self.qtbot.waitSignal(field.asked, timeout=2000):
            field.setText(text)

    def button_text(self) -> str:
        button = self.part("btn_take_step")
        assert isinstance(button, QPushButton)
        return button.text().strip()


def opened(qtbot: QtBot, desk: Desk, said: Said, folder: Path, width: int = 1366) -> Place:
    lane = AtOnce()
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    services = Services(Jobs(desk, said, Lanes(lane, lane)), Memory(folder / "w.ini"), facts)
    window = MainWindow(services, ENTRY)
    qtbot.addWidget(window)
    window.resize(width, 696)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    place = Place(qtbot, window)
    qtbot.waitUntil(lambda: place.page.list.counts is not None)
    return place


@pytest.fixture
def place(qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path) -> Place:
    call(office, clock, "暖气不热", ago=20, unit=1, complainant_name="陈国栋")
    call(office, clock, "楼上漏水到厨房", complainant_name="高敏")
    call(office, clock, "井盖松动", unit=1, complainant_phone="13900000917")
    return opened(qtbot, office, said, tmp_path)


def test_what_is_late_comes_first_then_what_waits_for_dispatch(place: Place) -> None:
    assert place.titles() == ["暖气不热", "楼上漏水到厨房", "井盖松动"]
    lamps = [place.page.list.model.index(row, 0).data() for row in range(3)]
    assert lamps[0].startswith("超期 ")
    assert lamps[1] == "待派单"
    assert lamps[2].startswith("剩 ")


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


def test_tabs_and_lamps_narrow_and_counts_follow(place: Place, office: Desk) -> None:
    listed = place.page.list
    counts = listed.counts
    assert counts is not None
    assert (counts.stages["open"], counts.stages["unsent"], counts.overdue) == (3, 1, 1)
    listed.tabs.setFocus()
    place.key(KEY.Key_Right)
    assert place.titles() == ["楼上漏水到厨房"]
    listed.tabs.setCurrentIndex(0)
    place.qtbot.mouseClick(place.part("btn_filter_overdue"), Qt.MouseButton.LeftButton)
    assert place.titles() == ["暖气不热"]


def test_search_finds_number_matter_place_and_caller(place: Place, office: Desk) -> None:
    number = (office.read(ticket_by_number, 3).number or "")[-6:]
    for text, found in (("高敏", 1), ("井盖", 1), (number, 1), ("3-2-402", 3), ("没有这个", 0)):
        place.look_for(text)
        assert len(place.titles()) == found, text
    assert "没有找到“没有这个”" in place.texts()
    place.qtbot.keyClick(place.part("btn_search_all_tickets"), KEY.Key_Space)
    assert place.page.list.filter.stage == "all"


def test_an_anonymous_or_confidential_caller_is_not_named(
    place: Place, office: Desk, clock: Clock
) -> None:
    call(office, clock, "举报私搭", complainant_name="钱二", is_confidential=True)
    call(office, clock, "有人吵闹", complainant_name="孙三", is_anonymous=True)
    place.look_for("钱二")
    assert place.titles() == []
    place.look_for("举报私搭")
    line = place.page.list.current()
    assert line is not None
    assert line.caller == "保密"


def test_the_callers_number_is_covered_shown_on_request_and_logged(
    place: Place, office: Desk
) -> None:
    place.page.open_ticket(3)
    phone = place.part("fld_complainant_phone")
    assert isinstance(phone, Words)
    assert phone.text() == "139****0917"
    place.qtbot.mouseClick(place.part("btn_show_caller"), Qt.MouseButton.LeftButton)
    assert phone.text() == "13900000917"
    with office.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT action, obj FROM audit ORDER BY seq DESC LIMIT 1")
        assert tuple(rows.one()) == ("tickets.show_caller", "ticket:3")
    place.page.detail.facts.caller.cover()
    assert phone.text() == "139****0917"


def test_an_empty_office_is_told_how_to_begin(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path
) -> None:
    place = opened(qtbot, office, said, tmp_path)
    assert "还没有诉求工单" in place.texts()
    with qtbot.waitSignal(place.page.services.register_asked):
        qtbot.keyClick(place.part("btn_register_first"), KEY.Key_Space)


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


def test_a_ticket_that_is_gone_is_said_and_the_list_stays(place: Place, said: Said) -> None:
    place.page.open_ticket(999)
    assert said.take() == [("warn", "没有找到工单 999。请核对后再试。")]
    assert place.page.list.table.isVisible()


def test_a_wide_window_shows_the_ticket_beside_the_list(
    qtbot: QtBot, place: Place, office: Desk, said: Said, tmp_path: Path
) -> None:
    wide = opened(qtbot, office, said, tmp_path, 1920)
    assert wide.page.pane.isVisible()
    assert wide.page.pane.shown_id() == 1
    assert not wide.page.list.table.isColumnHidden(5)
    place.page.list.table.setFocus()
    assert place.page.pane.isHidden()
    assert place.page.list.table.isColumnHidden(5)
    qtbot.mouseClick(wide.part("btn_do_SGN"), Qt.MouseButton.LeftButton)
    assert wide.button_text() == "签收"


def test_markup_and_endless_words_stay_words_and_fit(
    place: Place, office: Desk, clock: Clock, qtbot: QtBot
) -> None:
    long = "<b>很长的事</b>" + "长" * 600
    ticket = call(office, clock, long, location_text="<i>" + "楼" * 90, unit=1)
    step(office, ticket, "PRG", reason="x" * 300)
    place.page.open_ticket(ticket)
    qtbot.wait(50)
    title = place.part("lbl_ticket_title")
    assert isinstance(title, QLabel)
    assert title.text().startswith("<b>")
    for label in place.page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or label.pixmap(), label.text()
    assert place.window.minimumSizeHint().width() <= 1366
    assert place.page.detail.minimumSizeHint().width() <= 1366 - 168


def test_everything_that_can_be_pressed_has_a_name(place: Place, office: Desk) -> None:
    place.page.open_ticket(3)
    for button in place.page.findChildren(QPushButton):
        assert button.accessibleName(), button.objectName()
    stepper = place.page.findChild(QWidget, "stepper")
    assert stepper is not None
    assert stepper.accessibleName() == "第 3 步，共 6 步，处理，待签收"


def test_the_line_beside_the_title_says_where_one_is(place: Place) -> None:
    told: list[str] = []
    place.page.subtitled.connect(told.append)
    place.page.open_ticket(2)
    assert told[-1].endswith("第 2 件，共 3 件在办")
    place.key(KEY.Key_Left, ALT)
    assert told[-1] == "在办 3 件·本月受理 2 件"


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
