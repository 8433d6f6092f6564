"""Where a caller lives is known from his telephone, wherever it is written in the register."""

from dataclasses import replace

import pytest

from tests.make_register import household, member, rows
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.service import open_ticket
from wenming_desktop.work import Desk

PHONE, SECOND, SHARED = "13900001111", "13900002222", "13900003333"


@pytest.fixture
def town(desk: Desk) -> dict[str, int]:
    """Two homes; both have somebody with the shared number."""
    both = member("王秀兰", phone=PHONE)
    both = replace(both, values={**both.values, "resident.phone2": SECOND})
    first = household(desk, "501", both, member("王强", "子", phone=SHARED))
    second = household(desk, "502", member("李玉梅", phone=SHARED))
    found = rows(desk, "SELECT id, house_id FROM household WHERE id IN (?, ?)", first, second)
    houses = {row[0]: row[1] for row in found}
    return {PHONE: houses[first], SECOND: houses[first]}


@pytest.mark.parametrize("phone", [PHONE, SECOND, SHARED, "13900004444"])
def test_the_one_home_of_a_number_is_the_callers(
    desk: Desk, town: dict[str, int], phone: str
) -> None:
    call = OpenTicket(
        source="02", category="0801", content="暖气不热", location_text="一院 3号楼",
        complainant_phone=phone,
    )  # fmt: skip
    ticket = desk.write(open_ticket, call)
    found = rows(desk, "SELECT complainant_house_id FROM ticket WHERE id = ?", ticket)
    assert found == ((town.get(phone),),)
