"""怎么来的: the tickets behind a figure, page by page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.tallies import fetch
from wenming_desktop.work import Work, use_case

_TITLE = "查看工单"
_ROWS = """
SELECT t.id, t.ticket_no, coalesce(nullif(t.title, ''), substr(t.content, 1, 60)), t.accepted_at,
       t.due_at, t.completed_at
FROM json_each(:ids) w CROSS JOIN ticket t ON t.id = w.value
WHERE NOT t.is_void {own}
"""


@dataclass(frozen=True)
class TicketBehind:
    """One ticket a figure counts."""

    id: int
    number: str
    title: str
    accepted_at: datetime
    due_at: datetime | None
    finished_at: datetime | None


@use_case("tallies.behind_count", _TITLE, right="ticket.read")
def behind_count(work: Work, ids: Sequence[int]) -> int:
    """How many tickets a list of ids names."""
    return len(ids)


@use_case("tallies.behind", _TITLE, right="ticket.read")
def behind_page(
    work: Work, ids: Sequence[int], offset: int, limit: int
) -> tuple[TicketBehind, ...]:
    """`limit` of the tickets named, from `offset` on, in the order named."""
    wanted = json.dumps(list(ids[offset : offset + limit]))
    return tuple(
        TicketBehind(row[0], row[1] or "", row[2] or "", *map(_moment, row[3:6]))  # type: ignore[arg-type]  # an accepted ticket has its time
        for row in fetch.rows(work, _ROWS, ids=wanted)
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
