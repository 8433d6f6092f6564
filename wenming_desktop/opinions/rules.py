"""What an opinion must say before it can stand, who decides a veto, when it is due. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

AGREE, ADVISE, DEFER, VETO, UNKNOWN = "1", "2", "3", "4", "5"
"""Codes of `merit_opinion`."""
WITH_REASONS: dict[str, str] = {
    ADVISE: "同意并附建议，要写上建议。",
    DEFER: "暂缓要写明理由和整改期限。",
    VETO: "一票否决要写明事实依据。",
}
LEAST_DECIDERS = 2
LONGEST_FACTS, LONGEST_REASONS, LONGEST_NAME = 2000, 500, 20
_BETWEEN = re.compile(r"[、，,;；\s/]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What an opinion says so far."""

    matter: str = ""
    requesting_unit: str = ""
    received_on: date | None = None
    due_on: date | None = None
    facts: str = ""
    opinion: str = ""
    reasons: str = ""
    meeting_record_no: str = ""
    decided_by: tuple[str, ...] = ()


def people(text: str) -> tuple[str, ...]:
    """The names in a line, each once, in their order."""
    return tuple(dict.fromkeys(name for name in _BETWEEN.split(text.strip()) if name))


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """The same names without blanks, nobody twice."""
    return tuple(dict.fromkeys(name for one in names if (name := "".join(one.split()))))


def missing(draft: Draft, today: date) -> tuple[tuple[str, str], ...]:
    """Why this cannot be saved, field by field; nothing where it can."""
    return (*_of_request(draft, today), *_of_opinion(draft))


def lacks_opinion(draft: Draft) -> bool:
    """Whether it is still the request alone."""
    return not draft.opinion


def _of_request(draft: Draft, today: date) -> tuple[tuple[str, str], ...]:
    received, due = draft.received_on, draft.due_on
    late = received is not None and received > today
    early = received is not None and due is not None and due < received
    found = (
        ("matter", not draft.matter, "还没有选征求意见事项。"),
        ("requesting_unit", not draft.requesting_unit.strip(), "来函单位空着，要写上。"),
        ("received_on", received is None, "要写哪一天收到的。"),
        ("received_on", late, "收到日期还没到。"),
        ("due_on", early, "答复期限早于收到的那一天。"),
    )
    return tuple((field, text) for field, wrong, text in found if wrong)


def _of_opinion(draft: Draft) -> tuple[tuple[str, str], ...]:
    if not draft.opinion:
        return ()
    veto = draft.opinion == VETO
    reasons = draft.opinion in WITH_REASONS and not draft.reasons.strip()
    few = len(each_once(draft.decided_by)) < LEAST_DECIDERS
    found = (
        ("facts", not draft.facts.strip(), "在社区表现空着，要写上。"),
        ("reasons", reasons, WITH_REASONS.get(draft.opinion, "")),
        (
            "meeting_record_no",
            veto and not draft.meeting_record_no.strip(),
            "一票否决要经会议研究，写上会议记录号。",
        ),
        ("decided_by", veto and few, "一票否决要两人以上研究决定，写上他们的姓名。"),
    )
    return tuple((field, text) for field, wrong, text in found if wrong)


def lamp(
    due: date | None, today: date, workdays: Callable[[date, date], int], *, runs: bool
) -> tuple[str, str]:
    """The lamp of a request and its words; no clock runs once it is answered."""
    if due is None or not runs:
        return "", ""
    if today > due:
        return "red", f"超期 {max(1, workdays(due, today))} 天"
    if today == due:
        return "amber", "今天到期"
    left = workdays(today, due)
    return ("amber" if left <= 1 else "green"), f"剩 {left} 天"


def year_before(day: date) -> date:
    """The same day a year ago; the 28th where there was no 29th of February."""
    leap = (day.month, day.day) == (2, 29)
    return date(day.year - 1, 2, 28) if leap else day.replace(year=day.year - 1)
