"""The windowed model: any size, a few pages in memory, never an answer to an old question."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.common import theme
from ui.common.columns import Column, GroupRow
from ui.common.table_model import KEPT, PAGE, PagedModel, PageSource, RowRole, WaitingRole
from ui.common.table_view import RecordTable

COLUMNS: tuple[Column[int], ...] = (
    Column("number", "号", str, width=80, sortable=True),
    Column("double", "两倍", lambda row: str(row * 2), right=True, stretch=True),
)


class _Dropped:
    def __init__(self) -> None:
        self.dropped = False

    def drop(self) -> None:
        self.dropped = True


class Rows:
    """A reader that counts; holds answers back until told when `held`."""

    def __init__(self, total: int, *, held: bool = False) -> None:
        self.total, self.held = total, held
        self.waiting: list[Callable[[], object]] = []
        self.pages: list[int] = []

    def count(self, _work: Any, _wanted: str) -> int:
        return self.total

    def page(self, _work: Any, wanted: str, offset: int, limit: int) -> Sequence[int]:
        self.pages.append(offset)
        return range(offset, min(offset + limit, self.total))

    def read(
        self,
        owner: QObject,
        done: Callable[[Any], object],
        service: Callable[..., Any],
        *args: Any,
    ) -> _Dropped:
        ticket = _Dropped()

        def run() -> None:
            if not ticket.dropped:
                done(service(None, *args))

        if self.held:
            self.waiting.append(run)
        else:
            run()
        return ticket

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for run in waiting:
            run()

    def source(self, wanted: str = "") -> PageSource[str, int]:
        return PageSource(self.count, self.page, wanted)


def _model(rows: Rows) -> PagedModel[int]:
    model: PagedModel[int] = PagedModel(rows, COLUMNS)
    model.load(rows.source())
    return model


@pytest.mark.parametrize("total", [0, 1, PAGE, PAGE * 3 + 5])
def test_it_keeps_the_rules_of_qt_models(qtmodeltester: ModelTester, total: int) -> None:
    qtmodeltester.check(_model(Rows(total)))


def test_a_million_rows_cost_a_few_pages() -> None:
    rows = Rows(1_000_000)
    model = _model(rows)
    for at in range(0, 1_000_000, 4_000):
        assert model.data(model.index(at, 0)) == str(at)
    assert model.rowCount() == 1_000_000
    assert model.pages_held() == KEPT
    assert model.row(999_999) is None, "never looked at, never read"


def test_a_row_that_has_not_come_is_a_placeholder_and_asked_for_once() -> None:
    rows = Rows(1000)
    model = _model(rows)
    rows.held = True
    index = model.index(500, 0)
    assert model.data(index) is None
    assert model.data(index, RowRole) is None
    assert model.data(index, WaitingRole) is False, "grey bars only after 300 ms"
    assert len(rows.waiting) == 1
    rows.answer()
    assert model.data(index) == "500"


def test_grey_bars_come_after_a_while(qtbot: QtBot) -> None:
    rows = Rows(1000)
    model = _model(rows)
    rows.held = True
    index = model.index(500, 0)
    model.data(index)
    qtbot.waitUntil(lambda: model.data(index, WaitingRole) is True, timeout=2000)


def test_the_old_rows_stand_until_the_new_answer_is_whole() -> None:
    rows = Rows(300)
    model = _model(rows)
    rows.held, rows.total = True, 7
    model.load(rows.source("x"))
    assert model.rowCount() == 300
    rows.answer()
    assert model.rowCount() == 7


def test_only_the_last_question_is_answered() -> None:
    rows = Rows(300)
    model = _model(rows)
    rows.held, rows.total = True, 7
    model.load(rows.source("a"))
    first, rows.waiting = rows.waiting, []
    rows.total = 9
    model.load(rows.source("ab"))
    rows.answer()
    for run in first:
        run()
    assert model.rowCount() == 9


def test_fast_scrolling_forgets_pages_that_were_passed() -> None:
    rows = Rows(PAGE * 100)
    model = _model(rows)
    rows.held = True
    for page in range(1, 60):
        model.data(model.index(page * PAGE, 0))
    rows.pages.clear()
    rows.answer()
    assert len(rows.pages) <= 9


def test_it_is_read_aloud_with_its_column() -> None:
    model = _model(Rows(3))
    told = model.data(model.index(2, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "两倍 4"


def test_the_head_shows_what_it_is_sorted_by() -> None:
    model = _model(Rows(3))
    model.mark_sorted("number", descending=True)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "号 ▾"


def test_the_table_walks_by_keys_and_opens_by_enter(qtbot: QtBot) -> None:
    model = _model(Rows(1000))
    table = RecordTable("numbers", "数", model)
    qtbot.addWidget(table)
    table.resize(400, 400)
    table.show()
    table.go_to(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current() == 1
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current() == 999
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [999]
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert model.parent() is None
    assert not model.index(0, 0).parent().isValid()
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1000


def test_the_table_says_when_the_arrows_rest(qtbot: QtBot) -> None:
    model = _model(Rows(1000))
    table = RecordTable("numbers", "数", model)
    qtbot.addWidget(table)
    table.show()
    table.go_to(0)
    with qtbot.waitSignal(table.settled, timeout=2000) as settled:
        for _ in range(5):
            qtbot.keyClick(table, Qt.Key.Key_Down)
    assert settled.args == [5], "once, not five times"


def test_a_group_row_heads_the_rows_below_it(qtbot: QtBot) -> None:
    rows: list[object] = [GroupRow("第一网格", 1234), "李桂芬"]
    columns = (
        Column[object]("name", "姓名", str, 100),
        Column[object]("count", "件数", lambda row: f"{row}"[:1], 80, right=True),
    )
    model: PagedModel[object] = PagedModel(_AtOnce(), columns)
    model.load(PageSource(lambda _w, _f: 2, lambda _w, _f, _a, _b: rows, None))
    told = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "第一网格　1,234"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None
    table = RecordTable("groups", "表", model)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    picture = table.viewport().grab().toImage()
    ground = theme.colour("surface_2").rgb()
    assert picture.pixel(150, 3) == ground
    assert picture.pixel(150, 3 + theme.px("row")) != ground


class _AtOnce:
    """Answers before it returns."""

    def read(self, owner: object, done: Any, service: Any, *args: Any) -> "_AtOnce":
        done(service(None, *args))
        return self

    def drop(self) -> None:
        """Nothing waits."""


def test_where_the_words_of_a_head_find_no_room_the_table_scrolls(qtbot: QtBot) -> None:
    columns = (
        Column[object]("a", "门牌", str, 300),
        Column[object]("b", "怎么认出来的", str, stretch=True),
    )
    table = RecordTable("narrow", "表", PagedModel(_AtOnce(), columns))
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show()
    least = table.fontMetrics().horizontalAdvance("怎么认出来的")
    assert table.columnWidth(1) == table.viewport().width() - 300
    assert not table.horizontalScrollBar().isVisible()
    table.resize(340, 200)
    assert table.columnWidth(1) >= least
    qtbot.waitUntil(table.horizontalScrollBar().isVisible)
    table.resize(600, 200)
    assert table.columnWidth(1) == table.viewport().width() - 300
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())
