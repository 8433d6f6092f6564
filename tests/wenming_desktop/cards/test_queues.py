"""The queues: listed in door order, counted, a sheet's worth by building, what is out of date."""

import pytest

from db.tables.office import Staff
from tests.wenming_desktop.cards.town import Town, change, stored
from wenming_desktop.cards.model import CardFilter, Deliver, Receive, Replace
from wenming_desktop.cards.queues import (
    card_count,
    card_ids,
    card_page,
    card_queues,
    receive_choices,
    sheet_of_building,
    stale_why,
)
from wenming_desktop.cards.service import deliver, issue_cards, mark_printed, receive, replace
from wenming_desktop.papers.cards import DrawCards, draw_cards
from wenming_desktop.work import Actor, Desk

WAITING = CardFilter("1")


@pytest.fixture
def cards(desk: Desk, town: Town) -> tuple[int, ...]:
    desk.write(issue_cards)
    return desk.read(card_ids, WAITING)


def test_a_queue_is_listed_in_the_order_of_the_doors(desk: Desk, cards: tuple[int, ...]) -> None:
    rows = desk.read(card_page, WAITING, 0, 10)
    assert [row.door for row in rows] == [
        "槐荫一院 1-1-101",
        "槐荫一院 1-1-301",
        "槐荫一院 2-1-201",
        "槐荫一院 2-1-401",
    ]
    assert [row.id for row in rows] == list(cards)
    assert (rows[0].head, rows[0].status_name, rows[0].why) == ("王秀兰", "待印", "新办")
    assert desk.read(card_count, WAITING) == 4
    assert [row.id for row in desk.read(card_page, WAITING, 2, 1)] == [cards[2]]


def test_counts_tell_the_queues_and_who_has_none(desk: Desk, cards: tuple[int, ...]) -> None:
    desk.write(mark_printed, cards)
    desk.write(deliver, Deliver(cards[:2]))
    desk.write(receive, Receive(cards[:1], "王秀兰", "本人"))
    desk.write(replace, Replace(cards[2:3], "7"))
    queues = desk.read(card_queues)
    assert queues.states == {"1": 1, "2": 1, "3": 1, "4": 1, "7": 1}
    assert queues.reasons == {"7": 1}
    assert (queues.households, queues.without, queues.received) == (4, 0, 1)
    assert desk.read(card_count, CardFilter("1", "7")) == 1
    assert desk.read(card_count, CardFilter("1", "new")) == 0
    signed = desk.read(card_page, CardFilter("4"), 0, 5)[0]
    assert (signed.received_by, signed.relation) == ("王秀兰", "本人")


@pytest.mark.parametrize(
    ("card", "places", "expected"),
    [
        (None, 2, (0, 1)),
        (2, 2, (2, 3)),
        (3, 3, (1, 2, 3)),
        (1, 3, (0, 1, 2)),
        (0, 10, (0, 1, 2, 3)),
    ],
)
def test_a_sheets_worth_begins_with_the_building(
    desk: Desk, cards: tuple[int, ...], card: int | None, places: int, expected: tuple[int, ...]
) -> None:
    chosen = desk.read(sheet_of_building, WAITING, None if card is None else cards[card], places)
    assert chosen == tuple(cards[at] for at in expected)


def test_a_changed_phone_makes_cards_stale_and_says_so(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    desk.write(mark_printed, cards)
    assert desk.read(stale_why) == ()
    desk.write(change, Staff, town.worker, phone="13900002999")
    stale = desk.read(stale_why)
    assert [card.id for card in stale] == list(cards[:2])
    assert {card.why for card in stale} == {"网格员电话变了"}
    wanted = CardFilter(ids=tuple(card.id for card in stale))
    assert desk.read(card_count, wanted) == 2


def test_a_grid_worker_sees_his_own_grid_only(
    desk: Desk, town: Town, cards: tuple[int, ...]
) -> None:
    worker = Actor("梁志勇", rights=desk.actor.rights, grid_ids=frozenset({town.grid}))
    own = desk.acting_as(worker)
    assert own.read(card_count, WAITING) == 2
    assert own.read(card_queues).households == 2


def test_sheets_are_drawn_without_moving_any_card(desk: Desk, cards: tuple[int, ...]) -> None:
    drawn = draw_cards(desk, DrawCards(cards[:3], "10up", "long"))
    assert (len(drawn.run.ids), drawn.pdf.pages, drawn.pdf.missing) == (3, 2, ())
    assert {card.status for card in desk.read(stored)} == {"1"}


def test_choices_come_from_the_code_lists(desk: Desk) -> None:
    choices = desk.read(receive_choices)
    assert ("1", "入户面交") in choices.methods
    assert ("01", "本人") in choices.relations
