"""工单的一生 as a state machine: acts of several accounts on a few tickets of one office.

What a rule draws decides all, so a failure can be told again. `steer` goes to a state on purpose
and tries a step there, whether the table knows it or not; the plain account says beforehand
whether a step passes, and the program has to agree both ways.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.wenming_desktop.tickets import machine_words as words
from tests.wenming_desktop.tickets import plain_life
from tests.wenming_desktop.tickets.conftest import CALL
from tests.wenming_desktop.tickets.machine_world import Lived, Row, World
from wenming_desktop.settings.workdays import DaySheet, save_day
from wenming_desktop.tickets import amend as amending
from wenming_desktop.tickets import service
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.recalculation import recalculate
from wenming_desktop.tickets.recalculation_model import Recalculate
from wenming_desktop.undoing import history_mark, undo_last_act

CLERK: Final = 1
"""The account that is no 书记."""
SECRETARY_ONLY: Final = frozenset({"SUS", "RES", "UNA"})


class Lives(RuleBasedStateMachine):
    """Acts of a few tickets; what a rule draws decides all."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.tickets: list[int] = []
        self.world.clear()
        self.mark = self.world.desks[0].read(history_mark)
        self.seen: Lived = self.world.seen

    @initialize(calls=st.lists(words.CALLS, min_size=1, max_size=3))
    def mornings(self, calls: list[tuple[Any, ...]]) -> None:
        """What came in that day."""
        for said, capped, draft in calls:
            self._open(0, said, capped, draft=draft)

    @rule(who=st.integers(0, 2), pick=st.integers(0, 9), goal=words.GOALS, way=words.WAYS)
    def steer(self, who: int, pick: int, goal: tuple[str, str], way: tuple[Any, ...]) -> None:
        """Bring a ticket to a state, as far as it can be brought there, and try a step."""
        call, hours, by, said = way
        ticket = self._on_the_way(pick, goal, call)
        self._walk(ticket, goal[0], hours, who)
        if prelude := words.PRELUDES.get(goal):
            self._go(ticket, *prelude, who)
        self.world.clock.now += timedelta(hours=hours[0])
        if said or by:
            self._step(ticket, goal[1], {"by": by, **said} if by else said, who)
        if self._status(ticket) == goal[0]:
            self._go(ticket, goal[1], {}, who)
        if hours[1] == hours[2]:
            self._back(ticket, 0, who)
        if not self.seen[ticket][0]["is_void"]:
            for action in words.forbidden_from(self._status(ticket), goal[1]):
                self._go(ticket, action, {}, 0)

    @rule(who=st.integers(0, 2), pick=st.integers(0, 9), goal=words.GOALS, way=words.WAYS)
    def steer_on(self, who: int, pick: int, goal: tuple[str, str], way: tuple[Any, ...]) -> None:
        """Twice as often as all else."""
        self.steer(who, pick, goal, way)

    def _walk(self, ticket: int, end: str, hours: list[int], who: int) -> None:
        for at in range(9):
            status = self._status(ticket)
            action = words.next_step(status, end, self._nature(ticket))
            if status == end or action is None:
                break
            self.world.clock.now += timedelta(hours=hours[at % len(hours)])
            self._go(ticket, action, {}, who + at)

    @rule(who=st.integers(0, 2), pick=st.integers(0, 9), what=words.WHAT, days=words.DAYS)
    def something_else(self, who: int, pick: int, what: tuple[Any, ...], days: int) -> None:
        """Days pass, and then something that is no plain step."""
        self.world.clock.now += timedelta(days=days)
        ticket = self._pick(pick)
        kind, *said = what
        if kind == "step":
            action, extra, back = said
            at = self.world.clock.now - timedelta(hours=back)
            self._step(ticket, action, {**extra, "at": at} if back else extra, who)
        elif kind == "back":
            self._back(ticket, said[0], who)
        elif kind == "undo":
            self._act(who, undo_last_act, self.mark)
        elif kind == "holiday":
            self._holiday(*said, who)
        elif kind == "amend":
            self._act(who, amending.amend, amending.Amend(ticket, *said[0], "记错了"))
        elif kind == "void":
            allowed = said[0].strip() and not self.seen[ticket][0]["is_void"]
            done = self._act(who, service.void_ticket, ticket, said[0])
            assert (done is not None) == bool(allowed and not self._hosts(ticket)), "void"

    def _holiday(self, ahead: int, works: bool, who: int) -> None:
        """The calendar changes, and the deadlines follow it."""
        day = self.world.clock.now.date() + timedelta(days=ahead)
        known = self.world.rows("SELECT id FROM workday WHERE day = ?", day.isoformat())
        sheet = DaySheet(day, works, "临时安排", known[0]["id"] if known else None)
        self._act(0, save_day, sheet)
        self._act(who, recalculate, Recalculate())

    def _open(self, who: int, said: dict[str, str], capped: int, *, draft: bool) -> int:
        due = self.world.clock.now + timedelta(hours=capped) if capped else None
        call = replace(CALL, draft=draft, external_due_at=due, **said)  # type: ignore[arg-type]
        made = self._act(who, service.open_ticket, call)
        assert isinstance(made, int)
        self.tickets.append(made)
        return made

    def _on_the_way(self, pick: int, goal: tuple[str, str], call: tuple[Any, ...]) -> int:
        """A ticket that can get to where the goal begins, a new one if this one cannot."""
        ticket, (said, capped, _) = self._pick(pick), call
        if goal[1] == "MRG" and goal in plain_life.ARROWS:
            self._open(0, said, capped, draft=False)
        spot = goal == ("20", "FIN") and self._nature(ticket) not in "16"
        way = words.next_step(self._status(ticket), goal[0], self._nature(ticket))
        there = way is not None or self._status(ticket) == goal[0]
        if there and not spot and not self.seen[ticket][0]["is_void"] and pick < 8:
            return ticket
        said = {**said, "nature": "1"} if goal == ("20", "FIN") else said
        return self._open(pick % 3, said, capped, draft=goal[0] in {"10", "91"})

    def _pick(self, pick: int) -> int:
        return self.tickets[pick % len(self.tickets)]

    def _status(self, ticket: int) -> str:
        return str(self.seen[ticket][0]["status"])

    def _nature(self, ticket: int) -> str:
        return str(self.seen[ticket][0]["nature"])

    def _go(self, ticket: int, action: str, said: dict[str, Any], turn: int) -> None:
        """Take a step by whoever may, after one has tried who may not."""
        if action == "COR":
            self._back(ticket, 0, turn % 3)
            return
        order = [(turn + i) % 3 for i in range(3)]
        barred = [who for who in order if self._forbidden(ticket, action, said, who)]
        free = [who for who in order if who not in barred]
        if free and barred:
            self._step(ticket, action, said, barred[0])
        if free and action in plain_life.DECIDED:
            self._step(ticket, action, {**said, "by": "梁志勇"}, 0)
        self._step(ticket, action, said, (free or order)[0])

    def _words(self, ticket: int, action: str, said: dict[str, Any]) -> dict[str, Any]:
        others = [
            one for one, (row, _) in self.seen.items() if one != ticket and not row["is_void"]
        ]
        others.sort(key=self._is_open)
        day = (said.get("at") or self.world.clock.now).date()
        found: dict[str, Any] = words.words_of(
            action, said, day, others[-1] if others else None, ticket
        )
        return found

    def _forbidden(self, ticket: int, action: str, said: dict[str, Any], who: int) -> str:
        """Why the dossier forbids a step, by the plain account; nothing if it has to pass."""
        row, log = self.seen[ticket]
        given = self._words(ticket, action, said)
        if row["is_void"]:
            return "void"
        if given.get("by") not in {None, *self.world.staff}:
            return "nobody of that name"
        candidate = self._row(ticket, given, action, who)
        by_log = plain_life.refuses(log, candidate, row["nature"], self.world.office)
        if by_log.startswith("not from"):
            return by_log
        checks = {
            "not by a clerk": action not in SECRETARY_ONLY or who != CLERK,
            "no such cell": action != "COH" or given["cell"] == "3号楼党小组",
            "who came": action != "FIN" or given["came"] is not None or not self._claimed(log),
            "nobody works on that one": action != "MRG" or self._is_open(given["into"]),
            "others are in it": action != "WDR" or not self._hosts(ticket),
        }
        return ", ".join(
            (*(why for why, right in checks.items() if not right), *filter(None, [by_log]))
        )

    def _is_open(self, ticket: int | None) -> bool:
        return ticket is None or self._status(ticket) in {"20", "30", "40", "50", "95"}

    def _hosts(self, ticket: int) -> bool:
        """Whether others were merged into it."""
        rows = [row for row, _ in self.seen.values() if not row["is_void"]]
        return any(row["status"] == "93" and row["into_ticket_id"] == ticket for row in rows)

    def _claimed(self, log: list[dict[str, Any]]) -> bool:
        """Whether a whistle was answered since the last finish."""
        names = [one["action"] for one in plain_life.standing(log)]
        last = max((at for at, name in enumerate(names) if name == "FIN"), default=-1)
        return "COH" in names[last + 1 :]

    def _row(self, ticket: int, given: dict[str, Any], action: str, who: int) -> dict[str, Any]:
        """The row that a step would leave, as far as the dossier asks about it."""
        actor = self.world.desks[who].actor.staff_id
        kept = {"review_on": given.get("review_on") and given["review_on"].isoformat()}
        by = self.world.staff[given["by"]] if given.get("by") else actor
        typed = actor if by != actor else None
        handler = given.get("handling_unit") or given.get("handler")
        return {
            "ticket_id": ticket,
            "action": action,
            "at": (given.get("at") or self.world.clock.now).isoformat(),
            "text": given.get("result") or given.get("reason"),
            "handling_unit_id": 1 if handler else None,
            "into_ticket_id": given.get("into"),
            "by_id": by,
            "now": self.world.clock.now.isoformat(),
            "payload": json.dumps({**kept, "to_unit": given.get("to_unit"), "typed": typed}),
            **{
                name: given.get(name)
                for name in ("outcome", "contact_result", "satisfaction", "days", "rebound")
            },
        }

    def _step(self, ticket: int, action: str, said: dict[str, Any], who: int) -> None:
        status = self._status(ticket)
        given = self._words(ticket, action, said)
        why = self._forbidden(ticket, action, said, who) if action in plain_life.ACTIONS else ""
        done = self._act(who, service.do_step, TakeStep(ticket, action, **given))
        if action not in plain_life.ACTIONS:
            assert done is None, "neither is a step"
            return
        assert (done is None) == bool(why), f"{status} {action} by {who}, {said}: {why or 'passes'}"
        may = action not in SECRETARY_ONLY or who != CLERK
        if may and (status, action) in words.FORBIDDEN and why.startswith("not from"):
            self.world.refused[status, action] += 1
        elif why:
            self.world.kept_out[why] += 1

    def _back(self, ticket: int, seq: int, who: int) -> None:
        why = self._stays(ticket, seq, who)
        done = self._act(who, service.correct, ticket, (seq,) if seq else (), "点错了")
        assert (done is None) == bool(why), f"taking back {seq or 'the last'}: {why or 'passes'}"

    def _stays(self, ticket: int, seq: int, who: int) -> str:
        """Why a step, or the last one, may not be taken back by this account."""
        row, log = self.seen[ticket]
        further = [one for one in plain_life.standing(log) if one["action"] not in {"REG", "ACC"}]
        if row["is_void"] or not further:
            return "nothing to take back"
        wanted = seq or further[-1]["seq"]
        named = [one for one in further if one["seq"] == wanted]
        act = {wanted, *(plain_life.beside(one).get("withal") for one in named)} - {None}
        me = self.world.desks[who].actor.staff_id
        for one in sorted(act, reverse=True):
            if why := plain_life.not_taken_back(log, one) or self._party(log, one, who, me):
                return why
            log = [*log, {"action": "COR", "corrects_seq": one}]
        return ""

    def _party(self, log: list[Row], seq: int, who: int, me: int | None) -> str:
        [row] = [one for one in log if one.get("seq") == seq]
        if row["action"] in SECRETARY_ONLY and who == CLERK:
            return "not by a clerk"
        if me in plain_life.doers(row):
            return ""
        before = [one for one in plain_life.standing(log) if one is not row]
        return plain_life.whose(row["action"], before, {me} - {None}, self.world.office)

    def _act(self, who: int, act: Callable[..., Any], *said: Any) -> object:
        made = self.world.act(who, act, *said)
        self.seen = self.world.seen
        return made

    def teardown(self) -> None:
        self.world.lives += len(self.tickets)
        self.world.balance_all()
