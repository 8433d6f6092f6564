"""The letter in hand: to whom, its words, who signs; the words may be edited until it is issued."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.form_row import FormRow, first_wrong
from ui.common.frames import column
from ui.common.labels import Words
from ui.common.restyle import OnRestyle
from ui.life.group import short_line
from ui.party.three_cards.side_area import align
from ui.party.wishes.area import Area
from wenming_desktop.three_cards.model import LetterLine
from wenming_desktop.three_cards.orders import EditLetter
from wenming_desktop.three_cards.rules import BODY, STAGES

_SIGNATORY: Final = 20


class LetterSide(OnRestyle, QFrame):
    """Shows one letter; `kept_asked` wants its words saved, `anew_asked` written from the cards."""

    kept_asked = Signal()
    anew_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_letter")
        self.line: LetterLine | None = None
        self._may_write = False
        self.title = Words("", "strong")
        self.title.setObjectName("lbl_letter_title")
        self.title.setWordWrap(True)
        self.facts = Words("", "sm2")
        self.facts.setObjectName("lbl_letter_facts")
        self.facts.setWordWrap(True)
        self.body = Area("letter_body", "正文", 11, BODY)
        self.signatory = short_line("letter_signatory", "落款", _SIGNATORY)
        self._body_row = FormRow("letter_body", "正文", self.body)
        self._sign_row = FormRow("letter_signatory", "落款", self.signatory)
        self.anew = Btn("按反馈卡重写", name="letter_anew", k="link")
        self.keep_button = Btn("存下", name="letter_keep", key="Ctrl+S")
        inside = column(self, margins=(14, 12, 14, 12), gap=8)
        for part in (self.title, self.facts, self._body_row, self._sign_row):
            inside.addWidget(part)
        inside.addLayout(row(self.anew, None, self.keep_button))
        inside.addStretch(1)
        on_click(self.keep_button, self.kept_asked.emit)
        on_click(self.anew, self.anew_asked.emit)
        self.restyle()

    @override
    def restyle(self) -> None:
        align((self._body_row, self._sign_row))

    def show_line(self, line: LetterLine | None, *, may_write: bool) -> None:
        """Show a letter."""
        self.line, self._may_write = line, may_write
        open_ = line is not None and line.issued_on is None and may_write
        for one in (self._body_row, self._sign_row):
            one.clear()
            one.setEnabled(line is not None)
        self.body.setReadOnly(not open_)
        self.signatory.setReadOnly(not open_)
        self.keep_button.setVisible(open_)
        self.anew.setVisible(open_ and line is not None and line.edited)
        if line is None:
            self.title.setText("还没有反馈函")
            self.facts.setText("先出反馈卡，再点“拟函”，一个单位一份。")
            self.body.put("")
            self.signatory.clear()
            return
        self.title.setText(line.title)
        self.facts.setText(_facts(line))
        self.body.put(line.body)
        self.signatory.setText(line.signatory)

    def dirty(self) -> bool:
        """Whether something was typed that the letter does not have."""
        line = self.line
        if line is None or line.issued_on is not None or not self._may_write:
            return False
        return (self.body.text(), self.signatory.text()) != (line.body, line.signatory)

    def order(self, line: LetterLine) -> EditLetter:
        """Return what is typed."""
        typed = self.body.text()
        body = typed if line.edited or typed != line.body else ""
        return EditLetter(line.id, body, self.signatory.text())

    def renew(self, held: LetterLine | None, typed: tuple[str, str] | None) -> None:
        """Put back what is typed after the rows were read anew because of something else."""
        line = self.line
        if typed is None or held is None or line is None or line.id != held.id:
            return
        if (line.body, line.signatory, line.issued_on) == (held.body, held.signatory, None):
            self.body.put(typed[0])
            self.signatory.setText(typed[1])

    def right(self) -> bool:
        """Whether what is typed may be saved; what may not is said beside it."""
        self._body_row.clear()
        if self.body.over():
            self._body_row.show_error(f"多了 {self.body.over()} 个字，最多 {BODY} 个。")
        return first_wrong([self._body_row]) is None


def _facts(line: LetterLine) -> str:
    """To whom it goes and where it is on its way, in words."""
    parts = [f"主送 {line.addressee}", f"{line.letter_no}　{STAGES[line.stage]}".strip("　")]
    if line.issued_on:
        parts.append(f"{line.issued_on:%Y-%m-%d} 发文")
    if line.printed_count:
        parts.append(f"印过 {line.printed_count} 次")
    if line.sent_on:
        parts.append(f"{line.sent_on:%Y-%m-%d} 寄出")
    if line.receipt_on:
        said = f"：{line.receipt_opinion}" if line.receipt_opinion else ""
        parts.append(f"{line.receipt_on:%Y-%m-%d} 回执{said}")
    return "，".join(parts)
