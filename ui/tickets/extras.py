"""What stands around a ticket's page: its papers, ready words, what it is turned into."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from ui.page import Services
from ui.tickets.amend import AmendDoor
from ui.tickets.detail import TicketDetail
from ui.tickets.papers import SHEET, TicketPapers, papers_of
from ui.tickets.photos.place import PhotoPlace
from ui.tickets.photos.strip import PhotoStrip
from ui.tickets.rectification.door import RectificationDoor
from ui.tickets.replies import ReplyPicker
from wenming_desktop.tickets.board_view import TicketView

_WRITE: Final = "ticket.write"


class DetailExtras(QObject):
    """Serves the page of one ticket."""

    def __init__(self, services: Services, detail: TicketDetail) -> None:
        super().__init__(detail)
        self._services, self._detail = services, detail
        self._view: TicketView | None = None
        self._papers = TicketPapers(services, detail)
        self._replies = ReplyPicker(services.jobs, detail.panel)
        self._print = QMenu(detail)
        self._print.setObjectName("menu_papers")
        detail.print_asked.connect(self.print)
        self._door = RectificationDoor(services, detail)
        self.amending = AmendDoor(services, detail)
        detail.offered.connect(self._offer_more)
        self.photos = PhotoStrip(services)
        self._photo_place = PhotoPlace(self.photos, detail, detail.facts, detail.panel)
        detail.facts.shown.connect(self.photos.show_view)
        detail.facts.shown.connect(self._keep_view)

    def _keep_view(self, view: TicketView) -> None:
        self._view = view

    def lost(self, why: str) -> None:
        """Say that the ticket shown is gone, unless it was just taken out on its own page."""
        if not self.amending.expected():
            self._services.jobs.messages.warn(why)

    def _offer_more(self, menu: QMenu) -> None:
        """Add to the steps of 更多 what the ticket may be turned into."""
        ticket = self._detail.shown_id()
        if ticket is None or _WRITE not in self._services.office.rights:
            return
        menu.addSeparator()
        entry = menu.addAction("转整改")
        entry.setObjectName("act_rectify")
        entry.triggered.connect(partial(self._turn, ticket))

    def _turn(self, ticket: int, _checked: bool = False) -> None:
        self._door.turn(ticket)

    def print(self, ticket: int) -> None:
        """Print the sheet; where the ticket has other papers too, ask which."""
        view = self._view
        papers = papers_of(view) if view is not None and view.id == ticket else ()
        if len(papers) < 2:
            self._services.print_asked.emit(ticket)
            return
        self._print.clear()
        for form, words in papers:
            entry = self._print.addAction(words)
            entry.setObjectName(f"act_print_{form}")
            entry.triggered.connect(partial(self._show, form, ticket))
        self._print.setActiveAction(self._print.actions()[0])
        self._print.popup(self._detail.above_print(self._print))

    def _show(self, form: str, ticket: int, _checked: bool = False) -> None:
        if form == SHEET:
            self._services.print_asked.emit(ticket)
        else:
            self._papers.show(form, ticket)
