"""What the window can do with tickets from anywhere: register a call, print a sheet."""

from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.common.undo_bar import Action
from ui.page import Services
from ui.printing import Preview
from ui.tickets.quick_register import QuickRegister

_WRITE = "ticket.write"
_SHEET = "ticket_sheet"


class TicketDesk(QObject):
    """Holds the one quick-registration window."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._window = services, window
        self._form: QuickRegister | None = None
        self.may_register = _WRITE in services.office.rights
        if self.may_register:
            # Built once while nothing else is to be done, so that F2 only has to show it.
            QTimer.singleShot(200, self, self._build)

    def _build(self) -> QuickRegister:
        if self._form is None:
            self._form = QuickRegister(self._services.jobs, self._window)
            self._form.registered.connect(self._registered)
        return self._form

    def register(self, caller: object = None) -> None:
        """Show the quick registration, for a household if one is given as (kind, id)."""
        known = caller if isinstance(caller, tuple) and len(caller) == 2 else None
        self._build().bring(known)

    def _registered(self, ticket: int, paper: bool) -> None:
        if paper:
            self.print_sheet(ticket)
            self._services.jobs.messages.say("已登记")
            return
        self._services.jobs.messages.say(
            "已登记", Action("打印办理单", lambda: self.print_sheet(ticket))
        )

    def print_sheet(self, ticket: int) -> None:
        """Draw a ticket's sheet and show it."""
        # Drawing needs reportlab, which is not imported before the first sheet.
        forms = import_module("wenming_desktop.forms")
        form = import_module(f"{forms.__name__}.catalogue").FORMS[_SHEET]
        jobs = self._services.jobs

        def gathered(facts: Any) -> None:
            jobs.draw(self, shown, form.draw, facts)

        def shown(pdf: bytes) -> None:
            preview = Preview("居民诉求办理单", pdf, jobs.messages, self._window)
            preview.show()

        jobs.read(self, gathered, form.gather, ticket)
