"""Periods as they are kept on a letter, read back. Pure."""

import re
from datetime import date

from wenming_desktop.three_cards.rules import Span

_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])))?", re.ASCII)


def read_span(text: str) -> Span | None:
    """The period that `Span.text` wrote; None where it is none."""
    first, dots, last = text.partition("..")
    try:
        if dots:
            return Span.of_days(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    year, quarter, half = found.groups()
    months = 3 if quarter else 6 if half else 12
    first_month = (int(quarter or half or 1) - 1) * months
    return Span(_month(int(year), first_month), _month(int(year), first_month + months))


def _month(year: int, index: int) -> date:
    return date(year + index // 12, index % 12 + 1, 1)
