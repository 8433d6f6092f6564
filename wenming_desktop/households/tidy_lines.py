"""The lines of a data check as a clerk reads them: who or what, at which door, in what state."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wenming_desktop.households import rules
from wenming_desktop.households.data_checks import found_by
from wenming_desktop.households.tidy_model import TidyLine
from wenming_desktop.work import Work, use_case

_FACTS = {
    "household": """
SELECT h.id, h.head_name, ho.full_address, h.people, NULL
FROM household h LEFT JOIN house ho ON ho.id = h.house_id WHERE h.id IN ({marks})
""",
    "resident": """
SELECT r.id, r.full_name, ho.full_address, m.relation_to_head, r.birth_date
FROM resident r LEFT JOIN household_membership m ON m.id = (
    SELECT x.id FROM household_membership x WHERE x.resident_id = r.id AND x.to_on IS NULL
    AND NOT x.is_void ORDER BY x.is_living DESC, x.id LIMIT 1)
LEFT JOIN household h ON h.id = m.household_id LEFT JOIN house ho ON ho.id = h.house_id
WHERE r.id IN ({marks})
""",
    "building": """
SELECT b.id, b.building_no, e.name, (SELECT count(*) FROM household h
  JOIN house ho ON ho.id = h.house_id JOIN building_unit u ON u.id = ho.building_unit_id
  WHERE u.building_id = b.id AND NOT h.is_void), NULL
FROM building b JOIN estate e ON e.id = b.estate_id WHERE b.id IN ({marks})
""",
}


@use_case("households.check_count", "查看数据检查", right="register.read")
def check_count(work: Work, code: str) -> int:
    """How many lines a check has."""
    _, sql, bound = found_by(work, code)
    count = work.connection.exec_driver_sql(f"SELECT count(*) FROM ({sql})", bound).scalar()
    return int(count or 0)


@use_case("households.check_page", "查看数据检查", right="register.read")
def check_page(work: Work, code: str, offset: int, limit: int) -> tuple[TidyLine, ...]:
    """`limit` lines of it from `offset` on."""
    table, sql, bound = found_by(work, code)
    part = {**bound, "most": limit, "past": offset}
    rows = work.connection.exec_driver_sql(f"{sql} LIMIT :most OFFSET :past", part)
    ids = [row[0] for row in rows]
    lines = {row[0]: _TOLD[table](work, row) for row in _facts(work, table, ids)}
    return tuple(lines[row_id] for row_id in ids if row_id in lines)


def _facts(work: Work, table: str, ids: Sequence[int]) -> list[Any]:
    marks = ",".join("?" * len(ids))
    return list(work.connection.exec_driver_sql(_FACTS[table].format(marks=marks), tuple(ids)))


def _household(_work: Work, row: Any) -> TidyLine:
    row_id, head, door, people, _ = row
    who = head or "（未定户主）"
    return TidyLine("household", row_id, who, door or "", f"{people} 人" if people else "没有人")


def _resident(work: Work, row: Any) -> TidyLine:
    row_id, name, door, relation, birth = row
    said = work.codes.name("family_relation", relation) if relation else ""
    age = f"{rules.age(date.fromisoformat(birth), work.now.date())} 岁" if birth else ""
    note = "，".join(part for part in (said, age) if part)
    return TidyLine("resident", row_id, name or "", door or "", note)


def _building(_work: Work, row: Any) -> TidyLine:
    row_id, number, estate, homes, _ = row
    return TidyLine("building", row_id, f"{number}号楼", estate, f"{homes} 户")


_TOLD = {"household": _household, "resident": _resident, "building": _building}
