"""诉求工单 and its append-only log."""

import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, LocalMoment, code, ref


class Ticket(Record):
    """诉求工单."""

    __tablename__ = "ticket"
    __table_args__ = (
        Index("ix_ticket_counts", "accepted_at", "source", "category", "grid_id", "due_at"),
        # Out of these the list is counted, ordered and searched without opening its rows.
        Index("ix_ticket_board", "is_void", "status", "due_at", "ticket_no"),
        Index("ix_ticket_number", "is_void", "ticket_no", "id", "status"),
        Index(
            "ix_ticket_words",
            *("is_void", "location_text", "title", "external_no", "ticket_no"),
            *("complainant_name", "complainant_phone", "is_anonymous", "is_confidential"),
            *("status", "due_at"),
        ),
        # Taking a ticket or a house out asks who still points at it.
        *(
            Index(f"ix_ticket_{name}", name, sqlite_where=sql(f"{name} IS NOT NULL"))
            for name in ("duplicate_of_id", "into_ticket_id", "complainant_house_id", "house_id")
        ),
    )

    ticket_no: Mapped[str | None] = mapped_column(String(20), unique=True)
    source: Mapped[str | None] = mapped_column(code())
    external_no: Mapped[str | None] = mapped_column(String(40), index=True)
    external_sent_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    external_due_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    registered_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    registrar_id: Mapped[int | None] = mapped_column(ref("staff"))
    complainant_name: Mapped[str | None] = mapped_column(String(100))
    complainant_phone: Mapped[str | None] = mapped_column(String(20), index=True)
    complainant_house_id: Mapped[int | None] = mapped_column(ref("house"))
    complainant_address: Mapped[str | None] = mapped_column(String(100))
    is_anonymous: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_confidential: Mapped[bool] = mapped_column(default=False, server_default="0")
    complainant_kind: Mapped[str | None] = mapped_column(code())
    nature: Mapped[str | None] = mapped_column(code())
    category: Mapped[str | None] = mapped_column(code())
    urgency: Mapped[str | None] = mapped_column(code())
    title: Mapped[str | None] = mapped_column(String(60))
    content: Mapped[str | None] = mapped_column(String(1000))
    location_text: Mapped[str | None] = mapped_column(String(100))
    occurred_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    expectation: Mapped[str | None] = mapped_column(String(200))
    duplicate_of_id: Mapped[int | None] = mapped_column(ref("ticket"))
    repeat_seq: Mapped[int | None]
    accepted_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    due_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    status: Mapped[str | None] = mapped_column(code(), index=True)
    finish_requested_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    completed_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    result_text: Mapped[str | None] = mapped_column(String(1000))
    outcome: Mapped[str | None] = mapped_column(code())
    callback_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    contact_result: Mapped[str | None] = mapped_column(code())
    satisfaction: Mapped[str | None] = mapped_column(code())
    attitude_satisfaction: Mapped[str | None] = mapped_column(code())
    dissatisfaction_reason: Mapped[str | None] = mapped_column(code())
    callback_note: Mapped[str | None] = mapped_column(String(200))
    supervision_level: Mapped[str | None] = mapped_column(code())
    return_count: Mapped[int | None]
    rework_count: Mapped[int | None]
    archived_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    grid_id: Mapped[int | None] = mapped_column(ref("grid"))
    building_id: Mapped[int | None] = mapped_column(ref("building"))
    house_id: Mapped[int | None] = mapped_column(ref("house"))
    street_id: Mapped[int | None] = mapped_column(ref("street"))
    round_no: Mapped[int | None]
    review_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    handling_unit_id: Mapped[int | None] = mapped_column(ref("handling_unit"))
    handling_unit_name: Mapped[str | None] = mapped_column(String(60))
    handler_id: Mapped[int | None] = mapped_column(ref("handler"))
    handler_name: Mapped[str | None] = mapped_column(String(50))
    callback_by_id: Mapped[int | None] = mapped_column(ref("staff"))
    into_ticket_id: Mapped[int | None] = mapped_column(ref("ticket"))
    backdate_reason: Mapped[str | None] = mapped_column(String(200))


class TicketAction(Record):
    """工单动作: append-only, the truth of every figure."""

    __tablename__ = "ticket_action"
    __table_args__ = (
        UniqueConstraint("ticket_id", "seq"),
        Index("ix_ticket_action_figures", "action", "at", "ticket_id", "satisfaction"),
        Index("ix_ticket_action_log", "ticket_id", "at", "action"),
        # What a month's count asks: which tickets turned, moved or fell due in it.
        Index(
            "ix_ticket_action_turns",
            "ticket_id",
            "seq",
            "at",
            "to_status",
            sqlite_where=sql("action IN ('ACC', 'FIN', 'APV', 'RWK', 'MRG', 'WDR', 'TRF', 'COR')"),
        ),
        Index("ix_ticket_action_moved", "at", "ticket_id"),
        Index(
            "ix_ticket_action_due",
            "due_at",
            "ticket_id",
            sqlite_where=sql("due_at IS NOT NULL AND round_no = 1"),
        ),
        Index(
            "ix_ticket_action_into_ticket_id",
            "into_ticket_id",
            sqlite_where=sql("into_ticket_id IS NOT NULL"),
        ),
    )

    ticket_id: Mapped[int | None] = mapped_column(ref("ticket"))
    seq: Mapped[int | None]
    action: Mapped[str | None] = mapped_column(code())
    at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    from_status: Mapped[str | None] = mapped_column(code())
    to_status: Mapped[str | None] = mapped_column(code())
    text: Mapped[str | None] = mapped_column(Text)
    payload: Mapped[Any | None] = mapped_column(JSON)
    by_id: Mapped[int | None] = mapped_column(ref("staff"))
    round_no: Mapped[int] = mapped_column(default=1, server_default="1")
    due_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    handling_unit_id: Mapped[int | None] = mapped_column(ref("handling_unit"))
    handler_id: Mapped[int | None] = mapped_column(ref("handler"))
    contact_result: Mapped[str | None] = mapped_column(code())
    satisfaction: Mapped[str | None] = mapped_column(code())
    outcome: Mapped[str | None] = mapped_column(code())
    days: Mapped[int | None]
    into_ticket_id: Mapped[int | None] = mapped_column(ref("ticket"))
    rebound: Mapped[bool] = mapped_column(default=False, server_default="0")
    corrects_seq: Mapped[int | None]


class TicketExtension(Record):
    """延期申请."""

    __tablename__ = "ticket_extension"

    ticket_id: Mapped[int | None] = mapped_column(ref("ticket"), index=True)
    requested_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    days: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(code())
    note: Mapped[str | None] = mapped_column(String(200))
    approver: Mapped[int | None] = mapped_column(ref("staff"))
    decision: Mapped[str | None] = mapped_column(code())
    new_due_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    action_seq: Mapped[int | None]


class TicketWhistle(Record):
    """吹哨: a ticket handed to a cell's members; `action_seq` is its COH in the log."""

    __tablename__ = "ticket_whistle"
    __table_args__ = (UniqueConstraint("ticket_id", "action_seq"),)

    ticket_id: Mapped[int] = mapped_column(ref("ticket"))
    action_seq: Mapped[int]
    group_id: Mapped[int | None] = mapped_column(ref("building_party_group"), index=True)
    whistled_at: Mapped[datetime.datetime] = mapped_column(LocalMoment)
    asked: Mapped[str | None] = mapped_column(String(200))
    needed: Mapped[int | None]
    closed_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)


class WhistleClaim(Record):
    """报到: a member who answers a whistle; whether he came, and for how long."""

    __tablename__ = "whistle_claim"
    __table_args__ = (
        Index(
            "uq_whistle_claim_member",
            "whistle_id",
            "member_id",
            unique=True,
            sqlite_where=sql("NOT is_void"),
        ),
    )

    whistle_id: Mapped[int] = mapped_column(ref("ticket_whistle"))
    member_id: Mapped[int] = mapped_column(ref("party_member"), index=True)
    claimed_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    came_at: Mapped[datetime.datetime | None] = mapped_column(LocalMoment)
    hours: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    did: Mapped[str | None] = mapped_column(String(200))
