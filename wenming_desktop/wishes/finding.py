"""Who a wish is for and who may claim it, found as one types: name, initials, door, telephone."""

from collections.abc import Sequence
from typing import Any

from db.derived import short_address
from wenming_desktop.party.page_queries import number_list, refs_of
from wenming_desktop.party.queries import members
from wenming_desktop.wishes.model import PersonChoice
from wenming_desktop.work import Work, use_case

MOST = 8
_LOOKED = 40
_PEOPLE = """
SELECT r.id, coalesce(r.full_name, ''), e.name, b.building_no, u.unit_no, ho.room_no, b.grid_id
FROM resident r JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL
 AND NOT m.is_void
JOIN household h ON h.id = m.household_id AND NOT h.is_void
LEFT JOIN house ho ON ho.id = h.house_id LEFT JOIN building_unit u ON u.id = ho.building_unit_id
LEFT JOIN building b ON b.id = u.building_id LEFT JOIN estate e ON e.id = b.estate_id
WHERE NOT r.is_void AND coalesce(r.lifecycle, '1') NOT IN ('2', '3', '4')
 AND (r.id IN ({people}) OR h.id IN ({homes}))
ORDER BY r.id IN ({people}) DESC, h.id, m.relation_to_head, r.id
"""
_STATES = (None, "1", "2")


@use_case("wishes.find_people", "查找居民", right="register.read")
def find_people(work: Work, text: str) -> tuple[PersonChoice, ...]:
    """Residents a text means; a door or a household brings everybody who lives there."""
    hits = _hits(work, text, ("resident", "household"))
    people, homes = (number_list(hits[kind]) for kind in ("resident", "household"))
    rows = work.connection.exec_driver_sql(_PEOPLE.format(people=people, homes=homes)).all()
    own = work.actor.grid_ids
    seen = {row[0]: row for row in reversed(rows) if own is None or row[6] in own}
    place = {ref: at for at, ref in enumerate(hits["resident"])}
    order = sorted(seen.values(), key=lambda row: place.get(row[0], len(place)))
    return tuple(PersonChoice(row[0], row[1], _door(row[2:6])) for row in order[:MOST])


@use_case("wishes.find_members", "查找党员", right="party.read")
def find_members(work: Work, text: str) -> tuple[PersonChoice, ...]:
    """Members a text means, each with his work unit or cell to tell him apart."""
    hits = _hits(work, text, ("member", "resident"))
    wanted, living = set(hits["member"]), number_list(hits["resident"])
    rows = work.connection.exec_driver_sql(
        f"SELECT id FROM party_member WHERE resident_id IN ({living}) AND NOT is_void"
    )
    wanted |= {row[0] for row in rows}
    named = work.connection.exec_driver_sql("SELECT id, name FROM building_party_group")
    cells = {row[0]: row[1] for row in named}
    return tuple(
        PersonChoice(row[0], row[1] or "", row[8] or cells.get(row[6]) or "")
        for row in members(work.connection)
        if row[0] in wanted and row[3] in _STATES
    )[:MOST]


def _hits(work: Work, text: str, kinds: tuple[str, ...]) -> dict[str, list[int]]:
    wanted = text.strip()
    return {kind: refs_of(work, wanted, kind)[:_LOOKED] if wanted else [] for kind in kinds}


def _door(place: Sequence[Any]) -> str:
    return short_address(*(part or "" for part in place)) if place[-1] else ""
