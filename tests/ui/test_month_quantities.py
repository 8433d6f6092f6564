"""办理数量 of a month: one number on the page, in the workbook, on paper, and counted plainly."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tests.conftest import Clock
from tests.forms import reading
from tests.plain_count import count as plain_count
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.ui.tickets_place import RESULT, call, step
from ui.common.memory import Memory
from ui.common.report_table import ReportTable
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.jobs import Jobs, Lanes
from ui.month.page import MonthPage
from ui.month.view import LIST
from ui.page import Office, Services
from wenming_desktop.papers.month import print_month
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.quantities import KEY
from wenming_desktop.tallies.service import ticket_log, whole_report
from wenming_desktop.tickets.orders import Quantity
from wenming_desktop.tickets.service import void_ticket
from wenming_desktop.work import Desk

NOVEMBER = Period.parse("2026-11")


def finish(desk: Desk, ticket: int, **amounts: str) -> None:
    """Sign for it, finish it with amounts by measure, approve it."""
    given = tuple(Quantity(measure, Decimal(amount)) for measure, amount in amounts.items())
    step(desk, ticket, "SGN")
    step(desk, ticket, "FIN", result=RESULT, outcome="1", quantities=given)
    step(desk, ticket, "APV")


@pytest.fixture
def finished(desk: Desk, clock: Clock) -> Desk:
    """Two categories; one done over, one voided, one only asked for, one without an amount."""
    desk.write(save_units, (Unit("裕和物业"),))

    def ticket(category: str) -> int:
        found = call(desk, clock, "楼道堆物", category=category)
        step(desk, found, "DSP", handling_unit="裕和物业")
        return found

    finish(desk, ticket("0101"), 处="1203", 米="12.25")
    again = ticket("0101")
    finish(desk, again, 处="400")
    step(desk, again, "RWK", reason="又堆了")
    finish(desk, again, 处="2", 袋="6")
    finish(desk, ticket("0505"), 米="7.5")
    voided = ticket("0505")
    finish(desk, voided, 车="3")
    desk.write(void_ticket, voided, "误录")
    waiting = ticket("0505")
    step(desk, waiting, "SGN")
    given = (Quantity("车", Decimal(9)),)
    step(desk, waiting, "FIN", result=RESULT, outcome="1", quantities=given)
    finish(desk, ticket("0505"))
    return desk


@pytest.fixture
def page(qtbot: QtBot, finished: Desk, said: Said, tmp_path: Path) -> MonthPage:
    lane = AtOnce()
    facts = Office("槐荫里社区", "demo", finished.actor.rights)
    services = Services(Jobs(finished, said, Lanes(lane, lane)), Memory(tmp_path / "w.ini"), facts)
    page = MonthPage(services)
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    page.start()
    page.show_period(NOVEMBER)
    page.findChild(CountTabs).choose(KEY)
    page._show_sheet(KEY)
    qtbot.waitUntil(page.isActiveWindow)
    return page


def on_screen(page: MonthPage) -> list[list[str]]:
    model = page.findChild(ReportTable, "tbl_month").model()
    across = Qt.Orientation.Horizontal
    heads = [str(model.headerData(at, across)) for at in range(model.columnCount())]
    rows = [
        [str(model.index(row, at).data()) for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return [heads, *rows]


def places(rows: list[list[Any]]) -> dict[tuple[str, str], float]:
    """The amounts of a table by category and measure, without the total."""
    heads, *lines = rows
    found = {
        (line[0], head): float(str(value).replace(",", ""))
        for line in lines
        for head, value in zip(heads[2:], line[2:], strict=True)
        if line[0] != "合计"
    }
    return {place: amount for place, amount in found.items() if amount}


def test_screen_workbook_paper_and_a_plain_count_give_the_same_amounts(
    page: MonthPage, finished: Desk, tmp_path: Path
) -> None:
    logged = json.loads(json.dumps(finished.read(ticket_log, NOVEMBER)))
    counted = plain_count(logged)["quantities"]
    plain = {(one["category"], one["measure"]): one["amount"] for one in counted}
    assert plain == {
        ("市容环境", "处"): 1205, ("市容环境", "米"): 12.25, ("市容环境", "袋"): 6,
        ("公用设施", "米"): 7.5,
    }  # fmt: skip
    assert finished.read(whole_report, NOVEMBER).document["quantities"] == counted
    shown = on_screen(page)
    assert places(shown) == plain
    total = dict(zip(shown[0], shown[-1], strict=True))
    assert [total[head] for head in ("类别", "工单", "处", "米", "袋", "车")] == [
        "合计", "3", "1,205", "19.75", "6", "0",
    ]  # fmt: skip

    page.export(tmp_path / "11月.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "11月.xlsx")
    cells = book.get_sheet_by_name("表3 办理数量").to_python()[2 : 2 + len(shown)]
    assert places(cells) == plain

    pdf, _ = print_month(finished, NOVEMBER)
    text = "".join(reading.text(pdf).split())
    for line in shown:
        assert "".join("".join(line).split()) in text


def test_an_amount_opens_the_tickets_behind_it(page: MonthPage, qtbot: QtBot) -> None:
    shown = on_screen(page)
    row = [line[0] for line in shown[1:]].index("合计")
    table, at = page.findChild(ReportTable, "tbl_month"), shown[0].index("米")
    table.setCurrentIndex(table.model().index(row, at))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page._view.stacked() == LIST
    assert page.findChild(RecordTable, "tbl_behind").model().rowCount() == 2
    qtbot.keyClick(page.findChild(RecordTable, "tbl_behind"), Qt.Key.Key_Escape)
    table.setCurrentIndex(table.model().index(row, shown[0].index("车")))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page._view.stacked() != LIST, "nothing was carried off"
