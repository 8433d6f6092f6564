"""What the search index says of each row, and which of its documents follow a change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from db import search
from db.rows import chunks
from db.search import Doc

_DOOR = """
 LEFT JOIN building_unit u ON u.id = ho.building_unit_id
 LEFT JOIN building b ON b.id = u.building_id
 LEFT JOIN estate e ON e.id = b.estate_id
"""
_RESIDENT = (
    "SELECT r.id, r.full_name, r.phone, r.phone2, r.id_number, r.id_number_raw,"
    " e.name, b.building_no, u.unit_no, ho.room_no FROM resident r"
    " LEFT JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL"
    " AND NOT m.is_void LEFT JOIN household h ON h.id = m.household_id"
    " LEFT JOIN house ho ON ho.id = h.house_id" + _DOOR + " WHERE NOT r.is_void"
)
_HOUSEHOLD = (
    "SELECT h.id, e.name, b.building_no, u.unit_no, ho.room_no"
    " FROM household h JOIN house ho ON ho.id = h.house_id" + _DOOR + " WHERE NOT h.is_void"
)
_HOUSE = (
    "SELECT ho.id, e.name, b.building_no, u.unit_no, ho.room_no FROM house ho"
    + _DOOR
    + " WHERE NOT ho.is_void AND NOT EXISTS"
    " (SELECT 1 FROM household h WHERE h.house_id = ho.id AND NOT h.is_void)"
)
_TICKET = (
    "SELECT t.id, CASE WHEN t.is_confidential THEN NULL ELSE t.complainant_name END,"
    " CASE WHEN t.is_confidential THEN NULL ELSE t.complainant_phone END,"
    " t.ticket_no, t.external_no, t.title FROM ticket t WHERE NOT t.is_void"
)
_CARD = "SELECT c.id, c.card_no FROM service_card c WHERE NOT c.is_void"
_MEMBER = (
    "SELECT p.id, p.full_name, p.phone FROM party_member p"
    " WHERE NOT p.is_void AND p.resident_id IS NULL"
)


def _resident(row: Any) -> Doc:
    return Doc(
        "resident",
        row[0],
        row[1],
        _some(row[2], row[3]),
        row[4] or row[5],
        _door(row[6:10]),
        (),
        "",
    )


def _household(row: Any) -> Doc:
    return Doc("household", row[0], None, (), None, _door(row[1:5]), (), "")


def _house(row: Any) -> Doc:
    return Doc("house", row[0], None, (), None, _door(row[1:5]), (), "")


def _ticket(row: Any) -> Doc:
    return Doc(
        "ticket", row[0], row[1], _some(row[2]), None, None, _some(row[3], row[4]), row[5] or ""
    )


def _card(row: Any) -> Doc:
    return Doc("card", row[0], None, (), None, None, _some(row[1]), "")


def _member(row: Any) -> Doc:
    return Doc("member", row[0], row[1], _some(row[2]), None, None, (), "")


SOURCES: dict[str, tuple[str, str, Callable[[Any], Doc]]] = {
    "resident": (_RESIDENT, "r.id", _resident),
    "household": (_HOUSEHOLD, "h.id", _household),
    "house": (_HOUSE, "ho.id", _house),
    "ticket": (_TICKET, "t.id", _ticket),
    "card": (_CARD, "c.id", _card),
    "member": (_MEMBER, "p.id", _member),
}
"""Kind of document -> its query, the id column to narrow it by, and how a row becomes one."""

FOLLOWERS: dict[str, tuple[tuple[str, str], ...]] = {
    "resident": (("resident", "SELECT id FROM resident WHERE id"),),
    "household_membership": (
        ("resident", "SELECT resident_id FROM household_membership WHERE id"),
    ),
    "household": (
        ("household", "SELECT id FROM household WHERE id"),
        ("house", "SELECT house_id FROM household WHERE id"),
        ("resident", "SELECT resident_id FROM household_membership WHERE household_id"),
    ),
    "house": (
        ("house", "SELECT id FROM house WHERE id"),
        ("household", "SELECT id FROM household WHERE house_id"),
        (
            "resident",
            "SELECT m.resident_id FROM household_membership m JOIN household h"
            " ON h.id = m.household_id WHERE h.house_id",
        ),
    ),
    "ticket": (("ticket", "SELECT id FROM ticket WHERE id"),),
    "service_card": (("card", "SELECT id FROM service_card WHERE id"),),
    "party_member": (("member", "SELECT id FROM party_member WHERE id"),),
}
"""Changed table -> the documents that follow it. A renamed building or estate touches its houses
through their derived address."""
KIND_OF = {"service_card": "card", "party_member": "member"}


def docs(connection: Connection, kind: str | None = None) -> Iterator[Doc]:
    """Every document that belongs in the index (of one kind, or all)."""
    for name in SOURCES if kind is None else (kind,):
        query, _, make = SOURCES[name]
        seen = -1
        for row in connection.exec_driver_sql(query + " ORDER BY 1"):
            if row[0] != seen:
                yield make(row)
            seen = row[0]


def some(connection: Connection, kind: str, refs: Sequence[int]) -> list[Doc]:
    """The documents of these rows as they are now."""
    query, column, make = SOURCES[kind]
    found: dict[int, Doc] = {}
    for part in chunks(sorted(refs)):
        marks = ",".join("?" * len(part))
        for row in connection.exec_driver_sql(f"{query} AND {column} IN ({marks})", tuple(part)):
            found.setdefault(row[0], make(row))
    return list(found.values())


def refresh(connection: Connection, touched: dict[str, set[int]]) -> None:
    """Bring the documents of changed rows up to date."""
    stale: dict[str, set[int]] = {}
    for table, ids in touched.items():
        if table in FOLLOWERS:
            stale.setdefault(KIND_OF.get(table, table), set()).update(ids)
        for kind, head in FOLLOWERS.get(table, ()):
            stale.setdefault(kind, set()).update(_through(connection, head, ids))
    stale.pop("household_membership", None)
    for kind, ids in stale.items():
        put(connection, kind, ids)


def put(connection: Connection, kind: str, ids: set[int] | range) -> None:
    """Write the documents of these rows anew; rows that are gone lose theirs."""
    for part in chunks(sorted(ids)):
        new = some(connection, kind, part)
        search.remove(connection, kind, set(part) - {doc.ref for doc in new})
        search.put(connection, new)


def put_rows(connection: Connection, kind: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write the documents of new rows, each as the query of its kind in `SOURCES` would give it."""
    search.put(connection, map(SOURCES[kind][2], rows))


def _through(connection: Connection, head: str, ids: set[int]) -> set[int]:
    found: set[int] = set()
    for part in chunks(sorted(ids)):
        marks = ",".join("?" * len(part))
        rows = connection.exec_driver_sql(f"{head} IN ({marks})", tuple(part))
        found |= {row[0] for row in rows if row[0] is not None}
    return found


def _some(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _door(parts: Any) -> tuple[str, str, str, str] | None:
    estate, building, unit, room = parts
    return None if room is None else (estate or "", building or "", unit or "", room)
