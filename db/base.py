"""The declarative base: constraint names and the columns every table has."""

from datetime import datetime

from sqlalchemy import MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.types import LocalMoment

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of all tables."""

    metadata = MetaData(naming_convention=NAMES)


class Record(Base):
    """A row of office data: who wrote it when, how it came in, whether it was voided.

    `entry_source` is manual, import or exchange; nothing is deleted, a wrong row is voided.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime | None] = mapped_column(LocalMoment, sort_order=100)
    created_by: Mapped[int | None] = mapped_column(sort_order=101)
    updated_at: Mapped[datetime | None] = mapped_column(LocalMoment, sort_order=102)
    updated_by: Mapped[int | None] = mapped_column(sort_order=103)
    row_version: Mapped[int] = mapped_column(default=1, server_default="1", sort_order=104)
    entry_source: Mapped[str] = mapped_column(
        String(10), default="manual", server_default="manual", sort_order=105
    )
    is_void: Mapped[bool] = mapped_column(default=False, server_default="0", sort_order=106)
    void_reason: Mapped[str | None] = mapped_column(String(200), sort_order=107)
    remark: Mapped[str | None] = mapped_column(Text, sort_order=108)
