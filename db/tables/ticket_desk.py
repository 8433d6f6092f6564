"""What stands around a ticket: words that suggest, rules that send, replies, samples, 整改."""

import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, LocalMoment, code, ref


class TicketKeyword(Record):
    """类别用词: a word in what a caller says that suggests a category."""

    __tablename__ = "ticket_keyword"
    __table_args__ = (UniqueConstraint("word", "category"),)

    word: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(code())
    enabled: Mapped[bool] = mapped_column(default=True, server_default="1")


class RoutingRule(Record):
    """派单去向: to whom tickets of a category, or of a place, usually go; empty means any."""

    __tablename__ = "routing_rule"

    category: Mapped[str | None] = mapped_column(code())
    estate_id: Mapped[int | None] = mapped_column(ref("estate"))
    grid_id: Mapped[int | None] = mapped_column(ref("grid"))
    handling_unit_id: Mapped[int | None] = mapped_column(ref("handling_unit"))
    handler_id: Mapped[int | None] = mapped_column(ref("handler"))
    enabled: Mapped[bool] = mapped_column(default=True, server_default="1")


class StandardReply(Record):
    """标准答复: words a clerk may take over and mend; `kind` is the step it is for."""

    __tablename__ = "standard_reply"

    kind: Mapped[str] = mapped_column(code())
    title: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(code())
    enabled: Mapped[bool] = mapped_column(default=True, server_default="1")
    sort: Mapped[int] = mapped_column(default=0, server_default="0")


class TicketQuantity(Record):
    """办理数量: what a finish achieved, in a measure that the month sums (处, 米, 袋 ...)."""

    __tablename__ = "ticket_quantity"

    ticket_id: Mapped[int] = mapped_column(ref("ticket"), index=True)
    action_seq: Mapped[int]
    measure: Mapped[str] = mapped_column(code())
    amount: Mapped[Decimal] = mapped_column(Numeric(12, 2))


class RecheckSample(Record):
    """回头看抽样: a draw that can be repeated: period, rule, seed, how many stood to be drawn."""

    __tablename__ = "recheck_sample"

    period: Mapped[str] = mapped_column(String(30))
    rule: Mapped[Any | None] = mapped_column(JSON)
    seed: Mapped[str] = mapped_column(String(40))
    population: Mapped[int]
    drawn_at: Mapped[datetime.datetime] = mapped_column(LocalMoment)
    drawn_by: Mapped[int | None] = mapped_column(ref("staff"))


class RecheckItem(Record):
    """回头看清单: a ticket that was drawn, and what was found there."""

    __tablename__ = "recheck_item"
    __table_args__ = (UniqueConstraint("sample_id", "ticket_id"),)

    sample_id: Mapped[int] = mapped_column(ref("recheck_sample"))
    ticket_id: Mapped[int] = mapped_column(ref("ticket"), index=True)
    stratum: Mapped[str | None] = mapped_column(String(80))
    rebound: Mapped[bool | None]
    checked_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    checked_by: Mapped[int | None] = mapped_column(ref("staff"))
    note: Mapped[str | None] = mapped_column(String(200))
    action_seq: Mapped[int | None]


class RectificationItem(Record):
    """整改清单."""

    __tablename__ = "rectification_item"

    item_no: Mapped[str | None] = mapped_column(String(20), unique=True)
    origin: Mapped[str | None] = mapped_column(code())
    ticket_id: Mapped[int | None] = mapped_column(ref("ticket"), index=True)
    grid_id: Mapped[int | None] = mapped_column(ref("grid"))
    location: Mapped[str | None] = mapped_column(String(80))
    problem: Mapped[str | None] = mapped_column(Text)
    standard_code: Mapped[str | None] = mapped_column(code())
    responsible_unit: Mapped[str | None] = mapped_column(String(60))
    responsible_person: Mapped[str | None] = mapped_column(String(50))
    responsible_phone: Mapped[str | None] = mapped_column(String(20))
    issued_on: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    deadline: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    measures: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)
    rectified_on: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    checked_by: Mapped[int | None] = mapped_column(ref("staff"))
    checked_on: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    check_note: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str | None] = mapped_column(code(), index=True)
    rebound: Mapped[bool] = mapped_column(default=False, server_default="0")
