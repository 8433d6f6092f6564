"""The right side of quick registration: who calls, how the deadline comes about, same matters."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.frames import column, frame
from ui.common.labels import ChipLabel, Elided, LampLabel, Words
from ui.common.paint import Chip, Lamp
from ui.tickets.same import Same, SameMatters
from wenming_desktop.tickets.advice import Advice
from wenming_desktop.tickets.intake import CallerFacts, DuePreview

_WEEK = "一二三四五六日"
_MOST_OPEN = 3


class SidePanel(QFrame):
    """Explains; what it offers may be left alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "side")
        self.setFixedWidth(round(228 * theme.px("f_body") / 15))
        self._facts: CallerFacts | None = None
        self._caller = QWidget()
        self._caller_lines = column(self._caller, gap=4)
        self._due = Words("", "head")
        self._due.setObjectName("lbl_due")
        self._why = Words("先选类别，时限就算出来了。", "sm2")
        self._why.setObjectName("lbl_due_words")
        self._grid = Words("", "sm2")
        self._grid.setObjectName("lbl_place_grid")
        self.same = SameMatters()
        self._open = QWidget()
        self._open_lines = column(self._open, gap=6)
        self._draft = Words("", "okay")
        for words in (self._why, self._due, self._draft, self._grid):
            words.setWordWrap(True)
        self._lay_out()
        self.same.decided.connect(self._show_open)
        self.clear()

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = column(inside, margins=(14, 14, 14, 6), gap=8)
        layout.addWidget(self._caller)
        layout.addWidget(Words("办理时限", "head"))
        for words in (self._due, self._why, self._grid):
            layout.addWidget(words)
        layout.addWidget(self.same)
        layout.addWidget(self._open)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setProperty("k", "scrolled")
        area.setWidget(inside)
        whole = column(self, margins=(0, 0, 0, 12))
        whole.addWidget(area, 1)
        self._draft.setContentsMargins(14, 0, 14, 0)
        whole.addWidget(self._draft)

    def clear(self) -> None:
        """Say nothing of the last call any more."""
        self.show_caller(None)
        self.show_due(None)
        self.show_advice(Advice(), None)
        self.show_draft("")

    def show_advice(self, advice: Advice, chosen: Same | None) -> None:
        """Show what it may be the same as, and the grid it lies in."""
        self.same.offer(advice.same, chosen)
        self._grid.setText(f"地点在{advice.grid}" if advice.grid else "")
        self._grid.setVisible(bool(advice.grid))
        self._show_open()

    def show_draft(self, text: str) -> None:
        """Say whether what was typed is kept."""
        self._draft.setText(text)

    def show_due(self, due: DuePreview | None) -> None:
        """Show the deadline and how it comes about."""
        moment = due.due_at if due is not None else None
        self._due.setVisible(moment is not None)
        if moment is not None:
            day = f"{moment.month}月{moment.day}日 周{_WEEK[moment.weekday()]}"
            self._due.setText(f"{day} {moment:%H:%M}")
        self._why.setText(due.words if due is not None else "先选类别，时限就算出来了。")

    def show_caller(self, facts: CallerFacts | None) -> None:
        """Show who calls and what of theirs is still open."""
        self._facts = facts
        _clear(self._caller_lines)
        self._caller.setVisible(facts is not None)
        self._show_open()
        if facts is None:
            return
        self._caller_lines.addWidget(Elided(facts.name, "head"))
        if facts.tags:
            chips = QWidget()
            line = QHBoxLayout(chips)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            for tag in facts.tags[:3]:
                line.addWidget(ChipLabel(Chip(tag.label, tag.kind)))
            line.addStretch(1)
            self._caller_lines.addWidget(chips)
        card = " ".join(part for part in (facts.card_no, facts.card_label) if part)
        for text in (facts.door, facts.note, f"连心卡 {card}" if card else ""):
            if text:
                words = Words(text, "sm2")
                words.setWordWrap(True)
                self._caller_lines.addWidget(words)
        self._caller_lines.addWidget(frame("line"))

    def _show_open(self, _decided: object = None) -> None:
        """What else of the caller's is still to be done, beside what is shown as the same."""
        _clear(self._open_lines)
        known = self.same.ids()
        tickets = self._facts.tickets if self._facts is not None else ()
        others = [one for one in tickets if one.id not in known]
        self._open.setVisible(bool(others))
        if not others:
            return
        self._open_lines.addWidget(frame("line"))
        self._open_lines.addWidget(Words("这家在办的事", "head"))
        for ticket in others[:_MOST_OPEN]:
            self._open_lines.addWidget(Elided(f"{ticket.number} {ticket.title}", "sm"))
            self._open_lines.addWidget(LampLabel(Lamp(ticket.lamp, ticket.lamp_text)))


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        part = item.widget() if item is not None else None
        if part is not None:
            part.setParent(None)
            part.deleteLater()
