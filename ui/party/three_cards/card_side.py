"""The feedback card in hand: live figures that open their records, and what is typed on it."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.form_row import FormRow, first_wrong
from ui.common.frames import Banner, column
from ui.common.labels import Elided, Words
from ui.common.restyle import OnRestyle
from ui.party.three_cards.side_area import align
from ui.party.wishes.area import Area
from wenming_desktop.errors import UserError
from wenming_desktop.three_cards.model import DeskChoices, FeedbackLine
from wenming_desktop.three_cards.orders import GradeFeedback
from wenming_desktop.three_cards.rules import COMMENT, STAGES

_COLUMNS: Final = 3
_DIFFERS: Final = "出卡以后服务记录有变动，卡上仍是出卡时的数。要改就作废，再出一张。"


@dataclass(frozen=True)
class _Figure:
    """A figure of the card: its name, and how it is said."""

    key: str
    words: str


_FIGURES: Final = (
    _Figure("times", "服务 {} 次"),
    _Figure("hours", "共 {} 小时"),
    _Figure("activities", "活动 {} 次"),
    _Figure("posts", "岗位 {} 个"),
    _Figure("wishes", "心愿 {} 个"),
    _Figure("fulfilled", "实现 {} 个"),
    _Figure("households", "联系 {} 户"),
)


class CardSide(OnRestyle, QFrame):
    """Shows one card; `kept_asked` wants what was typed saved, `figure_asked` its records."""

    kept_asked = Signal()
    figure_asked = Signal(str)
    template_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_feedback_card")
        self.line: FeedbackLine | None = None
        self._may_write = False
        self.who = Elided("", "strong")
        self.who.setObjectName("lbl_feedback_who")
        self.facts = Words("", "sm2")
        self.facts.setObjectName("lbl_feedback_facts")
        self.facts.setWordWrap(True)
        self.figures = {one.key: Btn("", name=f"figure_{one.key}", k="link") for one in _FIGURES}
        self._differs = Banner("warn", _DIFFERS)
        self._differs.setObjectName("banner_differs")
        self.rating = Choice("feedback_rating", "居民评价")
        self.grade = Choice("feedback_grade", "社区评价")
        self.offered = Choice("feedback_offered", "备选评语")
        self.comment = Area("feedback_comment", "评语", 5, COMMENT)
        self.learn = Btn("把评语存为备选", name="keep_template", k="link")
        self.keep_button = Btn("存下", name="feedback_keep", key="Ctrl+S")
        self.rows = {
            "resident_rating": FormRow("feedback_rating", "居民评价", self.rating),
            "grade": FormRow("feedback_grade", "社区评价", self.grade, required=True),
            "offered": FormRow("feedback_offered", "备选评语", self.offered),
            "comment": FormRow("feedback_comment", "评语", self.comment),
        }
        self._lay_out()
        self._connect()
        self.restyle()

    def _lay_out(self) -> None:
        inside = column(self, margins=(14, 12, 14, 12), gap=8)
        inside.addWidget(self.who)
        inside.addWidget(self.facts)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        for at, button in enumerate(self.figures.values()):
            place = (at // _COLUMNS, at % _COLUMNS)
            grid.addWidget(button, *place, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(grid)
        inside.addWidget(self._differs)
        for one in self.rows.values():
            inside.addWidget(one)
        inside.addLayout(row(self.learn, None, self.keep_button))
        inside.addStretch(1)

    def _connect(self) -> None:
        for key, button in self.figures.items():
            on_click(button, partial(self.figure_asked.emit, key))
        self.offered.activated.connect(lambda _at: self._take_offered())
        on_click(self.keep_button, self.kept_asked.emit)
        on_click(self.learn, lambda: self.template_asked.emit(self.comment.text()))

    @override
    def restyle(self) -> None:
        align(self.rows.values())

    def offer(self, choices: DeskChoices, *, may_write: bool) -> None:
        """Offer the grades and the sentences."""
        self._may_write = may_write
        self.rating.offer([("", "没有评"), *choices.grades])
        self.grade.offer([("", "还没有评"), *choices.grades])
        self.offered.offer([("", "选一句，可以再改"), *((text, text) for text in choices.comments)])
        self.show_line(self.line)

    def show_line(self, line: FeedbackLine | None) -> None:
        """Show a card, or a member who has none yet."""
        self.line = line
        open_ = line is not None and bool(line.card_id) and line.issued_on is None
        for one in self.rows.values():
            one.clear()
            one.setEnabled(open_ and self._may_write)
        for part in (self.keep_button, self.learn):
            part.setVisible(open_ and self._may_write)
        self._differs.setVisible(line is not None and line.differs)
        if line is None:
            self.who.setText("没有报到党员")
            self.facts.setText("")
            return
        self.who.setText(f"{line.name}　{line.unit or '没有写单位'}")
        self.facts.setText(_facts(line))
        for figure in _FIGURES:
            self._show_figure(figure, line)
        self.rating.choose(line.resident_rating)
        self.grade.choose(line.grade)
        self.comment.put(line.comment)
        self.offered.choose("")

    def _show_figure(self, figure: _Figure, line: FeedbackLine) -> None:
        value = getattr(line.figures, figure.key)
        count = len(value) if isinstance(value, tuple) else value
        words = figure.words.format(f"{count:g}")
        button = self.figures[figure.key]
        button.setText(words)
        button.setAccessibleName(f"{line.name} {words}，打开明细")
        button.setEnabled(bool(count))

    def dirty(self) -> bool:
        """Whether something was typed that the card does not have."""
        line = self.line
        if line is None or not line.card_id or line.issued_on is not None or not self._may_write:
            return False
        typed = self.order(line)
        was = GradeFeedback(line.card_id, line.grade, line.resident_rating, line.comment)
        return typed != was

    def order(self, line: FeedbackLine) -> GradeFeedback:
        """Return what is typed, for the card of a line."""
        return GradeFeedback(
            line.card_id,
            str(self.grade.value() or ""),
            str(self.rating.value() or ""),
            self.comment.text(),
        )

    def renew(self, held: FeedbackLine | None, typed: GradeFeedback | None) -> None:
        """Put back what is typed after the rows were read anew because of something else."""
        line = self.line
        if typed is None or held is None or line is None or line.card_id != typed.card_id:
            return
        said = (line.grade, line.resident_rating, line.comment, line.issued_on)
        if said == (held.grade, held.resident_rating, held.comment, None):
            self.grade.choose(typed.grade)
            self.rating.choose(typed.resident_rating)
            self.comment.put(typed.comment)

    def right(self) -> bool:
        """Whether what is typed may be saved; what may not is said beside it."""
        self.rows["comment"].clear()
        if self.comment.over():
            over = self.comment.over()
            self.rows["comment"].show_error(f"多了 {over} 个字，最多 {COMMENT} 个。")
        return first_wrong([self.rows["comment"]]) is None

    def show_error(self, error: UserError) -> bool:
        """Say beside its field why something was refused; whether there is such a field."""
        beside = self.rows.get(error.field or "")
        if beside is not None and beside.isEnabled():
            beside.show_error(error.message)
            first_wrong([beside])
            return True
        return False

    def _take_offered(self) -> None:
        text = str(self.offered.value() or "")
        if text:
            self.comment.put(text)
            self.comment.setFocus()


def _facts(line: FeedbackLine) -> str:
    """Where the card is on its way, in words."""
    parts = [f"{line.card_no}　{STAGES[line.stage]}".strip("　")]
    if line.issued_on:
        parts.append(f"{line.issued_on:%Y-%m-%d} 出卡")
    if line.sent_on:
        parts.append(f"{line.sent_on:%Y-%m-%d} 寄出{f' {line.sent_by}' if line.sent_by else ''}")
    if line.receipt_on:
        said = f"：{line.receipt_opinion}" if line.receipt_opinion else ""
        parts.append(f"{line.receipt_on:%Y-%m-%d} 回执{said}")
    return "，".join(parts)
