"""What may be done with the member of a window: its buttons, each with its dialog."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.common.buttons import Btn, on_click
from ui.page import Services
from ui.party.members.claim_dialog import ClaimDialog
from ui.party.members.dialog import MemberDialog
from ui.party.members.leave_dialog import LeaveDialog
from ui.party.members.liaison_dialog import LiaisonDialog
from ui.party.members.steps import ConfirmDialog, FlowDialog
from ui.party.members.unit_dialog import UnitDialog
from wenming_desktop.party.claims import end_claim
from wenming_desktop.party.duty_model import ClaimLine, EndClaim, EndLiaisons
from wenming_desktop.party.liaisons import end_liaisons
from wenming_desktop.party.member_model import Flow, MemberDetail
from wenming_desktop.party.member_rules import FLOW_OUT, LEAVING, ON_ROLL, ON_TRIAL
from wenming_desktop.party.members import record_flow

DialogT = TypeVar(
    "DialogT", MemberDialog, LiaisonDialog, ClaimDialog, ConfirmDialog, FlowDialog, LeaveDialog,
    UnitDialog,
)  # fmt: skip


class MemberActs(QObject):
    """`buttons` stand in the foot; those that do not fit the member are hidden."""

    def __init__(
        self,
        services: Services,
        member: Callable[[], MemberDetail | None],
        window: QWidget,
        *,
        may_write: bool,
    ) -> None:
        super().__init__(window)
        self._services, self._jobs = services, services.jobs
        self._member, self._window, self._may_write = member, window, may_write
        self._made: dict[type[QWidget], QWidget] = {}
        self.edit = Btn("编辑", name="member_edit", k="pri", key="Ctrl+E")
        self.homes = Btn("加联系户", name="member_liaison", icon="ri.home-heart-line")
        self.claim = Btn("认领岗位", name="member_claim", icon="ri.flag-line")
        self.confirm = Btn("转正", name="member_confirm")
        self.away = Btn("记流出", name="member_away")
        self.back = Btn("记返回", name="member_back")
        self.leave = Btn("离开/转出", name="member_leave", icon="ri.walk-line")
        self.buttons = (
            self.edit, self.homes, self.claim, self.confirm, self.away, self.back, self.leave,
        )  # fmt: skip
        for button, act in zip(self.buttons, self._acts(), strict=True):
            on_click(button, act)
        QShortcut(QKeySequence("Ctrl+E"), window, self.ask_edit)
        self.follow(None)

    def _acts(self) -> tuple[Callable[[], object], ...]:
        return (
            self.ask_edit, self.ask_homes, self.ask_claim, self.ask_confirm, self.ask_away,
            self.come_back, self.ask_leave,
        )  # fmt: skip

    def follow(self, member: MemberDetail | None) -> None:
        """Offer what fits the member."""
        kind, status = (member.kind, member.status) if member else ("", "")
        stays = member is not None and status not in LEAVING
        fits = {
            self.edit: member is not None,
            self.homes: stays,
            self.claim: stays,
            self.confirm: stays and status == ON_TRIAL,
            self.away: stays and kind == ON_ROLL,
            self.back: stays and kind == FLOW_OUT,
            self.leave: stays,
        }
        for button, fit in fits.items():
            button.setVisible(fit and self._may_write)

    def _dialog(self, kind: type[DialogT]) -> DialogT:
        """The dialog of a kind, made when first asked for."""
        made = self._made.get(kind)
        if not isinstance(made, kind):
            made = self._made[kind] = kind(self._services, self._window)
        return made

    def ask_edit(self) -> None:
        """Bring the form of the member."""
        member = self._member()
        if member is not None and self._may_write:
            self._dialog(MemberDialog).begin(member.id)

    def ask_homes(self) -> None:
        """Bring the households to choose from."""
        if (member := self._member()) is not None:
            self._dialog(LiaisonDialog).begin(member)

    def ask_claim(self) -> None:
        """Bring a new claim."""
        if (member := self._member()) is not None:
            self._dialog(ClaimDialog).begin(member.id, member.name)

    def change_claim(self, line: ClaimLine) -> None:
        """Bring a claim that is to change."""
        self._dialog(ClaimDialog).begin(line.member_id, line.member, line)

    def end_claim(self, claim: int, done: bool) -> None:
        """A claim is done, or withdrawn; the undo bar takes it back."""
        self._jobs.write(self, _told, end_claim, EndClaim(claim, done))

    def end_liaison(self, liaison: int) -> None:
        """He looks after it no more."""
        self._jobs.write(self, _told, end_liaisons, EndLiaisons((liaison,)))

    def ask_unit(self, name: str) -> None:
        """Bring the work unit of a member."""
        self._dialog(UnitDialog).begin(name)

    def ask_confirm(self) -> None:
        """Bring the day of 转正."""
        if (member := self._member()) is not None:
            self._dialog(ConfirmDialog).begin(member)

    def ask_away(self) -> None:
        """Bring where he goes."""
        if (member := self._member()) is not None:
            self._dialog(FlowDialog).begin(member)

    def come_back(self) -> None:
        """He is back."""
        if (member := self._member()) is not None:
            self._jobs.write(self, _told, record_flow, Flow(member.id, away=False))

    def ask_leave(self) -> None:
        """Bring what hangs on him."""
        if (member := self._member()) is not None:
            self._dialog(LeaveDialog).begin(member.id)


def _told(_result: object) -> None:
    """The write itself has the member read again."""
