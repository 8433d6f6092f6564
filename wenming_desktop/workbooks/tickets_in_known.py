"""Rows of a list whose tickets came in before: left as they are, and what differs is named.

A ticket is known by the superior's number, without one by all that its row says. A voided ticket
is not known: its order is taken in anew, and the row says which ticket was voided.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping

from wenming_desktop.fields import Problem, search_key
from wenming_desktop.work import Work
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.tickets_in_entry import NUMBER, Entry

_STORED: Final = """
SELECT id, ticket_no, external_no, accepted_at, content, complainant_phone, external_due_at,
       due_at, completed_at, finish_requested_at, satisfaction, is_void, void_reason FROM ticket
WHERE external_no IS NOT NULL OR entry_source = 'import' ORDER BY id
"""
_FIRST_DUE: Final = (
    "SELECT due_at FROM ticket_action WHERE ticket_id = ? AND due_at IS NOT NULL AND NOT is_void"
)
_LONGEST: Final = 20
Stored = RowMapping


class Known:
    """The tickets that stand in the data file already."""

    def __init__(self, work: Work, outcome: Outcome) -> None:
        self._work, self._outcome = work, outcome
        self._standing: dict[object, list[Stored]] = {}
        self._voided: dict[object, Stored] = {}
        for row in work.connection.exec_driver_sql(_STORED).mappings():
            key = row["external_no"] or _key(row["accepted_at"], row)
            if row["is_void"]:
                self._voided[key] = row
            else:
                self._standing.setdefault(key, []).append(row)

    def sift(self, entries: list[Entry]) -> list[Entry]:
        """The entries that are new; the rest is counted or named."""
        return [entry for entry in entries if self._is_new(entry)]

    def _is_new(self, entry: Entry) -> bool:
        at = _iso(entry.accepted_at)
        key = entry.number or _key(at, entry.values)
        standing = self._standing.get(key)
        if standing is None:
            if key in self._voided:
                self._tell_voided(entry, self._voided[key])
            return True
        if entry.number is None:
            self._outcome.add("unchanged")
            return False
        same = [row for row in standing if (row["accepted_at"] or "")[:16] == at[:16]]
        ticket = same[0] if same else min(standing, key=lambda row: row["accepted_at"] or "")
        differs = list(self._differs(entry, ticket))
        if not same:
            self._refuse(entry, ticket, differs)
        elif differs:
            self._name(entry, ticket, differs)
        else:
            self._outcome.add("unchanged")
        return False

    def _differs(self, entry: Entry, ticket: Stored) -> Iterator[str]:
        """What the row says and the ticket does not, in words; what is left blank says nothing."""
        said, codes = entry.values, self._work.codes
        if entry.due_at is not None and not self._promised(ticket, entry.due_at):
            was = ticket["external_due_at"] or ticket["due_at"]
            yield f"办理期限 {_short(was)} → {_short(_iso(entry.due_at))}"
        if entry.approved_at is not None and not _ended(ticket):
            yield f"办结时间 没有 → {_short(_iso(entry.approved_at))}"
        if entry.rating and entry.rating != ticket["satisfaction"]:
            old, new = (
                codes.name("satisfaction", code) if code else "没有"
                for code in (ticket["satisfaction"], entry.rating)
            )
            yield f"满意度 {old} → {new}"
        if _other(said.get("complainant_phone"), ticket["complainant_phone"]):
            yield "联系电话"
        if _other(said.get("content"), ticket["content"]):
            text = " ".join(said["content"].split())
            cut = "…" if len(text) > _LONGEST else ""
            yield f"诉求内容 → “{text[:_LONGEST]}{cut}”"

    def _promised(self, ticket: Stored, due: datetime) -> bool:
        """Whether the ticket was ever told this deadline."""
        wanted = _iso(due)[:16]
        if wanted in {(ticket[name] or "")[:16] for name in ("external_due_at", "due_at")}:
            return True
        rows = self._work.connection.exec_driver_sql(_FIRST_DUE, (ticket["id"],))
        return any(row[0][:16] == wanted for row in rows)

    def _tell_voided(self, entry: Entry, ticket: Stored) -> None:
        why = f"（{ticket['void_reason']}）" if ticket["void_reason"] else ""
        number = f"单号 {entry.number} 的" if entry.number else ""
        said = f"{number}工单 {ticket['ticket_no']} 已经作废{why}，这一行另立新工单。"
        self._remark(entry, "ticket.voided_before", said)

    def _refuse(self, entry: Entry, ticket: Stored, differs: list[str]) -> None:
        before = (ticket["accepted_at"] or "").replace("T", " ")[:16]
        stands = f"受理时间是 {before}，与这一行不同" if before else "还没有受理"
        more = f"不同的还有：{'；'.join(differs)}。" if differs else ""
        said = f"单号 {entry.number} 已有一件工单，{stands}，没有导入。"
        self._remark(entry, "ticket.duplicate", said + more)

    def _name(self, entry: Entry, ticket: Stored, differs: list[str]) -> None:
        said = f"与工单 {ticket['ticket_no']} 不同：{'；'.join(differs)}。工单没有动，请打开核对。"
        self._remark(entry, "ticket.differs", said)

    def _remark(self, entry: Entry, code: str, said: str) -> None:
        self._outcome.remark(entry.sheet, entry.row, Problem(code, NUMBER, said))


def _key(at: str | None, said: Mapping[str, Any] | Stored) -> tuple[str, str, str]:
    return (at or "", said.get("content") or "", said.get("complainant_phone") or "")


def _ended(ticket: Stored) -> bool:
    return bool(ticket["completed_at"] or ticket["finish_requested_at"])


def _other(said: str | None, held: str | None) -> bool:
    """Whether a row says a text, and another one than the ticket."""
    return bool(said) and search_key(said or "") != search_key(held or "")


def _short(at: str | None) -> str:
    return f"{at[5:10]} {at[11:16]}" if at else "没有"


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
