"""Several editors in one row of a form: the cursor given to the row comes to the first."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui.common.buttons import row


class Group(QWidget):
    """A focus proxy would lead Tab round inside for ever, so the focus is handed on."""

    def parts(self) -> list[QWidget]:
        """Return the editors in the order of reading."""
        return []

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        for part in self.parts()[:1]:
            part.setFocus(event.reason())


class Line(Group):
    """Parts that are known from the start."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = list(parts)
        self.setLayout(row(*parts, None))

    @override
    def parts(self) -> list[QWidget]:
        return self._parts


def order_tabs(editors: Sequence[QWidget]) -> None:
    """Let Tab go as one reads, whatever was made when."""
    chain: list[QWidget] = []
    for editor in editors:
        chain += editor.parts() if isinstance(editor, Group) else [editor]
    shown = [part for part in chain if part.parentWidget() is not None]
    for one, following in pairwise(shown):
        QWidget.setTabOrder(one, following)


def short_line(name: str, label: str, most: int) -> QLineEdit:
    """Return a line for so many characters."""
    line = QLineEdit()
    line.setObjectName(f"fld_{name}")
    line.setAccessibleName(label)
    line.setMaxLength(most)
    return line
