"""One ticket in words: the facts that the pane beside the list and the page both show."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import column, frame
from ui.common.labels import ChipLabel, Elided, IconLabel, LampLabel, Words
from ui.common.paint import Chip, Lamp
from ui.common.timeline import Happening
from ui.tickets.columns import stage_chip
from ui.tickets.said_parts import paragraph, said_parts
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
        self._name = Elided("", "head")
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
        # A long name gives way to the number, and to the facts beside it.
        line.addWidget(self._name, 1000)
        line.addWidget(self._phone)
        line.addWidget(self._show)
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
            self._call(self._view.caller)
            self._phone.setText(self._view.phone_masked)
            self._show.setVisible(self._view.covered and self._may_reveal)

    def uncover(self, caller: CallerShown) -> None:
        """Show name and number for half a minute."""
        self._call(caller.name)
        self._phone.setText(caller.phone)
        self._show.hide()
        self._clock.start()

    def _call(self, name: str) -> None:
        as_wide_as_its_words(self._name, name or "—", "f_body")
        # A name of four characters is never cut, however large the type.
        least = 4 * theme.px("f_body") + 2
        self._name.setMinimumWidth(min(self._name.maximumWidth(), least))


def as_wide_as_its_words(words: Elided, text: str, size: str) -> None:
    """Say a bold text that takes no more room than it needs: what follows stands beside it."""
    words.setText(text)
    face = QFontMetrics(theme.font(size, bold=True))
    words.setMaximumWidth(face.horizontalAdvance(text) + 2)


def title_line(view: TicketView, *, number: bool) -> QHBoxLayout:
    """Return the title with the lamp or the verdict, category and urgency."""
    line = QHBoxLayout()
    line.setSpacing(12)
    title = Elided("", "name")
    title.setObjectName("lbl_ticket_title")
    as_wide_as_its_words(title, view.title or "（没有标题）", "f_lg")
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


def says_more(view: TicketView) -> bool:
    """Whether the words of the call say more than the title that was taken from them."""
    return bool(view.content) and view.content.rstrip("。 ") != view.title


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
        layout: QVBoxLayout = column(self, margins=(14, 10, 14, 10), gap=10)
        self._top, self._said = QVBoxLayout(), QVBoxLayout()
        self.low = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        """What was done; photos join it here, beside or below."""
        for part in (self._top, self._said, self.low):
            part.setSpacing(10)
        self.low.addLayout(self._said, 1)
        layout.addLayout(self._top)
        layout.addLayout(self.low, 1)
        self.says_result = False

    def show_view(self, view: TicketView) -> None:
        """Show a ticket."""
        clear(self._top)
        clear(self._said)
        self.caller = CallerLine(may_reveal=self._may_reveal)
        self.caller.asked.connect(self.caller_asked)
        self.caller.show_view(view)
        self._top.addLayout(title_line(view, number=False))
        self._top.addLayout(self._call(view))
        self._top.addWidget(rule())
        self._top.addLayout(self._handling(view))
        blown = whistle_part(view)
        if blown is not None:
            self._top.addLayout(blown)
        for part in said_parts(view):
            self._said.addLayout(part)
        self._said.addStretch(1)
        self.says_result = bool(view.result)
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
        if says_more(view):
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
