"""A searched list of a node that chips narrow to one state, each chip with its count."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, FilterChip, on_click, row
from ui.common.labels import Words
from ui.common.search_field import SearchField
from ui.page import Services
from ui.party.node_list import SearchedList, Shape


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


@dataclass(frozen=True)
class States:
    """The states of what a list holds: how they are named, what one thing is called."""

    name: str
    words: Mapping[str, str]
    thing: str


class StateList(SearchedList):
    """A list with a search box and chips; remembers the state it was narrowed to."""

    def __init__(
        self, services: Services, shape: Shape, search: SearchField, states: States
    ) -> None:
        super().__init__(services, shape, search)
        search.setMaximumWidth(320)
        self._states = states
        self._remembered = f"party/{states.name}_state"
        self.chips = StateChips(states.name, states.words)
        self.chips.chosen.connect(self.load)

    def _head(self, title: str, *buttons: Btn) -> QHBoxLayout:
        """Return what stands above the chips: the title, the search box, the buttons."""
        head = row(Words(title, "head"), self.search, None, *buttons)
        head.setContentsMargins(14, 6, 12, 0)
        head.setStretch(1, 3)
        return head

    @override
    def keep(self) -> None:
        super().keep()
        self.services.memory.keep_text(self._remembered, self.chips.state())

    @override
    def _restore(self) -> None:
        super()._restore()
        self.chips.put(self.services.memory.get_text(self._remembered))

    @override
    def _say_nothing(self) -> None:
        state = self.chips.state()
        if state and not self.text_asked():
            said = f"没有“{self._states.words[state]}”的{self._states.thing}"
            self.empty.say(said, "点“全部”看别的状态。")
        else:
            super()._say_nothing()
