"""The ticket pages of the real window on a big office: from the hand's act to the painted window.

Real services, real lanes, offscreen, the field's own pause and the way through the lanes included.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_pages import Bench, ListPage, Step, wait
from tests.benchmarks.timing import Times
from ui.common.collector import Collector, settle_memory
from ui.common.memory import Memory
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office, Services
from wenming_desktop.app import dress
from wenming_desktop.tickets import board
from wenming_desktop.tickets.board import BoardFilter
from wenming_desktop.work import Desk

ROUNDS = 7


class Hand:
    """Acts, and waits for what they bring."""

    def __init__(self, times: Times, bench: Bench) -> None:
        self.times, self.bench = times, bench

    def act(
        self,
        name: str,
        deed: Step,
        ready: Callable[[], bool],
        goal: float | None = None,
        note: str = "",
        before: Step | None = None,
    ) -> float:
        """Time one act over the rounds; returns the median."""
        found, worked = [], []
        for at in range(ROUNDS):
            if before is not None:
                before(at)
            self.bench.rest()
            began, used = time.perf_counter(), time.process_time()
            deed(at)
            wait(ready)
            QApplication.processEvents()
            found.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - used) * 1000)
        return self.times.tell(name, found, worked, goal, note)


def window(times: Times, desk: Desk, memory: Path) -> None:
    """The lines of the window."""
    app = QApplication.instance() or QApplication([])
    dress(app)  # type: ignore[arg-type]  # made a line above
    settle_memory()  # as after the start
    collector = Collector()
    services = Services(
        Jobs(desk, Messages()), Memory(memory), Office("槐荫里社区", "demo", desk.actor.rights)
    )
    main = MainWindow(services)
    main.resize(1366, 696)
    main.show()
    bench = Bench(main)
    hand = Hand(times, bench)
    times.part("the window, 1366 wide")
    _today(hand)
    _list(hand, desk)
    _detail(hand)
    _quick(hand)
    main.close()
    collector.deleteLater()


def _today(hand: Hand) -> None:
    page: Any = hand.bench.window.go_to("today")
    hand.bench.rest(2.0)

    def act(_at: int) -> None:
        page.board = page._month = None
        page.load()

    hand.act("today: what has to be done", act, lambda: page.board is not None, 200)
    hand.act("today: and the month", act, lambda: page._month is not None, 400)


def _list(hand: Hand, desk: Desk) -> None:
    texts = ("王秀", "漏水", "2026", "wxl", "楼上", "3号", "1234")
    at = ListPage(hand.bench, "tickets", texts)
    repaint = hand.act("floor: the rows painted again", lambda _: at.table.viewport().update(),
                       lambda: True)  # fmt: skip
    whole = hand.times.act(
        "peer: every line read into a list",
        lambda _: desk.read(board.board_page, BoardFilter("all"), 0, at.model.rowCount()),
        rounds=1,
    )
    opened = hand.act("list of all: read again", at.again, at.loaded, 50)
    print(f"   {opened / repaint:.1f} x the floor, peer {whole / opened:.0f} x ours")  # noqa: T201
    hand.act("to the end", at.move(1.0), at.filled, 30)
    hand.act("to the middle", at.move(0.5), at.filled, 30)
    hand.act("sorted by a column", at.sort, at.loaded, 150)
    at.page.go_search()
    at.field = at.page.list.search
    hand.act("last key to painted rows", at.press, at.loaded, None, "30 ms pause within", at.before)
    at.field.clear()
    hand.bench.rest(0.5)
    stages = ("open", "working", "archived", "calling", "all")
    page: Any = at.page

    def stage(round_: int) -> None:
        at.answered.clear()
        page.list._stage_chosen(stages[round_ % 5])

    hand.act("a stage chosen", stage, at.loaded, 50)

    def recount(_at: int) -> None:
        page.list.counts = None
        page.list.count()

    hand.act("every count beside tabs and chips", recount, lambda: page.list.counts is not None, 50)


def _detail(hand: Hand) -> None:
    page: Any = hand.bench.window.go_to("tickets")
    page._back()
    page.list._stage_chosen("working")
    hand.bench.rest(1.0)
    ids = [page.list.model.row(at).id for at in range(14)]

    def open_one(at: int) -> None:
        page.open_ticket(ids[at])

    def shown(at: list[int]) -> bool:
        return bool(page.detail.shown_id() == at[0] and not page._in_list())

    now = [0]

    def act(at: int) -> None:
        now[0] = ids[at]
        open_one(at)

    hand.act("a ticket opened", act, lambda: shown(now), 50)


def _quick(hand: Hand) -> None:
    desk = hand.bench.window._tickets
    desk.register()
    form: Any = desk._form
    hand.bench.rest(1.0)

    def show(_at: int) -> None:
        form.hide()
        desk.register()
        QApplication.processEvents()

    hand.act("F2 to the painted form", show, form.isVisible, 200)
    said = "家里暖气不热，老人一个人住"

    def blank(_at: int) -> None:
        form.form.reset()
        form._adviser.forget()
        form.form.phone.setText("13900001111")
        form.form.place.setText("一院 3号楼 2单元 501")

    busy, keys = 0.0, 0
    for at in range(2):
        blank(at)
        hand.bench.rest(0.4)
        began = time.process_time()
        for char in said:
            form.form.content.insertPlainText(char)
            QApplication.processEvents()
            keys += 1
        busy += time.process_time() - began
    hand.times.tell("a key in 事项, the window's own work", [busy * 1000 / keys], [0.0], 10)
    hand.act(
        "last key to suggested categories",
        lambda _: form.form.content.insertPlainText("暖气不热"),
        lambda: bool(form.form.suggested.offered()),
        None,
        "150 ms pause within",
        blank,
    )

    def fill(at: int) -> None:
        desk.register()
        blank(at)
        form.form.content.setPlainText(said)
        form.form.categories.choose("0801")

    hand.act(
        "Ctrl+S to saved, form away",
        lambda _: QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
        lambda: not form.isVisible(),
        None,
        "the commit alone is above",
        fill,
    )
