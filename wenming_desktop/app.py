"""The composition root: paths, lock, log, unlock page, desk, lanes, window.

The unlock page needs Qt alone; everything else is imported while the password is typed.
"""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.common import theme
from ui.common.ime import ImeGuard
from ui.common.memory import Memory
from ui.unlock.accounts import Account
from ui.unlock.page import UnlockPage
from wenming_desktop import __version__
from wenming_desktop.errors import UserError
from wenming_desktop.log import log_bug, start_log
from wenming_desktop.options import Globals, split_globals

if TYPE_CHECKING:
    from wenming_desktop.start import Workplace

WARM_UP = ("wenming_desktop.start", "ui.main_window", "wenming_desktop.workbooks.desk_check")
REFERENCE = (1366, 696)


def run(argv: Sequence[str]) -> int:
    """Open the window on the data folder; returns the exit code."""
    settings, _ = split_globals(argv)
    app = QApplication.instance() or QApplication(["wenming"])
    if not isinstance(app, QApplication):
        raise TypeError("a Qt application without widgets is running")
    app.setApplicationName("wenming-desktop")
    dress(app)
    program = Program(app, settings)
    program.begin()
    return int(app.exec())


def dress(app: QApplication, memory: Memory | None = None) -> None:
    """Fonts, colours, Chinese for Qt's own dialogs, and the filter for pinyin being typed."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        app.installTranslator(words)
    ImeGuard(app)
    theme.apply(app, memory.tokens() if memory is not None else theme.current())


class Program(QObject):
    """The life of one window: first start or unlock, then work, then a clean end."""

    opened = Signal(object)
    refused = Signal(object)

    def __init__(self, app: QApplication, settings: Globals) -> None:
        super().__init__()
        self._app, self.folder = app, settings.data
        self._account = settings.account
        self._lane = ThreadPoolExecutor(1, "wm-start")
        self._place: Workplace | None = None
        self._sample_open = False
        self.window: QWidget | None = None
        self.opened.connect(self._work)
        self.refused.connect(self._refuse)
        app.aboutToQuit.connect(self._end)

    def begin(self) -> None:
        """Show the unlock page, or the first page of an empty folder."""
        if (self.folder / "vault.json").exists():
            self._unlock()
        else:
            page = import_module("ui.first_start.page").FirstStartPage(
                self._open_sample, self._found, self.folder
            )
            self._show(page)
        self._lane.submit(_warm_up)

    def _unlock(self) -> None:
        vault = import_module("wenming_desktop.security.vault_file").load(self.folder)[0]
        accounts = [Account(slot.id, slot.id) for slot in vault.slots]
        self._show(UnlockPage(accounts, self._submit, version=__version__))

    def _show(self, page: QWidget) -> None:
        before, self.window = self.window, page
        if before is None or page.size().width() < REFERENCE[0]:
            page.resize(*REFERENCE)
        if not page.windowTitle():
            page.setWindowTitle("文明社区工作台")
        page.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _submit(self, account: str, password: str) -> None:
        if isinstance(self.window, UnlockPage):
            self.window.busy()
        self._later(_open, self.folder, account, password)

    def _found(self, community: str, account: str, password: str) -> None:
        self._later(_create, self.folder, community, account, password)

    def _open_sample(self) -> None:
        self._sample_open = True
        self._later(_sample)

    def _later(self, make: Callable[..., "Workplace"], *args: Any) -> None:
        self._lane.submit(partial(self._run, make, args))

    def _run(self, make: Callable[..., "Workplace"], args: tuple[Any, ...]) -> None:
        try:
            place = make(*args)
        except UserError as error:
            self.refused.emit(error)
        except Exception as error:
            self.refused.emit(BugError(number=log_bug(error)))
        else:
            self.opened.emit(place)

    def _refuse(self, error: UserError) -> None:
        page = self.window
        seconds = error.facts.get("seconds")
        if isinstance(page, UnlockPage) and isinstance(seconds, int):
            page.wait(seconds)
        elif page is not None and hasattr(page, "wrong"):
            page.wrong(error.message)

    def _work(self, place: "Workplace") -> None:
        self._place = place
        self.folder = place.folder
        start_log(place.folder / "log")
        if place.paper_key:
            page = import_module("ui.first_start.page").RecoveryPage(place.paper_key, self._enter)
            self._show(page)
        else:
            self._enter()

    def _enter(self) -> None:
        if self._place is not None:
            self._show(main_window(self._app, self._place, sample=self._sample_open))

    def _end(self) -> None:
        self._lane.shutdown(cancel_futures=True)
        if self._place is not None:
            self._place.close()


class BugError(UserError):
    """Something unexpected, told by its log number."""

    code = "bug"
    text = "程序出错，编号 {number}。数据没有变，请把编号告诉维护人员。"


def main_window(app: QApplication, place: "Workplace", *, sample: bool = False) -> QWidget:
    """The main window on an open office."""
    from ui.jobs import Jobs
    from ui.main_window import MainWindow
    from ui.messages import Messages
    from ui.page import Office, Services
    from wenming_desktop.settings.office import read_office

    memory = Memory(place.folder / "window.ini", place.account)
    theme.apply(app, memory.tokens())
    office = place.desk.read(read_office)
    actor = place.desk.actor
    facts = Office(
        office.short_name or office.full_name,
        place.account,
        actor.rights,
        ribbon="演示" if sample else "",
    )
    return MainWindow(Services(Jobs(place.desk, Messages()), memory, facts))


def _warm_up() -> None:
    for name in WARM_UP:
        import_module(name)


def _open(folder: Path, account: str, password: str) -> "Workplace":
    from wenming_desktop.start import open_office

    return open_office(folder, account, password)


def _create(folder: Path, community: str, account: str, password: str) -> "Workplace":
    from wenming_desktop.settings import Office
    from wenming_desktop.start import NewOffice, create

    office = Office(full_name=community, short_name=community.removesuffix("居民委员会"))
    return create(folder, NewOffice(office, account, password))


def _sample() -> "Workplace":
    """The sample office in a scratch folder of its own."""
    from wenming_desktop.demo import new_password, open_sample

    folder = Path(tempfile.mkdtemp(prefix="wenming-demo-"))
    return open_sample(folder / "data", new_password())
