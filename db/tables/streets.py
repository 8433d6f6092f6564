"""街巷、街巷长、联系牌."""

import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import LocalDate, code, ref


class Street(Record):
    """街巷."""

    __tablename__ = "street"

    name: Mapped[str | None] = mapped_column(String(40))
    start_point: Mapped[str | None] = mapped_column(String(40))
    end_point: Mapped[str | None] = mapped_column(String(40))
    length_m: Mapped[int | None]
    manage_class: Mapped[str | None] = mapped_column(code())
    grid_ids: Mapped[Any | None] = mapped_column(JSON)


class StreetChief(Record):
    """街巷长."""

    __tablename__ = "street_chief"

    street_id: Mapped[int | None] = mapped_column(ref("street"))
    name: Mapped[str | None] = mapped_column(String(50))
    phone: Mapped[str | None] = mapped_column(String(20))
    origin: Mapped[str | None] = mapped_column(code())
    title: Mapped[str | None] = mapped_column(code())
    from_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    to_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    duties: Mapped[Any | None] = mapped_column(JSON)


class StreetSign(Record):
    """联系牌."""

    __tablename__ = "street_sign"

    street_id: Mapped[int | None] = mapped_column(ref("street"))
    sign_no: Mapped[str | None] = mapped_column(String(20))
    location: Mapped[str | None] = mapped_column(String(60))
    size: Mapped[str | None] = mapped_column(code())
    contacts: Mapped[Any | None] = mapped_column(JSON)
    supervision_phone: Mapped[str | None] = mapped_column(String(20))
    made_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    installed_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    checked_on: Mapped[datetime.date | None] = mapped_column(LocalDate)
    condition: Mapped[str | None] = mapped_column(code())
