"""A field for a day: typed in any usual way, or chosen in a calendar (Alt+↓)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.day_words import day_words, read_day, without_weekday
from ui.common.frames import column
from ui.common.restyle import restyle_one


class _DayLine(QLineEdit):
    """The line one types in; on leaving it the day is told in full."""

    left = Signal()
    calendar_asked = Signal()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setText(without_weekday(self.text()))
        self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self.calendar_asked.emit()
        else:
            super().keyPressEvent(event)


class _Calendar(QFrame):
    """The month in a small window of its own; Esc or a choice puts it away."""

    chosen = Signal(QDate)

    def __init__(self, over: QWidget, label: str) -> None:
        super().__init__(over, Qt.WindowType.Popup)
        self.setProperty("k", "popup")
        self.month = QCalendarWidget()
        self.month.setAccessibleName(f"{label}：日历，方向键选日子，回车选定")
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.activated.connect(self.chosen)
        self.month.clicked.connect(self.chosen)
        column(self, margins=(6, 6, 6, 6)).addWidget(self.month)


class DateField(QWidget):
    """A line and a button; `edited` is told whenever a person changed the day."""

    edited = Signal()

    def __init__(self, name: str, label: str, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._label, self._today = label, today
        self._calendar: _Calendar | None = None
        self.line = _DayLine()
        self.line.setObjectName(f"fld_{name}")
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription("写 3.5、昨天或 2026-10-03 都行，Alt+↓ 打开日历")
        self.line.setPlaceholderText("比如 3.5、昨天")
        self.line.setMaxLength(24)
        self.pick = Btn("", name=f"pick_{name}", icon="ri.calendar-todo-line")
        self.pick.setAccessibleName(f"打开日历选{label}")
        self.pick.setToolTip("打开日历　Alt+↓")
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.pick)
        on_click(self.pick, self.open_calendar)
        self.line.calendar_asked.connect(self.open_calendar)
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._tell_in_full)

    def text(self) -> str:
        """Return what was typed, without the weekday told after it."""
        return without_weekday(self.line.text().strip())

    def value(self) -> date | None:
        """Return the day, or None when nothing or no day is written."""
        return read_day(self.text(), self._today()) if self.text() else None

    def unread(self) -> bool:
        """Whether something is written that is no day."""
        return bool(self.text()) and self.value() is None

    def put(self, day: date | None) -> None:
        """Show a day without telling anybody."""
        self.line.setText(day_words(day) if day is not None else "")
        restyle_one(self.line, "state", "")

    def _typed(self, _text: str) -> None:
        self.edited.emit()

    def _tell_in_full(self) -> None:
        day = self.value()
        if day is not None:
            self.line.setText(day_words(day))
        restyle_one(self.line, "state", "error" if self.unread() else "")

    def open_calendar(self) -> None:
        """Show the month the day is in."""
        if self._calendar is None:
            self._calendar = _Calendar(self, self._label)
            self._calendar.chosen.connect(self._chosen)
        day = self.value() or self._today()
        self._calendar.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.adjustSize()
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.month.setFocus()

    def _chosen(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.put(date(day.year(), day.month(), day.day()))
        self.line.setFocus()
        self.edited.emit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.line.fontMetrics().horizontalAdvance("2026-10-03 周五") + 70, 0)
