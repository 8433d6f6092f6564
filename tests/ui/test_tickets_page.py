"""诉求工单: the list and the page of a ticket on a real data file, by keyboard."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.tickets_place import ALT, KEY, Place, call, opened, step
from ui.common.labels import Words
from ui.common.undo_bar import Action
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.board import STAGES
from wenming_desktop.tickets.queries import ticket_by_number
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


def test_what_is_late_comes_first_then_what_waits_for_dispatch(place: Place) -> None:
    assert place.titles() == ["暖气不热", "楼上漏水到厨房", "井盖松动"]
    lamps = [place.page.list.model.index(row, 0).data() for row in range(3)]
    assert lamps[0].startswith("超期 ")
    assert lamps[1] == "待派单"
    assert lamps[2].startswith("剩 ")


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


def test_what_waits_has_its_tab_and_its_words(place: Place, office: Desk) -> None:
    listed = place.page.list
    tabs = {key: at for at, key in enumerate(STAGES)}
    assert not listed.tabs.isTabVisible(tabs["suspended"]), "nothing is suspended"
    step(office, 3, "EXA", days=2, reason="等配件")
    step(office, 2, "SUS", reason="历史遗留", review_on=date(2026, 11, 30))
    place.page.changed(frozenset({"ticket"}))
    place.qtbot.waitUntil(lambda: listed.tabs.isTabVisible(tabs["suspended"]))
    listed.tabs.setCurrentIndex(tabs["approving"])
    assert place.titles() == ["井盖松动"]
    stage = [column.key for column in listed.model.columns].index("stage")
    cell = listed.model.index(0, stage)
    assert cell.data() == "已派单，申请了延期，还没有批"
    listed.tabs.setCurrentIndex(tabs["suspended"])
    assert [listed.model.index(0, at).data() for at in (0, 2)] == ["11-30 复查", "楼上漏水到厨房"]


def test_the_way_from_today_lists_what_lacks_photos(place: Place) -> None:
    place.page.open_ticket(2)
    place.page.show_unpaired()
    assert (place.page.list.filter.stage, place.page.list.filter.unpaired) == ("all", True)
    chip = place.part("btn_filter_unpaired")
    assert isinstance(chip, QPushButton)
    assert chip.isChecked()
    assert place.titles() == []
    place.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(place.titles()) == 3


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
    assert told[-1].endswith("第 2 件，共 3 件要办")
    place.key(KEY.Key_Left, ALT)
    assert told[-1] == "在办 3 件·本月受理 2 件"
