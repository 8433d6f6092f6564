"""数据整理: four lists of what is not in order, each with the way to mend it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from ui.common.buttons import row
from ui.common.frames import column
from ui.common.tabs import CountTabs, Tab
from ui.page import Page, Services
from ui.tidy.checks import ChecksPanel
from ui.tidy.panel import Panel
from ui.tidy.stale import StalePanel
from ui.tidy.twins import TwinsPanel
from ui.tidy.voided import VoidedPanel

_TABS: Final = (
    Tab("checks", "数据检查"),
    Tab("twins", "疑似重复"),
    Tab("stale", "没核对的住户"),
    Tab("voided", "作废记录"),
)
_TO_DO: Final = ("checks", "twins")
_KEPT: Final = "tidy/tab"
_PAUSE_MS: Final = 150
_TABLES: Final = frozenset(
    {
        "building",
        "building_unit",
        "house",
        "household",
        "household_membership",
        "resident",
        "resident_change",
        "setting",
        "special_care",
    }
)


class TidyPage(Page):
    """What is to be put in order in the register."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "tidy")
        self._tabs = CountTabs("tidy", "数据检查、疑似重复、没核对的住户、作废记录", _TABS)
        self._checks, self._stale = ChecksPanel(services), StalePanel(services)
        self._panels: dict[str, Panel] = {
            "checks": self._checks,
            "twins": TwinsPanel(services),
            "stale": self._stale,
            "voided": VoidedPanel(services),
        }
        self._counts: dict[str, int] = {}
        self._stack = QStackedWidget()
        layout = column(self, margins=(16, 8, 16, 12), gap=8)
        layout.addLayout(row(self._tabs, None))
        layout.addWidget(self._stack, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read_all)
        self._connect()

    def _connect(self) -> None:
        for key, panel in self._panels.items():
            self._stack.addWidget(panel)
            panel.counted.connect(partial(self._count, key))
        self._tabs.chosen.connect(self._turn)
        self._checks.opened.connect(self.services.open_asked)
        self._stale.table.opened.connect(self._open_stale)
        for key, step in (("Ctrl+Left", -1), ("Ctrl+Right", 1)):
            QShortcut(QKeySequence(key), self, partial(self._step, step))
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self._stale, self._stale.confirm)
        QShortcut(QKeySequence("Ctrl+P"), self._stale, self._stale.print_sheets)
        back = QShortcut(QKeySequence("Alt+Left"), self._checks, self._checks.go_back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence("F5"), self, self._read_all)

    @override
    def start(self) -> None:
        memory = self.services.memory
        tab = memory.get_text(_KEPT)
        if tab in self._panels:
            self._tabs.choose(tab)
        for panel in self._panels.values():
            panel.restore(memory)
        self._turn(self._tabs.value())
        self._read_all()

    @override
    def keep(self) -> None:
        memory = self.services.memory
        memory.keep_text(_KEPT, self._tabs.value())
        for panel in self._panels.values():
            panel.keep(memory)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._pause.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.key() == Qt.Key.Key_Escape and self._checks.go_back()):
            super().keyPressEvent(event)

    def _read_all(self) -> None:
        """Read the list in hand first, then the others for their counts."""
        first = self._tabs.value()
        for key in sorted(self._panels, key=lambda key: key != first):
            self._panels[key].read()

    def _turn(self, key: str) -> None:
        self._stack.setCurrentWidget(self._panels[key])
        # Who walks along the tabs with the arrows stays there.
        if not self._tabs.hasFocus():
            self._panels[key].take_focus()

    def _step(self, step: int) -> None:
        keys = list(self._panels)
        at = keys.index(self._tabs.value()) + step
        if 0 <= at < len(keys):
            self._tabs.setCurrentIndex(at)

    def _count(self, key: str, count: int | None) -> None:
        if count is None:
            self._counts.pop(key, None)
        else:
            self._counts[key] = count
        self._tabs.show_counts(self._counts)
        left = sum(self._counts.get(key, 0) for key in _TO_DO)
        self.subtitled.emit(f"还有 {left:,} 处要看" if left else "")

    def _open_stale(self, at: int) -> None:
        line = self._stale.row(at)
        if line is not None:
            self.services.open_asked.emit("household", line.id)
