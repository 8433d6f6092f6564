"""反馈 of a half-year: cards employer by employer, letters to the employers, each step for many."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from ui.common import ime
from ui.common.buttons import Btn, row
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.common.tabs import CountTabs, Tab
from ui.page import Services
from ui.party.three_cards import columns
from ui.party.three_cards.card_side import CardSide
from ui.party.three_cards.desk_acts import CARDS, LETTERS, Acts, able
from ui.party.three_cards.letter_side import LetterSide
from ui.party.three_cards.pick_list import PickList
from ui.party.three_cards.printing import Printing
from ui.party.three_cards.records_dialog import RecordsDialog
from ui.party.three_cards.side_area import SideArea
from ui.party.three_cards.window import CardWindow
from wenming_desktop.errors import UserError
from wenming_desktop.three_cards.behind import records_behind
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.desk_queries import desk_choices
from wenming_desktop.three_cards.letters import letter_lines
from wenming_desktop.three_cards.model import (
    DeskChoices,
    FeedbackLine,
    LetterLine,
    RecordLine,
)
from wenming_desktop.three_cards.rules import STAGES, Span

_WIDE, _HIGH = 1120, 640
_CARD, _LETTER = 360, 440


class FeedbackDesk(CardWindow):
    """Two lists behind two tabs; the foot acts on what is ticked, else on the row in hand."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, "feedback_desk", "服务社区反馈卡和反馈函", parent)
        self.choices: DeskChoices | None = None
        self.span = Span.last_half(date.today())
        self.period = Choice("feedback_span", "反馈周期")
        self.tabs = CountTabs(
            "feedback", "反馈卡和反馈函", [Tab(CARDS, "反馈卡"), Tab(LETTERS, "反馈函")]
        )
        self.cards: PickList[FeedbackLine] = PickList("feedbacks", "反馈卡", columns.feedbacks)
        self.letters: PickList[LetterLine] = PickList("letters", "反馈函", columns.letters)
        self.card, self.letter = CardSide(), LetterSide()
        self.printing = Printing(services, self, self.near)
        self._records = RecordsDialog(services, self)
        self._acts = Acts(self, self)
        self._advance = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = row(Words("反馈周期", "t2"), self.period, self.tabs, None, spacing=10)
        self.period.setMinimumContentsLength(9)
        self.inside.addLayout(top)
        self._stack = QStackedWidget()
        sides = ((self.cards, self.card, _CARD), (self.letters, self.letter, _LETTER))
        for listed, side, wide in sides:
            page = QWidget()
            line = row(listed, SideArea(side, wide), spacing=10)
            line.setStretch(0, 1)
            page.setLayout(line)
            self._stack.addWidget(page)
        self.inside.addWidget(self._stack, 1)
        self.buttons: dict[str, Btn] = {}
        for name, icon, k, key in (
            ("void", "", "txt", ""),
            ("prepare", "", "", ""),
            ("receipt", "", "", ""),
            ("send", "", "", ""),
            ("print", "ri.printer-line", "", "Ctrl+P"),
            ("issue", "", "pri", ""),
        ):
            button = Btn(name, name=f"feedback_{name}", icon=icon, k=k, key=key)
            self.buttons[name] = self.add_button(button, self._acts.act(name))
        self.cards.empty.say(
            "这个周期没有报到党员",
            "在职党员报到以后，这里按单位列出要反馈的人。",
            icon="ri.team-line",
        )
        self.letters.empty.say(
            "还没有反馈函", "反馈卡出好以后点“拟函”，一个单位一份，正文按卡上的数写好。",
            icon="ri.file-text-line",
        )  # fmt: skip

    def _connect(self) -> None:
        self.period.activated.connect(lambda _at: self._choose_span())
        self.tabs.chosen.connect(lambda _key: self._turn())
        for listed in (self.cards, self.letters):
            listed.here.connect(self._show_current)
            listed.ticked.connect(self._tell)
        self.cards.opened.connect(self.card.grade.setFocus)
        self.letters.opened.connect(self.letter.body.setFocus)
        self.card.kept_asked.connect(self.keep)
        self.card.figure_asked.connect(self._show_records)
        self.card.template_asked.connect(self._acts.learn)
        self.letter.kept_asked.connect(self.keep)
        self.letter.anew_asked.connect(self._acts.write_anew)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+S": self.keep,
            "Ctrl+Return": self.keep_and_next,
            "Ctrl+Enter": self.keep_and_next,
            "Ctrl+P": self._acts.print,
        }
        for key, action in keys.items():
            QShortcut(QKeySequence(key), self, action)

    def begin(self) -> None:
        """Show it, the last half-year first."""
        self.jobs.read(self, self._offer, desk_choices)
        self.bring(_WIDE, _HIGH)
        self.cards.setFocus()

    def tab(self) -> str:
        """Return which of the lists is in sight."""
        return (CARDS, LETTERS)[max(0, self.tabs.currentIndex())]

    def _offer(self, choices: DeskChoices) -> None:
        first = self.choices is None
        self.choices = choices
        self.period.offer([(span.text, span.title) for span in choices.spans])
        if first:
            self.span = Span.last_half(choices.today)
        self.period.choose(self.span.text)
        self.card.offer(choices, may_write=self.may_write)
        self.refresh()

    def _choose_span(self) -> None:
        spans = self.choices.spans if self.choices else ()
        chosen = self.period.value()
        self.span = next((span for span in spans if span.text == chosen), self.span)
        self.cards.untick()
        self.letters.untick()
        self.refresh()

    @override
    def refresh(self) -> None:
        self.jobs.read(self, self._show_cards, feedback_lines, self.span)
        self.jobs.read(self, self._show_letters, letter_lines, self.span)

    def _show_cards(self, lines: tuple[FeedbackLine, ...]) -> None:
        # What was typed and is saved by now must not look typed still; the rest stays.
        held = self.card.line
        typed = self.card.order(held) if held is not None and self.card.dirty() else None
        self.card.line = None
        self.cards.show_rows(lines)
        self.card.renew(held, typed)
        if self._advance:
            self._advance = False
            self.cards.table.go_to(self.cards.table.current() + 1)
        self._show_counts()

    def _show_letters(self, lines: tuple[LetterLine, ...]) -> None:
        held = self.letter.line
        typed = (self.letter.body.text(), self.letter.signatory.text())
        kept = typed if self.letter.dirty() else None
        self.letter.line = None
        self.letters.show_rows(lines)
        self.letter.renew(held, kept)
        self._show_counts()

    def _show_counts(self) -> None:
        counts = {CARDS: len(self.cards.rows), LETTERS: len(self.letters.rows)}
        self.tabs.show_counts(counts)

    def _turn(self) -> None:
        self._leave()
        self._stack.setCurrentIndex(self.tabs.currentIndex())
        self._tell()
        (self.cards if self.tab() == CARDS else self.letters).setFocus()

    def _show_current(self) -> None:
        """Show the row in hand; what was typed on the one before is saved first."""
        card, letter = self.cards.current(), self.letters.current()
        if card is not self.card.line:
            if self.card.dirty():
                self.keep()
            self.card.show_line(card)
        if letter is not self.letter.line or letter is None:
            if self.letter.dirty():
                self.keep()
            self.letter.show_line(letter, may_write=self.may_write)
        self._tell()

    def _leave(self) -> None:
        if self.card.dirty() or self.letter.dirty():
            self.keep()

    def _tell(self) -> None:
        """Say how far the period has come, and what each button would act on."""
        rows = self.cards.rows if self.tab() == CARDS else self.letters.rows
        stages = [one.stage for one in rows]
        said = [f"{words} {stages.count(key):,}" for key, words in STAGES.items() if key in stages]
        self.note.setText("　".join(said))
        offered = able(self.tab(), self.cards, self.letters)
        for name, button in self.buttons.items():
            words, count = offered[name]
            button.setVisible(name == "print" or self.may_write)
            button.setText(f" {words}" if name == "print" else words)
            button.setAccessibleName(words)
            button.setEnabled(count > 0)
            button.updateGeometry()

    def keep(self) -> None:
        """Save what is typed at the right; letters still being composed are put in first."""
        ime.commit()
        card, letter = self.card.line, self.letter.line
        if card is not None and self.card.dirty() and self.card.right():
            self._acts.grade(self.card.order(card), card.name)
        elif letter is not None and self.letter.dirty() and self.letter.right():
            self._acts.edit(self.letter.order(letter), letter.unit)

    def keep_and_next(self) -> None:
        """Save what is typed and go to the next row."""
        ime.commit()
        listed = self.cards if self.tab() == CARDS else self.letters
        if self.tab() == CARDS and self.card.dirty():
            self._advance = True
            self.keep()
        else:
            listed.table.go_to(listed.table.current() + 1)

    @override
    def refused(self, error: UserError) -> None:
        self._advance = False
        if self.tab() != CARDS or not self.card.show_error(error):
            super().refused(error)

    def _show_records(self, figure: str) -> None:
        line = self.card.line
        if line is None:
            return
        title = f"{line.name}　{self.span.title}　{self.card.figures[figure].text()}"

        def show(lines: tuple[RecordLine, ...]) -> None:
            self._records.show_lines(title, lines)

        self.jobs.read(self, show, records_behind, line.id, self.span, figure)
