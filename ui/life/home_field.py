"""Where people go: a door typed by its parts, and which of the households behind it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget
from typing_extensions import override

from ui.common.buttons import row
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.jobs import Job, Jobs
from ui.life.group import Group
from wenming_desktop.households.edit_model import Door
from wenming_desktop.life.ask import homes_at

_PAUSE_MS: Final = 200
_NEW: Final = (None, "在这里新立一户")


class HomeField(Group):
    """Estate, building, unit and room; `changed` when the door or the household is another."""

    changed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: Job | None = None
        self._but: int | None = None
        self.estate = Choice("home_estate", "小区")
        self.building = _part("building", "楼栋")
        self.unit = _part("unit", "单元")
        self.room = _part("room", "房号")
        self.into = Choice("home_into", "并到哪一户")
        self.into.offer([_NEW])
        self._into_label = Words("到", "t3")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look_behind)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        door = row(self.estate, self.building, self.unit, self.room, spacing=6)
        door.setStretch(0, 3)
        for at in (1, 2, 3):
            door.setStretch(at, 2)
        grid.addLayout(door, 0, 0, 1, 2)
        grid.addWidget(self._into_label, 1, 0)
        grid.addWidget(self.into, 1, 1)
        grid.setColumnStretch(1, 1)
        self._show_homes(())
        for line in (self.building, self.unit, self.room):
            line.textEdited.connect(self._typed)
        self.estate.activated.connect(self._typed)
        self.into.activated.connect(self._chosen)

    @override
    def parts(self) -> list[QWidget]:
        return [self.estate, self.building, self.unit, self.room, self.into]

    def begin(self, estates: Sequence[str], door: Door | None, but: int | None) -> None:
        """Offer the estates, put a door, and never offer the household people come from."""
        self._but = but
        self.estate.offer([(name, name) for name in estates])
        for line in (self.building, self.unit, self.room):
            line.clear()
        if door is not None:
            self.estate.choose(door.estate)
            self.building.setText(door.building)
            self.unit.setText("" if door.unit == "0" else door.unit)
        self._show_homes(())

    def door(self) -> Door | None:
        """Return the door typed, or None while no room is."""
        parts = [line.text().strip() for line in (self.building, self.unit, self.room)]
        if not parts[2]:
            return None
        return Door(str(self.estate.value() or ""), *parts)

    def household(self) -> int | None:
        """Return the household chosen behind the door; None for a new one."""
        chosen = self.into.value()
        return chosen if isinstance(chosen, int) else None

    def look_behind(self) -> None:
        """Ask who lives behind the door."""
        self._pause.stop()
        if self._job is not None:
            self._job.drop()
        door = self.door()
        if door is None:
            self._show_homes(())
        else:
            self._job = self._jobs.read(self, self._show_homes, homes_at, door)

    def _show_homes(self, found: tuple[tuple[int, str], ...]) -> None:
        others = [home for home in found if home[0] != self._but]
        before = self.household()
        self.into.offer([_NEW, *others])
        self.into.setVisible(bool(others))
        self._into_label.setVisible(bool(others))
        if before != self.household():
            self.changed.emit()

    def _typed(self, _what: object = None) -> None:
        self.into.choose(None)
        self._pause.start()
        self.changed.emit()

    def _chosen(self, _at: int) -> None:
        self.changed.emit()


def _part(name: str, label: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"fld_home_{name}")
    line.setAccessibleName(label)
    line.setPlaceholderText(label)
    line.setMaxLength(20)
    return line
