"""One record mended, or taken out with its reason."""

from typing import Final

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.hours_field import HoursField
from ui.jobs import Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.party import records
from wenming_desktop.party.record_checks import LONG_CONTENT, LONG_PLACE
from wenming_desktop.party.record_model import (
    EditRecord,
    RecordChoices,
    RecordLine,
    RecordRow,
    RecordSheet,
)
from wenming_desktop.party.record_queries import record_choices, record_sheet

_MISTAKEN: Final = "误录"


class RecordDialog(FormDialog):
    """The fields of a record; whose it is and where it came from stays."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("record", "改服务记录", "保存", parent)
        self._jobs = jobs
        self._choices: RecordChoices | None = None
        self._id = 0
        self.day = DateField("record_date", "日期")
        self.content = _line("record_content", LONG_CONTENT)
        self.post = Choice("record_post", "岗位")
        self.place = _line("record_place", LONG_PLACE)
        self.hours = HoursField("record_hours", "时长")
        self.many = _line("record_many", 4)
        self.many.setValidator(QIntValidator(0, 9999, self))
        self.confirmed = Choice("record_confirmed", "确认人")
        self._rows = {
            "date": self.add(FormRow("record_date", "日期", self.day, required=True)),
            "content": self.add(FormRow("record_content", "服务内容", self.content, required=True)),
            "post": self.add(FormRow("record_post", "岗位", self.post)),
            "place": self.add(FormRow("record_place", "地点", self.place)),
            "hours": self.add(FormRow("record_hours", "小时", self.hours, required=True)),
            "beneficiaries": self.add(FormRow("record_many", "受益人数", self.many)),
            "confirmed_by": self.add(FormRow("record_confirmed", "确认人", self.confirmed)),
        }
        self.submitted.connect(self._save)

    def begin(self, record: int) -> None:
        """Show one record."""
        self._id = record
        self._jobs.read(self, self._offer, record_choices)
        self._jobs.read(self, self._show, record_sheet, record)

    def _offer(self, choices: RecordChoices) -> None:
        self._choices = choices
        self.post.offer([(None, ""), *choices.posts])
        self.confirmed.offer([(None, ""), *choices.staff])

    def _show(self, sheet: RecordSheet) -> None:
        row = sheet.row
        for part in self._rows.values():
            part.clear()
        self.told.setText(f"{sheet.member}　来源：{sheet.origin}")
        self.day.put(row.date)
        self.content.setText(row.content)
        self.post.choose(row.post)
        self.place.setText(row.place)
        self.hours.put(row.hours)
        self.many.setText("" if row.beneficiaries is None else str(row.beneficiaries))
        self.confirmed.choose(row.confirmed_by)
        self.bring()

    def _save(self) -> None:
        for row in self._rows.values():
            row.clear()
        if self.day.unread():
            self._wrong("date", "看不出是哪一天，像 3.5 或昨天这样写。")
            return
        if self.hours.unread():
            self._wrong("hours", f"时长“{self.hours.text()}”不是数字，半小时写 0.5。")
            return
        post, by, many = self.post.value(), self.confirmed.value(), self.many.text()
        said = RecordRow(
            self.day.value(),
            self.content.text(),
            self.hours.value(),
            post if isinstance(post, str) else None,
            self.place.text(),
            int(many) if many.isascii() and many.isdigit() else None,
            by if isinstance(by, int) else None,
        )
        self.wait(waiting=True)
        reply = Reply(self._written, self._refused, self.fail)
        self._jobs.write(self, reply, records.edit, EditRecord(self._id, said))

    def _written(self, _record: int) -> None:
        self.wait(waiting=False)
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._rows, error)

    def _wrong(self, name: str, text: str) -> None:
        self._rows[name].show_error(text)
        self._rows[name].editor.setFocus()


class VoidDialog(FormDialog):
    """Asks why a record is taken out."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("void_record", "作废服务记录", "作废", parent)
        self._jobs = jobs
        self._id = 0
        self.reason = _line("void_reason", 100)
        self._row = self.add(FormRow("void_reason", "为什么", self.reason, required=True))
        self.submitted.connect(self._save)

    def begin(self, line: RecordLine) -> None:
        """Ask about one record."""
        self._id = line.id
        self._row.clear()
        self.reason.setText(_MISTAKEN)
        self.told.setText(
            f"{line.date:%Y-%m-%d} {line.member}：{line.content}。作废以后哪里都不算它，"
            "覆盖数和反馈卡跟着少一次。"
        )
        self.bring()
        self.reason.selectAll()

    def _save(self) -> None:
        self.wait(waiting=True)
        reply = Reply(self._written, self._refused, self.fail)
        self._jobs.write(self, reply, records.void, self._id, self.reason.text())

    def _written(self, _record: int) -> None:
        self.wait(waiting=False)
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.wait(waiting=False)
        self._row.show_error(error.message)
        self.reason.setFocus()


def _line(name: str, most: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(f"fld_{name}")
    edit.setMaxLength(most)
    return edit
