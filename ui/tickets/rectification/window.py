"""整改清单: what has to be put right, the most urgent first; the one in hand beside it."""

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.buttons import Btn, Segment, on_click, row
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Elided, Words
from ui.common.search_field import SearchField
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.common.undo_bar import Action, Bars
from ui.jobs import Reply
from ui.messages import Messages
from ui.page import Services
from ui.tickets.papers import NOTICE, TicketPapers
from ui.tickets.rectification.act_dialog import ASKED, ActDialog
from ui.tickets.rectification.columns import columns
from ui.tickets.rectification.item_dialog import ItemDialog
from ui.tickets.rectification.pane import ItemPane
from wenming_desktop import undoing
from wenming_desktop.errors import UserError
from wenming_desktop.rectification.listing import Listing, listing
from wenming_desktop.rectification.model import ItemLine, ItemSheet, Move
from wenming_desktop.rectification.rules import ACTS
from wenming_desktop.rectification.service import act, item_sheet
from wenming_desktop.undoing import TakenBack

_OPEN, _ALL = "open", "all"
_SHOWN: Final = ((_OPEN, "没销号的"), (_ALL, "全部"))
_TABLES: Final = frozenset({"rectification_item", "attachment", "ticket", "grid", "staff"})
_SIZE: Final = (1080, 600)


class RectificationWindow(QDialog):
    """A modeless window over the tickets; it writes, says what it wrote, and takes it back."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_rectification")
        self.setWindowTitle("整改清单")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._services, self._jobs = services, services.jobs
        self._may_write = "ticket.write" in services.office.rights
        self._since: int | None = None
        self._all: tuple[ItemLine, ...] = ()
        self._wanted = 0
        self._now = datetime(2000, 1, 1)
        self._state = Segment("rect_state", _SHOWN)
        self._state.setAccessibleName("看哪些整改")
        self.search = SearchField("rect_search", "编号、问题、点位、责任人")
        self._count = Words("", "sm3")
        self.model: PagedModel[ItemLine] = PagedModel(AtHand(), columns(self.now), self)
        self.table = RecordTable("rectification", "整改清单", self.model)
        self._empty = EmptyState("empty_rectification")
        self._lists = QStackedWidget()
        self.pane = ItemPane(self.now, may_write=self._may_write)
        self._new = Btn("新整改", name="add_item", icon="ri.add-line", key="Ctrl+N")
        self._print = Btn("打印通知单", name="print_notice", icon="ri.printer-line", key="Ctrl+P")
        self._said = Elided("", "sm2")
        self._form: ItemDialog | None = None
        self._act: ActDialog | None = None
        self._lay_out()
        self.near = Messages(self)
        self.near.attach(self, Bars(self._body))
        self._papers = TicketPapers(services, self)
        self._connect()

    def _lay_out(self) -> None:
        self._body = QWidget()
        inside = column(self._body, margins=(14, 12, 14, 10), gap=8)
        inside.addLayout(row(self._state, self.search, self._count, None))
        self.search.setMinimumWidth(240)
        both = QHBoxLayout()
        both.setSpacing(8)
        card = frame("card")
        column(card, margins=(1, 1, 1, 1)).addWidget(self._lists)
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._empty)
        both.addWidget(card, 1)
        both.addWidget(self.pane)
        inside.addLayout(both, 1)
        foot = frame("dlgfoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 9, 16, 9)
        line.setSpacing(8)
        line.addWidget(self._said, 1)
        line.addWidget(self._print)
        line.addWidget(self._new)
        self._new.setVisible(self._may_write)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._body, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self._state.chosen.connect(self._read)
        self.search.asked.connect(self._show_found)
        self.search.left_down.connect(self.table.setFocus)
        self.table.settled.connect(self._settled)
        self.table.opened.connect(self._go_acts)
        self.pane.act_asked.connect(self._take)
        self.pane.ticket_asked.connect(partial(self._services.open_asked.emit, "ticket"))
        on_click(self._new, self.add)
        on_click(self._print, self.print_notice)
        keys = {"Ctrl+N": self.add, "Ctrl+P": self.print_notice, "Ctrl+F": self.search.setFocus,
                "F5": self._read, "Ctrl+Z": self._undo}  # fmt: skip
        for key, action in keys.items():
            QShortcut(QKeySequence(key), self, action)
        self._jobs.changed.connect(self._changed)

    def bring(self, item: int = 0) -> None:
        """Show the list, with an item in hand if one is named."""
        scale = theme.px("f_body") / 15
        behind = self.parentWidget()
        most = behind.window().size() if behind is not None else self.size() * 4
        width, height = (round(side * scale) for side in _SIZE)
        self.resize(min(width, most.width()), min(height, most.height()))
        if self._since is None and "history.undo" in self._services.office.rights:
            self._jobs.read(self, self._begin, undoing.history_mark)
        self._wanted = item
        self._read()
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setFocus()

    def now(self) -> datetime:
        """Return when the list was read."""
        return self._now

    def add(self, ticket: int | None = None) -> None:
        """Show the form of a new item, of a ticket if one is named."""
        if not self._may_write:
            return
        if self._form is None:
            self._form = ItemDialog(self._jobs, self)
            self._form.made.connect(self._made)
            self._form.finished.connect(self._back)
        self._form.begin(ticket)

    def print_notice(self) -> None:
        """Show the notice of the item in hand."""
        sheet = self.pane.sheet
        if sheet is not None:
            self._papers.show(NOTICE, sheet.line.id)

    def _begin(self, mark: int) -> None:
        self._since = mark

    def _read(self, _value: object = None) -> None:
        is_open = self._state.value() == _OPEN
        self._jobs.read(self, self._show, listing, is_open=is_open)

    def _show(self, found: Listing) -> None:
        self._all, self._now = found.lines, found.now
        late = sum(line.lamp == "red" for line in found.lines)
        self._said.setText(f"超期 {late} 条，先办这些" if late else "没有超期的")
        self._show_found(self.search.wanted())

    def _show_found(self, wanted: str) -> None:
        shown = self.pane.sheet
        keep = self._wanted or (shown.line.id if shown is not None else 0)
        self._wanted = 0
        found = tuple(line for line in self._all if _fits(line, wanted))
        self._count.setText(f"{len(found):,} 条")
        self.model.load(held(found))
        self._lists.setCurrentIndex(0 if found else 1)
        self._print.setEnabled(bool(found))
        if not found:
            self.pane.clear()
            self._say_empty(wanted)
            return
        at = self.model.place_of(lambda line: line.id == keep)
        self.table.go_to(max(at, 0))
        line = self.model.row(max(at, 0))
        if line is not None:
            self._jobs.read(self, self.pane.show_sheet, item_sheet, line.id)

    def _say_empty(self, wanted: str) -> None:
        if wanted:
            self._empty.say("没有这样的整改", f"没有找到“{wanted}”。换几个字，或看“全部”。")
        elif self._state.value() == _OPEN:
            text = "巡查、测评或工单里发现要限期改的，按 Ctrl+N 交办。"
            self._empty.say("没有要整改的", text, icon="ri.checkbox-circle-line", tone="ok")
        else:
            text = "按 Ctrl+N 交办第一条，或在工单的“更多”里点“转整改”。"
            self._empty.say("还没有整改", text, icon="ri.survey-line", tone="ink")

    def _settled(self, at: int) -> None:
        line = self.model.row(at)
        shown = self.pane.sheet
        if line is not None and (shown is None or shown.line.id != line.id):
            self._jobs.read(self, self.pane.show_sheet, item_sheet, line.id)

    def _go_acts(self, at: int) -> None:
        self._settled(at)
        self.pane.take_focus()

    def _take(self, key: str) -> None:
        sheet = self.pane.sheet
        if sheet is None or not self._may_write:
            return
        if key not in ASKED:
            done = partial(self._taken, sheet, key)
            reply: Reply[int] = Reply(done, self._refused, self.near.trouble)
            self._jobs.write(self, reply, act, Move(sheet.line.id, key))
            return
        if self._act is not None:
            self._act.deleteLater()
        self._act = ActDialog(self._jobs, self, sheet, key)
        self._act.taken.connect(partial(self._taken, sheet, key))
        self._act.finished.connect(self._back)
        self._act.bring()

    def _back(self, _result: int) -> None:
        """A form was put away: the keys belong to the list again."""
        self.activateWindow()
        self.table.setFocus()

    def _taken(self, sheet: ItemSheet, key: str, _result: object = None) -> None:
        self._say(f"{sheet.line.number} 已记下：{ACTS[key]}")
        self._wanted = sheet.line.id
        self._read()

    def _made(self, item: int) -> None:
        self._wanted = item
        self.search.clear()
        self._read()
        self._say("已交办，可以打印通知单")

    def _say(self, words: str) -> None:
        undo = Action("撤销", self._undo, "Ctrl+Z") if self._since is not None else None
        self.near.say(words, undo)

    def _undo(self) -> None:
        if self._since is not None:
            reply: Reply[TakenBack] = Reply(self._undone, self._refused, self.near.trouble)
            self._jobs.write(self, reply, undoing.undo_last_act, self._since)

    def _undone(self, taken: TakenBack) -> None:
        self.near.say(f"已撤销：{taken.act.words}", icon="ri.arrow-go-back-line")
        self._read()

    def _refused(self, error: UserError) -> None:
        self.near.warn(error.message)

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & _TABLES:
            self._read()


def _fits(line: ItemLine, wanted: str) -> bool:
    said = wanted.strip().lower()
    words = (line.number, line.problem, line.location, line.unit, line.person, line.ticket_no)
    return any(said in word.lower() for word in words)
