"""并单: only into what is still worked on, and never forgotten with it."""

import pytest

from tests.conftest import Clock
from tests.stories.all_that_stands import standing, unlike
from tests.stories.ticket_lives import Lives, refused, settled
from tests.wenming_desktop.tickets.conftest import CALL, town
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.service import correct, register
from wenming_desktop.work import Desk

__all__ = ["town"]


@pytest.fixture
def lives(town: Desk, clock: Clock) -> Lives:
    return settled(town, clock)


def test_nothing_is_merged_into_what_nobody_works_on(lives: Lives) -> None:
    desk, ticket = lives.desk, lives.at("30")
    roads = {
        "93": ("MRG", {"into": "host"}),
        "92": ("WDR", {"reason": "自己处理好了"}),
        "94": ("TRF", {"to_unit": "街道执法队"}),
    }
    gone = [lives.at(where) for where in ("60", "80", "10", *["20"] * len(roads))]
    for into, (action, said) in zip(gone[-len(roads) :], roads.values(), strict=True):
        lives.take(into, action, **said)
    before = standing(desk)
    for into in gone:
        words = refused(lambda: lives.take(ticket, "MRG", into=into))  # noqa: B023 - called at once
        assert words.startswith("要并入的那一件已经不在办理中")
        call = Registration(CALL, merge_into_id=into)
        assert refused(lambda: desk.write(register, call)) == words  # noqa: B023
    assert unlike(before, standing(desk)) == {}


def test_a_chain_of_merged_tickets_comes_apart_from_either_end(lives: Lives) -> None:
    desk, one, two = lives.desk, lives.at("20"), lives.at("30")
    before = standing(desk)
    for first, second in ((two, one), (one, two)):
        lives.take(one, "MRG", into=two)
        lives.take(two, "MRG", into=lives.host)
        desk.write(correct, first)
        desk.write(correct, second)
        assert unlike(before, standing(desk)) == {}
