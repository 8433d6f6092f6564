"""The row of filter chips: labels with live counts; several together must all hold."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import FilterChip
from ui.common.restyle import OnRestyle
from wenming_desktop.households.model import Chip

ALL: Final = "all"


class ChipRow(OnRestyle, QScrollArea):
    """Filter chips in one line that scrolls sideways when it must."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filters")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("k", "scrolled")
        self._line = QHBoxLayout(inside)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addStretch(1)
        self.setWidget(inside)
        self._chips: dict[str, FilterChip] = {}
        self._held: frozenset[str] = frozenset()
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("fchip"))

    def show_counts(self, counts: Sequence[Chip]) -> None:
        """Show these chips with their counts, and no others; the first is everything."""
        for at, count in enumerate(counts):
            if count.key not in self._chips:
                chip = FilterChip(count.key, count.label)
                chip.clicked.connect(self._clicked)
                chip.setChecked(count.key in self._held)
                self._chips[count.key] = chip
                self._line.insertWidget(at, chip)
            self._chips[count.key].show_count(count.count)
        shown = {count.key for count in counts}
        self._held = frozenset()
        for key, chip in self._chips.items():
            chip.setVisible(key in shown)
        self._mark_all()

    def hold(self, keys: frozenset[str]) -> None:
        """Put these chips on, those too that are shown only with the first counts."""
        self._held = keys - set(self._chips)
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)
        self._mark_all()

    def value(self) -> frozenset[str]:
        """Return the keys of the chips that are on."""
        return self._held | frozenset(
            key for key, chip in self._chips.items() if key != ALL and chip.isChecked()
        )

    def labels(self) -> list[str]:
        """Return the words of the chips that are on."""
        on = self.value()
        return [chip.label for key, chip in self._chips.items() if key in on]

    def clear(self) -> None:
        """Put all chips off."""
        self._held = frozenset()
        for chip in self._chips.values():
            chip.setChecked(False)
        self._mark_all()

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, FilterChip) and chip.key == ALL:
            self.clear()
        self._mark_all()
        self.chosen.emit()

    def _mark_all(self) -> None:
        if ALL in self._chips:
            self._chips[ALL].setChecked(not self.value())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y())
