"""Rows of a residents' ledger as people: values read, problems named, doors understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wenming_desktop.errors import UserError
from wenming_desktop.fields import Flag, Problem, Reading, asides, birth_date, by_key, gender
from wenming_desktop.fields.phones import numbers_in
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.places.doors import DoorKey
from wenming_desktop.progress import Progress
from wenming_desktop.workbooks import address
from wenming_desktop.workbooks.exported import CODE, NAME, NUMBER, PLACE, STANDS, Exported, Stored
from wenming_desktop.workbooks.headers import is_ticked
from wenming_desktop.workbooks.one_name import several
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.table import Row, Table

FIELDS = by_key(LEDGER_FIELDS)
ADDRESS = "house.full_address"
CARE, RELATION = "special_care.category", "household_membership.relation_to_head"
HEAD, REMARK = "household.head_resident_id", "resident.remark"
OF_PERSON = {f.key: f.name for f in LEDGER_FIELDS if f.entity == "resident"}
STEP = 500
_TICK = Flag()


class NoEstateError(UserError):
    """A ledger that names no estate anywhere."""

    code = "import.estate_missing"
    text = "表里没有写小区名，没有导入。请在导入时填上小区名（--estate）再试。"


class NoTableError(UserError):
    """No sheet with a head that names people."""

    code = "import.no_table"
    text = "没有找到带“姓名”表头的表格，没有导入。请核对是不是这份表，表头要有“姓名”一列。"


@dataclass(slots=True)
class Person:
    """One row that is not refused."""

    sheet: str
    row: int
    name: str
    number: str | None
    door: DoorKey | None
    relation: str | None
    head: str | None
    values: dict[str, Any]
    care: tuple[str, ...]
    house: dict[str, Any] = field(default_factory=dict)
    code: int | None = None
    """His id in the register, where the row brought it and is his."""
    second_aside: bool = False
    """Whether his second telephone stood in the cell of the first."""

    @property
    def upgraded(self) -> bool:
        """Whether the number was made from an old one of fifteen digits."""
        return bool(self.values.get("id_number_raw"))


def read_people(
    tables: Sequence[Table],
    reading: Reading,
    estate: str,
    exported: Exported,
    progress: Progress,
    outcome: Outcome,
) -> list[Person]:
    """Read every row; refused rows and remarks go to the outcome."""
    total = sum(len(table.rows) for table in tables)
    people: list[Person] = []
    seen: set[tuple[str, str]] = set()
    for table in tables:
        reader = _RowReader(table, reading, estate, exported)
        for row in table.rows:
            if outcome.rows % STEP == 0:
                progress.step(outcome.rows, total, "核对数据")
            outcome.rows += 1
            person = reader.read(row, outcome, seen)
            if person is not None:
                people.append(person)
    if any(p.code is None for p in people) and not any(p.door and p.door[0] for p in people):
        raise NoEstateError
    return people


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, reading: Reading, estate: str, exported: Exported) -> None:
        self.table, self.reading, self.estate, self.exported = table, reading, estate, exported
        self.estates = tuple({estate} - {""})
        at = {key: index for index, key in enumerate(table.keys)}
        self.place = [at.get(key) for key in PLACE]
        self.address = at.get(ADDRESS)
        self.code = at.get(CODE)
        self.who = (at.get(NAME), at.get(NUMBER))
        self.last_parts: list[Any] = []
        self.last_door: DoorKey | None = None
        self.fields = [
            (index, key, FIELDS[key].kind)
            for key, index in at.items()
            if key in FIELDS and key not in (*PLACE, ADDRESS)
        ]
        self.ticks = [(index, key.partition(":")) for key, index in at.items() if is_ticked(key)]

    def read(self, row: Row, outcome: Outcome, seen: set[tuple[str, str]]) -> Person | None:
        """One row as a person, None when it is refused."""
        stored = None
        if self.code is not None:
            stored, refused = self._claim(row, self.code, outcome)
            if refused:
                return None
        if stored is None and (problem := several(*self._who(row))):
            self._remark(outcome, row, problem)
            return None
        values, notes, refused = self._values(row, stored, outcome)
        name, number = values.get(NAME), values.get(NUMBER)
        if refused or name is None:
            return None
        if number and stored is None and (number, name) in seen:
            said = "同一个人在表里已经有一行，这一行没有导入，以前一行为准。"
            self._remark(outcome, row, Problem("row.duplicate", "resident.id_number", said))
            return None
        number = number or (stored.value(NUMBER) if stored else None)
        if number:
            seen.add((number, name))
        person = self._person(row, values, notes, self._door(row, stored, outcome))
        person.code = stored.number if stored else None
        return person

    def _claim(self, row: Row, code: int, outcome: Outcome) -> tuple[Stored | None, bool]:
        """Whose row this is by its number, and whether it is refused."""
        name, number = self._who(row)
        stored, problem = self.exported.claim(row.values[code], name, number, self._parts(row))
        if problem is not None:
            self._remark(outcome, row, problem)
        return stored, problem is not None and problem.severity == "refused"

    def _who(self, row: Row) -> tuple[object, object]:
        name, number = ("" if at is None else row.values[at] for at in self.who)
        return name, number

    def _parts(self, row: Row) -> list[Any]:
        return ["" if at is None else row.values[at] for at in self.place]

    def _values(
        self, row: Row, stored: Stored | None, outcome: Outcome
    ) -> tuple[dict[str, Any], dict[str, str], bool]:
        values: dict[str, Any] = {}
        notes: dict[str, str] = {}
        refused = False
        for index, key, kind in self.fields:
            raw = row.values[index]
            if (raw == "" or raw is None) and key != "resident.full_name":
                continue
            if stored is not None and stored.says(key, raw):
                if key in STANDS:
                    values[key] = stored.value(key)
                continue
            value, problems, note = kind.parse(raw, key, self.reading)
            for problem in problems:
                outcome.remark(self.table.sheet, row.number, problem)
                refused |= problem.severity == "refused"
            if value is not None:
                values[key] = value
            if note:
                notes[key] = note
        self._take_ticks(row, values, outcome)
        return values, notes, refused

    def _take_ticks(self, row: Row, values: dict[str, Any], outcome: Outcome) -> None:
        """Take columns that are ticked for one code: among several, or the one where none is."""
        for index, (key, _, code) in self.ticks:
            ticked = _TICK.parse(row.values[index], key, self.reading)
            for problem in ticked.problems:
                self._remark(outcome, row, problem)
            if not ticked.value:
                continue
            if key == CARE:
                values[CARE] = tuple(dict.fromkeys((*values.get(CARE, ()), code)))
            else:
                values.setdefault(key, code)

    def _person(
        self, row: Row, values: dict[str, Any], notes: dict[str, str], door: DoorKey | None
    ) -> Person:
        number = values.get("resident.id_number")
        own = {OF_PERSON[key]: _raw(values[key]) for key in values if key in OF_PERSON}
        _complete(own, number, notes)
        second = _second_phone(own, notes, self.reading.area_code)
        for listed, code in asides(notes.get(CARE, "")):
            if listed in {"political_status", "residence_status"}:
                own.setdefault(listed, code)
        house = {k: values[f"house.{k}"] for k in ("usage", "tenure") if f"house.{k}" in values}
        remark = values.get(REMARK)
        if remark and "usage" not in house:
            usage = self.reading.codes.find("house_usage", str(remark))
            house |= {"usage": usage} if usage else {}
        return Person(
            self.table.sheet,
            row.number,
            values["resident.full_name"],
            number,
            door,
            values.get(RELATION),
            values.get(HEAD),
            own,
            values.get(CARE, ()),
            house,
            second_aside=second,
        )

    def _door(self, row: Row, stored: Stored | None, outcome: Outcome) -> DoorKey | None:
        parts = self._parts(row)
        if stored is not None and (stored.lives_at(parts) or not self._says_door(row)):
            return stored.door
        parts.append("" if self.address is None else row.values[self.address])
        if not _same(parts, self.last_parts):
            self.last_parts, self.last_door = parts, self._door_of(*parts)
        if self.last_door is None:
            said = "看不出是哪一户，人先收下，没有放进住户。请补上小区、楼栋、单元和房号。"
            self._remark(outcome, row, Problem("address.unclear", ADDRESS, said))
        return self.last_door

    def _door_of(self, *cells: Any) -> DoorKey | None:
        estate, building, unit, room, whole = cells
        door = None
        if building or unit or room:
            door = address.from_parts(estate, building, unit, room)
        if whole and (door is None or not door.complete):
            said = address.parse(str(whole), self.estates)
            if said is not None and said.complete:
                door = said
        named = address.from_parts(estate, "", "", "")
        name = (door and door.estate) or (named and named.estate) or self.estate
        if door is None or not door.complete or not name:
            return None
        return (name, door.building, door.unit or "0", door.room)

    def _says_door(self, row: Row) -> bool:
        cells = (*self.place, self.address)
        return any(at is not None and row.values[at] not in {"", None} for at in cells)

    def _remark(self, outcome: Outcome, row: Row, problem: Problem) -> None:
        outcome.remark(self.table.sheet, row.number, problem)


def _complete(own: dict[str, Any], number: str | None, notes: dict[str, str]) -> None:
    """Fill what the number tells and keep what came beside the values."""
    if number:
        own["gender"] = gender(number) or own.get("gender")
        own["birth_date"] = _raw(birth_date(number)) or own.get("birth_date")
        own["id_type"] = "111"
    if note := notes.get("resident.id_number"):
        own["id_number_raw"] = note
    if note := notes.get("resident.phone"):
        own["phone_note"] = note
    if (note := notes.get("resident.birth_date")) and not birth_date(number or ""):
        own["birth_precision"] = note[0].upper()


def _second_phone(own: dict[str, Any], notes: dict[str, str], area_code: str) -> bool:
    """Keep the second number of a cell as the second telephone, where no column says one.

    The note keeps all that stood there, with the words beside each number.
    """
    note = notes.get("resident.phone")
    if not note or own.get("phone2"):
        return False
    others = [found.number for found in numbers_in(note, area_code)[0]]
    own["phone2"] = next((number for number in others if number != own.get("phone")), None)
    return own["phone2"] is not None


def _same(cells: list[Any], others: list[Any]) -> bool:
    """Whether two rows say the same door: a household's rows are told it once."""
    return cells == others and [*map(type, cells)] == [*map(type, others)]


def _raw(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
