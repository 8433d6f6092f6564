"""What is not in order in the register: each check with how many and whom to jump to."""

from typing import Any

from wenming_desktop.households import rules
from wenming_desktop.households.tidy_model import CheckLine
from wenming_desktop.work import Work, use_case

SHOWN = 200
"""Ids a line carries; the count is of all."""


def _codes(codes: frozenset[str]) -> str:
    return ",".join(f"'{code}'" for code in sorted(codes))


_ACTIVE = "NOT h.is_void AND coalesce(h.status, 'active') = 'active'"
_OPEN = "m.to_on IS NULL AND NOT m.is_void"
_ALIVE = "NOT r.is_void AND coalesce(r.lifecycle, '1') = '1'"
_CHECKS: tuple[tuple[str, str, str, str], ...] = (
    ("head.none", "没有户主的户", "household",
     f"SELECT h.id FROM household h WHERE {_ACTIVE} AND h.head_resident_id IS NULL"),
    ("head.several", "有两位户主的户", "household",
     f"SELECT m.household_id AS id FROM household_membership m WHERE {_OPEN}"
     f" AND m.relation_to_head IN ({_codes(rules.HEADS)})"
     " GROUP BY m.household_id HAVING count(DISTINCT m.resident_id) > 1"),
    ("relation.age", "年龄和关系对不上的人", "resident",
     "SELECT r.id FROM household h JOIN resident o ON o.id = h.head_resident_id"
     " JOIN household_membership m ON m.household_id = h.id JOIN resident r ON r.id = m.resident_id"
     f" WHERE NOT h.is_void AND {_OPEN} AND NOT r.is_void AND"
        # Said twice, so that who is neither child nor parent is not looked up at all.
        f" m.relation_to_head IN ({_codes(rules.CHILDREN | rules.PARENTS)}) AND"
     f" (m.relation_to_head IN ({_codes(rules.CHILDREN)}) AND r.birth_date <= o.birth_date"
     f" OR m.relation_to_head IN ({_codes(rules.PARENTS)})"
     f" AND date(r.birth_date, '+{rules.PARENT_YEARS} years') > o.birth_date)"),
    ("household.empty", "没有人的户", "household",
     f"SELECT h.id FROM household h WHERE {_ACTIVE} AND h.people = 0 AND NOT EXISTS"
     f" (SELECT 1 FROM household_membership m WHERE m.household_id = h.id AND {_OPEN})"),
    ("household.paper", "只有户籍、没有人住的户", "household",
     f"SELECT h.id FROM household h WHERE {_ACTIVE} AND h.people = 0"
     " AND coalesce(h.type, '') <> '3' AND EXISTS"
     f" (SELECT 1 FROM household_membership m WHERE m.household_id = h.id AND {_OPEN})"),
    ("door.empty", "登记为空置、却有人住的房", "household",
     "SELECT h.id FROM house ho JOIN household h ON h.house_id = ho.id"
     f" WHERE ho.usage = '3' AND h.people > 0 AND {_ACTIVE}"),
    ("lease.over", "租期已过的出租房", "household",
     "SELECT h.id FROM house ho JOIN household h ON h.house_id = ho.id"
     f" WHERE ho.usage = '2' AND ho.lease_to < :today AND {_ACTIVE}"),
    ("grid.none", "未划分网格的楼栋", "building",
     "SELECT b.id FROM building b WHERE b.grid_id IS NULL AND NOT b.is_void"
     " AND EXISTS (SELECT 1 FROM building_unit u JOIN house ho ON ho.building_unit_id = u.id"
     " WHERE u.building_id = b.id)"),
    ("phone.none", "没有电话的户", "household",
     f"SELECT h.id FROM household h WHERE {_ACTIVE} AND h.people > 0"
     " AND coalesce(h.contact_phone, '') = '' AND h.id NOT IN (SELECT m.household_id"
     " FROM household_membership m JOIN resident r ON r.id = m.resident_id"
     f" WHERE {_OPEN} AND r.phone > '' AND m.household_id > 0)"),
    ("number.none", "没有身份证号的人", "resident",
     f"SELECT r.id FROM resident r WHERE r.id_number IS NULL AND {_ALIVE}"),
    ("birth.none", "没有出生日期的人", "resident",
     f"SELECT r.id FROM resident r WHERE r.birth_date IS NULL AND {_ALIVE}"),
    ("home.none", "不在任何一户的人", "resident",
     # As a merge of two lists in order: three times as quick as asking of each.
     f"SELECT r.id FROM resident r WHERE {_ALIVE}"
     f" EXCEPT SELECT m.resident_id FROM household_membership m WHERE {_OPEN}"),
    ("home.twice", "户籍或居住登记了两处的人", "resident",
     f"SELECT m.resident_id AS id FROM household_membership m WHERE {_OPEN} GROUP BY m.resident_id"
     " HAVING count(*) > 1 AND (sum(m.is_hukou) > 1 OR sum(m.is_living) > 1)"),
    ("dead.staying", "已去世或迁走、还在户里的人", "resident",
     "SELECT DISTINCT r.id FROM resident r JOIN household_membership m ON m.resident_id = r.id"
     f" WHERE r.lifecycle IN ('2', '3', '4') AND NOT r.is_void AND {_OPEN}"),
    ("status.unchecked", "人户状态待核实的人", "resident",
     f"SELECT r.id FROM resident r WHERE r.residence_status = '9' AND {_ALIVE}"),
)  # fmt: skip


@use_case("households.data_checks", "查看数据检查", right="register.read")
def data_checks(work: Work) -> tuple[CheckLine, ...]:
    """Every check that found something."""
    return tuple(line for code, *_ in _CHECKS if (line := _line(work, code)).count)


@use_case("households.data_check", "查看数据检查", right="register.read")
def data_check(work: Work, code: str) -> CheckLine:
    """One check, with everybody it found."""
    return _line(work, code, shown=None)


def found_by(work: Work, code: str) -> tuple[str, str, dict[str, Any]]:
    """Whose rows a check finds, the statement that finds their ids, the values it binds."""
    _, _, table, sql = next(check for check in _CHECKS if check[0] == code)
    bound: dict[str, Any] = {"today": work.now.date().isoformat()} if ":today" in sql else {}
    return table, f"SELECT * FROM ({sql}){_own(work, table)}", bound


def _line(work: Work, code: str, shown: int | None = SHOWN) -> CheckLine:
    table, found, bound = found_by(work, code)
    title = next(check[1] for check in _CHECKS if check[0] == code)
    # Counting inside SQLite is quick, handing a hundred thousand ids over is not.
    count = work.connection.exec_driver_sql(f"SELECT count(*) FROM ({found})", bound).scalar()
    limit = "" if shown is None else f" LIMIT {shown}"
    rows = work.connection.exec_driver_sql(found + limit, bound) if count else ()
    return CheckLine(code, title, table, int(count or 0), tuple(row[0] for row in rows))


def _own(work: Work, table: str) -> str:
    """What lies in the actor's grids, as a condition on the ids found."""
    if work.actor.grid_ids is None:
        return ""
    grids = ",".join(str(int(grid)) for grid in work.actor.grid_ids) or "-1"
    return f" WHERE id IN ({_MINE[table].format(grids=grids)})"


_HOMES = (
    " FROM household h JOIN house ho ON ho.id = h.house_id"
    " JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id"
)
_MINE = {
    "household": f"SELECT h.id{_HOMES} WHERE b.grid_id IN ({{grids}})",
    "resident": f"SELECT m.resident_id{_HOMES} JOIN household_membership m"
    f" ON m.household_id = h.id AND {_OPEN} WHERE b.grid_id IN ({{grids}})",
    "building": "SELECT b.id FROM building b WHERE b.grid_id IN ({grids})",
}
