"""An office made quickly: units, grids, households, cards, members, tickets; valid by default.

Everything goes through the services a clerk uses, so what is made could have been typed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from tests import make_register
from tests.wenming_desktop.party import ledgers
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.places.service import GridSheet, save_grids
from wenming_desktop.settings.staff import StaffMember, Unit, save_staff, save_units
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_document
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, register
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.members_in import import_members

RESULT = "换了新井盖，周边裂缝灌了缝，晚上复查没有响声。"
ROAD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("SGN", {}),
    ("FIN", {"result": RESULT, "outcome": "1"}),
    ("APV", {}),
    ("CBK", {"contact_result": "1", "satisfaction": "1", "outcome": "1"}),
    ("ARC", {}),
)
"""The steps of a ticket that goes well, in order."""


class Office:
    """Makes what a story needs to begin with, and looks what came of it."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self.desk, self._clock = desk, clock
        self._serial = 100

    def unit(self, name: str = "裕和物业", handler: str = "贾涛") -> int:
        """A unit tickets are sent to."""
        (made,) = self.desk.write(save_units, (Unit(name, handlers=((handler, "13900000012"),)),))
        return made

    def grid(self, *buildings: str, code: str = "02", worker: str = "梁志勇") -> None:
        """A grid with its worker and buildings of 槐荫一院."""
        self.desk.write(save_staff, (StaffMember(worker, ("网格员",), "13900002003"),))
        places = tuple(("槐荫一院", number) for number in buildings)
        sheet = GridSheet(code, f"第{code}网格", worker, worker, places)
        self.desk.write(save_grids, (sheet,))

    def new_phone(self, worker: str, phone: str) -> None:
        """A grid worker's number changes."""
        self.desk.write(save_staff, (StaffMember(worker, ("网格员",), phone),))

    def month(self, period: str) -> dict[str, Any]:
        """A month's figures as the command line gives them."""
        return self.desk.read(month_document, Period.parse(period))

    def household(self, room: str, head: str, *others: str, **said: str) -> int:
        """A household at 槐荫一院 3号楼 2单元; `said` is told of its head."""
        birth, building = said.pop("birth", "1962-03-14"), said.pop("building", "3")
        number = self._number(birth)
        people = [make_register.member(head, birth=birth, number=number, **said)]
        people += [make_register.member(name, "配偶", birth="1964-05-02") for name in others]
        return make_register.household(self.desk, room, *people, building=building)

    def _number(self, birth: str) -> str:
        self._serial += 1
        return make_register.number(birth, self._serial)

    def cards(self) -> None:
        """A card for every household that has none."""
        self.desk.write(issue_cards)

    def member(self, name: str = "孙福顺", **said: str) -> None:
        """A party member of 1号楼党小组."""
        row: dict[str, object] = {
            "姓名": name,
            "身份证号": self._number("1958-03-12"),
            "联系电话": "13900007712",
            "党员类型": "正式党员",
            "人员类别": "退休人员",
            "所在党支部": "第一网格党支部",
            "所在党小组": "1号楼党小组",
        }
        self.desk.write(import_members, ledgers.members(row | said))

    def ticket(self, content: str, *, ago: int = 0, road: int = 0, **said: Any) -> int:
        """A call of so many days ago that has gone so many steps of the road since."""
        unit = said.pop("unit", None)
        clock: Any = self._clock
        now, clock.now = clock.now, clock.now - timedelta(days=ago)
        given = {"source": "02", "category": "0801", "location_text": "一院 3-2-402"} | said
        made = self.desk.write(register, Registration(OpenTicket(content=content, **given), unit))
        clock.now = now
        for action, filled in ROAD[:road]:
            self.desk.write(do_step, TakeStep(made, action, **filled))
        return made

    def rows(self, sql: str, *bound: Any) -> tuple[tuple[Any, ...], ...]:
        """What the data file holds."""
        return make_register.rows(self.desk, sql, *bound)

    def count(self, table: str) -> int:
        """How many rows of a table stand."""
        return int(self.rows(f"SELECT count(*) FROM {table} WHERE NOT is_void")[0][0])


def ledger(path: Path, *rows: tuple[str, ...]) -> Path:
    """A clerk's workbook: a head and rows."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path
