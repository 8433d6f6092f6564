"""What is read and may be longer than its place: a stop for Tab only where it can be scrolled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class ReadingArea(QScrollArea):
    """Scrolls down only; with the keys in hand it shows the ring of focus."""

    def __init__(self, name: str, label: str, body: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("k", "reading")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._ranged)
        if body is not None:
            self.setWidget(body)

    def _ranged(self, _least: int, most: int) -> None:
        policy = Qt.FocusPolicy.StrongFocus if most > 0 else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
