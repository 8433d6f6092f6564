"""A hotline's list in, two of its orders finished, the answers out in the hotline's own layout."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import raw, town
from tests.wenming_desktop.workbooks import superior
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.answers_out import fill
from wenming_desktop.workbooks.answers_out_model import UNFINISHED, FillAnswers
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

__all__ = ["town"]
RESULT = "清洗过滤网并排气，测温十九度，来电人 13900000001 已确认。"
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("DSP", {"handling_unit": "供热公司", "handler": "马师傅"}),
    ("SGN", {}),
    ("FIN", {"result": RESULT, "outcome": "1"}),
    ("APV", {}),
    ("CBK", {"contact_result": "1", "satisfaction": "1"}),
)


def seen(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def finish(desk: Desk, clock: Clock, number: str, last: int) -> None:
    for action, said in STEPS[:last]:
        clock.now += timedelta(minutes=10)
        desk.write(do_step, TakeStep(number, action, **said))


@pytest.fixture
def office(town: Desk, clock: Clock) -> Desk:
    clock.now = datetime(2026, 3, 9, 9, 30)
    return town


def test_a_list_comes_in_and_its_answers_go_out(office: Desk, clock: Clock, tmp_path: Path) -> None:
    source = superior.workbook(tmp_path / "转办单.xlsx")
    outcome = import_file(office, "tickets", source, ImportOptions())
    assert outcome.counts["tickets_added"] == 3
    with raw(office) as ask:
        rows = ask(
            "SELECT status, source, external_no, external_sent_at, external_due_at, due_at,"
            " content, location_text, complainant_name FROM ticket ORDER BY external_no"
        )
    number, name, _, content, place = superior.ORDERS[0]
    sent, due = superior.SENT.isoformat(), superior.DUE.isoformat()
    assert tuple(rows[0]) == ("20", "11", number, sent, due, due, content, place, name)
    assert [row[0] for row in rows] == ["20"] * 3
    again = import_file(office, "tickets", source, ImportOptions()).counts
    assert (again["tickets_added"], again["unchanged"]) == (0, 3)

    numbers = [order[0] for order in superior.ORDERS]
    finish(office, clock, numbers[0], 5)
    finish(office, clock, numbers[2], 4)
    finish(office, clock, numbers[1], 1)
    out = tmp_path / "回复.xlsx"
    answered = fill(office, FillAnswers(source, out)).plan
    assert (answered.rows, answered.filled) == (3, 2)
    assert answered.numbers(UNFINISHED) == (numbers[1],)

    before, after = seen(source), seen(out)
    assert before["说明"] == after["说明"]
    changed = {
        (at, column): new
        for at, (old_row, new_row) in enumerate(
            zip(before["转办单"], after["转办单"], strict=True), start=1
        )
        for column, (old, new) in enumerate(zip(old_row, new_row, strict=True))
        if old != new
    }
    said = RESULT.replace("13900000001", "139****0001")
    for row, rated, at in (
        (3, "满意", datetime(2026, 3, 9, 10, 10)),
        (5, "", datetime(2026, 3, 9, 11, 0)),
    ):
        wanted = {
            **{8: "供热公司", 9: "马师傅", 10: "13900000088", 11: said, 12: "已解决"},
            **({14: rated} if rated else {}),
        }
        found = {column: value for (one, column), value in changed.items() if one == row}
        assert found == {**wanted, 13: at}
    assert {row for row, _ in changed} == {3, 5}
    looks(source, out)


def looks(source: Path, out: Path) -> None:
    """What another program sees of widths, merges and styles is as it was."""
    one, two = (openpyxl.load_workbook(path)["转办单"] for path in (source, out))
    assert one.merged_cells.ranges == two.merged_cells.ranges
    assert one.freeze_panes == two.freeze_panes
    assert one.column_dimensions["G"].width == two.column_dimensions["G"].width
    assert one.row_dimensions[1].height == two.row_dimensions[1].height
    for row in one.iter_rows():
        for cell in row:
            other = two.cell(cell.row, cell.column)
            for part in ("font", "fill", "alignment"):
                assert repr(getattr(cell, part)) == repr(getattr(other, part)), cell.coordinate
