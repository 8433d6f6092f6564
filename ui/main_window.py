"""The window: rail, bar, the page in hand, status line. It knows pages only as `Page`."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from ui.common import theme
from ui.common.app_bar import AppBar
from ui.common.buttons import Btn, on_click
from ui.common.frames import column
from ui.common.nav import Nav
from ui.common.status_bar import StatusBar
from ui.common.tokens import SizeName, Tokens
from ui.common.undo_bar import Bars
from ui.find.commands import Deed
from ui.find.desk import FindDesk
from ui.find.undo import UndoDesk
from ui.jobs import Watched
from ui.keys_window import KeysWindow
from ui.look_menu import LookMenu
from ui.page import Page, Services
from ui.pages import PAGES, PageEntry
from ui.tickets.desk import TicketDesk

_SLIM = 1100


class MainWindow(QMainWindow):
    """One window with one page in hand."""

    def __init__(self, services: Services, pages: tuple[PageEntry, ...] = PAGES) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.services = services
        rights = services.office.rights
        self._entries = {page.key: page for page in pages if page.right in rights}
        self._open: dict[str, Page] = {}
        self._watched: Watched | None = None
        self._stack = QStackedWidget()
        self._keys: KeysWindow | None = None
        self._tickets = TicketDesk(services, self)
        self._acts = UndoDesk(services, self)
        self._rail = [entry.nav() for entry in self._entries.values()]
        self._finder = FindDesk(services, self, (self._rail, self.go_to, self._deeds()))
        self._lay_out()
        self._connect()
        if not services.memory.restore(self):
            self.resize(1366, 696)
        if self._entries:
            self.go_to(next(iter(self._entries)))

    def _lay_out(self) -> None:
        office = self.services.office
        self._nav = Nav(office.community, office.staff, self._rail)
        quick = Btn("快速登记", name="quick_register", icon="ri.phone-line", k="quick", key="F2")
        on_click(quick, self._tickets.register)
        find = Btn("全局查找", name="find", icon="ri.search-line", key="Ctrl+K")
        on_click(find, self._finder.bring)
        may = (find,) * self._finder.may_find + (quick,) * self._tickets.may_register
        self._bar = AppBar(may, office.ribbon)
        self._status = StatusBar(office.backup)
        body = QWidget()
        right = column(body)
        right.addWidget(self._bar)
        # Below 1024x600 the content scrolls instead of being cut.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._stack)
        right.addWidget(area, 1)
        whole = QWidget()
        outer = column(whole)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._nav)
        top.addWidget(body, 1)
        outer.addLayout(top, 1)
        outer.addWidget(self._status)
        self.setCentralWidget(whole)
        self._bars = Bars(area)
        self.services.jobs.messages.attach(self, self._bars)

    def _connect(self) -> None:
        self._nav.chosen.connect(self.go_to)
        self.services.jobs.changed.connect(self._changed)
        self.services.jobs.watching.connect(self._watch)
        on_click(self._status.stop, self._stop_job)
        self.services.register_asked.connect(self._tickets.register)
        self.services.print_asked.connect(self._tickets.print_sheet)
        look = LookMenu(self)
        look.chosen.connect(self.wear)
        look.keys_asked.connect(self._show_keys)
        self._nav.offer_menu(look)
        QShortcut(QKeySequence("Ctrl+F"), self, self._find)
        QShortcut(QKeySequence("F11"), self, self._full_screen)
        if self._finder.may_find:
            QShortcut(QKeySequence("Ctrl+K"), self, self._finder.bring)
        for _, _, key, action in self._deeds():
            QShortcut(QKeySequence(key), self, action)
        big, plain = ("Ctrl++", "Ctrl+="), ("Ctrl+-", "Ctrl+0")
        sizes: list[tuple[str, SizeName]] = [(key, "large") for key in big]
        sizes += [(key, "normal") for key in plain]
        for key, step in sizes:
            QShortcut(QKeySequence(key), self, partial(look.choose_size, step))
        for number, key in enumerate(list(self._entries)[:10], start=1):
            QShortcut(QKeySequence(f"Alt+{number % 10}"), self, partial(self.go_to, key))

    def _deeds(self) -> list[Deed]:
        """What works on every page, by its key and from the search."""
        quick: Deed = ("快速登记", "ri.phone-line", "F2", self._register)
        keys: Deed = ("快捷键", "ri.keyboard-box-line", "F1", self._show_keys)
        return [*[quick] * self._tickets.may_register, *self._acts.deeds(), keys]

    def _register(self) -> None:
        self._tickets.register()

    def page(self) -> Page | None:
        """Return the page in hand."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def go_to(self, key: str) -> Page | None:
        """Bring a page to hand, as it was left; None when this account has no such page."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._nav.mark(key)
        self._bar.show_title(entry.title)
        self.setWindowTitle(f"文明社区工作台 — {self.services.office.community} — {entry.title}")
        page = self._open.get(key)
        if page is None:
            page = entry.page(self.services)
            page.subtitled.connect(partial(self._subtitle, key))
            page.counted.connect(self._status.show_count)
            self._open[key] = page
            self._stack.addWidget(page)
            QTimer.singleShot(0, page, page.start)
        self._stack.setCurrentWidget(page)
        return page

    def _subtitle(self, key: str, text: str) -> None:
        page = self._open.get(key)
        if page is self._stack.currentWidget():
            self._bar.show_subtitle(text)

    def wear(self, tokens: Tokens) -> None:
        """Change theme or size; nothing restarts."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, tokens)
            self.services.memory.keep_tokens(tokens)

    def _find(self) -> None:
        page = self.page()
        if page is not None:
            page.go_search()

    def _show_keys(self) -> None:
        if self._keys is None:
            self._keys = KeysWindow(self)
        self._keys.show()
        self._keys.raise_()

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _changed(self, tables: frozenset[str]) -> None:
        for page in self._open.values():
            page.changed(tables)

    def _watch(self, watched: Watched) -> None:
        watched.stepped.connect(partial(self._stepped, watched.title))
        watched.ended.connect(self._status.end_job)
        self._watched = watched

    def _stop_job(self) -> None:
        if self._watched is not None:
            self._watched.cancel()

    def _stepped(self, title: str, done: int, total: int, _note: str) -> None:
        self._status.show_job(title, done, total)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._nav.make_slim(slim=self.width() < _SLIM)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self._open.values():
            page.keep()
        self.services.memory.keep(self)
        self.services.jobs.close()
        super().closeEvent(event)
