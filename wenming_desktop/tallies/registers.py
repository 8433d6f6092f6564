"""其他台账: a period's figures of the registers that exist beside the tickets."""

from datetime import datetime, timedelta
from typing import NamedTuple

from wenming_desktop.cards.rules import SIGN
from wenming_desktop.party import queries as party
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.sheets import spans
from wenming_desktop.work import Work

CARDS, SERVED = "连心卡签收", "党员服务"
_SIGNED = """
SELECT count(DISTINCT e.card_id) FROM service_card_event e
JOIN service_card c ON c.id = e.card_id
WHERE NOT e.is_void AND NOT c.is_void AND e.event = :event AND e.at >= :begin AND e.at < :end
"""
_DAWN = datetime(1950, 1, 1)


class Line(NamedTuple):
    """One register's figure in the period, the one before, the year so far, and ever."""

    label: str
    unit: str
    now: int
    before: int
    year_so_far: int
    ever: int


def lines(work: Work, period: Period) -> tuple[Line, ...]:
    """The figures of every register that holds something up to the period's end."""
    now, before, _, year = spans(period)
    ever = Period("days", _DAWN, period.end)
    found = (
        Line(label, unit, *(figure(work, span) for span in (now, before, year, ever)))
        for label, unit, figure in ((CARDS, "张", _signed), (SERVED, "人次", _served))
    )
    return tuple(line for line in found if line.ever)


def _signed(work: Work, span: Period) -> int:
    bound = {"event": SIGN, "begin": span.begin.isoformat(), "end": span.end.isoformat()}
    return int(work.connection.exec_driver_sql(_SIGNED, bound).scalar() or 0)


def _served(work: Work, span: Period) -> int:
    # A last day of the file's calendar is a day, not a moment: the end is not in the span.
    end = span.last_day + timedelta(days=1)
    found = party.served(work.connection, span.begin.date(), end)
    return sum(times for times, _ in found.values())
