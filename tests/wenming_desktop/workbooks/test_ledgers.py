"""The ledgers offices really keep: every row is found, every column understood."""

from pathlib import Path

import pytest

from wenming_desktop.workbooks import address, headers, reader
from wenming_desktop.workbooks.table import Table, find_tables

_LEDGERS = Path("tests/data/ledgers")
_DOOR = ("estate.name", "building.building_no", "building_unit.unit_no", "house.room_no")
SYNONYMS = headers.Synonyms.load()


def _table(name: str, want: tuple[str, ...]) -> Table:
    (table,) = find_tables(reader.read(_LEDGERS / name), SYNONYMS, want)
    return table


def _households(table: Table) -> int:
    """Doors with a head each; one column of whole addresses or four of parts."""
    doors = set()
    for row in table.rows:
        if "house.full_address" in table.keys:
            door = address.parse(str(table.get(row, "house.full_address")))
        else:
            door = address.from_parts(*(table.get(row, key) for key in _DOOR))
        assert door is not None
        assert door.complete
        doors.add(door)
    return len(doors)


@pytest.mark.parametrize(
    ("name", "people", "first", "last"),
    [
        ("居民信息台账.xlsx", 462, 5, 466),
        ("居民花名册.xls", 458, 3, 460),
        ("三网格.csv", 440, 2, 441),
    ],
)
def test_residents(name: str, people: int, first: int, last: int) -> None:
    table = _table(name, headers.RESIDENTS)
    assert len(table.rows) == people
    assert _households(table) == 168
    assert (table.rows[0].number, table.rows[-1].number) == (first, last)
    assert table.unmapped == ()
    assert all(table.get(row, "resident.full_name") for row in table.rows)


def test_two_head_rows_and_a_total() -> None:
    table = _table("居民信息台账.xlsx", headers.RESIDENTS)
    assert table.header_row == 4
    assert [(row.number, row.why) for row in table.skipped] == [(467, "total")]
    match = next(m for m in table.matches if m.key == "resident.full_name")
    assert (match.header, match.reason) == ("家庭成员情况/姓名", "表头是「姓名」")


def test_doubtful_people_keep_their_rows_and_texts() -> None:
    table = _table("待核人员.xlsx", headers.RESIDENTS)
    assert [row.number for row in table.rows] == list(range(2, 16))
    names = [table.get(row, "resident.full_name") for row in table.rows]
    assert names[6] == ""
    assert names[10] == "=cmd|'/c calc'!A0"
    rooms = [table.get(row, "house.room_no") for row in table.rows]
    assert len(set(rooms)) == 14


@pytest.mark.parametrize(
    ("name", "want", "rows", "keys"),
    [
        (
            "党员花名册.xlsx",
            headers.MEMBERS,
            62,
            {
                "party_member.full_name",
                "party_member.member_kind",
                "party_member.group_id",
                "party_member.work_unit_id",
                "post_assignment.post",
                "household_liaison.household_id",
            },
        ),
        (
            "服务记录.xlsx",
            headers.SERVICES,
            196,
            {
                "service_record.date",
                "service_record.hours",
                "service_record.beneficiaries",
                "party_member.phone",
            },
        ),
        (
            "诉求工单.xlsx",
            headers.TICKETS,
            420,
            {
                "ticket.external_no",
                "ticket.accepted_at",
                "ticket.due_at",
                "ticket.completed_at",
                "ticket.category",
                "ticket.satisfaction",
                "estate.name",
            },
        ),
    ],
)
def test_other_registers(name: str, want: tuple[str, ...], rows: int, keys: set[str]) -> None:
    table = _table(name, want)
    assert len(table.rows) == rows
    assert keys <= set(table.columns)
    assert table.unmapped == ()
    assert set(table.keys) == set(table.columns)
