"""A moment as on paper: 昨天 15:20, 11.19 9:05, or 1520 on the day of the row above."""

from datetime import datetime

from wenming_desktop.fields.said import Side, hear


def read_moment(text: str, above: datetime | None, now: datetime) -> datetime | None:
    """Return the moment meant, or None; without a day it is that of the row above, else today.

    Paper is typed in afterwards: a day without a year that is still to come was last year's.
    """
    said = hear(text, now, Side.PAST, bare=True)
    if said is None or said.clock is None:
        return None
    return said.on(said.day or (above or now).date())


def shown(at: datetime, now: datetime) -> str:
    """Return a moment as the grid shows it, and as `read_moment` reads it again."""
    return f"{at:%m-%d %H:%M}" if at.year == now.year else f"{at:%Y-%m-%d %H:%M}"
