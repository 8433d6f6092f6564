"""Backups that make themselves: at the start, after two hours of work, after an import, at the end.

What became of the last one stands in the status line. Nothing here ever stops the clerk: where
the stick is missing the line turns amber, and the copy on this PC is made all the same.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ui.common.watched import Watched
from ui.jobs import Reply
from ui.page import Services
from wenming_desktop.backup.automatic import AutoMade, back_up_by_itself
from wenming_desktop.backup.by_desk import BackupState, LastBackup
from wenming_desktop.backup.kept import Situation, situation
from wenming_desktop.backup.plan import Plan
from wenming_desktop.backup.rules import HERE, Standing, Told, is_due, told
from wenming_desktop.errors import UserError

_LOOK_MS: Final = 5 * 60 * 1000
_AFTER_START_MS: Final = 20 * 1000
_TELL: Final = "tell"
_ALWAYS: Final = frozenset({"import", "close"})
_IMPORTS: Final = "import_batch"
Closing = Callable[[], object]


class Line(Protocol):
    """What shows the sentence (`ui.common.status_bar.StatusBar`)."""

    def show_backup(self, text: str, tone: str) -> None:
        """Show it in its tone."""


class BackupDesk(QObject):
    """Knows the newest backup and makes the next; `banner` carries a warning for 今日 or ""."""

    banner = Signal(str)
    made = Signal(object)

    def __init__(self, services: Services, line: Line, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._line = services.jobs, line
        self._state: BackupState | None = None
        self._plan = Plan()
        self._running: Watched | None = None
        self._closing: Closing | None = None
        self._room = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(partial(self.look, "work"))
        self._jobs.changed.connect(self._changed)

    def start(self, after_ms: int = _AFTER_START_MS) -> None:
        """Tell how backups stand; make one after a while, then look every five minutes."""
        self._timer.start()
        if after_ms:
            # The first clicks of the day come before the copy.
            self.look(_TELL)
            QTimer.singleShot(after_ms, self, partial(self.look, "start"))
        else:
            self.look("start")

    def look(self, why: str) -> None:
        """Read how backups stand and make one where it is due."""
        self._jobs.paper(
            self, Reply(partial(self._looked, why), self._unread, self._failed), situation
        )

    def _looked(self, why: str, now: Situation) -> None:
        self._state, self._plan, at = now.state, now.plan, now.at
        self._show(at)
        self._warn_of_room(now.room)
        last = self._state.last
        due = is_due(last.at if last is not None else None, at, self._state.changes)
        wanted = due or (why in _ALWAYS and self._state.changes > 0)
        if self._plan.automatic and wanted and why != _TELL:
            self.back_up(why)
        else:
            self._let_close()

    def _warn_of_room(self, room: str) -> None:
        """A disk that is nearly full is said once in a bar that stays, and to 今日 each time."""
        if room and not self._room:
            self._jobs.messages.offer(room, ())
        self._room = room
        self.banner.emit(room)

    def back_up(self, why: str) -> None:
        """Make an automatic backup; one at a time."""
        if self._running is not None:
            return
        reply = Reply(self._made, self._not_made, self._failed, self._stopped)
        # Heard before the call returns: a lane that runs at once has answered by then.
        self._jobs.watching.connect(self._began)
        self._jobs.watch_paper("自动备份", self, reply, back_up_by_itself, why)

    def _began(self, watched: Watched) -> None:
        self._jobs.watching.disconnect(self._began)
        self._running = watched

    def holds_close(self, close: Closing) -> bool:
        """Whether the window is to wait for a last backup; then `close` is called after it.

        Asked a second time it holds no more: the clerk wants to go, the copy is left out.
        """
        if self._closing is not None:
            if self._running is not None:
                self._running.cancel()
            return False
        if self._state is None or not self._plan.automatic:
            return False
        self._closing = close
        self._timer.stop()
        self._line.show_backup("正在做今天的备份，做完就关", "ok")
        self.look("close")
        return True

    def _made(self, made: AutoMade) -> None:
        self._running = None
        self._state = BackupState(made.noted, 0, made.noted.at)
        self._show(made.noted.at)
        self.made.emit(made)
        if self._closing is not None:
            # One begun before the window was closed may lack the last words typed.
            self.look("close")

    def _not_made(self, error: UserError) -> None:
        self._end(error.message)

    def _failed(self, why: str) -> None:
        self._end(why)

    def _unread(self, _error: UserError) -> None:
        self._let_close()

    def _stopped(self) -> None:
        self._end("这次备份停下了，没有做")

    def _end(self, why: str) -> None:
        """A backup that was not made is told in the line and tried again at the next look."""
        self._running = None
        self._line.show_backup(why.partition("。")[0], "warn")
        self._let_close()

    def _let_close(self) -> None:
        close, self._closing = self._closing, None
        if close is not None:
            self._state = None
            QTimer.singleShot(0, close)

    def _show(self, now: datetime) -> None:
        if self._closing is None:
            said = spoken(self._state.last if self._state is not None else None, now)
            self._line.show_backup(said.text, said.tone)

    def _changed(self, tables: frozenset[str]) -> None:
        if _IMPORTS in tables and self._timer.isActive():
            self.look("import")


def spoken(last: LastBackup | None, now: datetime) -> Told:
    """What the status line says of the newest backup."""
    if last is None:
        return told(None, now)
    where = last.where.removeprefix(f"{HERE}和").strip() or HERE
    return told(Standing(last.at, where, last.missing), now)
