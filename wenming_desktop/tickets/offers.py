"""What quick registration offers: categories by use, sources, units with their people."""

from collections import Counter

from wenming_desktop.tickets.intake import (
    CategoryChoice,
    CodeChoice,
    HandlerChoice,
    IntakeChoices,
    UnitChoice,
)
from wenming_desktop.work import Work, use_case

OFTEN = 10
USUAL = ("0801", "0706", "0102", "0505", "1001", "0405", "0901", "0612", "1303", "9901")
"""Offered first while the office has no history of its own."""
LATELY = 2_000
CATEGORIES = "ticket_category"


@use_case("tickets.intake", "登记诉求", right="ticket.read")
def intake_choices(work: Work) -> IntakeChoices:
    """All that the registration form offers; `often` follows the office's latest tickets."""
    used = _latest(work)
    units = _units(work)
    usual_unit = _usual_unit(used, units)
    items = work.codes.items(CATEGORIES)
    groups = {item.parent for item in items if item.parent}
    leaves = {
        item.code: CategoryChoice(
            item.code,
            item.name,
            work.codes.name(CATEGORIES, item.parent) if item.parent else "",
            usual_unit.get(item.code),
        )
        for item in items
        if item.code not in groups
    }
    ranked = [code for code, _ in Counter(code for code, _ in used).most_common()]
    often = [leaves[code] for code in dict.fromkeys((*ranked, *USUAL)) if code in leaves]
    return IntakeChoices(
        tuple(often[:OFTEN]),
        tuple(leaves.values()),
        _codes(work, "ticket_urgency"),
        _codes(work, "ticket_source"),
        units,
        _codes(work, "ticket_nature"),
    )


def _codes(work: Work, listed: str) -> tuple[CodeChoice, ...]:
    return tuple(CodeChoice(item.code, item.name) for item in work.codes.items(listed))


def _latest(work: Work) -> list[tuple[str, int | None]]:
    """Category and handling unit of the latest tickets."""
    rows = work.connection.exec_driver_sql(
        "SELECT category, handling_unit_id FROM ticket WHERE NOT is_void AND category <> ''"
        " ORDER BY accepted_at DESC LIMIT ?",
        (LATELY,),
    )
    return [(row[0], row[1]) for row in rows]


def _usual_unit(
    used: list[tuple[str, int | None]], units: tuple[UnitChoice, ...]
) -> dict[str, int]:
    """Where most tickets of a category went."""
    known = {unit.id for unit in units}
    counts = Counter((code, unit) for code, unit in used if unit in known)
    found: dict[str, int] = {}
    for (code, unit), _ in counts.most_common():
        if unit is not None:
            found.setdefault(code, unit)
    return found


def _units(work: Work) -> tuple[UnitChoice, ...]:
    people: dict[int, list[HandlerChoice]] = {}
    for unit, row_id, name in work.connection.exec_driver_sql(
        "SELECT handling_unit_id, id, name FROM handler WHERE enabled AND NOT is_void ORDER BY id"
    ):
        people.setdefault(unit, []).append(HandlerChoice(row_id, name))
    rows = work.connection.exec_driver_sql(
        "SELECT id, name FROM handling_unit WHERE enabled AND NOT is_void ORDER BY id"
    )
    return tuple(UnitChoice(row[0], row[1], tuple(people.get(row[0], ()))) for row in rows)
