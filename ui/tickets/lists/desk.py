"""补录与名单 on the page of tickets: one button with what comes in and goes out in bulk."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn
from ui.page import Services
from ui.tickets.more import MoreWindows

if TYPE_CHECKING:
    from ui.tickets.backfill.dialog import BackfillDialog
    from ui.tickets.lists.answers import AnswersDialog

_WRITE, _TAKE, _GIVE = "ticket.write", "register.import", "register.export"
_WORDS: Final = "补录与名单"
_NARROW: Final = 1200


class InBulk(QObject):
    """Holds the dialogs; each is made when it is first asked for."""

    def __init__(self, over: QWidget, services: Services, deeds: QHBoxLayout) -> None:
        super().__init__(over)
        self._over, self._services = over, services
        self._grid: BackfillDialog | None = None
        self._answers: AnswersDialog | None = None
        self.button = Btn(_WORDS, name="in_bulk", icon="ri.file-list-3-line")
        self.menu = QMenu(self.button)
        rights = services.office.rights
        if _WRITE in rights:
            self._offer("补录纸面工单", "backfill", self.backfill, "Ctrl+N")
        if _TAKE in rights:
            self._offer("导入或粘贴名单", "take_list", self.take_list)
        if _GIVE in rights:
            self._offer("名单回填", "fill_list", self.fill_list)
        self.button.setMenu(self.menu)
        if self.menu.isEmpty():
            self.button.hide()
        deeds.addWidget(self.button)
        self.more = MoreWindows(over, services, deeds)
        over.installEventFilter(self)
        self._fit()

    def _offer(self, words: str, name: str, run: Callable[[], None], key: str = "") -> None:
        action = QAction(f"{words}\t{key}" if key else words, self.menu)
        action.setObjectName(f"act_{name}")
        action.triggered.connect(run)
        self.menu.addAction(action)
        if key:
            shortcut = QShortcut(QKeySequence(key), self._over)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def backfill(self) -> None:
        """Show the grid for paper of the last days."""
        if self._grid is None:
            from ui.tickets.backfill.dialog import BackfillDialog  # noqa: PLC0415 - seldom needed

            services = self._services
            self._grid = BackfillDialog(services.jobs, services.drafts, self._over)
        self._grid.begin()

    def take_list(self) -> None:
        """Go where lists come in."""
        self._services.page_asked.emit("imports")

    def fill_list(self) -> None:
        """Show the form that fills a superior's list."""
        if self._answers is None:
            from ui.tickets.lists.answers import AnswersDialog  # noqa: PLC0415 - seldom needed

            self._answers = AnswersDialog(self._services.jobs, self._over)
        self._answers.begin()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Where there is little room only the icon stands; the words are its tip."""
        width = self._over.window().width()
        bare = width < _NARROW or (theme.current().large and width < 2 * _NARROW)
        self.button.setText("" if bare else f" {_WORDS}")
        self.button.setToolTip(_WORDS if bare else "")
