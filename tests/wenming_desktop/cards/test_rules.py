"""The table of what may happen to a card, typed again from the settled list of states."""

import csv

import pytest

import resources
from wenming_desktop.cards import rules

ALLOWED = """
- 1 1
1 2 2
1 10 6
2 2 2
2 3 3
2 7 5
2 8 7
2 9 7
2 10 6
2 11 1
3 4 4
3 5 2
3 6 2
3 7 5
3 8 7
3 9 7
3 10 6
4 7 5
4 8 7
4 9 7
4 10 6
5 9 7
5 10 6
"""
EXPECTED = {
    (state.replace("-", ""), event): target
    for state, event, target in (line.split() for line in ALLOWED.split("\n") if line)
}


@pytest.mark.parametrize("event", [str(n) for n in range(1, 12)])
@pytest.mark.parametrize("state", ["", *"1234567"])
def test_every_state_and_event(state: str, event: str) -> None:
    assert rules.after(state, event) == EXPECTED.get((state, event))


@pytest.mark.parametrize(("name", "at"), [("card_status", 2), ("card_event", 1)])
def test_the_table_speaks_the_code_lists(name: str, at: int) -> None:
    with resources.path("codes", f"{name}.csv").open(encoding="utf-8-sig") as lines:
        codes = {row["code"] for row in csv.DictReader(lines)}
    used = {(move.source, move.event, move.target)[at] for move in rules.TABLE.values()}
    assert used == codes


@pytest.mark.parametrize(
    ("state", "reason", "events"),
    [("4", "7", ("7", "9")), ("5", "7", ("9",)), ("4", "8", ("8",)), ("4", "9", ("9",))],
)
def test_how_an_old_card_goes(state: str, reason: str, events: tuple[str, ...]) -> None:
    assert rules.replacing(state, reason) == events
    for event in events:
        state = rules.after(state, event) or "refused"
    assert state == rules.REPLACED
