"""Doors made in bulk: estates, buildings, units and houses that a ledger names first."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from db.base import Record
from db.derived import full_address, sort_key
from db.tables.places import Building, BuildingUnit, Estate, House
from wenming_desktop.work import Work

DoorKey = tuple[str, str, str, str]


def make_doors(work: Work, wanted: Iterable[DoorKey]) -> dict[DoorKey, int]:
    """The house ids of all doors wanted; what is missing is made, nothing is changed."""
    doors = list(dict.fromkeys(wanted))
    connection = work.connection
    estates = _known(connection, "SELECT id, name FROM estate")
    _make(work, Estate, ("name",), [(d[0],) for d in doors], estates)
    buildings = _known(connection, "SELECT id, estate_id, building_no FROM building")
    _make(
        work,
        Building,
        ("estate_id", "building_no", "sort_key"),
        [(estates[(d[0],)], d[1], sort_key(d[1])) for d in doors],
        buildings,
    )
    units = _known(connection, "SELECT id, building_id, unit_no FROM building_unit")
    _make(
        work,
        BuildingUnit,
        ("building_id", "unit_no", "sort_key"),
        [(buildings[(estates[(d[0],)], d[1])], d[2], sort_key(d[2])) for d in doors],
        units,
    )
    houses = _known(connection, "SELECT id, building_unit_id, room_no FROM house")
    unit_of = {d: units[(buildings[(estates[(d[0],)], d[1])], d[2])] for d in doors}
    _make(
        work,
        House,
        ("building_unit_id", "room_no", "floor_no", "usage", "full_address", "sort_key"),
        [(unit_of[d], d[3], floor_of(d[3]), "8", full_address(*d), sort_key(*d)) for d in doors],
        houses,
    )
    return {d: houses[(unit_of[d], d[3])] for d in doors}


def known_doors(connection: Connection) -> set[DoorKey]:
    """Every door there is, by estate, building, unit and room."""
    rows = connection.exec_driver_sql(
        "SELECT e.name, b.building_no, u.unit_no, h.room_no FROM house h"
        " JOIN building_unit u ON u.id = h.building_unit_id"
        " JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id"
    )
    return {(estate, building, unit, room) for estate, building, unit, room in rows}


def floor_of(room: str) -> int | None:
    """The floor a room number tells: 501 -> 5, 1203 -> 12; None when it tells none."""
    return int(room) // 100 if room.isascii() and room.isdigit() and int(room) >= 100 else None


def _known(connection: Connection, sql: str) -> dict[tuple[Any, ...], int]:
    return {tuple(key): row_id for row_id, *key in connection.exec_driver_sql(sql)}


def _make(
    work: Work,
    table: type[Record],
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    known: dict[tuple[Any, ...], int],
) -> None:
    """Insert the rows whose key (its first one or two columns) is not known yet."""
    width = 1 if table is Estate else 2
    missing = {row[:width]: row for row in rows if row[:width] not in known}
    ids = work.insert_rows(table, columns, list(missing.values()))
    known.update(zip(missing, ids, strict=True))
