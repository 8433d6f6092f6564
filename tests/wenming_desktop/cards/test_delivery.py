"""Handing out, signing, coming back, losing, replacing, voiding."""

from datetime import date

import pytest

from tests.wenming_desktop.cards.town import Town, events, statuses, stored
from wenming_desktop.cards.model import CardFigures, Deliver, Receive, Replace, TakeBack
from wenming_desktop.cards.queries import card_figures, delivery_rows
from wenming_desktop.cards.refusals import (
    DayError,
    LiveCardError,
    MailboxError,
    ReasonError,
    ReceiverMissingError,
    UnknownCodeError,
    WrongStepError,
)
from wenming_desktop.cards.service import (
    deliver,
    issue_cards,
    lost,
    mark_printed,
    receive,
    replace,
    take_back,
    void,
)
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.forms import delivery_register
from wenming_desktop.forms.gather_cards import gather_register
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

TODAY = date(2026, 11, 20)


@pytest.fixture
def cards(desk: Desk, town: Town) -> tuple[int, ...]:
    desk.write(issue_cards)
    ids = tuple(card.id for card in desk.read(stored))
    desk.write(mark_printed, ids)
    return ids


def test_out_and_signed(desk: Desk, town: Town, cards: tuple[int, ...]) -> None:
    desk.write(deliver, Deliver(cards[:2], on=date(2026, 11, 18), by_id=town.worker))
    desk.write(receive, Receive(cards[:1], "王秀兰", "本人"))
    assert statuses(desk) == ["4", "3", "2", "2"]
    assert desk.read(events, cards[0]) == ["1", "2", "3", "4"]
    first, second, third, _ = desk.read(delivery_rows)
    assert (first.card_no, first.door) == ("LXK-03-00001", "槐荫一院 1号楼 1单元 101")
    assert (first.head, first.issued_on, first.issued_by) == (
        "王秀兰",
        date(2026, 11, 18),
        "梁志勇",
    )
    assert (first.received_by, first.relation) == ("王秀兰", "本人")
    assert (second.issued_by, second.received_by) == ("梁志勇", "")
    assert (third.issued_on, third.issued_by) == (None, "")


def test_signed_for_at_the_counter_is_handed_out_by_the_same_act(
    desk: Desk, cards: tuple[int, ...]
) -> None:
    desk.write(receive, Receive(cards[:1], "陈小军", "22", method="4"))
    assert desk.read(events, cards[0]) == ["1", "2", "3", "4"]
    row = desk.read(delivery_rows)[0]
    assert (row.issued_on, row.issued_by, row.relation) == (TODAY, "demo", "长子")
    desk.write(undo_last_act)
    assert statuses(desk) == ["2"] * 4
    assert desk.read(events, cards[0]) == ["1", "2"]


@pytest.mark.parametrize("refused", [True, False])
def test_back_in_the_office(desk: Desk, cards: tuple[int, ...], refused: bool) -> None:
    desk.write(deliver, Deliver(cards[:1]))
    desk.write(take_back, TakeBack(cards[:1], refused=refused))
    assert statuses(desk)[0] == "2"
    assert desk.read(events, cards[0])[-1] == ("5" if refused else "6")
    assert desk.read(delivery_rows)[0].issued_on is None
    desk.write(deliver, Deliver(cards[:1]))


def test_what_is_refused(desk: Desk, cards: tuple[int, ...]) -> None:
    out, inside = cards[:1], cards[1:2]
    desk.write(deliver, Deliver(out, on=date(2026, 11, 18)))
    cases: list[tuple[type[UserError], object, object]] = [
        (ReceiverMissingError, receive, Receive(out, " ", "01")),
        (ReceiverMissingError, receive, Receive(out, "王秀兰", "")),
        (UnknownCodeError, receive, Receive(out, "王秀兰", "飞行员")),
        (UnknownCodeError, deliver, Deliver(inside, "77")),
        (MailboxError, receive, Receive(inside, "王秀兰", "01", method="3")),
        (DayError, receive, Receive(out, "王秀兰", "01", date(2026, 11, 17))),
        (DayError, receive, Receive(out, "王秀兰", "01", date(2026, 11, 21))),
        (DayError, deliver, Deliver(inside, on=date(2026, 11, 21))),
        (WrongStepError, deliver, Deliver(out)),
        (NotFoundError, deliver, Deliver((99,))),
        (ReasonError, replace, Replace(inside, "10")),
    ]
    for error, service, command in cases:
        with pytest.raises(error):
            desk.write(service, command)  # type: ignore[arg-type]
    with pytest.raises(ReasonError):
        desk.write(void, inside, "  ")
    assert statuses(desk) == ["3", "2", "2", "2"]


@pytest.mark.parametrize(("reason", "tail"), [("7", ["7", "9"]), ("8", ["8"]), ("9", ["9"])])
def test_a_successor(desk: Desk, cards: tuple[int, ...], reason: str, tail: list[str]) -> None:
    (new,) = desk.write(replace, Replace(cards[:1], reason))
    old, successor = desk.read(stored)[0], desk.read(stored)[-1]
    assert (old.status, successor.status, successor.replaces) == ("7", "1", old.id)
    assert (successor.id, successor.number) == (new, "LXK-03-00005")
    assert successor.household == old.household
    assert desk.read(events, old.id) == ["1", "2", *tail]
    assert desk.write(issue_cards) == 0


def test_a_lost_card_is_replaced_later(desk: Desk, cards: tuple[int, ...]) -> None:
    desk.write(lost, cards[:1], "搬家时丢了")
    assert statuses(desk)[0] == "5"
    desk.write(replace, Replace(cards[:1], "7"))
    assert statuses(desk) == ["7", "2", "2", "2", "1"]


def test_no_second_live_card(desk: Desk, cards: tuple[int, ...]) -> None:
    desk.write(lost, cards[:1])
    assert desk.write(issue_cards) == 1
    new = desk.read(stored)[-1].id
    with pytest.raises(LiveCardError):
        desk.write(replace, Replace(cards[:1], "7"))
    desk.write(mark_printed, [new])
    with pytest.raises(LiveCardError):
        desk.write(replace, Replace((cards[0], new)))
    assert statuses(desk) == ["5", "2", "2", "2", "2"]


def test_figures(desk: Desk, cards: tuple[int, ...]) -> None:
    desk.write(deliver, Deliver(cards[:3]))
    desk.write(receive, Receive(cards[:1], "王秀兰", "01"))
    figures = desk.read(card_figures)
    assert figures == CardFigures(households=4, made=4, printed=4, delivered=3, received=1)
    assert figures.rate == 0.25
    desk.write(void, cards[:1], "收回")
    assert desk.read(card_figures) == CardFigures(4, 3, 3, 2, 0)


def test_no_household_no_rate(desk: Desk) -> None:
    assert desk.read(card_figures) == CardFigures(0, 0, 0, 0, 0)
    assert desk.read(card_figures).rate is None


def test_the_register_form_takes_the_rows(desk: Desk, cards: tuple[int, ...]) -> None:
    facts = desk.read(gather_register)
    assert len(facts.deliveries) == 4
    assert facts.watermark == "demo 2026-11-20 10:42 发放签收"
    assert delivery_register.draw(facts).pages == 1
