"""An office with a place, units, and what its tickets say after each step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.conftest import Clock
from wenming_desktop.places.service import EstateSheet, GridSheet, save_estates, save_grids
from wenming_desktop.settings.staff import StaffMember, Unit, save_staff, save_units
from wenming_desktop.tickets.model import OpenTicket, TicketRow
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, open_ticket
from wenming_desktop.work import Desk

MONDAY = datetime(2026, 3, 9, 9)
CALL = OpenTicket(
    source="02",
    category="0801",
    location_text="一院 3号楼 2单元 501",
    content="家里暖气不热，室温十五度。",
    complainant_name="王秀兰",
    complainant_phone="13900000001",
)
RESULT = "清洗过滤网并排气，测温十九度。"


@pytest.fixture
def town(desk: Desk, clock: Clock) -> Desk:
    """The desk of an office that has an estate, two grids, workers and a unit."""
    clock.now = MONDAY
    desk.write(save_staff, (StaffMember("林晓燕"), StaffMember("梁志勇")))
    desk.write(save_units, (Unit("供热公司", "8801 5100", (("马师傅", "13900000088"),)),))
    desk.write(save_estates, (EstateSheet("一院", buildings=(("3", 3, 6, 36), ("12", 2, 6, 24))),))
    places = (("一院", "3"), ("一院", "12"))
    desk.write(
        save_grids,
        (
            GridSheet("01", "第一网格", buildings=places[:1]),
            GridSheet("02", "第二网格", buildings=places[1:]),
        ),
    )
    return desk


@pytest.fixture
def opened(town: Desk) -> Callable[..., int]:
    """Open a ticket, said otherwise where wanted."""
    return lambda **said: town.write(open_ticket, replace(CALL, **said))


@pytest.fixture
def take(town: Desk) -> Callable[..., TicketRow]:
    """Take a step on a ticket."""
    return lambda ticket, action, **said: town.write(do_step, TakeStep(ticket, action, **said))


STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("DSP", {"handling_unit": "供热公司", "handler": "马师傅"}),
    ("SGN", {}),
    ("FIN", {"result": RESULT, "outcome": "1"}),
    ("APV", {}),
    ("CBK", {"contact_result": "1", "satisfaction": "1"}),
    ("ARC", {}),
)


@pytest.fixture
def through(take: Callable[..., TicketRow]) -> Callable[[int, str], TicketRow]:
    """Take the usual steps up to one of them."""

    def run(ticket: int, last: str) -> TicketRow:
        for action, said in STEPS:
            row = take(ticket, action, **said)
            if action == last:
                return row
        raise ValueError(last)

    return run


@contextmanager
def raw(desk: Desk) -> Iterator[Callable[..., list[Any]]]:
    """Ask the file itself."""
    with desk.engine.connect() as plain:
        connection = plain.execution_options(readonly=True)
        yield lambda sql, *values: list(connection.exec_driver_sql(sql, values))
