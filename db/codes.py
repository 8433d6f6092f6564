"""Loads the bundled code lists into the data file; what an office changed is left alone."""

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

import resources
from db.tables.office import CodeItem

KNOWN_COLUMNS = {"code", "name_zh", "note", "parent_code"}
NOT_CODE_LISTS = {"import_header_synonym", "import_value_synonym", "surname_pinyin"}


def bundled() -> Iterator[dict[str, Any]]:
    """Every row of every bundled list, as columns of `code_item`."""
    for file in sorted(resources.path("codes").glob("*.csv")):
        if file.stem in NOT_CODE_LISTS:
            continue
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not {"code", "name_zh"} <= set(reader.fieldnames or ()):
                continue
            for sort, row in enumerate(reader):
                yield {
                    "list": file.stem,
                    "code": row["code"],
                    "name": row["name_zh"],
                    "note": row.get("note") or None,
                    "parent": row.get("parent_code") or None,
                    "sort": sort,
                    "extra": {k: v for k, v in row.items() if k not in KNOWN_COLUMNS and v} or None,
                }


def load(connection: Connection, now: datetime) -> int:
    """Add the bundled rows the file lacks; returns how many were added."""
    have = {tuple(row) for row in connection.execute(select(CodeItem.list, CodeItem.code))}
    rows = [row for row in bundled() if (row["list"], row["code"]) not in have]
    for row in rows:
        row["created_at"] = now
    if rows:
        connection.execute(insert(CodeItem), rows)
    return len(rows)
