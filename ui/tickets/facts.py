"""One ticket in words: the facts that the pane beside the list and the page both show."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import column, frame
from ui.common.labels import ChipLabel, Elided, IconLabel, LampLabel, Words
from ui.common.paint import Chip, Lamp
from ui.common.timeline import Happening
from ui.tickets.columns import stage_chip
from ui.tickets.whistle import whistle_part
from wenming_desktop.tickets.board_view import CallerShown, TicketView

_SHOWN_MS = 30_000
_VERDICT = {
    "ok": ("ri.checkbox-circle-fill", "ok_text", "okay"),
    "danger": ("ri.error-warning-line", "danger_text", "error"),
}


class CallerLine(QWidget):
    """Name and covered number; `asked` when they are to be shown."""

    asked = Signal()

    def __init__(self, *, may_reveal: bool) -> None:
        super().__init__()
        self._may_reveal = may_reveal
        self._view: TicketView | None = None
        self._name = Words("", "head")
        self._name.setObjectName("fld_complainant_name")
        self._phone = Words()
        self._phone.setObjectName("fld_complainant_phone")
        self._show = Btn("显示", name="show_caller", icon="ri.eye-line", k="link")
        self._show.setToolTip("看完整号码，会记进操作日志，30 秒后收起")
        on_click(self._show, self.asked.emit)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SHOWN_MS)
        self._clock.timeout.connect(self.cover)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self._name, self._phone, self._show):
            line.addWidget(part)
        line.addStretch(1)

    def show_view(self, view: TicketView) -> None:
        """Show the caller of a ticket, covered."""
        self._view = view
        self._show.setAccessibleName(f"显示来电人 工单 {view.number}")
        self.cover()

    def cover(self) -> None:
        """Cover what was shown."""
        self._clock.stop()
        if self._view is not None:
            self._name.setText(self._view.caller or "—")
            self._phone.setText(self._view.phone_masked)
            self._show.setVisible(self._view.covered and self._may_reveal)

    def uncover(self, caller: CallerShown) -> None:
        """Show name and number for half a minute."""
        self._name.setText(caller.name or "—")
        self._phone.setText(caller.phone)
        self._show.hide()
        self._clock.start()


def title_line(view: TicketView, *, number: bool) -> QHBoxLayout:
    """Return the title with the lamp or the verdict, category and urgency."""
    line = QHBoxLayout()
    line.setSpacing(12)
    title = Elided(view.title or "（没有标题）", "name")
    title.setObjectName("lbl_ticket_title")
    face = QFontMetrics(theme.font("f_lg", bold=True))
    # As wide as its words, or less: what follows stands beside it.
    title.setMaximumWidth(face.horizontalAdvance(title.text()) + 2)
    line.addWidget(title, 1000)
    if number:
        line.addStretch(1)
        line.addWidget(Words(view.number, "t3"))
        return line
    for part in state_marks(view):
        line.addWidget(part)
    line.addStretch(1)
    for part in kind_marks(view):
        line.addWidget(part)
    return line


def state_marks(view: TicketView) -> list[QWidget]:
    """Return the lamp, or whether the work was done in time."""
    if view.verdict is None:
        return [LampLabel(Lamp(view.lamp, view.lamp_text))]
    icon, colour, k = _VERDICT[view.verdict[0]]
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    line.addWidget(IconLabel(icon, "icon", colour))
    line.addWidget(Words(view.verdict[1], k))
    return [both]


def kind_marks(view: TicketView, *, stage: bool = False) -> list[QWidget]:
    """Return the chips: category, urgency, round, stage."""
    parts: list[QWidget] = []
    if view.category:
        parts.append(ChipLabel(Chip(view.category)))
    if view.urgency:
        parts.append(ChipLabel(Chip(view.urgency, "warn")))
    if view.supervision:
        parts.append(ChipLabel(Chip(view.supervision, "warn")))
    if view.round_no > 1:
        parts.append(ChipLabel(Chip(f"第 {view.round_no} 轮", "warn")))
    if stage:
        parts.append(ChipLabel(stage_chip(view.status)))
    return parts


def paragraph(text: str, name: str) -> Words:
    """Return text that wraps and can be copied."""
    words = Words(text)
    words.setObjectName(name)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def chips(view: TicketView) -> QWidget:
    """Return the household's labels in a row."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    for tag in view.tags[:5]:
        line.addWidget(ChipLabel(Chip(tag.label, tag.kind)))
    line.addStretch(1)
    return box


Fact = tuple[str, QWidget]


def fact_grid(facts: Sequence[Fact | None], across: int) -> QGridLayout:
    """Lay labelled facts in so many columns; None leaves its place empty."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    label = round(70 * theme.px("f_body") / 15)
    for at, fact in enumerate(facts):
        row, side = divmod(at, across)
        grid.setColumnMinimumWidth(2 * side, label)
        grid.setColumnStretch(2 * side + 1, 1)
        grid.setRowMinimumHeight(row, theme.px("f_body") + 7)
        if fact is not None:
            grid.addWidget(Words(fact[0], "t3"), row, 2 * side, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(fact[1], row, 2 * side + 1)
    return grid


def handled_by(view: TicketView) -> str:
    """Return who handles it, with the number to call."""
    return "　".join(part for part in (view.handler, view.handler_phone) if part) or "—"


def happenings(view: TicketView) -> list[Happening]:
    """Return the log for the timeline."""
    return [
        Happening(line.head, line.text, now=at == 0, undone=line.undone)
        for at, line in enumerate(view.lines)
    ]


def rule() -> QWidget:
    """Return a line across."""
    line = frame("line")
    line.setFixedHeight(1)
    return line


class FactSheet(QWidget):
    """Caller, place, dispatch, result and answer of a ticket, two facts a line."""

    caller_asked = Signal()
    shown = Signal(object)

    def __init__(self, *, may_reveal: bool) -> None:
        super().__init__()
        self.setProperty("k", "scrolled")
        self._may_reveal = may_reveal
        self.caller = CallerLine(may_reveal=may_reveal)
        self._layout: QVBoxLayout = column(self, margins=(16, 12, 16, 12), gap=10)

    def show_view(self, view: TicketView) -> None:
        """Show a ticket."""
        clear(self._layout)
        self.caller = CallerLine(may_reveal=self._may_reveal)
        self.caller.asked.connect(self.caller_asked)
        self.caller.show_view(view)
        self._layout.addLayout(title_line(view, number=False))
        self._layout.addLayout(self._call(view))
        self._layout.addWidget(rule())
        self._layout.addLayout(self._handling(view))
        blown = whistle_part(view)
        if blown is not None:
            self._layout.addLayout(blown)
        for head, text, by, name in (
            ("处理结果", view.result, view.result_by, "fld_result_text"),
            ("办理数量", view.quantities, "", "fld_quantities"),
            ("延期", "\n".join(view.extensions), "", "fld_extensions"),
            ("回访", view.answer, "", "fld_answer"),
        ):
            if text:
                part = QVBoxLayout()
                part.setSpacing(4)
                part.addWidget(Words(head, "head"))
                part.addWidget(paragraph(text, name))
                if by:
                    part.addWidget(Words(by, "sm3"))
                self._layout.addLayout(part)
        self._layout.addStretch(1)
        self.shown.emit(view)

    def _call(self, view: TicketView) -> QLayout:
        source = "　".join(
            part for part in (view.source, view.registrar and f"{view.registrar} 受理") if part
        )
        home = Elided(view.address or "—")
        facts: list[Fact | None] = [
            ("来电人", self.caller),
            ("住址", home),
            ("地点", Elided(view.place or "—")),
            ("来源", Elided(source or "—")),
        ]
        if view.tags:
            facts.append(("家庭", chips(view)))
        both = QVBoxLayout()
        both.setSpacing(3)
        both.addLayout(fact_grid(facts, 2))
        if view.content and view.content != view.title:
            content = paragraph(view.content, "fld_content")
            both.addLayout(fact_grid([("内容", content)], 1))
        return both

    def _handling(self, view: TicketView) -> QLayout:
        return fact_grid(
            [
                ("承办单位", Elided(view.unit or "—")),
                ("经办人", Elided(handled_by(view))),
                ("要求时限", Elided(view.due or "—")),
                ("实际办结", Elided(view.finished or "—")),
            ],
            2,
        )


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        part = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if part is not None:
            part.hide()
            part.setParent(None)
            part.deleteLater()
        elif inner is not None:
            clear(inner)
