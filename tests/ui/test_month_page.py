"""月度统计 on a real data file: every figure opens the tickets it counts, by keys or a click."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.charts import ChartCard, steps
from ui.common.memory import Memory
from ui.common.report_table import ReportTable
from ui.common.saved_strip import SavedStrip
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.jobs import Jobs, Lanes
from ui.month import held
from ui.month.behind import behind, can_open
from ui.month.page import MonthPage
from ui.month.period_picker import after, containing
from ui.month.shown import words_of
from ui.month.view import LIST, TABLE, TABS
from ui.page import Office, Services
from ui.printing import Preview
from wenming_desktop.errors import NotFoundError, StorageTroubleError
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import MonthReport, month_report, whole_report
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

LEDGER = Path(__file__).parents[1] / "data" / "ledgers" / "诉求工单.xlsx"
OCTOBER = Period.parse("2026-10")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    import_file(desk, "tickets", LEDGER, ImportOptions())
    return desk


@pytest.fixture
def page(qtbot: QtBot, filled: Desk, said: Said, tmp_path: Path) -> MonthPage:
    return _page(qtbot, filled, said, tmp_path)


def _page(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> MonthPage:
    lane = AtOnce()
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    services = Services(Jobs(desk, said, Lanes(lane, lane)), Memory(tmp_path / "w.ini"), facts)
    page = MonthPage(services)
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    page.start()
    page.show_period(OCTOBER)
    qtbot.waitUntil(page.isActiveWindow)
    return page


def table(page: MonthPage) -> ReportTable:
    found = page.findChild(ReportTable, "tbl_month")
    assert isinstance(found, ReportTable)
    return found


def listed(page: MonthPage) -> RecordTable:
    found = page.findChild(RecordTable, "tbl_behind")
    assert isinstance(found, RecordTable)
    return found


def words(page: MonthPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def take(page: MonthPage, row: int, column: int) -> None:
    cells = table(page)
    cells.setCurrentIndex(cells.model().index(row, column))


def report_of(page: MonthPage) -> MonthReport:
    assert page.report is not None
    return page.report


def test_every_count_is_as_long_as_the_list_behind_it(filled: Desk) -> None:
    report = filled.read(month_report, OCTOBER)
    held = 0
    for sheet in report.sheets:
        for row, shapes in zip(sheet.rows, sheet.formats, strict=True):
            for at, (value, shape) in enumerate(zip(row, shapes, strict=True)):
                column = (at, sheet.heads[at])
                found = behind(report, sheet.key, str(row[0]), column)
                assert (found is not None) == can_open(sheet.key, str(row[0]), column)
                if shape == "count" and found is not None:
                    assert len(found.ids) == value, (sheet.key, row[0], sheet.heads[at])
                    held += 1
    assert held > 130


def test_every_rate_is_what_counts_over_what_is_listed(filled: Desk) -> None:
    report = filled.read(month_report, OCTOBER)
    held = 0
    for sheet in report.sheets:
        for row, shapes in zip(sheet.rows, sheet.formats, strict=True):
            for at, (value, shape) in enumerate(zip(row, shapes, strict=True)):
                found = behind(report, sheet.key, str(row[0]), (at, sheet.heads[at]))
                if shape != "percent" or found is None or found.counted is None:
                    continue
                held += 1
                if value is None:
                    assert not found.ids
                    continue
                share = 100 * len(found.counted) / len(found.ids)
                assert share == pytest.approx(float(value), abs=0.0501)
    assert held > 50


def test_every_table_of_the_report_has_its_tab(filled: Desk) -> None:
    report = filled.read(whole_report, OCTOBER)
    assert [sheet.key for sheet in report.sheets] == [tab.key for tab in TABS]


def test_a_figure_opens_its_tickets_and_escape_returns_to_it(page: MonthPage, qtbot: QtBot) -> None:
    take(page, 6, 1)
    accepted = len(report_of(page).figures.due)
    assert "“按时办结率 71.0%”怎么来的" in words(page)
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert page._view.stacked() == LIST
    assert listed(page).model().rowCount() == accepted
    numbers = [listed(page).model().index(at, 0).data() for at in range(accepted)]
    assert len(set(numbers)) == accepted
    assert listed(page).hasFocus()
    qtbot.keyClick(listed(page), Qt.Key.Key_Escape)
    assert page._view.stacked() == TABLE
    assert table(page).in_hand() == (6, 1)


def test_one_click_opens_a_figure_but_nothing_opens_nothing(page: MonthPage, qtbot: QtBot) -> None:
    cells = table(page)
    place = cells.visualRect(cells.model().index(3, 1)).center()
    qtbot.mouseClick(cells.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page._view.stacked() == TABLE, "no ticket was suspended"
    place = cells.visualRect(cells.model().index(0, 2)).center()
    qtbot.mouseClick(cells.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page._view.stacked() == LIST
    before = report_of(page).told.before
    assert listed(page).model().rowCount() == len(before.accepted)


def test_arrows_go_from_period_to_period(page: MonthPage, qtbot: QtBot) -> None:
    back = page.findChild(QPushButton, "btn_period_back")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert report_of(page).period.text == "2026-09"
    back.setFocus()
    qtbot.keyClick(back, Qt.Key.Key_Right)
    assert report_of(page).period.text == "2026-10"
    half = next(b for b in page.findChildren(QPushButton) if b.text() == "半年")
    qtbot.mouseClick(half, Qt.MouseButton.LeftButton)
    assert report_of(page).period.text == "2026-H2"


def test_what_has_not_begun_cannot_be_chosen(page: MonthPage) -> None:
    from datetime import datetime

    now = containing("month", datetime.now())
    page.show_period(now)
    assert not page.findChild(QPushButton, "btn_period_next").isEnabled()


def test_tabs_show_the_tables_and_the_sums_stand_below(page: MonthPage, qtbot: QtBot) -> None:
    tabs = page.findChild(CountTabs)
    tabs.setFocus()
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert table(page).model().headerData(0, Qt.Orientation.Horizontal) == "网格"
    assert any(
        text.startswith("勾稽相符：期末在办 42 = 期初 35 + 受理 140") for text in words(page)
    )
    checks = page.findChild(QPushButton, "btn_checks")
    qtbot.mouseClick(checks, Qt.MouseButton.LeftButton)
    assert tabs.value() == "tickets_checks"


def test_a_chart_says_its_figures_and_turns_into_its_table(page: MonthPage, qtbot: QtBot) -> None:
    card = page.findChild(ChartCard, "card_by_month")
    assert card.chart.points[-3:] == (("8", 140), ("9", 140), ("10", 140))
    assert "10 140" in card.chart.accessibleDescription()
    qtbot.mouseClick(card.turn, Qt.MouseButton.LeftButton)
    assert card.table.isVisible()
    assert card.table.model().index(9, 1).data() == "140"
    kinds = page.findChild(ChartCard, "card_by_kind").chart.points
    assert sum(count for _, count in kinds) == 140
    assert len(kinds) <= 7


def test_the_workbook_says_what_the_page_says(page: MonthPage, tmp_path: Path) -> None:
    path = tmp_path / "10月.xlsx"
    page.export(path)
    strip = page.findChild(SavedStrip)
    assert strip.text() == "已存成“10月.xlsx”"
    assert page.findChild(QPushButton, "btn_open_folder").isVisible()
    cells = {
        cell.value for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row
    }
    assert {"受理件数", 140, 133} <= cells
    page.export(tmp_path / "没有" / "x.xlsx")
    assert "存不进“x.xlsx”" in strip.text()
    assert page.findChild(QPushButton, "btn_rename").isVisible()


def test_the_paper_is_shown_before_it_is_printed(page: MonthPage, qtbot: QtBot) -> None:
    page.print_month()
    preview = page.findChild(Preview)
    assert preview.windowTitle() == "2026年10月社区工作月报"
    assert "140" in preview.document.getAllText(0).text()
    preview.close()


def test_an_empty_office_has_a_page_of_noughts(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path
) -> None:
    page = _page(qtbot, desk, said, tmp_path)
    cells = table(page)
    assert cells.model().index(0, 1).data() == "0"
    qtbot.keyClick(cells, Qt.Key.Key_Return)
    assert page._view.stacked() == TABLE
    assert page.findChild(ChartCard, "card_by_kind").chart.points == ()


def test_without_the_right_to_see_tickets_figures_do_not_open(
    qtbot: QtBot, filled: Desk, said: Said, tmp_path: Path
) -> None:
    rights = filled.actor.rights - {"ticket.read"}
    page = _page(qtbot, filled.acting_as(replace(filled.actor, rights=rights)), said, tmp_path)
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert page._view.stacked() == TABLE
    assert not page.findChild(QPushButton, "btn_behind").isVisible()


def _refuses(page: MonthPage, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> MonthReport:
        raise error

    monkeypatch.setattr(page.jobs._desk, "read", refuse)


@pytest.mark.parametrize(
    ("error", "said_of_it"),
    [(NotFoundError(what="月"), []), (StorageTroubleError(), []), (RuntimeError("x"), ["bug"])],
)
def test_an_error_leaves_no_old_figures_and_can_be_tried_again(
    page: MonthPage, qtbot: QtBot, expected_logs: Any, error: Exception, said_of_it: list[str]
) -> None:
    expected_logs("wenming.ui")
    with pytest.MonkeyPatch.context() as patch:
        _refuses(page, error, patch)
        page.show_period(Period.parse("2026-09"))
        qtbot.wait(320)
    assert "这一期数不出来" in words(page)
    assert "正在统计" not in words(page)
    assert not page.findChild(QPushButton, "btn_export").isEnabled()
    assert not page.findChild(QPushButton, "btn_print").isEnabled()
    assert page.report is None
    messages = page.jobs.messages
    assert isinstance(messages, Said)
    assert [what for what, _ in messages.take()] == said_of_it
    again = page.findChild(QPushButton, "btn_recount")
    assert again.hasFocus()
    qtbot.keyClick(again, Qt.Key.Key_Space)
    assert report_of(page).period.text == "2026-09"
    assert page._view.stacked() == TABLE
    assert not again.isVisible()
    assert page.findChild(QPushButton, "btn_print").isEnabled()


def test_f5_counts_again(page: MonthPage, qtbot: QtBot) -> None:
    before = report_of(page)
    qtbot.keyClick(table(page), Qt.Key.Key_F5)
    assert report_of(page) is not before


def _opened_again(page: MonthPage, qtbot: QtBot) -> MonthPage:
    page.keep()
    again = MonthPage(page.services)
    qtbot.addWidget(again)
    again.start()
    return again


def test_period_and_table_are_there_the_next_time(page: MonthPage, qtbot: QtBot) -> None:
    page.show_period(Period.parse("2026-H1"))
    page._go_sheet("tickets_by_source")
    again = _opened_again(page, qtbot)
    assert report_of(again).period.text == "2026-H1"
    assert again.findChild(CountTabs).value() == "tickets_by_source"


def test_the_newest_whole_period_moves_on_with_the_calendar(
    page: MonthPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = held.usual("month")
    page.show_period(newest)
    page.keep()
    monkeypatch.setattr(held, "usual", lambda _kind: after(newest))
    again = MonthPage(page.services)
    qtbot.addWidget(again)
    again.start()
    assert report_of(again).period == after(newest)


@pytest.mark.parametrize("text", ["", "month", "month 2026-99", "days 1..2", "century last"])
def test_a_broken_memory_shows_the_last_month(page: MonthPage, qtbot: QtBot, text: str) -> None:
    page.services.memory.keep_text("month/period", text)
    page.services.memory.keep_text("month/table", "no such table")
    page.services.memory.keep_text("month/grid", "没有的网格")
    again = MonthPage(page.services)
    qtbot.addWidget(again)
    again.start()
    assert report_of(again).period == held.usual("month")
    assert report_of(again).grid == ""


def test_a_write_counts_again_without_leaving_the_list(page: MonthPage, qtbot: QtBot) -> None:
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    before = report_of(page)
    page.changed(frozenset({"ticket"}))
    qtbot.waitUntil(lambda: report_of(page) is not before)
    assert page._view.stacked() == LIST


@pytest.mark.parametrize(
    ("value", "shape", "said"),
    [
        (None, "percent", "—"),
        (1066, "count", "1,066"),
        (92.6, "percent", "92.6%"),
        (-19.0, "change", "−19.0%"),
        (6.1, "change", "+6.1%"),
        (1.9, "decimal", "1.9"),
        ("第一网格", "text", "第一网格"),
    ],
)
def test_figures_in_words(value: float | str | None, shape: str, said: str) -> None:
    assert words_of(value, shape) == said


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("2026-12", "2027-01"),
        ("2026-Q4", "2027-Q1"),
        ("2026-H1", "2026-H2"),
        ("2026", "2027"),
    ],
)
def test_the_period_after(text: str, follows: str) -> None:
    assert after(Period.parse(text)).text == follows
    assert after(Period.parse(text)).before().text == text


@pytest.mark.parametrize("most", [0, 1, 3, 7, 42, 104, 140, 999, 12_345])
def test_grid_lines_are_few_and_hold_the_highest(most: int) -> None:
    lines = steps(most)
    assert lines[0] == 0
    assert lines[-1] >= most
    assert 2 <= len(lines) <= 6
