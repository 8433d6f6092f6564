"""Hands off the keys: the window locks, but never over long work; nor is it closed over it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.idle import IdleWatch, Running, Watchman


@dataclass
class Clocks:
    """Ours stands while the computer sleeps, the one on the wall does not."""

    ours: float = 1000.0
    wall: float = 50_000.0

    def pass_by(self, seconds: float, *, asleep: float = 0) -> None:
        self.ours += seconds
        self.wall += seconds + asleep


class Work(QObject):
    """Long work under way."""

    ended = Signal()
    stopped = 0

    def cancel(self) -> None:
        self.stopped += 1


@dataclass
class Talk:
    """Records what is said, answers what is asked when told to."""

    said: list[str] = field(default_factory=list)
    asked: list[Callable[[str], object]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def warn(self, text: str) -> None:
        self.said.append(text)

    def ask(
        self, question: str, choices: Sequence[tuple[str, str]], done: Callable[[str], object]
    ) -> None:
        self.asked.append(done)
        self.labels = [label for _, label in choices]


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def running(qtbot: QtBot, qapp: QApplication) -> Iterator[Running]:
    made = Running()
    yield made
    # Gone at once, by the window's own thread: what filters events must not wait for the collector.
    for watch in made.findChildren(IdleWatch):
        qapp.removeEventFilter(watch)
    shiboken6.delete(made)


@pytest.fixture
def locked() -> list[int]:
    return []


@pytest.fixture
def watch(running: Running, clocks: Clocks, locked: list[int], qapp: QApplication) -> IdleWatch:
    made = IdleWatch(running, 600, clock=lambda: clocks.ours, wall=lambda: clocks.wall)
    made.idle.connect(lambda: locked.append(1))
    made.start(qapp)
    return made


@pytest.mark.parametrize(("seconds", "locks"), [(599, False), (600, True), (3600, True)])
def test_ten_idle_minutes_lock(
    watch: IdleWatch, clocks: Clocks, locked: list[int], seconds: float, locks: bool
) -> None:
    clocks.pass_by(seconds)
    watch.look()
    assert bool(locked) == locks


@pytest.mark.parametrize("hand", ["key", "mouse", "move", "wheel"])
def test_any_hand_begins_the_ten_minutes_anew(
    qtbot: QtBot, watch: IdleWatch, clocks: Clocks, locked: list[int], hand: str
) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    clocks.pass_by(599)
    if hand == "key":
        qtbot.keyClick(line, "a")
    elif hand == "mouse":
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    elif hand == "move":
        qtbot.mouseMove(line)
        qtbot.wait(1)
    else:
        wheel(line)
    clocks.pass_by(599)
    watch.look()
    assert locked == []
    clocks.pass_by(1)
    watch.look()
    assert locked == [1]


def wheel(part: QWidget) -> None:
    none, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    here = QPointF(2, 2)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(here, here, QPoint(), QPoint(0, 120), none, plain, phase, False)
    QApplication.sendEvent(part, event)


def test_a_computer_that_slept_is_locked(
    watch: IdleWatch, clocks: Clocks, locked: list[int]
) -> None:
    clocks.pass_by(5)
    watch.look()
    assert locked == []
    clocks.pass_by(5, asleep=900)
    watch.look()
    assert locked == [1]


def test_long_work_is_let_end_first(
    watch: IdleWatch, running: Running, clocks: Clocks, locked: list[int]
) -> None:
    work = Work()
    running.begin(work)
    clocks.pass_by(700)
    watch.look()
    assert locked == []
    work.ended.emit()
    watch.look()
    assert locked == [1]


def test_the_timer_looks_by_itself(qtbot: QtBot, running: Running, qapp: QApplication) -> None:
    watch = IdleWatch(running, 0.05)
    with qtbot.waitSignal(watch.idle, timeout=3000):
        watch.start(qapp)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_locked_by_hand_waits_for_long_work(window: QWidget, locked: list[int]) -> None:
    talk = Talk()
    man = Watchman(window, talk)
    man.lock_now.connect(locked.append)
    work = Work()
    man.running.begin(work)
    man.lock()
    man.lock()
    assert locked == []
    assert talk.said[0] == "还有一件活没办完，办完就锁上。"
    work.ended.emit()
    assert locked == [0]
    man.lock()
    assert locked == [0, 0]


def test_the_sample_is_not_locked(window: QWidget, locked: list[int]) -> None:
    talk = Talk()
    man = Watchman(window, talk, may_lock=False)
    man.lock_now.connect(locked.append)
    man.lock()
    assert (locked, talk.said) == ([], ["演示社区没有密码，不用锁。"])


def test_a_window_is_not_closed_over_long_work(window: QWidget) -> None:
    talk, work = Talk(), Work()
    man = Watchman(window, talk)
    man.running.begin(work)
    assert not window.close()
    assert talk.labels == ["停止并退出", "等它做完"]
    talk.asked[0]("wait")
    assert (window.isVisible(), work.stopped) == (True, 0)
    assert not window.close()
    talk.asked[1]("stop")
    assert (window.isVisible(), work.stopped) == (True, 1)
    work.ended.emit()
    assert not window.isVisible()


def test_a_window_without_work_closes(window: QWidget) -> None:
    talk = Talk()
    Watchman(window, talk)
    assert window.close()
    assert talk.asked == []
