"""The editor's sheet read: a household with its members as text, and the version it has."""

import hashlib
import json
from typing import Any

from sqlalchemy import select

from db.base import Record
from db.tables.households import Household, HouseholdMembership, Resident, SpecialCare
from db.tables.places import House
from wenming_desktop.fields import Field
from wenming_desktop.households import stays
from wenming_desktop.households.edit_model import (
    Difference,
    Door,
    EditMember,
    EditSheet,
    SaveHousehold,
)
from wenming_desktop.households.fields import EDITOR, Dictionary
from wenming_desktop.work import Work, use_case

CARE, HUKOU = "special_care.category", "household_membership.is_hukou"
_DOOR = """
SELECT e.name, b.building_no, u.unit_no, ho.room_no FROM house ho
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id WHERE ho.id = ?
"""
Rows = dict[str, Record | None]


@use_case("households.edit_sheet", "查看住户", right="register.write")
def read_household_for_edit(
    work: Work, household_id: int, dictionary: Dictionary = EDITOR
) -> EditSheet:
    """The household as the editor shows it."""
    return sheet_of(work, stays.own_household(work, household_id), dictionary)


def sheet_of(work: Work, household: Household, dictionary: Dictionary) -> EditSheet:
    """The sheet of a household; `version` follows every value on it, whoever changed it how."""
    house = work.session.get(House, household.house_id)
    rows: Rows = {"household": household, "house": house}
    stored: list[object] = [_raw(rows, dictionary.household)]
    shown = []
    for stay in _in_order(work, household):
        who = work.session.get_one(Resident, stay.resident_id)
        care = care_of(work, who.id)
        mine: Rows = {"resident": who, "household_membership": stay}
        stored.append([who.id, _raw(mine, dictionary.member), sorted(care)])
        values = {f.key: _text(work, mine, f, care) for f in dictionary.member}
        if HUKOU in values and stays.unsaid_hukou(work, who) is stay:
            values[HUKOU] = next(f for f in dictionary.member if f.key == HUKOU).kind.show(True)
        shown.append(EditMember(who.id, stay.id, values, tuple(care)))
    values = {f.key: _text(work, rows, f, {}) for f in dictionary.household}
    text = json.dumps([household.house_id, stored], default=str, ensure_ascii=False)
    return EditSheet(
        household_id=household.id,
        house_id=household.house_id or 0,
        door=door_of(work, household.house_id),
        values=values,
        members=tuple(shown),
        version=hashlib.sha256(text.encode()).hexdigest()[:32],
    )


def care_of(work: Work, resident_id: int) -> dict[str, SpecialCare]:
    """The care records of a person in force, by category."""
    rows = select(SpecialCare).where(
        SpecialCare.resident_id == resident_id,
        SpecialCare.end_on.is_(None),
        ~SpecialCare.is_void,
    )
    found = work.session.scalars(rows.order_by(SpecialCare.id))
    return {row.category: row for row in found if row.category}


def door_of(work: Work, house_id: int | None) -> Door:
    """The parts of a door."""
    row = work.connection.exec_driver_sql(_DOOR, (house_id,)).first()
    return Door(*(part or "" for part in row)) if row else Door("", "", "", "")


def masked(field: Field, value: Any) -> str | None:
    """The stars that stand for a value on the sheet; None where it is shown in full."""
    return field.kind.mask(value) if field.kind.editor == "id" and value else None


def differences(
    was: EditSheet, now: EditSheet, command: SaveHousehold, dictionary: Dictionary = EDITOR
) -> tuple[Difference, ...]:
    """What changed between two sheets of a household, beside what this clerk typed."""
    labels = {f.key: f.label for f in (*dictionary.household, *dictionary.member)}
    found = [
        Difference(key, labels[key], "", was.values[key], now.values[key], command.values.get(key))
        for key in was.values
        if was.values[key] != now.values.get(key)
    ]
    before = {member.resident_id: member.values for member in was.members}
    after = {member.resident_id: member.values for member in now.members}
    typed = {member.resident_id: member.values for member in command.members}
    for who in {**before, **after}:
        old, new = before.get(who, {}), after.get(who, {})
        name = (new or old).get("resident.full_name", "")
        found += [
            Difference(
                key,
                labels[key],
                name,
                old.get(key, ""),
                new.get(key, ""),
                typed.get(who, {}).get(key),
            )
            for key in (new or old)
            if old.get(key, "") != new.get(key, "")
        ]
    return tuple(found)


def _in_order(work: Work, household: Household) -> list[HouseholdMembership]:
    """The head first, then as they came."""
    found: dict[int | None, HouseholdMembership] = {}
    for row in stays.members(work, household.id):
        found.setdefault(row.resident_id, row)
    return sorted(found.values(), key=lambda row: row.resident_id != household.head_resident_id)


def _raw(rows: Rows, fields: tuple[Field, ...]) -> list[str]:
    return [str(getattr(rows[f.entity], f.name, "")) for f in fields if f.entity in rows]


def _text(work: Work, rows: Rows, field: Field, care: dict[str, SpecialCare]) -> str:
    if field.key == CARE:
        return field.kind.show(tuple(care), work.codes)
    value = getattr(rows.get(field.entity), field.name, None)
    return masked(field, value) or field.kind.show(value, work.codes)
