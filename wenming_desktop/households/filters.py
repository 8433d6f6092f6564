"""Which households a list shows: the filter as SQL over household `h`, house `ho`, building `b`."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from db import search, search_docs
from wenming_desktop.households import tags
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.work import Work

FROM = """
FROM household h JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
JOIN estate e ON e.id = b.estate_id
"""
SEARCH_LIMIT = 500
Where = tuple[str, tuple[object, ...]]


def where(work: Work, wanted: HouseholdFilter) -> Where:
    """The condition and its values."""
    parts, values = ["NOT h.is_void"], list[object]()
    if wanted.estate_id is not None:
        parts.append("b.estate_id = ?")
        values.append(wanted.estate_id)
    if wanted.grid_id is not None:
        parts.append("b.grid_id = ?")
        values.append(wanted.grid_id)
    if work.actor.grid_ids is not None:
        parts.append(f"b.grid_id IN ({_numbers(work.actor.grid_ids)})")
    for rule in tags.rules(work.codes):
        if rule.key in wanted.tags:
            sql, more = label(work, rule, wanted.text)
            parts.append(sql)
            values += more
    if wanted.text.strip():
        parts.append(f"h.id IN ({_numbers(matching(work.connection, wanted.text))})")
    return " AND ".join(parts), tuple(values)


def label(work: Work, rule: tags.TagRule, text: str) -> Where:
    """The condition of a label: asked of each household where a text leaves only a few."""
    ask = tags.of_few if text.strip() else tags.of_all
    return ask(rule, work.now.date())


def matching(connection: Connection, text: str) -> list[int]:
    """The households of the people, doors, phones and cards that answer a text, best first."""
    kinds = ("household", "resident", "card", "member")
    found: dict[int, None] = {}
    heads = {
        "household": "SELECT id, id FROM household WHERE id",
        "resident": "SELECT resident_id, household_id FROM household_membership"
        " WHERE to_on IS NULL AND NOT is_void AND resident_id",
        "card": "SELECT id, household_id FROM service_card WHERE id",
        "member": "SELECT p.id, m.household_id FROM party_member p JOIN household_membership m"
        " ON m.resident_id = p.resident_id WHERE p.id",
    }

    def look(kind: str, refs: Sequence[int]) -> Iterable[search.Doc]:
        return search_docs.some(connection, kind, refs)

    hits = search.find(connection, text, SEARCH_LIMIT, kinds, look)
    for kind in kinds:
        ids = [ref for hit, ref in hits if hit == kind]
        if ids:
            rows = connection.exec_driver_sql(f"{heads[kind]} IN ({_numbers(ids)})")
            found.update(dict.fromkeys(row[1] for row in rows))
    return list(found)


def _numbers(ids: Iterable[int]) -> str:
    """Row numbers as SQL text; only integers ever pass."""
    return ",".join(str(int(i)) for i in ids) or "-1"
