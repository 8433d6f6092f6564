"""What the program itself knows of a member in a period; nothing here is typed or guessed."""

from datetime import date, timedelta

from wenming_desktop.opinions.model import Evidence, EvidenceLine
from wenming_desktop.opinions.person import person_of
from wenming_desktop.opinions.rules import year_before
from wenming_desktop.party.member_sheet import member_row
from wenming_desktop.three_cards.figures import member_figures
from wenming_desktop.three_cards.model import MemberFigures
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.three_cards.wording import number
from wenming_desktop.work import Work, use_case

_GRADES = """
SELECT period_from, period_to, grade, resident_rating FROM party_feedback_card
WHERE member_id = ? AND NOT is_void AND issued_on IS NOT NULL
AND period_to >= ? AND period_from < ? ORDER BY period_from, id
"""
_WHISTLED = """
SELECT count(DISTINCT ticket_id) FROM service_record
WHERE member_id = ? AND NOT is_void AND ticket_id IS NOT NULL AND date >= ? AND date < ?
"""


@use_case("opinions.evidence", "汇总党员表现", right="party.read")
def evidence(
    work: Work, member_id: int, first: date | None = None, last: date | None = None
) -> Evidence:
    """What is known from `first` to `last`, both counted; of the last twelve months else."""
    until = last or work.now.date()
    since = first or year_before(until) + timedelta(days=1)
    span = Span.of_days(since, max(since, until))
    counted = member_figures(work, member_id, span)
    lines = (
        EvidenceLine("身份", _standing(work, member_id)),
        *(_counted(work, counted) if counted is not None else ()),
        *_grades(work, member_id, span),
    )
    said = "；".join(f"{line.label}：{line.text}" for line in lines)
    facts = f"{since.isoformat()} 至 {span.last.isoformat()}，{said}。"
    return Evidence(since, span.last, lines, facts)


def _standing(work: Work, member_id: int) -> str:
    member, who = member_row(work, member_id), person_of(work, member_id)
    kind = work.codes.name("party_member_kind", member.member_kind) or "党员"
    since = f"，{who.reported_on.isoformat()} 到社区报到" if who.reported_on else ""
    return kind + since


def _counted(work: Work, found: MemberFigures) -> tuple[EvidenceLine, ...]:
    bound = (found.member_id, found.begin.isoformat(), found.end.isoformat())
    tickets = int(work.connection.exec_driver_sql(_WHISTLED, bound).scalar() or 0)
    served = f"{found.times} 次，{number(found.hours)} 小时" if found.times else "没有记录"
    wishes = f"认领 {found.wishes} 个，实现 {found.fulfilled} 个" if _wished(found) else "没有认领"
    lines = (
        ("认领岗位", "、".join(found.posts) or "没有认领"),
        ("参加服务", served),
        ("响应吹哨", f"{tickets} 件诉求" if tickets else ""),
        ("微心愿", wishes),
        ("联系户", f"{found.households} 户" if found.households else ""),
    )
    return tuple(EvidenceLine(label, text) for label, text in lines if text)


def _wished(found: MemberFigures) -> bool:
    return bool(found.wishes or found.fulfilled)


def _grades(work: Work, member_id: int, span: Span) -> tuple[EvidenceLine, ...]:
    """The grades of the feedback cards that were issued."""
    bound = (member_id, span.begin.isoformat(), span.end.isoformat())
    name = work.codes.name
    said = []
    for begin, end, grade, residents in work.connection.exec_driver_sql(_GRADES, bound):
        by = f"，居民评价{name('appraisal_grade', residents)}" if residents else ""
        own = f"社区评价{name('appraisal_grade', grade)}" if grade else "没有评等次"
        said.append(f"{begin} 至 {end} {own}{by}")
    return (EvidenceLine("反馈卡", "，".join(said)),) if said else ()
