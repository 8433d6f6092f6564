"""记一次联系: a member was in touch with a household; his own households are offered first."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.hours_field import HoursField
from ui.common.search_field import SearchField
from ui.jobs import Jobs, Reply
from ui.party.records.grid import member_words
from wenming_desktop.errors import UserError
from wenming_desktop.party import records
from wenming_desktop.party.record_model import Contact, HomeChoice, RecordChoices
from wenming_desktop.party.record_queries import homes_offered, record_choices

_USUAL: Final = 0.5
_NOTE: Final = 150


class ContactDialog(FormDialog):
    """Asks who, which household, when and how; `saved` when it is written."""

    saved = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("contact", "记一次联系", "记下", parent)
        self._jobs = jobs
        self._asked: int | None = None
        self.member = Choice("contact_member", "党员", searchable=True)
        self.look = SearchField("contact_look", "门牌或户主，不写就是他包联的户")
        self.home = Choice("contact_home", "住户")
        self.day = DateField("contact_date", "日期")
        self.way = Choice("contact_way", "方式")
        self.hours = HoursField("contact_hours", "时长", _USUAL)
        self.note = QLineEdit()
        self.note.setObjectName("fld_contact_note")
        self.note.setMaxLength(_NOTE)
        self.note.setPlaceholderText("说了什么、答应了什么，可以不写")
        self._rows = {
            "member_id": self.add(FormRow("contact_member", "党员", self.member, required=True)),
            "look": self.add(FormRow("contact_look", "找住户", self.look)),
            "household_id": self.add(FormRow("contact_home", "住户", self.home, required=True)),
            "date": self.add(FormRow("contact_date", "日期", self.day, required=True)),
            "way": self.add(FormRow("contact_way", "方式", self.way, required=True)),
            "hours": self.add(FormRow("contact_hours", "小时", self.hours, required=True)),
            "content": self.add(FormRow("contact_note", "说明", self.note)),
        }
        self.told.setText("一名党员一天对一户只记一次，记下就是一条服务记录。")
        self.submitted.connect(self._save)
        self.member.activated.connect(self._turned)
        self.look.asked.connect(self._read_homes)

    def begin(self, member: int | None = None) -> None:
        """Show it empty, for a member if one is named."""
        self._asked = member
        for row in self._rows.values():
            row.clear()
        self.look.clear()
        self.note.clear()
        self.hours.put(_USUAL)
        self.day.put(date.today())
        self._jobs.read(self, self._offer, record_choices)

    def _offer(self, choices: RecordChoices) -> None:
        self.member.offer([(None, ""), *((m.id, member_words(m)) for m in choices.members)])
        self.member.choose(self._asked)
        self.way.offer([*choices.ways])
        self.home.offer([(None, "先选党员")])
        self.bring()
        if self._asked is not None:
            self._read_homes("")
            self.home.setFocus()

    def _turned(self, _at: int) -> None:
        self._rows["member_id"].clear()
        self._read_homes(self.look.wanted())

    def _read_homes(self, text: str) -> None:
        member = self.member.value()
        if isinstance(member, int):
            self._jobs.read(self, self._show_homes, homes_offered, member, text)

    def _show_homes(self, homes: tuple[HomeChoice, ...]) -> None:
        none = "没有包联户，在上面找" if not self.look.wanted() else "没有找到"
        self.home.offer([(home.id, home.words) for home in homes] or [(None, none)])

    def _save(self) -> None:
        for row in self._rows.values():
            row.clear()
        member, home, day = self.member.value(), self.home.value(), self.day.value()
        if not isinstance(member, int):
            self._wrong("member_id", "没有选党员，写名字或拼音就能找到。")
        elif not isinstance(home, int):
            self._wrong("household_id", "没有选住户，在上面写门牌或户主来找。")
        elif day is None:
            self._wrong("date", "看不出是哪一天，像 3.5 或昨天这样写。")
        else:
            self._write(member, home, day)

    def _write(self, member: int, home: int, day: date) -> None:
        way = self.way.value()
        command = Contact(
            member,
            home,
            day,
            way if isinstance(way, str) else "",
            self.note.text(),
            self.hours.value() or 0,
        )
        self.wait(waiting=True)
        reply = Reply(self._written, self._refused, self.fail)
        self._jobs.write(self, reply, records.contact, command)

    def _written(self, _record: int) -> None:
        self.wait(waiting=False)
        self.saved.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._rows, error)

    def _wrong(self, name: str, text: str) -> None:
        row = self._rows[name]
        row.show_error(text)
        row.editor.setFocus()
