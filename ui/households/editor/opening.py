"""Opening a sheet: the choices, then a household of the register or a new one, and its draft."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from ui.drafts import Drafts
from ui.households.editor.sheet import NOWHERE, Sheet, begun, opened
from ui.jobs import Jobs
from wenming_desktop.households.edit_choices import EditChoices, edit_choices
from wenming_desktop.households.edit_model import Door
from wenming_desktop.households.fields import Dictionary
from wenming_desktop.households.sheet import read_household_for_edit

_RELATIONS: Final = "family_relation"
_HEAD: Final = "户主"


class Opening(QObject):
    """`chosen` carries what may be chosen, `taken` the sheet and its draft, None without one."""

    chosen = Signal(object)
    taken = Signal(object, object)

    def __init__(self, jobs: Jobs, drafts: Drafts, dictionary: Dictionary, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._drafts, self._dictionary = jobs, drafts, dictionary

    def warm(self) -> None:
        """Read the choices alone."""
        self._with_choices(lambda _choices: None)

    def edit(self, household: int) -> None:
        """Read a household of the register."""
        self._with_choices(partial(self._read, household))

    def begin(self, door: Door | None) -> None:
        """Begin a new household; without a door in the first estate."""
        self._with_choices(partial(self._begin, door))

    def _with_choices(self, then: Callable[[EditChoices], object]) -> None:
        self._jobs.read(self, partial(self._chosen, then), edit_choices, self._dictionary)

    def _chosen(self, then: Callable[[EditChoices], object], choices: EditChoices) -> None:
        self.chosen.emit(choices)
        then(choices)

    def _read(self, household: int, choices: EditChoices) -> None:
        self._jobs.read(
            self,
            lambda source: self._take(opened(source, choices.today)),
            read_household_for_edit,
            household,
            self._dictionary,
        )

    def _begin(self, door: Door | None, choices: EditChoices) -> None:
        if door is None:
            door = Door(choices.estates[0], "", "", "") if choices.estates else NOWHERE
        words = choices.lists.get(_RELATIONS, ())
        head = next((value for value, label in words if label == _HEAD), "")
        self._take(begun(choices.today, head, door))

    def _take(self, sheet: Sheet) -> None:
        self._drafts.read(self, sheet.form, partial(self.taken.emit, sheet))
