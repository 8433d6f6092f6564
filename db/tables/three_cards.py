"""三卡、反馈函、评先评优意见."""

import datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, code, ref


class PartyRegistrationCard(Record):
    """党员登记卡."""

    __tablename__ = "party_registration_card"

    card_no: Mapped[str | None] = mapped_column(String(20))
    member_id: Mapped[int | None] = mapped_column(ref("party_member"))
    registered_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    registrar_id: Mapped[int | None] = mapped_column(ref("staff"))
    commitment: Mapped[str | None] = mapped_column(String(200))
    signed_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    status: Mapped[str | None] = mapped_column(code())


class PartyContactCard(Record):
    """党员服务社区联系卡."""

    __tablename__ = "party_contact_card"

    card_no: Mapped[str | None] = mapped_column(String(20))
    year: Mapped[str | None] = mapped_column(String(20))
    member_id: Mapped[int | None] = mapped_column(ref("party_member"))
    staff_id: Mapped[int | None] = mapped_column(ref("staff"))
    phone: Mapped[str | None] = mapped_column(String(20))
    issued_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    first_half_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    second_half_on: Mapped[datetime.date | None] = mapped_column(LocalDate)


class PartyFeedbackCard(Record):
    """党员服务社区反馈卡; `figures` and the names stand as they were on `issued_on`."""

    __tablename__ = "party_feedback_card"

    card_no: Mapped[str | None] = mapped_column(String(20))
    member_id: Mapped[int | None] = mapped_column(ref("party_member"))
    work_unit_id: Mapped[int | None] = mapped_column(ref("work_unit"))
    period_from: Mapped[datetime.date | None] = mapped_column(LocalDate)
    period_to: Mapped[datetime.date | None] = mapped_column(LocalDate)
    resident_rating: Mapped[str | None] = mapped_column(code())
    grade: Mapped[str | None] = mapped_column(code())
    comment: Mapped[str | None] = mapped_column(String(300))
    sent_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    sent_by: Mapped[int | None] = mapped_column(ref("staff"))
    channel: Mapped[str | None] = mapped_column(code())
    receipt_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    receipt_opinion: Mapped[str | None] = mapped_column(String(200))
    issued_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    member_name: Mapped[str | None] = mapped_column(String(100))
    unit_name: Mapped[str | None] = mapped_column(String(60))
    figures: Mapped[Any | None] = mapped_column(JSON)
    letter_id: Mapped[int | None] = mapped_column(ref("feedback_letter"))


class FeedbackLetter(Record):
    """反馈函."""

    __tablename__ = "feedback_letter"

    letter_no: Mapped[str | None] = mapped_column(String(30))
    work_unit_id: Mapped[int | None] = mapped_column(ref("work_unit"))
    period: Mapped[str | None] = mapped_column(String(20))
    body: Mapped[str | None] = mapped_column(Text)
    issued_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    signatory: Mapped[str | None] = mapped_column(String(20))
    receipt_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    receipt_opinion: Mapped[str | None] = mapped_column(String(200))
    sent_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    channel: Mapped[str | None] = mapped_column(code())
    printed_count: Mapped[int] = mapped_column(default=0, server_default="0")


class MeritOpinion(Record):
    """评先评优意见."""

    __tablename__ = "merit_opinion"

    member_id: Mapped[int | None] = mapped_column(ref("party_member"))
    matter: Mapped[str | None] = mapped_column(code())
    requesting_unit: Mapped[str | None] = mapped_column(String(60))
    request_doc_no: Mapped[str | None] = mapped_column(String(40))
    received_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    due_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    facts: Mapped[str | None] = mapped_column(Text)
    opinion: Mapped[str | None] = mapped_column(code())
    reasons: Mapped[str | None] = mapped_column(Text)
    meeting_record_no: Mapped[str | None] = mapped_column(String(40))
    decided_by: Mapped[Any | None] = mapped_column(JSON)
    approved_by: Mapped[int | None] = mapped_column(ref("staff"))
    issued_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    opinion_no: Mapped[str | None] = mapped_column(String(20))
    approved_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
