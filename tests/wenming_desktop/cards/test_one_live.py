"""Whatever is done in whatever order: never two live cards, states only by the table."""

from collections.abc import Callable
from contextlib import suppress
from itertools import count

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.wenming_desktop.cards.town import add_households, events, stored
from wenming_desktop.cards import rules
from wenming_desktop.cards.model import Deliver, Receive, Replace, TakeBack
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
from wenming_desktop.errors import UserError
from wenming_desktop.undoing import redo_last_act, undo_last_act
from wenming_desktop.work import Desk

Take = Callable[[Desk, tuple[int]], object]
STEPS: dict[str, Take] = {
    "issue": lambda desk, ids: desk.write(issue_cards),
    "print": lambda desk, ids: desk.write(mark_printed, ids),
    "deliver": lambda desk, ids: desk.write(deliver, Deliver(ids)),
    "receive": lambda desk, ids: desk.write(receive, Receive(ids, "王秀兰", "01")),
    "back": lambda desk, ids: desk.write(take_back, TakeBack(ids)),
    "refuse": lambda desk, ids: desk.write(take_back, TakeBack(ids, refused=True)),
    "lost": lambda desk, ids: desk.write(lost, ids),
    "replace-lost": lambda desk, ids: desk.write(replace, Replace(ids, "7")),
    "replace-damaged": lambda desk, ids: desk.write(replace, Replace(ids, "8")),
    "replace-changed": lambda desk, ids: desk.write(replace, Replace(ids, "9")),
    "void": lambda desk, ids: desk.write(void, ids, "测试"),
    "undo": lambda desk, ids: desk.write(undo_last_act),
}


def _check(desk: Desk, household: int) -> None:
    cards = [card for card in desk.read(stored) if card.household == household]
    assert sum(card.status in rules.LIVE for card in cards) <= 1
    for card in cards:
        state = rules.NONE
        for event in desk.read(events, card.id):
            state = rules.after(state, event) or "not in the table"
        assert state == card.status


_rooms = count(1)
_scripts = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 3)), min_size=4, max_size=14
)


@given(script=_scripts)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_household_never_has_two_live_cards(desk: Desk, script: list[tuple[str, int]]) -> None:
    (household,) = desk.write(add_households, [("槐荫一院", "9", "1", str(next(_rooms)))], "王秀兰")
    desk.write(issue_cards)
    for step, pick in script:
        mine = [card.id for card in desk.read(stored) if card.household == household]
        if not mine:
            break
        with suppress(UserError):
            STEPS[step](desk, (mine[-1 - pick % len(mine)],))
        _check(desk, household)


@given(script=_scripts)
@example(script=[("replace-changed", 0)])
@example(script=[("print", 0), ("deliver", 0), ("replace-damaged", 0)])
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_was_done_last_goes_back_and_comes_again(
    desk: Desk, script: list[tuple[str, int]]
) -> None:
    (household,) = desk.write(add_households, [("槐荫一院", "8", "1", str(next(_rooms)))], "王秀兰")
    desk.write(issue_cards)
    for step, pick in script:
        mine = [card.id for card in desk.read(stored) if card.household == household]
        before = desk.read(stored)
        try:
            STEPS[step](desk, (mine[-1 - pick % len(mine)],))
        except UserError:
            continue
        after = desk.read(stored)
        if step == "undo" or after == before:
            break
        desk.write(undo_last_act)
        assert desk.read(stored) == before
        desk.write(redo_last_act)
        assert desk.read(stored) == after
        _check(desk, household)
