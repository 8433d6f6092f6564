"""Which period, grid and table were looked at last: taken up when the page is opened again."""

from datetime import datetime
from typing import Final

from ui.common.memory import Memory
from ui.month.period_picker import containing, last_whole
from ui.month.view import TABS, MonthView
from wenming_desktop.errors import UserError
from wenming_desktop.tallies.period import Period

_PERIOD, _GRID, _TABLE = "month/period", "month/grid", "month/table"
_LAST: Final = "last"


def usual(kind: str) -> Period:
    """Return the newest whole period of a kind: what a report is made of."""
    return last_whole(datetime.now()) if kind == "month" else _before_now(kind)


def _before_now(kind: str) -> Period:
    return containing(kind, datetime.now()).before()


def keep(memory: Memory, view: MonthView) -> None:
    """Remember what is looked at; the newest whole period moves on with the calendar."""
    period = view.picker.period()
    text = _LAST if period == usual(period.kind) else period.text
    memory.keep_text(_PERIOD, f"{period.kind} {text}")
    memory.keep_text(_GRID, view.picker.grid_name() or "")
    memory.keep_text(_TABLE, view.tabs.value())


def take_up(memory: Memory, view: MonthView) -> None:
    """Show the period and the table of the last time; what cannot be read is passed over."""
    table = memory.get_text(_TABLE)
    if any(tab.key == table for tab in TABS):
        view.tabs.choose(table)
    kind, _, text = memory.get_text(_PERIOD).partition(" ")
    if kind not in {"month", "quarter", "half", "year"}:
        return
    try:
        view.picker.take_up(usual(kind) if text == _LAST else Period.parse(text))
    except UserError:
        return


def take_up_grid(memory: Memory, view: MonthView) -> None:
    """Choose the grid of the last time, if there is still one of that name."""
    view.picker.grid.choose(memory.get_text(_GRID))
