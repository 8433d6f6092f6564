"""办理数量 of a finish and 小事不出格: kept with the log's row, counted once it stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Clock
from tests.wenming_desktop.tickets.conftest import RESULT, raw
from wenming_desktop.settings.lists import save_unit, unit_sheets
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.quantities import quantity_sums
from wenming_desktop.tallies.service import month_figures, month_report
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.orders import Quantity
from wenming_desktop.tickets.refusals import QuantityError
from wenming_desktop.tickets.service import void_ticket
from wenming_desktop.tickets.supervision import level
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

Opened = Callable[..., int]
Take = Callable[..., TicketRow]
MARCH, APRIL = Period.parse("2026-03"), Period.parse("2026-04")
DONE: dict[str, Any] = {"result": RESULT, "outcome": "1"}


def said(*pairs: tuple[str, str]) -> tuple[Quantity, ...]:
    return tuple(Quantity(measure, Decimal(amount)) for measure, amount in pairs)


def sums(desk: Desk, period: Period = MARCH) -> dict[tuple[str, str], str]:
    return {
        (one.category, one.measure): f"{one.amount.normalize():f}"
        for one in desk.read(quantity_sums, period)
    }


@pytest.fixture
def finish(take: Take) -> Callable[..., None]:
    """Send a ticket out and finish it with quantities."""

    def run(ticket: int, *pairs: tuple[str, str], unit: str = "供热公司") -> None:
        take(ticket, "DSP", handling_unit=unit)
        take(ticket, "SGN")
        take(ticket, "FIN", quantities=said(*pairs), **DONE)

    return run


def test_only_a_finish_that_stands_is_summed(
    town: Desk, opened: Opened, take: Take, finish: Callable[..., None]
) -> None:
    first, second = opened(), opened(category="0101")
    finish(first, ("处", "3"), ("米", "12.5"), ("处", "2"))
    finish(second, ("1", "4"))
    assert sums(town) == {}
    take(first, "APV")
    take(second, "APV")
    lamps = {("公用设施", "处"): "5", ("公用设施", "米"): "12.5", ("市容环境", "处"): "4"}
    found = sums(town)
    assert sorted(found.values()) == sorted(lamps.values())
    assert sums(town, APRIL) == {}
    assert town.read(ticket_view, first).quantities in ("5 处、12.5 米", "12.5 米、5 处")
    town.write(void_ticket, second, "误录")
    assert sorted(sums(town).values()) == ["12.5", "5"]
    town.write(undo_last_act)
    assert sums(town) == found


def test_a_finish_taken_back_or_turned_down_counts_nothing(
    town: Desk, opened: Opened, take: Take, finish: Callable[..., None]
) -> None:
    ticket = opened()
    finish(ticket, ("处", "3"))
    town.write(undo_last_act)
    assert town.read(ticket_view, ticket).quantities == ""
    with raw(town) as ask:
        assert ask("SELECT is_void FROM ticket_quantity") == [(1,)]
    take(ticket, "FIN", quantities=said(("处", "7")), **DONE)
    take(ticket, "APN", reason="照片不清")
    take(ticket, "FIN", quantities=said(("处", "8")), **DONE)
    take(ticket, "APV")
    assert list(sums(town).values()) == ["8"]


def test_a_round_done_over_counts_once_and_in_the_month_it_was_done(
    town: Desk, opened: Opened, take: Take, finish: Callable[..., None], clock: Clock
) -> None:
    ticket = opened()
    finish(ticket, ("袋", "6"))
    take(ticket, "APV")
    clock.now = datetime(2026, 4, 2, 9)
    take(ticket, "RWK", reason="又堆了")
    take(ticket, "SGN")
    take(ticket, "FIN", quantities=said(("袋", "2")), **DONE)
    take(ticket, "APV")
    assert list(sums(town).values()) == ["6"]
    assert list(sums(town, APRIL).values()) == ["2"]
    assert list(sums(town, Period.parse("2026-Q2")).values()) == ["2"]
    assert list(sums(town, Period.parse("2026")).values()) == ["2"], "the round done over is gone"


def test_a_ticket_that_is_open_again_counts_nothing(
    town: Desk, opened: Opened, take: Take, finish: Callable[..., None]
) -> None:
    ticket = opened()
    finish(ticket, ("袋", "6"))
    take(ticket, "APV")
    assert list(sums(town).values()) == ["6"]
    take(ticket, "RWK", reason="又堆了")
    assert sums(town) == {}
    town.write(undo_last_act)
    assert list(sums(town).values()) == ["6"]


@pytest.mark.parametrize("pair", [("处", "0"), ("处", "-1"), ("", "2"), ("米", "1000000")])
def test_an_amount_that_is_none_is_refused_and_nothing_is_kept(
    town: Desk, opened: Opened, take: Take, finish: Callable[..., None], pair: tuple[str, str]
) -> None:
    ticket = opened()
    with pytest.raises(QuantityError) as refused:
        finish(ticket, pair)
    assert refused.value.field == "quantities"
    assert town.read(ticket_view, ticket).status == "40"


def test_what_the_first_grid_finished_alone_was_settled_in_the_grid(
    town: Desk, opened: Opened, take: Take, finish: Callable[..., None]
) -> None:
    town.write(save_units, (Unit("第一网格"), Unit("第二网格")))
    for sheet in town.read(unit_sheets):
        if "网格" in sheet.name:
            town.write(save_unit, replace(sheet, is_grid=True))
    assert [s.name for s in town.read(unit_sheets) if s.is_grid] == ["第一网格", "第二网格"]
    own, sent_on, outside, other, waiting = (opened() for _ in range(5))
    for ticket, unit in ((own, "第一网格"), (outside, "供热公司"), (waiting, "第二网格")):
        finish(ticket, unit=unit)
    for ticket, unit in ((sent_on, "供热公司"), (other, "第二网格")):
        take(ticket, "DSP", handling_unit="第一网格")
        take(ticket, "RDS", handling_unit=unit)
        take(ticket, "SGN")
        take(ticket, "FIN", **DONE)
    for ticket in (own, sent_on, outside, other):
        take(ticket, "APV")
    assert town.read(month_figures, MARCH).settled == {own}
    rows = {row[0]: row[1] for row in town.read(month_report, MARCH).sheets[0].rows}
    assert (rows["小事不出格"], rows["小事不出格占办结"]) == (1, 25.0)
    town.write(undo_last_act)
    assert town.read(month_figures, MARCH).settled == {own}


@pytest.mark.parametrize(
    ("lamp", "recorded", "expected"),
    [
        ("green", None, None),
        ("", None, None),
        ("amber", None, "1"),
        ("red", None, "2"),
        ("red", "1", "2"),
        ("amber", "3", "3"),
        ("", "4", "4"),
    ],
)
def test_the_clock_raises_the_level_and_never_lowers_what_was_recorded(
    lamp: str, recorded: str | None, expected: str | None
) -> None:
    assert level(lamp, recorded) == expected


def test_the_clocks_level_is_written_nowhere(town: Desk, opened: Opened, clock: Clock) -> None:
    ticket = opened()
    clock.now = datetime(2026, 3, 20, 9)
    assert town.read(ticket_view, ticket).supervision == "红牌督办"
    with raw(town) as ask:
        assert ask("SELECT supervision_level FROM ticket") == [(None,)]
        assert ask("SELECT count(*) FROM ticket_action WHERE action = 'SUP'") == [(0,)]
