"""The search box: asks as one types, on the letters still being composed too."""

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.common import icons, theme


class SearchField(QLineEdit):
    """A line edit with a magnifier; `asked` carries the text after a short pause."""

    asked = Signal(str)
    left_down = Signal()

    def __init__(self, name: str, hint: str, pause_ms: int = 30) -> None:
        super().__init__()
        self.setObjectName(f"fld_{name}")
        self.setProperty("k", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(f"查找：{hint}")
        self.setClearButtonEnabled(False)
        self.setMaxLength(60)
        self._composing = ""
        self._last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._changed)

    def wanted(self) -> str:
        """Return what is looked for: the text with the letters being composed."""
        at = self.cursorPosition()
        return (self.text()[:at] + self._composing + self.text()[at:]).strip()

    def _changed(self, _text: str) -> None:
        self._timer.start()

    def _ask(self) -> None:
        text = self.wanted()
        if text != self._last:
            self._last = text
            self.asked.emit(text)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = event.preeditString().replace("'", "").replace(" ", "")
        super().inputMethodEvent(event)
        self._timer.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px("icon") - 1
        box = QRect(11, (self.height() - side) // 2, side, side)
        icons.draw(painter, box, "ri.search-line", theme.colour("text_2"))
        painter.end()
