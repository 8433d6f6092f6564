"""The table every list page shows: fixed row height, selection bar, sorting by the head."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from ui.common import theme
from ui.common.delegates import RecordDelegate
from ui.common.restyle import OnRestyle
from ui.common.table_model import PagedModel

_REFRESH_MS = 120
_HEAD_PAD, _UNSEEN, _LEAST = 14, 200, 5
_MODE = QHeaderView.ResizeMode


class RecordTable(OnRestyle, QTableView):
    """A read-only table over a `PagedModel`.

    `opened` carries the row number on Enter or double click; `settled` the current row number
    120 ms after the arrow keys came to rest; `sorted` a column key and the direction.
    """

    opened = Signal(int)
    settled = Signal(int)
    sort_asked = Signal(str, bool)

    def __init__(self, name: str, label: str, model: PagedModel[Any]) -> None:
        super().__init__()
        self.setObjectName(f"tbl_{name}")
        self.setAccessibleName(label)
        self._paged = model
        self._cells = RecordDelegate(self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_REFRESH_MS)
        self._clock.timeout.connect(self._settle)
        self._behave()
        self.setItemDelegate(self._cells)
        self.setModel(model)
        self.restyle()
        model.modelReset.connect(self._clock.stop)

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        # A read-only table must not start the input method: it would swallow letters.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(40)
        head.sectionClicked.connect(self._head_clicked)

    @override
    def restyle(self) -> None:
        height = theme.px("row")
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(theme.px("head"))
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column its width, scaled with the type, and the rest to the stretching one."""
        scale = theme.px("f_body") / 15
        head = self.horizontalHeader()
        for at, column in enumerate(self._paged.columns if self.model() is not None else ()):
            mode = head.ResizeMode.Stretch if column.stretch else head.ResizeMode.Interactive
            head.setSectionResizeMode(at, mode)
            if not column.stretch:
                head.resizeSection(at, round(column.width * scale))
        self._stretch_or_scroll()

    def _stretch_or_scroll(self) -> None:
        """Let the stretching column take the rest; where it would tell nothing, scroll."""
        head, room = self.horizontalHeader(), self.viewport().width()
        wide = [at for at, column in enumerate(self._paged.columns) if column.stretch]
        if self.model() is None or not wide or room < _UNSEEN:
            return
        face, words = QFontMetrics(theme.font("f_sm")), _LEAST * theme.px("f_body")
        least = {
            at: max(words, face.horizontalAdvance(self._paged.columns[at].title) + 2 * _HEAD_PAD)
            for at in wide
            if not head.isSectionHidden(at)
        }
        fixed = sum(head.sectionSize(at) for at in range(head.count()) if at not in wide)
        narrow = fixed + sum(least.values()) > room
        for at, width in least.items():
            head.setSectionResizeMode(at, _MODE.Interactive if narrow else _MODE.Stretch)
            if narrow:
                head.resizeSection(at, width)
        bars = Qt.ScrollBarPolicy
        policy = bars.ScrollBarAsNeeded if narrow else bars.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)

    def current(self) -> int:
        """Return the number of the current row, or -1."""
        return self.currentIndex().row()

    def go_to(self, at: int) -> None:
        """Make a row the current one without touching the scroll position if it is in sight."""
        if 0 <= at < self._paged.rowCount():
            self.setCurrentIndex(self._paged.index(at, 0))
            self._clock.stop()
            self._settle()

    def _settle(self) -> None:
        self.settled.emit(self.current())

    def _head_clicked(self, section: int) -> None:
        column = self._paged.columns[section]
        if column.sortable:
            key, down = self._paged.sorted_by
            self.sort_asked.emit(column.key, key == column.key and not down)

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._clock.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() >= 0:
            self.opened.emit(self.current())
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(self._paged.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid():
            self.opened.emit(at.row())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        step = theme.px("row")
        self.verticalScrollBar().setSingleStep(step)
        self._stretch_or_scroll()

    def _hover(self, at: int) -> None:
        if at != self._cells.hovered:
            self._cells.hovered = at
            self.viewport().update()
