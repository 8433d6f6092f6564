"""满意度: four buttons of which one may be on; 1, 2, 3, 9 choose while the group has the focus."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import Btn
from wenming_desktop.tickets.intake import CodeChoice

_ICON: Final = {
    "1": "ri.emotion-laugh-line",
    "2": "ri.emotion-happy-line",
    "3": "ri.emotion-unhappy-line",
    "9": "ri.emotion-normal-line",
}
_TONE: Final = {"3": "bad", "9": "none"}
_STEP: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class RatingGroup(QWidget):
    """The codes of the list 满意度 as buttons; the code is the key."""

    chosen = Signal(str)

    def __init__(self, codes: Sequence[CodeChoice]) -> None:
        super().__init__()
        self.setObjectName("fld_satisfaction")
        self.setAccessibleName("满意度")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Btn] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for one in codes:
            button = _Rate(one, self)
            self._group.addButton(button)
            self._buttons[one.code] = button
            line.addWidget(button)
        line.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)
        for first in self._buttons.values():
            self.setFocusProxy(first)
            break

    def value(self) -> str:
        """Return the code chosen, or an empty string."""
        on = self._group.checkedButton()
        return next((code for code, button in self._buttons.items() if button is on), "")

    def choose(self, code: str) -> None:
        """Choose by code; an empty one takes the choice back."""
        if not code:
            self._group.setExclusive(False)
            for button in self._buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
        elif code in self._buttons:
            self._buttons[code].setChecked(True)

    def _clicked(self) -> None:
        self.chosen.emit(self.value())

    def press(self, event: QKeyEvent) -> bool:
        """Take a key of the group; False when it is none of ours."""
        typed = event.text()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if typed in self._buttons:
            self._buttons[typed].setFocus()
            self._buttons[typed].click()
            return True
        step = _STEP.get(Qt.Key(event.key()))
        if step is None:
            return False
        codes = list(self._buttons)
        held = next((c for c, b in self._buttons.items() if b.hasFocus()), codes[0])
        target = self._buttons[codes[(codes.index(held) + step) % len(codes)]]
        target.setFocus()
        target.click()
        return True


class _Rate(Btn):
    """One rating."""

    def __init__(self, one: CodeChoice, group: RatingGroup) -> None:
        super().__init__(
            one.name,
            name=f"rate_{one.code}",
            icon=_ICON.get(one.code, "ri.emotion-normal-line"),
            k="rate",
            key=one.code,
        )
        self._of = group
        self.setProperty("tone", _TONE.get(one.code, "ok"))
        self.setCheckable(True)
        self.setAccessibleName(f"满意度 {one.name}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._of.press(event):
            super().keyPressEvent(event)
