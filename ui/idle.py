"""When to lock and when not to leave: hands off the keys, long work under way."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Protocol

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

MINUTES: Final = 10
_TICK: Final = 5.0
_SLEPT: Final = 60.0
"""The clock on the wall went so much further than ours: the computer was asleep."""
_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class LongWork(Protocol):
    """What must be known of work under way (`ui.jobs.Watched`)."""

    @property
    def ended(self) -> SignalInstance:
        """Told when it is over, however it went."""

    def cancel(self) -> None:
        """Stop at the next step."""


class Talking(Protocol):
    """What speaks and asks (`ui.messages.Messages`)."""

    def warn(self, text: str) -> None:
        """Say why something is not done now."""

    def ask(
        self, question: str, choices: Sequence[tuple[str, str]], done: Callable[[str], object]
    ) -> None:
        """Ask for one of a few answers."""


class Running(QObject):
    """The long work under way; `done` is told when the last of it is over."""

    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._works: list[LongWork] = []

    def begin(self, work: LongWork) -> None:
        """Count a piece of work until it ends."""
        self._works.append(work)
        work.ended.connect(partial(self._end, work))

    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._works)

    def stop_all(self) -> None:
        """Stop everything at its next step; nothing of it is saved."""
        for work in self._works:
            work.cancel()

    def _end(self, work: LongWork) -> None:
        # Work may outlive the window that watched it.
        if not shiboken6.isValid(self):
            return
        if work in self._works:
            self._works.remove(work)
        if not self._works:
            self.done.emit()


class IdleWatch(QObject):
    """Tells once that nobody touched the program for a while, or that the computer slept.

    A timer alone would stand still while the computer sleeps, so two clocks are compared.
    """

    idle = Signal()

    def __init__(
        self,
        running: Running,
        seconds: float = MINUTES * 60,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(running)
        self._running, self._seconds = running, seconds
        self._clock, self._wall = clock, wall
        self._touched = clock()
        self._seen = (clock(), wall())
        self._slept = False
        self._timer = QTimer(self)
        self._timer.setInterval(round(min(_TICK, seconds / 4) * 1000))
        self._timer.timeout.connect(self.look)

    def start(self, app: QApplication) -> None:
        """Watch the hands on the whole program from now on."""
        app.installEventFilter(self)
        self._touched = self._clock()
        self._timer.start()

    def look(self) -> None:
        """Tell if it is time; long work is let end first."""
        ours, wall = self._clock(), self._wall()
        before_ours, before_wall = self._seen
        self._seen = (ours, wall)
        self._slept |= (wall - before_wall) - (ours - before_ours) > _SLEPT
        still = ours - self._touched >= self._seconds
        if (still or self._slept) and not self._running.busy():
            self._timer.stop()
            self.idle.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._touched = self._clock()
        return False


class CloseGuard(QObject):
    """Asks before the window is closed over long work."""

    def __init__(self, window: QWidget, running: Running, messages: Talking) -> None:
        super().__init__(window)
        self._window, self._running, self._messages = window, running, messages
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Close or not self._running.busy():
            return False
        event.ignore()
        self._messages.ask(
            "还有一件活没办完。停下来，这件活一点也不会存；等它做完，再关窗口。",
            [("stop", "停止并退出"), ("wait", "等它做完")],
            self._answered,
        )
        return True

    def _answered(self, answer: str) -> None:
        if answer != "stop":
            return
        if not self._running.busy():
            self._window.close()
            return
        self._running.done.connect(self._window.close)
        self._running.stop_all()


class Watchman(QObject):
    """Decides when a window is to lock: by hand, hands off the keys, never over long work.

    `lock_now` carries the idle minutes, 0 for by hand.
    """

    lock_now = Signal(int)

    def __init__(self, window: QWidget, messages: Talking, *, may_lock: bool = True) -> None:
        super().__init__(window)
        self.running = Running(self)
        self._messages, self._may_lock = messages, may_lock
        self._wanted = False
        self.running.done.connect(self._job_done)
        self._guard = CloseGuard(window, self.running, messages)

    def watch(self, app: QApplication, seconds: float = MINUTES * 60) -> None:
        """Lock after so many idle seconds."""
        idle = IdleWatch(self.running, seconds)
        idle.idle.connect(partial(self.lock_now.emit, max(1, round(seconds / 60))))
        idle.start(app)

    def lock(self) -> None:
        """Lock now, or when the work under way has ended."""
        if not self._may_lock:
            self._messages.warn("演示社区没有密码，不用锁。")
            return
        if not self.running.busy():
            self.lock_now.emit(0)
            return
        self._wanted = True
        self._messages.warn("还有一件活没办完，办完就锁上。")

    def _job_done(self) -> None:
        if self._wanted:
            self._wanted = False
            self.lock_now.emit(0)
