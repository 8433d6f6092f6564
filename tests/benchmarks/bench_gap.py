"""How long the window stands still while a ledger is checked and taken in.

Run from the top of the repository: python -m tests.benchmarks.bench_gap [--rows 10000]
The import page is worked as a hand would: a file dropped, checked, taken in. A timer beats every
millisecond on the window's thread; a gap is the time between two beats.
"""

# ruff: noqa: T201
import argparse
import os
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.benchmarks import big_ledger, big_office
from ui.common.collector import Collector, settle_memory
from ui.common.memory import Memory
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
from wenming_desktop import app as program

PATIENCE = 120.0


class Heart:
    """Beats on the window's thread, and keeps every gap since the last `start`."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def start(self) -> None:
        """Forget what was."""
        self.gaps = []
        self._last = time.perf_counter()

    def tell(self, name: str) -> None:
        """Print the table's line."""
        count = len(self.gaps)
        turn(lambda: len(self.gaps) > count)  # what the answer itself did to the window counts
        beats = sorted(self.gaps)
        p99 = beats[int(len(beats) * 0.99)]
        long = sum(gap for gap in beats if gap > 50)
        whole = sum(beats)
        # The last figure is the share of the wall clock, which many short beats cannot sweeten.
        print(f"{name:28}{whole / 1000:8.2f} s{p99:10.1f}{beats[-1]:10.1f}{long / whole:10.1%}")


def turn(ready: Callable[[], bool]) -> None:
    """Let the window live until it is so, as its own loop would."""
    end = time.perf_counter() + PATIENCE
    while not ready():
        if time.perf_counter() > end:
            raise TimeoutError(str(ready))
        QApplication.processEvents()
        time.sleep(0.0005)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--residents", type=int, default=10_000, help="people there before")
    asked = parser.parse_args()
    app = QApplication([])
    program.dress(app)
    for name in program.WARM_UP:  # as it is done while the password is typed
        import_module(name)
    Collector(app)
    settle_memory()
    with tempfile.TemporaryDirectory() as scratch:
        ledger = big_ledger.write(Path(scratch) / "台账.xlsx", asked.rows)
        with big_office.made(Path(scratch) / "office", 0, 2_000) as place:
            jobs = Jobs(place.desk, Messages())
            facts = Office("槐荫里社区", "demo", place.desk.actor.rights)
            window = MainWindow(Services(jobs, Memory(Path(scratch) / "w.ini"), facts))
            window.resize(1366, 696)
            window.show()
            work(window, ledger)
            window.close()


def work(window: MainWindow, ledger: Path) -> None:
    """Check and take in, the heart beating."""
    page: Any = window.go_to("imports")
    heart = Heart()
    end = time.perf_counter() + 2
    turn(lambda: time.perf_counter() > end)
    print(f"{'':28}{'took':>10}{'p99 ms':>10}{'worst ms':>10}{'in > 50':>10}")
    heart.start()
    end = time.perf_counter() + 2
    turn(lambda: time.perf_counter() > end)
    heart.tell("at rest")
    heart.start()
    page.take(ledger)
    turn(lambda: page._checked is not None and not page._work.busy())
    heart.tell("while it is checked")
    button: QAbstractButton = page.findChild(QAbstractButton, "btn_next_step")
    button.click()
    turn(button.isEnabled)
    heart.start()
    outcomes: list[object] = []
    page._work.written.connect(lambda *said: outcomes.append(said))
    button.click()
    turn(lambda: bool(outcomes) and not page._work.busy())
    heart.tell("while it is taken in")


if __name__ == "__main__":
    main()
