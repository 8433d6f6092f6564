"""包栋联户: households and buildings given to members, ended, and who a household shows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from db.derived import short_address
from db.tables.households import Household
from db.tables.party import HouseholdLiaison
from db.tables.places import Building
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households import stays
from wenming_desktop.party import member_rules as rules
from wenming_desktop.party.duty_model import (
    Assign,
    EditLiaison,
    EndLiaisons,
    HomeChoice,
    LiaisonRow,
)
from wenming_desktop.party.member_model import Saved
from wenming_desktop.party.member_refusals import ValueWrongError
from wenming_desktop.party.member_sheet import name_of, resident_of
from wenming_desktop.party.members import standing
from wenming_desktop.party.page_queries import building_name
from wenming_desktop.work import Work, use_case

ROLES = "liaison_role"
_ROWS = """
SELECT l.id, l.member_id, l.household_id, b.id, e.name, b.building_no, bu.unit_no, ho.room_no,
       h.head_name, coalesce(h.people, 0), l.role, l.from_on, l.to_on
FROM household_liaison l
LEFT JOIN household h ON h.id = l.household_id LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit bu ON bu.id = ho.building_unit_id
JOIN building b ON b.id = coalesce(bu.building_id, l.building_id)
JOIN estate e ON e.id = b.estate_id
WHERE l.member_id = ? AND NOT l.is_void
ORDER BY l.to_on IS NOT NULL, e.id, b.sort_key, ho.sort_key, l.id
"""
_HOMES = """
SELECT h.id, e.name, b.building_no, u.unit_no, ho.room_no, h.head_name, h.people,
       group_concat(DISTINCT coalesce(r.full_name, m.full_name)), max(coalesce(m.id = :member, 0))
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
LEFT JOIN household_liaison l ON l.household_id = h.id AND NOT l.is_void
 AND (l.to_on IS NULL OR l.to_on > :today)
LEFT JOIN party_member m ON m.id = l.member_id LEFT JOIN resident r ON r.id = m.resident_id
WHERE b.id = :building AND NOT h.is_void AND coalesce(h.status, 'active') = 'active'
GROUP BY h.id ORDER BY ho.sort_key, h.id
"""


@use_case("liaisons.assign", "安排包栋联户", right="party.write")
def assign(work: Work, command: Assign) -> Saved:
    """Give households or a building to a member; more than ten households are told."""
    member = standing(work, command.member_id, "联系户")
    on = _day(work, command.from_on, "from_on")
    if not command.households and command.building_id is None:
        raise ValueWrongError(field="homes", why="还没有选联系户，要选一户，或选整栋楼。")
    role = command.role or (rules.HOME if command.households else rules.BLOCK)
    _check_role(work, role)
    for household in dict.fromkeys(command.households):
        _give(work, member.id, household, (role, on), instead=command.instead)
    if command.building_id is not None:
        _give_building(work, member.id, command.building_id, (role, on), instead=command.instead)
    follow(work, command.households)
    for household in command.households if command.instead else ():
        stays.own_household(work, household).liaison_member_id = member.id
    work.session.flush()
    work.note(f"member:{member.id}", households=len(command.households))
    doubt = rules.homes_doubt(
        name_of(member, resident_of(work, member)), homes_of(work, [member.id])[member.id]
    )
    return Saved(member.id, (doubt,) if doubt else ())


@use_case("liaisons.edit", "修改包栋联户", right="party.write")
def edit_liaison(work: Work, command: EditLiaison) -> int:
    """Another role or other days; returns the id of the liaison."""
    row = _row(work, command.liaison_id)
    _check_role(work, command.role)
    row.role, row.from_on = command.role, _day(work, command.from_on, "from_on")
    if command.to_on is not None and command.to_on < row.from_on:
        raise ValueWrongError(field="to_on", why="结束日期早于开始日期，请核对。")
    row.to_on = command.to_on
    work.session.flush()
    follow(work, [row.household_id] if row.household_id else [])
    work.note(f"liaison:{row.id}")
    return row.id


@use_case("liaisons.end", "结束包栋联户", right="party.write")
def end_liaisons(work: Work, command: EndLiaisons) -> int:
    """End liaisons on a day; returns how many."""
    on = _day(work, command.on, "on")
    rows = [_row(work, one) for one in dict.fromkeys(command.liaisons)]
    for row in rows:
        close(row, on)
    work.session.flush()
    follow(work, [row.household_id for row in rows if row.household_id])
    work.note(f"liaison:{rows[0].id if rows else 0}", liaisons=len(rows))
    return len(rows)


@use_case("liaisons.of_member", "查看包联户", right="party.read")
def liaisons_of(work: Work, member_id: int) -> tuple[LiaisonRow, ...]:
    """What a member looks after, then what he did."""
    found = work.connection.exec_driver_sql(_ROWS, (member_id,))
    return tuple(_listed(work, row) for row in found)


@use_case("liaisons.homes", "查看包联户", right="party.write")
def homes_in(work: Work, building_id: int, member_id: int) -> tuple[HomeChoice, ...]:
    """The households of a building, with who looks after them now."""
    bound = {"building": building_id, "member": member_id, "today": work.now.date().isoformat()}
    grid = work.session.get(Building, building_id)
    own = work.actor.grid_ids
    if own is not None and (grid is None or grid.grid_id not in own):
        return ()
    return tuple(
        HomeChoice(
            row[0],
            short_address(row[1] or "", row[2] or "", row[3] or "0", row[4] or ""),
            row[5] or "（未定户主）",
            row[6] or 0,
            "、".join((row[7] or "").split(",")) if row[7] else "",
            bool(row[8]),
        )
        for row in work.connection.exec_driver_sql(_HOMES, bound)
    )


def open_liaisons(work: Work, condition: ColumnElement[bool]) -> Sequence[HouseholdLiaison]:
    """Liaisons that last, the oldest first."""
    rows = select(HouseholdLiaison).where(
        condition,
        ~HouseholdLiaison.is_void,
        or_(HouseholdLiaison.to_on.is_(None), HouseholdLiaison.to_on > work.now.date()),
    )
    return work.session.scalars(rows.order_by(HouseholdLiaison.id)).all()


def close(row: HouseholdLiaison, on: date) -> None:
    """End a liaison; one that began later is over on the day it began."""
    row.to_on = max(on, row.from_on) if row.from_on else on


def follow(work: Work, households: Iterable[int]) -> None:
    """Let each household show a member who still looks after it: as now, else the first."""
    work.session.flush()
    for household_id in dict.fromkeys(households):
        household = work.session.get_one(Household, household_id)
        rows = open_liaisons(work, HouseholdLiaison.household_id == household_id)
        members = [row.member_id for row in rows]
        if household.liaison_member_id not in members:
            household.liaison_member_id = members[0] if members else None
    work.session.flush()


def homes_of(work: Work, members: Sequence[int]) -> dict[int, int]:
    """How many households each of these members looks after."""
    marks = ",".join(str(int(one)) for one in members) or "-1"
    rows = work.connection.exec_driver_sql(
        "SELECT l.member_id, count(DISTINCT h.id) FROM household_liaison l"
        " JOIN household h ON h.id = l.household_id AND NOT h.is_void"
        " AND coalesce(h.status, 'active') = 'active'"
        f" WHERE l.member_id IN ({marks}) AND NOT l.is_void"
        " AND (l.to_on IS NULL OR l.to_on > ?) GROUP BY l.member_id",
        (work.now.date().isoformat(),),
    )
    return {**dict.fromkeys(members, 0), **{row[0]: row[1] for row in rows}}


def _give(work: Work, member: int, household: int, how: tuple[str, date], *, instead: bool) -> None:
    stays.own_household(work, household)
    rows = open_liaisons(work, HouseholdLiaison.household_id == household)
    made = HouseholdLiaison(member_id=member, household_id=household)
    _hand_over(work, rows, made, how, instead=instead)


def _give_building(
    work: Work, member: int, building_id: int, how: tuple[str, date], *, instead: bool
) -> None:
    building = work.session.get(Building, building_id)
    if building is None or building.is_void:
        raise NotFoundError(what="这栋楼")
    rows = open_liaisons(work, HouseholdLiaison.building_id == building_id)
    made = HouseholdLiaison(member_id=member, building_id=building_id)
    _hand_over(work, rows, made, how, instead=instead)


def _hand_over(
    work: Work,
    rows: Sequence[HouseholdLiaison],
    made: HouseholdLiaison,
    how: tuple[str, date],
    *,
    instead: bool,
) -> None:
    """Add a liaison unless the member has it; `instead` of the others, theirs end."""
    for row in rows:
        if instead and row.member_id != made.member_id:
            close(row, how[1])
    if all(row.member_id != made.member_id for row in rows):
        made.role, made.from_on = how
        work.session.add(made)


def _check_role(work: Work, role: str) -> None:
    if work.codes.item(ROLES, role) is None:
        raise ValueWrongError(field="role", why="还没有选方式，要选包栋、联户或结对。")


def _day(work: Work, on: date | None, key: str) -> date:
    today = work.now.date()
    if on is not None and on > today:
        raise ValueWrongError(field=key, why=f"日期 {on.isoformat()} 还没有到，请核对。")
    return on or today


def _row(work: Work, liaison_id: int) -> HouseholdLiaison:
    row = work.session.get(HouseholdLiaison, liaison_id)
    if row is None or row.is_void:
        raise NotFoundError(what="这条联系户")
    return row


def _listed(work: Work, row: Any) -> LiaisonRow:
    door = building_name(row[4], row[5])
    if row[2] is not None:
        door = short_address(row[4] or "", row[5] or "", row[6] or "0", row[7] or "")
    start, end = (date.fromisoformat(text) if text else None for text in row[11:13])
    return LiaisonRow(
        row[0],
        row[1],
        row[2],
        row[3],
        door,
        (row[8] or "（未定户主）") if row[2] else "整栋",
        row[9],
        row[10] or "",
        work.codes.name(ROLES, row[10]),
        start,
        end,
    )
