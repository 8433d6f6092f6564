"""The window of one member: head, tabs with counts, what may be done in the foot."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import row
from ui.common.covered import REASONS, Covered
from ui.common.dossier import DossierWindow, Shape
from ui.common.frames import Banner, column, frame, make_empty
from ui.common.labels import ChipLabel, Elided, Words
from ui.common.paint import Chip
from ui.common.tabs import Tab
from ui.jobs import Job, Reply
from ui.page import Services
from ui.party.members.acts import MemberActs
from ui.party.members.sections import FactsLines, LiaisonLines, PostLines, ServiceLines
from wenming_desktop.errors import UserError
from wenming_desktop.party.member_detail import member_detail
from wenming_desktop.party.member_model import MemberDetail
from wenming_desktop.party.member_rules import LEAVING
from wenming_desktop.security.service import reveal
from wenming_desktop.three_cards.model import CardMarks
from wenming_desktop.three_cards.queries import card_marks

_SHAPE: Final = Shape(
    "member",
    "党员",
    (
        Tab("facts", "资料"),
        Tab("liaisons", "联系户"),
        Tab("posts", "岗位"),
        Tab("services", "服务记录"),
    ),
    "party/member/tab",
    56,
)
_KIND_CHIPS: Final = {"1": "party", "2": "info", "3": "rent", "4": "rent", "5": "info"}


class MemberWindow(DossierWindow):
    """One member; read again whenever something was written."""

    def __init__(self, services: Services, member_id: int, over: QWidget | None = None) -> None:
        super().__init__(over, _SHAPE, services.memory)
        self.setObjectName("dlg_member_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.services, self._jobs = services, services.jobs
        self._id = member_id
        self._member: MemberDetail | None = None
        self._cards: tuple[tuple[str, str], ...] = ()
        self._job: Job | None = None
        self._rights = services.office.rights
        may_write = "party.write" in self._rights
        self.facts = FactsLines(may_write=may_write)
        self.liaisons = LiaisonLines(may_write=may_write)
        self.posts = PostLines(may_write=may_write)
        self.services_ = ServiceLines("member_services", "服务记录")
        self.acts = MemberActs(services, lambda: self._member, self, may_write=may_write)
        sections = (self.facts, self.liaisons, self.posts, self.services_)
        self._put_together(self._head(), sections, self.acts.buttons)
        self._connect()

    def _head(self) -> QWidget:
        head = frame("cardhead")
        lines = column(head, margins=(16, 10, 16, 10), gap=6)
        self._name = Words("", "name")
        self._name.setObjectName("lbl_member_name")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        title = row(self._name, spacing=10)
        title.addLayout(self._chips)
        title.addStretch(1)
        lines.addLayout(title)
        self._place = Elided("", "t2")
        self._place.setObjectName("fld_member_place")
        lines.addWidget(self._place)
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(16)
        lines.addLayout(self._numbers)
        self._banner = Banner("warn", "")
        self._banner.setObjectName("banner_member")
        lines.addWidget(self._banner)
        return head

    def _connect(self) -> None:
        self.facts.unit_asked.connect(self.acts.ask_unit)
        self.liaisons.end_asked.connect(self.acts.end_liaison)
        self.liaisons.home_asked.connect(partial(self.services.open_asked.emit, "household"))
        self.posts.change_asked.connect(self.acts.change_claim)
        self.posts.end_asked.connect(self.acts.end_claim)
        self._jobs.changed.connect(self._changed)

    def begin(self) -> None:
        """Bring it to the front, on the tab of last time."""
        self._bring()

    @override
    def _read(self) -> None:
        if self._job is not None:
            self._job.drop()
        reply: Reply[MemberDetail] = Reply(self._show, self._refused)
        self._job = self._jobs.read(self, reply, member_detail, self._id)
        self._jobs.read(self, self._show_cards, card_marks, (self._id,))

    def _show(self, member: MemberDetail) -> None:
        self._member = member
        self.setWindowTitle(f"党员　{member.name}")
        self._name.setText(member.name or "—")
        make_empty(self._chips)
        for chip in _chips(member):
            self._chips.addWidget(ChipLabel(chip))
        where = (member.branch, member.cell, member.unit)
        self._place.setText("　".join(part for part in where if part) or "还没有分到支部")
        self._show_numbers(member)
        self._banner.words.setText(" ".join(member.warnings))
        self._banner.setVisible(bool(member.warnings))
        lasting = sum(one.to_on is None for one in member.liaisons)
        self.tabs.show_counts(
            {
                "liaisons": lasting,
                "posts": len(member.posts) + sum(one.ended_on is None for one in member.claims),
                "services": len(member.services),
            }
        )
        self.facts.show_member(member, self._cards)
        self.liaisons.show_member(member)
        self.posts.show_member(member)
        self.services_.show_member(member)
        self.tabs.setEnabled(True)
        self.acts.follow(member)
        self._turn(self.tabs.value())

    def _show_cards(self, found: dict[int, CardMarks]) -> None:
        marks = found.get(self._id)
        self._cards = () if marks is None else (
            ("登记卡", marks.registration.words),
            ("联系卡", marks.contact.words),
            ("反馈卡", marks.feedback.words),
        )  # fmt: skip
        if self._member is not None:
            self.facts.show_member(self._member, self._cards)

    def _show_numbers(self, member: MemberDetail) -> None:
        make_empty(self._numbers)
        may = "register.reveal" in self._rights
        for name, what, masked, of, reasons in (
            ("phone", "电话", member.phone_masked, member.phone_of, ()),
            ("id_number", "身份证号", member.id_masked, member.id_of, REASONS),
        ):
            if of is None:
                self._numbers.addWidget(Words(f"没有{what}", "sm3"))
                continue
            part = Covered(f"member_{name}", f"{what} {member.name}", masked, reasons=reasons)
            part.asked.connect(partial(self._reveal, part, of, name))
            part.setMinimumWidth(round(theme.px("f_body") * (16 if reasons else 10)))
            self._numbers.addWidget(part.allow(allowed=may))
        self._numbers.addStretch(1)

    def _reveal(self, part: Covered, of: tuple[str, int], field: str, reason: str) -> None:
        # The part is the owner: made anew or closed, the answer is dropped.
        self._jobs.write(part, part.show_whole, reveal, of[0], of[1], field, reason)

    def _refused(self, error: UserError) -> None:
        self._show_refused("这名党员没有读出来", error.message)
        self.tabs.setEnabled(False)
        self.acts.follow(None)

    @override
    def _turn(self, key: str) -> None:
        if self._member is not None:
            super()._turn(key)


def _chips(member: MemberDetail) -> list[Chip]:
    chips = [Chip(member.kind_name, _KIND_CHIPS.get(member.kind, "info"))]
    if member.leads:
        chips.append(Chip("组长", "party"))
    if member.status in LEAVING:
        chips.append(Chip(member.status_name, "rent"))
    elif member.status_name:
        chips.append(Chip(member.status_name, "ok" if member.status == "1" else "warn"))
    return [chip for chip in chips if chip.label]
