"""A filter of tickets as SQL."""

from collections.abc import Iterable
from typing import Any

from wenming_desktop.tickets.model import OPEN, SUSPENDED
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.work import Work

RUNNING = tuple(sorted(OPEN - {SUSPENDED}))
_EQUAL = ("grid_id", "source", "handling_unit_id")
_SEARCHED = ("ticket_no", "external_no", "title", "location_text")
_WILD = {ord(char): "\\" + char for char in "\\%_"}
Where = tuple[str, tuple[Any, ...]]


def where(work: Work, wanted: TicketFilter) -> Where:
    """The filter as SQL on ticket `t`, with its values; own grids only for a grid worker."""
    parts: list[Where] = [("NOT t.is_void", ())]
    if wanted.statuses:
        parts.append((f"t.status IN ({marks(wanted.statuses)})", tuple(sorted(wanted.statuses))))
    if wanted.overdue:
        now = work.now.isoformat(timespec="seconds")
        parts.append((f"t.due_at < ? AND t.status IN ({marks(RUNNING)})", (now, *RUNNING)))
    equal = ((name, getattr(wanted, name)) for name in _EQUAL)
    parts += [(f"t.{name} = ?", (value,)) for name, value in equal if value is not None]
    if wanted.category:
        parts.append(("substr(t.category, 1, ?) = ?", (len(wanted.category), wanted.category)))
    parts += _text(wanted.text.strip())
    parts += _own(work)
    return " AND ".join(sql for sql, _ in parts), tuple(v for _, some in parts for v in some)


def marks(values: Iterable[Any]) -> str:
    """A question mark for each value."""
    return ",".join("?" for _ in values)


def _text(text: str) -> list[Where]:
    if not text:
        return []
    said = " OR ".join(f"t.{name} LIKE ? ESCAPE '\\'" for name in _SEARCHED)
    return [(f"({said})", (f"%{text.translate(_WILD)}%",) * len(_SEARCHED))]


def _own(work: Work) -> list[Where]:
    grids = work.actor.grid_ids
    if grids is None:
        return []
    values = (*sorted(grids), work.actor.staff_id)
    return [(f"(t.grid_id IN ({marks(grids)}) OR t.registrar_id = ?)", values)]
