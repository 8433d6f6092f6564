"""A member leaves or moves: what hangs on him, who takes over, all of it in one act."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from db.derived import short_address
from db.tables.party import (
    BuildingPartyGroup,
    HouseholdLiaison,
    PartyMember,
    PartyOrganization,
    PostAssignment,
)
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.party import card_states, claims, leading, liaisons, queries
from wenming_desktop.party import member_rules as rules
from wenming_desktop.party.duty_model import (
    MOVED,
    BuildingLeft,
    CellLeft,
    Hanging,
    Helper,
    HomeLeft,
    Leave,
)
from wenming_desktop.party.member_model import Saved
from wenming_desktop.party.member_refusals import MemberStepError, ValueWrongError
from wenming_desktop.party.member_sheet import cells_known, member_row, name_of, resident_of
from wenming_desktop.party.members import standing
from wenming_desktop.party.page_queries import building_name
from wenming_desktop.party.rules import DEPUTY, LEADER, STATUSES, joined
from wenming_desktop.work import Work, use_case

_HOMES = """
SELECT h.id, e.name, b.building_no, u.unit_no, ho.room_no, h.head_name,
       (SELECT group_concat(DISTINCT coalesce(r.full_name, m.full_name)) FROM household_liaison o
         JOIN party_member m ON m.id = o.member_id LEFT JOIN resident r ON r.id = m.resident_id
         WHERE o.household_id = h.id AND o.member_id <> :id AND NOT o.is_void
         AND (o.to_on IS NULL OR o.to_on > :today))
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
WHERE NOT h.is_void AND coalesce(h.status, 'active') = 'active' AND (h.liaison_member_id = :id
 OR h.id IN (SELECT household_id FROM household_liaison l WHERE l.member_id = :id
  AND NOT l.is_void AND (l.to_on IS NULL OR l.to_on > :today)))
ORDER BY e.id, b.sort_key, ho.sort_key, h.id
"""
_BUILDINGS = """
SELECT DISTINCT b.id, e.name, b.building_no FROM household_liaison l
JOIN building b ON b.id = l.building_id JOIN estate e ON e.id = b.estate_id
WHERE l.member_id = :id AND NOT l.is_void AND (l.to_on IS NULL OR l.to_on > :today)
ORDER BY e.id, b.sort_key, b.id
"""
_ERRANDS = (
    "SELECT '吹哨工单 ' || coalesce(t.ticket_no, '') || ' 报了到，还没有办完'"
    " FROM whistle_claim c JOIN ticket_whistle w ON w.id = c.whistle_id AND NOT w.is_void"
    " JOIN ticket t ON t.id = w.ticket_id"
    " WHERE c.member_id = :id AND NOT c.is_void AND w.closed_at IS NULL ORDER BY w.id",
    "SELECT '微心愿 ' || coalesce(wish_no, '') || ' 认领着，还没有实现' FROM wish"
    " WHERE claimed_member_id = :id AND NOT is_void AND status = '3' ORDER BY id",
)


@use_case("members.hanging", "查看党员离开", right="party.write")
def hanging_of(work: Work, member_id: int) -> Hanging:
    """What hangs on a member, with a balanced proposal for his households and buildings."""
    member = standing(work, member_id, "离开")
    helpers = helpers_of(work, member)
    bound = {"id": member_id, "today": work.now.date().isoformat()}
    run = work.connection.exec_driver_sql
    near = next((one.id for one in sorted(helpers, key=_near)), None)
    group = work.session.get(BuildingPartyGroup, member.group_id) if member.group_id else None
    return Hanging(
        member_id=member_id,
        name=name_of(member, resident_of(work, member)),
        kind=member.member_kind or "",
        cell=(group.name or "") if group is not None else "",
        today=work.now.date(),
        homes=homes_left(work, member_id, helpers),
        buildings=tuple(
            BuildingLeft(row[0], building_name(row[1], row[2]), near)
            for row in run(_BUILDINGS, bound)
        ),
        posts=tuple(_post_names(work, member_id)),
        cells=tuple(_cells_led(work, member_id)),
        claims=tuple(
            "　".join(filter(None, (work.codes.name(claims.POSTS, one.post), one.item)))
            for one in claims.open_claims(work, member_id)
        ),
        errands=tuple(row[0] for sql in _ERRANDS for row in run(sql, {"id": member_id})),
        helpers=helpers,
    )


@use_case("members.leave", "登记党员离开", right="party.write")
def leave_member(work: Work, command: Leave) -> Saved:
    """A member leaves or moves: duties end, successors take over, in one act."""
    member, on = standing(work, command.member_id, "离开"), command.on or work.now.date()
    if command.why != MOVED and command.why not in rules.LEAVING:
        raise ValueWrongError(field="why", why="还没有选为什么离开，要选一项。")
    if on > work.now.date():
        raise ValueWrongError(field="on", why=f"日期 {on.isoformat()} 还没有到，请核对。")
    moved = command.why == MOVED
    taken = _check_successors(work, command)
    _hand_leading(work, member, command, on)
    _end_posts(work, member, on, own_place_only=moved)
    _hand_over(work, member.id, command, on)
    if moved:
        _move(work, member, command.to_group)
    else:
        for claim in claims.open_claims(work, member.id):
            claim.status, claim.ended_on = claims.WITHDRAWN, max(on, claim.claimed_on or on)
        member.member_status = command.why
        card_states.close_cards(work, (member.id,), moved=command.why == rules.TRANSFERRED)
    if note := clean_text(command.note, 200):
        member.remark = "；".join(filter(None, (member.remark, f"{on.isoformat()} {note}")))
    work.session.flush()
    work.note(f"member:{member.id}", why=command.why, households=len(command.homes))
    return Saved(member.id, _loads(work, taken))


def homes_left(work: Work, member_id: int, helpers: Sequence[Helper]) -> tuple[HomeLeft, ...]:
    """The households of a member, each with who might take it over."""
    bound = {"id": member_id, "today": work.now.date().isoformat()}
    rows = work.connection.exec_driver_sql(_HOMES, bound).all()
    alone = [row[0] for row in rows if not row[6]]
    wanted = rules.propose(alone, helpers)
    return tuple(_home(row, wanted.get(row[0])) for row in rows)


def take_over(work: Work, household: int, member_id: int, on: date) -> None:
    """A member looks after a household from a day on."""
    _take(work, "household_id", household, (member_id, rules.HOME, on))
    liaisons.follow(work, [household])


def _near(helper: Helper) -> tuple[bool, int, int]:
    return (not helper.same_cell, helper.homes, helper.id)


def _home(row: Any, proposal: int | None) -> HomeLeft:
    door = short_address(row[1] or "", row[2] or "", row[3] or "0", row[4] or "")
    others = "、".join(row[6].split(",")) if row[6] else ""
    # Who is looked after by another member as well needs no successor.
    return HomeLeft(row[0], door, row[5] or "（未定户主）", others, proposal)


def helpers_of(work: Work, member: PartyMember) -> tuple[Helper, ...]:
    """Members who stay and may look after households, those of his cell first."""
    end = work.now.date() + timedelta(days=1)
    away = (rules.FLOW_OUT, rules.DELEGATE)
    rows = [
        row
        for row in queries.members(work.connection)
        if row[0] != member.id and (row[3] is None or row[3] in STATUSES) and row[2] not in away
    ]
    cells = {row[0]: row[1] or "" for row in queries.cells(work.connection, end)}
    loads = liaisons.homes_of(work, [row[0] for row in rows])
    found = [
        Helper(
            row[0],
            row[1] or "",
            cells.get(row[6], ""),
            member.group_id is not None and row[6] == member.group_id,
            loads[row[0]],
            (row[3] or rules.FULL) == rules.FULL,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=_near))


def _posts_of(work: Work, member_id: int) -> list[PostAssignment]:
    rows = select(PostAssignment).where(
        PostAssignment.member_id == member_id,
        ~PostAssignment.is_void,
        or_(PostAssignment.to_on.is_(None), PostAssignment.to_on > work.now.date()),
    )
    return list(work.session.scalars(rows.order_by(PostAssignment.post, PostAssignment.id)))


def _post_names(work: Work, member_id: int) -> list[str]:
    found = []
    for post in _posts_of(work, member_id):
        org = work.session.get(PartyOrganization, post.org_id) if post.org_id else None
        cell = work.session.get(BuildingPartyGroup, post.group_id) if post.group_id else None
        place = (org.name if org else None) or (cell.name if cell else None) or ""
        found.append(joined(place, work.codes.name("party_post", post.post)))
    return found


def _cells_led(work: Work, member_id: int) -> list[CellLeft]:
    found = []
    for column, post in (("leader_id", "组长"), ("deputy_id", "副组长")):
        groups = select(BuildingPartyGroup).where(
            getattr(BuildingPartyGroup, column) == member_id,
            ~BuildingPartyGroup.is_void,
            BuildingPartyGroup.closed_on.is_(None),
        )
        found += [CellLeft(one.id, one.name or "", post) for one in work.session.scalars(groups)]
    return found


def _check_successors(work: Work, command: Leave) -> list[int]:
    """Who takes something over: members who stay."""
    wanted = [*command.homes.values(), *command.buildings.values(), *command.leaders.values()]
    taken = list(dict.fromkeys(one for one in wanted if one is not None))
    for one in taken:
        if one == command.member_id:
            raise MemberStepError(why="接手的不能是离开的本人，请另选一名党员。没有改动。")
        standing(work, one, "接手")
    return taken


def _end_posts(work: Work, member: PartyMember, on: date, *, own_place_only: bool) -> None:
    """His posts are over; who only moves keeps those of branch and committee."""
    for post in _posts_of(work, member.id):
        if not (own_place_only and post.org_id is not None):
            post.to_on = max(on, post.from_on) if post.from_on else on
    if own_place_only:
        return
    rows = select(PartyOrganization).where(PartyOrganization.secretary_id == member.id)
    for org in work.session.scalars(rows):
        org.secretary_id = None


def _hand_leading(work: Work, member: PartyMember, command: Leave, on: date) -> None:
    for led in _cells_led(work, member.id):
        cell = work.session.get_one(BuildingPartyGroup, led.group_id)
        code = LEADER if led.post == "组长" else DEPUTY
        follower = command.leaders.get(cell.id) if code == LEADER else None
        if follower is None:
            leading.end_lead(work, cell, code, on)
        else:
            leading.lead(work, cell, code, follower, on)


def _hand_over(work: Work, member_id: int, command: Leave, on: date) -> None:
    """Households and buildings go to those named; the others wait for somebody."""
    rows = liaisons.open_liaisons(work, HouseholdLiaison.member_id == member_id)
    roles = {row.household_id: row.role for row in rows if row.household_id}
    blocks = {row.building_id: row.role for row in rows if row.building_id}
    bound = {"id": member_id, "today": work.now.date().isoformat()}
    homes = [row[0] for row in work.connection.exec_driver_sql(_HOMES, bound)]
    for row in rows:
        liaisons.close(row, on)
    for home in homes:
        role = roles.get(home) or rules.HOME
        _take(work, "household_id", home, (command.homes.get(home), role, on))
    for block, said in blocks.items():
        _take(work, "building_id", block, (command.buildings.get(block), said or rules.BLOCK, on))
    liaisons.follow(work, homes)


def _take(work: Work, column: str, target: int, how: tuple[int | None, str, date]) -> None:
    follower, role, on = how
    if follower is None:
        return
    same = getattr(HouseholdLiaison, column) == target
    if any(row.member_id == follower for row in liaisons.open_liaisons(work, same)):
        return
    made = HouseholdLiaison(member_id=follower, role=role, from_on=on)
    setattr(made, column, target)
    work.session.add(made)


def _move(work: Work, member: PartyMember, group: int | None) -> None:
    known = cells_known(work)
    if group is not None and group not in known:
        raise NotFoundError(what="这个党小组")
    member.group_id = group
    if group is not None and known[group] is not None:
        member.branch_id = known[group]


def _loads(work: Work, members: list[int]) -> tuple[str, ...]:
    loads = liaisons.homes_of(work, members)
    found = []
    for one in members:
        row = member_row(work, one)
        found.append(rules.homes_doubt(name_of(row, resident_of(work, row)), loads[one]))
    return tuple(filter(None, found))
