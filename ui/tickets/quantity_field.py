"""办理数量 of a finish: an amount and its measure, several if need be."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import QRegularExpression, QSignalBlocker
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.choice import Choice
from ui.tickets.step_field import StepField, Values
from wenming_desktop.tickets.intake import CodeChoice
from wenming_desktop.tickets.orders import Quantity

_MOST: Final = 3
_NUMBER: Final = r"[0-9]{0,6}(\.[0-9]{0,2})?"
_WIDE: Final = 5


class QuantityField(StepField):
    """3 处, 20 米; an empty amount says nothing."""

    def __init__(self, measures: Sequence[CodeChoice]) -> None:
        super().__init__("数量", ("quantities",))
        self._measures = [(one.code, one.name) for one in measures]
        self._pairs: list[tuple[QLineEdit, Choice]] = []
        self._more = Btn("再加一项", name="more_quantity", icon="ri.add-line", k="link")
        on_click(self._more, self._add)
        self._add()

    def _add(self) -> None:
        at = len(self._pairs) + 1
        amount = QLineEdit()
        amount.setObjectName(f"fld_amount_{at}")
        amount.setAccessibleName(f"数量 {at}")
        amount.setPlaceholderText("可不填")
        amount.setMaxLength(9)
        amount.setValidator(QRegularExpressionValidator(QRegularExpression(_NUMBER), amount))
        amount.setFixedWidth(theme.px("f_body") * _WIDE)
        amount.textEdited.connect(self._typed)
        measure = Choice(f"measure_{at}", f"计量单位 {at}")
        measure.offer(self._measures)
        measure.activated.connect(self._typed)
        self._pairs.append((amount, measure))
        while self.line.count():
            self.line.takeAt(0)
        for pair in self._pairs:
            for part in pair:
                self.add(part)
        self.line.addWidget(self._more)
        self.line.addStretch(1)
        self._more.setVisible(at < _MOST)
        if at > 1:
            amount.show()
            measure.show()
            amount.setFocus()

    def _typed(self, _what: object) -> None:
        self.edited.emit()

    @override
    def values(self) -> Values:
        return {
            "quantities": tuple(
                Quantity(str(measure.value()), _amount(amount.text()))
                for amount, measure in self._pairs
                if amount.text().strip()
            )
        }

    @override
    def kept(self) -> object:
        return [[amount.text(), measure.value()] for amount, measure in self._pairs]

    @override
    def put(self, kept: object) -> None:
        for at, pair in enumerate(kept if isinstance(kept, list) else []):
            if at >= len(self._pairs):
                self._add()
            amount, measure = self._pairs[at]
            with QSignalBlocker(measure):
                amount.setText(str(pair[0]))
                measure.choose(pair[1])


def _amount(text: str) -> Decimal:
    """What is no number is nothing, and nothing is refused beside the field."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)
