"""What the list of tickets was set to last time; never what was searched for."""

from typing import Final

from ui.common.memory import Memory
from wenming_desktop.tickets.board import STAGES, BoardFilter

_NAME: Final = "tickets"
_CHIPS: Final = ("overdue", "soon", "mine", "unpaired")
_SORTS: Final = frozenset({"due", "number", "accepted"})


def remembered(memory: Memory) -> tuple[BoardFilter, int | None]:
    """Return the filter and the ticket in hand of last time."""
    stage = memory.get_text(f"{_NAME}/stage")
    chips = memory.get_text(f"{_NAME}/chips").split()
    unit, row = (memory.get_text(f"{_NAME}/{key}") for key in ("unit", "row"))
    key, descending = memory.sort(_NAME) or ("due", False)
    wanted = BoardFilter(
        stage if stage in STAGES else "open",
        category=memory.get_text(f"{_NAME}/category") or None,
        unit_id=int(unit) if unit.isdecimal() else None,
        overdue="overdue" in chips,
        soon="soon" in chips,
        mine="mine" in chips,
        unpaired="unpaired" in chips,
        sort=key if key in _SORTS else "due",
        descending=descending,
    )
    return wanted, int(row) if row.isdecimal() else None


def keep(memory: Memory, wanted: BoardFilter, row: int | None) -> None:
    """Remember filter, sort and the ticket in hand."""
    chips = " ".join(name for name in _CHIPS if getattr(wanted, name))
    choices = {
        "stage": wanted.stage,
        "chips": chips,
        "category": wanted.category or "",
        "unit": str(wanted.unit_id or ""),
        "row": str(row or ""),
    }
    for name, text in choices.items():
        memory.keep_text(f"{_NAME}/{name}", text)
    memory.keep_sort(_NAME, wanted.sort, descending=wanted.descending)
