"""认领岗位: which post, what exactly, for whom, since when, how often a year."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Reply
from ui.life.group import short_line
from ui.page import Services
from ui.party.members.form import UNREAD
from ui.party.members.refused import tell
from wenming_desktop.errors import UserError
from wenming_desktop.party.claims import save_claim
from wenming_desktop.party.duty_model import Claim, ClaimLine
from wenming_desktop.party.member_model import MemberLists
from wenming_desktop.party.member_sheet import member_lists


class ClaimDialog(FormDialog):
    """One claim, new or to be changed; `kept` carries its id."""

    kept = Signal(int)

    def __init__(self, services: Services, over: QWidget | None) -> None:
        super().__init__("claim", "认领岗位", "认领", over)
        self._jobs, self._member = services.jobs, 0
        self._line: ClaimLine | None = None
        self._today = date.today()
        self.post = Choice("claim_post", "岗位", searchable=True)
        self.item = short_line("claim_item", "具体事项", 80)
        self.target = short_line("claim_target", "服务谁", 80)
        self.day = DateField("claim_on", "认领日期", lambda: self._today)
        self.times = short_line("claim_times", "每年次数", 3)
        self._rows = {
            "post": self.add(FormRow("claim_post", "岗位", self.post, required=True)),
            "item": self.add(FormRow("claim_item", "具体事项", self.item)),
            "target": self.add(FormRow("claim_target", "服务谁", self.target)),
            "on": self.add(FormRow("claim_on", "认领日期", self.day, required=True)),
            "times": self.add(FormRow("claim_times", "每年次数", self.times)),
        }
        self.submitted.connect(self._keep)

    def begin(self, member_id: int, name: str, line: ClaimLine | None = None) -> None:
        """Show it for a member, or for a claim that is to change."""
        self._member, self._line = member_id, line
        self.setWindowTitle(f"{'修改认领' if line else '认领岗位'}　{name}")
        self.do.setText("存下" if line else "认领")
        self.do.restyle()
        self.fail("")
        for one in self.rows:
            one.clear()
        self._rows["item"].show_note("比如看护花坛、教太极")
        self._rows["target"].show_note("哪栋楼、哪些人，可以空着")
        self.item.setText(line.item if line else "")
        self.target.setText(line.target if line else "")
        times = line.plan_times_per_year if line else None
        self.times.setText(str(times) if times else "")
        self.day.put(line.claimed_on if line else None)
        self._jobs.read(self, self._offer, member_lists)
        self.bring()

    def _offer(self, lists: MemberLists) -> None:
        self._today = lists.today
        self.post.offer([("", "没有选"), *lists.service_posts])
        self.post.choose(self._line.post if self._line else "")
        if not self.day.text():
            self.day.put(lists.today)

    def _keep(self) -> None:
        for one in self.rows:
            one.clear()
        times = self.times.text().strip()
        if self.day.value() is None:
            self._rows["on"].show_error(UNREAD)
        if times and not (times.isascii() and times.isdigit()):
            self._rows["times"].show_error(f"“{times}”不是数，写一年打算做几次，也可以空着。")
        if first_wrong(self.rows) is not None:
            return
        self.wait(waiting=True)
        command = Claim(
            self._member,
            str(self.post.value() or ""),
            self.item.text(),
            self.target.text(),
            self.day.value(),
            int(times) if times else None,
            self._line.id if self._line else None,
        )
        self._jobs.write(self, Reply(self._done, self._refused), save_claim, command)

    def _done(self, claim: int) -> None:
        self.wait(waiting=False)
        self.kept.emit(claim)
        self.accept()

    def _refused(self, error: UserError) -> None:
        tell(self, self._rows, error)
