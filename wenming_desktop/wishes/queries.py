"""Reads of wishes: lists of a node, counts beside the states, one whole wish, choices."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from db.derived import short_address
from db.tables.office import Staff
from db.tables.party import Wish, WorkUnit
from wenming_desktop.errors import NotFoundError
from wenming_desktop.wishes import rows, rules
from wenming_desktop.wishes.model import (
    BoardWish,
    WishChoices,
    WishCounts,
    WishFilter,
    WishLine,
    WishSheet,
    WishStep,
)
from wenming_desktop.wishes.people import shown_of
from wenming_desktop.wishes.service import CATEGORIES, STATES
from wenming_desktop.work import Work, use_case

_LINE = (
    "w.id, w.wish_no, r.full_name, e.name, b.building_no, bu.unit_no, ho.room_no, w.category,"
    f" w.content, w.status, {rows.CLAIMANT}, w.contact_due_on, w.recipient_signed,"
    " coalesce(w.fulfilled_on, w.claimed_on, w.reviewed_on, w.collected_on)"
)
ORDERS = {
    "number": "w.wish_no",
    "name": "coalesce(r.full_name, '')",
    "category": "coalesce(w.category, '')",
    "status": "coalesce(w.status, '')",
    "day": "coalesce(w.fulfilled_on, w.claimed_on, w.reviewed_on, w.collected_on, '')",
}
"""By what a clerk may sort; what must be acted on first where nothing is chosen."""
_USUAL = (
    "w.status = '3' AND w.contact_due_on < '{today}' DESC,"
    " instr('1325467', w.status), coalesce(w.collected_on, '') DESC, w.id DESC"
)
_SHEET = (
    f"r.full_name, r.gender, r.birth_date, {rows.CLAIMANT}, h.id, e.name, b.building_no,"
    " bu.unit_no, ho.room_no, (SELECT name FROM staff WHERE id = w.collected_by),"
    " (SELECT name FROM staff WHERE id = w.reviewed_by)"
)


@use_case("wishes.count", "查看微心愿", right="party.read")
def wish_count(work: Work, wanted: WishFilter) -> int:
    """How many wishes a filter leaves."""
    return int(rows.select(work, "count(*)", rows.of_filter(work, wanted))[0][0])


@use_case("wishes.page", "查看微心愿", right="party.read")
def wish_page(work: Work, wanted: WishFilter, offset: int, limit: int) -> tuple[WishLine, ...]:
    """`limit` wishes from `offset` on: what must be acted on first, then the newest."""
    today = work.now.date()
    order = _USUAL.format(today=today.isoformat())
    if wanted.sort:
        order = f"{ORDERS[wanted.sort]} {'DESC' if wanted.descending else 'ASC'}, w.id DESC"
    tail = f"ORDER BY {order} LIMIT {int(limit)} OFFSET {int(offset)}"
    found = rows.select(work, _LINE, rows.of_filter(work, wanted), tail)
    return tuple(_line(work, row, today) for row in found)


@use_case("wishes.counts", "查看微心愿", right="party.read")
def wish_counts(work: Work, wanted: WishFilter) -> WishCounts:
    """How many wishes of the node and text each state holds; the filter's state does not count."""
    where = rows.of_filter(work, wanted, every_state=True)
    today = work.now.date().isoformat()
    late = f"sum(w.status = '{rules.CLAIMED}' AND w.contact_due_on < '{today}')"
    found = rows.select(work, f"w.status, count(*), {late}", where, "GROUP BY w.status")
    states = {row[0] or rules.COLLECTED: row[1] for row in found}
    return WishCounts(states, sum(row[2] or 0 for row in found))


@use_case("wishes.sheet", "查看微心愿", right="party.read")
def wish_sheet(work: Work, wish_id: int) -> WishSheet:
    """The whole of one wish."""
    condition, values = rows.of_filter(work, WishFilter())
    found = rows.select(work, _SHEET, (f"{condition} AND w.id = ?", (*values, wish_id)))
    wish = work.session.get(Wish, wish_id)
    if not found or wish is None:
        raise NotFoundError(what="这条微心愿")
    (name, gender, _, claimant, household, *door, collector, reviewer) = found[0]
    shown, today = shown_of(work, wish.resident_id or 0), work.now.date()
    codes, status = work.codes, wish.status or rules.COLLECTED
    return WishSheet(
        id=wish.id,
        number=wish.wish_no or "",
        resident_id=wish.resident_id or 0,
        person=name or "",
        age=shown.age,
        gender=codes.name("gender", gender) if gender else "",
        door=_door(door),
        household_id=household or 0,
        category=wish.category or "",
        category_name=codes.name(CATEGORIES, wish.category),
        content=wish.content or "",
        cost=_plain(wish.estimated_cost),
        cost_told=rules.cost_told(wish.estimated_cost),
        collected_on=wish.collected_on,
        collected_by=collector or "",
        reviewed_on=wish.reviewed_on,
        reviewed_by=reviewer or "",
        display_name=wish.display_name or "",
        suggested_name=rules.display_name(shown),
        claimant=claimant,
        claimed_member_id=wish.claimed_member_id,
        claimed_on=wish.claimed_on,
        contact_due_on=wish.contact_due_on,
        late=rules.late_days(status, wish.contact_due_on, today),
        fulfilled_on=wish.fulfilled_on,
        signed=wish.recipient_signed,
        thanks=wish.thanks or "",
        status=status,
        status_name=codes.name(STATES, status),
        closed_reason=wish.closed_reason or "",
        steps=_steps(wish, status),
        moves=rules.possible(status),
        today=today,
    )


@use_case("wishes.choices", "查看微心愿", right="party.read")
def wish_choices(work: Work) -> WishChoices:
    """What the dialogs offer."""
    staff = work.session.query(Staff.id, Staff.name).filter(~Staff.is_void, Staff.is_active)
    units = work.session.query(WorkUnit.id, WorkUnit.name).filter(~WorkUnit.is_void)
    return WishChoices(
        today=work.now.date(),
        categories=tuple((item.code, item.name) for item in work.codes.items(CATEGORIES)),
        staff=tuple((row[0], row[1] or "") for row in staff.order_by(Staff.id)),
        units=tuple((row[0], row[1] or "") for row in units.order_by(WorkUnit.name)),
        me=work.actor.staff_id,
    )


def published(work: Work, wanted: WishFilter) -> tuple[BoardWish, ...]:
    """What hangs on the door: the published wishes of a node, the longest waiting first."""
    plain = WishFilter(wanted.level, wanted.id, rules.PUBLISHED)
    columns = "w.wish_no, w.display_name, w.category, w.content, w.reviewed_on, r.full_name, r.id"
    tail = "ORDER BY w.reviewed_on, w.id"
    found = rows.select(work, columns, rows.of_filter(work, plain), tail)
    return tuple(
        BoardWish(
            number=row[0] or "",
            name=row[1] or "",
            category=work.codes.name(CATEGORIES, row[2]),
            content=rules.without_name(row[3] or "", row[5] or "", shown_of(work, row[6])),
            since=rows.day(row[4]),
        )
        for row in found
    )


def _line(work: Work, row: Sequence[Any], today: date) -> WishLine:
    status = row[9] or rules.COLLECTED
    return WishLine(
        id=row[0],
        number=row[1] or "",
        name=row[2] or "",
        door=_door(row[3:7]),
        category=work.codes.name(CATEGORIES, row[7]),
        content=row[8] or "",
        status=status,
        status_name=work.codes.name(STATES, status),
        claimant=row[10],
        day=rows.day(row[13]),
        late=rules.late_days(status, rows.day(row[11]), today),
        unsigned=status == rules.FULFILLED and not row[12],
    )


def _door(place: Sequence[str | None]) -> str:
    return short_address(*(part or "" for part in place)) if place[-1] else ""


def _plain(cost: Decimal | None) -> Decimal | None:
    """120 rather than 120.00, 99.5 as it is."""
    return None if cost is None else Decimal(f"{cost.normalize():f}")


def _steps(wish: Wish, status: str) -> tuple[WishStep, ...]:
    shown = wish.reviewed_on if status != rules.DECLINED else None
    days = (wish.collected_on, shown, wish.claimed_on, wish.fulfilled_on)
    return tuple(
        WishStep(label, f"{on:%m-%d}" if on and state == "done" else "", state)
        for label, on, state in zip(rules.STAGES, days, rules.stages(status), strict=True)
    )
