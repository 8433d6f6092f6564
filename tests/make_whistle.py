"""Party cells and their members for tests of whistles and service records."""

from collections.abc import Sequence
from typing import Any

from wenming_desktop.work import Desk


def cell(
    desk: Desk, name: str, members: Sequence[str], building: str = "", *, kind: str = "1"
) -> tuple[int, list[int]]:
    """A cell with its members, covering a building by number; returns its id and theirs."""
    with desk.engine.begin() as connection:

        def insert(table: str, **values: Any) -> int:
            marks = ",".join("?" * len(values))
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({','.join(values)}) VALUES ({marks})",
                tuple(values.values()),
            )
            return int(connection.exec_driver_sql("SELECT last_insert_rowid()").scalar() or 0)

        group = insert("building_party_group", name=name)
        people = [
            insert(
                "party_member",
                full_name=who,
                member_kind=kind,
                reported_on="2026-01-05",
                joined_on="2001-07-01",
                group_id=group,
            )
            for who in members
        ]
        if building:
            connection.exec_driver_sql(
                "UPDATE building SET party_group_id = ? WHERE building_no = ?", (group, building)
            )
    return group, people
