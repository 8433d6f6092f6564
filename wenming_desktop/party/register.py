"""Members, cells and branches as an import sees them: dictionaries to match against."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from db import rows
from wenming_desktop.fields import search_key

Row = dict[str, Any]
PERSON = ("gender", "birth_date", "ethnicity", "education")
"""What a resident's own record says of a member; his row does not repeat it."""


@dataclass
class PartyRegister:
    """Every member, organisation, cell and work unit, and the residents he may be linked to."""

    members: dict[int, Row] = field(default_factory=dict)
    orgs: dict[int, Row] = field(default_factory=dict)
    groups: dict[int, Row] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    residents: dict[tuple[str, str], int] = field(default_factory=dict)
    people: dict[int, Row] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    phones: dict[int, set[str]] = field(default_factory=dict)
    by_number: dict[tuple[str, str], int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: Connection) -> "PartyRegister":
        """Read it in a handful of queries."""
        register = cls()
        for row in _select(connection, "resident", (*PERSON, "full_name", "id_number", "phone")):
            register.people[row["id"]] = row
            if row["id_number"]:
                key = (row["id_number"], search_key(row["full_name"] or ""))
                register.residents.setdefault(key, row["id"])
                register.holders.setdefault(row["id_number"], row["full_name"])
        for row in _select(connection, "party_member", rows.columns_of("party_member")):
            register._add(row, register.people.get(row["resident_id"]))
        register.orgs = _by_id(connection, "party_organization")
        register.groups = _by_id(connection, "building_party_group")
        for row in _select(connection, "work_unit", ("name",)):
            register.units.setdefault(search_key(row["name"] or ""), row["id"])
        return register

    def _add(self, row: Row, resident: Row | None) -> None:
        self.members[row["id"]] = row
        # One who is linked may leave his name and number to his row as a resident.
        who = row["full_name"] or (resident["full_name"] if resident else "")
        number = row["id_number"] or (resident["id_number"] if resident else None)
        name = search_key(who or "")
        self.by_name.setdefault(name, []).append(row["id"])
        if number:
            self.by_number.setdefault((number, name), row["id"])
            self.holders.setdefault(number, who)
        known = (row["phone"], resident["phone"] if resident else None)
        self.phones[row["id"]] = {phone for phone in known if phone}

    def find(self, name: str, number: str | None, phone: str | None) -> list[int]:
        """The members this may be: number and name, else name where nothing speaks against it."""
        key = search_key(name)
        if number and (known := self.by_number.get((number, key))) is not None:
            return [known]
        fits = [
            i
            for i in self.by_name.get(key, ())
            if not (number and (held := self.members[i]["id_number"]) and held != number)
        ]
        if phone:
            same = [i for i in fits if phone in self.phones[i]]
            return same or [i for i in fits if not self.phones[i]]
        return fits

    def resident(self, name: str, number: str | None, member: Row | None) -> Row | None:
        """The resident a member is: as linked, else the one of his number and name."""
        linked = member["resident_id"] if member else None
        return self.people.get(linked or self.residents.get((number or "", search_key(name)), 0))


def _by_id(connection: Connection, table: str) -> dict[int, Row]:
    return {row["id"]: row for row in _select(connection, table, rows.columns_of(table))}


def _select(connection: Connection, table: str, names: Iterable[str]) -> list[Row]:
    """The rows that stand, raw, in the order they were written."""
    listed = ["id", *(name for name in names if name != "id")]
    quoted = ",".join(f'"{name}"' for name in listed)
    found = connection.exec_driver_sql(
        f"SELECT {quoted} FROM {table} WHERE NOT is_void ORDER BY id"
    )
    return [dict(zip(listed, row, strict=True)) for row in found]
