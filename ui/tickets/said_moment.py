"""A moment as a caller says it: 昨晚八点, 今早7点半, 11.19 9:05; told back by day and clock."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.common.restyle import restyle_one
from wenming_desktop.fields.said import END_OF_DAY, Side, hear


def read_said(text: str, now: datetime, *, ahead: bool = False) -> datetime | None:
    """Return the moment meant, or None.

    Without a day it is the last such hour, `ahead` the next one; a day alone is its first
    moment, `ahead` its last. A day without a year lies on that side of now too.
    """
    if text.strip() in ("刚才", "刚刚", "现在"):
        return now.replace(second=0, microsecond=0)
    said = hear(text, now, Side.AHEAD if ahead else Side.PAST)
    if said is None:
        return None
    until = END_OF_DAY if ahead else None
    if said.day is not None:
        return said.on(said.day, until).replace(second=0)
    days = (now.date() + timedelta(days=step) for step in (-1, 0, 1))
    hours = [said.on(day, until) for day in days]
    if ahead:
        return next((at for at in hours if at >= now), None)
    return next((at for at in reversed(hours) if at <= now), None)


def shown(at: datetime, now: datetime, *, ahead: bool = False) -> str:
    """Return a moment as the field shows it, and as `read_said` reads it again."""
    day = f"{at:%m-%d}" if at.year == now.year else f"{at:%Y-%m-%d}"
    return day if at.time() == time() and not ahead else f"{day} {at:%H:%M}"


class MomentLine(QLineEdit):
    """A line for a moment; on leaving it the moment is told by day and clock."""

    def __init__(
        self,
        name: str,
        label: str,
        hint: str,
        *,
        ahead: bool = False,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self._ahead, self._now = ahead, now
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        self.setPlaceholderText(hint)
        self.setMaxLength(30)

    def value(self) -> datetime | None:
        """Return the moment, or None when nothing or no moment is written."""
        return read_said(self.text(), self._now(), ahead=self._ahead)

    def unread(self) -> bool:
        """Whether something is written that is no moment, or one on the wrong side of now."""
        at, now = self.value(), self._now()
        if not self.text().strip():
            return False
        return at is None or (not self._ahead and at > now)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        at = self.value()
        if at is not None:
            self.setText(shown(at, self._now(), ahead=self._ahead))
        restyle_one(self, "state", "error" if self.unread() else "")
