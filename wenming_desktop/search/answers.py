"""全局查找 for the window: each hit with what tells it apart and the household it opens."""

from collections.abc import Iterable, Mapping, Sequence

from wenming_desktop.households.model import HouseholdRow
from wenming_desktop.households.queries import rows_of as household_rows
from wenming_desktop.search.model import Answer, Hit
from wenming_desktop.search.service import find
from wenming_desktop.tickets.board_words import due_words
from wenming_desktop.tickets.deadlines import calendar
from wenming_desktop.tickets.queries import rows_of as ticket_rows
from wenming_desktop.work import Work, use_case

RIGHTS = {"ticket": "ticket.read", "card": "card.read", "member": "party.read"}
OPEN = ("resident", "household", "card", "ticket", "member")
"""Kinds that lead somewhere; an empty flat has no page of its own."""
_HOMES = {
    "resident": "SELECT resident_id, household_id FROM household_membership"
    " WHERE to_on IS NULL AND NOT is_void AND resident_id",
    "card": "SELECT id, household_id FROM service_card WHERE id",
}


@use_case("search.answers", "查找", right="register.read")
def search_answers(work: Work, text: str, limit: int = 12) -> tuple[Answer, ...]:
    """What answers the text, best first, as far as this account may see it."""
    hits = [
        hit
        for hit in find(work, text, limit)
        if hit.kind in OPEN and RIGHTS.get(hit.kind, "register.read") in work.actor.rights
    ]
    homes = _homes(work, hits)
    people = {row.id: row for row in household_rows(work, sorted(set(homes.values())))}
    tickets = {row.id: row for row in ticket_rows(work, _ids(hits, "ticket"))}
    days = calendar(work)
    answers = []
    for hit in hits:
        home = homes.get((hit.kind, hit.id), 0)
        note, lamp = "", ("", "")
        if hit.kind == "ticket" and hit.id in tickets:
            row = tickets[hit.id]
            note = row.status_name
            lamp = due_words(row.status, row.status_name, row.due_at, work.now, days)
        elif home in people:
            note = _note(people[home], card=hit.kind == "card")
        title = hit.title.removeprefix("SQ") if hit.kind == "ticket" else hit.title
        answers.append(Answer(hit.kind, hit.id, title, hit.address, note, home, *lamp))
    return _merged(answers)


def _merged(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Without the household whose head is listed: both lines would say the same and open it."""
    heads = {(one.household_id, one.title) for one in answers if one.kind == "resident"}
    return tuple(
        one
        for one in answers
        if one.kind != "household" or (one.household_id, one.title) not in heads
    )


def _note(row: HouseholdRow, *, card: bool) -> str:
    tags = "、".join(tag.label for tag in row.tags)
    return "·".join(part for part in (f"{row.people} 人", tags, row.card_label * card) if part)


def _ids(hits: Iterable[Hit], kind: str) -> list[int]:
    return [hit.id for hit in hits if hit.kind == kind]


def _homes(work: Work, hits: Sequence[Hit]) -> Mapping[tuple[str, int], int]:
    found = {("household", i): i for i in _ids(hits, "household")}
    for kind, sql in _HOMES.items():
        ids = _ids(hits, kind)
        marks = ",".join("?" * len(ids))
        for row in work.connection.exec_driver_sql(f"{sql} IN ({marks})", tuple(ids)):
            if row[1] is not None:
                found.setdefault((kind, row[0]), row[1])
    return found
