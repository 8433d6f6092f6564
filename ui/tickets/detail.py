"""One ticket whole: how far it is, what it says, what happened, and the next step in place."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import ime, theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import column, frame, make_empty
from ui.common.labels import Words
from ui.common.reading_area import ReadingArea
from ui.common.restyle import OnRestyle
from ui.common.stepper import StepMark, Stepper
from ui.common.tab_order import in_reading_order
from ui.common.timeline import Timeline
from ui.drafts import Drafts
from ui.tickets.facts import FactSheet, happenings
from ui.tickets.step_panel import StepPanel
from ui.tickets.step_specs import AT_HAND, SPECS, spec_of
from ui.tickets.whistle import steps_of
from wenming_desktop.tickets.board import BoardChoices
from wenming_desktop.tickets.board_view import TicketView

_BESIDE: Final = 2
_NARROW: Final = 1200
_LOG, _LOG_NARROW = 344, 250
_NOTE: Final = "PRG"


class TicketDetail(OnRestyle, QWidget):
    """The page of one ticket; asks its owner for all that needs the data file."""

    left = Signal()
    moved = Signal(int)
    print_asked = Signal(int)
    caller_asked = Signal(int)
    step_asked = Signal()
    offered = Signal(object)

    def __init__(self, drafts: Drafts, *, may_reveal: bool) -> None:
        super().__init__()
        self.setObjectName("page_ticket_detail")
        self._view: TicketView | None = None
        self._choices: BoardChoices | None = None
        self.facts = FactSheet(may_reveal=may_reveal)
        self.panel = StepPanel(drafts)
        self._stepper = Stepper("stepper")
        self.timeline = Timeline("timeline")
        self._count = Words("", "sm3")
        self._note = Btn("补一笔", name="add_note", icon="ri.add-line", k="link")
        self._previous = Btn("上一件", name="previous", icon="ri.arrow-left-s-line", key="Alt+↑")
        self._next = Btn("下一件", name="next", key="Alt+↓")
        self._print = Btn("打印工单", name="print_sheet", icon="ri.printer-line")
        self._more = Btn("更多", name="more", icon="ri.more-2-line")
        self._menu = QMenu(self)
        self._main = Btn(" ", name="take_step", icon="ri.check-line", k="pri", key="Ctrl+回车")
        self._beside = QHBoxLayout()
        self._beside.setSpacing(8)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = column(self)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 10)
        inside.setSpacing(10)
        card = frame("card")
        column(card, margins=(18, 0, 18, 0)).addWidget(self._stepper)
        inside.addWidget(card)
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self._body(), 1)
        both.addWidget(self._log())
        inside.addLayout(both, 1)
        layout.addLayout(inside, 1)
        layout.addWidget(self._bar())
        self.restyle()

    def _body(self) -> QFrame:
        card = frame("card")
        layout = column(card, margins=(1, 1, 1, 1))
        self._area = ReadingArea("area_facts", "工单内容", self.facts)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.panel)
        return card

    def _log(self) -> QFrame:
        self._log_card = card = frame("card")
        layout = column(card, margins=(1, 1, 1, 1))
        head = frame("cardhead")
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(Words("经过", "strong"))
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self._note)
        head.setMinimumHeight(40)
        layout.addWidget(head)
        inside = QWidget()
        inside.setProperty("k", "scrolled")
        lines = column(inside, margins=(14, 10, 14, 10))
        lines.addWidget(self.timeline)
        lines.addStretch(1)
        layout.addWidget(ReadingArea("area_log", "经过", inside), 1)
        return card

    def _bar(self) -> QFrame:
        self._foot = bar = frame("dlgfoot")
        line = QHBoxLayout(bar)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(8)
        line.addWidget(self._previous)
        line.addWidget(self._next)
        line.addStretch(1)
        line.addWidget(self._print)
        line.addLayout(self._beside)
        line.addWidget(self._more)
        line.addWidget(self._main)
        return bar

    @override
    def restyle(self) -> None:
        self._fit()
        if self._view is not None:
            self.facts.show_view(self._view)

    def _fit(self) -> None:
        scale = theme.px("f_body") / 15
        if hasattr(self, "_foot"):
            self._foot.setFixedHeight(theme.px("ctl") + 20)
            width = _LOG_NARROW if self.window().width() < _NARROW else _LOG
            self._log_card.setFixedWidth(round(width * (1 + (scale - 1) / 3)))

    def _connect(self) -> None:
        on_click(self._previous, partial(self.moved.emit, -1))
        on_click(self._next, partial(self.moved.emit, 1))
        on_click(self._print, partial(self._ask, self.print_asked))
        on_click(self._main, self._take)
        on_click(self._more, self._pop_up)
        on_click(self._note, partial(self.choose, _NOTE))
        self.facts.caller_asked.connect(partial(self._ask, self.caller_asked))
        self.panel.changed.connect(self._say_button)
        keys = {
            "Alt+Up": partial(self.moved.emit, -1),
            "Alt+Down": partial(self.moved.emit, 1),
            "Alt+Left": self.left.emit,
            "Ctrl+P": partial(self._ask, self.print_asked),
            "Ctrl+Return": self._take,
            "Ctrl+Enter": self._take,
        }
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def shown_id(self) -> int | None:
        """Return the id of the ticket shown."""
        return self._view.id if self._view is not None else None

    def shown_number(self) -> str:
        """Return the number of the ticket shown, whether or not a step is in hand."""
        return self._view.number if self._view is not None else ""

    def show_view(self, view: TicketView, choices: BoardChoices, action: str = "") -> None:
        """Show a ticket with a step in hand: the one asked for, else the one that is due."""
        before, self._view, self._choices = self._view, view, choices
        self.facts.show_view(view)
        self._stepper.show_marks([StepMark(s.label, s.note, s.state) for s in view.stages])
        self._count.setText(f"{len(view.lines)} 条")
        self.timeline.show_lines(happenings(view))
        self._print.setAccessibleName(f"打印工单 {view.number}")
        self._note.setVisible(_NOTE in view.steps)
        same = before is not None and _at(before) == _at(view)
        if not same or action:
            self._area.verticalScrollBar().setValue(0)
            self.choose(action if action in steps_of(view) else view.main)

    def choose(self, action: str) -> None:
        """Bring a step to hand."""
        view, choices = self._view, self._choices
        if view is None or choices is None:
            return
        if action:
            self.panel.show_step(view, action, choices)
        else:
            self.panel.clear()
        self.panel.setVisible(bool(action))
        self._main.setVisible(bool(action))
        self._offer(view, action)
        self._say_button()
        self._line_up()
        self.take_focus()

    def _line_up(self) -> None:
        """Let Tab go as one reads: facts, the step, what happened, the bar from left to right."""
        held = (self._beside.itemAt(at) for at in range(self._beside.count()))
        beside = [part for item in held if item is not None and (part := item.widget())]
        in_reading_order(
            *(self.facts.caller, self._area, self.panel, self._log_card),
            *(self._previous, self._next, self._print, *beside, self._more, self._main),
        )

    def take_focus(self) -> None:
        """Go to the first field of the step, or to its button; where none is due, to the next."""
        if not self.panel.take_focus():
            (self._main if self._main.isVisibleTo(self) else self._next).setFocus()

    def _offer(self, view: TicketView, action: str) -> None:
        others = [code for code in steps_of(view) if code not in (action, _NOTE)]
        at_hand = [code for code in AT_HAND.get(view.status, ()) if code in others]
        if view.main in others:
            at_hand.insert(0, view.main)
        beside = at_hand[: 0 if self.window().width() < _NARROW else _BESIDE]
        make_empty(self._beside)
        for code in beside:
            words = spec_of(code, view.status).title
            button = Btn(words, name=f"step_{code}")
            button.setAccessibleName(f"{words} 工单 {view.number}")
            on_click(button, partial(self.choose, code))
            self._beside.addWidget(button)
            button.show()
        self._menu.clear()
        for code in others:
            if code not in beside:
                entry = self._menu.addAction(spec_of(code, view.status).title)
                entry.setObjectName(f"act_step_{code}")
                entry.triggered.connect(partial(self._chosen, code))
        self.offered.emit(self._menu)
        self._more.setVisible(bool(self._menu.actions()))

    def _chosen(self, code: str, _checked: bool = False) -> None:
        self.choose(code)

    def _pop_up(self) -> None:
        self._menu.popup(_above(self._more, self._menu))

    def above_print(self, menu: QMenu) -> QPoint:
        """Return where a menu of the print button goes."""
        return _above(self._print, menu)

    def _say_button(self) -> None:
        spec, view = self.panel.spec, self._view
        if spec is None or view is None:
            return
        words = self.panel.button_words()
        self._main.setText(f" {words}")
        self._main.setAccessibleName(f"{words} 工单 {view.number}")
        self._main.updateGeometry()

    def _take(self) -> None:
        if self._view is not None and self.panel.spec is not None:
            # The letters still being composed belong to the field.
            ime.commit()
            self.step_asked.emit()

    def _ask(self, asked: SignalInstance) -> None:
        if self._view is not None:
            asked.emit(self._view.id)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        view, spec = self._view, self.panel.spec
        if view is not None and spec is not None and view.main and spec.action != view.main:
            self.choose(view.main)
        else:
            self.left.emit()


def _above(button: QWidget, menu: QMenu) -> QPoint:
    """The corner of a menu that opens upwards from the bar."""
    corner = button.mapToGlobal(button.rect().topLeft())
    corner.setY(corner.y() - menu.sizeHint().height())
    return corner


def _at(view: TicketView) -> tuple[object, ...]:
    """Where a ticket stands: what is typed stays while this is the same."""
    return view.id, view.last_seq, view.whistles


def done_words(action: str, status: str, number: str) -> str:
    """Return what the bar says after a step."""
    spec = spec_of(action, status) if action in SPECS else None
    return f"{spec.done if spec is not None else '已办'} {number}".rstrip()
