"""Opinions in SQL: whose they are, which node of the tree has them, in which state they stand."""

from collections.abc import Sequence
from typing import Any

from wenming_desktop.opinions.model import ISSUED, OPEN, VOIDED, WAITING, OpinionFilter
from wenming_desktop.party.page_queries import Where, in_node, like, meant_by
from wenming_desktop.work import Work

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


def of_filter(work: Work, wanted: OpinionFilter, *, every_state: bool = False) -> Where:
    """The condition of a filter; its state is left out where all states are counted."""
    inside, of_node = in_node(work, wanted.level, wanted.id) if wanted.level else ("1", ())
    parts, values = [inside], [*of_node]
    if not every_state:
        parts.append(f"{STATE} = ?" if wanted.state else "NOT o.is_void")
        values += [wanted.state] if wanted.state else []
    if text := wanted.text.strip():
        parts.append(
            f"({meant_by(work, text)}"
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
