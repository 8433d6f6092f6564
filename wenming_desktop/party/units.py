"""Work units members check in from: unique by name, with nature, party organisation, contact."""

from datetime import date

from sqlalchemy import select

from db.tables.party import WorkUnit
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text, search_key
from wenming_desktop.party import typed
from wenming_desktop.party.member_model import SaveUnit, UnitRow
from wenming_desktop.party.member_refusals import UnitTakenError, ValueWrongError
from wenming_desktop.work import Work, use_case

NATURE = "liaison_unit_nature"
_UNITS = """
SELECT u.id, u.name, u.nature, u.party_org_name, u.contact_name, u.contact_phone, u.address,
       u.is_resident_partner, u.agreement_on,
       (SELECT count(*) FROM party_member m WHERE m.work_unit_id = u.id AND NOT m.is_void
         AND m.member_kind = '2' AND coalesce(m.member_status, '1') IN ('1', '2'))
FROM work_unit u WHERE NOT u.is_void ORDER BY u.name, u.id
"""


@use_case("units.list", "查看单位", right="party.read")
def work_units(work: Work) -> tuple[UnitRow, ...]:
    """Every work unit by its name, with how many members checked in from it."""
    name = work.codes.name
    return tuple(
        UnitRow(
            row[0],
            row[1] or "",
            row[2] or "",
            name(NATURE, row[2]),
            row[3] or "",
            row[4] or "",
            row[5] or "",
            row[6] or "",
            bool(row[7]),
            date.fromisoformat(row[8]) if row[8] else None,
            row[9],
        )
        for row in work.connection.exec_driver_sql(_UNITS)
    )


@use_case("units.natures", "查看单位", right="party.read")
def unit_natures(work: Work) -> tuple[tuple[str, str], ...]:
    """The natures of a work unit as (code, name) pairs."""
    return tuple((item.code, item.name) for item in work.codes.items(NATURE))


@use_case("units.save", "保存单位", right="party.write")
def save_unit(work: Work, command: SaveUnit) -> int:
    """Make or change a work unit; returns its id."""
    name = clean_text(command.name, 60)
    if not name:
        raise ValueWrongError(field="name", why="单位名称还空着，要填上。")
    if command.nature and work.codes.item(NATURE, command.nature) is None:
        raise ValueWrongError(field="nature", why="没有这种单位性质。请重新选。")
    same = find_unit(work, name)
    if same is not None and same != command.unit_id:
        raise UnitTakenError(field="name", name=name)
    unit = WorkUnit() if command.unit_id is None else _unit(work, command.unit_id)
    unit.name, unit.nature = name, command.nature or None
    unit.party_org_name = clean_text(command.party_org_name, 60) or None
    unit.contact_name = clean_text(command.contact_name, 50) or None
    unit.contact_phone = typed.phone(work, command.contact_phone, "contact_phone")
    unit.address = clean_text(command.address, 80) or None
    unit.is_resident_partner, unit.agreement_on = command.is_partner, command.agreement_on
    work.session.add(unit)
    work.session.flush()
    work.note(f"unit:{unit.id}")
    return unit.id


def find_unit(work: Work, name: str) -> int | None:
    """The unit of this name, however it is spaced; one taken out of use is none."""
    wanted = search_key(name)
    rows = work.connection.exec_driver_sql(
        "SELECT id, name FROM work_unit WHERE NOT is_void ORDER BY id"
    )
    return next((row[0] for row in rows if search_key(row[1] or "") == wanted), None)


def unit_named(work: Work, name: str) -> int | None:
    """The unit of this name, made when there is none; None for no name."""
    name = clean_text(name, 60)
    if not name:
        return None
    found = find_unit(work, name)
    if found is not None:
        return found
    made = WorkUnit(name=name)
    work.session.add(made)
    work.session.flush()
    return made.id


def _unit(work: Work, unit_id: int) -> WorkUnit:
    rows = select(WorkUnit).where(WorkUnit.id == unit_id, ~WorkUnit.is_void)
    unit = work.session.scalars(rows).first()
    if unit is None:
        raise NotFoundError(what="这个单位")
    return unit
