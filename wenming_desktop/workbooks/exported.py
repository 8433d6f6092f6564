"""What an export says of a person, and how its row is known again when it comes back.

A cell that still says what the export wrote, masked or whole, changes nothing: only what was
edited is read. Residents' export and import both rest on this.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wenming_desktop.fields import CodeBook, Field, Problem, by_key, clean_text
from wenming_desktop.fields.identity import normalise
from wenming_desktop.fields.names import tidy
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.places.doors import DoorKey
from wenming_desktop.work import Work
from wenming_desktop.workbooks.table import Table

CODE, CODE_HEAD = "resident.code", "居民编号"
PLACE = ("estate.name", "building.building_no", "building_unit.unit_no", "house.room_no")
NAME, NUMBER = "resident.full_name", "resident.id_number"
HEAD, RELATION = "household.head_resident_id", "household_membership.relation_to_head"
BIRTH, CARE = "resident.birth_date", "special_care.category"
COLUMNS = (
    *PLACE, HEAD, NAME, RELATION, "resident.gender", NUMBER, BIRTH, "resident.ethnicity",
    "resident.political_status", "resident.education", "resident.phone", "resident.employer",
    CARE, "resident.remark",
)  # fmt: skip
STANDS = (NAME, RELATION, HEAD)
"""What an unchanged row still says: who it is, and where in the household."""
MASKED = frozenset({NUMBER, "resident.phone", BIRTH})
HOMELESS = "未入户"
_SQL = """
SELECT r.id, e.name, b.building_no, u.unit_no, ho.room_no, h.head_name, r.full_name,
       m.relation_to_head, r.gender, r.id_number, r.birth_date, r.ethnicity,
       r.political_status, r.education, r.phone, r.employer,
       (SELECT group_concat(category, ' ') FROM (SELECT DISTINCT s.category FROM special_care s
         WHERE s.resident_id = r.id AND s.end_on IS NULL AND NOT s.is_void ORDER BY s.category)),
       r.remark
FROM resident r
LEFT JOIN household_membership m ON m.id = (
    SELECT x.id FROM household_membership x JOIN household y ON y.id = x.household_id
    WHERE x.resident_id = r.id AND x.to_on IS NULL AND NOT x.is_void AND NOT y.is_void
    ORDER BY x.is_living DESC, x.id LIMIT 1)
LEFT JOIN household h ON h.id = m.household_id
LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit u ON u.id = ho.building_unit_id
LEFT JOIN building b ON b.id = u.building_id
LEFT JOIN estate e ON e.id = b.estate_id
WHERE NOT r.is_void AND (m.id IS NOT NULL OR coalesce(r.lifecycle, '1') = '1')
"""
_ORDER = " ORDER BY h.sort_key, h.id, r.id <> coalesce(h.head_resident_id, 0), m.id, r.id"
_WHOLE = re.compile("[0-9]{1,18}")
_FIELDS = by_key(LEDGER_FIELDS)
_AT = {key: at for at, key in enumerate(COLUMNS)}


def people(
    work: Work, where: str = "", values: Sequence[object] = ()
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Everybody in the order of the doors: the number, and the stored values of COLUMNS."""
    for number, *row in work.connection.exec_driver_sql(_SQL + where + _ORDER, tuple(values)):
        if row[0] is None:
            row[0] = HOMELESS
        yield number, tuple(row)


def cell(field: Field, raw: Any, codes: CodeBook, *, full: bool) -> Any:
    """A stored value as the export writes it."""
    if raw is None or raw == "":
        return None
    if field.key == BIRTH:
        return date.fromisoformat(raw) if full else f"{raw[:4]}年"
    if field.key in MASKED and not full:
        return field.kind.mask(raw, codes)
    return field.kind.cell(tuple(raw.split()) if field.key == CARE else raw, codes)


@dataclass(frozen=True, slots=True)
class Stored:
    """One person of the register as exports write him."""

    number: int
    values: tuple[Any, ...]
    codes: CodeBook

    def value(self, key: str) -> Any:
        """The stored value of a column."""
        return self.values[_AT[key]]

    def says(self, key: str, said: object) -> bool:
        """Whether a cell says what an export of this person says, masked or whole."""
        at = _AT.get(key)
        if at is None or said is None or said == "":
            return False
        field, raw = _FIELDS[key], self.values[at]
        written = [cell(field, raw, self.codes, full=True)]
        if key in MASKED:
            written.append(cell(field, raw, self.codes, full=False))
        return said in written or _text(said) in map(_text, written)

    def lives_at(self, parts: Sequence[object]) -> bool:
        """Whether the four cells of a door are those of this person's door."""
        return tuple(parts) == self.values[:4] or [_text(part) for part in parts] == [
            _text(value) for value in self.values[:4]
        ]

    @property
    def door(self) -> DoorKey | None:
        """The door of the register; None for a person in no household."""
        estate, building, unit, room = self.values[:4]
        return None if building is None else (estate, building, unit, room)

    def is_row(self, name: object, number: object, parts: Sequence[object]) -> bool:
        """Whether a row with this number is this person: his name or his identity number.

        Where neither side knows an identity number, the door speaks for a changed name.
        """
        if self.says(NAME, name) or tidy(clean_text(name)) == self.value(NAME):
            return True
        own = self.value(NUMBER)
        if own and number:
            return self.says(NUMBER, number) or normalise(number) == own
        return not own and not number and self.door is not None and self.lives_at(parts)


class Exported:
    """The people that the numbers in a ledger may mean."""

    def __init__(self, by_number: Mapping[int, Stored]) -> None:
        self._by_number = by_number
        self._seen: set[int] = set()

    @classmethod
    def load(cls, work: Work, tables: Iterable[Table]) -> "Exported":
        """Read the register, if any table brings numbers."""
        if not any(CODE in table.keys for table in tables):
            return cls({})
        return cls({number: Stored(number, row, work.codes) for number, row in people(work)})

    def claim(
        self, code: object, name: object, number: object, parts: Sequence[object]
    ) -> tuple[Stored | None, Problem | None]:
        """Whose row this is by its number, and what is wrong with that number."""
        text = _text(code)
        if not text:
            return None, None
        stored = self._by_number.get(int(text)) if _WHOLE.fullmatch(text) else None
        if stored is None or not stored.is_row(name, number, parts):
            said = f"居民编号“{text[:20]}”对不上登记册里的人，没有按编号认人，按姓名和身份证号办。"
            return None, Problem("resident.code_unknown", CODE, said)
        if stored.number not in self._seen:
            self._seen.add(stored.number)
            return stored, None
        if stored.says(NAME, name):
            said = "同一个居民编号在表里已经有一行，这一行没有导入，以前一行为准。"
            return None, Problem("row.duplicate", CODE, said)
        said = f"居民编号“{text}”在表里已经用过，这一行没有按编号认人，按姓名和身份证号办。"
        return None, Problem("resident.code_unknown", CODE, said)


def _text(value: object) -> str:
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return clean_text(value)
