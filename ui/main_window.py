"""The window: rail, bar, the page in hand, status line. It knows pages only as `Page`."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from typing_extensions import override

from ui.backup_desk import BackupDesk
from ui.badges import Badges
from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.tokens import Tokens
from ui.find.commands import Deed
from ui.find.desk import FindDesk
from ui.find.undo import UndoDesk
from ui.keys_window import KeysWindow
from ui.look_menu import LookMenu
from ui.page import Page, Services
from ui.pages import PAGES, PageEntry
from ui.tickets.desk import TicketDesk
from ui.window_frame import Frame, JobLine
from ui.window_keys import bind, bind_rail, bind_sizes

_SLIM = 1100
_PAGE_OF = {
    "household": "households",
    "resident": "households",
    "ticket": "tickets",
    "card": "cards",
    "building": "elevation",
    "cell": "party",
    "member": "party",
    "wish": "party",
    "opinion": "party",
}


class MainWindow(QMainWindow):
    """One window with one page in hand; `lock_asked` ends it until the password is typed."""

    lock_asked = Signal()

    def __init__(self, services: Services, pages: tuple[PageEntry, ...] = PAGES) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.services = services
        rights = services.office.rights
        self._entries = {page.key: page for page in pages if page.right in rights}
        self._open: dict[str, Page] = {}
        self._keys: KeysWindow | None = None
        self._tickets = TicketDesk(services, self)
        self._acts = UndoDesk(services, self)
        self._rail = [entry.nav() for entry in self._entries.values()]
        self._finder = FindDesk(services, self, (self._rail, self.go_to, self._deeds()))
        self._lay_out()
        self._connect()
        if not services.memory.restore(self):
            self.resize(1366, 696)
        last = services.memory.place()
        if self._entries:
            self.go_to(last if last in self._entries else next(iter(self._entries)))

    def _lay_out(self) -> None:
        quick = Btn("快速登记", name="quick_register", icon="ri.phone-line", k="quick", key="F2")
        on_click(quick, self._tickets.register)
        find = Btn("全局查找", name="find", icon="ri.search-line", key="Ctrl+K")
        on_click(find, self._finder.bring)
        may = (find,) * self._finder.may_find + (quick,) * self._tickets.may_register
        self._frame = Frame(self.services.office, self._rail, may)
        self.setCentralWidget(self._frame)
        self._nav, self._bar, self._stack = self._frame.nav, self._frame.bar, self._frame.stack
        self._status = self._frame.status
        self._line = JobLine(self.services.jobs, self._status, self)
        self.backups = BackupDesk(self.services, self._status, self)
        self._badges = Badges(self.services, self._nav, self)
        self.bars = self._frame.bars
        self.services.jobs.messages.attach(self, self.bars)

    def _connect(self) -> None:
        self._nav.chosen.connect(self.go_to)
        self.services.jobs.changed.connect(self._changed)
        self.services.register_asked.connect(self._tickets.register)
        self._tickets.undo_asked.connect(self._acts.undo_act)
        self.services.print_asked.connect(self._tickets.print_sheet)
        self.services.open_asked.connect(self._open_item)
        self.services.page_asked.connect(self.go_to)
        look = LookMenu(self)
        look.chosen.connect(self.wear)
        look.keys_asked.connect(self._show_keys)
        self._nav.offer_menu(look)
        bind(self, [("Ctrl+F", self._find), ("F11", self._full_screen)])
        bind(self, [("Ctrl+L", self.lock_asked.emit)])
        bind(self, [("Ctrl+K", self._finder.bring)] * self._finder.may_find)
        bind(self, [(key, action) for _, _, key, action in self._deeds()])
        bind_sizes(self, look)
        bind_rail(self, self._entries, self.go_to)

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

    def _open_item(self, kind: str, item: int) -> None:
        page = self.go_to(_PAGE_OF[kind])
        if page is not None:
            page.open_item(kind, item)

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

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._nav.make_slim(slim=self.width() < _SLIM)

    def begin(self) -> None:
        """Start what goes on by itself: backups and the numbers in the rail."""
        self.backups.start()
        self._badges.start()

    def put_down(self) -> None:
        """Leave nothing that only this window knows: places, widths, drafts."""
        for key, page in self._open.items():
            page.keep()
            if page is self._stack.currentWidget():
                self.services.memory.keep_place(key)
        self.services.memory.keep(self)
        self.services.drafts.flush()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.backups.holds_close(self.close):
            event.ignore()
            return
        self.put_down()
        self.services.jobs.close()
        super().closeEvent(event)
