"""Memberships written: where a person is registered and lives from a day on."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from db.tables.households import Household, HouseholdMembership, Resident, ResidentChange
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households import rules
from wenming_desktop.households.refusals import WrongDayError
from wenming_desktop.households.rules import Home, Stay
from wenming_desktop.work import Work

MISTAKE = "录入有误"


def own_household(work: Work, household_id: int) -> Household:
    """The household, if it is there and in the actor's grids."""
    found = work.session.get(Household, household_id)
    if found is None or found.is_void or not in_own_grids(work, found.house_id):
        raise NotFoundError(what="这一户")
    return found


def in_own_grids(work: Work, house_id: int | None) -> bool:
    """Whether a door lies where the actor may work."""
    if work.actor.grid_ids is None:
        return True
    grid = work.connection.exec_driver_sql(
        "SELECT b.grid_id FROM house ho JOIN building_unit u ON u.id = ho.building_unit_id"
        " JOIN building b ON b.id = u.building_id WHERE ho.id = ?",
        (house_id,),
    ).scalar()
    return grid in work.actor.grid_ids


def resident(work: Work, resident_id: int) -> Resident:
    """The person, if he is in the register."""
    found = work.session.get(Resident, resident_id)
    if found is None or found.is_void:
        raise NotFoundError(what="这个人")
    return found


def open_rows(work: Work, resident_id: int) -> list[HouseholdMembership]:
    """The open memberships of a person."""
    rows = select(HouseholdMembership).where(
        HouseholdMembership.resident_id == resident_id,
        HouseholdMembership.to_on.is_(None),
        ~HouseholdMembership.is_void,
    )
    return list(work.session.scalars(rows.order_by(HouseholdMembership.id)))


def members(work: Work, household_id: int) -> list[HouseholdMembership]:
    """The open memberships of a household."""
    rows = (
        select(HouseholdMembership)
        .join(Resident, Resident.id == HouseholdMembership.resident_id)
        .where(
            HouseholdMembership.household_id == household_id,
            HouseholdMembership.to_on.is_(None),
            ~HouseholdMembership.is_void,
            ~Resident.is_void,
        )
    )
    return list(work.session.scalars(rows.order_by(HouseholdMembership.id)))


def home_of(work: Work, resident_id: int) -> Home:
    """Where a person is registered and lives now."""
    who = work.session.get(Resident, resident_id)
    unsaid = unsaid_hukou(work, who) if who is not None else None
    found = rules.home(stay(row) for row in open_rows(work, resident_id))
    return Home(unsaid.household_id, found.living) if unsaid is not None else found


def unsaid_hukou(work: Work, who: Resident) -> HouseholdMembership | None:
    """The stay where somebody is registered by his 人户一致 though no stay says so.

    Ledgers tell the state of a person and not where he is registered.
    """
    rows = open_rows(work, who.id)
    if who.residence_status != rules.TOGETHER or any(row.is_hukou for row in rows):
        return None
    return next((row for row in rows if row.is_living), None)


def stay(row: HouseholdMembership) -> Stay:
    """A membership as the rules see it."""
    return Stay(row.household_id or 0, row.is_hukou, row.is_living, row.from_on, row.to_on)


def settle(
    work: Work, who: Resident, where: Home, on: date, relations: Mapping[int, str | None]
) -> None:
    """From `on` the person is registered and lives where `where` says; other stays end then.

    `relations` gives the relation to the head by household, where it is to change.
    """
    work.session.flush()
    wanted = where.wanted()
    was = home_of(work, who.id)
    _say_hukou(work, who)
    for row in open_rows(work, who.id):
        said = wanted.pop(row.household_id or 0, None)
        if said == (row.is_hukou, row.is_living):
            row.relation_to_head = relations.get(row.household_id or 0, row.relation_to_head)
        elif said is not None and row.from_on == on:
            row.is_hukou, row.is_living = said
            row.relation_to_head = relations.get(row.household_id or 0, row.relation_to_head)
        else:
            _end(row, on)
            if said is not None:
                relation = relations.get(row.household_id or 0, row.relation_to_head)
                _begin(work, who.id, row.household_id or 0, said, relation, on)
    for household, said in wanted.items():
        _begin(work, who.id, household, said, relations.get(household), on)
    if where != was:
        who.residence_status = rules.state(where, who.residence_status)
    life = rules.lifecycle(was, where, who.lifecycle)
    if life != who.lifecycle:
        who.lifecycle, who.lifecycle_on = life, None if life == rules.ALIVE else on
    work.session.flush()


def _say_hukou(work: Work, who: Resident) -> None:
    """Write down where somebody is registered before anything changes."""
    unsaid = unsaid_hukou(work, who)
    if unsaid is not None:
        unsaid.is_hukou = True


def void_stay(work: Work, resident_id: int, household_id: int, why: str) -> None:
    """Take a membership out that never was."""
    for row in open_rows(work, resident_id):
        if row.household_id == household_id:
            row.is_void, row.void_reason = True, why or MISTAKE
    who = resident(work, resident_id)
    work.session.flush()
    who.residence_status = rules.state(home_of(work, resident_id), who.residence_status)


def write_change(
    work: Work,
    kind: str,
    on: date,
    who: int | None,
    way: tuple[int | None, int | None] = (None, None),
    basis: str = "",
) -> None:
    """A line of 人口变动; `way` is from and to which household."""
    change = ResidentChange(
        resident_id=who,
        kind=kind,
        on=on,
        from_household=way[0],
        to_household=way[1],
        basis=basis[:60] or None,
    )
    work.session.add(change)


def set_head(work: Work, household: Household) -> None:
    """The head is whoever bears a head's relation."""
    heads = {
        row.resident_id
        for row in members(work, household.id)
        if row.relation_to_head in rules.HEADS
    }
    household.head_resident_id = next(iter(heads)) if len(heads) == 1 else None
    work.session.flush()


def since(row: HouseholdMembership) -> date | None:
    """The day a stay began; an import knows only the day it wrote the row, which is none."""
    written = row.created_at.date() if row.created_at else None
    return None if row.entry_source == "import" and row.from_on == written else row.from_on


def check_day(work: Work, on: date, people: Iterable[Resident]) -> None:
    """Refuse a day in the future, before a birth, or before a stay began."""
    today = work.now.date()
    for who in people:
        began = max(filter(None, map(since, open_rows(work, who.id))), default=None)
        if why := rules.day_fault(on, today, who.birth_date, began):
            raise WrongDayError(day=on.isoformat(), why=why)
    if on > today:
        raise WrongDayError(day=on.isoformat(), why="不能晚于今天")


def _end(row: HouseholdMembership, on: date) -> None:
    began = since(row)
    if began is not None and on < began:
        raise WrongDayError(day=on.isoformat(), why=f"早于入户日期 {began.isoformat()}")
    if row.from_on is not None and on < row.from_on:
        row.from_on = None
    row.to_on = on


def _begin(
    work: Work, who: int, household: int, said: tuple[bool, bool], relation: str | None, on: date
) -> None:
    row = HouseholdMembership(
        household_id=household,
        resident_id=who,
        relation_to_head=relation,
        is_hukou=said[0],
        is_living=said[1],
        from_on=on,
    )
    work.session.add(row)
