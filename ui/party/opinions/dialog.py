"""One opinion: the request, the facts beside their evidence, what is said, who approved it."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.form_dialog import FormDialog
from ui.common.form_row import first_wrong
from ui.common.labels import Words
from ui.jobs import Jobs, Reply
from ui.life.group import order_tabs
from ui.party.opinions.evidence import EvidencePane
from ui.party.opinions.fields import OpinionFields
from ui.party.opinions.request_dialog import tell
from wenming_desktop.errors import UserError
from wenming_desktop.opinions import rules, service
from wenming_desktop.opinions.model import (
    ISSUED,
    OPEN,
    VOIDED,
    WAITING,
    OpinionChoices,
    OpinionSheet,
    VoidOpinion,
)
from wenming_desktop.opinions.queries import opinion_choices, opinion_sheet

_EMS, _SIDE_EMS, _HIGHEST = 56, 21, 680
_VETO_TOLD: Final = (
    "一票否决要经社区党组织会议研究，写明事实依据、会议记录号和两位以上研究决定的人。"
)


class OpinionDialog(FormDialog):
    """Writes, submits, approves and voids; `print_asked` carries the opinion's id."""

    print_asked = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None, *, may_write: bool) -> None:
        super().__init__("opinion", "评议意见", "存下", parent)
        self._jobs, self._may_write = jobs, may_write
        self._sheet: OpinionSheet | None = None
        self._dirty = self._voiding = False
        self.evidence = EvidencePane(jobs)
        self._put_beside()
        self.who = Words("", "strong")
        self.who.setObjectName("lbl_opinion_who")
        self.stands = Words("", "t2")
        self.stands.setObjectName("lbl_opinion_state")
        for words in (self.who, self.stands):
            words.setWordWrap(True)
            self.column.addWidget(words)
        self.fields = OpinionFields(self.add, self._today)
        self.fields.touched.connect(self._touched)
        self.fields.chosen.connect(self._chosen)
        self._make_others()
        self.drop.setText("关闭")
        self.submitted.connect(self._go)
        self.evidence.taken.connect(self._take)

    def _put_beside(self) -> None:
        """The evidence stands beside the fields, in the same scroll."""
        two = QWidget()
        line = QHBoxLayout(two)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._inside.insertWidget(0, two)
        line.addWidget(self.body, 1)
        line.addWidget(self.evidence)

    def _make_others(self) -> None:
        self.paper = Btn("打印草稿", name="print_opinion", k="txt", small=True)
        self.voider = Btn("作废", name="void_opinion", k="txt", small=True)
        self.back = Btn("不了，回到意见", name="opinion_back", k="txt", small=True)
        on_click(self.paper, self._print)
        on_click(self.voider, partial(self._turn, voiding=True))
        on_click(self.back, partial(self._turn, voiding=False))
        self.column.addLayout(row(self.paper, self.voider, self.back, None, spacing=4))
        self.column.addStretch(1)

    def holds(self, opinion: int) -> bool:
        """Whether it shows this opinion."""
        return self._sheet is not None and self._sheet.id == opinion

    def is_dirty(self) -> bool:
        """Whether something was typed and not kept."""
        return self._dirty

    def begin(self, opinion: int) -> None:
        """Show an opinion; what was typed into this one and not kept stands as it was."""
        if self.holds(opinion) and self._dirty:
            self.told.setText("上次填了还没有存的内容都在这里。")
            self.bring()
            return
        self.fail("")
        self._jobs.read(self, self._offer, opinion_choices)
        self._jobs.read(self, self._show, opinion_sheet, opinion)

    def refresh(self) -> None:
        """Read it again unless a hand is at work in it."""
        if self._sheet is not None and self.isVisible() and not self._dirty:
            gone: Reply[OpinionSheet] = Reply(self._show_again, lambda _error: self.reject())
            self._jobs.read(self, gone, opinion_sheet, self._sheet.id)

    def _offer(self, lists: OpinionChoices) -> None:
        self.fields.offer(lists)

    def _show_again(self, sheet: OpinionSheet) -> None:
        if sheet != self._sheet:
            self._show(sheet)

    def _show(self, sheet: OpinionSheet) -> None:
        self._sheet, self._dirty, self._voiding = sheet, False, False
        person = sheet.person
        self.setWindowTitle(f"评议意见　{person.name}　{sheet.number}".rstrip("　"))
        facts = (person.name, person.unit_and_job, person.group or person.branch)
        self.who.setText("　".join(part for part in facts if part))
        self.stands.setText(_standing(sheet))
        self.fields.put(sheet)
        self.evidence.begin(person.member_id, sheet.today, may_take=self._open())
        for one in self.rows:
            one.clear()
        self._dress()
        self.bring()
        (self.fields.opinion if self._open() else self.drop).setFocus()
        # Words that wrap tell their height only once they have been laid out.
        QTimer.singleShot(0, self, self._fit)

    def _open(self) -> bool:
        state = self._sheet.state if self._sheet is not None else VOIDED
        return self._may_write and state in (OPEN, WAITING)

    def _turn(self, *, voiding: bool) -> None:
        self._voiding = voiding
        self._dress()
        (self.fields.reason if voiding else self.drop).setFocus()
        QTimer.singleShot(0, self, self._fit)

    def _chosen(self) -> None:
        self._touched()
        self._dress()
        QTimer.singleShot(0, self, self._fit)

    def _touched(self, _what: object = None) -> None:
        self._dirty = True
        self._say_button()

    def _take(self, facts: str) -> None:
        self.fields.facts.put(facts)
        self._touched()
        self.fields.facts.setFocus()

    def _dress(self) -> None:
        """Show what the chosen opinion asks for; lock what is approved."""
        sheet = self._sheet
        if sheet is None:
            return
        is_open = self._open()
        self.fields.dress(is_open=is_open, voiding=self._voiding)
        veto = self.fields.said() == rules.VETO and is_open and not self._voiding
        self.told.setText(_VETO_TOLD if veto else "")
        live = self._may_write and sheet.state != VOIDED
        self.voider.setVisible(live and not self._voiding)
        self.back.setVisible(self._voiding)
        self.paper.setVisible(sheet.state in (OPEN, WAITING) and not self._voiding)
        self._say_button()
        ends = [self.paper, self.voider, self.back, *self.evidence.parts(), self.drop, self.do]
        order_tabs([*self.fields.editors(), *ends])

    def _deed(self) -> tuple[str, str]:
        """What the solid button does now, and its words; nothing where there is nothing to do."""
        sheet = self._sheet
        if sheet is None:
            return "", ""
        if self._voiding:
            return "void", "作废这份意见"
        if sheet.state == ISSUED:
            return "print", "打印两份"
        if sheet.may_approve and not self._dirty:
            return "approve", "审签"
        if self._open():
            return "save", "存下，交书记审签" if self.fields.said() else "存下"
        return "", ""

    def _say_button(self) -> None:
        deed, words = self._deed()
        self.do.setVisible(bool(deed))
        if deed and self.do.text() != words:
            self.do.setText(words)
            self.do.setAccessibleName(words)
            self.do.restyle()

    def _today(self) -> date:
        return self._sheet.today if self._sheet is not None else date.today()

    def _print(self) -> None:
        if self._sheet is not None:
            self.print_asked.emit(self._sheet.id)

    def _go(self) -> None:
        sheet, (deed, _) = self._sheet, self._deed()
        if sheet is None or not deed:
            return
        reply: Reply[int] = Reply(self._done, self._refused)
        match deed:
            case "print":
                self._print()
            case "void":
                self.wait(waiting=True)
                self._jobs.write(
                    self, reply, service.void, VoidOpinion(sheet.id, self.fields.reason.text())
                )
            case "approve":
                self.wait(waiting=True)
                self._jobs.write(self, reply, service.approve, sheet.id)
            case _:
                self._save(sheet, reply)

    def _save(self, sheet: OpinionSheet, reply: Reply[int]) -> None:
        for one in self.rows:
            one.clear()
        if self.fields.unread():
            first_wrong(self.rows)
            return
        self.wait(waiting=True)
        self._jobs.write(self, reply, service.save, self.fields.command(sheet.id))

    def _done(self, opinion: int) -> None:
        self.wait(waiting=False)
        self._dirty = False
        self._jobs.read(self, self._show, opinion_sheet, opinion)

    def _refused(self, error: UserError) -> None:
        tell(self, self.fields.rows, error)

    @override
    def _fit(self) -> None:
        """Wide enough for two columns, as high as what stands in them, never past the screen."""
        super()._fit()
        em = theme.px("f_body")
        self.evidence.setFixedWidth(round(em * _SIDE_EMS))
        screen = self.screen() or QApplication.primaryScreen()
        room = screen.availableGeometry()
        width = min(round(em * _EMS), room.width() - 20)
        self._inside.activate()
        high = max(self._inside.totalHeightForWidth(width), self._inside.sizeHint().height())
        wanted = high + self._foot.sizeHint().height() + 30
        self.resize(width, min(wanted, _HIGHEST, room.height() - 60))


def _standing(sheet: OpinionSheet) -> str:
    """Where an opinion stands, in words."""
    match sheet.state:
        case "issued":
            return (
                f"{sheet.approved_on} {sheet.approved_by} 审签，编号 {sheet.number}。要改就先作废。"
            )
        case "void":
            return f"已作废：{sheet.void_reason}"
        case "waiting":
            return "意见已填好，等书记审签。"
        case _:
            return "还没有填意见。"
