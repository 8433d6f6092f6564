"""A superior's order is registered once: a number that stands on a ticket is told."""

from collections.abc import Callable

import pytest

from wenming_desktop.tickets.same_number import NumberKnownError
from wenming_desktop.tickets.service import void_ticket
from wenming_desktop.work import Desk


def test_the_same_order_is_refused(opened: Callable[..., int]) -> None:
    opened(source="11", external_no="E1")
    with pytest.raises(NumberKnownError) as refused:
        opened(source="12345", external_no=" E1 ")
    assert refused.value.field == "external_no"
    assert "单号 E1 已有工单 SQ2026030001（已受理）" in refused.value.message


@pytest.mark.parametrize("said", [{"source": "11", "external_no": "E2"}, {"source": "11"}])
def test_another_order_is_taken(opened: Callable[..., int], said: dict[str, str]) -> None:
    opened(source="11", external_no="E1")
    opened(**said)
    opened(**{**said, "external_no": None})


def test_our_own_notes_may_repeat_a_number(opened: Callable[..., int]) -> None:
    opened(source="11", external_no="E1")
    opened(source="02", external_no="E1")


def test_a_voided_ticket_frees_its_number(town: Desk, opened: Callable[..., int]) -> None:
    town.write(void_ticket, opened(source="11", external_no="E1"), "误录")
    opened(source="11", external_no="E1")
