"""What stands around every page: rail, bar, status line, and the corner where bars appear."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QWidget

from ui.common.app_bar import AppBar
from ui.common.buttons import on_click
from ui.common.frames import column
from ui.common.nav import Nav, NavEntry
from ui.common.status_bar import StatusBar
from ui.common.undo_bar import Bars
from ui.jobs import Jobs, Watched
from ui.page import Office


class Frame(QWidget):
    """The parts around `stack`, which holds the pages."""

    def __init__(
        self, office: Office, rail: Sequence[NavEntry], buttons: tuple[QPushButton, ...]
    ) -> None:
        super().__init__()
        self.nav = Nav(office.community, office.staff, list(rail))
        self.bar = AppBar(buttons, office.ribbon)
        self.status = StatusBar(office.backup)
        self.stack = QStackedWidget()
        body = QWidget()
        right = column(body)
        right.addWidget(self.bar)
        # Below 1024x600 the content scrolls instead of being cut.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.stack)
        right.addWidget(area, 1)
        outer = column(self)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.nav)
        top.addWidget(body, 1)
        outer.addLayout(top, 1)
        outer.addWidget(self.status)
        self.bars = Bars(area)


class JobLine(QObject):
    """Shows long work in the status line and stops it when asked."""

    def __init__(self, jobs: Jobs, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._watched: Watched | None = None
        jobs.watching.connect(self._watch)
        on_click(status.stop, self._stop)

    def _watch(self, watched: Watched) -> None:
        watched.stepped.connect(self._stepped)
        watched.ended.connect(self._status.end_job)
        self._watched = watched

    def _stop(self) -> None:
        if self._watched is not None:
            self._watched.cancel()

    def _stepped(self, done: int, total: int, _note: str) -> None:
        if self._watched is not None:
            self._status.show_job(self._watched.title, done, total)
