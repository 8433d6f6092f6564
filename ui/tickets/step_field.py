"""What every field of a step can do."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

Values = dict[str, Any]


class StepField(QWidget):
    """One field; `names` are what a refusal may call it."""

    edited = Signal()

    def __init__(self, label: str, names: Sequence[str]) -> None:
        super().__init__()
        self.label, self.names = label, frozenset(names)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(8)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Take a widget in; the first one takes the focus for all."""
        self.line.addWidget(part, stretch)
        if self.focusProxy() is None:
            self.setFocusProxy(part)

    @abstractmethod
    def values(self) -> Values:
        """Return the parts of `TakeStep` this field fills."""

    @abstractmethod
    def kept(self) -> object:
        """Return what was typed, to be put back later."""

    @abstractmethod
    def put(self, kept: object) -> None:
        """Put back what was typed."""
