"""A household brought to paper: 一户一档, and 居民户信息登记表 filled in or blank."""

from datetime import date

from sqlalchemy import select

from db.tables.households import Household, HouseholdMembership, Resident
from db.tables.places import House
from wenming_desktop.fields import by_key
from wenming_desktop.forms import household_sheet
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.household_record import RecordSheet
from wenming_desktop.forms.household_sheet import HouseholdSheet, SheetMember
from wenming_desktop.forms.page import Pdf
from wenming_desktop.households import stays
from wenming_desktop.households.fields import LEDGER_FIELDS
from wenming_desktop.households.sheet import care_of, door_of
from wenming_desktop.life.dossier import CareLine, Dossier, Person, household_dossier, where_of
from wenming_desktop.papers.archive import Paper
from wenming_desktop.settings import office
from wenming_desktop.work import Desk, Work, use_case

_FIELDS = by_key(LEDGER_FIELDS)
_GRID = """
SELECT g.name, s.name FROM house ho JOIN building_unit u ON u.id = ho.building_unit_id
JOIN building b ON b.id = u.building_id LEFT JOIN grid g ON g.id = b.grid_id
LEFT JOIN staff s ON s.id = g.worker_id WHERE ho.id = ?
"""


def draw_record(desk: Desk, household_id: int) -> Paper:
    """Draw 一户一档; who printed it is logged and stands all over the sheet."""
    facts = desk.write(take_record, household_id)
    return _paper("household_record", facts, household_id, facts.head)


def draw_sheet(desk: Desk, household_id: int) -> Paper:
    """Draw 居民户信息登记表 as the register fills it; logged."""
    facts = desk.write(take_sheet, household_id)
    head = facts.members[0].name if facts.members else ""
    return _paper("household_sheet", facts, household_id, head)


def _paper(key: str, facts: RecordSheet | HouseholdSheet, household_id: int, head: str) -> Paper:
    form = FORMS[key]
    return Paper(key, facts, form.draw(facts), household_id, title=f"{form.title} {head}".strip())


def print_record(desk: Desk, household_id: int) -> Pdf:
    """一户一档 as a document alone."""
    return draw_record(desk, household_id).pdf


def print_sheet(desk: Desk, household_id: int) -> Pdf:
    """居民户信息登记表 as a document alone."""
    return draw_sheet(desk, household_id).pdf


def print_blank(desk: Desk) -> Pdf:
    """Draw 居民户信息登记表 for handwriting."""
    return household_sheet.draw(desk.read(blank_sheet))


@use_case("households.blank_sheet", "打印空白登记表", right="register.read")
def blank_sheet(work: Work) -> HouseholdSheet:
    """An empty sheet with the office's name."""
    return HouseholdSheet(office=office(work).full_name)


@use_case("households.print_record", "打印一户一档", right="register.export", undo="none")
def take_record(work: Work, household_id: int) -> RecordSheet:
    """The facts of 一户一档, numbers covered."""
    dossier = household_dossier(work, household_id)
    work.note(f"print:household_record:{household_id}", people=len(dossier.people))
    return record_of(work, dossier)


@use_case("households.print_sheet", "打印居民户信息登记表", right="register.export", undo="none")
def take_sheet(work: Work, household_id: int) -> HouseholdSheet:
    """The facts of the sheet; identity numbers are covered, phones are not."""
    sheet = sheet_of(work, household_id)
    work.note(f"print:household_sheet:{household_id}", people=len(sheet.members))
    return sheet


def record_of(work: Work, dossier: Dossier) -> RecordSheet:
    """The file as lines of words."""
    detail, lived = dossier.detail, dossier.residence
    words = "、".join(lived.words) or "人户一致"
    leader = f"，组长 {detail.cell_leader}" if detail.cell_leader else ""
    worker = f"，网格员 {detail.grid_worker}" if detail.grid_worker else ""
    return RecordSheet(
        office=office(work).full_name,
        household_no=detail.household_no,
        head=detail.head,
        door=detail.door,
        grid=f"{detail.grid}{worker}" if detail.grid else "还没有划分",
        tags="、".join(tag.label for tag in detail.tags),
        residence=f"{words}。户籍 {lived.registered} 人，常住 {lived.living} 人",
        party=f"{dossier.cell}{leader}" if dossier.cell else "",
        people=tuple(_person(one) for one in dossier.people),
        care=tuple(_care(line) for line in dossier.care),
        liaisons=tuple((one.name, _span(one.from_on, one.to_on)) for one in dossier.liaisons),
        cards=tuple(
            (one.number, one.status, _day(one.issued_on),
             f"{one.received_by} {_day(one.received_on)}".strip())
            for one in dossier.cards
        ),
        tickets=tuple(
            (_day(one.accepted_on), one.number, one.title, one.status) for one in dossier.tickets
        ),
        events=tuple((_day(one.on), one.title, one.name, one.text) for one in dossier.events),
        printed_by=work.actor.name,
        printed_at=work.now,
        watermark=f"{work.actor.name} {work.now:%Y-%m-%d %H:%M} 一户一档",
    )  # fmt: skip


def sheet_of(work: Work, household_id: int) -> HouseholdSheet:
    """The sheet as the register fills it."""
    household = stays.own_household(work, household_id)
    house = work.session.get_one(House, household.house_id)
    grid = work.connection.exec_driver_sql(_GRID, (house.id,)).first() or ("", "")
    door, name = door_of(work, house.id), work.codes.name
    rows = _in_order(work, household)
    tenant = household.contact_name if name("house_usage", house.usage) == "出租" else ""
    return HouseholdSheet(
        office=office(work).full_name,
        household_no=household.household_no or "",
        door=(door.estate, _said(door.building, "号楼"), _said(door.unit, "单元"), door.room),
        grid=grid[0] or "",
        grid_worker=grid[1] or "",
        usage=name("house_usage", house.usage),
        tenure=name("house_tenure", house.tenure).partition("(")[0],
        area=f"{house.area_sqm:g}" if house.area_sqm is not None else "",
        owner=house.owner_name or "",
        owner_phone=_phone(house.owner_phone),
        tenant=tenant or "",
        lease=(house.lease_from, house.lease_to),
        type=name("household_type", household.type),
        hukou_book_no=household.hukou_book_no or "",
        registered=sum(_registered(work, row, who) for row, who in rows),
        living=sum(row.is_living for row, _ in rows),
        members=tuple(_member(work, row, who) for row, who in rows),
        emergency=_emergency(work, [who for _, who in rows]),
        consent_on=household.consent_on,
        printed_by=work.actor.name,
        printed_at=work.now,
        watermark=f"{work.actor.name} {work.now:%Y-%m-%d %H:%M} 登记表",
    )


def _in_order(work: Work, household: Household) -> list[tuple[HouseholdMembership, Resident]]:
    """The members, the head first."""
    wanted = [row.resident_id for row in stays.members(work, household.id)]
    found = {
        who.id: who for who in work.session.scalars(select(Resident).where(Resident.id.in_(wanted)))
    }
    rows = [(row, found[row.resident_id or 0]) for row in stays.members(work, household.id)]
    head = household.head_resident_id
    return sorted(rows, key=lambda pair: (pair[1].id != head, pair[0].relation_to_head or "~"))


def _registered(work: Work, row: HouseholdMembership, who: Resident) -> bool:
    return row.is_hukou or stays.unsaid_hukou(work, who) is row


def _member(work: Work, row: HouseholdMembership, who: Resident) -> SheetMember:
    name, care = work.codes.name, care_of(work, who.id)
    needs = [f"{one.basis or ''} {one.needs or ''}".strip() for one in care.values()]
    return SheetMember(
        name=who.full_name or "",
        relation=name("family_relation", row.relation_to_head),
        sex=name("gender", who.gender)[:1],
        birth=who.birth_date,
        ethnicity=name("ethnicity", who.ethnicity),
        id_number=_FIELDS["resident.id_number"].kind.mask(who.id_number),
        political=name("political_status", who.political_status),
        education=name("education", who.education),
        marriage=name("marital_status", who.marital_status),
        residence=where_of(hukou=_registered(work, row, who), living=row.is_living),
        phone=_phone(who.phone),
        care="、".join(name("special_care_category", category) for category in care),
        employer=who.employer or "",
        health=name("health_status", who.health_status),
        needs="；".join(filter(None, needs)),
    )


def _emergency(work: Work, people: list[Resident]) -> tuple[str, str, str]:
    """The first contact anybody of the household named."""
    for who in people:
        if who.emergency_name:
            relation = work.codes.name("family_relation", who.emergency_relation)
            return who.emergency_name, relation, _phone(who.emergency_phone)
    return "", "", ""


def _person(person: Person) -> tuple[str, ...]:
    line = person.line
    age = "" if line.age is None else f"{line.age} 岁"
    return (
        line.name, line.relation, f"{line.gender} {age}".strip(), line.id_masked,
        line.phone_masked, person.where, _day(person.since),
    )  # fmt: skip


def _care(line: CareLine) -> tuple[str, ...]:
    row = line.row
    more = row.end_reason if row.end_on else row.needs
    review = "" if row.end_on else _day(row.review_on)
    span = _span(row.start_on, row.end_on)
    return line.name, row.category_name, span, line.rhythm, review, more


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _span(start: date | None, end: date | None) -> str:
    return f"{_day(start)} 至{f' {_day(end)}' if end else '今'}".strip()


def _said(number: str, what: str) -> str:
    return f"{number}{what}" if number.isdecimal() and number != "0" else number.strip("0")


def _phone(number: str | None) -> str:
    said = number or ""
    return f"{said[:3]} {said[3:7]} {said[7:]}" if len(said) == 11 and said.isdecimal() else said
