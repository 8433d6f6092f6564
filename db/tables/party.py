"""党组织、党员、包栋联户、服务记录."""

import datetime
from decimal import Decimal

from sqlalchemy import Index, Numeric, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, code, ref


class PartyOrganization(Record):
    """党组织, five levels by data."""

    __tablename__ = "party_organization"

    name: Mapped[str | None] = mapped_column(String(60))
    short_name: Mapped[str | None] = mapped_column(String(30))
    level: Mapped[str | None] = mapped_column(code())
    type: Mapped[str | None] = mapped_column(code())
    parent_id: Mapped[int | None] = mapped_column(ref("party_organization"))
    org_code: Mapped[str | None] = mapped_column(String(20))
    established_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    term_from: Mapped[datetime.date | None] = mapped_column(LocalDate)
    term_to: Mapped[datetime.date | None] = mapped_column(LocalDate)
    secretary_id: Mapped[int | None] = mapped_column(ref("party_member", late=True))
    phone: Mapped[str | None] = mapped_column(String(20))
    grid_id: Mapped[int | None] = mapped_column(ref("grid"))
    sort: Mapped[int] = mapped_column(default=0, server_default="0")


class BuildingPartyGroup(Record):
    """楼栋党小组."""

    __tablename__ = "building_party_group"

    name: Mapped[str | None] = mapped_column(String(40))
    branch_id: Mapped[int | None] = mapped_column(ref("party_organization"))
    leader_id: Mapped[int | None] = mapped_column(ref("party_member", late=True))
    deputy_id: Mapped[int | None] = mapped_column(ref("party_member", late=True))
    public_phone: Mapped[str | None] = mapped_column(String(20))
    venue: Mapped[str | None] = mapped_column(String(40))
    activity_day: Mapped[str | None] = mapped_column(String(40))
    established_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    closed_on: Mapped[datetime.date | None] = mapped_column(LocalDate)


class PartyMember(Record):
    """党员."""

    __tablename__ = "party_member"

    resident_id: Mapped[int | None] = mapped_column(ref("resident"), index=True)
    member_kind: Mapped[str | None] = mapped_column(code())
    member_status: Mapped[str | None] = mapped_column(code())
    joined_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    confirmed_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    home_org_name: Mapped[str | None] = mapped_column(String(60))
    branch_id: Mapped[int | None] = mapped_column(ref("party_organization"))
    group_id: Mapped[int | None] = mapped_column(ref("building_party_group"), index=True)
    work_unit_id: Mapped[int | None] = mapped_column(ref("work_unit"))
    job_title: Mapped[str | None] = mapped_column(String(40))
    reported_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    report_mode: Mapped[str | None] = mapped_column(code())
    house_id: Mapped[int | None] = mapped_column(ref("house"))
    address: Mapped[str | None] = mapped_column(String(100))
    specialty: Mapped[str | None] = mapped_column(String(100))
    willing: Mapped[str | None] = mapped_column(String(100))
    available_time: Mapped[str | None] = mapped_column(String(100))
    flow_to: Mapped[str | None] = mapped_column(String(60))
    flow_from_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    flow_contact: Mapped[str | None] = mapped_column(String(20))
    full_name: Mapped[str | None] = mapped_column(String(100))
    gender: Mapped[str | None] = mapped_column(code())
    birth_date: Mapped[datetime.date | None] = mapped_column(LocalDate)
    ethnicity: Mapped[str | None] = mapped_column(code())
    education: Mapped[str | None] = mapped_column(code())
    id_number: Mapped[str | None] = mapped_column(String(30))
    phone: Mapped[str | None] = mapped_column(String(20))
    id_number_raw: Mapped[str | None] = mapped_column(String(40))


class PostAssignment(Record):
    """任职: 定人定岗定责."""

    __tablename__ = "post_assignment"

    post: Mapped[str | None] = mapped_column(code())
    org_id: Mapped[int | None] = mapped_column(ref("party_organization"))
    from_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    to_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    duty: Mapped[str | None] = mapped_column(Text)
    member_id: Mapped[int | None] = mapped_column(ref("party_member"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ref("staff"))
    resident_id: Mapped[int | None] = mapped_column(ref("resident"))
    group_id: Mapped[int | None] = mapped_column(ref("building_party_group"))
    building_id: Mapped[int | None] = mapped_column(ref("building"))
    grid_id: Mapped[int | None] = mapped_column(ref("grid"))
    person_name: Mapped[str | None] = mapped_column(String(50))
    phone: Mapped[str | None] = mapped_column(String(20))


class HouseholdLiaison(Record):
    """包栋联户."""

    __tablename__ = "household_liaison"

    member_id: Mapped[int | None] = mapped_column(ref("party_member"), index=True)
    building_id: Mapped[int | None] = mapped_column(ref("building"))
    household_id: Mapped[int | None] = mapped_column(ref("household"), index=True)
    role: Mapped[str | None] = mapped_column(code())
    from_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    to_on: Mapped[datetime.date | None] = mapped_column(LocalDate)


class WorkUnit(Record):
    """单位."""

    __tablename__ = "work_unit"

    name: Mapped[str | None] = mapped_column(String(60), unique=True)
    nature: Mapped[str | None] = mapped_column(code())
    party_org_name: Mapped[str | None] = mapped_column(String(60))
    contact_name: Mapped[str | None] = mapped_column(String(50))
    contact_phone: Mapped[str | None] = mapped_column(String(20))
    address: Mapped[str | None] = mapped_column(String(80))
    is_resident_partner: Mapped[bool] = mapped_column(default=False, server_default="0")
    agreement_on: Mapped[datetime.date | None] = mapped_column(LocalDate)


class PostClaim(Record):
    """认领岗位."""

    __tablename__ = "post_claim"

    member_id: Mapped[int | None] = mapped_column(ref("party_member"))
    post: Mapped[str | None] = mapped_column(code())
    item: Mapped[str | None] = mapped_column(String(80))
    target: Mapped[str | None] = mapped_column(String(80))
    claimed_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    plan_times_per_year: Mapped[int | None]
    status: Mapped[str | None] = mapped_column(code())
    ended_on: Mapped[datetime.date | None] = mapped_column(LocalDate)


class ServiceRecord(Record):
    """服务记录; what the work itself wrote carries its origin as `kind:id:member`, once."""

    __tablename__ = "service_record"
    __table_args__ = (
        Index(
            "uq_service_record_origin",
            "origin_key",
            unique=True,
            sqlite_where=text("origin_key LIKE '%:%' AND NOT is_void"),
        ),
    )

    member_id: Mapped[int | None] = mapped_column(ref("party_member"), index=True)
    date: Mapped[datetime.date | None] = mapped_column(LocalDate, index=True)
    post: Mapped[str | None] = mapped_column(code())
    content: Mapped[str | None] = mapped_column(String(200))
    place: Mapped[str | None] = mapped_column(String(40))
    beneficiaries: Mapped[int | None]
    hours: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    confirmed_by: Mapped[int | None] = mapped_column(ref("staff"))
    ticket_id: Mapped[int | None] = mapped_column(ref("ticket"))
    origin_key: Mapped[str | None] = mapped_column(String(60), index=True)
    wish_id: Mapped[int | None] = mapped_column(ref("wish"))
    household_id: Mapped[int | None] = mapped_column(ref("household"))


class Wish(Record):
    """微心愿; who claimed it is a member, a work unit or anybody by name."""

    __tablename__ = "wish"

    wish_no: Mapped[str | None] = mapped_column(String(20), unique=True)
    resident_id: Mapped[int | None] = mapped_column(ref("resident"), index=True)
    category: Mapped[str | None] = mapped_column(code())
    content: Mapped[str | None] = mapped_column(String(200))
    estimated_cost: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    collected_on: Mapped[datetime.date | None] = mapped_column(LocalDate, index=True)
    collected_by: Mapped[int | None] = mapped_column(ref("staff"))
    reviewed_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    reviewed_by: Mapped[int | None] = mapped_column(ref("staff"))
    is_published: Mapped[bool] = mapped_column(default=False, server_default="0")
    display_name: Mapped[str | None] = mapped_column(String(40))
    claimed_member_id: Mapped[int | None] = mapped_column(ref("party_member"), index=True)
    claimed_unit_id: Mapped[int | None] = mapped_column(ref("work_unit"))
    claimed_name: Mapped[str | None] = mapped_column(String(60))
    claimed_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    contact_due_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    fulfilled_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    recipient_signed: Mapped[bool] = mapped_column(default=False, server_default="0")
    thanks: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str | None] = mapped_column(code(), index=True)
    closed_reason: Mapped[str | None] = mapped_column(String(200))
