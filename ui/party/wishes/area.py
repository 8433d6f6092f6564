"""A few lines of text in a form; Tab leaves it, and it says how much room is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle


class Area(OnRestyle, QPlainTextEdit):
    """Holds up to `most` characters well; more is told, never cut while one types."""

    edited = Signal()

    def __init__(self, name: str, label: str, lines: int, most: int) -> None:
        super().__init__()
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self._lines, self.most, self._quiet = lines, most, False
        self.textChanged.connect(self._tell)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(round(theme.px("f_body") * 1.45 * self._lines) + 16)

    def text(self) -> str:
        """Return what stands there without blanks at its ends."""
        return self.toPlainText().strip()

    def over(self) -> int:
        """Return how many characters are too many."""
        return max(0, len(self.text()) - self.most)

    def put(self, text: str) -> None:
        """Show a text without telling anybody."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()
