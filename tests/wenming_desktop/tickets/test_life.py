"""工单的一生: random lives stay on the table, and a replay is where the steps led."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given

from tests.wenming_desktop.tickets.road import lives
from wenming_desktop.tickets import rules
from wenming_desktop.tickets.life import State, advance, effective, replay
from wenming_desktop.tickets.model import LogRow


def stepped(log: Sequence[LogRow]) -> State:
    state = State()
    for row in log:
        state = advance(state, row)
    return state


@given(lives())
def test_no_life_leaves_the_table(log: list[LogRow]) -> None:
    status = "00"
    for row in effective(log):
        assert row.from_status == status
        assert (status, row.action, row.to_status) in rules.MOVES
        status = row.to_status
    assert [row.seq for row in log] == list(range(1, len(log) + 1))
    assert all(a.at <= b.at for a, b in pairwise(log))


@given(lives())
def test_a_replayed_log_is_where_the_steps_led(log: list[LogRow]) -> None:
    state = replay(log)
    assert state.status == log[-1].to_status
    assert state.round_no == log[-1].round_no
    if not any(row.corrects_seq for row in log):
        assert state == stepped(log)


@given(lives())
def test_every_prefix_of_a_life_has_its_own_state(log: list[LogRow]) -> None:
    for i in range(1, len(log)):
        assert replay(log[:i]).status == log[i - 1].to_status == log[i].from_status
