"""The line above the list of tickets: search, category, unit, lamps, 只看我的."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import FilterChip
from ui.common.choice import Choice
from ui.common.restyle import OnRestyle
from ui.common.search_field import SearchField
from ui.tickets.columns import LampChip
from wenming_desktop.tickets.board import BoardChoices, BoardCounts, BoardFilter

_SEARCH, _LESS = 300, 240


class FilterBar(OnRestyle, QWidget):
    """Holds no filter of its own; `narrowed` when one of its parts was chosen."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField("search_tickets", "编号、事项、来电人、地点")
        self._category = Choice("category", "类别")
        self._unit = Choice("handling_unit", "承办单位")
        self._category.offer([(None, "全部类别")])
        self._unit.offer([(None, "全部单位")])
        self._late = LampChip("overdue", "超期", "red")
        self._soon = LampChip("soon", "快到期", "amber")
        self._mine = FilterChip("mine", "只看我的")
        self._chips = (self._late, self._soon, self._mine)
        self._choices = (self._category, self._unit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.search, *self._choices, *self._chips):
            line.addWidget(part)
        line.addStretch(1)
        self.deeds = QHBoxLayout()
        line.addLayout(self.deeds)
        for choice in self._choices:
            choice.activated.connect(self._touched)
        for chip in self._chips:
            chip.toggled.connect(self._touched)
        self.restyle()

    @override
    def restyle(self) -> None:
        scale = theme.px("f_body") / 15
        self.search.setFixedWidth(round(_SEARCH * scale))
        for choice in self._choices:
            choice.setFixedWidth(round(126 * scale))

    def fit(self, *, narrow: bool, cramped: bool) -> None:
        """Put away what there is no room for, but never what narrows the list right now."""
        self._mine.setVisible(self._mine.isChecked() or not cramped)
        large = theme.current().large
        self.search.setFixedWidth(round((_LESS if narrow else _SEARCH) * theme.px("f_body") / 15))
        self._soon.setVisible(self._soon.isChecked() or not (narrow and large))

    def offer(self, choices: BoardChoices, wanted: BoardFilter) -> None:
        """Offer these categories and units; what the filter names stays chosen."""
        pairs = ((one.code, one.name) for one in choices.categories)
        self._category.offer([(None, "全部类别"), *pairs])
        self._unit.offer([(None, "全部单位"), *((one.id, one.name) for one in choices.units)])
        self.show_filter(wanted)
        now = self.read_into(wanted)
        if (now.category, now.unit_id) != (wanted.category, wanted.unit_id):
            # What was chosen last time is no more on offer.
            self.narrowed.emit()

    def show_filter(self, wanted: BoardFilter) -> None:
        """Make every part say what the filter says."""
        lamps = (wanted.overdue, wanted.soon, wanted.mine)
        for chip, on in zip(self._chips, lamps, strict=True):
            with QSignalBlocker(chip):
                chip.setChecked(on)
        self._category.choose(wanted.category)
        self._unit.choose(wanted.unit_id)

    def read_into(self, wanted: BoardFilter) -> BoardFilter:
        """Return the filter with what is chosen here."""
        category, unit = self._category.value(), self._unit.value()
        return replace(
            wanted,
            category=category if isinstance(category, str) else None,
            unit_id=unit if isinstance(unit, int) else None,
            overdue=self._late.isChecked(),
            soon=self._soon.isChecked(),
            mine=self._mine.isChecked(),
        )

    def words(self) -> str:
        """Return what narrows the list beside the text, as its parts are called."""
        chips = (("超期", self._late), ("快到期", self._soon), ("只看我的", self._mine))
        named = [choice.currentText() for choice in self._choices if choice.value() is not None]
        return "、".join([*named, *(label for label, chip in chips if chip.isChecked())])

    def show_counts(self, counts: BoardCounts) -> None:
        """Show how many each lamp stands for."""
        self._late.show_count(counts.overdue)
        self._soon.show_count(counts.soon)

    def _touched(self, _value: object = None) -> None:
        self.narrowed.emit()
