"""A field for a small whole number: typed, or counted up and down with the arrow keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class NumberField(QLineEdit):
    """Holds a number between two bounds; an empty field counts as the lower one."""

    number_changed = Signal(int)

    def __init__(self, name: str, label: str, bounds: tuple[int, int], value: int) -> None:
        super().__init__(str(value))
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setAccessibleDescription(f"{bounds[0]} 到 {bounds[1]}，↑↓ 增减")
        self._least, self._most = bounds
        self.setMaxLength(len(str(self._most)))
        self.setValidator(QIntValidator(self._least, self._most, self))
        self.textChanged.connect(self._tell)

    def value(self) -> int:
        """Return the number, within its bounds."""
        text = self.text()
        number = int(text) if text.isascii() and text.isdigit() else self._least
        return min(max(number, self._least), self._most)

    def _tell(self, _text: str) -> None:
        self.number_changed.emit(self.value())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.setText(str(min(max(self.value() + step, self._least), self._most)))
            self.selectAll()
