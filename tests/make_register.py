"""Households for tests, made through the editor's own service."""

from collections.abc import Mapping
from typing import Any

from tests.samples.people import check_character
from wenming_desktop.households.edit_model import Door, MemberEdit, SaveHousehold
from wenming_desktop.households.save import save_household
from wenming_desktop.work import Desk, Work, use_case

KEYS = {
    "name": "resident.full_name",
    "number": "resident.id_number",
    "birth": "resident.birth_date",
    "sex": "resident.gender",
    "phone": "resident.phone",
    "relation": "household_membership.relation_to_head",
    "hukou": "household_membership.is_hukou",
    "living": "household_membership.is_living",
    "since": "household_membership.from_on",
    "status": "resident.residence_status",
    "care": "special_care.category",
}
SINCE = "2020-01-01"


def number(birth: str, serial: int, area: str = "630100") -> str:
    """An invented identity number: area of nowhere, day of birth as 1962-03-14, serial."""
    body = f"{area}{birth.replace('-', '')}{serial:03}"
    return body + check_character(body)


def member(name: str, relation: str = "户主", **said: str) -> MemberEdit:
    """A new person registered and living here since 2020, as typed."""
    told = {"hukou": "是", "living": "是", "since": SINCE, **said}
    return MemberEdit(None, values(name=name, relation=relation, **told))


def values(**said: str) -> Mapping[str, str]:
    """Typed text by field, from short names."""
    return {KEYS[key]: text for key, text in said.items()}


def household(desk: Desk, room: str, *members: MemberEdit, building: str = "3") -> int:
    """A household at 槐荫一院 3号楼 2单元."""
    door = Door("槐荫一院", building, "2", room)
    return desk.write(save_household, SaveHousehold(door=door, members=members))


@use_case("test.register.rows", "测试查看", right="any")
def _rows(work: Work, sql: str, bound: tuple[Any, ...]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in work.connection.exec_driver_sql(sql, bound))


def rows(desk: Desk, sql: str, *bound: Any) -> tuple[tuple[Any, ...], ...]:
    """What a statement finds in the data file."""
    return desk.read(_rows, sql, bound)


def person(desk: Desk, name: str) -> int:
    """The id of the one person of that name."""
    ((found,),) = rows(desk, "SELECT id FROM resident WHERE full_name = ? AND NOT is_void", name)
    return int(found)


def picture(desk: Desk) -> dict[str, tuple[tuple[Any, ...], ...]]:
    """Every row of the register and what hangs on it, to compare before and after."""
    tables = (
        "household", "household_membership", "resident", "resident_change", "special_care",
        "service_card", "service_card_event", "party_member", "household_liaison",
        "post_assignment", "building_party_group", "house", "building", "building_unit",
    )  # fmt: skip
    found = {}
    for table in tables:
        names = [row[1] for row in rows(desk, f"PRAGMA table_info({table})")]
        kept = [n for n in names if n not in {"updated_at", "updated_by", "row_version"}]
        columns = ",".join(f'"{name}"' for name in kept)
        found[table] = rows(desk, f"SELECT {columns} FROM {table} ORDER BY id")
    return found
