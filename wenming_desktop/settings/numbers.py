"""编号: numbers by editable patterns, without gaps, never given twice."""

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from db.tables.office import NumberCounter, NumberRule
from wenming_desktop.work import Work

SCOPES = {"month": "%Y-%m", "year": "%Y", "never": ""}
_DIGITS = re.compile(r"\{(0+)\}")


def take_number(work: Work, kind: str, at: datetime, **parts: str) -> str:
    """The next number of a kind; `parts` fill the pattern's own names such as `{grid}`."""
    return take_numbers(work, kind, [(at, parts)])[0]


def take_numbers(
    work: Work, kind: str, wanted: Iterable[tuple[datetime, dict[str, str]]]
) -> list[str]:
    """The next numbers of a kind, in the order asked."""
    rule = work.session.scalars(select(NumberRule).where(NumberRule.kind == kind)).one()
    counters = {
        counter.scope: counter
        for counter in work.session.scalars(select(NumberCounter).where(NumberCounter.kind == kind))
    }
    numbers = []
    for at, parts in wanted:
        scope = at.strftime(SCOPES[rule.reset])
        if scope not in counters:
            counters[scope] = NumberCounter(kind=kind, scope=scope, last=0)
            work.session.add(counters[scope])
        counters[scope].last += 1
        numbers.append(spell(rule.pattern, counters[scope].last, at, parts))
    return numbers


def spell(pattern: str, number: int, at: datetime, parts: dict[str, str]) -> str:
    """Write a number by its pattern: `SQ{YYYY}{MM}{0000}` -> `SQ2026110007`."""
    text = pattern.replace("{YYYY}", f"{at:%Y}").replace("{MM}", f"{at:%m}")
    for name, value in parts.items():
        text = text.replace(f"{{{name}}}", value)
    return _DIGITS.sub(lambda zeros: str(number).zfill(len(zeros[1])), text)
