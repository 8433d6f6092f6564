"""督办级别 by themselves: yellow one working day before the deadline, red past it. Pure.

The clock's two levels are said wherever a ticket is shown and are written nowhere: the log holds
only what somebody recorded by hand (SUP), and that is never overwritten by the clock.
"""

from collections.abc import Callable
from typing import Final

YELLOW, RED = "1", "2"
_BY_CLOCK: Final = {"amber": YELLOW, "red": RED}
LEVELS: Final = "supervision_level"


def level(lamp: str, recorded: str | None) -> str | None:
    """The level a ticket stands at: the higher of what the clock says and what was recorded."""
    by_clock = _BY_CLOCK.get(lamp)
    return max((one for one in (by_clock, recorded) if one), default=None)


def level_words(lamp: str, recorded: str | None, name: Callable[[str, str | None], str]) -> str:
    """The level in words, without what its code list explains in brackets."""
    found = level(lamp, recorded)
    return name(LEVELS, found).partition("(")[0] if found else ""
