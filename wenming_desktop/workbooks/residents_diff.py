"""What a ledger says otherwise than the register: of one person, nothing is written here."""

from typing import Any

from wenming_desktop.households.register import Known
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.people import Person
from wenming_desktop.workbooks.residents_plan import HEADS

BIRTH, PRECISION, SECOND = "birth_date", "birth_precision", "phone2"
_SAME = {"Y": 4, "M": 7}
"""How much of a day counts where only the year or the month was said."""


def changes(person: Person, stored: dict[str, Any]) -> dict[str, Any]:
    """What the ledger says otherwise; an empty cell says nothing."""
    found = {
        name: value
        for name, value in person.values.items()
        if value is not None and name in stored and stored[name] != value
    }
    if SECOND in found and person.second_aside and stored[SECOND]:
        del found[SECOND]  # a number in the first one's cell never drives out a second one
    return _birth(person, stored, found)


def _birth(person: Person, stored: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """A whole day ends the doubt about it; a month says nothing against a day of that month."""
    said, rough = person.values.get(BIRTH), person.values.get(PRECISION)
    if not said:
        return found
    if not rough:
        return found | {PRECISION: None} if stored[PRECISION] else found
    length, known = _SAME[rough], stored[BIRTH]
    if known and known[:length] == said[:length] and stored[PRECISION] not in {"Y", rough}:
        return {name: value for name, value in found.items() if name not in {BIRTH, PRECISION}}
    return found


def is_changed(person: Person, known: Known, stored: dict[str, Any]) -> bool:
    """Whether anything of a person of the register would be written."""
    return bool(
        changes(person, stored)
        or not stored["care"].issuperset(person.care)
        or (known.household_id is None and person.door is not None)
        or new_relation(person, known)
    )


def new_relation(person: Person, known: Known) -> bool:
    """Whether the ledger says another relation; never a second head."""
    return (
        known.membership_id is not None
        and person.relation is not None
        and person.relation != known.relation
        and person.relation not in HEADS
    )


def count(
    outcome: Outcome, person: Person, known: Known | None, stored: dict[int, dict[str, Any]]
) -> None:
    """Count what would become of a person."""
    if known is None:
        outcome.add("residents_added")
    elif is_changed(person, known, stored[known.id]):
        outcome.add("residents_updated")
    else:
        outcome.add("unchanged")
