"""A card's number, however it is typed or scanned, leads to its card and household."""

import pytest

from tests.wenming_desktop.cards.town import Town
from wenming_desktop.cards.model import CardFilter, CardHome
from wenming_desktop.cards.numbers import card_number
from wenming_desktop.cards.queries import card_of_number, household_of_card
from wenming_desktop.cards.queues import card_ids
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.errors import NotFoundError
from wenming_desktop.search.answers import search_answers
from wenming_desktop.work import Actor, Desk

WAYS = [
    "LXK-03-00002",
    "lxk-03-00002",
    " LXK-03-00002\r\n",
    "ＬＸＫ－０３－００００２",
    "ｌｘｋ—03—00002",
    "LXK0300002",
    "lxk 03 00002",
    "03-00002",
    "00002",
    "2",
]


@pytest.fixture
def cards(desk: Desk, town: Town) -> tuple[int, ...]:
    desk.write(issue_cards)
    return desk.read(card_ids, CardFilter("1"))


@pytest.mark.parametrize("typed", WAYS)
def test_every_way_of_giving_a_number(
    desk: Desk, town: Town, cards: tuple[int, ...], typed: str
) -> None:
    home = town.households[2]
    assert desk.read(card_of_number, typed) == CardHome(cards[1], home, "1")
    assert desk.read(household_of_card, typed) == home


@pytest.mark.parametrize("typed", ["LXK-03-00009", "", "%", "_", "LXK-03-0000", "-", "3-00002"])
def test_what_is_no_number_of_ours(desk: Desk, cards: tuple[int, ...], typed: str) -> None:
    with pytest.raises(NotFoundError):
        desk.read(card_of_number, typed)


def test_a_grid_worker_opens_cards_of_his_own_grid_only(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    worker = Actor("梁志勇", rights=desk.actor.rights, grid_ids=frozenset({town.grid}))
    own = desk.acting_as(worker)
    assert own.read(card_of_number, "2").card_id == cards[1]
    with pytest.raises(NotFoundError):
        own.read(card_of_number, "3")


def test_dashes_of_every_kind() -> None:
    assert {card_number(f"lxk{dash}03{dash}00002") for dash in "-‐‑–—−－ ~"} == {"LXK-03-00002"}


@pytest.mark.parametrize("typed", WAYS[:8])
def test_the_search_of_the_window_finds_card_and_household(
    desk: Desk, town: Town, cards: tuple[int, ...], typed: str
) -> None:
    answers = desk.read(search_answers, typed)
    found = {(one.kind, one.household_id) for one in answers[:2]}
    assert found == {("card", town.households[2]), ("household", town.households[2])}
