"""What was typed into the sheet, read through the dictionary: values, problems, what follows."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.tables.households import Household, Resident
from db.tables.places import House
from wenming_desktop.fields import Field, Problem, Reading, birth_date, gender
from wenming_desktop.households import sheet, stays
from wenming_desktop.households.edit_model import (
    Door,
    MemberEdit,
    SaveHousehold,
    SheetProblem,
    Values,
)
from wenming_desktop.households.fields import Dictionary
from wenming_desktop.settings import office
from wenming_desktop.work import Work

NAME, NUMBER = "resident.full_name", "resident.id_number"
BIRTH, SEX = "resident.birth_date", "resident.gender"
RELATION, SINCE = "household_membership.relation_to_head", "household_membership.from_on"
HUKOU, LIVING = sheet.HUKOU, "household_membership.is_living"
STATUS = "resident.residence_status"
_PARTS = (
    ("estate.name", "estate", "小区"),
    ("building.building_no", "building", "楼栋"),
    ("building_unit.unit_no", "unit", "单元"),
    ("house.room_no", "room", "房号"),
)


@dataclass
class Row:
    """A member row as read; `stored` is the person it is about, None for somebody new."""

    index: int
    edit: MemberEdit
    stored: Resident | None
    values: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> Any:
        """The value after saving: as typed, else as stored."""
        if key in self.values:
            return self.values[key]
        entity, _, name = key.partition(".")
        return getattr(self.stored, name, None) if entity == "resident" else None


@dataclass
class Typed:
    """The whole sheet as read."""

    command: SaveHousehold
    household: Household | None
    values: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)

    def tell(self, key: str, member: int | None, code: str, message: str, stops: bool) -> None:
        """Note a problem."""
        self.problems.append(SheetProblem(key, member, code, message, stops))

    def take(self, key: str, member: int | None, problems: tuple[Problem, ...], lost: bool) -> None:
        """Note what a field said; a value that was lost stops the sheet."""
        for problem in problems:
            self.tell(key, member, problem.code, problem.message, lost)


def read(work: Work, command: SaveHousehold, dictionary: Dictionary) -> Typed:
    """Read everything typed; nothing is written."""
    reading = Reading(work.now.date(), work.codes, office(work).area_code)
    household = None
    if command.household_id is not None:
        household = stays.own_household(work, command.household_id)
    typed = Typed(command, household)
    _read_household(work, typed, dictionary, reading)
    for index, edit in enumerate(command.members):
        stored = None if edit.resident_id is None else stays.resident(work, edit.resident_id)
        row = Row(index, edit, stored)
        _read_member(typed, row, dictionary, reading)
        typed.rows.append(row)
    return typed


def follows(row: Row) -> Values:
    """What the number fills in where nothing else is said: day of birth and sex."""
    number = row.values.get(NUMBER)
    if not number:
        return {}
    found = {}
    born, sex = birth_date(number), gender(number)
    if born is not None and not row.get(BIRTH):
        found[BIRTH] = born.isoformat()
    if sex is not None and not row.get(SEX):
        found[SEX] = sex
    return found


def _read_household(work: Work, typed: Typed, dictionary: Dictionary, reading: Reading) -> None:
    command = typed.command
    for one in dictionary.household:
        if one.key in command.values:
            _read_value(typed, None, one, command.values[one.key], reading)
    if command.house_id is not None:
        house = work.session.get(House, command.house_id)
        if house is None or not stays.in_own_grids(work, house.id):
            typed.tell("house.room_no", None, "door.unknown", "没有这个房号，请重新选。", True)
    elif command.door is not None:
        _read_door(typed, command.door)
    elif typed.household is None:
        typed.tell("house.room_no", None, "door.missing", "还没有选房号，要选一个。", True)


def _read_door(typed: Typed, door: Door) -> None:
    for key, part, label in _PARTS:
        if not getattr(door, part).strip() and part != "unit":
            typed.tell(key, None, "value.missing", f"{label}还空着，要填上。", True)


def _read_member(typed: Typed, row: Row, dictionary: Dictionary, reading: Reading) -> None:
    for one in dictionary.member:
        if one.key in row.edit.values:
            _read_value(typed, row, one, row.edit.values[one.key], reading)
        elif one.required and row.stored is None:
            _read_value(typed, row, one, "", reading)
    number = row.values.get(NUMBER)
    if number and BIRTH not in row.values and not row.get(BIRTH):
        row.values[BIRTH] = birth_date(number)
    if number and SEX not in row.values and not row.get(SEX):
        row.values[SEX] = gender(number)


def _read_value(typed: Typed, row: Row | None, one: Field, raw: str, reading: Reading) -> None:
    stored = getattr(row.stored, one.name, None) if row and one.entity == "resident" else None
    if stored is not None and raw == sheet.masked(one, stored):
        return
    parsed = one.parse(raw, reading)
    index = None if row is None else row.index
    if raw.strip() or one.required:
        typed.take(one.key, index, parsed.problems, parsed.value in (None, ()))
    values = typed.values if row is None else row.values
    # A box left blank is empty by will; a number that fills birth and sex says what they are.
    if row is not None and parsed.value is None and one.key in (BIRTH, SEX) and not raw.strip():
        return
    values[one.key] = parsed.value
    if row is not None and parsed.note:
        row.notes[one.key] = parsed.note


def later(day: date | None, today: date) -> bool:
    """Whether a day has not come."""
    return day is not None and day > today
