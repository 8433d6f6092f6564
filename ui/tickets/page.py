"""诉求工单: the list with what to do first on top, and the page of one ticket."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from ui.common.buttons import on_click
from ui.common.frames import column
from ui.jobs import Job, Reply
from ui.page import Page, Services
from ui.tickets.detail import TicketDetail, done_words
from ui.tickets.extras import DetailExtras
from ui.tickets.list import TicketList
from ui.tickets.preview import PreviewPane
from ui.tickets.taking import StepTaker, Taking
from ui.tickets.whistle import AnswerOrder
from wenming_desktop.errors import UserError
from wenming_desktop.tickets import board, board_view
from wenming_desktop.tickets.board import BoardChoices, BoardFilter, BoardLine
from wenming_desktop.tickets.board_view import TicketView
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.rules import possible

_WIDE: Final = 1600
_AT_ONCE: Final = frozenset({"URG", "ARC"})
"""Steps the list takes without opening the ticket: nothing has to be filled in."""
_OFFERED: Final = frozenset({"handling_unit", "handler", "code_item"})
_OWN: Final = frozenset({"ticket", "ticket_action", "ticket_whistle", "whistle_claim"})
_TABLES: Final = _OFFERED | _OWN | {"workday", "grid", "attachment"}


class TicketsPage(Page):
    """The page; `open_ticket` brings one ticket to hand from anywhere."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "tickets")
        rights = services.office.rights
        self._may_write = "ticket.write" in rights
        may_reveal = "register.reveal" in rights
        self._choices: BoardChoices | None = None
        self._job: Job | None = None
        self._wanted: tuple[int, str] | None = None
        self._going = -1
        self._taker = StepTaker(self.jobs, self)
        self.list = TicketList(services)
        self.pane = PreviewPane(may_reveal=may_reveal)
        self.detail = TicketDetail(services.drafts, may_reveal=may_reveal)
        self._extras = DetailExtras(services, self.detail)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        column(inside, margins=(16, 12, 16, 12)).addWidget(self.list)
        self.list.body.addWidget(self.pane)
        self.pane.hide()
        self.pane.clear()
        self._stack.addWidget(inside)
        self._stack.addWidget(self.detail)
        column(self).addWidget(self._stack)

    def _connect(self) -> None:
        self.list.settled.connect(self._settled)
        self.list.opened.connect(self._opened)
        self.list.step_asked.connect(self._step_in_list)
        self.list.told.connect(self._tell)
        self.list.many_asked.connect(self._taker.archive)
        self.list.model.dataChanged.connect(self._arrived)
        on_click(self.list.foot.paper, self._print_chosen)
        self.pane.step_asked.connect(self._open_at_step)
        self.pane.caller_asked.connect(self._show_caller_in_pane)
        self.detail.left.connect(self._back)
        self.detail.moved.connect(self._move)
        self.detail.caller_asked.connect(self._show_caller)
        self.detail.step_asked.connect(self._take)
        keys = {
            "F5": self.list.reload,
            "F6": self.list.ask_dispatch,
            "Ctrl+P": self._print_chosen,
        }
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    @override
    def start(self) -> None:
        self.services.memory.restore_columns("tickets", self.list.table.horizontalHeader())
        self.list.fit(self.window().width())
        self._read_choices()
        self.list.load()
        self.list.count()
        if self._in_list():
            self.list.search.setFocus()

    @override
    def keep(self) -> None:
        self.services.memory.keep_columns("tickets", self.list.table.horizontalHeader())
        self.list.keep()

    @override
    def go_search(self) -> None:
        self._back()
        self.list.search.setFocus()
        self.list.search.selectAll()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & _OFFERED:
            self._read_choices()
        if tables & _TABLES:
            self.list.reload()
            shown = self.pane.shown_id() if self._in_list() else self.detail.shown_id()
            wanted = self._wanted[0] if self._wanted is not None else shown
            if wanted is not None:
                self._read(wanted)

    def open_ticket(self, ticket: int, action: str = "") -> None:
        """Show one ticket, with a step in hand if one is named."""
        self._wanted = (ticket, action)
        self._read(ticket)

    def show_unpaired(self) -> None:
        """List what was finished without the photos it ought to have."""
        self._back()
        self.list.show_filtered(BoardFilter("all", unpaired=True, sort="number", descending=True))

    def _in_list(self) -> bool:
        return self._stack.currentIndex() == 0

    def _read_choices(self) -> None:
        self.jobs.read(self, self._offer, board.board_choices)

    def _offer(self, choices: BoardChoices) -> None:
        self._choices = choices
        self.list.offer(choices)
        if self._wanted is not None:
            self._read(self._wanted[0])

    def _read(self, ticket: int) -> None:
        if self._job is not None:
            self._job.drop()
        reply = Reply(self._show, self._lost)
        self._job = self.jobs.read(self, reply, board_view.ticket_view, ticket)

    def _show(self, view: TicketView) -> None:
        if self._choices is None:
            return
        wanted = self._wanted if self._wanted and self._wanted[0] == view.id else None
        if wanted is not None or not self._in_list():
            action, self._wanted = wanted[1] if wanted is not None else "", None
            self.list.hold(view.id)
            self._stack.setCurrentIndex(1)
            self.detail.show_view(view, self._choices, action)
            self._tell()
        else:
            self.pane.show_view(view)

    def _lost(self, error: UserError) -> None:
        """The ticket is gone, or not ours to see."""
        self._wanted = None
        self._back()
        self.pane.clear()
        self._extras.lost(error.message)

    def _settled(self, line: BoardLine | None) -> None:
        steps = frozenset(possible(line.status)) if line is not None and self._may_write else ()
        self.list.offer_steps(frozenset(steps))
        if line is None:
            self.pane.clear()
        elif self._in_list() and self.pane.isVisibleTo(self) and self.pane.shown_id() != line.id:
            self._read(line.id)

    def _opened(self, line: BoardLine) -> None:
        self.open_ticket(line.id)

    def _open_at_step(self, action: str) -> None:
        shown = self.pane.shown_id()
        if shown is not None:
            self.open_ticket(shown, action)

    def _back(self) -> None:
        if self._in_list():
            return
        self._stack.setCurrentIndex(0)
        self.list.take_focus()
        self._tell()
        line = self.list.current()
        if line is not None:
            self._settled(line)

    def _move(self, by: int) -> None:
        """Go to the ticket before or after; one that left the list has left its place behind."""
        shown = self.detail.shown_id()
        at = self.list.place_of(shown) if shown is not None else -1
        if at < 0:
            at = self.list.table.current() - (1 if by > 0 else 0)
        target = at + by
        if 0 <= target < self.list.model.rowCount():
            self._going = target
            self._arrived()

    def _arrived(self) -> None:
        """Open the row that was gone to, as soon as it is here."""
        at = self._going
        line = self.list.line_at(at) if at >= 0 else None
        if line is not None:
            self._going = -1
            self.list.table.go_to(at)
            self.open_ticket(line.id)

    def _take(self) -> None:
        panel = self.detail.panel
        command = panel.command()
        if command is None or panel.view is None:
            return
        words = done_words(command.action, panel.view.status, panel.view.number)
        done = partial(self._taken, command)
        archive = command.action == "CBK" and panel.archives()
        self._taker.take(Taking(command, words, done, panel.refuse, panel.fail, archive))

    def _taken(self, command: TakeStep | AnswerOrder) -> None:
        panel = self.detail.panel
        panel.forget(int(command.ticket), command.action)
        if isinstance(command, AnswerOrder) and panel.view is not None:
            self.detail.choose(panel.view.main)

    def _step_in_list(self, action: str) -> None:
        line = self.list.current()
        if line is None:
            return
        if action not in _AT_ONCE:
            self.open_ticket(line.id, action)
            return
        words = done_words(action, line.status, line.number)
        refused, failed = partial(self._refused, line.id, action), self.jobs.messages.trouble
        self._taker.take(Taking(TakeStep(line.id, action), words, lambda: None, refused, failed))

    def _refused(self, ticket: int, action: str, error: UserError) -> None:
        """Something has to be filled in after all: the page of the ticket says what."""
        self.open_ticket(ticket, action)
        self.jobs.messages.warn(error.message)

    def _print_chosen(self) -> None:
        line = self.list.current()
        if line is not None:
            self.services.print_asked.emit(line.id)

    def _show_caller(self, ticket: int) -> None:
        self.jobs.write(self, self._uncover, board_view.show_caller, ticket)

    def _uncover(self, caller: board_view.CallerShown) -> None:
        self.detail.facts.caller.uncover(caller)

    def _show_caller_in_pane(self) -> None:
        shown = self.pane.shown_id()
        if shown is not None:
            self.jobs.write(self, self.pane.uncover, board_view.show_caller, shown)

    def _tell(self) -> None:
        if not self._in_list():
            self.subtitled.emit(self._place())
        elif self.list.whole is not None:
            whole = self.list.whole
            self.subtitled.emit(
                f"在办 {whole.in_hand:,} 件·本月受理 {whole.accepted_this_month:,} 件"
            )

    def _place(self) -> str:
        shown = self.detail.shown_id()
        at = self.list.place_of(shown) if shown is not None else -1
        number = self.detail.shown_number()
        if at < 0:
            return number
        label = board.STAGES[self.list.filter.stage][0]
        total = self.list.model.rowCount()
        return f"{number}　第 {at + 1:,} 件，共 {total:,} 件{'' if label == '全部' else label}"

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The window clears the line beside the title when it changes pages.
        QTimer.singleShot(0, self, self._tell)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.window().width()
        self.list.fit(width)
        wide = width >= _WIDE
        if wide != self.pane.isVisibleTo(self):
            self.pane.setVisible(wide)
            line = self.list.current()
            if wide and line is not None and self._in_list():
                self._read(line.id)
