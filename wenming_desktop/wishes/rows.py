"""Wishes in SQL: whose they are, where those live, who claimed them, whose node that is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wenming_desktop.party import queries
from wenming_desktop.party.page_queries import Where, below_of, like, number_list, refs_of
from wenming_desktop.party.rules import GROUP
from wenming_desktop.wishes.model import OVERDUE, WishFilter
from wenming_desktop.wishes.rules import CLAIMED
from wenming_desktop.work import Work

FROM = """
FROM wish w JOIN resident r ON r.id = w.resident_id
LEFT JOIN household h ON h.id = (SELECT m.household_id FROM household_membership m
 WHERE m.resident_id = w.resident_id AND (NOT m.is_void OR r.is_void)
 ORDER BY m.is_void, m.to_on IS NOT NULL, m.is_living DESC, m.id DESC LIMIT 1)
LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit bu ON bu.id = ho.building_unit_id
LEFT JOIN building b ON b.id = bu.building_id LEFT JOIN estate e ON e.id = b.estate_id
LEFT JOIN building_party_group g ON g.id = b.party_group_id AND NOT g.is_void
LEFT JOIN party_member cm ON cm.id = w.claimed_member_id
LEFT JOIN resident cr ON cr.id = cm.resident_id
LEFT JOIN building_party_group cg ON cg.id = cm.group_id AND NOT cg.is_void
LEFT JOIN work_unit cu ON cu.id = w.claimed_unit_id
"""
CLAIMANT = "coalesce(cr.full_name, cm.full_name, cu.name, w.claimed_name, '')"
_BRANCH = (
    "coalesce(g.branch_id, (SELECT o.id FROM party_organization o"
    " WHERE o.grid_id = b.grid_id AND NOT o.is_void ORDER BY o.level DESC, o.id LIMIT 1))"
)
_CLAIMANT_BRANCH = "coalesce(cg.branch_id, cm.branch_id)"


def of_filter(work: Work, wanted: WishFilter, *, every_state: bool = False) -> Where:
    """The condition of a filter; its state is left out where all states are counted."""
    parts = ["NOT w.is_void", _in_node(work, wanted.level, wanted.id)]
    values: list[object] = []
    if work.actor.grid_ids is not None:
        parts.append(f"(b.grid_id IN ({number_list(work.actor.grid_ids)}) OR w.collected_by = ?)")
        values.append(work.actor.staff_id)
    if wanted.state == OVERDUE and not every_state:
        parts.append("w.status = ? AND w.contact_due_on < ?")
        values += [CLAIMED, work.now.date().isoformat()]
    elif wanted.state and not every_state:
        parts.append("w.status = ?")
        values.append(wanted.state)
    if text := wanted.text.strip():
        people = number_list(refs_of(work, text, "resident"))
        parts.append(
            f"(w.resident_id IN ({people}) OR cm.resident_id IN ({people})"
            " OR w.content LIKE ? ESCAPE '\\' OR w.wish_no LIKE ? ESCAPE '\\'"
            f" OR {CLAIMANT} LIKE ? ESCAPE '\\')"
        )
        values += [like(text)] * 3
    return " AND ".join(parts), tuple(values)


def select(work: Work, columns: str, where: Where, tail: str = "") -> Sequence[Sequence[Any]]:
    """Rows of wishes with their person, place and claimant joined."""
    condition, values = where
    sql = f"SELECT {columns} {FROM} WHERE {condition} {tail}"
    return work.connection.exec_driver_sql(sql, values).all()


def day(text: str | None) -> date | None:
    """A day as SQLite gives it."""
    return date.fromisoformat(text[:10]) if text else None


def _in_node(work: Work, level: str, node: int) -> str:
    """Wishes of a node's buildings and those its members claimed; the committee has them all."""
    if not level:
        return "1"
    if level == GROUP:
        return f"(b.party_group_id = {int(node)} OR cm.group_id = {int(node)})"
    below, home = below_of(queries.organizations(work.connection), node)
    if home:
        return "1"
    inside = number_list(below)
    return f"({_BRANCH} IN ({inside}) OR {_CLAIMANT_BRANCH} IN ({inside}))"
