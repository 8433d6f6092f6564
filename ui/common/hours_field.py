"""A field for hours of service: typed as 1.5, or counted by half hours with the arrow keys."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.common import theme

_STEPS: Final = {Qt.Key.Key_Up: 0.5, Qt.Key.Key_Down: -0.5}
_LEAST, _MOST = 0.5, 12.0


class HoursField(QLineEdit):
    """Holds half hours up to a day's service; what is no number is told by `unread`."""

    edited = Signal()

    def __init__(self, name: str, label: str, value: float | None = None) -> None:
        super().__init__()
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setAccessibleDescription("小时，按半小时写，↑↓ 增减")
        self.setMaxLength(6)
        self.put(value)
        self.textEdited.connect(self._typed)

    def narrow(self) -> None:
        """Be no wider than its number, among other fields on one line."""
        self.setFixedWidth(QFontMetrics(theme.font("f_body")).horizontalAdvance("12.5") + 30)

    def put(self, value: float | None) -> None:
        """Show hours without telling anybody."""
        self.setText("" if value is None else f"{value:g}")

    def value(self) -> float | None:
        """Return the hours as written; None where nothing or no number is."""
        text = self.text().strip().replace("．", ".").replace("。", ".")
        try:
            return float(text) if text.isascii() else None
        except ValueError:
            return None

    def unread(self) -> bool:
        """Whether something is written that is no number."""
        return bool(self.text().strip()) and self.value() is None

    def _typed(self, _text: str) -> None:
        self.edited.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        hours = self.value()
        self.put(min(max((hours or 0) + step, _LEAST), _MOST))
        self.selectAll()
        self.edited.emit()
