"""地域与房屋: 社区-网格-小区-楼栋-单元-房屋."""

import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, code, ref


class Community(Record):
    """社区 (one row) and its settings."""

    __tablename__ = "community"

    full_name: Mapped[str | None] = mapped_column(String(60))
    short_name: Mapped[str | None] = mapped_column(String(20))
    party_full_name: Mapped[str | None] = mapped_column(String(60))
    subdistrict_name: Mapped[str | None] = mapped_column(String(30))
    district_name: Mapped[str | None] = mapped_column(String(30))
    city_name: Mapped[str | None] = mapped_column(String(30))
    province_name: Mapped[str | None] = mapped_column(String(30))
    region_code12: Mapped[str | None] = mapped_column(String(12))
    address: Mapped[str | None] = mapped_column(String(80))
    postcode: Mapped[str | None] = mapped_column(String(6))
    duty_phone: Mapped[str | None] = mapped_column(String(20))
    supervision_hotline: Mapped[str | None] = mapped_column(String(20))
    subdistrict_hotline: Mapped[str | None] = mapped_column(String(20))
    area_code: Mapped[str | None] = mapped_column(String(4))
    work_hours: Mapped[Any | None] = mapped_column(JSON)
    level_names: Mapped[Any | None] = mapped_column(JSON)
    slogan: Mapped[str | None] = mapped_column(String(40))


class Grid(Record):
    """网格."""

    __tablename__ = "grid"

    code: Mapped[str | None] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(String(30))
    parent_id: Mapped[int | None] = mapped_column(ref("grid"))
    boundary: Mapped[str | None] = mapped_column(String(200))
    chief_id: Mapped[int | None] = mapped_column(ref("staff"))
    worker_id: Mapped[int | None] = mapped_column(ref("staff"))
    supporters: Mapped[Any | None] = mapped_column(JSON)
    sort: Mapped[int] = mapped_column(default=0, server_default="0")


class Estate(Record):
    """小区."""

    __tablename__ = "estate"

    name: Mapped[str | None] = mapped_column(String(40))
    alias: Mapped[str | None] = mapped_column(String(60))
    type: Mapped[str | None] = mapped_column(code())
    built_year: Mapped[int | None]
    property_mode: Mapped[str | None] = mapped_column(code())
    property_company: Mapped[str | None] = mapped_column(String(60))
    property_phone: Mapped[str | None] = mapped_column(String(20))
    owners_committee: Mapped[bool] = mapped_column(default=False, server_default="0")
    owners_committee_contact: Mapped[str | None] = mapped_column(String(60))
    heating_mode: Mapped[str | None] = mapped_column(String(20))
    has_gate: Mapped[bool] = mapped_column(default=False, server_default="0")
    has_ebike_shed: Mapped[bool] = mapped_column(default=False, server_default="0")
    address: Mapped[str | None] = mapped_column(String(80))


class Building(Record):
    """楼栋."""

    __tablename__ = "building"
    __table_args__ = (UniqueConstraint("estate_id", "building_no"),)

    estate_id: Mapped[int | None] = mapped_column(ref("estate"), index=True)
    building_no: Mapped[str | None] = mapped_column(String(20))
    door_plate: Mapped[str | None] = mapped_column(String(60))
    grid_id: Mapped[int | None] = mapped_column(ref("grid"), index=True)
    floors: Mapped[int | None]
    unit_count: Mapped[int | None]
    designed_houses: Mapped[int | None]
    has_elevator: Mapped[bool] = mapped_column(default=False, server_default="0")
    party_group_id: Mapped[int | None] = mapped_column(
        ref("building_party_group", late=True), index=True
    )
    captain_id: Mapped[int | None] = mapped_column(ref("resident", late=True))
    staff_id: Mapped[int | None] = mapped_column(ref("staff"))
    sort_key: Mapped[str | None] = mapped_column(String(40))


class BuildingZoning(Record):
    """In which grid a building was, from when to when (网格调整留历史)."""

    __tablename__ = "building_zoning"

    building_id: Mapped[int] = mapped_column(ref("building"), index=True)
    grid_id: Mapped[int | None] = mapped_column(ref("grid"))
    from_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    to_on: Mapped[datetime.date | None] = mapped_column(LocalDate)


class BuildingUnit(Record):
    """单元."""

    __tablename__ = "building_unit"
    __table_args__ = (UniqueConstraint("building_id", "unit_no"),)

    building_id: Mapped[int | None] = mapped_column(ref("building"), index=True)
    unit_no: Mapped[str | None] = mapped_column(String(10))
    captain_id: Mapped[int | None] = mapped_column(ref("resident", late=True))
    sort_key: Mapped[str | None] = mapped_column(String(40))


class House(Record):
    """房屋."""

    __tablename__ = "house"
    __table_args__ = (UniqueConstraint("building_unit_id", "room_no"),)

    building_unit_id: Mapped[int | None] = mapped_column(ref("building_unit"), index=True)
    room_no: Mapped[str | None] = mapped_column(String(12))
    floor_no: Mapped[int | None]
    usage: Mapped[str | None] = mapped_column(code(), index=True)
    tenure: Mapped[str | None] = mapped_column(code())
    area_sqm: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    owner_name: Mapped[str | None] = mapped_column(String(50))
    owner_phone: Mapped[str | None] = mapped_column(String(20))
    lease_from: Mapped[datetime.date | None] = mapped_column(LocalDate)
    lease_to: Mapped[datetime.date | None] = mapped_column(LocalDate)
    sort_key: Mapped[str | None] = mapped_column(String(200), index=True)
    full_address: Mapped[str | None] = mapped_column(String(120))
