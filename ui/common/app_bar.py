"""The bar over a page: its title, a fact beside it, and what may be started from anywhere."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton
from typing_extensions import override

from ui.common import theme
from ui.common.labels import Words
from ui.common.restyle import OnRestyle


class AppBar(OnRestyle, QFrame):
    """Title at the left, global buttons at the right."""

    def __init__(self, buttons: tuple[QPushButton, ...], ribbon: str = "") -> None:
        super().__init__()
        self.setObjectName("appbar")
        self._title = Words("", "title")
        self._title.setObjectName("lbl_title")
        self._sub = Words("", "sub")
        self._sub.setObjectName("lbl_subtitle")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        line.addWidget(self._title)
        line.addWidget(self._sub)
        if ribbon:
            line.addWidget(Words(ribbon, "warn"))
        line.addStretch(1)
        for button in buttons:
            line.addWidget(button)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("appbar"))

    def show_title(self, title: str) -> None:
        """Name the page."""
        self._title.setText(title)
        self._sub.setText("")

    def show_subtitle(self, text: str) -> None:
        """Show the fact beside the title."""
        self._sub.setText(text)
