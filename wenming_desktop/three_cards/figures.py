"""A member's work in a period, counted once: the card, the letter and the screen show this."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from wenming_desktop.party import queries
from wenming_desktop.three_cards.model import MemberFigures
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.work import Work, use_case

Rows = dict[int, list[tuple[Any, ...]]]
_RECORDS = """
SELECT s.member_id, s.id, s.ticket_id IS NULL AND s.wish_id IS NULL AND s.household_id IS NULL
FROM service_record s WHERE NOT s.is_void AND s.date >= ? AND s.date < ? ORDER BY s.date, s.id
"""
_CLAIMS = """
SELECT member_id, id, post, item FROM post_claim
WHERE NOT is_void AND (ended_on IS NULL OR ended_on >= ?)
AND (claimed_on IS NULL OR claimed_on < ?) AND NOT (ended_on IS NULL AND status = '3')
ORDER BY claimed_on, id
"""
_WISHES = """
SELECT claimed_member_id, id, claimed_on >= ? AND claimed_on < ?,
       fulfilled_on >= ? AND fulfilled_on < ?
FROM wish WHERE NOT is_void AND claimed_member_id IS NOT NULL ORDER BY claimed_on, id
"""
_HOMES = """
SELECT DISTINCT l.member_id, h.id FROM household_liaison l
JOIN household h ON h.id = l.household_id AND NOT h.is_void
AND coalesce(h.status, 'active') = 'active'
WHERE NOT l.is_void AND (l.to_on IS NULL OR l.to_on >= ?)
AND (l.from_on IS NULL OR l.from_on < ?) ORDER BY h.id
"""


@use_case("three_cards.figures", "查看党员服务情况", right="party.read")
def member_figures(work: Work, member_id: int, span: Span) -> MemberFigures | None:
    """What one member did in a period; None where there is no such member."""
    return figures(work, span, (member_id,)).get(member_id)


def figures(
    work: Work, span: Span, member_ids: Collection[int] | None = None
) -> dict[int, MemberFigures]:
    """What each of these members did in a period; of everybody where none are named."""
    begin, end = span.begin.isoformat(), span.end.isoformat()
    at = min(span.end, work.now.date() + timedelta(days=1)).isoformat()
    served = queries.served(work.connection, span.begin, span.end)
    records = _by_member(work, _RECORDS, (begin, end))
    claims = _by_member(work, _CLAIMS, (begin, end))
    wishes = _by_member(work, _WISHES, (begin, end) * 2)
    homes = _by_member(work, _HOMES, (at, at))
    found = {}
    for member, name, _, _, _, reported, _, _, unit in queries.members(work.connection):
        if member_ids is not None and member not in member_ids:
            continue
        times, hours = served.get(member, (0, 0.0))
        found[member] = MemberFigures(
            member_id=member,
            name=name or "",
            unit=unit or "",
            reported_on=date.fromisoformat(reported) if reported else None,
            begin=span.begin,
            end=span.end,
            times=times,
            hours=hours,
            **_served(records.get(member, ())),
            **_claimed(work, claims.get(member, ())),
            **_wished(wishes.get(member, ())),
            **_looked_after(homes.get(member, ())),
        )
    return found


def _by_member(work: Work, sql: str, values: tuple[str, ...]) -> Rows:
    found: Rows = defaultdict(list)
    for member, *rest in work.connection.exec_driver_sql(sql, values):
        found[member].append(tuple(rest))
    return found


def _served(rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    ids = tuple(row_id for row_id, _ in rows)
    own = tuple(row_id for row_id, is_own in rows if is_own)
    return {"record_ids": ids, "activity_ids": own, "activities": len(own)}


def _claimed(work: Work, rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    said = (work.codes.name("service_post", post) if post else item for _, post, item in rows)
    names = dict.fromkeys(name for name in said if name)
    return {"posts": tuple(names), "claim_ids": tuple(row[0] for row in rows)}


def _wished(rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    claimed = tuple(row_id for row_id, was_claimed, _ in rows if was_claimed)
    done = tuple(row_id for row_id, _, was_done in rows if was_done)
    return {
        "wishes": len(claimed),
        "wish_ids": claimed,
        "fulfilled": len(done),
        "fulfilled_ids": done,
    }


def _looked_after(rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    return {"households": len(rows), "household_ids": tuple(row[0] for row in rows)}
