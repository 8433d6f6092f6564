"""One member in the list of a whistle: 报到, 到场, how long, what was done."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from ui.common import theme
from ui.common.hours_field import HoursField
from ui.common.labels import Elided, Words
from wenming_desktop.tickets.whistle_model import USUAL_HOURS

_LONG = 200


class PersonLine(QWidget):
    """Ticks and fields of one member; coming means having answered."""

    edited = Signal()

    def __init__(self, row_id: int, name: str, *, claiming: bool) -> None:
        super().__init__()
        self._claiming = claiming
        self._claim = _tick("报到", f"{name} 报到", f"tick_claim_{row_id}")
        self._came = _tick("到场", f"{name} 到场", f"tick_came_{row_id}")
        self._hours = HoursField(f"hours_{row_id}", f"{name} 时长")
        self._hours.narrow()
        self._did = QLineEdit()
        self._did.setObjectName(f"fld_did_{row_id}")
        self._did.setAccessibleName(f"{name} 做了什么")
        self._did.setPlaceholderText("做了什么，可以不写")
        self._did.setMaxLength(_LONG)
        who = Elided(name, width=theme.px("f_body") * 6)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 2, 0)
        line.setSpacing(10)
        for part in (who, self._claim, self._came, self._hours, Words("小时", "t2")):
            line.addWidget(part)
        line.addWidget(self._did, 1)
        self._claim.setVisible(claiming)
        self.setMinimumHeight(theme.px("ctl"))
        self._claim.clicked.connect(self._claimed)
        self._came.clicked.connect(self._has_come)
        self._hours.edited.connect(self.edited)
        self._did.textEdited.connect(self._typed)
        self._open()

    def first(self) -> QWidget:
        """Return the tick the focus goes to."""
        return self._claim if self._claiming else self._came

    def parts(self) -> tuple[QWidget, ...]:
        """Return what the focus can go to, in order."""
        return self._claim, self._came, self._hours, self._did

    def claimed(self) -> bool:
        """Whether he answers."""
        return self._claim.isChecked()

    def came(self) -> bool:
        """Whether he came."""
        return self._came.isChecked()

    def hours(self) -> float | None:
        """Return how long he stayed."""
        return self._hours.value()

    def did(self) -> str:
        """Return what he did."""
        return self._did.text().strip()

    def put(self, *, claimed: bool, came: bool, hours: float | None, did: str) -> None:
        """Show what is known of him."""
        self.put_back(
            claimed=claimed, came=came, hours="" if hours is None else f"{hours:g}", did=did
        )
        if came and hours is None:
            self._hours.put(USUAL_HOURS)

    def kept(self) -> list[object]:
        """Return what was typed, as `put_back` takes it."""
        return [self.claimed(), self.came(), self._hours.text(), self._did.text()]

    def put_back(self, *, claimed: bool, came: bool, hours: str, did: str) -> None:
        """Put back what was typed."""
        with QSignalBlocker(self):
            self._claim.setChecked(claimed)
            self._came.setChecked(came)
            self._hours.setText(hours)
            self._did.setText(did)
            self._open()

    def _typed(self, _text: str) -> None:
        self.edited.emit()

    def _claimed(self, on: bool) -> None:
        if not on:
            self._came.setChecked(False)
        self._open()
        self.edited.emit()

    def _has_come(self, on: bool) -> None:
        if on:
            self._claim.setChecked(True)
            if self._hours.value() is None:
                self._hours.put(USUAL_HOURS)
        self._open()
        self.edited.emit()

    def _open(self) -> None:
        for part in (self._hours, self._did):
            part.setEnabled(self.came())


def _tick(words: str, label: str, name: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setObjectName(name)
    box.setAccessibleName(label)
    return box
