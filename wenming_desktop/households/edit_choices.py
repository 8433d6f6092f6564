"""What the editor offers: words of the code lists, estates, who lives at a door, the next door."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.tables.places import Estate
from wenming_desktop.fields import Code, Codes
from wenming_desktop.households.edit_model import Door
from wenming_desktop.households.fields import EDITOR, Dictionary
from wenming_desktop.work import Work, use_case

_HIDDEN = "UI 隐藏"
_AT = """
SELECT ho.id, h.id, h.head_name FROM house ho
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
LEFT JOIN household h ON h.house_id = ho.id AND NOT h.is_void
WHERE e.name = ? AND b.building_no = ? AND u.unit_no = ? AND ho.room_no = ?
ORDER BY h.id DESC LIMIT 1
"""
_NEXT = """
SELECT e.name, b.building_no, u.unit_no, ho.room_no FROM house ho
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
WHERE e.name = ? AND b.building_no = ? AND NOT ho.is_void
AND ho.sort_key > (
    SELECT max(x.sort_key) FROM house x JOIN building_unit y ON y.id = x.building_unit_id
    WHERE y.building_id = b.id AND y.unit_no = ? AND x.room_no = ?)
AND NOT EXISTS (SELECT 1 FROM household h WHERE h.house_id = ho.id AND NOT h.is_void)
ORDER BY ho.sort_key LIMIT 1
"""

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EditChoices:
    """For each code list (value, label) in its order; the value is what is typed for it."""

    lists: Mapping[str, Words]
    estates: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True)
class DoorSeen:
    """What is known of a door: whether it is there, and the household that is."""

    there: bool
    household_id: int | None = None
    head: str = ""


@use_case("households.edit_choices", "查看住户", right="register.write")
def edit_choices(work: Work, dictionary: Dictionary = EDITOR) -> EditChoices:
    """What may be chosen in the editor's fields."""
    kinds = [field.kind for field in (*dictionary.member, *dictionary.household)]
    lists = {kind.list for kind in kinds if isinstance(kind, Code | Codes)}
    estates = work.session.scalars(
        select(Estate.name).where(~Estate.is_void).order_by(Estate.id)
    ).all()
    words = {name: _words(work, name) for name in sorted(lists)}
    return EditChoices(words, tuple(filter(None, estates)), work.now.date())


@use_case("households.door_seen", "查看住户", right="register.write")
def door_seen(work: Work, door: Door) -> DoorSeen:
    """Whether a door is in the register already, and who lives there."""
    row = work.connection.exec_driver_sql(_AT, _parts(door)).first()
    return DoorSeen(there=False) if row is None else DoorSeen(True, row[1], row[2] or "")


@use_case("households.next_door", "查看住户", right="register.write")
def next_door(work: Work, door: Door) -> Door:
    """The next door of the building without a household; its room is empty when there is none."""
    row = work.connection.exec_driver_sql(_NEXT, _parts(door)).first()
    if row is None:
        return Door(door.estate, door.building, door.unit, "")
    return Door(*(part or "" for part in row))


def _words(work: Work, name: str) -> Words:
    items = [item for item in work.codes.items(name) if _HIDDEN not in item.note]
    often = Counter(item.name for item in items)
    # A name that several codes of a list bear (其他) would be read as the first of them.
    return tuple((i.name if often[i.name] == 1 else i.code, i.name) for i in items)


def _parts(door: Door) -> tuple[str, str, str, str]:
    unit = door.unit.strip() or "0"
    return door.estate.strip(), door.building.strip(), unit, door.room.strip()
