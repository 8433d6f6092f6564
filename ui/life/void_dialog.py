"""作废: what was entered by mistake counts no more, for a reason; it can come back for 30 days."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common.choice import Choice
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.life.wide import WideDialog
from wenming_desktop.errors import UserError
from wenming_desktop.households.model import HouseholdDetail
from wenming_desktop.life.voids import DAYS, void_household, void_resident

_WHOLE = 0


class VoidDialog(WideDialog):
    """The whole household or one member; `voided` when it was done."""

    voided = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("void", "作废", "作废这一户", parent)
        self._jobs, self._household = jobs, 0
        self.what = Choice("void_what", "作废什么")
        self.reason = QLineEdit()
        self.reason.setObjectName("fld_void_reason")
        self.reason.setAccessibleName("原因")
        self.reason.setMaxLength(200)
        self.add(FormRow("void_what", "作废什么", self.what, required=True))
        self._why = self.add(FormRow("void_reason", "原因", self.reason, required=True))
        self.what.activated.connect(self._chosen)
        self.submitted.connect(self._void)

    def begin(self, household: HouseholdDetail) -> None:
        """Show it for a household."""
        self._household = household.id
        self.setWindowTitle(f"作废　{household.head}　{household.door}")
        people = [(one.id, f"{one.name}　{one.relation}") for one in household.members]
        whole = f"整户（{len(people)} 人）" if people else "整户"
        self.what.offer([(_WHOLE, whole), *people])
        self.what.choose(_WHOLE)
        self.reason.clear()
        self._why.clear()
        self.fail("")
        self._chosen()
        self.bring()
        self.reason.setFocus()

    def _chosen(self, _at: int = 0) -> None:
        whole = self.what.value() == _WHOLE
        self.do.setText("作废这一户" if whole else "作废 1 人")
        self.do.restyle()
        along = "别处没有家的人和连心卡" if whole else "他的居住和关爱记录"
        self.told.setText(
            f"只用在录错了的时候，搬走、去世请用人口变动。{along}一起作废，"
            f"{DAYS} 天里能在作废记录里恢复。"
        )

    def _void(self) -> None:
        self._why.clear()
        self.wait(waiting=True)
        what, reason = self.what.value(), self.reason.text()
        reply: Reply[int] = Reply(self._done, self._refused)
        if isinstance(what, int) and what != _WHOLE:
            self._jobs.write(self, reply, void_resident, what, reason)
        else:
            self._jobs.write(self, reply, void_household, self._household, reason)

    def _done(self, _what: int) -> None:
        self.wait(waiting=False)
        self.voided.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        if error.field != "reason":
            self.fail(error.message)
            return
        self.wait(waiting=False)
        self._why.show_error(error.message)
        first_wrong(self.rows)
