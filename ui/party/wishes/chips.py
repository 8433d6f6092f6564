"""States above a list, each with its count; one that holds nothing is not shown."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.common.buttons import FilterChip, on_click
from wenming_desktop.wishes import rules
from wenming_desktop.wishes.model import ANY, OVERDUE

STATES: Final[dict[str, str]] = {
    ANY: "全部",
    OVERDUE: "对接超期",
    rules.COLLECTED: "征集",
    rules.PUBLISHED: "公示中",
    rules.CLAIMED: "已认领",
    rules.FULFILLED: "已实现",
    rules.CARRIED: "转下期",
    rules.DECLINED: "不予采纳",
    rules.CANCELLED: "取消",
}
"""The states of a wish as the chips name them."""


class StateChips(QWidget):
    """A row of chips of which one is on; `chosen` when a person chose another one.

    The first of the words stands for everything and always shows.
    """

    chosen = Signal()

    def __init__(self, name: str, words: Mapping[str, str]) -> None:
        super().__init__()
        self._every = next(iter(words))
        self._state = self._every
        self.chips = {
            key: FilterChip(f"{name}_{key or 'all'}", said) for key, said in words.items()
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(6)
        for key, chip in self.chips.items():
            on_click(chip, partial(self._choose, key))
            line.addWidget(chip)
        line.addStretch(1)
        self.show_counts({})

    def state(self) -> str:
        """Return the state the list is narrowed to."""
        return self._state

    def put(self, state: str) -> None:
        """Choose a state without telling anybody; an unknown one is everything."""
        self._state = state if state in self.chips else self._every
        for key, chip in self.chips.items():
            chip.setChecked(key == self._state)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many rows each state leaves; the chosen one stays in sight at 0."""
        for key, chip in self.chips.items():
            chip.show_count(counts.get(key, 0))
            chip.setVisible(key in (self._every, self._state) or counts.get(key, 0) > 0)
        self.put(self._state)

    def _choose(self, state: str) -> None:
        self.put(state)
        self.chosen.emit()
