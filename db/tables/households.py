"""户与人: households, residents, who lives where, care records."""

import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, code, ref


class Household(Record):
    """户."""

    __tablename__ = "household"
    __table_args__ = (
        Index("ix_household_order", "is_void", "sort_key", "id"),
        Index("ix_household_heads", "is_void", "head_name", "id"),
        Index("ix_household_sizes", "is_void", "people", "id"),
    )

    household_no: Mapped[str | None] = mapped_column(String(20), unique=True)
    house_id: Mapped[int | None] = mapped_column(ref("house"), index=True)
    type: Mapped[str | None] = mapped_column(code())
    hukou_book_no: Mapped[str | None] = mapped_column(String(20))
    head_resident_id: Mapped[int | None] = mapped_column(ref("resident", late=True), index=True)
    contact_name: Mapped[str | None] = mapped_column(String(50))
    contact_phone: Mapped[str | None] = mapped_column(String(20))
    status: Mapped[str | None] = mapped_column(code())
    moved_in_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    moved_out_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    liaison_member_id: Mapped[int | None] = mapped_column(ref("party_member", late=True))
    tags: Mapped[Any | None] = mapped_column(JSON)
    consent_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    consent_by: Mapped[str | None] = mapped_column(String(50))
    head_name: Mapped[str | None] = mapped_column(String(100))
    people: Mapped[int] = mapped_column(default=0, server_default="0")
    sort_key: Mapped[str | None] = mapped_column(String(200))


class HouseholdMembership(Record):
    """户的成员: registered here, living here, from when to when."""

    __tablename__ = "household_membership"

    household_id: Mapped[int | None] = mapped_column(ref("household"), index=True)
    resident_id: Mapped[int | None] = mapped_column(ref("resident"), index=True)
    relation_to_head: Mapped[str | None] = mapped_column(code())
    is_hukou: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_living: Mapped[bool] = mapped_column(default=False, server_default="0")
    from_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    to_on: Mapped[datetime.date | None] = mapped_column(LocalDate)


class Resident(Record):
    """居民."""

    __tablename__ = "resident"

    full_name: Mapped[str | None] = mapped_column(String(100), index=True)
    former_name: Mapped[str | None] = mapped_column(String(100))
    id_type: Mapped[str | None] = mapped_column(code())
    id_number: Mapped[str | None] = mapped_column(String(30), index=True)
    gender: Mapped[str | None] = mapped_column(code())
    birth_date: Mapped[datetime.date | None] = mapped_column(LocalDate, index=True)
    ethnicity: Mapped[str | None] = mapped_column(code())
    political_status: Mapped[str | None] = mapped_column(code(), index=True)
    education: Mapped[str | None] = mapped_column(code())
    marital_status: Mapped[str | None] = mapped_column(code())
    health_status: Mapped[str | None] = mapped_column(code())
    employment: Mapped[str | None] = mapped_column(code())
    employer: Mapped[str | None] = mapped_column(String(60))
    phone: Mapped[str | None] = mapped_column(String(20))
    phone2: Mapped[str | None] = mapped_column(String(20))
    in_wechat_group: Mapped[bool] = mapped_column(default=False, server_default="0")
    residence_status: Mapped[str | None] = mapped_column(code())
    hukou_region6: Mapped[str | None] = mapped_column(String(6))
    hukou_address: Mapped[str | None] = mapped_column(String(100))
    inflow_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    leave_plan_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    residence_permit_no: Mapped[str | None] = mapped_column(String(20))
    away_place: Mapped[str | None] = mapped_column(String(60))
    away_reason: Mapped[str | None] = mapped_column(String(60))
    hukou_nature: Mapped[str | None] = mapped_column(code())
    emergency_name: Mapped[str | None] = mapped_column(String(50))
    emergency_relation: Mapped[str | None] = mapped_column(code())
    emergency_phone: Mapped[str | None] = mapped_column(String(20))
    guardian_id: Mapped[int | None] = mapped_column(ref("resident"))
    skills: Mapped[str | None] = mapped_column(String(100))
    lifecycle: Mapped[str | None] = mapped_column(code())
    lifecycle_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    id_number_raw: Mapped[str | None] = mapped_column(String(40))
    birth_precision: Mapped[str | None] = mapped_column(String(1))
    phone_note: Mapped[str | None] = mapped_column(String(200))


class ResidentChange(Record):
    """人口变动."""

    __tablename__ = "resident_change"

    resident_id: Mapped[int | None] = mapped_column(ref("resident"), index=True)
    kind: Mapped[str | None] = mapped_column(code())
    on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    from_household: Mapped[int | None] = mapped_column(ref("household"), index=True)
    to_household: Mapped[int | None] = mapped_column(ref("household"), index=True)
    basis: Mapped[str | None] = mapped_column(String(60))


class SpecialCare(Record):
    """关爱对象."""

    __tablename__ = "special_care"

    resident_id: Mapped[int | None] = mapped_column(ref("resident"), index=True)
    household_id: Mapped[int | None] = mapped_column(ref("household"), index=True)
    category: Mapped[str | None] = mapped_column(code(), index=True)
    start_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    end_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    basis: Mapped[str | None] = mapped_column(String(60))
    certificate_no: Mapped[str | None] = mapped_column(String(30))
    disability_type: Mapped[str | None] = mapped_column(code())
    disability_level: Mapped[str | None] = mapped_column(code())
    benefit_amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    valid_to: Mapped[datetime.date | None] = mapped_column(LocalDate)
    care_ability: Mapped[str | None] = mapped_column(code())
    partner_ids: Mapped[Any | None] = mapped_column(JSON)
    visit_frequency: Mapped[str | None] = mapped_column(code())
    needs: Mapped[str | None] = mapped_column(Text)
