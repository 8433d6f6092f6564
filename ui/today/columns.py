"""The columns of 今天要办, and the words of the step each row offers."""

from typing import Final

from ui.common.columns import Column
from ui.common.paint import Lamp
from wenming_desktop.today.model import TodoLine

_STEPS: Final = {
    "ACC": "受理",
    "DSP": "派单",
    "SGN": "签收",
    "FIN": "回填结果",
    "APV": "审核",
    "CBK": "回访",
    "URG": "催办",
    "EXY": "批延期",
    "RES": "恢复办理",
}
NEXT: Final = "next"


def step_words(line: TodoLine) -> str:
    """Return what the button of a row says; without a step the ticket is only looked at."""
    return _STEPS.get(line.action, "查看")


COLUMNS: Final[tuple[Column[TodoLine], ...]] = (
    Column(
        "due",
        "时限",
        lambda line: line.lamp_text,
        width=126,
        lamp=lambda line: Lamp(line.lamp, line.lamp_text),
    ),
    Column("title", "事项", lambda line: line.title, stretch=True),
    Column("place", "住户 / 地点", lambda line: line.place or "—", width=170, quiet=True),
    Column("unit", "承办", lambda line: line.unit or "—", width=124, quiet=True),
    Column(NEXT, "下一步", step_words, width=96, right=True),
)
KEYS: Final = tuple(column.key for column in COLUMNS)


def hidden(width: int, *, large: bool) -> frozenset[str]:
    """Which columns are put away in a window of this width."""
    room = width * 4 // 5 if large else width
    if room < 900:
        return frozenset({"place", "unit"})
    return frozenset({"unit"}) if room < 1200 else frozenset()
