"""The window of 一户一档: head, tabs with counts, one section each, print in the foot."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import row
from ui.common.covered import Covered
from ui.common.dossier import DossierWindow, Shape
from ui.common.frames import column, frame, make_empty
from ui.common.labels import ChipLabel, Elided, Words
from ui.common.paint import Chip
from ui.common.tabs import Tab
from ui.households.record.care import CareSection
from ui.households.record.papers import RecordPapers
from ui.households.record.sections import (
    CardSection,
    EventSection,
    PartySection,
    PeopleSection,
    TicketSection,
)
from ui.jobs import Job, Reply
from ui.life.menu import LifeMenu
from ui.page import Services
from wenming_desktop.errors import UserError
from wenming_desktop.life.dossier import Dossier, household_dossier
from wenming_desktop.security.service import reveal

_SHAPE: Final = Shape(
    "record",
    "一户一档",
    (
        Tab("people", "人口"),
        Tab("care", "关怀"),
        Tab("party", "党小组与包联"),
        Tab("card", "连心卡"),
        Tab("ticket", "诉求"),
        Tab("event", "变动记录"),
    ),
    "households/record/tab",
    62,
)


class RecordWindow(DossierWindow):
    """One household; read again whenever something was written."""

    def __init__(self, services: Services, parent: QWidget | None) -> None:
        super().__init__(parent, _SHAPE, services.memory)
        self.setObjectName("dlg_record")
        self._services, self._jobs = services, services.jobs
        self._household: int | None = None
        self._job: Job | None = None
        rights = services.office.rights
        may_write = "register.write" in rights
        self.people = PeopleSection(may_reveal="register.reveal" in rights)
        self.care = CareSection(self._jobs, self, may_write=may_write)
        self.party, self.card = PartySection("party", "党小组与包联"), CardSection("card", "连心卡")
        self.ticket = TicketSection("ticket", "诉求")
        self.event_ = EventSection("event", "变动记录")
        self._sections = (
            self.people, self.care, self.party, self.card, self.ticket, self.event_,
        )  # fmt: skip
        self.papers = RecordPapers(self._jobs, lambda: self._household, self)
        self.life = LifeMenu(self._jobs, lambda: self._household, self)
        self.life.setVisible(may_write)
        may_print = "register.export" in rights
        self._put_together(self._head(), self._sections, self.papers.buttons[: 3 * may_print])
        self._connect()

    def _head(self) -> QWidget:
        head = frame("cardhead")
        lines = column(head, margins=(16, 10, 16, 10), gap=6)
        self._name, self._door = Words("", "name"), Elided("", "t2")
        self._name.setObjectName("lbl_record_head")
        title = row(self._name, self._door, self.life, spacing=10)
        title.setStretch(1, 1)
        lines.addLayout(title)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        lines.addLayout(self._chips)
        return head

    def _connect(self) -> None:
        self.people.reveal_asked.connect(self._reveal)
        self.ticket.open_asked.connect(self._services.open_asked)
        self._jobs.changed.connect(self._changed)
        self.life.recorded.connect(self._moved)

    def begin(self, household: int) -> None:
        """Bring a household to hand, on the tab of last time."""
        self._household = household
        self._bring()

    @override
    def _read(self) -> None:
        if self._job is not None:
            self._job.drop()
        if self._household is not None:
            reply: Reply[Dossier] = Reply(self._show, self._refused)
            self._job = self._jobs.read(self, reply, household_dossier, self._household)

    def _moved(self, _household: int) -> None:
        """The event closed its dialog: the cursor comes back to this window."""
        self.activateWindow()

    def _show(self, dossier: Dossier) -> None:
        detail = dossier.detail
        self.setWindowTitle(f"一户一档　{detail.head}")
        self._name.setText(detail.head)
        number = f"　户编号 {detail.household_no}" if detail.household_no else ""
        self._door.setText(f"{detail.door}{number}")
        self._show_chips(dossier)
        self.tabs.show_counts(
            {
                "people": len(dossier.people),
                "care": dossier.care_now,
                "card": len(dossier.cards),
                "ticket": len(dossier.tickets),
                "event": len(dossier.events),
            }
        )
        for section in self._sections:
            section.show_dossier(dossier)
        self._enable(enabled=True)
        self._turn(self.tabs.value())

    def _show_chips(self, dossier: Dossier) -> None:
        make_empty(self._chips)
        chips = [Chip(tag.label, tag.kind) for tag in dossier.detail.tags]
        known = {chip.label for chip in chips}
        chips += [Chip(word, "rent") for word in dossier.residence.words if word not in known]
        for chip in chips:
            self._chips.addWidget(ChipLabel(chip))
        self._chips.addStretch(1)

    def _refused(self, error: UserError) -> None:
        self._show_refused("这一户没有读出来", error.message)
        self._enable(enabled=False)

    def _enable(self, *, enabled: bool) -> None:
        for part in (self.tabs, self.life, *self.papers.buttons):
            part.setEnabled(enabled)

    def _reveal(self, part: Covered, resident: int, field: str, reason: str) -> None:
        # The part is the owner: made anew or closed, the answer is dropped.
        self._jobs.write(part, part.show_whole, reveal, "resident", resident, field, reason)
