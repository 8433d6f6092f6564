"""核对: which households nobody has gone through for a while, and those gone through."""

from datetime import date

from wenming_desktop.households import stays
from wenming_desktop.households.refusals import WrongDayError
from wenming_desktop.households.rules import Change
from wenming_desktop.households.tidy_model import Confirm, Unconfirmed
from wenming_desktop.work import Work, use_case

_LAST = f"""
SELECT to_household, max("on") AS last FROM resident_change
WHERE kind = '{Change.CONFIRM}' AND NOT is_void GROUP BY to_household
"""
_WAITING = f"""
SELECT h.id, ho.full_address, h.head_name, coalesce(c.last, h.consent_on)
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
LEFT JOIN ({_LAST}) c ON c.to_household = h.id
WHERE NOT h.is_void AND coalesce(h.status, 'active') = 'active'
AND coalesce(c.last, h.consent_on, '') <= ? {{own}}
ORDER BY h.sort_key, h.id LIMIT ?
"""


@use_case("households.not_confirmed", "查看待核对住户", right="register.read")
def not_confirmed(work: Work, months: int, limit: int = 500) -> tuple[Unconfirmed, ...]:
    """Households not confirmed for so many months (never counts, too), in the order of the doors.

    What counts is the last 核对, else the day the family signed for the collection.
    """
    own = ""
    if work.actor.grid_ids is not None:
        ids = ",".join(str(int(grid)) for grid in work.actor.grid_ids) or "-1"
        own = f"AND b.grid_id IN ({ids})"
    before = months_ago(work.now.date(), months).isoformat()
    rows = work.connection.exec_driver_sql(_WAITING.format(own=own), (before, limit))
    return tuple(
        Unconfirmed(
            row[0], row[1] or "", row[2] or "", date.fromisoformat(row[3]) if row[3] else None
        )
        for row in rows
    )


@use_case("households.confirm", "核对住户", right="register.write")
def confirm_household(work: Work, command: Confirm) -> int:
    """These households were gone through and stand as they are; how many."""
    today = work.now.date()
    on = command.on or today
    if on > today:
        raise WrongDayError(day=on.isoformat(), why="不能晚于今天")
    for household_id in dict.fromkeys(command.household_ids):
        household = stays.own_household(work, household_id)
        basis = command.notes.get(household_id, command.basis)
        stays.write_change(work, Change.CONFIRM, on, None, (None, household.id), basis)
    work.note("households:confirmed", households=len(command.household_ids))
    return len(command.household_ids)


def months_ago(day: date, months: int) -> date:
    """The day so many months before; the last of the month where there is no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(years, month + 1, 1)
    longest = (date(years + month // 11, (month + 1) % 12 + 1, 1) - first).days
    return first.replace(day=min(day.day, longest))
