"""The list's filter as SQL, and the index each question is answered from.

The data file is never analysed, so the planner would guess: what a list of many thousand rows
starts from is said here. `tests/wenming_desktop/tickets/test_board_query.py` holds it to that.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import Connection

from db import search, search_docs
from wenming_desktop.tickets.board_model import APPROVING, STAGES, BoardFilter
from wenming_desktop.tickets.clock import Calendar
from wenming_desktop.tickets.filters import RUNNING, Where, marks
from wenming_desktop.tickets.filters import where as simple_where
from wenming_desktop.tickets.model import SUSPENDED
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.tickets.photo_gate import LACKING
from wenming_desktop.work import Work

SEARCH_LIMIT: Final = 500
"""At most so many tickets, the newest, are found by how their caller's name is spelled."""
_FEW: Final = 1000
_HAS_LETTERS: Final = re.compile("[A-Za-z]")
_MAY_ASK: Final = frozenset({"30", "40"})
_WIDE: Final = frozenset({"closing", "archived", "all"})
_COLUMNS: Final = {"accepted": "t.accepted_at", "number": "t.ticket_no"}
_IN_ORDER: Final = {"accepted": "ix_ticket_counts", "number": "ix_ticket_number"}
_SAID: Final = ("external_no", "title", "location_text")
_NAMED: Final = "NOT t.is_confidential AND NOT t.is_anonymous"
_FEWEST_DIGITS: Final = 3
_NOT_VOID: Final = "t.is_void = 0 AND NOT t.is_void"
_NOT_AMONG_VOID: Final = (
    "t.id NOT IN (SELECT id FROM ticket INDEXED BY ix_ticket_board WHERE is_void = 1)"
)
_WILD: Final = {ord(char): "\\" + char for char in "\\%_"}
ASKED: Final = """t.status IN ('30', '40') AND EXISTS (
 SELECT 1 FROM ticket_extension e WHERE e.ticket_id = t.id AND e.decision IS NULL
 AND NOT e.is_void AND NOT EXISTS (
  SELECT 1 FROM ticket_action n WHERE n.ticket_id = t.id AND n.seq > e.action_seq
  AND n.action IN ('RTN', 'RWK') AND NOT n.is_void AND NOT EXISTS (
   SELECT 1 FROM ticket_action c WHERE c.ticket_id = t.id AND c.action = 'COR'
   AND c.corrects_seq = n.seq AND NOT c.is_void)))"""
"""Of ticket `t`: more time was asked for, and nobody has answered. A return or a new round ends it.

It is `State.asked` of those that may be answered now.
"""
# Few are suspended: only for them a row is opened, all others are put in order out of the index.
_REVIEW: Final = "(SELECT s.review_on FROM ticket s WHERE s.id = t.id)"
_MOMENT: Final = f"""CASE t.status WHEN '{SUSPENDED}' THEN coalesce({_REVIEW}, t.due_at)
 ELSE t.due_at END"""
_RANK: Final = f"""CASE
 WHEN t.status IN ({marks(RUNNING)}) AND t.due_at < ? THEN 0
 WHEN t.status = '{SUSPENDED}' AND {_REVIEW} < ? THEN 0
 WHEN t.status IN ({marks(RUNNING)}) AND t.due_at < ? THEN 1
 WHEN t.status = '{SUSPENDED}' AND {_REVIEW} = ? THEN 1
 WHEN t.status IN ('00', '10', '20') THEN 2
 WHEN t.status IN ('30', '40', '50') THEN 3
 WHEN t.status = '95' THEN 4 WHEN t.status IN ('60', '70') THEN 5 ELSE 6 END"""


@dataclass(frozen=True, slots=True)
class Question:
    """The filter as a condition on ticket `t`; `few` says that it names its tickets one by one."""

    wanted: BoardFilter
    sql: str
    values: tuple[Any, ...]
    few: bool = False

    def table(self, *, ordered: bool = False) -> str:
        """The table to read, with the index that holds all that is asked: no row is opened.

        Past the few of the open stages a text is looked for in the index of words. What no index
        holds is asked of the rows as they lie, and a page of many is read in the order of an
        index, which ends as soon as the page is full.
        """
        wanted = self.wanted
        if self.few:
            # The rows are named: the planner would rather walk through an index of them all.
            return "ticket t NOT INDEXED"
        if wanted.stage not in _WIDE:
            return "ticket t INDEXED BY ix_ticket_board"
        if ordered and wanted.sort in _IN_ORDER:
            return f"ticket t INDEXED BY {_IN_ORDER[wanted.sort]}"
        if wanted.text.strip():
            return "ticket t INDEXED BY ix_ticket_words"
        if wanted.category or wanted.unit_id is not None or wanted.mine or wanted.unpaired:
            return "ticket t NOT INDEXED"
        return "ticket t INDEXED BY ix_ticket_board"

    def page_sql(self) -> str:
        """The condition as a page in the order of coming asks it.

        Of all tickets only the void ones are left out: said by their numbers, no row is opened.
        """
        if self.sql == _NOT_VOID and self.wanted.sort == "accepted":
            return (
                "t.id NOT IN (SELECT id FROM ticket INDEXED BY ix_ticket_board WHERE is_void = 1)"
            )
        return self.sql


def order(
    wanted: BoardFilter, now: datetime, days: Calendar, *, turned: bool = False
) -> tuple[str, tuple[Any, ...]]:
    """The order of the lines and its values; `turned` from the other end."""
    way = "DESC" if wanted.descending is not turned else "ASC"
    column = _COLUMNS.get(wanted.sort)
    parts: tuple[str, ...] = (column, "t.id") if column else ()
    values: tuple[Any, ...] = ()
    if not parts:
        late, soon = moments(now, days)
        today = now.date().isoformat()
        parts = (_RANK, _MOMENT, "t.ticket_no", "t.id")
        values = (*RUNNING, late, today, *RUNNING, soon, today)
    return ", ".join(f"{part} {way}" for part in parts), values


def moments(now: datetime, days: Calendar) -> tuple[str, str]:
    """Now, and the first moment that is more than one working day away, as they are stored."""
    far = datetime.combine(days.nth_workday(now.date(), 2), time())
    return now.isoformat(timespec="seconds"), far.isoformat(timespec="seconds")


def ask(work: Work, wanted: BoardFilter, days: Calendar) -> Question:
    """What the list asks of the data file."""
    statuses = STAGES[wanted.stage][1]
    if wanted.stage == APPROVING:
        statuses |= _MAY_ASK
    simple = TicketFilter(
        statuses=statuses, category=wanted.category, handling_unit_id=wanted.unit_id
    )
    # Said once more as an equation, which is what the indices begin with.
    parts: list[Where] = [("t.is_void = 0", ()), simple_where(work, simple)]
    late, soon = moments(work.now, days)
    if wanted.overdue or wanted.soon:
        low = () if wanted.overdue else (late,)
        high = soon if wanted.soon else late
        span = "t.due_at < ?" + (" AND t.due_at >= ?" if low else "")
        parts.append((f"t.status IN ({marks(RUNNING)}) AND {span}", (*RUNNING, high, *low)))
    if wanted.stage == APPROVING:
        parts.append((f"(t.status = '50' OR {ASKED})", ()))
    if wanted.unpaired:
        parts.append((LACKING, ()))
    if wanted.mine:
        me = work.actor.staff_id
        mine = "t.handler_id IN (SELECT id FROM handler WHERE staff_id = ?)"
        parts.append((f"(t.registrar_id = ? OR {mine})", (me, me)))
    few = False
    if text := wanted.text.strip():
        said, few = _text(work.connection, text, wide=wanted.stage in _WIDE)
        parts.append(said)
    sql = " AND ".join(sql for sql, _ in parts)
    return Question(wanted, sql, tuple(v for _, some in parts for v in some), few)


def _text(connection: Connection, text: str, *, wide: bool) -> tuple[Where, bool]:
    """What a ticket says, its numbers, its caller by name, phone or the letters of the name.

    A caller who is kept secret or did not say who he is answers to nothing. The tickets that
    answer are named, if they are few, so that they are looked for only once; where many do, the
    first page of them is full after a short look. Of the open stages there are few anyway.
    """
    sql, values = _words(text)
    spelled = _spelled(connection, text) if _HAS_LETTERS.search(text) else []
    both = f"({sql} OR t.id IN ({_numbers(spelled)}))" if spelled else sql
    if not wide:
        return (both, values), False
    rows = connection.exec_driver_sql(
        "SELECT t.id FROM ticket t INDEXED BY ix_ticket_words"
        f" WHERE t.is_void = 0 AND {sql} LIMIT {_FEW + 1}",
        values,
    ).fetchall()
    if len(rows) > _FEW:
        return (both, values), False
    return (f"t.id IN ({_numbers({*(row[0] for row in rows), *spelled})})", ()), True


def _words(text: str) -> Where:
    like = f"%{text.translate(_WILD)}%"
    # A number of ours has nothing but ASCII in it.
    said = [*_SAID, "ticket_no"] if any(char.isascii() for char in text) else _SAID
    parts = [f"t.{name} LIKE ? ESCAPE '\\'" for name in said]
    named = ["t.complainant_name LIKE ? ESCAPE '\\'"]
    if text.isascii() and text.isdigit() and len(text) >= _FEWEST_DIGITS:
        named.append("t.complainant_phone LIKE ? ESCAPE '\\'")
    sql = " OR ".join([*parts, f"{_NAMED} AND ({' OR '.join(named)})"])
    return f"({sql})", (like,) * (len(parts) + len(named))


def _spelled(connection: Connection, text: str) -> list[int]:
    """The newest tickets whose caller's name is spelled so."""

    def look(kind: str, refs: Sequence[int]) -> Iterable[search.Doc]:
        return search_docs.some(connection, kind, refs)

    hits = search.newest(connection, text, SEARCH_LIMIT, "ticket", look)
    named = _numbers(hit.ref for hit in hits if hit.field == "name")
    rows = connection.exec_driver_sql(
        f"SELECT t.id FROM ticket t WHERE t.id IN ({named}) AND {_NAMED}"
    )
    return [row[0] for row in rows]


def _numbers(ids: Iterable[int]) -> str:
    """Row numbers as SQL text; only integers ever pass."""
    return ",".join(str(int(i)) for i in ids) or "-1"
