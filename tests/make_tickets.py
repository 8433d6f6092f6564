"""Writes tickets and their logs straight into a data file, without rules or guards."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from wenming_desktop.tallies.model import ActionFact, TicketFact

TICKET = (
    "id", "accepted_at", "nature", "source", "category", "grid_id", "building_id", "repeat_seq",
    "ticket_no",
)  # fmt: skip
ACTION = (
    "ticket_id", "seq", "action", "at", "from_status", "to_status", "round_no", "due_at",
    "handling_unit_id", "satisfaction", "outcome", "corrects_seq", "rebound", "payload", "text",
)  # fmt: skip
RESULT = "已派人到现场处理完毕，住户现场确认，拍照留存，三天后再回头看一次。"


def insert(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    marks = ",".join("?" * len(columns))
    sql = f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})"
    if many := [tuple(row) for row in rows]:
        connection.exec_driver_sql(sql, many)


def text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def ids(connection: Connection, table: str, names: Iterable[Any]) -> dict[Any, int | None]:
    """Rows of grids, buildings or units by name; a number is an id already."""
    found: dict[Any, int | None] = {None: None}
    for name in sorted({name for name in names if name is not None}, key=str):
        if isinstance(name, int):
            insert(connection, table, ("id", "name"), [(name, f"第{name}号")])
            found[name] = name
        else:
            insert(connection, table, ("name",), [(name,)])
            found[name] = connection.exec_driver_sql("SELECT last_insert_rowid()").scalar()
    return found


def put(
    connection: Connection, tickets: Iterable[TicketFact], actions: Iterable[ActionFact]
) -> None:
    """The tickets and their logs; grids and units named by a word are made."""
    facts, log = list(tickets), list(actions)
    grids = ids(connection, "grid", (fact.grid for fact in facts))
    units = ids(connection, "handling_unit", (row.unit for row in log))
    insert(connection, "ticket", TICKET, (_ticket(fact, grids) for fact in facts))
    insert(connection, "ticket_action", ACTION, (_action(row, units) for row in log))


def _ticket(fact: TicketFact, grids: dict[Any, int | None]) -> tuple[Any, ...]:
    return (
        fact.id, text(fact.accepted_at), fact.nature, fact.source, fact.category,
        grids[fact.grid], fact.building, fact.repeat_seq, f"SQ{fact.id:08}",
    )  # fmt: skip


def _action(row: ActionFact, units: dict[Any, int | None]) -> tuple[Any, ...]:
    payload = None if row.level is None else f'{{"level": "{row.level}"}}'
    said = RESULT if row.action == "FIN" else ""
    return (
        row.ticket_id, row.seq, row.action, text(row.at), row.from_status, row.to_status,
        row.round_no, text(row.due_at), units[row.unit], row.satisfaction, row.outcome,
        row.corrects_seq, bool(row.rebound), payload, said,
    )  # fmt: skip
