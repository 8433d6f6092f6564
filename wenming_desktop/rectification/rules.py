"""整改流转: the one table of what may be done with an item in which state. Pure.

Source: rectification_status and domain dossier 2.16; a check that fails sends the item back
(防“纸上整改”), a rebound opens it again.
"""

from datetime import date, datetime, time, timedelta

from wenming_desktop.rectification.model import (
    CLOSED,
    FAILED,
    OPEN,
    REBOUND,
    SHELVED,
    TO_CHECK,
    UNDER_WAY,
    WAITING,
)

ACTS = {
    "issue": "交办",
    "done": "报告整改完成",
    "pass": "核查通过",
    "fail": "核查不通过",
    "rebound": "回头看反弹",
    "shelve": "转长期整改",
    "resume": "恢复整改",
}
"""Every act and what a clerk calls it."""
_LINES = (
    ((WAITING,), "issue", UNDER_WAY),
    ((UNDER_WAY, FAILED, REBOUND), "done", TO_CHECK),
    ((TO_CHECK,), "pass", CLOSED),
    ((TO_CHECK,), "fail", FAILED),
    ((CLOSED,), "rebound", REBOUND),
    ((UNDER_WAY, FAILED, REBOUND), "shelve", SHELVED),
    ((SHELVED,), "resume", UNDER_WAY),
)
TABLE = {(source, act): target for sources, act, target in _LINES for source in sources}
NEEDS_WORDS = frozenset({"done", "fail", "rebound", "shelve"})
RESTARTS = frozenset({"fail", "rebound", "resume"})
"""Acts after which somebody has to put it right again, and so by another day."""
DAYS = 3
"""How long an item has unless it is said, at first and when it starts again."""
CLOSES = time(17, 30)


def possible(status: str) -> tuple[str, ...]:
    """What may be done in a state, in the table's order."""
    return tuple(act for source, act in TABLE if source == status)


def until(day: date) -> datetime:
    """The end of the office's day: a deadline is said by its day alone."""
    return datetime.combine(day, CLOSES)


def deadline_from(now: datetime, before: datetime | None = None) -> datetime:
    """The deadline of an item that starts now; one that is later already is left."""
    due = until(now.date() + timedelta(days=DAYS))
    return max(due, before) if before else due


def lamp(status: str, deadline: datetime | None, now: datetime) -> str:
    """red past the deadline, amber on its day, green before; none where no clock runs."""
    if deadline is None or status not in OPEN:
        return "none"
    if now > deadline:
        return "red"
    return "amber" if now.date() == deadline.date() else "green"
