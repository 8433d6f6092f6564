"""The ways to 整改清单: the list itself, and a ticket that is turned into an item."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.common.undo_bar import Action
from ui.page import Services
from ui.tickets.rectification.item_dialog import ItemDialog
from ui.tickets.rectification.window import RectificationWindow


class RectificationDoor(QObject):
    """Holds the window and the form; each is made when it is first asked for."""

    def __init__(self, services: Services, over: QWidget) -> None:
        super().__init__(over)
        self._services, self._over = services, over
        self._window: RectificationWindow | None = None
        self._form: ItemDialog | None = None

    def begin(self, item: int = 0) -> None:
        """Show the list, with an item in hand if one is named."""
        if self._window is None:
            self._window = RectificationWindow(self._services, self._over)
        self._window.bring(item)

    def turn(self, ticket: int) -> None:
        """Ask what of a ticket has to be put right, by whom and by when."""
        if self._form is None:
            self._form = ItemDialog(self._services.jobs, self._over)
            self._form.made.connect(self._made)
        self._form.begin(ticket)

    def _made(self, item: int) -> None:
        self._services.jobs.messages.say(
            "已转整改，可以打印通知单", Action("打开整改清单", partial(self.begin, item))
        )
