"""导入批次、打印导出记录、附件、通知、草稿: what the work leaves behind."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, LocalMoment, ref


class ImportBatch(Record):
    """导入批次: which file, how it was read, what came of it."""

    __tablename__ = "import_batch"

    kind: Mapped[str] = mapped_column(String(20))
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    sheets: Mapped[Any | None] = mapped_column(JSON)
    mapping: Mapped[Any | None] = mapped_column(JSON)
    rows: Mapped[int] = mapped_column(default=0, server_default="0")
    counts: Mapped[Any | None] = mapped_column(JSON)
    audit_seq: Mapped[int | None]
    undone_at: Mapped[datetime | None] = mapped_column(LocalMoment)


class Attachment(Record):
    """附件: encrypted file beside the data file, found by its hash."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_owner", "owner_table", "owner_id"),)

    owner_table: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    filename: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    caption: Mapped[str | None] = mapped_column(String(60))
    taken_at: Mapped[datetime | None] = mapped_column(LocalMoment)


class PrintLog(Record):
    """打印存档: what went on paper, under which number, with every word that stood on it."""

    __tablename__ = "print_log"

    form: Mapped[str] = mapped_column(String(40))
    object_table: Mapped[str | None] = mapped_column(String(40))
    object_id: Mapped[int | None]
    copies: Mapped[int] = mapped_column(default=1, server_default="1")
    at: Mapped[datetime] = mapped_column(LocalMoment)
    by_id: Mapped[int | None] = mapped_column(ref("staff"))
    purpose: Mapped[str | None] = mapped_column(String(60))
    number: Mapped[str | None] = mapped_column(String(40), index=True)
    title: Mapped[str | None] = mapped_column(String(80))
    pages: Mapped[int | None]
    face: Mapped[Any | None] = mapped_column(JSON)
    sha256: Mapped[str | None] = mapped_column(String(64))


class ExportLog(Record):
    """导出记录."""

    __tablename__ = "export_log"

    what: Mapped[str] = mapped_column(String(40))
    filter: Mapped[Any | None] = mapped_column(JSON)
    rows: Mapped[int]
    columns: Mapped[Any | None] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(LocalMoment)
    by_id: Mapped[int | None] = mapped_column(ref("staff"))
    reason: Mapped[str | None] = mapped_column(String(200))


class MonthlyTally(Record):
    """月结: the frozen figures of a period with their hash."""

    __tablename__ = "monthly_tally"

    period: Mapped[str] = mapped_column(String(30), index=True)
    figures: Mapped[Any | None] = mapped_column(JSON)
    frozen_at: Mapped[datetime | None] = mapped_column(LocalMoment)
    frozen_by: Mapped[int | None] = mapped_column(ref("staff"))
    reopened_at: Mapped[datetime | None] = mapped_column(LocalMoment)
    reopen_reason: Mapped[str | None] = mapped_column(String(200))
    hash: Mapped[str | None] = mapped_column(String(64))


class Notice(Record):
    """通知公示."""

    __tablename__ = "notice"

    title: Mapped[str] = mapped_column(String(60))
    body: Mapped[str | None] = mapped_column(Text)
    posted_at_places: Mapped[Any | None] = mapped_column(JSON)
    from_on: Mapped[date | None] = mapped_column(LocalDate)
    to_on: Mapped[date | None] = mapped_column(LocalDate)


class Draft(Record):
    """草稿: what was typed and not yet saved, per account and form."""

    __tablename__ = "draft"

    account_id: Mapped[int | None] = mapped_column(ref("account"))
    form: Mapped[str] = mapped_column(String(40))
    content: Mapped[Any | None] = mapped_column(JSON)


class Decision(Record):
    """What somebody decided once and need not be asked again: a label declined, no duplicate.

    `subject` names what it is about within its kind, by ids or by a value of a ledger.
    """

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("kind", "subject"),)

    kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(200))
    answer: Mapped[Any | None] = mapped_column(JSON)
