"""Buildings and households by their doors: what a cell covers and whom a member looks after."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from wenming_desktop.fields import search_key

_BUILDINGS = """
SELECT b.id, b.building_no, b.party_group_id, e.name, e.alias
FROM building b JOIN estate e ON e.id = b.estate_id WHERE NOT b.is_void ORDER BY b.id
"""
_HOUSEHOLDS = """
SELECT h.id, h.head_name, h.liaison_member_id, u.building_id, u.unit_no, ho.room_no
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id
WHERE NOT h.is_void AND coalesce(h.status, 'active') = 'active' ORDER BY h.id
"""


@dataclass(frozen=True, slots=True)
class Building:
    """A building with the cell that covers it."""

    id: int
    number: str
    estate: str
    group_id: int | None


@dataclass(frozen=True, slots=True)
class Home:
    """A household at its door, with the member who looks after it."""

    id: int
    head: str
    liaison: int | None
    building: int
    unit: str
    room: str


@dataclass
class Homes:
    """Every building and household."""

    buildings: dict[int, Building] = field(default_factory=dict)
    by_place: dict[tuple[str, str], int] = field(default_factory=dict)
    by_number: dict[str, list[int]] = field(default_factory=dict)
    estates: dict[str, str] = field(default_factory=dict)
    by_room: dict[tuple[int, str], list[Home]] = field(default_factory=dict)
    by_head: dict[tuple[int, str], list[Home]] = field(default_factory=dict)
    homes: dict[int, Home] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: Connection) -> "Homes":
        """Read them in two queries."""
        found = cls()
        for row_id, number, group, estate, alias in connection.exec_driver_sql(_BUILDINGS):
            found.buildings[row_id] = Building(row_id, number or "", estate, group)
            for name in filter(None, (estate, alias)):
                found.by_place[search_key(name), number] = row_id
                found.estates[name] = estate
            found.by_number.setdefault(number, []).append(row_id)
        for row_id, head, liaison, building, unit, room in connection.exec_driver_sql(_HOUSEHOLDS):
            home = Home(row_id, head or "", liaison, building, unit or "", room or "")
            found.homes[row_id] = home
            found.by_room.setdefault((building, home.room), []).append(home)
            found.by_head.setdefault((building, search_key(home.head)), []).append(home)
        return found

    def building(self, estate: str, number: str) -> int | None:
        """A building by estate and number; by number alone where only one bears it."""
        if estate:
            return self.by_place.get((search_key(estate), number))
        same = self.by_number.get(number, [])
        return same[0] if len(same) == 1 else None

    def at(self, building: int, unit: str, room: str) -> list[Home]:
        """The households at a door; of every stair where none is named."""
        here = self.by_room.get((building, room), [])
        return [home for home in here if unit in ("", home.unit)]
