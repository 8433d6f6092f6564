"""工单的一生, thousands of them: random acts of several accounts against the data file.

After every act the log holds nothing that the dossier forbids, the stored row says what the log
says, and the month balances; at the end of a life every month is counted a second time by a
script that imports nothing of the program. WENMING_LIVES=500 makes 500 such offices of up to five
tickets, and says how many lives there were and which steps of the table nobody took.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.conftest import Clock
from tests.make_whistle import cell
from tests.plain_count import count as plain_count
from tests.wenming_desktop.tickets import plain_life
from tests.wenming_desktop.tickets.conftest import CALL, RESULT
from wenming_desktop import start
from wenming_desktop.errors import UserError
from wenming_desktop.security.accounts import AddAccount, add_account
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_document, ticket_log
from wenming_desktop.tickets import amend as amending
from wenming_desktop.tickets import service
from wenming_desktop.tickets.life import replay
from wenming_desktop.tickets.orders import Quantity, TakeStep
from wenming_desktop.tickets.store import read_log
from wenming_desktop.undoing import history_mark, undo_last_act
from wenming_desktop.work import Desk, NoRightError, Work, use_case

LIVES: Final = int(os.environ.get("WENMING_LIVES", "0"))
BEGIN: Final = datetime(2026, 1, 26, 9)
"""Soon comes the spring festival with its make-up days."""
ONE: Final = (Quantity("处", Decimal(1)),)
GOOD: Final[dict[str, dict[str, Any]]] = {
    "REJ": {"reason": "不在辖区"},
    "DSP": {"handling_unit": "供热公司", "handler": "马师傅"},
    "RDS": {"handling_unit": "供热公司"},
    "RTN": {"reason": "不属本单位"},
    "EXA": {"days": 3, "reason": "等材料"},
    "EXN": {"reason": "不等"},
    "FIN": {"result": RESULT, "outcome": "1", "came": (), "quantities": ONE},
    "CBK": {"contact_result": "1", "satisfaction": "1", "outcome": "1"},
    "COH": {"cell": "3号楼党小组", "members": ("孙福顺",)},
    "SUS": {"reason": "历史遗留"},
    "TRF": {"to_unit": "城管执法中队"},
    "UNA": {"reason": "补材料"},
    "SUP": {"level": "3"},
}
BAD: Final[tuple[dict[str, Any], ...]] = (
    {"reason": " "},
    {"handling_unit": None, "handler": None},
    {"result": "已处理"},
    {"result": "太短"},
    {"outcome": None},
    {"came": None},
    {"contact_result": None},
    {"satisfaction": None},
    {"contact_result": "3"},
    {"days": 0},
    {"days": 6},
    {"days": None},
    {"to_unit": ""},
    {"cell": "没有这个党小组"},
    {"review_on": None},
    {"into": None},
    {"by": "没有这个人"},
)
OTHERS: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"satisfaction": "3"},
    {"satisfaction": "2"},
    {"contact_result": "2", "satisfaction": "9"},
    {"contact_result": "4", "satisfaction": None},
    {"outcome": "3"},
    {"outcome": "2"},
    {"handling_unit": None, "handler": "梁志勇"},
    {"rebound": True},
    {"days": 1},
)
AMENDED: Final = (
    ("category", "0505"), ("urgency", "2"), ("title", "暖气不热"),
    ("status", "80"), ("content", ""),
)  # fmt: skip
FORWARD: Final = {"10": "ACC", "20": "DSP", "30": "SGN", "40": "FIN", "50": "APV", "60": "CBK",
                  "70": "ARC"}  # fmt: skip
TURNS: Final = st.tuples(
    st.integers(0, 2),
    st.integers(0, 29),
    st.sampled_from((*OTHERS, *({} for _ in range(20)), *BAD)),
    st.sampled_from((0, 0, 1, 2, 7, 30)),
    st.sampled_from((None, None, "林晓燕", "梁志勇")),
    st.sampled_from((False, False, False, True)),
)
CALLS: Final = st.tuples(
    st.integers(0, 2),
    st.fixed_dictionaries(
        {
            "nature": st.sampled_from("33316"),
            "urgency": st.sampled_from("11234"),
            "category": st.sampled_from(("0801", "0505", "0101", "1901")),
        }
    ),
    st.sampled_from((0, 0, 30, 100)),
    st.tuples(st.sampled_from((False, False, True)), st.booleans()),
)
DAYS: Final = st.sampled_from((0, 0, 0, 1, 3, 12, 31))
WHAT: Final = st.one_of(
    st.tuples(
        st.just("step"),
        st.sampled_from([*plain_life.ACTIONS, "COR", "XXX"]),
        st.sampled_from((*OTHERS, *BAD)),
        st.sampled_from((0, 0, 48)),
    ),
    st.tuples(st.just("back"), st.sampled_from((0, 0, 0, 3, 5, 9))),
    st.tuples(st.just("undo")),
    st.tuples(st.just("amend"), st.sampled_from(AMENDED)),
    st.tuples(st.just("void"), st.sampled_from(("误录", " "))),
)
Lived = dict[int, tuple[dict[str, Any], list[dict[str, Any]]]]
_ROWS: Final = "SELECT * FROM ticket_action WHERE NOT is_void ORDER BY ticket_id, seq"


@use_case("test.replayed", "回放", right="ticket.read", undo="none")
def replayed(work: Work, ticket: int) -> tuple[Any, ...]:
    """What the program's own replay makes of a log."""
    state = replay(read_log(work, ticket).rows)
    return state.status, state.round_no, state.due_at, state.accepted_at


@dataclass
class World:
    """One office with three accounts that tell each other's work apart."""

    desk: Desk
    clock: Clock
    desks: list[Desk]
    lives: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Ask the file itself."""
        with self.desk.engine.connect() as plain:
            found = plain.execution_options(readonly=True).exec_driver_sql(sql, values)
            return [dict(row) for row in found.mappings()]

    def all(self) -> Lived:
        """Every ticket's row with its log, as the file has them."""
        found: Lived = {row["id"]: (row, []) for row in self.rows("SELECT * FROM ticket")}
        for row in self.rows(_ROWS):
            found[row["ticket_id"]][1].append(row)
        return found

    def clear(self) -> None:
        """An office without tickets, so that a life stands for itself."""
        with self.desk.engine.connect() as plain:
            for table in (
                "ticket_quantity",
                "ticket_extension",
                "whistle_claim",
                "ticket_whistle",
                "ticket_action",
                "ticket",
            ):
                plain.exec_driver_sql(f"DELETE FROM {table}")
            plain.commit()
        self.clock.now = BEGIN


@pytest.fixture
def world(town: Desk, clock: Clock) -> World:
    cell(town, "3号楼党小组", ("孙福顺", "方远"), "3")
    town.write(add_account, AddAccount("lin", ("staff",), "v1", "林晓燕"))
    town.write(add_account, AddAccount("liang", ("secretary", "staff"), "v2", "梁志勇"))
    desks = [town, *(start.desk_for(town.engine, who, clock) for who in ("lin", "liang"))]
    return World(town, clock, desks)


class Lives(RuleBasedStateMachine):
    """Acts of a few tickets; what a rule draws decides all, so a failure can be told again."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.tickets: list[int] = []
        self.world.clear()
        self.mark = self.world.desk.read(history_mark)

    @initialize(calls=st.lists(CALLS, min_size=1, max_size=5))
    def mornings(self, calls: list[tuple[Any, ...]]) -> None:
        """What came in that day."""
        for call in calls:
            self._open(*call)

    @rule(pick=st.integers(0, 4), turns=st.lists(TURNS, min_size=3, max_size=9))
    def live_on(self, pick: int, turns: list[tuple[Any, ...]]) -> None:
        """Several steps in a row that the table knows, most of them forward."""
        ticket = self._pick(pick)
        for who, turn, said, hours, by, wild in turns:
            status = self._stands_at(ticket)
            known = [action for state, action in plain_life.ARROWS if state == status]
            action = known[turn % len(known)] if turn > 13 else FORWARD.get(status, known[0])
            action = plain_life.ACTIONS[turn * 11 % len(plain_life.ACTIONS)] if wild else action
            self.world.clock.now += timedelta(hours=hours)
            self._step(ticket, action, {"by": by, **said}, who)

    @rule(who=st.integers(0, 2), pick=st.integers(0, 4), what=WHAT, days=DAYS)
    def something_else(self, who: int, pick: int, what: tuple[Any, ...], days: int) -> None:
        """Days pass, and then something that is no plain step."""
        self.world.clock.now += timedelta(days=days)
        ticket = self._pick(pick)
        kind, *said = what
        if kind == "step":
            action, words, back = said
            at = self.world.clock.now - timedelta(hours=back) if back else None
            self._step(ticket, action, {"at": at, **words}, who)
        elif kind == "back":
            self._act(who, service.correct, ticket, (said[0],) if said[0] else ())
        elif kind == "undo":
            self._act(who, undo_last_act, self.mark)
        elif kind == "amend":
            self._act(who, amending.amend, amending.Amend(ticket, *said[0], "记错了"))
        elif kind == "void":
            self._act(who, service.void_ticket, ticket, said[0])

    def _open(self, who: int, said: dict[str, str], capped: int, flags: tuple[bool, bool]) -> None:
        draft, send = flags
        due = self.world.clock.now + timedelta(hours=capped) if capped else None
        call = replace(CALL, draft=draft, external_due_at=due, **said)  # type: ignore[arg-type]
        made = self._act(who, service.open_ticket, call)
        assert isinstance(made, int)
        self.tickets.append(made)
        if send:
            self._act(who, service.do_step, TakeStep(made, "DSP", **GOOD["DSP"]))

    def _pick(self, pick: int) -> int:
        return self.tickets[pick % len(self.tickets)]

    def _stands_at(self, ticket: int) -> str:
        [row] = self.world.rows("SELECT status FROM ticket WHERE id = ?", ticket)
        return str(row["status"])

    def _step(self, ticket: int, action: str, said: dict[str, Any], who: int) -> None:
        now = self.world.clock.now
        others = [one for one in self.tickets if one != ticket]
        usual: dict[str, Any] = {
            "MRG": {"into": others[0] if others else ticket},
            "SUS": {**GOOD["SUS"], "review_on": now.date() + timedelta(days=30)},
        }.get(action, GOOD.get(action, {}))
        words = {**usual, **{k: v for k, v in said.items() if k in usual or k in _FREE}}
        self._act(who, service.do_step, TakeStep(ticket, action, **words))

    def _act(self, who: int, act: Callable[..., Any], *said: Any) -> object:
        """Do something and hold the office to its rules, whether it was refused or not."""
        world = self.world
        before = world.all()
        try:
            made = world.desks[who].write(act, *said)
        except (UserError, NoRightError):
            made = None
            assert world.all() == before, "refused, yet changed"
        else:
            world.acts[act.__name__] += 1
            self._hold(before)
        return made

    def _hold(self, before: Lived) -> None:
        world = self.world
        people = {row["id"]: row["staff_id"] for row in world.rows("SELECT * FROM handler")}
        amounts = world.rows("SELECT * FROM ticket_quantity WHERE NOT is_void")
        for ticket, (row, log) in world.all().items():
            old = before[ticket][1] if ticket in before else []
            assert log[: len(old)] == old, "history was edited"
            if len(log) == len(old):
                continue
            world.taken.update((one["from_status"], one["action"]) for one in log[len(old) :])
            assert plain_life.faults(log, row["nature"], people) == []
            expected = plain_life.expected(log)
            assert {key: row[key] for key in expected} == expected
            stood = {one["seq"] for one in plain_life.standing(log) if one["action"] == "FIN"}
            kept = {one["action_seq"] for one in amounts if one["ticket_id"] == ticket}
            assert kept == stood, "quantities of another finish"
            if not row["is_void"]:
                said = world.desk.read(replayed, ticket)
                assert said[:2] == (row["status"], row["round_no"])
                stored = [row["due_at"], row["accepted_at"]]
                assert [at and at.isoformat() for at in said[2:]] == stored
        self._balance(Period.month(world.clock.now.year, world.clock.now.month))

    def _balance(self, month: Period) -> None:
        told = self.world.desk.read(month_document, month)
        logged = json.loads(json.dumps(self.world.desk.read(ticket_log, month)))
        assert told["reconciled"]
        assert plain_count(logged) == told

    def teardown(self) -> None:
        world, now = self.world, self.world.clock.now
        world.lives += len(self.tickets)
        for number in range(12 * BEGIN.year + BEGIN.month - 1, 12 * now.year + now.month):
            self._balance(Period.month(number // 12, number % 12 + 1))


_FREE: Final = frozenset({"at", "by", "rebound"})


def test_random_lives_hold_to_the_table(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    machine = type("LivesOfThisOffice", (Lives,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=LIVES or 6,
            stateful_step_count=25 if LIVES else 10,
            deadline=None,
            # Lives are short and told whole: making them shorter would take minutes.
            phases=(Phase.generate,),
            derandomize=not LIVES,
            suppress_health_check=list(HealthCheck),
        ),
    )
    steps = sum(world.taken.values())
    if LIVES:
        missed = sorted(set(plain_life.ARROWS) - set(world.taken) - {("00", "REG")})
        with capsys.disabled():
            sys.stdout.write(
                f"\n{world.lives} lives, {steps} rows, {dict(world.acts)}\nnot: {missed}\n"
            )
    assert steps > 50
