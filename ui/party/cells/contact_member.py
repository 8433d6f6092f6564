"""派联户党员: a household that nobody looks after is given to a member."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.common.buttons import Btn, on_click
from ui.common.choice import Choice
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Reply
from ui.page import Services
from ui.party.cells.read_rows import chosen
from ui.party.members.refused import tell_doubts
from wenming_desktop.errors import UserError
from wenming_desktop.party.duty_model import Assign
from wenming_desktop.party.gaps_model import GapLine
from wenming_desktop.party.liaisons import assign
from wenming_desktop.party.member_model import Saved
from wenming_desktop.party.node_forms import contact_choices

_NOBODY: Final = (0, "还没有选")


class ContactMemberDialog(FormDialog):
    """Asks for the member; the one chosen last stands there for the next household."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__("contact_member", "派联户党员", "派给这名党员", parent)
        self._services, self._household, self._last = services, 0, 0
        self.member = Choice("contact_member", "联户党员", searchable=True)
        row = FormRow("contact_member", "联户党员", self.member, required=True)
        self._fields = {"member_id": self.add(row)}
        self.look = Btn("打开这一户", name="look_at_home", icon="ri.home-heart-line", k="link")
        self.column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        on_click(self.look, self._look)
        self.submitted.connect(self._give)

    def begin(self, line: GapLine) -> None:
        """Show it for a household of the list."""
        self._household = line.id
        self.setWindowTitle(f"派联户党员　{line.name}　{line.place}")
        self.told.setText("一名党员一般联 5 至 10 户。今天起算，写错了可以撤销。")
        self.fail("")
        self._fields["member_id"].clear()
        show = partial(self._put, line.id)
        self._services.jobs.read(self, show, contact_choices, line.cell_id)

    def _put(self, household: int, members: tuple[tuple[int, str], ...]) -> None:
        if household != self._household:
            return
        self.member.offer([_NOBODY, *members])
        self.member.choose(self._last)
        self.bring()
        # The sentence below takes its height only once it stands on the screen.
        self._fit()

    def _look(self) -> None:
        self._services.open_asked.emit("household", self._household)
        self.reject()

    def _give(self) -> None:
        member = chosen(self.member.value())
        if not member:
            self._fields["member_id"].show_error("还没有选党员，要从列表里选一名。")
            first_wrong(self.rows)
            return
        self.wait(waiting=True)
        self._last = member
        command = Assign(member, (self._household,))
        reply: Reply[Saved] = Reply(self._done, self._refused)
        self._services.jobs.write(self, reply, assign, command)

    def _done(self, saved: Saved) -> None:
        self.wait(waiting=False)
        self.accept()
        tell_doubts(self._services.jobs, saved.warnings)

    def _refused(self, error: UserError) -> None:
        self.refuse(self._fields, error)
