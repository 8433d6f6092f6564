"""The window of 回头看: samples at the left, the tickets of one with its findings at the right.

A finding is one key: 1 未反弹, 2 反弹; the next ticket is at hand at once. A rebound opens its
ticket again, which the line below says; the bar of the window takes it back.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Words
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.jobs import Reply
from ui.page import Services
from ui.printing import Preview, PrintPlace
from ui.printing.keeping import Keeping
from ui.tickets.recheck.columns import ITEMS, SAMPLES, ItemsTable, grouped
from ui.tickets.recheck.draw_dialog import DrawDialog
from ui.tickets.recheck.entry import FindingBar
from ui.tickets.recheck.words import figures, told_of
from wenming_desktop.errors import UserError
from wenming_desktop.recheck import rules
from wenming_desktop.recheck.model import Finding, ItemLine, SampleLine
from wenming_desktop.recheck.service import checkers, items, record, samples
from wenming_desktop.tickets.board import short_number

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk

FORM: Final = "recheck_list"
_TITLE: Final = "办结工单回头看核查表"
_TABLES: Final = frozenset({"recheck_sample", "recheck_item", "ticket_action"})
_WIDE, _HIGH = 88, 44
"""In letters of the body type."""
_KEYS: Final = "↑↓ 选　1 未反弹　2 反弹，记下就到下一件　N 写说明　回车打开工单"


class RecheckWindow(QDialog):
    """Modeless; reads itself again whenever something was written."""

    def __init__(self, services: Services, over: QWidget | None = None) -> None:
        super().__init__(over)
        self.setObjectName("dlg_recheck")
        self.setWindowTitle("回头看抽查")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._services, self._jobs = services, services.jobs
        rights = services.office.rights
        self._may_draw, self._may_write = "ticket.approve" in rights, "ticket.write" in rights
        self._samples: tuple[SampleLine, ...] = ()
        self._sample: SampleLine | None = None
        self._wanted: int | None = None
        self._writing = False
        self._draw: DrawDialog | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self._drawn: PagedModel[SampleLine] = PagedModel(AtHand(), SAMPLES, self)
        self.samples = RecordTable("samples", "抽查", self._drawn)
        self._lines: PagedModel[Any] = PagedModel(AtHand(), ITEMS, self)
        self.items = ItemsTable("recheck_items", "抽中的工单，1 未反弹，2 反弹", self._lines)
        self.entry = FindingBar()
        self.draw = Btn("抽取", name="draw_sample", icon="ri.add-line", small=True)
        self.paper = Btn(
            "打印核查表", name="print_recheck", icon="ri.printer-line", small=True, key="Ctrl+P"
        )
        self._method = Words("", "sm2")
        self._method.setObjectName("lbl_method")
        self._method.setWordWrap(True)
        self._method.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._figures = Words("", "strong")
        self._figures.setObjectName("lbl_recheck_figures")
        self.told = Words(_KEYS, "sm2")
        self.told.setObjectName("lbl_recheck_told")
        self._empty = EmptyState("empty_recheck")

    def _lay_out(self) -> None:
        whole = QHBoxLayout()
        whole.setSpacing(8)
        whole.setContentsMargins(12, 12, 12, 10)
        left = frame("card")
        lines = column(left, margins=(1, 1, 1, 1))
        head = row(Words("抽查", "head"), None, self.draw)
        head.setContentsMargins(14, 6, 12, 6)
        lines.addLayout(head)
        lines.addWidget(self.samples, 1)
        left.setFixedWidth(round(theme.px("f_body") * 22))
        whole.addWidget(left)
        right = frame("card")
        self._right = column(right, margins=(1, 1, 1, 1))
        said = QVBoxLayout()
        said.setContentsMargins(14, 8, 12, 8)
        said.setSpacing(4)
        said.addLayout(row(self._figures, None, self.paper))
        said.addWidget(self._method)
        self._right.addLayout(said)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.items)
        self._stack.addWidget(self._empty)
        self._right.addWidget(self._stack, 1)
        self._right.addWidget(self.entry)
        whole.addWidget(right, 1)
        layout = column(self)
        layout.addLayout(whole, 1)
        foot = frame("dlgfoot")
        close = on_click(Btn("关上", name="recheck_close", key="Esc"), self.reject)
        line = row(self.told, close)
        line.setStretch(0, 1)
        column(foot, margins=(16, 10, 16, 10)).addLayout(line)
        layout.addWidget(foot)
        self.draw.setVisible(self._may_draw)
        self.entry.setVisible(self._may_write)

    def _connect(self) -> None:
        on_click(self.draw, self.ask_draw)
        on_click(self.paper, self.print_list)
        on_click(self.entry.still, partial(self.enter, rebound=False))
        on_click(self.entry.rebound, partial(self.enter, rebound=True))
        self.entry.left.connect(self.items.setFocus)
        self.samples.settled.connect(self._chosen)
        self.samples.opened.connect(self._enter)
        self.items.found.connect(self._key)
        self.items.opened.connect(self._open)
        self._jobs.changed.connect(self._changed)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_list)
        QShortcut(QKeySequence("Ctrl+N"), self, self.ask_draw)
        note = QShortcut(QKeySequence("N"), self.items, self.entry.note.setFocus)
        note.setContext(Qt.ShortcutContext.WidgetShortcut)

    def begin(self) -> None:
        """Bring it to the front."""
        size, screen = theme.px("f_body"), self.screen().availableGeometry()
        self.resize(min(size * _WIDE, screen.width() - 20), min(size * _HIGH, screen.height() - 40))
        self._jobs.read(self, self.entry.offer, checkers)
        self._read()
        self.show()
        self.raise_()
        self.activateWindow()

    def ask_draw(self) -> None:
        """Ask what is to be drawn."""
        if not self._may_draw:
            return
        if self._draw is None:
            self._draw = DrawDialog(self._jobs, self)
            self._draw.drawn.connect(self._take)
        self._draw.begin()

    def _take(self, sample: int) -> None:
        self._wanted = sample
        self._sample = None
        self._read()

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & _TABLES:
            self._read()

    def _read(self) -> None:
        self._jobs.read(self, self._show_samples, samples)

    def _show_samples(self, found: tuple[SampleLine, ...]) -> None:
        self._samples = found
        wanted = self._wanted or (self._sample.id if self._sample is not None else 0)
        self._drawn.load(held(found))
        if not found:
            self._show_nothing()
            return
        at = next((at for at, one in enumerate(found) if one.id == wanted), 0)
        self.samples.go_to(at)

    def _show_nothing(self) -> None:
        self._sample = None
        self._figures.setText("")
        self._method.setText("")
        said = "按类别和承办人随机抽几件，回到现场看一眼，是不是真的解决了。"
        self._empty.say("还没有抽过", said, icon="ri.eye-line", tone="ink")
        self._stack.setCurrentWidget(self._empty)
        self.entry.hide()
        self.paper.setEnabled(False)
        self.draw.setFocus()

    def _chosen(self, at: int) -> None:
        sample = self._drawn.row(at)
        if sample is None:
            return
        other = self._sample is None or self._sample.id != sample.id
        self._sample, self._wanted = sample, None
        self._figures.setText(figures(sample))
        said = rules.method(sample.share, sample.seed, sample.population, sample.drawn)
        self._method.setText(said)
        self.paper.setEnabled(True)
        self._jobs.read(self, partial(self._show_items, other), items, sample.id)

    def _show_items(self, other: bool, found: tuple[ItemLine, ...]) -> None:
        line = self._at_hand()
        rows = grouped(found)
        self._lines.load(held(rows))
        self._stack.setCurrentWidget(self.items)
        self.entry.setVisible(self._may_write)
        at = -1 if other or line is None else _place(rows, line.id)
        self.items.go_to(at if at >= 0 else _next(rows, 0))
        if other:
            self.items.setFocus()

    def _enter(self, _at: int) -> None:
        self.items.setFocus()

    def _at_hand(self) -> ItemLine | None:
        row_ = self._lines.row(self.items.current())
        return row_ if isinstance(row_, ItemLine) else None

    def _key(self, rebound: bool) -> None:
        self.enter(rebound=rebound)

    def enter(self, *, rebound: bool) -> None:
        """Record what was found at the ticket in hand and go on to the next."""
        line = self._at_hand()
        if line is None or not self._may_write or self._writing:
            return
        command = self.entry.command(line.id, rebound=rebound)
        if command is None:
            self.told.setText("核查日期看不懂，写成 2026-11-20 或者昨天。这一件还没有记。")
            self.entry.on.setFocus()
            return
        reply = Reply(partial(self._recorded, line, rebound), self._refused, self._failed)
        # What is typed stays until it is written: a finding may be refused.
        self._writing = True
        self._jobs.write(self, reply, record, command)

    def _rows(self) -> list[Any]:
        return [self._lines.row(at) for at in range(self._lines.rowCount())]

    def _recorded(self, line: ItemLine, rebound: bool, found: Finding) -> None:
        self._writing = False
        self.entry.note.clear()
        at_hand = self._at_hand()
        if at_hand is not None and at_hand.id == line.id:
            self.items.go_to(_next(self._rows(), self.items.current() + 1))
        self.told.setText(f"{short_number(line.number)} {told_of(rebound, found)}")

    def _refused(self, error: UserError) -> None:
        self._failed(error.message)

    def _failed(self, why: str) -> None:
        self._writing = False
        self.told.setText(why)

    def _open(self, _at: int) -> None:
        line = self._at_hand()
        if line is not None:
            self._services.open_asked.emit("ticket", line.ticket_id)

    def print_list(self) -> None:
        """Show the list of the sample in hand."""
        if self._sample is not None:
            self._jobs.paper(self, self._show_paper, _drawn, self._sample.id)

    def _show_paper(self, paper: "Paper") -> None:
        place = PrintPlace(self._jobs, self._services.memory, FORM)
        preview = Preview(_TITLE, paper.pdf, self._jobs.messages, self, place)
        Keeping(self._jobs, preview, paper)
        preview.show()


def _place(rows: list[Any], item: int) -> int:
    return next((at for at, one in enumerate(rows) if getattr(one, "id", None) == item), -1)


def _next(rows: list[Any], start: int) -> int:
    """The next ticket nobody looked at, from a place on and round the end; else the first."""
    order = [*range(start, len(rows)), *range(start)]
    lines = [at for at in order if isinstance(rows[at], ItemLine)]
    return next((at for at in lines if rows[at].rebound is None), lines[0] if lines else 0)


def _drawn(desk: "Desk", sample: int) -> "Paper":
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.recheck import draw_recheck  # noqa: PLC0415

    return draw_recheck(desk, sample)
