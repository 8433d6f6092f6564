"""The office that the random lives happen in, and the rules it is held to after every act.

Log and rows are read from the data file by a connection of its own, and what they must say comes
from `plain_life` and from the plain count, which import nothing of the program.
"""

import gc
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from tests.conftest import Clock
from tests.plain_count import count as plain_count
from tests.wenming_desktop.tickets import plain_life, plain_row
from wenming_desktop.errors import UserError
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_document, ticket_log
from wenming_desktop.tickets.life import replay
from wenming_desktop.tickets.store import read_log
from wenming_desktop.work import Desk, NoRightError, Work, use_case

BEGIN: Final = datetime(2026, 1, 26, 9)
"""Soon comes the spring festival with its make-up days."""
Row = dict[str, Any]
Lived = dict[int, tuple[Row, list[Row]]]
_TICKETS: Final = "SELECT * FROM ticket WHERE id > ?"
_ROWS: Final = (
    "SELECT * FROM ticket_action WHERE ticket_id > ? AND NOT is_void ORDER BY ticket_id, seq"
)
_OF: Final = "WHERE NOT is_void AND ticket_id = ?"
_AMOUNTS: Final = f"SELECT action_seq FROM ticket_quantity {_OF}"
_WHISTLES: Final = f"SELECT action_seq FROM ticket_whistle {_OF}"
_ASKED: Final = f"SELECT action_seq, decision FROM ticket_extension {_OF}"
_DAY: Final = "UPDATE workday SET is_workday = ?, is_void = ? WHERE id = ?"
_CLEARING: Final = (
    "DELETE FROM ticket_quantity",
    "DELETE FROM ticket_extension",
    "DELETE FROM whistle_claim",
    "DELETE FROM ticket_whistle",
    "UPDATE ticket_action SET is_void = 1, into_ticket_id = NULL",
    "UPDATE ticket SET is_void = 1, into_ticket_id = NULL, duplicate_of_id = NULL",
    "DELETE FROM ticket_action WHERE id < (SELECT max(id) FROM ticket_action)",
    "DELETE FROM ticket WHERE id < (SELECT max(id) FROM ticket)"
    " AND id NOT IN (SELECT ticket_id FROM ticket_action)",
)


@use_case("test.replayed", "回放", right="ticket.read", undo="none")
def replayed(work: Work, ticket: int) -> tuple[Any, ...]:
    """What the program's own replay makes of a log."""
    state = replay(read_log(work, ticket).rows)
    return state.status, state.round_no, state.due_at, state.accepted_at


@dataclass
class World:
    """One office with three accounts that tell each other's work apart, and what it went through.

    `file` is a connection of its own, which sees only what was saved.
    """

    file: Any
    clock: Clock
    desks: list[Desk]
    staff: dict[str, int] = field(init=False)
    days: dict[int, tuple[Any, Any]] = field(init=False)
    """The working calendar that every life begins with."""
    last: int = 0
    """The newest ticket of former lives."""
    lives: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Steps that the table does not know, tried with good words by one who may."""
    office: plain_life.Office = field(init=False)
    seen: Lived = field(default_factory=dict)
    """Everything as it was after the last act."""
    kept_out: Counter[str] = field(default_factory=Counter)
    """Steps that the table knows and something else forbade, by the plain account's words."""

    def __post_init__(self) -> None:
        self.staff = {row["name"]: row["id"] for row in self.rows("SELECT id, name FROM staff")}
        self.days = self._days()
        people = frozenset(desk.actor.staff_id for desk in self.desks)
        self.office = plain_life.Office({}, frozenset(one for one in people if one is not None))

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Ask the file itself."""
        cursor = self.file.execute(sql, values)
        heads = [column[0] for column in cursor.description]
        return [dict(zip(heads, row, strict=True)) for row in cursor]

    def version(self) -> int:
        """Another number once anybody else has saved anything."""
        return int(self.file.execute("PRAGMA data_version").fetchone()[0])

    def all(self) -> Lived:
        """Every ticket's row with its log, as the file has them."""
        found: Lived = {row["id"]: (row, []) for row in self.rows(_TICKETS, self.last)}
        for row in self.rows(_ROWS, self.last):
            found[row["ticket_id"]][1].append(row)
        return found

    def clear(self) -> None:
        """An office without tickets, so that a life stands for itself."""
        # The newest rows stay, void: a number is never given again, and the history names them.
        for sql in _CLEARING:
            self.file.execute(sql)
        for number, found in self._days().items():
            if found != self.days.get(number):
                works, void = self.days.get(number, (False, True))
                self.file.execute(_DAY, (works, void, number))
        self.file.commit()
        [[self.last]] = self.file.execute("SELECT coalesce(max(id), 0) FROM ticket")
        self.clock.now, self.seen = BEGIN, {}

    def _days(self) -> dict[int, tuple[Any, Any]]:
        kept = self.file.execute("SELECT id, is_workday, is_void FROM workday")
        return {number: (works, void) for number, works, void in kept}

    def act(self, who: int, act: Callable[..., Any], *said: Any) -> object:
        """Do something and hold the office to its rules, whether it was refused (None) or not."""
        before = self.version()
        try:
            made: object = self.desks[who].write(act, *said)
        except (UserError, NoRightError):
            assert self.version() == before, "refused, yet saved"
            return None
        self.acts[act.__name__] += 1
        self._hold()
        return True if made is None else made

    def _hold(self) -> None:
        before, self.seen = self.seen, self.all()
        handlers = {row["id"]: row["staff_id"] for row in self.rows("SELECT * FROM handler")}
        self.office = self.office._replace(handlers=handlers)
        for ticket, (row, log) in self.seen.items():
            old = before[ticket][1] if ticket in before else []
            assert log[: len(old)] == old, "history was edited"
            if len(log) > len(old):
                self._hold_life(row, log, len(old))
        assert plain_row.forgotten([row for row, _ in self.seen.values()]) == []
        now = self.clock.now
        self.balance(Period.month(now.year, now.month))

    def _hold_life(self, row: Row, log: list[Row], since: int) -> None:
        """One ticket with the rows that were added to its log."""
        self.taken.update((one["from_status"], one["action"]) for one in log[since:])
        assert plain_life.faults(log, row["nature"], self.office, since) == []
        expected = plain_row.expected(log)
        assert {key: row[key] for key in expected} == expected
        asked = {one["action_seq"]: one["decision"] for one in self.rows(_ASKED, row["id"])}
        assert asked == plain_row.extensions(log)
        for action, sql in (("FIN", _AMOUNTS), ("COH", _WHISTLES)):
            found = {one["action_seq"] for one in self.rows(sql, row["id"])}
            assert found == plain_row.seqs(log, action), f"what belongs to {action}"
        if not row["is_void"]:
            said = self.desks[0].read(replayed, row["id"])
            assert said[:2] == (row["status"], row["round_no"])
            stored = [row["due_at"], row["accepted_at"]]
            assert [at and at.isoformat() for at in said[2:]] == stored

    def balance(self, month: Period) -> None:
        """The month's figures are those of the plain count, and reconcile."""
        told = self.desks[0].read(month_document, month)
        logged = json.loads(json.dumps(self.desks[0].read(ticket_log, month)))
        assert told["reconciled"]
        assert plain_count(logged) == told

    def balance_all(self) -> None:
        """The same of every month that was lived through."""
        gc.collect(1)
        now = self.clock.now
        for number in range(12 * BEGIN.year + BEGIN.month - 1, 12 * now.year + now.month):
            self.balance(Period.month(number // 12, number % 12 + 1))
