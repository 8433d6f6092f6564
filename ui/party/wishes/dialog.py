"""One wish: how far it has come, what is known of it, and its next step in place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from ui.common.buttons import Btn, on_click, row
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.common.frames import frame
from ui.common.labels import Words
from ui.common.stepper import StepMark, Stepper
from ui.jobs import Jobs, Reply
from ui.life.group import order_tabs, short_line
from ui.party.wishes.area import Area
from ui.party.wishes.claimant import ClaimantField
from ui.party.wishes.steps import CLOSING, OTHERS, StepSpec, facts, next_step
from wenming_desktop.errors import UserError
from wenming_desktop.wishes import service
from wenming_desktop.wishes.model import (
    CloseWish,
    FulfilWish,
    PublishWish,
    SignWish,
    WishChoices,
    WishSheet,
)
from wenming_desktop.wishes.queries import wish_choices, wish_sheet

_UNREAD: Final = "写不出是哪一天，比如 11.20、昨天"
_ACTS: Final[dict[str, Any]] = {
    "publish": service.publish,
    "decline": service.decline,
    "claim": service.claim,
    "give_back": service.give_back,
    "fulfil": service.fulfil,
    "sign": service.sign,
    "carry_over": service.carry_over,
    "cancel": service.cancel,
}


class WishDialog(FormDialog):
    """Stays open from step to step; `change_asked` carries the wish whose words are to change."""

    change_asked = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None, *, may_write: bool) -> None:
        super().__init__("wish", "微心愿", "公示", parent)
        self._jobs, self._may_write = jobs, may_write
        self._sheet: WishSheet | None = None
        self._spec: StepSpec | None = None
        self._make_head()
        self._make_fields()
        self._make_others()
        self.drop.setText("关闭")
        self.submitted.connect(self._go)

    def _make_head(self) -> None:
        self.stepper = Stepper("step_wish")
        self.content = Words("", "strong")
        self.content.setObjectName("lbl_wish")
        self.content.setWordWrap(True)
        self.who = Words("", "t2")
        self.who.setWordWrap(True)
        self.thanks_said = Words("", "okay")
        self.thanks_said.setObjectName("lbl_thanks")
        self.thanks_said.setWordWrap(True)
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        line = frame("line")
        line.setFixedHeight(1)
        for part in (self.stepper, self.content, self.who):
            self.column.addWidget(part)
        self.column.addLayout(self._facts)
        self.column.addWidget(self.thanks_said)
        self.column.addWidget(line)

    def _make_fields(self) -> None:
        self.shown_name = short_line("wish_shown", "公示称呼", 40)
        self.claimant = ClaimantField(self._jobs)
        self.day = DateField("wish_step_on", "日期", self._today)
        self.hours = short_line("wish_hours", "用了几小时", 5)
        self.signed = QCheckBox("受助人已签收")
        self.signed.setObjectName("tick_wish_signed")
        self.thanks = Area("wish_thanks", "感谢的话", 2, 200)
        self.reason = short_line("wish_reason", "原因", 200)
        asked: tuple[tuple[str, str, QWidget, bool], ...] = (
            ("display_name", "公示称呼", self.shown_name, True),
            ("claimant", "由谁认领", self.claimant, True),
            ("on", "日期", self.day, True),
            ("hours", "用了几小时", self.hours, True),
            ("signed", "签收", self.signed, False),
            ("thanks", "感谢的话", self.thanks, False),
            ("reason", "原因", self.reason, True),
        )
        self._fields = {
            key: self.add(FormRow(f"wish_{key}", label, editor, required=required))
            for key, label, editor, required in asked
        }

    def _make_others(self) -> None:
        self._others = {
            move: Btn(words, name=f"wish_{move}", k="txt", small=True)
            for move, words in OTHERS.items()
        }
        self.back = Btn("不了，回到上一步", name="wish_back", k="txt", small=True)
        for move, button in self._others.items():
            on_click(button, partial(self._other, move))
        on_click(self.back, self._show_next)
        self.column.addLayout(row(*self._others.values(), self.back, None, spacing=4))

    def begin(self, wish: int) -> None:
        """Show a wish."""
        self._sheet = None
        self.fail("")
        self._jobs.read(self, self._offer, wish_choices)
        self._jobs.read(self, self._show, wish_sheet, wish)

    def refresh(self) -> None:
        """Read the wish again: another hand, or an undo, may have changed it."""
        if self._sheet is not None and self.isVisible():
            gone: Reply[WishSheet] = Reply(self._show_again, lambda _error: self.reject())
            self._jobs.read(self, gone, wish_sheet, self._sheet.id)

    def _offer(self, lists: WishChoices) -> None:
        self.claimant.begin(lists.units)

    def _show_again(self, sheet: WishSheet) -> None:
        if sheet != self._sheet:
            self._show(sheet)

    def _show(self, sheet: WishSheet) -> None:
        self._sheet = sheet
        self.setWindowTitle(f"微心愿 {sheet.number}　{sheet.status_name}")
        self.stepper.show_marks([StepMark(one.label, one.note, one.state) for one in sheet.steps])
        self.content.setText(sheet.content)
        age = "" if sheet.age is None else f"{sheet.age} 岁"
        parts = (sheet.person, sheet.gender, age, sheet.door)
        self.who.setText("　".join(part for part in parts if part))
        self.thanks_said.setText(f"“{sheet.thanks}”" if sheet.thanks else "")
        self.thanks_said.setVisible(bool(sheet.thanks))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for label, text in facts(sheet):
            said = Words(text, "error" if "超期" in text and label == "对接期限" else "")
            said.setWordWrap(True)
            self._facts.addRow(Words(label, "t3"), said)
        self._show_next()

    def _show_next(self) -> None:
        if self._sheet is not None:
            self._ask(next_step(self._sheet) if self._may_write else None)

    def _ask(self, spec: StepSpec | None) -> None:
        """Ask for what a step needs; nothing where the wish has come to its end."""
        sheet, self._spec = self._sheet, spec
        if sheet is None:
            return
        self.fail("")
        for key, one in self._fields.items():
            one.clear()
            one.setVisible(spec is not None and key in spec.fields)
        closing = spec is not None and spec.move in CLOSING
        for move, button in self._others.items():
            button.setVisible(self._may_write and move in sheet.moves and not closing)
        self.back.setVisible(closing)
        self.told.setText(spec.told if spec else "")
        self.do.setVisible(spec is not None)
        if spec is not None:
            self.do.setText(spec.button)
            self.do.setAccessibleName(f"{spec.button} 心愿 {sheet.number}")
            self.do.restyle()
            self._fill(sheet, spec)
        self._order()
        self.bring()
        self._focus()
        # Words that wrap tell their height only once they have been laid out.
        QTimer.singleShot(0, self, self._fit)

    def _fill(self, sheet: WishSheet, spec: StepSpec) -> None:
        self.shown_name.setText(sheet.display_name or sheet.suggested_name)
        self.day.put(sheet.today)
        self.hours.clear()
        self.signed.setChecked(False)
        self.thanks.put(sheet.thanks)
        self.reason.clear()
        if spec.move == "fulfil":
            self._fields["hours"].show_note(f"记进 {sheet.claimant} 的服务记录，按半小时写")

    def _order(self) -> None:
        editors: list[QWidget] = [self.shown_name, self.claimant, self.day.line, self.day.pick]
        editors += [self.hours, self.signed, self.thanks, self.reason]
        order_tabs([*editors, *self._others.values(), self.back, self.drop, self.do])

    def _focus(self) -> None:
        first = next((one for one in self.rows if not one.isHidden()), None)
        if first is None:
            self.drop.setFocus()
            return
        first.editor.setFocus()
        if isinstance(first.editor, QLineEdit):
            first.editor.selectAll()

    def _today(self) -> date:
        return self._sheet.today if self._sheet is not None else date.today()

    def _other(self, move: str) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if move in CLOSING:
            self._ask(CLOSING[move])
        elif move == "change":
            self.change_asked.emit(sheet)
        else:
            self._write(move, sheet.id)

    def _go(self) -> None:
        if self._spec is None or self._sheet is None:
            return
        for one in self.rows:
            one.clear()
        command = self._command(self._spec, self._sheet.id)
        shown = [one for one in self.rows if not one.isHidden()]
        if first_wrong(shown) is None and command is not None:
            self._write(self._spec.move, command)

    def _command(self, spec: StepSpec, wish: int) -> object:
        """The command of a step; what is missing is said beside its field."""
        day = self.day.value()
        if "on" in spec.fields and day is None:
            self._fields["on"].show_error(_UNREAD)
        match spec.move:
            case "publish":
                return PublishWish(wish, self.shown_name.text())
            case "claim":
                claim = self.claimant.command(wish)
                if claim is None:
                    self._fields["claimant"].show_error("还没有写由谁认领。")
                return claim and replace(claim, on=day)
            case "fulfil":
                hours = self._hours() if "hours" in spec.fields else None
                signed = self.signed.isChecked()
                return FulfilWish(wish, day, signed, self.thanks.text(), hours)
            case "sign":
                return SignWish(wish, self.thanks.text())
            case _:
                return CloseWish(wish, self.reason.text())

    def _hours(self) -> Decimal | None:
        try:
            return Decimal(self.hours.text().strip())
        except InvalidOperation:
            self._fields["hours"].show_error("要写用了几小时，比如 1 或 1.5。")
            return None

    def _write(self, move: str, command: object) -> None:
        self.wait(waiting=True)
        reply: Reply[int] = Reply(self._done, self._refused)
        self._jobs.write(self, reply, _ACTS[move], command)

    def _done(self, wish: int) -> None:
        self.wait(waiting=False)
        self._jobs.read(self, self._show, wish_sheet, wish)

    def _refused(self, error: UserError) -> None:
        self.refuse(self._fields, error)
