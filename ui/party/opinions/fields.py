"""The fields of an opinion: the request, the facts, what is said and what that asks for."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_row import FormRow
from ui.life.group import short_line
from ui.party.opinions.request_dialog import UNREAD
from ui.party.wishes.area import Area
from wenming_desktop.opinions import rules
from wenming_desktop.opinions.model import OpinionChoices, OpinionSheet, SaveOpinion

_ASKED: Final = {
    rules.ADVISE: "写明建议",
    rules.DEFER: "写明理由和整改期限",
    rules.VETO: "写明事实依据",
}
"""What the text below an opinion is, for those that want one."""


class OpinionFields(QObject):
    """Makes the rows through `add`; `touched` when a hand changed one, `chosen` the opinion."""

    touched = Signal()
    chosen = Signal()

    def __init__(self, add: Callable[[FormRow], FormRow], today: Callable[[], date]) -> None:
        super().__init__()
        self.matter = Choice("opinion_matter", "征求意见事项")
        self.unit = short_line("opinion_unit", "来函单位", 60)
        self.document = short_line("opinion_document", "来函文号", 40)
        self.received = DateField("opinion_received", "收到日期", today)
        self.due = DateField("opinion_due", "答复期限", today)
        self.facts = Area("opinion_facts", "在社区表现", 4, rules.LONGEST_FACTS)
        self.opinion = Choice("opinion_opinion", "社区党组织意见")
        self.reasons = Area("opinion_reasons", "理由", 3, rules.LONGEST_REASONS)
        self.meeting = short_line("opinion_meeting", "会议记录号", 40)
        self.deciders = short_line("opinion_deciders", "研究决定的人", 120)
        self.reason = short_line("opinion_void_reason", "作废原因", 200)
        made: tuple[tuple[str, str, str, QWidget, bool], ...] = (
            ("matter", "opinion_matter", "事项", self.matter, True),
            ("requesting_unit", "opinion_unit", "来函单位", self.unit, True),
            ("request_doc_no", "opinion_document", "来函文号", self.document, False),
            ("received_on", "opinion_received", "收到日期", self.received, True),
            ("due_on", "opinion_due", "答复期限", self.due, False),
            ("facts", "opinion_facts", "在社区表现", self.facts, True),
            ("opinion", "opinion_opinion", "意见", self.opinion, False),
            ("reasons", "opinion_reasons", "理由", self.reasons, True),
            ("meeting_record_no", "opinion_meeting", "会议记录号", self.meeting, True),
            ("decided_by", "opinion_deciders", "研究决定的人", self.deciders, True),
            ("reason", "opinion_void_reason", "作废原因", self.reason, True),
        )
        self.rows = {
            key: add(FormRow(name, label, editor, required=required))
            for key, name, label, editor, required in made
        }
        self._connect()

    def _connect(self) -> None:
        for field in (self.received, self.due, self.facts, self.reasons):
            field.edited.connect(self.touched)
        for line in (self.unit, self.document, self.meeting, self.deciders):
            line.textEdited.connect(self._touch)
        self.matter.activated.connect(self._touch)
        self.opinion.activated.connect(self._choose)

    def _touch(self, _what: object) -> None:
        self.touched.emit()

    def _choose(self, _at: int) -> None:
        self.chosen.emit()

    def said(self) -> str:
        """Return the code of the opinion chosen, or an empty string."""
        return str(self.opinion.value() or "")

    def offer(self, lists: OpinionChoices) -> None:
        """Offer the lists of the office."""
        self.matter.offer([("", "请选事项"), *lists.matters])
        self.opinion.offer([("", "还没有填"), *lists.opinions])

    def put(self, sheet: OpinionSheet) -> None:
        """Show an opinion."""
        self.matter.choose(sheet.matter)
        self.unit.setText(sheet.requesting_unit)
        self.document.setText(sheet.request_doc_no)
        self.received.put(sheet.received_on)
        self.due.put(sheet.due_on)
        self.facts.put(sheet.facts)
        self.opinion.choose(sheet.opinion)
        self.reasons.put(sheet.reasons)
        self.meeting.setText(sheet.meeting_record_no)
        self.deciders.setText("、".join(sheet.decided_by))
        self.reason.clear()

    def dress(self, *, is_open: bool, voiding: bool) -> None:
        """Show what the chosen opinion asks for; lock everything once it may not change."""
        said = self.said()
        veto = said == rules.VETO
        wanted = {"reasons": said in _ASKED, "meeting_record_no": veto, "decided_by": veto}
        for key, one in self.rows.items():
            one.setVisible((key == "reason") == voiding and wanted.get(key, True))
            if key not in ("reason", "facts", "reasons"):
                one.lock(locked=not is_open)
        for field in (self.received, self.due):
            field.pick.setEnabled(is_open)
        for area in (self.facts, self.reasons):
            area.setReadOnly(not is_open)
        if not self.rows["reasons"].wrong():
            self.rows["reasons"].show_note(_ASKED.get(said, ""))
        if not self.rows["decided_by"].wrong():
            self.rows["decided_by"].show_note("两人以上，姓名之间用顿号隔开")

    def unread(self) -> bool:
        """Whether a day is written that is none; it is said beside it."""
        days = {"received_on": self.received, "due_on": self.due}
        wrong = [key for key, field in days.items() if field.unread()]
        for key in wrong:
            self.rows[key].show_error(UNREAD)
        return bool(wrong)

    def command(self, opinion: int) -> SaveOpinion:
        """The opinion as it stands on the screen; what its opinion does not ask for is left out."""
        said = self.said()
        veto = said == rules.VETO
        return SaveOpinion(
            opinion_id=opinion,
            matter=str(self.matter.value() or ""),
            requesting_unit=self.unit.text(),
            request_doc_no=self.document.text(),
            received_on=self.received.value(),
            due_on=self.due.value(),
            facts=self.facts.text(),
            opinion=said,
            reasons=self.reasons.text() if said in _ASKED else "",
            meeting_record_no=self.meeting.text() if veto else "",
            decided_by=rules.people(self.deciders.text()) if veto else (),
        )

    def editors(self) -> list[QWidget]:
        """Return the editors in the order of reading."""
        days = [self.received.line, self.received.pick, self.due.line, self.due.pick]
        first: list[QWidget] = [self.matter, self.unit, self.document, *days, self.facts]
        return [*first, self.opinion, self.reasons, self.meeting, self.deciders, self.reason]
