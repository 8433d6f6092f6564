"""A table over any number of rows: pages of 128 are read as they come into sight, 64 are kept.

Nothing is loaded whole. A row that has not arrived is a placeholder; after 300 ms of waiting it
is drawn as a grey bar. A new question (`load`) leaves the old rows standing until its count and
its first page are there, so that a table never blinks while one types.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from ui.common.columns import Column, GroupRow

if TYPE_CHECKING:
    from wenming_desktop.work import Work

PAGE: Final = 128
KEPT: Final = 64
RowRole: Final = Qt.ItemDataRole.UserRole
WaitingRole: Final = Qt.ItemDataRole.UserRole + 1
ColumnRole: Final = Qt.ItemDataRole.UserRole + 2

RowT = TypeVar("RowT")
FilterT = TypeVar("FilterT")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True)
class PageSource(Generic[FilterT, RowT]):
    """Where rows come from: two services and what is asked of them."""

    count: "Callable[[Work, FilterT], int]"
    page: "Callable[[Work, FilterT, int, int], Sequence[RowT]]"
    filter: FilterT


class Ticket(Protocol):
    """A read that was asked for and may be dropped while it waits."""

    def drop(self) -> None:
        """Forget it if it has not begun."""


class Reader(Protocol):
    """The read lane as a model needs it (`ui.jobs.Jobs`)."""

    def read(
        self,
        owner: QObject,
        done: Callable[[Any], object],
        service: Callable[..., Any],
        *args: Any,
    ) -> Ticket:
        """Run a service off this thread and hand its result to `done`."""


class PagedModel(QAbstractTableModel, Generic[RowT]):
    """The windowed model; `loaded` carries the number of rows of the question just answered."""

    loaded = Signal(int)

    def __init__(
        self, reader: Reader, columns: Sequence[Column[RowT]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.sorted_by: tuple[str, bool] = ("", False)
        self._reader = reader
        self._source: PageSource[Any, RowT] | None = None
        self._total = 0
        self._pages: OrderedDict[int, Sequence[RowT]] = OrderedDict()
        self._asked: OrderedDict[int, Ticket | None] = OrderedDict()
        self._turn = 0
        self._next: _Answer[RowT] | None = None
        self._slow = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(300)
        self._clock.timeout.connect(self._waited)

    def load(self, source: PageSource[Any, RowT], top: int = 0) -> None:
        """Ask a new question; `top` is the row that should be in sight when it is answered."""
        self._turn += 1
        answer: _Answer[RowT] = _Answer(source, top // PAGE)
        self._next = answer
        turn = self._turn
        self._reader.read(self, partial(self._counted, turn), source.count, source.filter)
        self._reader.read(
            self, partial(self._opened, turn), source.page, source.filter, answer.at * PAGE, PAGE
        )

    def row(self, at: int) -> RowT | None:
        """Return the row at a place if it is here."""
        page = self._pages.get(at // PAGE)
        offset = at % PAGE
        return page[offset] if page is not None and offset < len(page) else None

    def place_of(self, wanted: Callable[[RowT], bool]) -> int:
        """Return the place of the first row among those here that is wanted, or -1."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if wanted(row):
                    return number * PAGE + offset
        return -1

    def pages_held(self) -> int:
        """Return how many pages are in memory."""
        return len(self._pages)

    def _counted(self, turn: int, total: int) -> None:
        if self._next is not None and turn == self._turn:
            self._next.total = total
            self._swap()

    def _opened(self, turn: int, rows: Sequence[RowT]) -> None:
        if self._next is not None and turn == self._turn:
            self._next.rows = rows
            self._swap()

    def _swap(self) -> None:
        answer = self._next
        if answer is None or answer.total is None or answer.rows is None:
            return
        self._next = None
        self.beginResetModel()
        self._source, self._total = answer.source, answer.total
        for ticket in self._asked.values():
            if ticket is not None:
                ticket.drop()
        self._asked.clear()
        self._pages.clear()
        if answer.rows:
            self._pages[answer.at] = answer.rows
        self._rest()
        self.endResetModel()
        self.loaded.emit(self._total)

    def _want(self, number: int) -> None:
        """Ask for a page unless it is on its way; of many that wait, forget the oldest."""
        if self._source is None or number in self._asked:
            return
        self._asked[number] = None
        source, turn = self._source, self._turn
        if not self._clock.isActive():
            self._clock.start()
        ticket = self._reader.read(
            self,
            partial(self._arrived, source, number),
            source.page,
            source.filter,
            number * PAGE,
            PAGE,
        )
        if number in self._asked and turn == self._turn:
            self._asked[number] = ticket
        while len(self._asked) > 8:
            _, oldest = self._asked.popitem(last=False)
            if oldest is not None:
                oldest.drop()

    def _arrived(self, source: PageSource[Any, RowT], number: int, rows: Sequence[RowT]) -> None:
        if source is not self._source:
            return
        self._asked.pop(number, None)
        self._pages[number] = rows
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        if not self._asked:
            self._rest()
        first = number * PAGE
        last = min(first + PAGE, self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _rest(self) -> None:
        self._clock.stop()
        self._slow = False

    def _waited(self) -> None:
        self._slow = bool(self._asked)
        for number in self._asked:
            first = number * PAGE
            last = min(first + PAGE, self._total) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ANSWERED:
            return None
        number = index.row() // PAGE
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            page = self._pages.get(number)
        if page is None or index.row() % PAGE >= len(page):
            return self._slow if role == WaitingRole else None
        self._pages.move_to_end(number)
        return self._answer(page[index.row() % PAGE], self.columns[index.column()], role)

    def _answer(self, row: RowT, column: Column[RowT], role: int) -> object:
        if role == RowRole:
            return row
        if isinstance(row, GroupRow):
            told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row.words() if role in told else None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title} {column.text(row) or '空'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._tip(row, column) if role == Qt.ItemDataRole.ToolTipRole else None

    def _tip(self, row: RowT, column: Column[RowT]) -> str | None:
        """Name all chips: a narrow cell draws the first few, or part of one."""
        return "、".join(chip.label for chip in column.chips(row)) or None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            key, down = self.sorted_by
            return column.title + ((" ▾" if down else " ▴") if key == column.key else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def mark_sorted(self, key: str, *, descending: bool) -> None:
        """Show in the head which column the rows are sorted by."""
        self.sorted_by = (key, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)


_ANSWERED: Final = frozenset(
    {
        RowRole,
        WaitingRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)


class _Answer(Generic[RowT]):
    """The two halves of an answer while they arrive."""

    def __init__(self, source: PageSource[Any, RowT], at: int) -> None:
        self.source, self.at = source, at
        self.total: int | None = None
        self.rows: Sequence[RowT] | None = None
