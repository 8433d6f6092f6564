"""Under the tabs: why cards are to be printed or replaced, and what may be made of a queue."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.cards.columns import OUT, PRINTED, SIGNED, STALE, WAITING
from ui.common.buttons import Btn, FilterChip, on_click
from wenming_desktop.cards.model import CardQueues
from wenming_desktop.cards.queues import WHY


class ReasonRow(QWidget):
    """Chips of which one is on, and at the right the button of the queue."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips = {
            key: FilterChip(key or "all", label) for key, label in {"": "全部", **WHY}.items()
        }
        self.issue = Btn("制卡", name="issue_cards", icon="ri.add-line", small=True)
        self.register = Btn("发放登记册", name="register", icon="ri.printer-line", small=True)
        self.everything = Btn("看全部", name="show_all_cards", small=True)
        self._queue, self._reason, self._without = WAITING, "", 0
        self._waiting: Mapping[str, int] = {}
        self._stale: Mapping[str, int] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(6)
        for key, chip in self.chips.items():
            on_click(chip, partial(self._choose, key))
            line.addWidget(chip)
        line.addStretch(1)
        for button in (self.everything, self.register, self.issue):
            line.addWidget(button)
        self.everything.hide()
        self.show_queue(WAITING)

    def reason(self) -> str:
        """Return the reason the list is narrowed to."""
        return self._reason

    def show_queue(self, queue: str) -> None:
        """Show what belongs to a queue, with no reason chosen."""
        self._queue = queue
        self._mark("")
        self.register.setVisible(queue in _HANDED)
        self._fit()

    def show_stale(self, kinds: Mapping[str, int]) -> None:
        """Show how many printed cards no longer hold, by what has changed."""
        self._stale = {**kinds, "": sum(kinds.values())}
        self._fit()

    def show_counts(self, queues: CardQueues, *, may_issue: bool) -> None:
        """Show how many cards each reason leaves, and how many households have none."""
        self._waiting = {**queues.reasons, "": queues.states.get(WAITING, 0)}
        self._without = queues.without if may_issue else 0
        self.issue.setText(f" 制卡 {self._without:,} 户")
        self.issue.setAccessibleName(f"给没有卡的 {self._without} 户制卡")
        self.issue.setToolTip("给还没有卡的住户编卡号，进“待印”")
        self._fit()

    def _choose(self, key: str) -> None:
        self._mark(key)
        self.chosen.emit()

    def _mark(self, key: str) -> None:
        self._reason = key
        for name, chip in self.chips.items():
            chip.setChecked(name == key)

    def _fit(self) -> None:
        waiting = self._queue == WAITING
        counts = {WAITING: self._waiting, STALE: self._stale}.get(self._queue)
        for key, chip in self.chips.items():
            count = (counts or {}).get(key, 0)
            chip.show_count(count)
            chip.setVisible(count > 0 or (waiting and not key))
        self.issue.setVisible(waiting and self._without > 0)


_HANDED: Final = frozenset({PRINTED, OUT, SIGNED})
