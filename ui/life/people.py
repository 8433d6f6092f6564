"""The members of a household to tick, each with the relation he will bear where that is asked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from ui.common.choice import Choice
from ui.common.labels import as_tip
from ui.life.group import Group
from wenming_desktop.households.model import MemberRow

UNSAID: Final = ""
_LONGEST: Final = 14


class PeopleTicks(Group):
    """One tick a member; `changed` when somebody was ticked or related differently."""

    changed = Signal()

    def __init__(self, name: str, *, related: bool = False) -> None:
        super().__init__()
        self._name, self._related = name, related
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._ticks: dict[int, QCheckBox] = {}
        self._relations: dict[int, Choice] = {}

    def offer(
        self, members: Sequence[MemberRow], relations: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show these members, nobody ticked."""
        for part in (*self._ticks.values(), *self._relations.values()):
            self._grid.removeWidget(part)
            part.deleteLater()
        self._ticks, self._relations = {}, {}
        for at, one in enumerate(members):
            self._add(at, one, relations)

    @override
    def parts(self) -> list[QWidget]:
        pairs = ((tick, self._relations.get(one)) for one, tick in self._ticks.items())
        return [part for pair in pairs for part in pair if part is not None]

    def _add(self, at: int, one: MemberRow, relations: Sequence[tuple[str, str]]) -> None:
        facts = (one.relation, "" if one.age is None else f"{one.age} 岁")
        after = "".join(f"　{part}" for part in facts if part)
        # A tick cannot shorten its words by itself, and must not push what is beside it out.
        name = one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1]}…"
        tick = QCheckBox(f"{name}{after}".replace("&", "&&"))
        tick.setObjectName(f"tick_{self._name}_{at + 1}")
        tick.setAccessibleName(f"{one.name}{after}")
        tick.setToolTip(as_tip(one.name) if name != one.name else "")
        tick.toggled.connect(self._told)
        self._grid.addWidget(tick, at, 0)
        self._ticks[one.id] = tick
        if self._related:
            relation = Choice(f"{self._name}_relation_{at + 1}", f"{one.name}与新户主的关系")
            relation.offer([(UNSAID, "自动推算"), *relations])
            relation.setEnabled(False)
            relation.activated.connect(self._told)
            self._grid.addWidget(relation, at, 1)
            self._relations[one.id] = relation

    def ticked(self) -> tuple[int, ...]:
        """Return who is ticked."""
        return tuple(one for one, tick in self._ticks.items() if tick.isChecked())

    def tick_only(self) -> None:
        """Tick the one member of a household of one."""
        if len(self._ticks) == 1:
            next(iter(self._ticks.values())).setChecked(True)

    def relations(self) -> dict[int, str]:
        """Return the relations chosen, by person."""
        chosen = {one: str(self._relations[one].value() or "") for one in self._relations}
        return {one: code for one, code in chosen.items() if code and one in self.ticked()}

    def _told(self, _what: object = None) -> None:
        for one, relation in self._relations.items():
            relation.setEnabled(self._ticks[one].isChecked())
        self.changed.emit()
