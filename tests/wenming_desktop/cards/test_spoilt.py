"""没印好，退回待印, after other work was done; a lost card's successor; the list to carry out."""

from collections.abc import Sequence

import pytest

from tests.wenming_desktop.cards.town import Town, events, statuses, stored
from wenming_desktop.cards.model import CardFilter, Deliver
from wenming_desktop.cards.queries import delivery_rows, to_print
from wenming_desktop.cards.queues import card_ids, card_page, card_queues
from wenming_desktop.cards.refusals import WrongStepError
from wenming_desktop.cards.service import (
    deliver,
    issue_cards,
    lost,
    mark_printed,
    not_printed,
)
from wenming_desktop.papers.cards import print_register
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk


@pytest.fixture
def cards(desk: Desk, town: Town) -> Sequence[int]:
    desk.write(issue_cards)
    made = desk.read(card_ids, CardFilter("1"))
    desk.write(mark_printed, made)
    return made


def test_back_to_waiting_with_nothing_kept_of_the_spoilt_sheet(
    desk: Desk, cards: Sequence[int]
) -> None:
    desk.write(deliver, Deliver(tuple(cards[3:])))
    assert desk.write(not_printed, cards[:2]) == 2
    assert statuses(desk) == ["1", "1", "2", "3"]
    assert [card.snapshot is None for card in desk.read(stored)] == [True, True, False, False]
    assert desk.read(events, cards[0]) == ["1", "2", "11"]
    assert desk.read(to_print).ids == tuple(cards[:2])
    desk.write(undo_last_act)
    assert statuses(desk) == ["2", "2", "2", "3"]
    assert desk.read(stored)[0].snapshot is not None


def test_what_is_out_cannot_go_back_to_the_printer(desk: Desk, cards: Sequence[int]) -> None:
    desk.write(deliver, Deliver(tuple(cards[:1])))
    with pytest.raises(WrongStepError, match="LXK-03-00001 现在是“待签收”"):
        desk.write(not_printed, cards)
    assert statuses(desk) == ["3", "2", "2", "2"]


def test_a_household_whose_card_is_lost_gets_its_successor(
    desk: Desk, cards: Sequence[int]
) -> None:
    desk.write(lost, cards[:1])
    assert desk.write(issue_cards) == 1
    new = desk.read(stored)[-1]
    assert (new.replaces, new.status) == (cards[0], "1")
    assert desk.read(card_queues).reasons == {"7": 1}
    (line,) = desk.read(card_page, CardFilter("1", "7"), 0, 9)
    assert line.why == "遗失补打"


def test_the_list_to_carry_out_goes_up_the_floors(desk: Desk, cards: Sequence[int]) -> None:
    rows = desk.read(delivery_rows, None, cards[::-1])
    assert [(row.door, row.remark) for row in rows] == [
        ("槐荫一院 1号楼 1单元 101", "1层"),
        ("槐荫一院 1号楼 1单元 301", "3层"),
        ("槐荫一院 2号楼 1单元 201", "2层"),
        ("槐荫一院 2号楼 1单元 401", "4层"),
    ]
    assert [row.remark for row in desk.read(delivery_rows)] == [""] * 4
    assert print_register(desk, cards[:2])[1] == 2
