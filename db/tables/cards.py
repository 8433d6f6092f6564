"""服务连心卡."""

import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, LocalMoment, code, ref


class ServiceCardTemplate(Record):
    """连心卡模板."""

    __tablename__ = "service_card_template"

    name: Mapped[str | None] = mapped_column(String(40))
    size: Mapped[str | None] = mapped_column(code())
    front_json: Mapped[Any | None] = mapped_column(JSON)
    back_json: Mapped[Any | None] = mapped_column(JSON)
    version: Mapped[int | None]


class ServiceCard(Record):
    """服务连心卡."""

    __tablename__ = "service_card"
    __table_args__ = (
        Index(
            "uq_service_card_live",
            "household_id",
            unique=True,
            sqlite_where=text("status IN ('1', '2', '3', '4') AND NOT is_void"),
        ),
    )

    card_no: Mapped[str | None] = mapped_column(String(20), unique=True)
    household_id: Mapped[int | None] = mapped_column(ref("household"), index=True)
    template_id: Mapped[int | None] = mapped_column(ref("service_card_template"))
    template_version: Mapped[int | None]
    batch_no: Mapped[str | None] = mapped_column(String(20))
    face_snapshot: Mapped[Any | None] = mapped_column(JSON)
    status: Mapped[str | None] = mapped_column(code(), index=True)
    issued_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    issued_by: Mapped[int | None] = mapped_column(ref("staff"))
    delivery: Mapped[str | None] = mapped_column(code())
    received_by: Mapped[str | None] = mapped_column(String(50))
    received_relation: Mapped[str | None] = mapped_column(code())
    received_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    replace_reason: Mapped[str | None] = mapped_column(code())
    replaces_id: Mapped[int | None] = mapped_column(ref("service_card"))


class ServiceCardEvent(Record):
    """连心卡流水 (append-only)."""

    __tablename__ = "service_card_event"

    card_id: Mapped[int | None] = mapped_column(ref("service_card"), index=True)
    event: Mapped[str | None] = mapped_column(code())
    at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    note: Mapped[str | None] = mapped_column(String(200))
    by_id: Mapped[int | None] = mapped_column(ref("staff"))
