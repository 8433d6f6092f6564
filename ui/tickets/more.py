"""更多 on the page of tickets: what looks at many tickets at once, each in a window of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.common.buttons import Btn
from ui.page import Services
from ui.tickets.rectification.door import RectificationDoor

if TYPE_CHECKING:
    from ui.tickets.grievances.window import GrievancesWindow
    from ui.tickets.photos.unpaired import UnpairedWindow
    from ui.tickets.recheck.window import RecheckWindow


class MoreWindows(QObject):
    """Holds the windows; each is made when it is first asked for."""

    def __init__(self, over: QWidget, services: Services, deeds: QHBoxLayout) -> None:
        super().__init__(over)
        self._over, self._services = over, services
        self._unpaired: UnpairedWindow | None = None
        self._recheck: RecheckWindow | None = None
        self._grievances: GrievancesWindow | None = None
        self.button = Btn("", name="more_tickets", icon="ri.more-2-line")
        self.button.setAccessibleName("更多：缺照片、回头看抽查、最不满意的十件事、整改清单")
        self.button.setToolTip("更多")
        self.menu = QMenu(self.button)
        self._offer("缺照片的工单", "unpaired", self.show_unpaired)
        self._offer("回头看抽查", "recheck", self.show_recheck)
        self._offer("最不满意的十件事", "grievances", self.show_grievances)
        self._offer("整改清单", "rectification", RectificationDoor(services, over).begin)
        self.button.setMenu(self.menu)
        deeds.addWidget(self.button)

    def _offer(self, words: str, name: str, run: Callable[[], None]) -> None:
        action = QAction(words, self.menu)
        action.setObjectName(f"act_{name}")
        action.triggered.connect(run)
        self.menu.addAction(action)

    def show_unpaired(self) -> None:
        """Show which finished tickets lack photos."""
        if self._unpaired is None:
            from ui.tickets.photos.unpaired import UnpairedWindow  # noqa: PLC0415 - seldom needed

            self._unpaired = UnpairedWindow(self._services, self._over)
        self._unpaired.begin()

    def show_recheck(self) -> None:
        """Show the samples of 回头看."""
        if self._recheck is None:
            from ui.tickets.recheck.window import RecheckWindow  # noqa: PLC0415 - seldom needed

            self._recheck = RecheckWindow(self._services, self._over)
        self._recheck.begin()

    def show_grievances(self) -> None:
        """Show what people are most dissatisfied with."""
        if self._grievances is None:
            from ui.tickets.grievances.window import (  # noqa: PLC0415 - seldom needed
                GrievancesWindow,
            )

            self._grievances = GrievancesWindow(self._services, self._over)
        self._grievances.begin()
