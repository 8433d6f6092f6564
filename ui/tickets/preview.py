"""The pane beside the list of a wide window: one ticket, and what is to be done about it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.common.buttons import Btn, on_click
from ui.common.frames import column, frame
from ui.common.labels import Elided, Words
from ui.common.reading_area import ReadingArea
from ui.common.timeline import Timeline
from ui.tickets.facts import (
    CallerLine,
    Fact,
    chips,
    clear,
    fact_grid,
    handled_by,
    happenings,
    kind_marks,
    rule,
    says_more,
    state_marks,
    title_line,
)
from ui.tickets.said_parts import paragraph
from ui.tickets.step_specs import AT_HAND, spec_of
from ui.tickets.whistle import steps_of, whistle_words
from wenming_desktop.tickets.board_view import CallerShown, TicketView

_WIDTH = 420
_BESIDE = 3


class PreviewPane(QFrame):
    """Shows one ticket; `step_asked` carries the step whose button was pressed."""

    step_asked = Signal(str)
    caller_asked = Signal()

    def __init__(self, *, may_reveal: bool) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_ticket")
        self.setFixedWidth(_WIDTH)
        self._may_reveal = may_reveal
        self._shown: TicketView | None = None
        self._caller = CallerLine(may_reveal=may_reveal)
        layout = column(self, margins=(1, 1, 1, 1))
        self._head = frame("cardhead")
        self._head_lines = column(self._head, margins=(16, 13, 16, 13), gap=8)
        layout.addWidget(self._head)
        self._area = ReadingArea("area_ticket", "工单内容")
        layout.addWidget(self._area, 1)

    def shown_id(self) -> int | None:
        """Return the id of the ticket shown."""
        return self._shown.id if self._shown is not None else None

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        clear(self._head_lines)
        nothing = QWidget()
        nothing.setProperty("k", "scrolled")
        self._area.setWidget(nothing)

    def show_view(self, view: TicketView) -> None:
        """Show a ticket."""
        self._shown = view
        clear(self._head_lines)
        self._head_lines.addLayout(title_line(view, number=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (*state_marks(view), *kind_marks(view, stage=True)):
            line.addWidget(part)
        line.addStretch(1)
        self._head_lines.addLayout(line)
        body = QWidget()
        body.setProperty("k", "scrolled")
        layout = column(body, margins=(16, 14, 16, 14), gap=12)
        layout.addLayout(self._facts(view))
        layout.addWidget(rule())
        layout.addWidget(Words("经过", "head"))
        timeline = Timeline("timeline_preview")
        timeline.show_lines(happenings(view))
        layout.addWidget(timeline)
        if view.main or view.steps:
            layout.addWidget(rule())
            layout.addWidget(Words("要做的事", "head"))
            layout.addLayout(self._steps(view))
        layout.addStretch(1)
        self._area.setWidget(body)

    def uncover(self, caller: CallerShown) -> None:
        """Show the caller for half a minute."""
        self._caller.uncover(caller)

    def _facts(self, view: TicketView) -> QVBoxLayout:
        self._caller = CallerLine(may_reveal=self._may_reveal)
        self._caller.asked.connect(self.caller_asked)
        self._caller.show_view(view)
        facts: list[Fact | None] = [("来电人", self._caller), ("地点", Elided(view.place or "—"))]
        if view.tags:
            facts.append(("家庭", chips(view)))
        sent = "　".join(part for part in (view.unit, handled_by(view)) if part and part != "—")
        facts.append(("承办", Elided(sent or "—")))
        if view.whistles:
            facts.append(("吹哨", Elided(whistle_words(view))))
        if says_more(view):
            facts.append(("内容", paragraph(view.content, "fld_content")))
        both = QVBoxLayout()
        both.addLayout(fact_grid(facts, 1))
        return both

    def _steps(self, view: TicketView) -> QVBoxLayout:
        both = QVBoxLayout()
        both.setSpacing(8)
        if view.main:
            spec = spec_of(view.main, view.status)
            both.addWidget(self._button(view, view.main, spec.icon, main=True))
        wanted = [code for code in AT_HAND.get(view.status, ()) if code in steps_of(view)]
        wanted = [code for code in wanted if code != view.main][:_BESIDE]
        line = QHBoxLayout()
        line.setSpacing(8)
        for code in wanted:
            line.addWidget(self._button(view, code, "", main=False), 1)
        both.addLayout(line)
        return both

    def _button(self, view: TicketView, code: str, icon: str, *, main: bool) -> Btn:
        spec = spec_of(code, view.status)
        button = Btn(spec.button, name=f"do_{code}", icon=icon, k="pri" if main else "")
        button.setAccessibleName(f"{spec.button} 工单 {view.number}")
        on_click(button, partial(self.step_asked.emit, code))
        return button
