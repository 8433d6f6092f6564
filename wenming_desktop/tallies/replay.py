"""回放: follows one ticket's log up to a period's end.

Two tracks run beside each other. `said` is the status the log's last row claims: stocks
(open at start, open at end) are counted by it. `status` is where the table of steps leads,
a row the table does not know moving nothing: flows are counted by it. In a whole log they
agree; a damaged row parts them, and the month no longer reconciles.

What a query has to hand in for a period [T0, T1): every accepted ticket that is not void,
with accepted_at < T1, and one of
- an action with T0 <= at < T1 (acceptance is one),
- a last action before T0 whose to_status is open (20, 30, 40, 50, 95),
- a due_at of round 1 in the log with T0 <= due_at < T1,
each with its whole log in order of seq. More tickets than these change no figure, so the
tickets of a longer period serve every period inside it (see `sheets.cover`). For the second
line only the rows that turn a ticket matter (ACC FIN APV RWK MRG WDR TRF COR): a partial
index (ticket_id, seq, at, to_status) over them answers it in one pass. `matters` is the
rule for tickets already in memory.

A recalculated deadline (`tickets.life`) counts from the moment it was written: a period that
ended before keeps the deadline it was counted by, so no figure of the past moves. A ticket whose
deadline fell due in such a period and was then moved into the next falls due there once more, as
one whose extension was granted late does.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from wenming_desktop.tallies.model import ActionFact, Key, TicketFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tickets import life
from wenming_desktop.tickets.model import CLOSED, OPEN, OUT
from wenming_desktop.tickets.rules import MOVES

_PHASES = {
    **dict.fromkeys(OPEN, "open"),
    **dict.fromkeys(CLOSED, "closed"),
    **dict.fromkeys(OUT, "out"),
}


def phase(status: str) -> str:
    """none, open, closed or out."""
    return _PHASES.get(status, "none")


def matters(ticket: TicketFact, log: Sequence[ActionFact], period: Period) -> bool:
    """Whether the ticket can be in any figure of the period."""
    if not log or ticket.accepted_at >= period.end:
        return ticket.accepted_at < period.end and ticket.accepted_at >= period.begin
    last = log[-1]
    if last.at >= period.begin or ticket.accepted_at >= period.begin or last.to_status in OPEN:
        return True
    return any(
        row.due_at is not None and row.round_no == 1 and period.begin <= row.due_at < period.end
        for row in log
    )


class Life:
    """What one ticket did until the period's end."""

    __slots__ = (
        "_finish",
        "begin",
        "broken",
        "due_at",
        "first_due_at",
        "first_finish",
        "last_finish",
        "level",
        "outcome",
        "ratings",
        "rebound",
        "responded_at",
        "said",
        "said_before",
        "seen",
        "status",
        "status_before",
        "unit",
        "units",
    )

    def __init__(self, log: Sequence[ActionFact], period: Period) -> None:
        self.begin = period.begin
        self.status = self.said = "00"
        self.first_due_at: datetime | None = None
        self.due_at: datetime | None = None
        self.first_finish: datetime | None = None
        """When the first finish that was approved had been asked for; `last_finish` the last."""
        self.last_finish: datetime | None = None
        self.responded_at: datetime | None = None
        self.outcome: str | None = None
        self.level: str | None = None
        self.unit: Key | None = None
        self.units: set[Key] = set()
        """Every unit it was ever sent to."""
        self.ratings: list[str] = []
        self.rebound = False
        self.seen: set[str] = set()
        """Actions inside the period; "closed" for a finish that was approved in it."""
        self._finish: ActionFact | None = None
        self.broken = False
        ended = bool(log) and log[-1].at >= period.end
        self._follow([row for row in log if row.at < period.end] if ended else log)

    def _follow(self, rows: Sequence[ActionFact]) -> None:
        if rows and rows[0].action == "ACC":
            self.status = "10"  # imported tickets begin with their acceptance
        if rows and rows[-1].seq - rows[0].seq != len(rows) - 1:
            self.broken = True
        before: tuple[str, str] | None = None
        for row in standing(rows):
            inside = row.at >= self.begin
            if inside and before is None:
                before = (self.status, self.said)
            self._take(row, inside)
        self.status_before, self.said_before = before or (self.status, self.said)

    def _take(self, row: ActionFact, inside: bool) -> None:
        if row.action == "COR":
            self._promised(row)
            return
        self.said = row.to_status
        known = (self.status, row.action, row.to_status) in MOVES
        if not known or (row.from_status and row.from_status != self.status):
            self.broken = True
        if not known:
            return
        self.status = row.to_status
        self._promised(row)
        if row.unit is not None:
            self.unit = row.unit
            self.units.add(row.unit)
        if inside:
            self.seen.add(row.action)
        effect = _EFFECTS.get(row.action)
        if effect:
            effect(self, row, inside)

    def _promised(self, row: ActionFact) -> None:
        if row.due_at is not None:
            self.due_at = row.due_at
            if row.round_no == 1:
                self.first_due_at = row.due_at

    def responded(self, row: ActionFact, inside: bool) -> None:
        """The complainant's matter was taken up."""
        self.responded_at = self.responded_at or row.at

    def asked_to_finish(self, row: ActionFact, inside: bool) -> None:
        """A finish was asked for; from 20 it stands at once."""
        self.responded(row, inside)
        self._finish = row
        if row.to_status in CLOSED:
            self.approved(row, inside)

    def approved(self, row: ActionFact, inside: bool) -> None:
        """The finish stands: timely by the request, closed by the approval."""
        finish = self._finish
        if finish is None:
            return
        self.first_finish = self.first_finish or finish.at
        self.last_finish = finish.at
        self.outcome = finish.outcome
        if inside:
            self.seen.add("closed")

    def called_back(self, row: ActionFact, inside: bool) -> None:
        """The complainant was asked."""
        self.responded(row, inside)
        if inside and row.satisfaction in ("1", "2", "3"):
            self.ratings.append(row.satisfaction)

    def supervised(self, row: ActionFact, inside: bool) -> None:
        """Somebody above watches it."""
        if inside:
            self.level = row.level or self.level or ""

    def rechecked(self, row: ActionFact, inside: bool) -> None:
        """Somebody looked again."""
        self.rebound = self.rebound or (inside and bool(row.rebound))


_EFFECTS: dict[str, Callable[[Life, ActionFact, bool], None]] = {
    "SGN": Life.responded,
    "PRG": Life.responded,
    "FIN": Life.asked_to_finish,
    "APV": Life.approved,
    "CBK": Life.called_back,
    "SUP": Life.supervised,
    "RCK": Life.rechecked,
}


def standing(rows: Sequence[ActionFact]) -> Sequence[ActionFact]:
    """What was not taken back: steps, and recalculated deadlines in their places."""
    if any(row.action == "COR" for row in rows):
        return life.standing(rows)
    return rows
