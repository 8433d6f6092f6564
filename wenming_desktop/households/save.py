"""保存一户: door, facts, members and who leaves, in one act."""

from datetime import date
from typing import Any

from db.base import Record
from db.tables.households import Household, Resident, SpecialCare
from db.tables.places import House
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households import care_rules, check, rules, stays, typed
from wenming_desktop.households.edit_model import Door, Leaving, SaveHousehold
from wenming_desktop.households.fields import EDITOR, Dictionary
from wenming_desktop.households.refusals import (
    ChangedSinceError,
    ReasonMissingError,
    SheetProblemsError,
)
from wenming_desktop.households.register import household_numbers
from wenming_desktop.households.rules import Change, Home
from wenming_desktop.households.sheet import CARE, care_of, sheet_of
from wenming_desktop.households.typed import Row, Typed
from wenming_desktop.places.doors import make_doors
from wenming_desktop.work import Work, use_case

OFF_SHEET = "编辑住户时去掉"
_OWN = frozenset({"resident", "household", "house"})


@use_case("households.save", "保存住户", right="register.write")
def save_household(work: Work, command: SaveHousehold, dictionary: Dictionary = EDITOR) -> int:
    """Create or change a household with its members; returns its id."""
    sheet = typed.read(work, command, dictionary)
    problems = tuple(one for one in check.check(work, sheet).problems if one.stops)
    if problems:
        raise SheetProblemsError(problems)
    if sheet.household is not None:
        _refuse_changed(work, sheet.household, command, dictionary)
    relations = check.relations(work, sheet)
    household = _household(work, sheet)
    _apply({"household": household, "house": _house(work, household)}, sheet.values)
    for leaving in command.leaving:
        _leave(work, household, leaving)
    for row in sheet.rows:
        who = write_person(work, row)
        key = ("row", row.index) if row.stored is None else ("id", row.stored.id)
        _stay(work, household, who, row, relations.get(key))
        write_care(work, who, row.values.get(CARE))
    stays.set_head(work, household)
    work.note(f"household:{household.id}")
    return household.id


def write_person(work: Work, row: Row) -> Resident:
    """The person of a row, made when new, with what was typed."""
    who = row.stored
    if who is None:
        who = Resident(lifecycle=rules.ALIVE, residence_status=rules.UNCHECKED)
        work.session.add(who)
    born = who.birth_date
    _apply({"resident": who}, row.values)
    if row.notes.get(typed.NUMBER):
        who.id_number_raw = row.notes[typed.NUMBER]
    if "resident.phone" in row.notes:
        who.phone_note = row.notes["resident.phone"][:200]
    if typed.BIRTH in row.notes or who.birth_date != born:
        who.birth_precision = row.notes.get(typed.BIRTH, "")[:1].upper() or None
    if why := row.edit.same_number.strip():
        who.remark = "；".join(filter(None, (who.remark, f"证件号与他人相同：{why}")))
    work.session.flush()
    return who


def write_care(work: Work, who: Resident, wanted: tuple[str, ...] | None) -> None:
    """The categories typed are in force from today; those taken away end today."""
    if wanted is None:
        return
    have, today = care_of(work, who.id), work.now.date()
    for category in wanted:
        if category not in have:
            item = work.codes.item("special_care_category", category)
            default = item.extra.get("default_visit_frequency", "") if item else ""
            row = SpecialCare(resident_id=who.id, category=category, start_on=today)
            row.visit_frequency = care_rules.rhythm_of(default)
            work.session.add(row)
    for category, care in have.items():
        if category not in wanted:
            care.end_on, care.remark = today, OFF_SHEET
    work.session.flush()


def door_id(work: Work, house_id: int | None, door: Door | None) -> int:
    """The house meant by an id or by the parts of a door, which is made when missing."""
    if house_id is None:
        if door is None:
            raise ValueError("a household needs a door")
        parts = (door.estate, door.building, door.unit.strip() or "0", door.room)
        key = (parts[0].strip(), parts[1].strip(), parts[2], parts[3].strip())
        house_id = make_doors(work, [key])[key]
    if not stays.in_own_grids(work, house_id):
        raise NotFoundError(what="自己网格里的这个房号")
    return house_id


def new_household(work: Work, house_id: int, on: date | None = None) -> Household:
    """An empty household at a door, numbered."""
    parts = work.connection.exec_driver_sql(
        "SELECT e.name, b.building_no, u.unit_no, ho.room_no FROM house ho"
        " JOIN building_unit u ON u.id = ho.building_unit_id"
        " JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id"
        " WHERE ho.id = ?",
        (house_id,),
    ).one()
    (number,) = household_numbers(work.connection, [(parts[0], parts[1], parts[2], parts[3])])
    made = Household(household_no=number, house_id=house_id, status="active", moved_in_on=on)
    work.session.add(made)
    work.session.flush()
    return made


def _household(work: Work, sheet: Typed) -> Household:
    command, household = sheet.command, sheet.household
    given = command.house_id is not None or command.door is not None
    house = door_id(work, command.house_id, command.door) if given else None
    if household is None:
        return new_household(work, house or 0)
    if house is not None and house != household.house_id:
        household.house_id = house
    return household


def _house(work: Work, household: Household) -> House | None:
    return work.session.get(House, household.house_id)


def _apply(rows: dict[str, Any], values: dict[str, Any]) -> None:
    """Set the columns that the dictionary names; what carries a rule of its own is set there."""
    for key, value in values.items():
        entity, _, name = key.partition(".")
        row: Record | None = rows.get(entity)
        if entity in _OWN and row is not None and getattr(row, name) != value:
            setattr(row, name, _full(row, name, value))


def _full(row: Record, name: str, value: Any) -> Any:
    """Nothing typed into a yes-or-no is no."""
    column = row.__table__.columns[name]
    return False if value is None and not column.nullable else value


def _stay(work: Work, household: Household, who: Resident, row: Row, relation: str | None) -> None:
    """Where the person is registered and lives after saving."""
    now = stays.home_of(work, who.id)
    hukou, living = now.hukou == household.id, now.living == household.id
    if not hukou and not living:
        living = True
    said = rules.flags(row.values.get(typed.STATUS)) if typed.STATUS in row.values else None
    hukou, living = said or (hukou, living)
    hukou = hukou if row.values.get(typed.HUKOU) is None else row.values[typed.HUKOU]
    living = living if row.values.get(typed.LIVING) is None else row.values[typed.LIVING]
    where = Home(
        household.id if hukou else _elsewhere(now.hukou, household.id),
        household.id if living else _elsewhere(now.living, household.id),
    )
    since = row.values.get(typed.SINCE)
    on = since or (household.moved_in_on if now == Home() else None) or work.now.date()
    status = who.residence_status
    stays.settle(work, who, where, on, {household.id: relation})
    if status == rules.UNCHECKED and typed.HUKOU not in row.values and said is None:
        who.residence_status = rules.UNCHECKED
    _date_stay(work, household, who, since)
    was_elsewhere = {now.hukou, now.living} - {household.id, None}
    if was_elsewhere and now != where:
        way = (min(filter(None, was_elsewhere)), household.id)
        stays.write_change(work, Change.WITHIN, on, who.id, way)


def _elsewhere(where: int | None, here: int) -> int | None:
    return None if where == here else where


def _date_stay(work: Work, household: Household, who: Resident, since: date | None) -> None:
    """A typed first day corrects the stay's own."""
    for stay in stays.open_rows(work, who.id):
        if since is not None and stay.household_id == household.id and stay.from_on != since:
            stay.from_on = since


def _leave(work: Work, household: Household, leaving: Leaving) -> None:
    """A member goes off the sheet, with the reason."""
    reason = leaving.reason.strip()
    if not reason:
        raise ReasonMissingError(field="leaving")
    who, on = stays.resident(work, leaving.resident_id), leaving.on or work.now.date()
    if leaving.mistake:
        stays.void_stay(work, who.id, household.id, reason)
        return
    stays.check_day(work, on, [who])
    was = stays.home_of(work, who.id)
    now = Home(_elsewhere(was.hukou, household.id), _elsewhere(was.living, household.id))
    stays.settle(work, who, now, on, {})
    kind = rules.leaving(was, now)
    if kind is not None:
        stays.write_change(work, kind, on, who.id, (household.id, None), reason)


def _refuse_changed(
    work: Work, household: Household, command: SaveHousehold, dictionary: Dictionary
) -> None:
    current = sheet_of(work, household, dictionary)
    if command.version and command.version != current.version:
        row = work.connection.exec_driver_sql(
            "SELECT a.actor FROM audit a JOIN change_image c ON c.audit_seq = a.seq"
            " WHERE (c.table_name = 'household' AND c.row_id = ?)"
            f" OR (c.table_name = 'resident' AND c.row_id IN ({_ids(current.members)}))"
            " ORDER BY a.seq DESC LIMIT 1",
            (household.id,),
        ).first()
        raise ChangedSinceError(current, row[0] if row else "有人")


def _ids(members: tuple[Any, ...]) -> str:
    return ",".join(str(int(member.resident_id)) for member in members) or "-1"
