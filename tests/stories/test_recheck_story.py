"""办结以后回头看: drawn by a seed, one rebounded: open again, counted as 纸面整改, and the month
still adds up; its list is printed with what was found, and the finding is taken back.
"""

from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import plain_draw
from tests.conftest import Clock
from tests.forms import reading
from tests.ui.conftest import Said, look
from tests.ui.tickets_place import KEY, RESULT, call, opened, step
from tests.wenming_desktop.tickets.conftest import raw
from ui.tickets.recheck.window import RecheckWindow
from wenming_desktop.papers.archive import keep, shown
from wenming_desktop.papers.recheck import draw_recheck
from wenming_desktop.recheck.model import DrawSample
from wenming_desktop.recheck.service import draw_sample, items, samples
from wenming_desktop.settings.staff import StaffMember, Unit, save_staff, save_units
from wenming_desktop.tallies.figures import rates
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_figures
from wenming_desktop.tickets.backfill import register_many
from wenming_desktop.tickets.backfill_model import BackfillMany, BackfillRow
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

__all__ = ["look"]
ROAD = (
    ("SGN", {}),
    ("FIN", {"result": RESULT, "outcome": "1"}),
    ("APV", {}),
    ("CBK", {"contact_result": "1", "satisfaction": "1"}),
    ("ARC", {}),
)


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    """Three tickets closed in March, on a day of April."""
    clock.now = datetime(2026, 3, 9, 9)
    desk.write(save_staff, (StaffMember("林晓燕"), StaffMember("梁志勇")))
    desk.write(save_units, (Unit("裕和物业"),))
    for category in ("0102", "0102", "0502"):
        ticket = call(desk, clock, "楼道堆着旧家具", unit=1, category=category)
        for action, more in ROAD:
            step(desk, ticket, action, **more)
    clock.now = datetime(2026, 4, 7, 10)
    return desk


def drawn_by_hand(window: RecheckWindow) -> None:
    """Half of March, by a seed that was called out."""
    window.draw.click()
    dialog = window._draw
    assert dialog is not None
    dialog.begin_on.put(date(2026, 3, 1))
    dialog.end_on.put(date(2026, 3, 31))
    dialog.share.setText("50")
    dialog.seed.setText("四月七日当众抽")
    dialog.do.click()


def test_a_sample_finds_one_that_came_back(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path
) -> None:
    desk = office
    before = desk.read(month_figures, Period.month(2026, 4))
    assert (before.rechecked, before.reopened) == (frozenset(), frozenset())

    place = opened(qtbot, desk, said, tmp_path)
    place.page.list.in_bulk.more.show_recheck()
    window = place.window.findChild(RecheckWindow)
    assert window is not None
    drawn_by_hand(window)
    (sample,) = desk.read(samples)
    assert (sample.population, sample.drawn, sample.seed) == (3, 2, "四月七日当众抽")

    window.entry.on.put(date(2026, 4, 7))
    qtbot.keyClick(window.items, KEY.Key_1)
    line = window._at_hand()
    assert line is not None
    window.entry.note.setText("又堆上了")
    qtbot.keyClick(window.items, KEY.Key_2)

    view = desk.read(ticket_view, line.ticket_id)
    assert (view.status, view.round_no) == ("30", 2)
    april = desk.read(month_figures, Period.month(2026, 4))
    assert april.reconciled
    assert (len(april.rechecked), rates(april)["rebound_rate"]) == (2, 50.0)
    assert april.rebounded == april.reopened == april.open_at_end == {line.ticket_id}
    (sample,) = desk.read(samples)
    assert (sample.checked, sample.rebounds) == (2, 1)
    assert desk.read(month_figures, Period.month(2026, 3)).reconciled

    kept = keep(desk, draw_recheck(desk, sample.id))
    drawn = "".join(char.text for char in reading.chars(shown(desk, kept)))
    for words in ("种子四月七日当众抽", "☑反弹", "反弹1件（纸面整改）"):
        assert words in drawn

    window.close()
    desk.write(undo_last_act)
    assert desk.read(ticket_view, line.ticket_id).status == "80"
    assert [one.rebound for one in desk.read(items, sample.id)].count(None) == 1
    assert desk.read(month_figures, Period.month(2026, 4)).reopened == frozenset()


def paper_of(at: int) -> BackfillRow:
    """One line of yesterday's paper: categories and units in turn, all of them finished."""
    category, unit = (("0102", "裕和物业"), ("0502", "市政中队"), ("0801", "供热公司"))[at % 3]
    when = datetime(2026, 3, 9, 9, at % 60)
    return BackfillRow(when, "02", category, f"一院 {at}号楼", "堆着旧家具", handling_unit=unit,
                       finished_at=when, result=RESULT, outcome="1")  # fmt: skip


def test_anybody_draws_the_printed_sample_again(desk: Desk, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 10, 9)
    rows = tuple(paper_of(at) for at in range(44))
    desk.write(register_many, BackfillMany(rows, "停电"))
    clock.now = datetime(2026, 4, 7, 10)
    sample = desk.write(draw_sample, DrawSample(date(2026, 3, 1), date(2026, 4, 1), 25))
    pdf = draw_recheck(desk, sample).pdf
    told = plain_draw.said_above("".join(char.text for char in reading.chars(pdf)))
    with raw(desk) as ask:
        closed = ask(
            "SELECT ticket_no, substr(category, 1, 2), handling_unit_name, handler_name FROM ticket"
            " WHERE completed_at >= '2026-03-01' AND completed_at < '2026-04-01'"
        )
    again = plain_draw.draw([tuple(row) for row in closed], told.share, told.seed)
    assert again == {line.number for line in desk.read(items, sample)}
    assert (told.population, told.drawn) == (len(closed), len(again)) == (44, 12)
    other = plain_draw.draw([tuple(row) for row in closed], told.share, told.seed + "0")
    assert other != again, "the seed alone decides"
