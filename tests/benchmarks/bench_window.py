"""The window beside an empty one: first paint, list pages, quick registration; one run, one table.

Run from the top of the repository: python -m tests.benchmarks.bench_window
Every figure is a median; start is timed from the birth of the process to the painted window.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROUNDS = 7
_TAIL = "\napp.processEvents()\nimport time; print(time.time())"
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow(); window.resize(1366, 696); window.show(); window.grab()"""
UNLOCK = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from ui.common import theme
from ui.common.tokens import Tokens
from ui.unlock.accounts import Account
from ui.unlock.page import UnlockPage
theme.apply(app, Tokens())
window = UnlockPage([Account("lin", "林晓燕", "工作人员")], print)
window.resize(1366, 696); window.show(); window.grab()"""
REGISTER = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from pathlib import Path
import tempfile
from tests.ui import stand_in
from ui.common import theme
from ui.common.memory import Memory
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
theme.apply(app, Tokens())
office = stand_in.Office(300)
lane = stand_in.AtOnce()
jobs = Jobs(stand_in.FakeDesk(office), Messages(), Lanes(lane, lane))
rights = frozenset({"register.read", "ticket.write"})
memory = Memory(Path(tempfile.mkdtemp()) / "w.ini")
window = MainWindow(Services(jobs, memory, Office("槐荫里社区", "林晓燕", rights)))
window.show(); app.processEvents(); window.grab()"""


def _say(name: str, value: float, more: str = "ms") -> None:
    sys.stdout.write(f"{name:38}{value:9.1f}  {more}\n")


def _start(code: str) -> float:
    found = []
    for _ in range(ROUNDS):
        born = time.time()
        ran = subprocess.run(
            [sys.executable, "-c", code + _TAIL], capture_output=True, text=True, check=True
        )
        found.append((float(ran.stdout.split()[-1]) - born) * 1000)
    return statistics.median(found)


def _median(action: Callable[[int], object]) -> float:
    return statistics.median(_times(action, ROUNDS))


def _times(action: Callable[[int], object], rounds: int) -> list[float]:
    found = []
    for at in range(rounds):
        began = time.perf_counter()
        action(at)
        found.append((time.perf_counter() - began) * 1000)
    return found


class _PlainDesk:
    """Runs any function as a service."""

    def __init__(self) -> None:
        self.on_change: list[Callable[[frozenset[str]], None]] = []

    def read(self, service: Callable[..., Any], *args: Any) -> Any:
        return service(None, *args)

    write = read

    def watched_by(self, _progress: Any) -> "_PlainDesk":
        return self


def _lists(total: int) -> list[tuple[str, float]]:
    """Time a list page over so many rows that are made when asked for."""
    from PySide6.QtWidgets import QApplication

    from tests.ui.stand_in import AtOnce, households
    from ui.common.table_model import PagedModel, PageSource
    from ui.common.table_view import RecordTable
    from ui.households.columns import COLUMNS
    from ui.jobs import Jobs, Lanes
    from ui.messages import Messages
    from wenming_desktop.households.model import HouseholdRow

    some = households(400)

    def count(_work: Any, _wanted: str) -> int:
        return total

    def page(_work: Any, _wanted: str, offset: int, limit: int) -> Sequence[HouseholdRow]:
        return [some[at % 400] for at in range(offset, min(offset + limit, total))]

    lane = AtOnce()
    jobs = Jobs(_PlainDesk(), Messages(), Lanes(lane, lane))
    model: PagedModel[HouseholdRow] = PagedModel(jobs, COLUMNS)
    table = RecordTable("bench", "住户", model)
    table.resize(750, 508)
    source = PageSource(count, page, "")

    def painted() -> None:
        QApplication.processEvents()
        table.viewport().grab()

    def opened(_at: int) -> None:
        model.load(source)
        table.show()
        painted()

    def moved(part: float) -> Callable[[int], None]:
        def move(at: int) -> None:
            bar = table.verticalScrollBar()
            bar.setValue(max(0, round(bar.maximum() * part) - at * 40_000))
            painted()

        return move

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = [
        (f"open a list of {total:,}", _median(opened)),
        (f"to its end, {total:,}", _median(moved(1.0))),
        (f"to its middle, {total:,}", _median(moved(0.5))),
        ("repaint (the floor)", _median(lambda _at: painted())),
    ]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    found.append((f"memory grown, {total:,}", grown))
    table.hide()
    return found


def _opened() -> float:
    """Time the window once everything is imported, as it is while the password is typed."""
    names: dict[str, Any] = {}
    head, body = REGISTER.split("theme.apply(app, Tokens())", 1)
    head = head.replace("app = QApplication([])", "app = QApplication.instance()")
    exec(head, names)  # noqa: S102 - the same lines the start benchmark runs in a child
    return _median(lambda _at: exec(body, names))  # noqa: S102


def _typed() -> list[tuple[str, float]]:
    """Time F2 and a key in the search box up to the painted rows, services not counted."""
    from PySide6.QtWidgets import QApplication

    from tests.ui.stand_in import AtOnce, FakeDesk, Office
    from ui.common.memory import Memory
    from ui.households.page import HouseholdsPage
    from ui.jobs import Jobs, Lanes
    from ui.messages import Messages
    from ui.page import Office as Facts
    from ui.page import Services
    from ui.tickets.quick_register import QuickRegister

    lane = AtOnce()
    jobs = Jobs(FakeDesk(Office(300)), Messages(), Lanes(lane, lane))
    quick = QuickRegister(jobs)

    def shown(_at: int) -> None:
        quick.bring()
        QApplication.processEvents()
        quick.grab()
        quick.hide()

    quick.bring()
    quick.hide()
    memory = Memory(Path(tempfile.mkdtemp()) / "w.ini")
    page = HouseholdsPage(Services(jobs, memory, Facts("槐荫里社区", "林晓燕")))
    page.resize(1198, 616)
    page.show()
    page.start()

    def painted(_at: int) -> None:
        page._table.viewport().update()
        QApplication.processEvents()

    def key(at: int) -> None:
        page._ask_for("王李张刘陈杨黄"[at % 7])
        QApplication.processEvents()

    for at in range(14):
        key(at)
    floor, typed = _times(painted, 50), _times(key, 50)
    return [
        ("F2 to the painted form", _median(shown)),
        ("repaint of the rows (the floor)", statistics.median(floor)),
        ("key to painted rows", statistics.median(typed)),
        ("key to painted rows, p99", max(typed)),
    ]


def main() -> None:
    """Print the table."""
    empty, unlock = _start(EMPTY), _start(UNLOCK)
    _say("empty window painted", empty)
    _say("unlock page painted", unlock, f"{unlock / empty:5.2f} x")
    whole = _start(REGISTER)
    _say("register painted, nothing imported", whole, f"{whole / empty:5.2f} x")
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    from ui.common import theme
    from ui.common.tokens import Tokens

    theme.apply(app, Tokens())
    for total in (100_000, 1_000_000):
        for name, value in _lists(total):
            _say(name, value, "MB" if "memory" in name else "ms")
    ready = _opened()
    _say("register painted after unlock", ready, f"{ready / empty:5.2f} x")
    for name, value in _typed():
        _say(name, value)


if __name__ == "__main__":
    main()
