"""What a new data file starts with besides code lists: roles, rights, number patterns, holidays."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

import resources
from db.base import Record
from db.tables.office import NumberRule, Role, RoleRight, Workday
from db.tables.ticket_desk import StandardReply, TicketKeyword

CalendarDay = tuple[date, bool, str]


def load(connection: Connection, now: datetime, calendar: Iterable[CalendarDay]) -> None:
    """Write the seeds into an empty file; `calendar` holds day, is workday, name."""
    roles = [{"code": r["code"], "name": r["name_zh"]} for r in _rows("role")]
    _insert(connection, Role, roles, now)
    _insert(connection, RoleRight, _rows("role_right"), now)
    _insert(connection, NumberRule, _rows("number_rule"), now)
    _insert(connection, TicketKeyword, _rows("ticket_keyword"), now)
    _insert(connection, StandardReply, _rows("standard_reply"), now)
    days = [
        {"day": day, "is_workday": works, "name": name, "source": "package"}
        for day, works, name in calendar
    ]
    _insert(connection, Workday, days, now)


def add_missing(connection: Connection, now: datetime) -> None:
    """Write the seeds that a file made by an older program lacks."""
    for table, name, columns in (
        (RoleRight, "role_right", ("role", "right_code")),
        (NumberRule, "number_rule", ("kind",)),
        (TicketKeyword, "ticket_keyword", ("word", "category")),
        (StandardReply, "standard_reply", ("kind", "title")),
    ):
        known = connection.execute(select(*(getattr(table, column) for column in columns)))
        have = {tuple(row) for row in known}
        lacking = [r for r in _rows(name) if tuple(r[column] for column in columns) not in have]
        if lacking:
            _insert(connection, table, lacking, now)


def all_rights() -> frozenset[str]:
    """Every right there is: the founder's, until his account stands."""
    return frozenset(row["right_code"] for row in _rows("role_right"))


def _insert(
    connection: Connection, table: type[Record], rows: list[dict[str, Any]], now: datetime
) -> None:
    connection.execute(insert(table), [{**row, "created_at": now} for row in rows])


def _rows(name: str) -> list[dict[str, Any]]:
    with resources.path("codes", f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
