"""Reads behind the building page: the list of buildings, and one building's front."""

from collections.abc import Sequence
from typing import Any, Final

from db.rows import chunks
from wenming_desktop.elevation.model import BuildingLine, Cell, Elevation, UnitHead, columns_of
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households.model import Choice, Tag
from wenming_desktop.households.queries import labels_of
from wenming_desktop.tickets.filters import RUNNING
from wenming_desktop.tickets.model import OPEN
from wenming_desktop.work import Work, use_case

_RIGHT: Final = "register.read"
_BUILDINGS: Final = """
SELECT b.id, b.estate_id, b.building_no, coalesce(g.name, ''),
 (SELECT count(*) FROM household h JOIN house ho ON ho.id = h.house_id AND NOT h.is_void
   JOIN building_unit u ON u.id = ho.building_unit_id WHERE u.building_id = b.id)
FROM building b LEFT JOIN grid g ON g.id = b.grid_id
WHERE NOT b.is_void AND b.estate_id = ? {own} ORDER BY b.sort_key, b.id
"""
_BUILDING: Final = """
SELECT b.id, b.estate_id, e.name, b.building_no, b.floors, b.unit_count, e.built_year,
 coalesce(g.name, ''), coalesce(c.full_name, ''),
 coalesce(pr.full_name, p.full_name, '')
FROM building b JOIN estate e ON e.id = b.estate_id
LEFT JOIN grid g ON g.id = b.grid_id LEFT JOIN resident c ON c.id = b.captain_id
LEFT JOIN building_party_group q ON q.id = b.party_group_id AND NOT q.is_void
LEFT JOIN party_member p ON p.id = q.leader_id LEFT JOIN resident pr ON pr.id = p.resident_id
WHERE b.id = ? AND NOT b.is_void {own}
"""
_HOUSES: Final = """
SELECT ho.id, u.unit_no, ho.floor_no, ho.room_no, h.id, h.head_name, h.people
FROM building_unit u JOIN house ho ON ho.building_unit_id = u.id AND NOT ho.is_void
LEFT JOIN household h ON h.house_id = ho.id AND NOT h.is_void
WHERE u.building_id = ? AND NOT u.is_void ORDER BY ho.sort_key, h.id
"""
_CARDS: Final = """
SELECT household_id, status FROM service_card
WHERE household_id IN ({marks}) AND NOT is_void AND status IN ('1', '2', '3', '4')
"""
_TICKETS: Final = """
SELECT house_id, count(*), sum(late) FROM (
 SELECT coalesce(t.house_id, t.complainant_house_id) AS house_id,
  t.due_at < ? AND t.status IN ({running}) AS late
 FROM ticket t WHERE NOT t.is_void AND NOT t.is_confidential AND t.status IN ({states})
 AND coalesce(t.house_id, t.complainant_house_id) IN ({marks})) GROUP BY house_id
"""
_CARD: Final = {"1": "waiting", "2": "given", "3": "given", "4": "signed"}


@use_case("elevation.estates", "查看楼栋图", right=_RIGHT)
def estates_with_buildings(work: Work) -> tuple[Choice, ...]:
    """The estates that have a building this account may see."""
    rows = work.connection.exec_driver_sql(
        "SELECT e.id, e.name FROM estate e WHERE NOT e.is_void AND EXISTS (SELECT 1 FROM"
        f" building b WHERE b.estate_id = e.id AND NOT b.is_void {_own(work)}) ORDER BY e.id"
    )
    return tuple(Choice(*row) for row in rows)


@use_case("elevation.buildings", "查看楼栋图", right=_RIGHT)
def buildings_of(work: Work, estate: int) -> tuple[BuildingLine, ...]:
    """The buildings of an estate in natural order."""
    rows = work.connection.exec_driver_sql(_BUILDINGS.format(own=_own(work)), (estate,))
    return tuple(
        BuildingLine(row_id, of, building_title(number), grid, homes)
        for row_id, of, number, grid, homes in rows
    )


@use_case("elevation.front", "查看楼栋图", right=_RIGHT)
def read_elevation(work: Work, building: int) -> Elevation:
    """One building's front; `NotFoundError` when there is none this account may see."""
    row = work.connection.exec_driver_sql(_BUILDING.format(own=_own(work)), (building,)).first()
    if row is None:
        raise NotFoundError(what="这栋楼")
    cells = _cells(work, building)
    floors = sorted({cell.floor for cell in cells if cell.floor is not None}, reverse=True)
    unknown = (None,) if any(cell.floor is None for cell in cells) else ()
    row_id, estate_id, estate, number, high, _, built, grid, captain, leader = row
    return Elevation(
        building_id=row_id,
        estate_id=estate_id,
        estate=estate,
        title=building_title(number),
        facts=_facts(cells, built, high or len(floors)),
        captain=captain,
        leader=leader,
        grid=grid,
        floors=(*floors, *unknown),
        units=_units(cells),
        cells=cells,
    )


def building_title(number: str) -> str:
    """3 -> 3号楼; a name stays as it is."""
    return f"{number}号楼" if number[-1:].isdigit() else number


def _own(work: Work) -> str:
    grids = work.actor.grid_ids
    if grids is None:
        return ""
    return f"AND b.grid_id IN ({','.join(str(int(i)) for i in sorted(grids)) or '-1'})"


def _facts(cells: Sequence[Cell], built: int | None, floors: int) -> str:
    homes = sum(1 + cell.more for cell in cells if not cell.vacant)
    units = len({cell.unit for cell in cells})
    parts = [f"{floors} 层 {units} 单元", f"{homes:,} 户", f"{built} 年建" if built else ""]
    return "·".join(part for part in parts if part)


def _units(cells: Sequence[Cell]) -> tuple[UnitHead, ...]:
    by_unit: dict[str, list[Cell]] = {}
    for cell in cells:
        by_unit.setdefault(cell.unit, []).append(cell)
    return tuple(
        UnitHead(
            unit,
            "不分单元" if unit == "0" else f"{unit}单元" if unit[-1:].isalnum() else unit,
            columns_of((cell.floor, cell.room) for cell in inside),
            sum(1 + cell.more for cell in inside if not cell.vacant),
        )
        for unit, inside in by_unit.items()
    )


def _cells(work: Work, building: int) -> tuple[Cell, ...]:
    rows = list(work.connection.exec_driver_sql(_HOUSES, (building,)))
    homes = [row[4] for row in rows if row[4] is not None]
    labels, cards = labels_of(work, homes), _cards(work, homes)
    tickets = _tickets(work, [row[0] for row in rows])
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return tuple(
        _cell(behind, labels, cards, tickets.get(house, (0, 0))) for house, behind in found.items()
    )


def _cell(
    behind: Sequence[Any],
    labels: dict[int, tuple[Tag, ...]],
    cards: dict[int, str],
    tickets: tuple[int, int],
) -> Cell:
    house, unit, floor, room, first, head, _ = behind[0]
    homes = [row[4] for row in behind if row[4] is not None]
    every = {tag.key: tag for home in homes for tag in labels.get(home, ())}
    return Cell(
        house_id=house,
        unit=unit,
        floor=floor,
        room=room,
        vacant=first is None,
        household_id=first,
        more=max(0, len(homes) - 1),
        head=(head or "（未定户主）") if homes else "",
        people=sum(row[6] or 0 for row in behind),
        tags=tuple(every.values()),
        card=cards.get(first, "none"),
        tickets=tickets[0],
        late=tickets[1],
    )


def _cards(work: Work, homes: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in chunks(homes):
        marks = ",".join("?" * len(part))
        rows = work.connection.exec_driver_sql(_CARDS.format(marks=marks), tuple(part))
        found.update({household: _CARD[status] for household, status in rows})
    return found


def _tickets(work: Work, houses: Sequence[int]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    states, running = (",".join(f"'{s}'" for s in sorted(part)) for part in (OPEN, RUNNING))
    now = work.now.isoformat(timespec="seconds")
    for part in chunks(houses):
        marks = ",".join("?" * len(part))
        sql = _TICKETS.format(states=states, running=running, marks=marks)
        for house, count, late in work.connection.exec_driver_sql(sql, (now, *part)):
            found[house] = (count, late or 0)
    return found
