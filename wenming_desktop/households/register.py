"""The register as an import sees it: dictionaries to match against, never a query a row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import Connection

DoorKey = tuple[str, str, str, str]

_PEOPLE = """
SELECT r.id, r.full_name, r.id_number, m.id, m.household_id, m.relation_to_head, h.house_id,
       r.phone
FROM resident r
LEFT JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void
LEFT JOIN household h ON h.id = m.household_id
WHERE NOT r.is_void ORDER BY r.id, m.is_living DESC, m.id
"""
_DOORS = """
SELECT ho.id, e.name, b.building_no, u.unit_no, ho.room_no FROM house ho
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
"""


@dataclass(slots=True)
class Known:
    """A person of the register with the household he belongs to now."""

    id: int
    name: str
    number: str | None
    membership_id: int | None
    household_id: int | None
    relation: str | None
    house_id: int | None
    phone: str | None


@dataclass
class Register:
    """Everybody and every door, by the keys that a ledger brings."""

    by_number: dict[tuple[str, str], Known] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    by_door: dict[tuple[int, str], list[Known]] = field(default_factory=dict)
    doors: dict[DoorKey, int] = field(default_factory=dict)
    households: dict[int, list[tuple[int, str | None]]] = field(default_factory=dict)
    people: dict[int, Known] = field(default_factory=dict)
    homeless: dict[tuple[str, str | None], list[Known]] = field(default_factory=dict)
    """Who is in no household, by name and telephone."""

    @classmethod
    def load(cls, connection: Connection) -> "Register":
        """Read it in three queries."""
        register = cls()
        for row in connection.exec_driver_sql(_PEOPLE):
            register._add(row)
        for house, *door in connection.exec_driver_sql(_DOORS):
            register.doors[_door(door)] = house
        for household, house, head in connection.exec_driver_sql(
            "SELECT id, house_id, head_name FROM household WHERE NOT is_void ORDER BY id"
        ):
            register.households.setdefault(house, []).append((household, head))
        return register

    def _add(self, row: Any) -> None:
        person = Known(*row)
        if person.id in self.people:
            return
        self.people[person.id] = person
        if person.number:
            self.by_number.setdefault((person.number, person.name), person)
            self.numbers.setdefault(person.number, person.name)
        if person.house_id is not None:
            self.by_door.setdefault((person.house_id, person.name), []).append(person)
        elif person.household_id is None:
            self.homeless.setdefault((person.name, person.phone), []).append(person)

    def find(self, name: str, number: str | None, house: int | None) -> Known | None:
        """The same person: number and name, else door and name where numbers do not differ."""
        if number and (known := self.by_number.get((number, name))) is not None:
            return known
        for known in self.by_door.get((house, name), ()) if house is not None else ():
            if not (number and known.number and number != known.number):
                return known
        return None


def household_numbers(connection: Connection, doors: Iterable[DoorKey]) -> list[str]:
    """Numbers of new households, `{grid}{building3}{unit}{room}-{n}`; n parts what is the same."""
    taken = {row[0] for row in connection.exec_driver_sql("SELECT household_no FROM household")}
    numbers = []
    for _, building, unit, room in doors:
        stem = f"00{building.zfill(3)}{unit}{room}"
        number = next(made for n in count(1) if (made := f"{stem}-{n}") not in taken)
        taken.add(number)
        numbers.append(number)
    return numbers


def _door(parts: list[str]) -> DoorKey:
    return (parts[0], parts[1], parts[2], parts[3])
