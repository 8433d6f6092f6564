"""When it happened, what kind of call it is, and what the superior who sent it asks for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.common.choice import Choice
from ui.tickets.said_moment import MomentLine
from wenming_desktop.tickets.intake import CodeChoice

_COMPLAINT: Final = "3"
_REPORT: Final = "4"
UNREAD: Final = {
    "occurred_at": "看不懂这个时间，没有登记。写成 昨晚八点、11.19 9:05 这样，或者空着。",
    "external_due_at": "看不懂要求几时办结，没有登记。写成 11-25 17:30、下周一 这样，或者空着。",
}
"""By the field that holds the words."""


class When(QWidget):
    """何时: the event's own time, the nature of the call, and whether it is to be kept secret."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.at = MomentLine("occurred_at", "发生时间", "不写就空着，如昨晚八点")
        self.nature = Choice("nature", "诉求性质")
        self.secret = QPushButton("保密")
        self.secret.setObjectName("btn_confidential")
        self.secret.setProperty("k", "fchip")
        self.secret.setCheckable(True)
        self.secret.setAutoDefault(False)
        self.secret.setAccessibleName("保密")
        self.secret.setToolTip("列表和详情里不显示来电人是谁")
        self._by_itself = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.at, 5)
        layout.addWidget(self.nature, 3)
        layout.addWidget(self.secret)
        self.setFocusProxy(self.at)
        self.at.textChanged.connect(self._edited)
        self.nature.activated.connect(self._nature_chosen)
        self.secret.clicked.connect(self._by_hand)

    def offer(self, natures: tuple[CodeChoice, ...]) -> None:
        """Offer the natures the office knows; a complaint where none is chosen."""
        held = self.nature_code()
        self.nature.offer((one.code, one.name) for one in natures)
        self.nature.choose(held)

    def nature_code(self) -> str:
        """Return the nature's code."""
        value = self.nature.value()
        return value if isinstance(value, str) else _COMPLAINT

    def occurred_at(self) -> datetime | None:
        """Return when it happened, if it was said."""
        return None if self.at.unread() else self.at.value()

    def reset(self) -> None:
        """Clear for the next call."""
        self.put({})

    def content(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {
            "occurred": self.at.text(),
            "nature": self.nature_code(),
            "secret": self.secret.isChecked(),
        }

    def put(self, content: Mapping[str, Any]) -> None:
        """Fill in what a draft kept."""
        self.at.setText(str(content.get("occurred") or ""))
        self.nature.choose(content.get("nature") or _COMPLAINT)
        self.secret.setChecked(bool(content.get("secret")))
        self.secret.setEnabled(self.nature_code() != _REPORT)
        self._by_itself = False

    def _nature_chosen(self) -> None:
        report = self.nature_code() == _REPORT
        if report and not self.secret.isChecked():
            self._by_itself = True
            self.secret.setChecked(True)
        elif not report and self._by_itself:
            self._by_itself = False
            self.secret.setChecked(False)
        # Who reports is kept secret whatever one clicks.
        self.secret.setEnabled(not report)
        self._edited()

    def _by_hand(self) -> None:
        self._by_itself = False
        self._edited()

    def _edited(self, _text: str = "") -> None:
        self.edited.emit()


class Outside(QWidget):
    """来文: the superior's own number and deadline; there only for what a superior sent."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = QLineEdit()
        self.number.setObjectName("fld_external_no")
        self.number.setAccessibleName("转办单号")
        self.number.setPlaceholderText("转办单号")
        self.number.setMaxLength(40)
        self.due = MomentLine("external_due_at", "要求办结时间", "要求几时办结", ahead=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.number, 1)
        layout.addWidget(self.due, 1)
        self.setFocusProxy(self.number)
        for line in (self.number, self.due):
            line.textChanged.connect(self._edited)

    def due_at(self) -> datetime | None:
        """Return the superior's deadline while it is asked for."""
        return None if self.isHidden() or self.due.unread() else self.due.value()

    def external_no(self) -> str | None:
        """Return the superior's number while it is asked for."""
        return None if self.isHidden() else self.number.text().strip() or None

    def content(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {"external_no": self.number.text(), "external_due": self.due.text()}

    def put(self, content: Mapping[str, Any]) -> None:
        """Fill in what a draft kept."""
        self.number.setText(str(content.get("external_no") or ""))
        self.due.setText(str(content.get("external_due") or ""))

    def _edited(self, _text: str = "") -> None:
        # Whoever an error sends here is to stand where it is.
        self.setFocusProxy(self.due if self.due.unread() else self.number)
        self.edited.emit()
