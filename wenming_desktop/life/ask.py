"""What the dialogs of 人口变动 offer: relations, categories, households at a door, namesakes."""

from datetime import date
from typing import Any, NamedTuple

from wenming_desktop.fields import clean_text
from wenming_desktop.households import care_rules, queries
from wenming_desktop.households.care import LIST
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.edit_model import Door
from wenming_desktop.households.model import HouseholdDetail
from wenming_desktop.households.sheet import door_of
from wenming_desktop.households.stays import own_household
from wenming_desktop.work import Work, use_case

_MOST = 20
_AT_DOOR = """
SELECT h.id, coalesce(h.head_name, h.household_no, ''), h.people, b.grid_id
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
WHERE e.name = ? AND b.building_no = ? AND u.unit_no = ? AND ho.room_no = ? AND NOT h.is_void
AND h.people > 0 ORDER BY h.id
"""
_NAMESAKES = """
SELECT r.id, r.full_name, r.gender, r.birth_date, r.lifecycle, (SELECT ho.full_address
 FROM household_membership m JOIN household h ON h.id = m.household_id
 JOIN house ho ON ho.id = h.house_id WHERE m.resident_id = r.id AND NOT m.is_void
 ORDER BY m.to_on IS NOT NULL, m.id DESC LIMIT 1)
FROM resident r WHERE r.full_name = ? AND NOT r.is_void AND coalesce(r.lifecycle, '1') <> '4'
ORDER BY r.id LIMIT ?
"""
_GONE = {"2": "已迁出", "3": "已搬离"}


class EventStart(NamedTuple):
    """What a dialog begins with: the household, its door, and (code, name) pairs of the lists."""

    today: date
    household: HouseholdDetail
    door: Door
    relations: tuple[tuple[str, str], ...]
    genders: tuple[tuple[str, str], ...]
    estates: tuple[str, ...]


class CareChoices(NamedTuple):
    """Categories and rhythms of care as (code, name) pairs; today by the office's clock."""

    today: date
    categories: tuple[tuple[str, str], ...]
    rhythms: tuple[tuple[str, str], ...]


@use_case("life.start", "查看人口变动", right="register.read")
def event_start(work: Work, household_id: int) -> EventStart:
    """The household an event is about, and the lists its dialog offers."""
    codes = work.codes
    house = own_household(work, household_id).house_id
    return EventStart(
        today=work.now.date(),
        household=household_detail(work, household_id),
        door=door_of(work, house),
        relations=tuple((item.code, item.name) for item in codes.items("family_relation")),
        genders=tuple((item.code, item.name) for item in codes.items("gender")),
        estates=tuple(choice.name for choice in queries.estates(work)),
    )


@use_case("life.care_choices", "查看关爱对象", right="register.read")
def care_choices(work: Work) -> CareChoices:
    """The lists of a care dialog."""
    items = work.codes.items(LIST)
    return CareChoices(
        today=work.now.date(),
        categories=tuple((item.code, item.name) for item in items if item.parent),
        rhythms=tuple(care_rules.RHYTHMS.items()),
    )


@use_case("life.homes_at", "查看人口变动", right="register.read")
def homes_at(work: Work, door: Door) -> tuple[tuple[int, str], ...]:
    """The households that live behind a door, as (id, words)."""
    parts = (door.estate, door.building, door.unit or "0", door.room)
    bound = tuple(clean_text(part) for part in parts)
    own = work.actor.grid_ids
    return tuple(
        (household, f"{head}一户，{people} 人")
        for household, head, people, grid in work.connection.exec_driver_sql(_AT_DOOR, bound)
        if own is None or grid in own
    )


@use_case("life.namesakes", "查看人口变动", right="register.read")
def namesakes(work: Work, name: str) -> tuple[tuple[int, str], ...]:
    """Everybody of the register who bears a name, as (id, words that tell him apart)."""
    found = work.connection.exec_driver_sql(_NAMESAKES, (clean_text(name), _MOST))
    return tuple((row[0], _told(work, row)) for row in found)


def _told(work: Work, row: Any) -> str:
    sex = work.codes.name("gender", row[2])[:1] if row[2] else ""
    born = f"{date.fromisoformat(row[3]).year} 年生" if row[3] else ""
    parts = (row[1], sex, born, row[5] or "", _GONE.get(row[4], ""))
    return "，".join(part for part in parts if part)
