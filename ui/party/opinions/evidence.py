"""Beside an opinion: what the program itself knows of the member in a period."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QWidget

from ui.common.buttons import Btn, on_click, row
from ui.common.date_field import DateField
from ui.common.frames import column
from ui.common.labels import Words
from ui.jobs import Job, Jobs
from wenming_desktop.opinions.evidence import evidence
from wenming_desktop.opinions.model import Evidence

_PAUSE_MS = 250


class EvidencePane(QFrame):
    """Shows the evidence of a period; `taken` carries the paragraph a person wants."""

    taken = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("k", "side")
        self.setObjectName("pane_evidence")
        self._jobs = jobs
        self._job: Job | None = None
        self._member = 0
        self._found: Evidence | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.first = DateField("evidence_first", "汇总起", self._today)
        self.last = DateField("evidence_last", "汇总止", self._today)
        self._today_is = date.today()
        self.take = Btn("写进“在社区表现”", name="take_evidence", icon="ri.edit-line")
        self._lines = QFormLayout()
        self._lines.setHorizontalSpacing(10)
        self._lines.setVerticalSpacing(6)
        self._lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        inside = column(self, margins=(14, 14, 14, 12), gap=8)
        inside.addWidget(Words("程序汇总的情况", "strong"))
        for label, field in (("从", self.first), ("到", self.last)):
            words = Words(label, "t2")
            words.setBuddy(field.line)
            inside.addLayout(row(words, field))
        inside.addLayout(self._lines)
        inside.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        for field in (self.first, self.last):
            field.edited.connect(self._pause.start)
        on_click(self.take, self._give)

    def parts(self) -> list[QWidget]:
        """Return the editors in the order of reading."""
        fields = (self.first, self.last)
        days = [part for field in fields for part in (field.line, field.pick)]
        return [*days, self.take]

    def begin(self, member: int, today: date, *, may_take: bool) -> None:
        """Show what is known of a member in the last twelve months."""
        self._member, self._today_is = member, today
        self.first.put(None)
        self.last.put(None)
        self.take.setVisible(may_take)
        self.look()

    def look(self) -> None:
        """Ask for the period as it is written."""
        self._pause.stop()
        if self._job is not None:
            self._job.drop()
        first, last = self.first.value(), self.last.value()
        self._job = self._jobs.read(self, self._show, evidence, self._member, first, last)

    def _today(self) -> date:
        return self._today_is

    def _show(self, found: Evidence) -> None:
        self._found = found
        for field, day in ((self.first, found.begin), (self.last, found.end)):
            if not field.text():
                field.put(day)
        while self._lines.rowCount():
            self._lines.removeRow(0)
        for line in found.lines:
            said = Words(line.text)
            said.setWordWrap(True)
            self._lines.addRow(Words(line.label, "t3"), said)

    def _give(self) -> None:
        if self._found is not None:
            self.taken.emit(self._found.facts)
