"""History: the audit chain and the before/after images that undo reads.

`audit` holds no personal value; `change_image` does, and its keyed digest stands in the chain,
so redacting an image leaves the chain whole.
"""

from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Audit(Base):
    """One act: `hash` = SHA-256(prev + canonical JSON of the other columns)."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True)
    ts_utc: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str] = mapped_column(String(50))
    action: Mapped[str] = mapped_column(String(60))
    obj: Mapped[str] = mapped_column(String(60))
    detail: Mapped[Any] = mapped_column(JSON)
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class ChangeImage(Base):
    """What an act did to rows `row_id`..`last_row_id` of a table.

    `kind` is ins, upd or del. A bulk insert is one image of a range without `after`: the rows
    themselves are the after-image until a later act takes their before-image.
    """

    __tablename__ = "change_image"
    __table_args__ = (Index("ix_change_image_row", "table_name", "last_row_id", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    audit_seq: Mapped[int] = mapped_column(index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    last_row_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(3))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class UndoneAct(Base):
    """An act that was taken back, and the act that did it."""

    __tablename__ = "undone_act"

    audit_seq: Mapped[int] = mapped_column(primary_key=True)
    by_seq: Mapped[int]
