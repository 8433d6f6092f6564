"""人生大事 as use cases: what an event will touch, the event recorded, a household's history."""

from datetime import date

from wenming_desktop.households import rules, stays
from wenming_desktop.life.events import script_of
from wenming_desktop.life.model import TITLES, EventLine, LifeEvent, Recorded, Touches
from wenming_desktop.life.refusals import EventNotReadyError
from wenming_desktop.work import Work, use_case

_HISTORY = """
SELECT c."on", c.kind, coalesce(r.full_name, ''), coalesce(c.basis, ''), c.resident_id,
       c.from_household, c.to_household
FROM resident_change c LEFT JOIN resident r ON r.id = c.resident_id
WHERE NOT c.is_void AND (c.from_household = :id OR c.to_household = :id)
ORDER BY c."on" DESC, c.id DESC LIMIT 200
"""


@use_case("life.preview", "查看人口变动", right="register.write")
def preview_event(work: Work, event: LifeEvent) -> Touches:
    """What the event would do, what it asks for, why it cannot be; writes nothing."""
    return script_of(work, event).touches()


@use_case("life.record", "登记人口变动", right="register.write")
def record_event(work: Work, event: LifeEvent) -> Recorded:
    """The event with all that follows from it, as one act."""
    script = script_of(work, event)
    touches = script.touches()
    if not touches.ready:
        raise EventNotReadyError(touches)
    for _, action in script.steps:
        action()
    for write in script.logs:
        write()
    work.session.flush()
    ended = script.made or event.to_household or event.household_id or 0
    work.note(f"household:{ended}", event=str(event.kind), title=TITLES[event.kind])
    return Recorded(ended, tuple(script.came) or event.residents, touches)


@use_case("life.history", "查看人口变动", right="register.read")
def household_events(work: Work, household_id: int) -> tuple[EventLine, ...]:
    """The dated events of a household, newest first."""
    stays.own_household(work, household_id)
    found = work.connection.exec_driver_sql(_HISTORY, {"id": household_id})
    return tuple(_line(household_id, *row) for row in found)


def _line(household: int, *row: object) -> EventLine:
    on, kind, name, basis, who, came_from, went_to = row
    title = rules.CHANGES.get(str(kind), str(kind))
    way = ""
    if came_from != went_to and kind in (rules.Change.WITHIN, rules.Change.SPLIT):
        way = "搬出" if came_from == household else "搬来"
    text = "，".join(part for part in (way, str(basis)) if part)
    known = who if isinstance(who, int) else None
    return EventLine(date.fromisoformat(str(on)), str(kind), title, str(name), text, known)
