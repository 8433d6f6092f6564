"""派给: the unit and the person a call goes to, filled in by the office's rules until touched."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.common.choice import Choice
from ui.common.labels import Elided
from wenming_desktop.tickets.intake import CategoryChoice, UnitChoice
from wenming_desktop.tickets.routing import Going

_USUAL: Final = "同类多派到这里"
_MERGED: Final = "并入后不另派"


class SendTo(QWidget):
    """Two choices and why they stand so; `edited` when a person changed one."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.by_hand = False
        self._units: dict[int, UnitChoice] = {}
        self.unit = Choice("handling_unit_id", "派给哪个单位")
        self.handler = Choice("handler_id", "派给谁")
        self.why = Elided("", "sm2")
        self.why.setObjectName("lbl_going")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.unit, 9)
        layout.addWidget(self.handler, 6)
        layout.addWidget(self.why, 6)
        self.setFocusProxy(self.unit)
        self.unit.activated.connect(self._unit_touched)
        self.handler.activated.connect(self._touched)

    def offer(self, units: tuple[UnitChoice, ...]) -> None:
        """Offer these units; the choice made stands."""
        self._units = {unit.id: unit for unit in units}
        self.unit.offer([(None, "先不派"), *((one.id, one.name) for one in units)])
        self._unit_chosen()

    def unit_id(self) -> int | None:
        """Return the unit chosen, if any."""
        value = self.unit.value()
        return value if isinstance(value, int) else None

    def handler_id(self) -> int | None:
        """Return the person chosen, if any."""
        value = self.handler.value()
        return value if isinstance(value, int) else None

    def reset(self) -> None:
        """Send it nowhere yet."""
        self.by_hand = False
        self.put(None, None)
        self.rest(merged=False)

    def put(self, unit: object, handler: object) -> None:
        """Choose unit and handler, where they are still offered."""
        self.unit.choose(unit)
        self._unit_chosen()
        self.handler.choose(handler)
        self.why.setText("")

    def suggest(self, going: Going | None, category: CategoryChoice | None) -> None:
        """Fill in where it goes by rule, else where most of its kind went; a hand is left be."""
        if self.by_hand:
            return
        if going is not None:
            self.put(going.handling_unit_id, going.handler_id)
            self.why.setText(going.why)
        else:
            usual = category.unit_id if category is not None else None
            self.put(usual, None)
            self.why.setText(_USUAL if usual is not None else "")

    def rest(self, *, merged: bool) -> None:
        """What is merged into another goes nowhere by itself."""
        self.unit.setEnabled(not merged)
        self.handler.setEnabled(not merged and self.handler.count() > 1)
        if merged or self.why.text() == _MERGED:
            self.why.setText(_MERGED if merged else "")

    def _touched(self) -> None:
        self.by_hand = True
        self.why.setText("")
        self.edited.emit()

    def _unit_touched(self) -> None:
        self._unit_chosen()
        self._touched()

    def _unit_chosen(self) -> None:
        unit = self._units.get(self.unit_id() or 0)
        people = [(one.id, one.name) for one in unit.handlers] if unit is not None else []
        self.handler.offer([(None, "经办人不定"), *people])
        self.handler.setEnabled(bool(people) and self.unit.isEnabled())
