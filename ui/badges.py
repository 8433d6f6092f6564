"""Keeps the small numbers of the rail true: read at the start, every minute, after each write."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.common.nav import Nav
from ui.jobs import Reply
from ui.page import Services
from wenming_desktop.errors import UserError
from wenming_desktop.today.badges import badges

_PAUSE_MS: Final = 400
_EVERY_MS: Final = 60_000
_TABLES: Final = frozenset({"ticket", "ticket_action", "service_card", "workday"})
_PRESSING: Final = frozenset({"tickets"})


class Badges(QObject):
    """Reads what waits and shows it beside the pages."""

    def __init__(self, services: Services, nav: Nav, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._nav = services.jobs, nav
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.read)
        # A deadline passes without anybody writing.
        self._minute = QTimer(self)
        self._minute.setInterval(_EVERY_MS)
        self._minute.timeout.connect(self.read)
        self._jobs.changed.connect(self._changed)

    def start(self) -> None:
        """Read now, and every minute from now on."""
        self._minute.start()
        self.read()

    def read(self) -> None:
        """Ask what waits."""
        self._jobs.read(self, Reply(self._show, self._unread, self._unread), badges)

    def _show(self, waiting: Mapping[str, int]) -> None:
        for key, count in waiting.items():
            self._nav.show_badge(key, count, pressing=key in _PRESSING)

    def _unread(self, _why: UserError | str) -> None:
        """Numbers that cannot be read are not shown; the pages themselves say what is wrong."""
        for key in self._nav.buttons:
            self._nav.show_badge(key, 0)

    def _changed(self, tables: frozenset[str]) -> None:
        if self._minute.isActive() and tables & _TABLES:
            self._pause.start()
