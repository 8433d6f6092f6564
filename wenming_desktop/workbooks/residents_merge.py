"""People of a ledger whom the register knows otherwise: what differs, and what is kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wenming_desktop.fields import CodeBook, Field, by_key
from wenming_desktop.households.fields import LEDGER_FIELDS, MORE_RESIDENT_FIELDS
from wenming_desktop.households.register import Known
from wenming_desktop.workbooks.merging import Cell, Difference, Merge, MergeRow
from wenming_desktop.workbooks.people import CARE, RELATION, Person
from wenming_desktop.workbooks.residents_diff import changes, new_relation

EMPTY, BIRTH = "（空着）", "resident.birth_date"
_FIELDS = by_key(LEDGER_FIELDS, MORE_RESIDENT_FIELDS)
_MASKED = frozenset({"resident.id_number", "resident.phone", "resident.phone2",
                     "resident.emergency_phone", BIRTH})  # fmt: skip
_WITH = {"id_number_raw": "id_number", "phone_note": "phone", "birth_precision": "birth_date"}
"""What goes with a field and is no choice of its own."""
_OF_NUMBER = frozenset({"id_type", "gender", "birth_date", "birth_precision", "id_number_raw"})
"""What a number says: who takes it over takes this too."""
_HOW_FAR: Mapping[object, str] = {"Y": "只知道哪一年", "M": "只知道哪个月"}
_PLAIN_HEAD = 3

Everybody = Iterable[tuple[Person, Known | None]]
Stored = Mapping[int, dict[str, Any]]


def differing(everybody: Everybody, stored: Stored, codes: CodeBook) -> list[MergeRow]:
    """Everybody in whom ledger and register differ, in the order of the ledger."""
    rows = []
    sheets: dict[str, int] = {}
    for person, known in everybody:
        sheets.setdefault(person.sheet, len(sheets))
        if known is None:
            continue
        found = _differences(person, known, stored[known.id], codes)
        if found:
            more = known.household_id is None and person.door is not None
            rows.append(MergeRow(person.sheet, person.row, known.name, tuple(found), more))
    return sorted(rows, key=lambda row: (sheets[row.sheet], row.row))


def settle(everybody: Everybody, stored: Stored, merge: Merge) -> None:
    """Take out of the ledger's people what the register is to keep."""
    if not merge:
        return
    for person, known in everybody:
        if known is not None:
            _settle(person, known, stored[known.id], merge)


def _settle(person: Person, known: Known, row: dict[str, Any], merge: Merge) -> None:
    def kept(key: str) -> bool:
        return merge.keeps(Cell(person.sheet, person.row, known.name, key))

    for key, columns in _groups(person, row).items():
        if kept(key):
            for column in columns:
                del person.values[column]
    if kept(RELATION) and new_relation(person, known):
        person.relation = None
    if kept(CARE):
        person.care = tuple(code for code in person.care if code in row["care"])


def _groups(person: Person, row: dict[str, Any]) -> dict[str, list[str]]:
    """The columns that differ, by the field that is asked about."""
    found = changes(person, row)
    groups: dict[str, list[str]] = {}
    for column in found:
        lead = "id_number" if "id_number" in found and column in _OF_NUMBER else ""
        groups.setdefault(f"resident.{lead or _WITH.get(column, column)}", []).append(column)
    return groups


def _differences(
    person: Person, known: Known, row: dict[str, Any], codes: CodeBook
) -> list[Difference]:
    found = []
    for key, columns in _groups(person, row).items():
        column = key.partition(".")[2]
        column = column if column in columns else columns[0]
        field = _FIELDS.get(f"resident.{column}")
        sides = _sides(field, row[column], person.values[column], codes)
        found.append(Difference(key, _FIELDS[key].label, *sides))
    if new_relation(person, known):
        field = _FIELDS[RELATION]
        sides = _sides(field, known.relation, person.relation, codes)
        found.append(Difference(RELATION, field.label, *sides))
    if new := [code for code in person.care if code not in row["care"]]:
        field = _FIELDS[CARE]
        have = field.kind.show(tuple(sorted(row["care"])), codes) or EMPTY
        found.append(Difference(CARE, field.label, have, f"加上{field.kind.show(new, codes)}"))
    return found


def _sides(field: Field | None, one: Any, other: Any, codes: CodeBook) -> tuple[str, str]:
    """Both values in words, long numbers masked but for where they differ."""
    if field is None:
        return _HOW_FAR.get(one) or str(one or EMPTY), _HOW_FAR.get(other) or str(other or EMPTY)
    if field.key not in _MASKED:
        return field.kind.show(one, codes) or EMPTY, field.kind.show(other, codes) or EMPTY
    masked = [_masked(field, value, codes) for value in (one, other)]
    if masked[0] == masked[1]:
        return _apart(str(one), str(other)), _apart(str(other), str(one))
    return masked[0] or EMPTY, masked[1] or EMPTY


def _masked(field: Field, value: Any, codes: CodeBook) -> str:
    is_day = field.key == BIRTH and value is not None
    return field.kind.mask(date.fromisoformat(value) if is_day else value, codes)


def _apart(one: str, other: str) -> str:
    """Cover what both have alike, but for the beginning; what differs is seen."""
    if len(one) != len(other):
        return one
    pairs = enumerate(zip(one, other, strict=True))
    return "".join(
        a if at < _PLAIN_HEAD or a != b or not a.isalnum() else "*" for at, (a, b) in pairs
    )
