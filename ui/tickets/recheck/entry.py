"""Who went, when, and what is worth saying: used for every finding until it is changed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common import theme
from ui.common.buttons import Btn, row
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.frames import column
from ui.common.labels import Words
from ui.common.restyle import OnRestyle
from wenming_desktop.recheck.model import RecordRecheck


class FindingBar(OnRestyle, QWidget):
    """The fields beside the two results; `left` when Enter goes back to the list."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("part_finding")
        self.by = Choice("recheck_by", "核查人", searchable=True)
        self.on = DateField("recheck_on", "核查日期")
        self.note = QLineEdit()
        self.note.setObjectName("fld_recheck_note")
        self.note.setAccessibleName("说明，只用在手上这一件")
        self.note.setPlaceholderText("说明，只用在这一件")
        self.note.setMaxLength(200)
        self.still = Btn("未反弹", name="not_rebound", key="1")
        self.rebound = Btn("反弹", name="rebound", key="2")
        layout = column(self, margins=(14, 8, 12, 8), gap=6)
        said = row(Words("核查人", "t2"), self.by, Words("日期", "t2"), self.on, self.note)
        said.setStretch(4, 1)
        layout.addLayout(said)
        layout.addLayout(row(Words("手上这一件", "t2"), None, self.still, self.rebound))
        self.note.returnPressed.connect(self.left)
        self.on.line.returnPressed.connect(self.left)
        self.on.put(date.today())
        self.restyle()

    def restyle(self) -> None:
        """Let names and days have the room they need."""
        size = theme.px("f_body")
        self.by.setFixedWidth(round(size * 7.5))
        self.on.setFixedWidth(round(size * 13))

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Offer who may have gone; the first is the one who sits here."""
        self.by.offer(people)

    def command(self, item: int, *, rebound: bool) -> RecordRecheck | None:
        """Return the finding; None where the day cannot be read."""
        if self.on.unread():
            return None
        by = self.by.value()
        by_id = by if isinstance(by, int) else None
        return RecordRecheck(item, rebound, self.on.value(), by_id, self.note.text())
