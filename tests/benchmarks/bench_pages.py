"""The pages of the real window on a big office: open, far moves, sort, keys, quick registration.

Run from the top of the repository: python -m tests.benchmarks.bench_pages [--office DIR]
Real services, real lanes, offscreen; a time runs from the hand's act to the painted rows, the
field's pause while one types and the way through the lanes included. DIR is made on the first run
and may be kept; without it one is made and thrown away (about a minute).
"""

# ruff: noqa: T201
import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks import big_office
from ui.common.collector import Collector, settle_memory
from ui.common.memory import Memory
from ui.common.search_field import SearchField
from ui.common.table_view import RecordTable
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
from wenming_desktop.app import dress

ROUNDS = 7
PATIENCE = 20.0
Step = Callable[[int], object]


class Bench:
    """One window, one table of times."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def measure(
        self,
        name: str,
        act: Step,
        ready: Callable[[], bool],
        goal: str = "",
        prepare: Step | None = None,
    ) -> None:
        """Of the rounds, from the act to the painted window: median, worst, median processor."""
        found, worked = [], []
        for at in range(ROUNDS):
            if prepare is not None:
                prepare(at)
            self.rest()
            began, used = time.perf_counter(), time.process_time()
            act(at)
            wait(ready)
            QApplication.processEvents()  # paints what has changed, and only that
            found.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - used) * 1000)
        tell(name, found, worked, goal)

    def rest(self, seconds: float = 0.35) -> None:
        """Let what the last act left running end."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    def table(self) -> RecordTable:
        """The list of the page in hand."""
        page = self.window.page()
        assert page is not None
        tables = page.findChildren(RecordTable)
        return next(table for table in tables if table.isVisible())


def tell(name: str, found: list[float], worked: list[float], goal: str) -> None:
    """Print a line of the table; on a busy machine the processor says more than the clock."""
    times = f"{statistics.median(found):8.1f}{max(found):9.1f}{statistics.median(worked):9.1f}"
    print(f"{name:46}{times}   {goal}", flush=True)


def wait(ready: Callable[[], bool]) -> None:
    """Turn the loop until it is so, leaving the processor to the lanes."""
    end = time.perf_counter() + PATIENCE
    while not ready():
        if time.perf_counter() > end:
            raise TimeoutError(str(ready))
        QApplication.processEvents()
        time.sleep(0.0005)


class ListPage:
    """A list page: read again, its end, its middle, sorted, and searched as typed."""

    def __init__(self, bench: Bench, key: str, texts: tuple[str, ...]) -> None:
        self.bench, self.key, self.texts = bench, key, texts
        self.page: Any = bench.window.go_to(key)
        bench.rest(2.0)
        if key == "tickets":
            self.page.list.search_everywhere()
            bench.rest(1.0)
        self.table = bench.table()
        self.model: Any = self.table.model()
        self.answered: list[int] = []
        self.model.loaded.connect(self.answered.append)

    def measure(self) -> None:
        """Every line of the table."""
        print(f"-- {self.key}: {self.model.rowCount():,} rows")
        lines: tuple[tuple[str, Step, Callable[[], bool], str], ...] = (
            ("read again", self.again, self.loaded, "goal 50 (open)"),
            ("to the end", self.move(1.0), self.filled, "goal 30"),
            ("to the middle", self.move(0.5), self.filled, "goal 30"),
            ("sort by a column", self.sort, self.loaded, "goal 150"),
        )
        for name, act, ready, goal in lines:
            self.bench.measure(f"{self.key}: {name}", act, ready, goal)
        self.page.go_search()
        self.field = next(f for f in self.page.findChildren(SearchField) if f.isVisible())
        name = f"{self.key}: last key to painted rows"
        self.bench.measure(name, self.press, self.loaded, "30 ms pause within", self.before)
        self.field.clear()

    def filled(self) -> bool:
        """Whether the rows on the screen are here."""
        total = self.model.rowCount()
        first = self.table.rowAt(2)
        last = self.table.rowAt(self.table.viewport().height() - 3)
        last = last if last >= 0 else total - 1
        return total == 0 or (
            first >= 0 and self.model.row(first) is not None and self.model.row(last) is not None
        )

    def loaded(self) -> bool:
        """Whether the list was answered since the act, and its rows are here."""
        return bool(self.answered) and self.filled()

    def move(self, part: float) -> Step:
        """Go far, to another place each time."""

        def to(at: int) -> None:
            bar = self.table.verticalScrollBar()
            bar.setValue(max(0, round(bar.maximum() * part) - at * 2_000))

        return to

    def again(self, _at: int) -> None:
        """As after somebody's write."""
        self.answered.clear()
        self.page.changed(frozenset({"ticket", "household"}))

    def sort(self, at: int) -> None:
        """By one column after the other, up and down."""
        self.answered.clear()
        columns = [column for column in self.model.columns if column.sortable]
        self.table.sort_asked.emit(columns[at % len(columns)].key, at % 2 == 1)

    def before(self, at: int) -> None:
        """All but the last key."""
        self.field.setText(self.texts[at % len(self.texts)][:-1])

    def press(self, at: int) -> None:
        """The last key."""
        self.answered.clear()
        self.field.insert(self.texts[at % len(self.texts)][-1])


def today(bench: Bench) -> None:
    """The first page: read again until its list stands, and until its figures stand."""
    page: Any = bench.window.go_to("today")
    bench.rest(3.0)

    def act(_at: int) -> None:
        page.board = page._month = None
        page.load()

    bench.measure("today: what has to be done", act, lambda: page.board is not None, "goal 200")
    bench.measure("today: and the month's figures", act, lambda: page._month is not None)


def quick(bench: Bench) -> None:
    """F2 to the painted form; Ctrl+S to the committed ticket."""
    desk = bench.window._tickets
    desk.register()
    form: Any = desk._form
    bench.rest(1.0)

    def show(_at: int) -> None:
        form.hide()
        desk.register()
        QApplication.processEvents()

    bench.measure("F2 to the painted form", show, form.isVisible, "goal 200")

    def fill(_at: int) -> None:
        desk.register()
        bench.rest(0.3)
        form.form.phone.setText("13900001111")
        form.form.content.setPlainText("家里暖气不热，老人一个人住")
        form.form.place.setText("一院 3号楼 2单元 501")
        form.form.categories.choose("0801")
        bench.rest(0.2)

    found, worked = [], []
    for at in range(ROUNDS):
        fill(at)
        began, used = time.perf_counter(), time.process_time()
        QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: not form.isVisible())
        found.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - used) * 1000)
    tell("Ctrl+S to saved, form away", found, worked, "goal 30 p95")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--office", type=Path)
    parser.add_argument("--residents", type=int, default=100_000)
    parser.add_argument("--tickets", type=int, default=100_000)
    asked = parser.parse_args()
    app = QApplication([])
    dress(app)
    Collector(app)
    settle_memory()  # as after the start
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.office or Path(scratch) / "office"
        with big_office.made(folder, asked.residents, asked.tickets) as place:
            jobs = Jobs(place.desk, Messages())
            facts = Office("槐荫里社区", "demo", place.desk.actor.rights)
            services = Services(jobs, Memory(Path(scratch) / "w.ini"), facts)
            window = MainWindow(services)
            window.resize(1366, 696)
            window.show()
            print(f"{asked.residents:,} residents, {asked.tickets:,} tickets"
                  f"{'median':>16}{'worst':>9}{'cpu':>9}   ms")  # fmt: skip
            bench = Bench(window)
            today(bench)
            ListPage(
                bench, "tickets", ("王秀", "漏水", "2026", "wxl", "楼上", "3号", "1234")
            ).measure()
            ListPage(
                bench, "households", ("wxl", "zj", "王秀", "3-2-5", "李玉", "139", "二院")
            ).measure()
            quick(bench)
            window.close()


if __name__ == "__main__":
    main()
