"""Opinions in SQL: whose they are, which node of the tree has them, in which state they stand."""

from collections.abc import Sequence
from typing import Any

from wenming_desktop.opinions.model import ISSUED, OPEN, VOIDED, WAITING, OpinionFilter
from wenming_desktop.party import queries
from wenming_desktop.party.page_queries import below_of
from wenming_desktop.party.rules import GROUP
from wenming_desktop.wishes.rows import found, like, numbers
from wenming_desktop.work import Work

Where = tuple[str, tuple[object, ...]]
FROM = """
FROM merit_opinion o JOIN party_member m ON m.id = o.member_id
LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
LEFT JOIN work_unit u ON u.id = m.work_unit_id
"""
STATE = (
    f"CASE WHEN o.is_void THEN '{VOIDED}' WHEN o.approved_on IS NOT NULL THEN '{ISSUED}'"
    f" WHEN coalesce(o.opinion, '') <> '' THEN '{WAITING}' ELSE '{OPEN}' END"
)
_BRANCH = "coalesce(g.branch_id, m.branch_id)"


def of_filter(work: Work, wanted: OpinionFilter, *, every_state: bool = False) -> Where:
    """The condition of a filter; its state is left out where all states are counted."""
    parts, values = [_in_node(work, wanted)], []
    if not every_state:
        parts.append(f"{STATE} = ?" if wanted.state else "NOT o.is_void")
        values += [wanted.state] if wanted.state else []
    if text := wanted.text.strip():
        people, members = (numbers(found(work, text, kind)) for kind in ("resident", "member"))
        parts.append(
            f"(m.resident_id IN ({people}) OR m.id IN ({members})"
            " OR o.requesting_unit LIKE ? ESCAPE '\\' OR o.request_doc_no LIKE ? ESCAPE '\\'"
            " OR o.opinion_no LIKE ? ESCAPE '\\' OR u.name LIKE ? ESCAPE '\\')"
        )
        values += [like(text)] * 4
    return " AND ".join(parts), tuple(values)


def select(work: Work, columns: str, where: Where, tail: str = "") -> Sequence[Sequence[Any]]:
    """Rows of opinions with their member joined."""
    condition, values = where
    sql = f"SELECT {columns} {FROM} WHERE {condition} {tail}"
    return work.connection.exec_driver_sql(sql, values).all()


def _in_node(work: Work, wanted: OpinionFilter) -> str:
    """Members of a node; whoever has no branch belongs to the committee, as in the tree."""
    if not wanted.level:
        return "1"
    if wanted.level == GROUP:
        return f"m.group_id = {int(wanted.id)}"
    orgs = queries.organizations(work.connection)
    below, home = below_of(orgs, wanted.id)
    inside = f"{_BRANCH} IN ({numbers(below)})"
    known = numbers(row[0] for row in orgs)
    return f"({inside} OR {_BRANCH} IS NULL OR {_BRANCH} NOT IN ({known}))" if home else inside
