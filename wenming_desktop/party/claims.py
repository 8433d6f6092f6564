"""认领岗位: a member claims a post, changes it, finishes it or withdraws."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from db.tables.party import PostClaim
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.party.duty_model import Claim, ClaimLine, EndClaim
from wenming_desktop.party.member_refusals import MemberStepError, ValueWrongError
from wenming_desktop.party.members import standing
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_queries import members_of
from wenming_desktop.work import Work, use_case

RUNNING, DONE, WITHDRAWN = "1", "2", "3"
POSTS, STATES = "service_post", "post_claim_status"
_MOST_TIMES = 366
_LINES = """
SELECT c.id, c.member_id, coalesce(r.full_name, m.full_name, ''), c.post, c.item, c.target,
       c.claimed_on, c.plan_times_per_year, coalesce(c.status, '1'), c.ended_on
FROM post_claim c JOIN party_member m ON m.id = c.member_id
LEFT JOIN resident r ON r.id = m.resident_id
LEFT JOIN building_party_group g ON g.id = m.group_id AND NOT g.is_void
LEFT JOIN work_unit u ON u.id = m.work_unit_id
WHERE NOT c.is_void AND {condition}
ORDER BY coalesce(c.status, '1'), c.claimed_on DESC, c.id DESC
"""


@use_case("claims.save", "认领岗位", right="party.write")
def save_claim(work: Work, command: Claim) -> int:
    """A member claims a post, or his claim is changed; returns its id."""
    today = work.now.date()
    if work.codes.item(POSTS, command.post) is None:
        raise ValueWrongError(field="post", why="还没有选岗位，要选一个。")
    on, times = command.claimed_on or today, command.plan_times_per_year
    if on > today:
        raise ValueWrongError(field="on", why=f"认领日期 {on.isoformat()} 还没有到，请核对。")
    if times is not None and not 1 <= times <= _MOST_TIMES:
        why = f"每年次数写的是 {times}，要 1 到 {_MOST_TIMES} 之间的数。"
        raise ValueWrongError(field="times", why=why)
    claim = PostClaim(member_id=command.member_id, status=RUNNING)
    if command.claim_id is not None:
        claim = _running(work, command.claim_id)
    standing(work, claim.member_id or 0, "岗位")
    claim.post, claim.claimed_on, claim.plan_times_per_year = command.post, on, times
    claim.item = clean_text(command.item, 80) or None
    claim.target = clean_text(command.target, 80) or None
    _refuse_twice(work, claim)
    work.session.add(claim)
    work.session.flush()
    work.note(f"claim:{claim.id}")
    return claim.id


@use_case("claims.end", "结束认领岗位", right="party.write")
def end_claim(work: Work, command: EndClaim) -> int:
    """A claim is done, or withdrawn; returns its id."""
    claim = _running(work, command.claim_id)
    on = command.on or work.now.date()
    if on > work.now.date():
        raise ValueWrongError(field="on", why=f"日期 {on.isoformat()} 还没有到，请核对。")
    if claim.claimed_on is not None and on < claim.claimed_on:
        why = f"日期早于认领那天（{claim.claimed_on.isoformat()}），请核对。"
        raise ValueWrongError(field="on", why=why)
    claim.status, claim.ended_on = DONE if command.done else WITHDRAWN, on
    work.session.flush()
    work.note(f"claim:{claim.id}", done=command.done)
    return claim.id


@use_case("claims.of_member", "查看认领岗位", right="party.read")
def claims_of(work: Work, member_id: int) -> tuple[ClaimLine, ...]:
    """The claims of a member, those that run first."""
    return _lines(work, "c.member_id = ?", (member_id,))


@use_case("claims.count", "查看认领岗位", right="party.read")
def claim_count(work: Work, wanted: NodeFilter) -> int:
    """How many claims the members of a node have."""
    condition, values = members_of(work, wanted)
    sql = f"SELECT count(*) FROM ({_LINES.format(condition=condition)})"
    return int(work.connection.exec_driver_sql(sql, values).scalar() or 0)


@use_case("claims.page", "查看认领岗位", right="party.read")
def claim_page(work: Work, wanted: NodeFilter, offset: int, limit: int) -> tuple[ClaimLine, ...]:
    """`limit` claims of a node's members from `offset` on, those that run first."""
    condition, values = members_of(work, wanted)
    return _lines(work, condition, values, f"LIMIT {int(limit)} OFFSET {int(offset)}")


def open_claims(work: Work, member_id: int) -> Sequence[PostClaim]:
    """The claims of a member that run."""
    rows = select(PostClaim).where(
        PostClaim.member_id == member_id, ~PostClaim.is_void, PostClaim.ended_on.is_(None)
    )
    return work.session.scalars(rows.order_by(PostClaim.id)).all()


def _lines(
    work: Work, condition: str, values: tuple[object, ...], tail: str = ""
) -> tuple[ClaimLine, ...]:
    sql = _LINES.format(condition=condition) + tail
    return tuple(_line(work, row) for row in work.connection.exec_driver_sql(sql, values))


def _line(work: Work, row: Any) -> ClaimLine:
    name = work.codes.name
    return ClaimLine(
        row[0],
        row[1],
        row[2],
        row[3] or "",
        name(POSTS, row[3]),
        row[4] or "",
        row[5] or "",
        _day(row[6]),
        row[7],
        row[8],
        name(STATES, row[8]),
        _day(row[9]),
    )


def _running(work: Work, claim_id: int) -> PostClaim:
    claim = work.session.get(PostClaim, claim_id)
    if claim is None or claim.is_void:
        raise NotFoundError(what="这条认领")
    if claim.ended_on is not None:
        state = work.codes.name(STATES, claim.status)
        raise MemberStepError(why=f"这个岗位已经{state}，没有改动。要接着做就再认领一次。")
    return claim


def _refuse_twice(work: Work, claim: PostClaim) -> None:
    for other in open_claims(work, claim.member_id or 0):
        if other.id != claim.id and (other.post, other.item) == (claim.post, claim.item):
            name = work.codes.name(POSTS, claim.post)
            why = f"“{name}”已经认领着，没有再记一条。要认领别的事，请写上具体事项。"
            raise ValueWrongError(field="item", why=why)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
