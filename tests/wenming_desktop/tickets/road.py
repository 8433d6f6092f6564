"""Roads through the table: facts, steps that pass, and a walk that writes the log."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from wenming_desktop.tickets import rules
from wenming_desktop.tickets.clock import Calendar, Terms, seed_days
from wenming_desktop.tickets.model import Facts, LogRow, Step
from wenming_desktop.tickets.refusals import StepRefusedError

CALENDAR = Calendar({day: works for day, works, _ in seed_days()})
TERMS = Terms(CALENDAR)
START = datetime(2026, 3, 10, 9)
RESULT = "已派人清理楼道，现场整洁，住户确认。"
GOOD: dict[str, dict[str, Any]] = {
    "REJ": {"text": "不在辖区"},
    "DSP": {"handling_unit_id": 7, "handler_id": 8},
    "RDS": {"handler_id": 9},
    "RTN": {"text": "不属本单位"},
    "EXA": {"days": 3, "text": "等材料"},
    "FIN": {"text": RESULT, "outcome": "1"},
    "CBK": {"contact_result": "1", "satisfaction": "1"},
    "SUS": {"text": "历史遗留", "review_on": date(2026, 4, 10)},
    "MRG": {"into_ticket_id": 99},
    "TRF": {"to_unit": "城管执法中队"},
    "UNA": {"text": "补材料"},
    "WDR": {"text": "来电人自己撤了"},
    "COR": {"text": "记错了"},
}


def facts(**known: Any) -> Facts:
    return Facts(**{"terms": TERMS, "ticket_id": 1, "number": "SQ2026030001", **known})


def step(action: str, hours: float = 0, **said: Any) -> Step:
    return Step(action, START + timedelta(hours=hours), **{**GOOD.get(action, {}), **said})


def walk(*actions: str | Step, known: Facts | None = None) -> list[LogRow]:
    log: list[LogRow] = []
    for i, action in enumerate(actions):
        one = action if isinstance(action, Step) else step(action, i / 100)
        log += rules.decide(log, one, known or facts())
    return log


ROADS = {
    "20": ("REG", "ACC"),
    "30": ("REG", "ACC", "DSP"),
    "40": ("REG", "ACC", "DSP", "SGN"),
    "50": ("REG", "ACC", "DSP", "SGN", "FIN"),
    "60": ("REG", "ACC", "DSP", "SGN", "FIN", "APV"),
    "70": ("REG", "ACC", "DSP", "SGN", "FIN", "APV", "CBK"),
    "80": ("REG", "ACC", "DSP", "SGN", "FIN", "APV", "CBK", "ARC"),
    "95": ("REG", "ACC", "DSP", "SGN", "SUS"),
    "91": ("REG", "REJ"),
    "92": ("REG", "ACC", "WDR"),
    "93": ("REG", "ACC", "MRG"),
    "94": ("REG", "ACC", "TRF"),
}


ACTIONS = sorted({action for _, action in rules.TABLE})


@st.composite
def lives(draw: st.DrawFn, natures: str = "136") -> list[LogRow]:
    """A random life: whatever the rules let pass is taken."""
    people = frozenset(range(1, draw(st.integers(1, 3)) + 1))
    known = facts(nature=draw(st.sampled_from(natures)), callers=people, approvers=people)
    log: list[LogRow] = []
    at = START
    for action in ["REG", "ACC", *draw(st.lists(st.sampled_from(ACTIONS), max_size=25))]:
        at += timedelta(hours=draw(st.integers(0, 40)))
        said = {**GOOD.get(action, {}), "review_on": at.date() + timedelta(days=9)}
        if action == "CBK":
            contact = draw(st.sampled_from("123"))
            said["contact_result"] = contact
            said["satisfaction"] = draw(st.sampled_from("1239")) if contact == "1" else None
        said["rebound"] = draw(st.booleans())
        said["by_id"] = draw(st.integers(1, 3))
        if action == "COR":
            said["corrects_seq"] = draw(st.one_of(st.none(), st.integers(1, len(log))))
        try:
            log += rules.decide(log, Step(action, at, **said), known)
        except StepRefusedError:
            continue
    return log
