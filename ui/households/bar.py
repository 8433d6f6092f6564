"""What narrows the list: the search, estate and grid, the chips; all but the search remembered."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import row
from ui.common.choice import Choice
from ui.common.frames import column
from ui.common.memory import Memory
from ui.common.restyle import OnRestyle
from ui.common.search_field import SearchField
from ui.households.chips import ChipRow
from ui.jobs import Jobs
from wenming_desktop.households import queries
from wenming_desktop.households.model import Choice as PlaceChoice
from wenming_desktop.households.model import HouseholdFilter

_ESTATE, _GRID, _CHIPS = "households/estate", "households/grid", "households/chips"
_SEARCH_WIDTH: Final = 352
_CHOICE_WIDTH: Final = 134


class FilterBar(OnRestyle, QWidget):
    """`typed` carries the text looked for, `narrowed` tells that a place or chip was chosen.

    `deeds` is the room at the right, for what may be done to the whole register.
    """

    typed = Signal(str)
    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField("search", "姓名、拼音首字母、门牌、电话尾号")
        self.estate = Choice("estate_id", "小区")
        self.grid = Choice("grid_id", "网格")
        self._all = ((self.estate, "全部小区"), (self.grid, "全部网格"))
        self._held: dict[Choice, int] = {}
        for choice, everything in self._all:
            choice.offer([(None, everything)])
            choice.activated.connect(partial(self._chosen, choice))
        self.chips = ChipRow()
        self.deeds = QHBoxLayout()
        self.deeds.setSpacing(8)
        layout = column(self, gap=10)
        line = row(self.search, self.estate, self.grid, None)
        line.addLayout(self.deeds)
        layout.addLayout(line)
        layout.addWidget(self.chips)
        self.search.asked.connect(self.typed)
        self.chips.chosen.connect(self.narrowed)
        self.restyle()

    @override
    def restyle(self) -> None:
        scale = theme.px("f_body") / 15
        self.search.setFixedWidth(round(_SEARCH_WIDTH * scale))
        for choice in (self.estate, self.grid):
            choice.setFixedWidth(round(_CHOICE_WIDTH * scale))

    def fill(self, jobs: Jobs) -> None:
        """Read the estates and grids there are."""
        jobs.read(self, partial(self._offer, self.estate, "全部小区"), queries.estates)
        jobs.read(self, partial(self._offer, self.grid, "全部网格"), queries.grids)

    def restore(self, memory: Memory) -> None:
        """Take up the places and chips of last time."""
        for choice, key in ((self.estate, _ESTATE), (self.grid, _GRID)):
            kept = memory.get_text(key)
            if kept.isdecimal():
                self._held[choice] = int(kept)
        self.chips.hold(frozenset(memory.get_text(_CHIPS).split()))

    def keep(self, memory: Memory) -> None:
        """Remember the places and chips, never what was typed."""
        for choice, key in ((self.estate, _ESTATE), (self.grid, _GRID)):
            memory.keep_text(key, str(self._place(choice) or ""))
        memory.keep_text(_CHIPS, " ".join(sorted(self.chips.value())))

    def narrow(self, wanted: HouseholdFilter) -> HouseholdFilter:
        """Return a filter with the places and chips that are on."""
        return replace(
            wanted,
            estate_id=self._place(self.estate),
            grid_id=self._place(self.grid),
            tags=self.chips.value(),
        )

    def words(self) -> str:
        """Return what narrows the list besides the text, as words: 二院、独居."""
        places = [choice.currentText() for choice, _ in self._all if self._place(choice)]
        return "、".join([*places, *self.chips.labels()])

    def clear_all(self) -> None:
        """Look through every household; the text stays."""
        self._held.clear()
        self.estate.choose(None)
        self.grid.choose(None)
        self.chips.clear()

    def _place(self, choice: Choice) -> int | None:
        value = choice.value()
        return value if isinstance(value, int) else self._held.get(choice)

    def _chosen(self, choice: Choice, _at: int) -> None:
        self._held.pop(choice, None)
        self.narrowed.emit()

    def _offer(self, choice: Choice, everything: str, places: tuple[PlaceChoice, ...]) -> None:
        choice.offer([(None, everything), *((place.id, place.name) for place in places)])
        held = self._held.pop(choice, None)
        if held is None:
            return
        choice.choose(held)
        if choice.value() != held:
            # The place of last time is gone: the list was narrowed to nothing.
            self.narrowed.emit()
