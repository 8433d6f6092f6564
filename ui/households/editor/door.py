"""The door: estate, building, unit, room; 3-2-501 typed whole goes to its places."""

import re
import unicodedata
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.labels import Words
from ui.common.restyle import OnRestyle, restyle_one
from ui.households.editor.lines import CodeLine, Line
from wenming_desktop.households.edit_model import Door

KEYS: Final = ("estate.name", "building.building_no", "building_unit.unit_no", "house.room_no")
_WHOLE: Final = re.compile(r"(?:(\S*[^\W\d]\S*?)\s+)?(\w+)[-/](?:(\w+)[-/])?(\w+)")
_WIDTHS: Final = {"estate": 150, "building": 62, "unit": 62, "room": 80}


def parts_of(text: str) -> tuple[str, str, str, str] | None:
    """The parts of a door typed whole: 3-2-501, 一院 3-2-501, 3-501; None when it is none."""
    folded = unicodedata.normalize("NFKC", text).strip().replace("—", "-").replace("–", "-")
    found = _WHOLE.fullmatch(folded)
    return (found[1] or "", found[2], found[3] or "", found[4]) if found else None


class DoorEditor(OnRestyle, QWidget):
    """`edited` at every letter, `left` when the cursor leaves a part, `filled` by Enter at the end.

    `lock` keeps the parts from changing.
    """

    edited, left, filled = Signal(), Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.estate = CodeLine("door_estate", "小区")
        self.building = Line("door_building", "楼栋", 20)
        self.unit = Line("door_unit", "单元", 20)
        self.room = Line("door_room", "房号", 20)
        self.parts: dict[str, Line] = {
            "estate": self.estate,
            "building": self.building,
            "unit": self.unit,
            "room": self.room,
        }
        self.building.setAccessibleDescription("可以整个写，比如 3-2-501")
        self.building.setToolTip("可以整个写，比如 3-2-501")
        self.setFocusProxy(self.estate)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        after = {"estate": "", "building": "号楼", "unit": "单元", "room": "室"}
        for name, part in self.parts.items():
            row.addWidget(part)
            if after[name]:
                row.addWidget(Words(after[name], "t2"))
            part.edited.connect(self.edited)
            part.left.connect(partial(self._leave, name))
            part.entered.connect(partial(self._enter, name))
        row.addStretch(1)
        self.restyle()

    @override
    def restyle(self) -> None:
        scale = theme.px("f_body") / 15
        for name, part in self.parts.items():
            part.setFixedWidth(round(_WIDTHS[name] * scale))

    def put(self, door: Door) -> None:
        """Show a door without telling anybody; a staircase without number shows none."""
        self.estate.put(door.estate)
        self.building.put(door.building)
        self.unit.put("" if door.unit == "0" else door.unit)
        self.room.put(door.room)

    def value(self) -> Door:
        """The door as typed; nothing typed but the estate offered is no door yet."""
        return Door(*(part.value() for part in self.parts.values()))

    def begin(self) -> None:
        """Put the cursor into the first part that is still empty."""
        asked = (self.estate, self.building, self.room)
        first = next((part for part in asked if not part.value()), self.room)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, keys: frozenset[str]) -> None:
        """Show which parts are wrong."""
        for key, part in zip(KEYS, self.parts.values(), strict=True):
            restyle_one(part, "state", "error" if key in keys else "")

    def go(self, key: str) -> None:
        """Put the cursor into a part."""
        at = KEYS.index(key) if key in KEYS else 0
        list(self.parts.values())[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def owns(self, part: QObject | None) -> str:
        """The key of the part the cursor is in, or nothing."""
        return next((k for k, p in zip(KEYS, self.parts.values(), strict=True) if p is part), "")

    def _split(self, name: str) -> bool:
        """Take a door typed whole into one part apart."""
        whole = parts_of(self.parts[name].text())
        # A room may have a dash of its own, but not two.
        if whole is None or (name == "room" and not whole[2]):
            return False
        estate, building, unit, room = whole
        if estate:
            self.estate.setText(estate)
            self.estate.settle()
        elif name == "estate":
            self.estate.put("")
        self.building.setText(building)
        self.unit.setText(unit)
        self.room.setText(room)
        self.edited.emit()
        return True

    def _leave(self, name: str) -> None:
        self._split(name)
        self.left.emit()

    def _enter(self, name: str) -> None:
        if self._split(name) or name == "room":
            self.filled.emit()
        else:
            parts = list(self.parts.values())
            parts[list(self.parts).index(name) + 1].setFocus(Qt.FocusReason.TabFocusReason)
