"""The line below the list: how much is chosen, and what may be done with it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn
from ui.common.frames import frame
from ui.common.labels import Words
from ui.common.restyle import OnRestyle


class ListFoot(OnRestyle, QFrame):
    """Buttons for the chosen ticket; the list connects them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "foot")
        self.chosen = Words("还没有选工单")
        self.send = _act("派单", "dispatch", "ri.send-plane-line", "F6")
        self.urge = _act("催办", "urge", "ri.phone-line")
        self.extend = _act("延期", "extend", "ri.time-line")
        self.archive = _act("归档", "archive", "ri.archive-line")
        self.paper = _act("打印工单", "print_ticket", "ri.printer-line", "Ctrl+P")
        self._right = Words("")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(10)
        line.addWidget(self.chosen)
        rule = frame("vline")
        rule.setFixedSize(1, 18)
        line.addWidget(rule)
        for button in (self.send, self.urge, self.extend, self.archive, self.paper):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self._right)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("foot"))

    def offer_steps(self, steps: frozenset[str], *, closing: bool) -> None:
        """Switch on what may be done with the chosen ticket."""
        self.send.setEnabled(bool(steps & {"DSP", "RDS"}))
        self.urge.setEnabled("URG" in steps)
        self.extend.setEnabled("EXA" in steps)
        self.archive.setVisible(closing)
        self.archive.setEnabled("ARC" in steps)

    def say_archive(self, count: int) -> None:
        """Say how many tickets go to the archive."""
        self.archive.setText(f" 归档 {count:,} 件" if count > 1 else " 归档")
        self.archive.setAccessibleName(self.archive.text().strip())
        self.archive.updateGeometry()

    def say_right(self, *, fewer: bool, shown: bool) -> None:
        """Say how a ticket is opened, or why some columns are away."""
        self._right.setText("大字先收起次要列，打开工单都能看到" if fewer else "回车打开·双击也行")
        self._right.setVisible(shown)


def _act(words: str, name: str, icon: str, key: str = "") -> Btn:
    return Btn(words, name=name, icon=icon, key=key, small=True)
