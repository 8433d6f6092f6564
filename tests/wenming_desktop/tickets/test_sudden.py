"""突发事件: told, registered and shown with one urgency and one deadline."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.wenming_desktop.tickets.conftest import CALL
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.service import register
from wenming_desktop.work import Desk


@pytest.mark.parametrize(
    ("category", "urgency", "stored", "words"),
    [
        ("1901", "1", "3", "突发事件至少按紧急办：24 小时内办结。"),
        ("1901", "3", "3", "突发事件至少按紧急办：24 小时内办结。"),
        ("1901", "4", "4", "特急："),
        ("0801", "1", "1", "个工作日。"),
        ("0801", "3", "3", "紧急：24 小时内办结。"),
    ],
)
def test_what_is_told_is_what_is_stored(
    town: Desk, category: str, urgency: str, stored: str, words: str
) -> None:
    told = town.read(queries.due_preview, category, urgency)
    call = replace(CALL, category=category, urgency=urgency)
    row = town.read(queries.ticket_by_number, town.write(register, Registration(call)))
    assert (row.urgency, row.due_at) == (stored, told.due_at)
    assert words in told.words
    assert isinstance(told.due_at, datetime)
