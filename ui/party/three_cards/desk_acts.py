"""What the buttons of the feedback desk do: each step for all that are ticked."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, Protocol

from PySide6.QtWidgets import QWidget

from ui.party.three_cards.letter_side import LetterSide
from ui.party.three_cards.pick_list import PickList
from ui.party.three_cards.printing import Printing
from ui.party.three_cards.step_dialog import ReceiptDialog, SendDialog, VoidPaperDialog
from wenming_desktop.three_cards import feedback, letters
from wenming_desktop.three_cards.model import DeskChoices, FeedbackLine, LetterLine
from wenming_desktop.three_cards.orders import EditLetter, GradeFeedback, Receipt, Send, VoidPaper
from wenming_desktop.three_cards.rules import DRAFT, ISSUED, LATE, NONE, RETURNED, SENT, Span
from wenming_desktop.three_cards.templates import COMMENTS, save_templates

CARDS, LETTERS = "cards", "letters"
_STAGES: Final = {
    "issue": frozenset({DRAFT}),
    "send": frozenset({ISSUED}),
    "receipt": frozenset({SENT, LATE}),
    "void": frozenset({ISSUED, SENT, LATE, RETURNED}),
    "print": frozenset({DRAFT, ISSUED, SENT, LATE, RETURNED}),
}
"""At which stages a paper may take a step."""
_LABELS: Final = {
    CARDS: {"issue": "出卡", "send": "寄出", "receipt": "收回执", "void": "作废", "print": "打印"},
    LETTERS: {
        "issue": "发文",
        "send": "寄出",
        "receipt": "收回执",
        "void": "作废",
        "print": "打印",
    },
}
_MEASURE: Final = {CARDS: "张", LETTERS: "份"}
Papers = tuple[FeedbackLine | LetterLine, ...]


class Desk(Protocol):
    """The feedback desk as its acts see it."""

    choices: DeskChoices | None
    span: Span
    cards: PickList[FeedbackLine]
    letters: PickList[LetterLine]
    letter: LetterSide
    printing: Printing

    def tab(self) -> str:
        """Return which of the lists is in sight."""

    def write(self, said: str, service: Callable[..., Any], *command: object) -> None:
        """Write, say it and offer to take it back."""


def able(
    tab: str, cards: PickList[FeedbackLine], listed: PickList[LetterLine]
) -> dict[str, tuple[str, int]]:
    """Each button's words, and on how many papers it would act."""
    offered = {}
    for name, label in _LABELS[tab].items():
        count = len(_fit(name, cards.chosen() if tab == CARDS else listed.chosen()))
        many = count > 1 and name != "void"
        offered[name] = (f"{label} {count:,} {_MEASURE[tab]}" if many else label, count)
    if offered["void"][1] > 1:
        offered["void"] = ("作废", 0)
    if tab == CARDS:
        missing = sum(row.stage == NONE for row in cards.rows)
        offered["prepare"] = (f"备卡 {missing:,} 张" if missing else "备卡", missing)
    else:
        units = {r.unit_id for r in cards.rows if r.issued_on and not r.letter_id and r.unit_id}
        lacking = len(units - {row.unit_id for row in listed.rows if row.stage == DRAFT})
        offered["prepare"] = (f"拟函 {lacking:,} 份" if lacking else "拟函", lacking)
    return offered


def _fit(name: str, chosen: Papers) -> Papers:
    return tuple(row for row in chosen if row.stage in _STAGES[name])


class Acts:
    """Acts for one desk."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        self._desk = desk
        self._send = SendDialog(over)
        self._receipt = ReceiptDialog(over)
        self._void = VoidPaperDialog(over)

    def act(self, name: str) -> Callable[[], object]:
        """Return what a button does."""
        acts: dict[str, Callable[[], object]] = {
            "prepare": self.prepare,
            "issue": self.issue,
            "print": self.print,
            "send": self.send,
            "receipt": self.receipt,
            "void": self.void,
        }
        return acts[name]

    def _ids(self, name: str) -> tuple[int, ...]:
        """The rows of the papers a step would act on."""
        desk = self._desk
        chosen = desk.cards.chosen() if desk.tab() == CARDS else desk.letters.chosen()
        return tuple(
            row.card_id if isinstance(row, FeedbackLine) else row.id for row in _fit(name, chosen)
        )

    def _said(self, count: int) -> str:
        kind = "反馈卡" if self._desk.tab() == CARDS else "反馈函"
        return f"{count:,} {_MEASURE[self._desk.tab()]}{kind}"

    def grade(self, order: GradeFeedback, name: str) -> None:
        """Save what is typed on a card."""
        self._desk.write(f"{name}的反馈卡已存下", feedback.grade_feedback, order)

    def edit(self, order: EditLetter, unit: str) -> None:
        """Save the words of a letter."""
        self._desk.write(f"给{unit}的函已存下", letters.edit_letter, order)

    def write_anew(self) -> None:
        """Let a letter's words follow its cards again."""
        line = self._desk.letter.line
        if line is not None:
            order = EditLetter(line.id, "", self._desk.letter.signatory.text())
            self._desk.letter.line = None
            self._desk.write(f"给{line.unit}的函按反馈卡重写了", letters.edit_letter, order)

    def learn(self, text: str) -> None:
        """Keep a comment among those that are offered."""
        known = self._desk.choices
        if not text or known is None:
            return
        kept = (*known.comments, text)
        self._desk.write("这句评语已存为备选，下次打开可以选", save_templates, COMMENTS, kept)

    def prepare(self) -> None:
        """Draft what is missing of the period."""
        desk = self._desk
        if desk.tab() == CARDS:
            said = f"{desk.span.title}的反馈卡备好了，评好等次就可以出卡"
            desk.write(said, feedback.prepare_feedback, desk.span)
        else:
            desk.write("反馈函拟好了，看过正文就可以发文", letters.prepare_letters, desk.span)

    def issue(self) -> None:
        """Give the drafts their numbers."""
        desk, ids = self._desk, self._ids("issue")
        if not ids:
            return
        if desk.tab() == CARDS:
            desk.write(f"出了{self._said(len(ids))}", feedback.issue_feedback, ids)
        else:
            said = f"发了{self._said(len(ids))}"
            desk.write(said, letters.issue_letters, ids, desk.span)

    def print(self) -> None:
        """Show the papers to print."""
        desk, ids = self._desk, self._ids("print")
        if not ids:
            return
        if desk.tab() == LETTERS:
            desk.printing.letters(ids, desk.span)
            return
        members = [row.id for row in _fit("print", desk.cards.chosen())]
        desk.printing.cards("feedback", members, desk.span)

    def send(self) -> None:
        """Ask how the papers went to the employers."""
        ids, choices = self._ids("send"), self._desk.choices
        if not ids or choices is None:
            return
        what = self._said(len(ids))
        service = feedback.send_feedback if self._desk.tab() == CARDS else letters.send_letters

        def go(channel: str, day: date) -> None:
            self._desk.write(f"{what}记为寄出", service, Send(ids, channel, day))

        self._send.begin(f"{what}。寄函时，函里的反馈卡一起记为寄出。", choices, go)

    def receipt(self) -> None:
        """Ask what came back."""
        ids, choices = self._ids("receipt"), self._desk.choices
        if not ids or choices is None:
            return
        what = self._said(len(ids))
        cards = self._desk.tab() == CARDS
        service = feedback.receive_receipt if cards else letters.receive_letters

        def go(opinion: str, day: date) -> None:
            self._desk.write(f"{what}收到回执", service, Receipt(ids, opinion, day))

        self._receipt.begin(what, choices.today, go)

    def void(self) -> None:
        """Ask why the paper in hand is taken out of use."""
        ids = self._ids("void")
        if len(ids) != 1:
            return
        service = feedback.void_feedback if self._desk.tab() == CARDS else letters.void_letter

        def go(reason: str) -> None:
            self._desk.write(f"作废了{self._said(1)}", service, VoidPaper(ids[0], reason))

        self._void.begin(self._said(1), go)
