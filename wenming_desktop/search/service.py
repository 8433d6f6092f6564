"""全局查找: people, doors, phones, tickets and cards by whatever is typed."""

from collections.abc import Iterable, Sequence

from db import search, search_docs
from db.derived import short_address
from db.search import Doc, Found
from wenming_desktop.search.model import Hit
from wenming_desktop.work import Work, use_case

_DOOR = (
    " FROM {0} LEFT JOIN house ho ON ho.id = {1}"
    " LEFT JOIN building_unit u ON u.id = ho.building_unit_id"
    " LEFT JOIN building b ON b.id = u.building_id LEFT JOIN estate e ON e.id = b.estate_id"
)
_PLACE = ", e.name, b.building_no, u.unit_no, ho.room_no"
_TITLES = {
    "resident": "SELECT r.id, r.full_name"
    + _PLACE
    + _DOOR.format(
        "resident r LEFT JOIN household_membership m ON m.resident_id = r.id"
        " AND m.to_on IS NULL AND NOT m.is_void LEFT JOIN household h ON h.id = m.household_id",
        "h.house_id",
    )
    + " WHERE r.id",
    "household": "SELECT h.id, coalesce(h.head_name, '（未定户主）')"
    + _PLACE
    + _DOOR.format("household h", "h.house_id")
    + " WHERE h.id",
    "house": "SELECT ho.id, '空房'"
    + _PLACE
    + " FROM house ho JOIN building_unit u ON u.id = ho.building_unit_id"
    " JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id WHERE ho.id",
    "ticket": "SELECT t.id, t.ticket_no || ' ' || coalesce(t.title, ''), t.location_text"
    " FROM ticket t WHERE t.id",
    "card": "SELECT c.id, c.card_no || ' ' || coalesce(h.head_name, '')"
    + _PLACE
    + _DOOR.format("service_card c LEFT JOIN household h ON h.id = c.household_id", "h.house_id")
    + " WHERE c.id",
    "member": "SELECT p.id, p.full_name, p.address FROM party_member p WHERE p.id",
}
_MEMBERSHIP = (
    "household_membership m JOIN household h ON h.id = m.household_id"
    " AND m.to_on IS NULL AND NOT m.is_void"
)
_GRIDS = {
    "resident": "SELECT m.resident_id, b.grid_id"
    + _DOOR.format(_MEMBERSHIP, "h.house_id")
    + " WHERE m.resident_id",
    "household": "SELECT h.id, b.grid_id"
    + _DOOR.format("household h", "h.house_id")
    + " WHERE h.id",
    "house": "SELECT x.id, b.grid_id" + _DOOR.format("house x", "x.id") + " WHERE x.id",
    "card": "SELECT c.id, b.grid_id"
    + _DOOR.format("service_card c JOIN household h ON h.id = c.household_id", "h.house_id")
    + " WHERE c.id",
    "ticket": "SELECT t.id, t.grid_id FROM ticket t WHERE t.id",
    "member": "SELECT p.id, o.grid_id FROM party_member p"
    " LEFT JOIN party_organization o ON o.id = p.branch_id WHERE p.id",
}
# An account of some grids only looks through more answers to fill its own list.
_MORE = 10


@use_case("search.find", "查找", right="register.read")
def find(work: Work, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """What answers the text, best first; a card brings its household along."""
    connection = work.connection

    def look(kind: str, refs: Sequence[int]) -> Iterable[Doc]:
        return search_docs.some(connection, kind, refs)

    wanted = limit if work.actor.grid_ids is None else limit * _MORE
    hits = _with_households(work, search.search(connection, text, wanted, look=look))
    found = _of_own_grids(work, hits)[:limit]
    titles = {
        kind: _titles(work, kind, [hit.ref for hit in found if hit.kind == kind])
        for kind in {hit.kind for hit in found}
    }
    return tuple(
        Hit(hit.kind, hit.ref, *titles[hit.kind][hit.ref], hit.field)
        for hit in found
        if hit.ref in titles[hit.kind]
    )


def _of_own_grids(work: Work, found: list[Found]) -> list[Found]:
    """What lies in the grids of the account; everything for one that has them all."""
    own = work.actor.grid_ids
    if own is None:
        return found
    allowed: set[tuple[str, int]] = set()
    for kind in {hit.kind for hit in found}:
        ids = tuple(hit.ref for hit in found if hit.kind == kind)
        marks = ",".join("?" * len(ids))
        rows = work.connection.exec_driver_sql(f"{_GRIDS[kind]} IN ({marks})", ids)
        allowed |= {(kind, row[0]) for row in rows if row[1] in own}
    return [hit for hit in found if (hit.kind, hit.ref) in allowed]


def _with_households(work: Work, found: Sequence[Found]) -> list[Found]:
    """After each card, the household it belongs to."""
    cards = [hit.ref for hit in found if hit.kind == "card"]
    marks = ",".join("?" * len(cards))
    homes = {
        row[0]: row[1]
        for row in work.connection.exec_driver_sql(
            f"SELECT id, household_id FROM service_card WHERE id IN ({marks})", tuple(cards)
        )
    }
    hits: dict[tuple[str, int], Found] = {}
    for hit in found:
        hits.setdefault((hit.kind, hit.ref), hit)
        home = homes.get(hit.ref) if hit.kind == "card" else None
        if home is not None:
            hits.setdefault(("household", home), Found("household", home, hit.rank, hit.field))
    return list(hits.values())


def _titles(work: Work, kind: str, ids: list[int]) -> dict[int, tuple[str, str]]:
    marks = ",".join("?" * len(ids))
    found: dict[int, tuple[str, str]] = {}
    for row in work.connection.exec_driver_sql(f"{_TITLES[kind]} IN ({marks})", tuple(ids)):
        found.setdefault(row[0], (row[1] or "", _address(row[2:])))
    return found


def _address(place: Sequence[str | None]) -> str:
    """The words of a place, or a door from its four parts."""
    if len(place) == 1:
        return place[0] or ""
    return short_address(*(part or "" for part in place)) if place[-1] else ""
