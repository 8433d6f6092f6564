"""重复诉求: tickets of the last thirty days that may be the same matter (domain dossier 2.11)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from wenming_desktop.fields import Phone, Reading, search_key
from wenming_desktop.settings import office
from wenming_desktop.tickets import whereabouts
from wenming_desktop.tickets.board import short_number
from wenming_desktop.tickets.model import OPEN
from wenming_desktop.work import Work, use_case

DAYS = 30
MOST = 5
CONFIDENTIAL = "（保密诉求）"
_PHONE = Phone()
_FACTS = (
    "SELECT t.id, t.ticket_no, t.title, t.status, t.accepted_at, t.repeat_seq,"
    " t.is_confidential, t.location_text FROM ticket t"
    " WHERE NOT t.is_void AND t.status <> '93' AND t.accepted_at >= ?"
)
_CALLED = "NOT t.is_confidential AND t.complainant_phone = ?"
PHONE, PLACE = "同一个电话", "同一地点的同类诉求"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is being registered; `at` is when it came."""

    phone: str = ""
    category: str = ""
    building_id: int | None = None
    location: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SameMatter:
    """A ticket that may be the same; `seq` is how often it would have come with this call."""

    id: int
    number: str
    title: str
    status: str
    accepted_on: date
    why: str
    seq: int
    is_open: bool


@use_case("tickets.similar", "查找重复诉求", right="ticket.read")
def similar(work: Work, matter: Matter) -> tuple[SameMatter, ...]:
    """Same telephone, or same category at the same place, within thirty days: the newest first.

    A confidential ticket is never found by its telephone: that would say whose it is.
    """
    since = (matter.at or work.now) - timedelta(days=DAYS)
    found: dict[int, tuple[Any, str]] = {}
    phone = _number(work, matter.phone)
    if phone:
        for row in _rows(work, since, _CALLED, phone):
            found[row[0]] = row, PHONE
    for row in _there(work, since, matter):
        found[row[0]] = row, PLACE
    newest = sorted(found.values(), key=lambda pair: (pair[0][4], pair[0][0]), reverse=True)
    return tuple(_shown(work, row, why) for row, why in newest[:MOST])


def _number(work: Work, said: str) -> str | None:
    """A telephone as tickets keep it: 139 0000 2046 is 13900002046."""
    if not said:
        return None
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    return _PHONE.parse(said, "phone", reading).value


def _there(work: Work, since: datetime, matter: Matter) -> list[Any]:
    """Tickets of the category in the building, or where the place is said the same."""
    if not matter.category:
        return []
    rows = _rows(work, since, "t.category = ?", matter.category)
    building = matter.building_id or whereabouts.locate(work, matter.location).building_id
    if building is not None:
        inside = {row[0] for row in _rows(work, since, "t.building_id = ?", building)}
        return [row for row in rows if row[0] in inside]
    place = search_key(matter.location)
    return [row for row in rows if place and search_key(row[7] or "") == place]


def _rows(work: Work, since: datetime, condition: str, value: object) -> list[Any]:
    grids = work.actor.grid_ids
    known = ",".join(map(str, sorted(grids))) if grids is not None else ""
    own = f" AND t.grid_id IN ({known})" if grids is not None else ""
    sql = f"{_FACTS} AND {condition}{own}"
    return list(work.connection.exec_driver_sql(sql, (since.isoformat(timespec="seconds"), value)))


def _shown(work: Work, row: Any, why: str) -> SameMatter:
    ticket, number, title, status, accepted_at, seq, secret, _ = row
    return SameMatter(
        ticket,
        short_number(number),
        CONFIDENTIAL if secret else title or "",
        work.codes.name("ticket_status", status),
        date.fromisoformat(accepted_at[:10]),
        why,
        (seq or 1) + 1,
        status in OPEN,
    )
