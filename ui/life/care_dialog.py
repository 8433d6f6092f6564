"""关爱对象: somebody is put on a category, the record changed, or ended with its reason."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.life.group import short_line
from wenming_desktop.errors import UserError
from wenming_desktop.households.care import change_care, end_care, start_care
from wenming_desktop.households.care_model import CareRow, ChangeCare, EndCare, StartCare
from wenming_desktop.life.ask import CareChoices, care_choices

_UNREAD: Final = "写不出是哪一天，比如 2027-03-01"


class CareDialog(FormDialog):
    """Starts a record or changes one; `kept` when it was written."""

    kept = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("care", "列为关爱对象", "列为关爱对象", parent)
        self._jobs = jobs
        self._row: CareRow | None = None
        self._today = date.today()
        self.who = Choice("care_who", "是谁")
        self.category = Choice("care_category", "类别", searchable=True)
        self.start, self.review = (
            DateField("care_start", "起始日期", lambda: self._today),
            DateField("care_review", "复核日期", lambda: self._today),
        )
        self.rhythm = Choice("care_rhythm", "走访频次")
        self.basis, self.needs = (
            short_line("care_basis", "依据", 60),
            short_line("care_needs", "需求", 200),
        )
        self._rows = {
            "resident_id": self.add(FormRow("care_who", "是谁", self.who, required=True)),
            "category": self.add(FormRow("care_category", "类别", self.category, required=True)),
            "on": self.add(FormRow("care_start", "起始日期", self.start, required=True)),
            "review_on": self.add(FormRow("care_review", "复核日期", self.review)),
            "rhythm": self.add(FormRow("care_rhythm", "走访频次", self.rhythm)),
            "basis": self.add(FormRow("care_basis", "依据", self.basis)),
            "needs": self.add(FormRow("care_needs", "需求", self.needs)),
        }
        self.submitted.connect(self._keep)

    def begin(self, people: tuple[tuple[int, str], ...], row: CareRow | None = None) -> None:
        """Show it for one of these people, or for a record that is to change."""
        self._row = row
        said = "改关爱记录" if row else "列为关爱对象"
        self.setWindowTitle(said)
        self.do.setText("存下" if row else said)
        self.do.restyle()
        self.fail("")
        for one in self.rows:
            one.clear()
        self.who.offer(people)
        self.who.choose(row.resident_id if row else people[0][0])
        for key in ("resident_id", "category", "on"):
            self._rows[key].lock(locked=row is not None)
        self.start.put(row.start_on if row else None)
        self.review.put(row.review_on if row else None)
        self._rows["review_on"].show_note("空着就是一年以后")
        self.basis.setText(row.basis if row else "")
        self.needs.setText(row.needs if row else "")
        self._jobs.read(self, self._offer, care_choices)
        self.bring()
        (self.review if row else self.who).setFocus()

    def _offer(self, lists: CareChoices) -> None:
        row = self._row
        self._today = lists.today
        if row is None and not self.start.text():
            self.start.put(lists.today)
        self.category.offer([("", ""), *lists.categories])
        self.rhythm.offer([("", "按类别的规矩"), *lists.rhythms])
        self.category.choose(row.category if row else "")
        self.rhythm.choose(row.rhythm if row else "")

    def _keep(self) -> None:
        for one in self.rows:
            one.clear()
        for key, day in (("on", self.start), ("review_on", self.review)):
            if day.unread() or (key == "on" and day.value() is None):
                self._rows[key].show_error(_UNREAD)
        category = str(self.category.value() or "")
        if not category:
            self._rows["category"].show_error("还没有选类别，要选一个。")
        if first_wrong(self.rows) is not None:
            return
        self.wait(waiting=True)
        reply: Reply[int] = Reply(self._done, self._refused)
        if self._row is not None:
            self._jobs.write(self, reply, change_care, self._changed(self._row))
        else:
            self._jobs.write(self, reply, start_care, self._started(category))

    def _changed(self, row: CareRow) -> ChangeCare:
        return ChangeCare(
            row.id,
            review_on=self.review.value(),
            rhythm=str(self.rhythm.value() or ""),
            basis=self.basis.text(),
            needs=self.needs.text(),
        )

    def _started(self, category: str) -> StartCare:
        who = self.who.value()
        return StartCare(
            who if isinstance(who, int) else 0,
            category,
            on=self.start.value(),
            basis=self.basis.text(),
            review_on=self.review.value(),
            rhythm=str(self.rhythm.value() or ""),
            needs=self.needs.text(),
        )

    def _done(self, _care: int) -> None:
        self.wait(waiting=False)
        self.kept.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._rows, error)


class EndCareDialog(FormDialog):
    """Ends a record; `kept` when it was written."""

    kept = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("care_end", "终止关爱", "终止关爱", parent)
        self._jobs, self._care = jobs, 0
        self.reason = short_line("care_end_reason", "原因", 200)
        self._today = date.today()
        self.day = DateField("care_end_on", "终止日期", lambda: self._today)
        self._rows = {
            "reason": self.add(FormRow("care_end_reason", "原因", self.reason, required=True)),
            "on": self.add(FormRow("care_end_on", "终止日期", self.day, required=True)),
        }
        self.submitted.connect(self._end)

    def begin(self, name: str, row: CareRow) -> None:
        """Show it for a record in force."""
        self._care = row.id
        self.setWindowTitle(f"终止关爱　{name}　{row.category_name}")
        self.fail("")
        for one in self.rows:
            one.clear()
        self.reason.clear()
        self.day.put(None)
        self._jobs.read(self, self._date, care_choices)
        self.bring()

    def _date(self, lists: CareChoices) -> None:
        self._today = lists.today
        if not self.day.text():
            self.day.put(lists.today)

    def _end(self) -> None:
        for one in self.rows:
            one.clear()
        on = self.day.value()
        if on is None:
            self._rows["on"].show_error(_UNREAD)
            first_wrong(self.rows)
            return
        self.wait(waiting=True)
        reply: Reply[int] = Reply(self._done, self._refused)
        self._jobs.write(self, reply, end_care, EndCare(self._care, self.reason.text(), on))

    def _done(self, _care: int) -> None:
        self.wait(waiting=False)
        self.kept.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.refuse(self._rows, error)
