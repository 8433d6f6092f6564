"""What may be done from the pane: 人口变动 and 一户一档 of the household in hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.common.buttons import Btn, on_click
from ui.households.detail import DetailPane
from ui.households.record.window import RecordWindow
from ui.life.menu import LifeMenu

if TYPE_CHECKING:
    from ui.page import Page

RECORD_KEY: Final = "Ctrl+H"
LIFE_KEY: Final = "Ctrl+B"


def add_life_deeds(page: "Page", pane: DetailPane) -> QObject:
    """Put the buttons into the pane and bind their keys; returns what keeps them."""
    return LifeDeeds(page, pane)


class LifeDeeds(QObject):
    """Opens the record and the events of the household the pane shows."""

    def __init__(self, page: "Page", pane: DetailPane) -> None:
        super().__init__(page)
        self._page, self._pane = page, pane
        self._window: RecordWindow | None = None
        rights = page.services.office.rights
        self.record = Btn("一户一档", name="record", small=True)
        self.record.setToolTip(f"这一户的全部情况　{RECORD_KEY}")
        on_click(self.record, self.open_record)
        pane.deeds.addWidget(self.record)
        self._bind(RECORD_KEY, "看一户一档", self.open_record)
        if "register.write" in rights:
            self.life = LifeMenu(page.jobs, pane.shown_id, page)
            self.life.setToolTip(f"出生、死亡、结婚、迁入迁出、搬家、分户　{LIFE_KEY}")
            pane.deeds.addWidget(self.life)
            self._bind(LIFE_KEY, "登记人口变动", self._open_menu)

    def _bind(self, key: str, words: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self._page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setWhatsThis(words)
        shortcut.activated.connect(action)

    def _open_menu(self) -> None:
        if self._pane.shown_id() is not None:
            self.life.bring()

    def open_record(self) -> None:
        """Bring the record of the household in hand."""
        household = self._pane.shown_id()
        if household is None:
            return
        if self._window is None:
            self._window = RecordWindow(self._page.services, self._page)
        self._window.begin(household)
