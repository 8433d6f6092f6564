"""The right side of quick registration: who calls, how the deadline comes about, same matters."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.frames import column, frame
from ui.common.labels import ChipLabel, Elided, LampLabel, Words
from ui.common.paint import Chip, Lamp
from wenming_desktop.tickets.intake import CallerFacts, DuePreview

_WEEK = "一二三四五六日"


class SidePanel(QFrame):
    """Explains; asks for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "side")
        self.setFixedWidth(round(228 * theme.px("f_body") / 15))
        layout = column(self, margins=(14, 14, 14, 14), gap=12)
        self._caller = QWidget()
        self._caller_lines = column(self._caller, gap=6)
        self._due = Words("", "head")
        self._due.setObjectName("lbl_due")
        self._why = Words("先选类别，时限就算出来了。", "sm2")
        self._why.setObjectName("lbl_due_words")
        self._same = QWidget()
        self._same_lines = column(self._same, gap=6)
        self._draft = Words("", "okay")
        for words in (self._why, self._due, self._draft):
            words.setWordWrap(True)
        layout.addWidget(self._caller)
        layout.addWidget(Words("办理时限", "head"))
        layout.addWidget(self._due)
        layout.addWidget(self._why)
        layout.addWidget(self._same)
        layout.addStretch(1)
        layout.addWidget(self._draft)
        self.show_caller(None)
        self.show_due(None)

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
        _clear(self._caller_lines)
        _clear(self._same_lines)
        self._caller.setVisible(facts is not None)
        self._same.setVisible(facts is not None and bool(facts.tickets))
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
        for text in (facts.door, facts.note):
            if text:
                words = Words(text, "sm2")
                words.setWordWrap(True)
                self._caller_lines.addWidget(words)
        self._caller_lines.addWidget(frame("line"))
        self._same_lines.addWidget(frame("line"))
        self._same_lines.addWidget(Words("这家在办的事", "head"))
        for ticket in facts.tickets[:3]:
            self._same_lines.addWidget(Elided(f"{ticket.number} {ticket.title}", "sm"))
            self._same_lines.addWidget(LampLabel(Lamp(ticket.lamp, ticket.lamp_text)))


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        part = item.widget() if item is not None else None
        if part is not None:
            part.setParent(None)
            part.deleteLater()
