"""Raw rows by table name: what history keeps and undo puts back, exactly as stored."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from db.base import Base

CHUNK = 500


def columns_of(table: str) -> list[str]:
    """The column names of a table of ours; `KeyError` for any other name."""
    return [column.name for column in Base.metadata.tables[table].columns]


def fetch(connection: Connection, table: str, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The stored rows with these ids, raw."""
    names = columns_of(table)
    found: dict[int, dict[str, Any]] = {}
    for part in chunks(ids):
        marks = ",".join("?" * len(part))
        rows = connection.exec_driver_sql(
            f"SELECT {_quoted(names)} FROM {table} WHERE id IN ({marks})",
            tuple(part),
        )
        for row in rows:
            found[row[names.index("id")]] = dict(zip(names, row, strict=True))
    return found


def insert(
    connection: Connection, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert raw rows."""
    if rows:
        marks = ",".join("?" * len(names))
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({_quoted(names)}) VALUES ({marks})",
            [tuple(row) for row in rows],
        )


def update(
    connection: Connection, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Update raw values of `names`; each row ends with its id."""
    if rows:
        sets = ",".join(f'"{name}"=?' for name in names)
        connection.exec_driver_sql(
            f"UPDATE {table} SET {sets} WHERE id=?",
            [tuple(row) for row in rows],
        )


def delete(connection: Connection, table: str, ids: Sequence[int]) -> None:
    """Take rows out (only undo does)."""
    for part in chunks(ids):
        marks = ",".join("?" * len(part))
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id IN ({marks})", tuple(part))


def next_id(connection: Connection, table: str) -> int:
    """The first id free for a bulk insert; stable inside one write transaction."""
    last = connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar()
    return int(last or 0) + 1


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids in parts that fit one statement."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _quoted(names: Sequence[str]) -> str:
    return ",".join(f'"{name}"' for name in names)
