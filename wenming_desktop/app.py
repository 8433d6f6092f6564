"""The composition root: paths, lock, log, unlock page, desk, lanes, window.

The unlock page needs Qt alone; everything else is imported while the password is typed.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.common import theme
from ui.common.collector import Collector
from ui.common.dress import dress
from ui.common.memory import Memory
from ui.common.one_copy import OneCopy, bring
from ui.common.start_lane import StartLane
from ui.unlock.known import Known, around
from ui.unlock.page import UnlockPage
from wenming_desktop import __version__
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.log import start_log
from wenming_desktop.options import LOCKED, Globals, same_window, split_globals, start_anew

if TYPE_CHECKING:
    from ui.first_start.backup import BackupPage, Opening
    from ui.jobs import Watched
    from ui.main_window import MainWindow
    from wenming_desktop.backup.peek import BackupFacts
    from wenming_desktop.start import Workplace

WARM_UP = (
    "wenming_desktop.start",
    "ui.main_window",
    "wenming_desktop.workbooks.desk_check",
    "pypinyin.pinyin_dict",
)
REFERENCE = (1366, 696)
INI = "window.ini"
_START, _DEMO = "wenming_desktop.start", "wenming_desktop.demo"
_PEEK = "wenming_desktop.backup.peek"
_BROKEN = frozenset({"storage.corrupt", "storage.wrong_key"})


def run(argv: Sequence[str]) -> int:
    """Open the window on the data folder; returns the exit code."""
    settings, _ = split_globals(argv)
    app = QApplication.instance() or QApplication(["wenming"])
    if not isinstance(app, QApplication):
        raise TypeError("a Qt application without widgets is running")
    app.setApplicationName("wenming-desktop")
    copy = OneCopy(settings.data, app)
    if not copy.is_first():
        return 0
    ini = settings.data / INI
    dress(app, Memory(ini, Known(ini).last) if ini.exists() else None)
    again: list[str] = []

    def leave(why: str) -> None:
        again.append(why)
        app.exit(0)

    program = Program(app, settings, leave, locked=os.environ.pop(LOCKED, ""))
    copy.front_asked.connect(program.come_forward)
    QTimer.singleShot(0, copy, copy.listen)
    program.begin()
    code = int(app.exec())
    copy.release()
    if again:
        start_anew(same_window(settings), again[0])
    return code


class Program(QObject):
    """The life of one window; `leave` starts the next process, told why ("" for no lock)."""

    opened = Signal(object)
    looked = Signal(object)
    _swept = Signal(object)

    def __init__(
        self,
        app: QApplication,
        settings: Globals,
        leave: Callable[[str], object],
        *,
        locked: str = "",
    ) -> None:
        super().__init__()
        self._app, self.folder, self._leave = app, settings.data, leave
        self._account, self._locked = settings.account or "", locked
        self._lane = StartLane(self)
        self._collector = Collector(self)
        self._place: Workplace | None = None
        self._long: Watched | None = None
        self._backup: BackupPage | None = None
        self._sample_open = self._over = False
        self.window: QWidget | None = None
        self.opened.connect(self._work)
        self._lane.refused.connect(self._refuse)
        self.looked.connect(self._show_inside)
        app.aboutToQuit.connect(self.end)

    def begin(self) -> None:
        """Show the unlock page, or the first page of an empty folder."""
        try:
            self._first_page()
        except UserError as trouble:
            self._ask_backup(trouble.message)
        self._lane.warm_up(WARM_UP)
        self._lane.call(self._swept, _DEMO, "sweep")

    def _first_page(self) -> None:
        if any((self.folder / name).exists() for name in ("restore.intent", "restore.part")):
            import_module("wenming_desktop.start").finish_started(self.folder)
        if any((self.folder / name).exists() for name in ("vault.json", "vault.bak.json")):
            self._unlock()
            return
        first = import_module("ui.first_start.page")
        doors = first.Doors(self._open_sample, self._found, self._ask_backup)
        self._show(first.FirstStartPage(doors, self.folder))

    def _unlock(self) -> None:
        vault = import_module("wenming_desktop.security.vault_file").load(self.folder)[0]
        known, now = Known(self.folder / INI), datetime.now()
        accounts = [known.account(slot.id, now.date()) for slot in vault.slots]
        sides = around(known, self._account, self._locked, f"版本 {__version__}")
        page = UnlockPage(accounts, self._submit, sides, self._forgotten)
        if known.community:
            page.setWindowTitle(f"文明社区工作台 — {known.community}")
        self._show(page)

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

    def come_forward(self) -> None:
        """Bring the window to the front: somebody started the program once more."""
        if self.window is not None:
            bring(self.window)

    def _submit(self, account: str, password: str) -> None:
        self._lane.call(self.opened, _START, "open_office", self.folder, account, password)

    def _forgotten(self) -> None:
        if isinstance(page := self.window, UnlockPage):
            chosen = page.accounts.chosen()
            self._account = chosen.login if chosen is not None else ""
            recover = import_module("ui.unlock.recover").RecoverPage
            logins = page.accounts.logins()
            self._show(recover(logins, self._account, self._recover, self._unlock))

    def _recover(self, account: str, code: str, password: str) -> None:
        lost = import_module(_START).Lost(account, code, password)
        self._lane.call(self.opened, _START, "open_with_paper", self.folder, lost)

    def _found(self, community: str, account: str, password: str) -> None:
        self._lane.call(self.opened, _START, "found", self.folder, community, account, password)

    def _open_sample(self) -> None:
        self._sample_open = True
        self._lane.call(
            self.opened, "wenming_desktop.demo", "open_scratch", self._watched("演示社区")
        )

    def _ask_backup(self, trouble: str = "") -> None:
        module = import_module("ui.first_start.backup")
        back = self._app.quit if trouble else self._first_page
        calls = module.Calls(self._look, self._restore, self._stop, back)
        self._over = bool(trouble)
        page: BackupPage = module.BackupPage(calls, self.folder, trouble)
        self._backup = page
        self._show(page)
        newest = import_module(_PEEK).newest(self.folder) if trouble else None
        if newest is not None:
            page.take(newest)

    def _look(self, file: Path) -> None:
        self._lane.call(self.looked, _PEEK, "peek", file)

    def _show_inside(self, facts: "BackupFacts") -> None:
        if self._backup is not None and self._backup is self.window:
            self._backup.show_inside(facts)

    def _restore(self, opening: "Opening") -> None:
        watched = self._watched("打开备份")
        if self._backup is not None:
            watched.stepped.connect(self._backup.step)
        start = import_module(_START)
        way = (opening.account, opening.password)
        if opening.code:
            way = start.Lost(opening.account, opening.code, opening.password)
        into = (self.folder, opening.file, way, watched)
        self._lane.call(self.opened, _START, "open_backup", *into, over=self._over)

    def _watched(self, title: str) -> "Watched":
        watched: Watched = import_module("ui.jobs").Watched(title, self)
        self._long = watched
        return watched

    def _stop(self) -> None:
        if self._long is not None:
            self._long.cancel()

    def _refuse(self, error: UserError) -> None:
        page: Any = self.window
        self._sample_open = False
        unlocking = isinstance(page, UnlockPage)
        if unlocking and isinstance(seconds := error.facts.get("seconds"), int):
            page.wait(seconds)
        elif unlocking and isinstance(error, StorageTroubleError) and error.code in _BROKEN:
            self._ask_backup(error.message)
        elif page is self._backup and (self.folder / "vault.json").exists() and not self._over:
            # The backup is in place, only the door did not open: unlock it like any other.
            self._unlock()
            self._refuse(error)
        elif unlocking and isinstance(left := error.facts.get("left"), int):
            page.wrong(f"密码不对，还能试 {left} 次。")
        else:
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
        if self._place is None:
            return
        window = main_window(self._app, self._place, sample=self._sample_open)
        messages, own = window.services.jobs.messages, not self._sample_open
        watchman = import_module("ui.idle").Watchman(window, messages, may_lock=own)
        window.services.jobs.watching.connect(watchman.running.begin)
        window.services.restart_asked.connect(partial(self._put_away, ""))
        window.lock_asked.connect(watchman.lock)
        watchman.lock_now.connect(lambda minutes: self._put_away(str(minutes)))
        if own:
            watchman.watch(self._app)
            who = self._place.desk.read(import_module("wenming_desktop.security.own").myself)
            Known(self.folder / INI).remember(who, datetime.now())
        self._show(window)
        window.begin()

    def _put_away(self, why: str) -> None:
        """Save what is in hand, close the data file, start anew in another process."""
        window: Any = self.window
        window.put_down()
        window.services.jobs.close()
        if why and self._place is not None:
            locked = import_module("wenming_desktop.security.passwords").locked
            # A history that cannot be written must not keep the office open.
            with suppress(UserError):
                self._place.desk.write(locked, int(why))
        self.end()
        self._leave(why)

    def end(self) -> None:
        """Let nothing go on, close the data file, remove a sample."""
        self._stop()
        services = getattr(self.window, "services", None)
        if services is not None:
            services.jobs.close()
        self._lane.close()
        place, self._place = self._place, None
        if place is not None:
            place.close()


def main_window(app: QApplication, place: "Workplace", *, sample: bool = False) -> "MainWindow":
    """The main window on an open office."""
    from ui.jobs import Jobs
    from ui.main_window import MainWindow
    from ui.messages import Messages
    from ui.page import Office, Services
    from wenming_desktop.settings.office import read_office

    memory = Memory(place.folder / INI, place.account)
    theme.apply(app, memory.tokens())
    office, rights = place.desk.read(read_office), place.desk.actor.rights
    name, ribbon = office.short_name or office.full_name, "演示" if sample else ""
    facts = Office(name, place.account, rights, ribbon=ribbon)
    return MainWindow(Services(Jobs(place.desk, Messages()), memory, facts))
