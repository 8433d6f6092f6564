"""工作人员、账号、代码表、编号、节假日、承办单位: what the office itself is made of."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Record
from db.types import LocalDate, LocalMoment, code, ref


class Meta(Base):
    """Facts of the file itself: vault id, history key, program version."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Setting(Record):
    """An office setting: key and JSON value."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[Any | None] = mapped_column(JSON)


class Staff(Record):
    """工作人员; `posts` are names as printed on cards, in order."""

    __tablename__ = "staff"

    name: Mapped[str | None] = mapped_column(String(50))
    gender: Mapped[str | None] = mapped_column(code())
    posts: Mapped[Any | None] = mapped_column(JSON)
    phone: Mapped[str | None] = mapped_column(String(20))
    short_phone: Mapped[str | None] = mapped_column(String(8))
    is_on_card: Mapped[bool] = mapped_column(default=False, server_default="0")
    grid_ids: Mapped[Any | None] = mapped_column(JSON)
    on_duty_from: Mapped[date | None] = mapped_column(LocalDate)
    on_duty_to: Mapped[date | None] = mapped_column(LocalDate)
    is_active: Mapped[bool] = mapped_column(default=True, server_default="1")


class Account(Record):
    """账号: its password and keys live in the vault under `vault_id`, never here.

    `public_key` repeats the vault's public key so a planted key is noticed before re-sealing.
    """

    __tablename__ = "account"

    staff_id: Mapped[int | None] = mapped_column(ref("staff"))
    login: Mapped[str] = mapped_column(String(50), unique=True)
    vault_id: Mapped[str | None] = mapped_column(String(64))
    public_key: Mapped[str | None] = mapped_column(String(64))
    last_login_at: Mapped[datetime | None] = mapped_column(LocalMoment)
    must_change: Mapped[bool] = mapped_column(default=False, server_default="0")
    disabled: Mapped[bool] = mapped_column(default=False, server_default="0")


class Role(Record):
    """角色: a named set of rights; data, not code."""

    __tablename__ = "role"

    code: Mapped[str] = mapped_column(String(30), unique=True)
    name: Mapped[str] = mapped_column(String(30))


class RoleRight(Record):
    """One right of a role."""

    __tablename__ = "role_right"
    __table_args__ = (UniqueConstraint("role", "right_code"),)

    role: Mapped[str] = mapped_column(String(30))
    right_code: Mapped[str] = mapped_column(String(40))


class AccountRole(Record):
    """One role of an account."""

    __tablename__ = "account_role"
    __table_args__ = (UniqueConstraint("account_id", "role"),)

    account_id: Mapped[int] = mapped_column(ref("account"))
    role: Mapped[str] = mapped_column(String(30))


class CodeItem(Record):
    """代码项: never deleted, only disabled; `extra` holds a list's own columns."""

    __tablename__ = "code_item"
    __table_args__ = (UniqueConstraint("list", "code"),)

    list: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)
    parent: Mapped[str | None] = mapped_column(String(40))
    sort: Mapped[int] = mapped_column(default=0, server_default="0")
    enabled: Mapped[bool] = mapped_column(default=True, server_default="1")
    is_standard: Mapped[bool] = mapped_column(default=True, server_default="1")
    extra: Mapped[Any | None] = mapped_column(JSON)


class Workday(Record):
    """One day of the office calendar that is no plain weekday or weekend."""

    __tablename__ = "workday"

    day: Mapped[date] = mapped_column(LocalDate, unique=True)
    is_workday: Mapped[bool]
    name: Mapped[str | None] = mapped_column(String(40))
    source: Mapped[str | None] = mapped_column(String(20))


class NumberRule(Record):
    """编号规则: pattern and how often its counter starts again (month, year, never)."""

    __tablename__ = "number_rule"

    kind: Mapped[str] = mapped_column(String(20), unique=True)
    pattern: Mapped[str] = mapped_column(String(60))
    reset: Mapped[str] = mapped_column(String(10))


class NumberCounter(Record):
    """The last number given of a kind in a scope (`2026-11`, `2026` or empty)."""

    __tablename__ = "number_counter"
    __table_args__ = (UniqueConstraint("kind", "scope"),)

    kind: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(String(10))
    last: Mapped[int] = mapped_column(default=0, server_default="0")


class HandlingUnit(Record):
    """承办单位."""

    __tablename__ = "handling_unit"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    phone: Mapped[str | None] = mapped_column(String(20))
    enabled: Mapped[bool] = mapped_column(default=True, server_default="1")
    is_grid: Mapped[bool] = mapped_column(default=False, server_default="0")


class Handler(Record):
    """经办人 of a handling unit; `staff_id` when it is one of ours."""

    __tablename__ = "handler"
    __table_args__ = (UniqueConstraint("handling_unit_id", "name"),)

    handling_unit_id: Mapped[int] = mapped_column(ref("handling_unit"))
    name: Mapped[str] = mapped_column(String(50))
    phone: Mapped[str | None] = mapped_column(String(20))
    staff_id: Mapped[int | None] = mapped_column(ref("staff"))
    enabled: Mapped[bool] = mapped_column(default=True, server_default="1")


class GridAssignment(Record):
    """Who was chief or worker of a grid, from when to when."""

    __tablename__ = "grid_assignment"

    grid_id: Mapped[int] = mapped_column(ref("grid"), index=True)
    staff_id: Mapped[int] = mapped_column(ref("staff"))
    duty: Mapped[str] = mapped_column(String(10))
    from_on: Mapped[date] = mapped_column(LocalDate)
    to_on: Mapped[date | None] = mapped_column(LocalDate)
