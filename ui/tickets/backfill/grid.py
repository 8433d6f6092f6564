"""The rows of 补录: where Enter goes, what a row is offered, the category its words suggest."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget
from typing_extensions import override

from ui.common.labels import Words
from ui.jobs import Jobs
from ui.tickets.backfill.known_line import Known
from ui.tickets.backfill.ticket_row import HEADS, KNOWN, STRETCH, Offered, TicketLine
from wenming_desktop.tickets.backfill_model import MOST_ROWS
from wenming_desktop.tickets.words import Suggestion, suggest

_SUGGEST_MS: Final = 250
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TAKES: Final = _ENTER | {Qt.Key.Key_Tab}
_FROM_ABOVE: Final = ("source", "handling_unit")


class BackfillGrid(QWidget):
    """A row a ticket; `left` when Enter goes below the last one, `came` names the field in hand."""

    touched = Signal()
    left = Signal()
    pointed = Signal(str)
    came = Signal(object)

    def __init__(self, jobs: Jobs, after: QWidget) -> None:
        super().__init__()
        self.setObjectName("grid_backfill")
        self._jobs, self._after = jobs, after
        self.lines: list[TicketLine] = []
        self._offered = Offered({name: Known(()) for name in KNOWN})
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_SUGGEST_MS)
        self._asking.timeout.connect(self._ask_for_held)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(3)
        for at, label in enumerate(("", *HEADS.values())):
            self._grid.addWidget(Words(label, "t3"), 0, at)
            self._grid.setColumnStretch(at, STRETCH.get(at, 0))

    def offer(self, offered: Offered) -> None:
        """Offer these words in every row."""
        self._offered = offered
        for line in self.lines:
            line.know(offered)

    def grow(self, count: int) -> None:
        """Have at least so many rows, as far as one act takes them."""
        while len(self.lines) < min(count, MOST_ROWS):
            self._add()

    def first_blank(self) -> QWidget:
        """Return where typing begins."""
        line = next((line for line in self.lines if line.blank()), self.lines[0])
        return line.stops()[0]

    def filled(self) -> list[TicketLine]:
        """Return the rows in which something was typed."""
        return [line for line in self.lines if not line.blank()]

    def is_late(self) -> bool:
        """Whether a row is of an earlier day."""
        today = date.today()
        moments = (line.moment() for line in self.lines)
        return any(at is not None and at.date() < today for at in moments)

    def wrong_parts(self) -> Sequence[QWidget]:
        """Return the fields that cannot stand, in order."""
        return [part for line in self.lines for part in line.wrong_parts()]

    def _add(self) -> TicketLine:
        number = len(self.lines) + 1
        line = TicketLine(number, self._offered, self._above(number))
        line.lay_into(self._grid, 3 * number)
        line.edited.connect(self.touched)
        line.pointed.connect(self.pointed)
        line.parts["content"].textEdited.connect(self._asking.start)
        for part in line.parts.values():
            part.installEventFilter(self)
        self.lines.append(line)
        self._order_tabs(line)
        return line

    def _order_tabs(self, line: TicketLine) -> None:
        """Tab goes as Enter does; what is made later stands before the foot all the same."""
        parts: list[QWidget] = list(line.parts.values())
        if line.number > 1:
            parts.insert(0, list(self.lines[-2].parts.values())[-1])
        for one, other in zip(parts, [*parts[1:], self._after], strict=True):
            QWidget.setTabOrder(one, other)

    def _above(self, number: int) -> Callable[[], datetime | None]:
        def found() -> datetime | None:
            moments = (line.moment() for line in reversed(self.lines[: number - 1]))
            return next((at for at in moments if at is not None), None)

        return found

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab take what stands in grey and go on; leaving a field tells it in full."""
        line = next((line for line in self.lines if line.name_of(watched)), None)
        if line is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self._came(line, watched)
        elif event.type() == QEvent.Type.FocusOut:
            self._left(line, line.name_of(watched))
            line.show_beginnings()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(line, watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, line: TicketLine, part: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key not in _TAKES or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        line.leave(line.name_of(part))
        if key in _ENTER:
            self._go_on(line, part)
        return key in _ENTER

    def _go_on(self, line: TicketLine, part: QObject) -> None:
        stops = line.stops()
        at = next((at for at, stop in enumerate(stops) if stop is part), 0)
        if at == 0 and line.blank():
            self.left.emit()
        elif at + 1 < len(stops):
            stops[at + 1].setFocus()
        elif line.number < MOST_ROWS:
            self.grow(line.number + 1)
            self.lines[line.number].stops()[0].setFocus()
        else:
            self.left.emit()

    def _came(self, line: TicketLine, part: QObject) -> None:
        name = line.name_of(part)
        if line.number > 1 and name in _FROM_ABOVE:
            line.known(name).offer(self.lines[line.number - 2].known(name).value())
        if isinstance(part, QLineEdit):
            self.came.emit(part)

    def _left(self, line: TicketLine, name: str) -> None:
        if name == "content":
            self._ask(line)
        elif name in ("at", "finished_at"):
            line.leave(name)

    def _ask_for_held(self) -> None:
        held = QApplication.focusWidget()
        line = next((one for one in self.lines if held is one.parts["content"]), None)
        if line is not None:
            self._ask(line)

    def _ask(self, line: TicketLine) -> None:
        """Have a category suggested by what is written."""
        self._asking.stop()
        if not line.parts["category"].text():
            text = line.parts["content"].text()
            self._jobs.read(self, partial(self._suggested, line, text), suggest, text)

    def _suggested(self, line: TicketLine, text: str, found: tuple[Suggestion, ...]) -> None:
        if line.parts["content"].text() == text:
            line.known("category").offer(found[0].code if found else None)
