"""What is wrong or doubtful on the sheet, and who in the register looks the same."""

from collections import Counter
from datetime import date
from typing import Any

from db.tables.households import Resident
from wenming_desktop.fields import IdNumber, birth_date, gender
from wenming_desktop.households import rules, stays, typed
from wenming_desktop.households.edit_model import Likeness, SaveHousehold, SheetCheck
from wenming_desktop.households.fields import EDITOR, Dictionary
from wenming_desktop.households.typed import Row, Typed
from wenming_desktop.work import Work, use_case

MOST_ALIKE = 5
_LIKE = """
SELECT r.id, m.household_id, r.full_name, ho.full_address, r.id_number, r.birth_date
FROM resident r
LEFT JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void
LEFT JOIN household h ON h.id = m.household_id LEFT JOIN house ho ON ho.id = h.house_id
WHERE NOT r.is_void AND r.{column} = ? ORDER BY r.id LIMIT 40
"""
_SEX = {"男": "1", "女": "2"}
_NUMBER = IdNumber()


@use_case("households.check", "查看住户", right="register.write")
def check_household(
    work: Work, command: SaveHousehold, dictionary: Dictionary = EDITOR
) -> SheetCheck:
    """What saving would say; cheap enough to ask while typing."""
    return check(work, typed.read(work, command, dictionary))


def check(work: Work, sheet: Typed) -> SheetCheck:
    """Problems field by field, look-alikes, and what follows from the numbers typed."""
    alike: list[Likeness] = []
    numbers = Counter(row.values.get(typed.NUMBER) for row in sheet.rows)
    for row in sheet.rows:
        _about_person(work, sheet, row)
        if numbers[row.values.get(typed.NUMBER)] > 1 and row.values.get(typed.NUMBER):
            said = "这个号码在这张表里写了两次，请核对。"
            sheet.tell(typed.NUMBER, row.index, "row.duplicate", said, True)
        alike += _alike(work, sheet, row)
    _about_family(work, sheet)
    filled = tuple(typed.follows(_bare(row)) for row in sheet.rows)
    return SheetCheck(tuple(sheet.problems), tuple(alike), filled)


def relations(work: Work, sheet: Typed) -> dict[tuple[str, int], str | None]:
    """The relation of everybody after saving: stored members (`id`) and new rows (`row`)."""
    found: dict[tuple[str, int], str | None] = {}
    leaving = {one.resident_id for one in sheet.command.leaving}
    if sheet.household is not None:
        for stay in stays.members(work, sheet.household.id):
            if stay.resident_id not in leaving:
                found.setdefault(("id", stay.resident_id or 0), stay.relation_to_head)
    for row in sheet.rows:
        key = ("row", row.index) if row.stored is None else ("id", row.stored.id)
        if typed.RELATION in row.values or key not in found:
            found[key] = row.values.get(typed.RELATION)
    if found and not rules.HEADS & set(found.values()) and sheet.household is None:
        first = next(iter(found))
        if found[first] is None:
            found[first] = "02"
    return found


def _bare(row: Row) -> Row:
    """The row as typed, without what was filled in while reading."""
    kept = {k: v for k, v in row.values.items() if row.edit.values.get(k, "").strip()}
    return Row(row.index, row.edit, row.stored, kept)


def _about_person(work: Work, sheet: Typed, row: Row) -> None:
    today, birth = work.now.date(), row.get(typed.BIRTH)
    number = row.get(typed.NUMBER)
    if typed.later(birth, today):
        sheet.tell(typed.BIRTH, row.index, "birth.in_future", "这一天还没有到。", True)
    said = birth_date(number) if number else None
    if said is not None and birth is not None and said != birth:
        text = f"身份证上是 {said.isoformat()}，两处不一样。可以身份证为准。"
        sheet.tell(typed.BIRTH, row.index, "id.birth_differs", text, False)
    sex = gender(number) if number else None
    if sex is not None and row.get(typed.SEX) not in (None, sex):
        text = f"身份证上是{work.codes.name('gender', sex)[:1]}，两处不一样。可以身份证为准。"
        sheet.tell(typed.SEX, row.index, "id.gender_differs", text, False)
    since = row.values.get(typed.SINCE)
    if since is not None and (why := rules.day_fault(since, today, birth, None)):
        sheet.tell(typed.SINCE, row.index, "stay.day", f"日期{why}。", True)


def _about_family(work: Work, sheet: Typed) -> None:
    found = relations(work, sheet)
    heads = [key for key, relation in found.items() if relation in rules.HEADS]
    if len(heads) != 1:
        said = "还没有户主，要选一位。" if not heads else f"户主有 {len(heads)} 位，只能有一位。"
        if not found:
            said = "一户至少要有一个人。"
        sheet.tell(typed.RELATION, None, "household.head", said, True)
    spouses = sum(relation in rules.SPOUSES for relation in found.values())
    if spouses > 1:
        sheet.tell(typed.RELATION, None, "household.spouses", f"配偶有 {spouses} 位。", False)
    head_birth = _birth(work, sheet, heads[0]) if len(heads) == 1 else None
    _about_head(work, sheet, heads[:1], head_birth)
    for row in sheet.rows:
        relation = row.values.get(typed.RELATION)
        if relation is None:
            continue
        if doubt := rules.relation_doubt(relation, row.get(typed.BIRTH), head_birth):
            sheet.tell(typed.RELATION, row.index, "relation.age", doubt, False)
        _about_sex(work, sheet, row, relation)


def _about_head(work: Work, sheet: Typed, heads: list[tuple[str, int]], birth: date | None) -> None:
    if heads and birth and rules.age(birth, work.now.date()) < rules.YOUNGEST_HEAD:
        said = f"户主不满 {rules.YOUNGEST_HEAD} 周岁，请核对。"
        sheet.tell(typed.RELATION, None, "head.young", said, False)


def _about_sex(work: Work, sheet: Typed, row: Row, relation: str) -> None:
    item = work.codes.item("family_relation", relation)
    wanted = _SEX.get((item.note if item else "").rpartition("性别=")[2][:1])
    if wanted and row.get(typed.SEX) in _SEX.values() and row.get(typed.SEX) != wanted:
        said = f"“{item.name if item else relation}”和性别对不上，请核对。"
        sheet.tell(typed.RELATION, row.index, "relation.gender", said, False)


def _birth(work: Work, sheet: Typed, key: tuple[str, int]) -> date | None:
    for row in sheet.rows:
        mine = ("row", row.index) if row.stored is None else ("id", row.stored.id)
        if mine == key:
            born: date | None = row.get(typed.BIRTH)
            return born
    who = work.session.get(Resident, key[1]) if key[0] == "id" else None
    return who.birth_date if who else None


def _alike(work: Work, sheet: Typed, row: Row) -> list[Likeness]:
    number, name = row.values.get(typed.NUMBER), row.values.get(typed.NAME)
    here = {other.stored.id for other in sheet.rows if other.stored is not None}
    found: dict[int, Likeness] = {}
    for other in _people(work, "id_number", number):
        if other[0] not in here:
            found.setdefault(other[0], _likeness(row, "number", other))
    if found:
        stops = not row.edit.same_number.strip()
        said = (
            f"这个号码已经是{next(iter(found.values())).name}的。是同一个人就选他，不是就写明原因。"
        )
        sheet.tell(typed.NUMBER, row.index, "id.shared", said, stops)
    if row.stored is None:
        birth = row.get(typed.BIRTH)
        for other in _people(work, "full_name", name):
            why = _same(other, birth, number)
            if why and other[0] not in here:
                found.setdefault(other[0], _likeness(row, why, other))
    return list(found.values())[:MOST_ALIKE]


def _same(other: Any, birth: date | None, number: str | None) -> str:
    """Why somebody of the same name may be the same person."""
    if birth is not None and other[5] == birth.isoformat():
        return "birth"
    return "name" if birth is None and number is None else ""


def _people(work: Work, column: str, value: str | None) -> list[Any]:
    if not value:
        return []
    return list(work.connection.exec_driver_sql(_LIKE.format(column=column), (value,)))


def _likeness(row: Row, why: str, other: Any) -> Likeness:
    who, household, name, door, number, birth = other
    return Likeness(
        row.index, why, who, household, name or "", door or "", _NUMBER.mask(number), birth or ""
    )
