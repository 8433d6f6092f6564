"""Categories that what was said speaks for: up to three chips, taken by key or click."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.common import theme
from ui.common.labels import Elided, Words, as_tip
from wenming_desktop.tickets.words import Suggestion

MOST: Final = 3
_ROOM: Final = {1: 20, 2: 9, 3: 5}
"""Characters of a name that fit, by how many chips there are."""


class SuggestedChips(QWidget):
    """Offers; never chooses by itself. `taken` carries a category's code."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[Suggestion, ...] = ()
        self._why = Elided("", "sm3")
        self._chips = [self._chip(at) for at in range(MOST)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Words("像是", "sm2"))
        for chip in self._chips:
            layout.addWidget(chip)
        layout.addWidget(self._why, 1)
        self.offer(())

    def _chip(self, at: int) -> QPushButton:
        chip = QPushButton()
        chip.setObjectName(f"btn_suggested_{at + 1}")
        chip.setProperty("k", "fchip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.clicked.connect(partial(self._take, at))
        return chip

    def offer(self, found: Sequence[Suggestion], chosen: str = "") -> None:
        """Show these; the one that was taken is on."""
        self._offered = tuple(found[:MOST])
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(self._offered))
            if at < len(self._offered):
                one = self._offered[at]
                chip.setText(f"{self._short(one.name)} Alt+{at + 1}")
                chip.setAccessibleName(f"建议类别 {one.name}，快捷键 Alt+{at + 1}")
                chip.setToolTip(as_tip(f"{one.name}，因为说到：{'、'.join(one.words)}"))
        said = self._offered[0].words if self._offered else ()
        self._why.setText(f"说到“{'、'.join(said)}”" if said else "")
        self.mark(chosen)
        self.setVisible(bool(self._offered))

    def _short(self, name: str) -> str:
        """The name as it fits beside the others; the tooltip has it whole."""
        room = theme.px("f_sm") * _ROOM[len(self._offered)]
        metrics = QFontMetrics(theme.font("f_sm", bold=True))
        if metrics.horizontalAdvance(name) > room:
            # A long name is cut at its own joint first.
            name = name.partition("(")[0].partition("、")[0]
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)

    def offered(self) -> tuple[Suggestion, ...]:
        """Return what stands there."""
        return self._offered

    def mark(self, chosen: str) -> None:
        """Show which one is chosen."""
        for chip, one in zip(self._chips, self._offered, strict=False):
            chip.setChecked(one.code == chosen)

    def take(self, at: int) -> None:
        """Take the one at that place, if there is one."""
        if self.isVisible() and at < len(self._offered):
            self.taken.emit(self._offered[at].code)

    def _take(self, at: int, _checked: bool = False) -> None:
        self.take(at)
