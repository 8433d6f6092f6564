"""Photos of a ticket and those it still lacks: a change is seen from before and after.

Only finished tickets of the categories that change something on the spot are asked for a pair;
a consultation or a praise changes nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from wenming_desktop.evidence.model import Owner, Photo
from wenming_desktop.evidence.service import photos_of
from wenming_desktop.tickets import board_query, deadlines, photo_gate, store
from wenming_desktop.tickets.board import short_number
from wenming_desktop.tickets.board_model import BoardFilter
from wenming_desktop.tickets.filters import where
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.tickets.photo_gate import AFTER, BEFORE, LACKING, asks_for_pair
from wenming_desktop.work import Work, use_case

SIDES = ("before", "after")
MOST_COUNTED = 1000
"""Beside the list it is enough to know that there are a thousand."""
_TITLE = "查看缺照片的工单"
_LINE = (
    f"SELECT t.id, t.ticket_no, coalesce(nullif(t.title, ''), substr(t.content, 1, 60), ''),"
    " coalesce(t.location_text, ''), coalesce(t.handling_unit_name, ''),"
    f" substr(coalesce(t.completed_at, ''), 1, 10), {BEFORE}, {AFTER}"
)


@dataclass(frozen=True, slots=True)
class UnpairedFilter:
    """Tickets finished from `begin` to before `end`; None leaves a side open."""

    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class UnpairedLine:
    """A finished ticket whose change cannot be seen, and the kinds of photos it lacks."""

    id: int
    number: str
    title: str
    place: str
    unit: str
    finished_on: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TicketPhotos:
    """The photos of one ticket, and the kinds it lacks where it ought to have a pair.

    `gated`: the office lets nothing be finished that lacks them.
    """

    photos: tuple[Photo, ...]
    lacks: tuple[str, ...] = ()
    gated: bool = False


@use_case("photos.unpaired_count", _TITLE, right="ticket.read")
def unpaired_count(work: Work, wanted: UnpairedFilter) -> int:
    """How many finished tickets lack a photo before or after."""
    sql, values = _where(work, wanted)
    found = work.connection.exec_driver_sql(f"SELECT count(*) FROM ticket t WHERE {sql}", values)
    return int(found.scalar() or 0)


@use_case("photos.unpaired_upto", _TITLE, right="ticket.read")
def unpaired_upto(work: Work, wanted: BoardFilter) -> int:
    """How many of them the list's text, category, unit and 只看我的 leave, up to `MOST_COUNTED`."""
    base = BoardFilter(
        "all", wanted.text, wanted.category, wanted.unit_id, mine=wanted.mine, unpaired=True
    )
    asked = board_query.ask(work, base, deadlines.calendar(work))
    found = work.connection.exec_driver_sql(
        f"SELECT count(*) FROM (SELECT 1 FROM {asked.table()} WHERE {asked.sql} LIMIT ?)",
        (*asked.values, MOST_COUNTED),
    )
    return int(found.scalar() or 0)


@use_case("photos.unpaired", _TITLE, right="ticket.read")
def unpaired_page(
    work: Work, wanted: UnpairedFilter, offset: int, limit: int
) -> tuple[UnpairedLine, ...]:
    """`limit` of those tickets from `offset` on, the latest finished first."""
    sql, values = _where(work, wanted)
    # Put in order by number alone: what a line says is read of those on the page only.
    rows: Any = work.connection.exec_driver_sql(
        f"{_LINE} FROM ticket t WHERE t.id IN (SELECT t.id FROM ticket t WHERE {sql}"
        " ORDER BY t.completed_at DESC, t.id DESC LIMIT ? OFFSET ?)"
        " ORDER BY t.completed_at DESC, t.id DESC",
        (*values, limit, offset),
    )
    return tuple(
        UnpairedLine(
            row[0], short_number(row[1]), row[2], row[3], row[4], row[5], _lacking(row[6:8])
        )
        for row in rows
    )


@use_case("photos.of_ticket", "查看照片", right="ticket.read")
def ticket_photos(work: Work, ticket_id: int) -> TicketPhotos:
    """A ticket's photos; what it lacks is said from its category, finished or not."""
    ticket = store.find(work, ticket_id)
    photos = photos_of(work, Owner("ticket", ticket_id))
    if not asks_for_pair(ticket.category, ticket.nature):
        return TicketPhotos(photos)
    have = {photo.kind for photo in photos}
    lacks = tuple(side for side in SIDES if side not in have)
    return TicketPhotos(photos, lacks, photo_gate.is_set(work))


def _where(work: Work, wanted: UnpairedFilter) -> tuple[str, tuple[Any, ...]]:
    sql, values = where(work, TicketFilter())
    parts, more = [sql, LACKING], list(values)
    for day, compared in ((wanted.begin, ">="), (wanted.end, "<")):
        if day is not None:
            parts.append(f"t.completed_at {compared} ?")
            more.append(day.isoformat())
    return " AND ".join(parts), tuple(more)


def _lacking(has: Any) -> tuple[str, ...]:
    return tuple(side for side, there in zip(SIDES, has, strict=True) if not there)
