"""The line above the list of tickets: search, category, unit, lamps, 只看我的; and 缺照片."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import FilterChip
from ui.common.choice import Choice
from ui.common.restyle import OnRestyle
from ui.common.search_field import SearchField
from ui.jobs import Job, Jobs
from ui.tickets.columns import LampChip
from wenming_desktop.tickets.board import BoardChoices, BoardCounts, BoardFilter
from wenming_desktop.tickets.pairs import MOST_COUNTED, unpaired_upto

_SEARCH, _LESS, _LEAST = 300, 240, 180


class FilterBar(OnRestyle, QWidget):
    """Shows the list's filter; `narrowed` when one of its parts was chosen.

    How many lack photos is asked for by itself: it takes longer than the counts of the lamps.
    That chip, `unpaired`, stands beside the stages, where the list has room for it.
    """

    narrowed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs, self._wanted = jobs, BoardFilter()
        self._job: Job | None = None
        self.search = SearchField("search_tickets", "编号、事项、来电人、地点")
        self._category = Choice("category", "类别")
        self._unit = Choice("handling_unit", "承办单位")
        self._category.offer([(None, "全部类别")])
        self._unit.offer([(None, "全部单位")])
        self._late = LampChip("overdue", "超期", "red")
        self._soon = LampChip("soon", "快到期", "amber")
        self._mine = FilterChip("mine", "只看我的")
        self.unpaired = FilterChip("unpaired", "缺照片")
        self.unpaired.setToolTip("已办结、还没有整改前或整改后照片的工单")
        self._chips = (self._late, self._soon, self.unpaired, self._mine)
        self._choices = (self._category, self._unit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        # What the chips' counts take, the search box gives.
        line.addWidget(self.search, 100)
        for part in (*self._choices, self._late, self._soon, self._mine):
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
        self._size_search(_SEARCH)
        for choice in self._choices:
            choice.setFixedWidth(round(126 * scale))

    def fit(self, *, narrow: bool, cramped: bool) -> None:
        """Put away what there is no room for, but never what narrows the list right now."""
        for chip in (self._mine, self.unpaired):
            chip.setVisible(chip.isChecked() or not cramped)
        large = theme.current().large
        self._size_search(_LESS if narrow else _SEARCH)
        self._soon.setVisible(self._soon.isChecked() or not (narrow and large))

    def _size_search(self, most: int) -> None:
        scale = theme.px("f_body") / 15
        self.search.setMinimumWidth(round(_LEAST * scale))
        self.search.setMaximumWidth(round(most * scale))

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
        self._wanted = wanted
        lamps = (wanted.overdue, wanted.soon, wanted.unpaired, wanted.mine)
        for chip, on in zip(self._chips, lamps, strict=True):
            with QSignalBlocker(chip):
                chip.setChecked(on)
        self._category.choose(wanted.category)
        self._unit.choose(wanted.unit_id)

    def read_into(self, wanted: BoardFilter) -> BoardFilter:
        """Return the filter with what is chosen here."""
        category, unit = self._category.value(), self._unit.value()
        if self.unpaired.isChecked() and not wanted.unpaired:
            # What is finished is past the stages one works in; the newest comes first.
            wanted = replace(wanted, stage="all", sort="number", descending=True)
        return replace(
            wanted,
            category=category if isinstance(category, str) else None,
            unit_id=unit if isinstance(unit, int) else None,
            overdue=self._late.isChecked(),
            soon=self._soon.isChecked(),
            unpaired=self.unpaired.isChecked(),
            mine=self._mine.isChecked(),
        )

    def words(self) -> str:
        """Return what narrows the list beside the text, as its parts are called."""
        named = [choice.currentText() for choice in self._choices if choice.value() is not None]
        return "、".join([*named, *(chip.label for chip in self._chips if chip.isChecked())])

    def show_counts(self, counts: BoardCounts) -> None:
        """Show how many each lamp stands for."""
        self._late.show_count(counts.overdue)
        self._soon.show_count(counts.soon)
        if self._job is not None:
            self._job.drop()
        self._job = self._jobs.read(self, self._show_unpaired, unpaired_upto, self._wanted)

    def _show_unpaired(self, count: int) -> None:
        self.unpaired.show_count(count)
        if count >= MOST_COUNTED:
            self.unpaired.setText(f"缺照片 {MOST_COUNTED - 1}+")

    def _touched(self, _value: object = None) -> None:
        self.narrowed.emit()
