"""地点: where the matter is; the caller's home is put there by the form and follows the caller."""

from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from ui.common.labels import Elided

_ANONYMOUS: Final = "匿名件：地点写的是来电人的住址，看得出是谁。"
_HIDDEN: Final = "保密件：地点写的是来电人的住址，列表和办理单上看得出是谁。"


class Place(QWidget):
    """The line and 同住址. What the form put there it may change; what a hand wrote stands."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName("fld_location_text")
        self.line.setAccessibleName("地点")
        self.line.setPlaceholderText("在哪里")
        self.line.setMaxLength(200)
        self.same = Btn("同住址", name="same_place", small=True)
        # One line: words that wrap would keep the field of the matter from giving way.
        self.warning = Elided("", "warn")
        self.warning.setObjectName("lbl_place_warning")
        self._home = self._put_here = ""
        self._hidden = False
        layout = column(self, gap=4)
        where = row(self.line, self.same)
        where.setStretch(0, 1)
        layout.addLayout(where)
        layout.addWidget(self.warning)
        on_click(self.same, self.take_home)
        self.reset()

    def reset(self) -> None:
        """Empty it for the next call."""
        self._home, self._hidden = "", False
        self._put("")
        self.same.setEnabled(False)
        self.warning.hide()

    def follows(self) -> bool:
        """Whether what stands there is what the form put there."""
        return self.line.text() == self._put_here

    def know(self, home: str) -> None:
        """Another caller, with the address he has: it is filled in where no hand wrote."""
        self._home = home
        if self.follows() or not self.line.text():
            self._fill()
        self.same.setEnabled(bool(home) and not self._hidden)

    def hide_caller(self, *, hidden: bool) -> None:
        """Take the home back while nobody may know who calls; put it there again after."""
        self._hidden = hidden
        if self.follows():
            self._fill()
        self.same.setEnabled(bool(self._home) and not hidden)

    def take_home(self) -> None:
        """Put the caller's address there."""
        self._fill()

    def put(self, text: str, *, follows: bool, hidden: bool) -> None:
        """Fill in what a draft kept, and whether the form had put it there."""
        self._hidden = hidden
        self.line.setText(text)
        self._put_here = text if follows else ""

    def warn(self, *, secret: bool) -> None:
        """Say so where the place gives away who calls although that is kept secret."""
        told = bool(self._home) and self._home in self.line.text() and (secret or self._hidden)
        self.warning.setText((_ANONYMOUS if self._hidden else _HIDDEN) if told else "")
        self.warning.setVisible(told)

    def _fill(self) -> None:
        self._put("" if self._hidden else self._home)

    def _put(self, text: str) -> None:
        # First what is to be known of it: the line tells of its change at once.
        self._put_here = text
        self.line.setText(text)
