"""A few lines of text in a form; Tab leaves them."""

from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle


class TextArea(OnRestyle, QPlainTextEdit):
    """As high as its lines are in the look that is worn."""

    def __init__(self, name: str, label: str, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(round(theme.px("f_body") * 1.5 * self._lines) + 16)
