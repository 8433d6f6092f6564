"""Tickets brought to every place a step begins at, in an office that has all a step may touch."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Clock
from tests.make_whistle import cell
from tests.wenming_desktop.tickets.conftest import CALL, RESULT
from wenming_desktop.errors import UserError
from wenming_desktop.tickets.orders import Quantity, TakeStep
from wenming_desktop.tickets.service import do_step, open_ticket
from wenming_desktop.tickets.whistle_model import Came
from wenming_desktop.work import Desk

Said = dict[str, Any]
DONE: Said = {"result": RESULT, "outcome": "1"}
FULL: Said = {
    **DONE,
    "came": (Came("方远", 2), Came("邵明")),
    "quantities": (Quantity("1", Decimal(3)), Quantity("米", Decimal(20))),
}
HAPPY: Said = {"contact_result": "1", "satisfaction": "1"}
WAIT: Said = {"reason": "历史遗留", "review_on": date(2026, 4, 1)}
DSP: tuple[str, Said] = ("DSP", {"handling_unit": "供热公司", "handler": "马师傅"})
SGN, FIN = ("SGN", dict[str, Any]()), ("FIN", DONE)
ROADS: dict[str, tuple[tuple[str, Said], ...]] = {
    "20": (),
    "30": (DSP,),
    "30 asked": (DSP, ("EXA", {"days": 3, "reason": "等材料"})),
    "40": (DSP, SGN),
    "40 asked": (DSP, SGN, ("EXA", {"days": 3, "reason": "等材料"})),
    "40 whistled": (DSP, SGN, ("COH", {"reason": "抬水泵", "members": ("方远", "孙福顺")})),
    "50": (DSP, SGN, FIN),
    "60": (DSP, SGN, FIN, ("APV", {})),
    "60 unreached": (DSP, SGN, FIN, ("APV", {}), ("CBK", {"contact_result": "3"})),
    "70": (DSP, SGN, FIN, ("APV", {}), ("CBK", HAPPY)),
    "80": (DSP, SGN, FIN, ("APV", {}), ("CBK", HAPPY), ("ARC", {})),
    "95": (DSP, SGN, ("SUS", WAIT)),
}  # fmt: skip
YESTERDAY, TODAY = datetime(2026, 3, 16, 9), datetime(2026, 3, 17, 10)


class Lives:
    """Tickets of building 3 brought to where a step begins."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self._clock = desk, clock
        self.host = self.at("20")

    def at(self, where: str) -> int:
        """A new ticket that stands there since yesterday."""
        self._clock.now = YESTERDAY
        call = replace(CALL, building_id=1, nature="1" if where.endswith("asking") else "3")
        ticket = self.desk.write(open_ticket, replace(call, draft=where == "10"))
        for action, words in ROADS.get(where, ()):
            self._clock.now += timedelta(minutes=20)
            self.take(ticket, action, **words)
        self._clock.now = TODAY
        return ticket

    def take(self, ticket: int, action: str, **said: Any) -> None:
        """One step."""
        if said.get("into") == "host":
            said["into"] = self.host
        self.desk.write(do_step, TakeStep(ticket, action, **said))


def settled(desk: Desk, clock: Clock) -> Lives:
    """An office whose building 3 has a cell of three members."""
    cell(desk, "3号楼党小组", ("方远", "邵明", "孙福顺"), "3", kind="2")
    return Lives(desk, clock)


def refused(do: Callable[[], object]) -> str:
    """What a clerk is told."""
    with pytest.raises(UserError) as error:
        do()
    return error.value.message
