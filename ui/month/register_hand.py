"""The figure of the register in hand: how it comes about, who stands behind it, whom to look at."""

from PySide6.QtCore import QObject, Signal

from ui.month.register import SHOWING, RegisterPart, explained
from ui.month.view import LIST, PEOPLE, MonthView
from ui.page import Services
from wenming_desktop.tallies.model import Sheet
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_table import FIRST_FIGURE, KEY, RATE

LISTS = (LIST, PEOPLE)
PICK = "在左边选一个数字，这里说它怎么来的。"


class RegisterHand(QObject):
    """`turned` asks for the table in sight to be shown anew."""

    turned = Signal()

    def __init__(self, services: Services, view: MonthView, part: RegisterPart) -> None:
        super().__init__(view)
        self._services, self._view, self._part = services, view, part
        self._place: tuple[str, int | None] | None = None
        self._title = ""
        view.people.opened.connect(self._open)
        part.arrived.connect(self.show_again)
        part.waiting.connect(self._say_waiting)
        part.listed.connect(self._show_people)

    def drop(self) -> None:
        """Have nothing in hand."""
        self._place = None

    def pick(self, sheet: Sheet, at: tuple[int, int], figure: str) -> None:
        """Take a figure in hand and say how it comes about."""
        self._place = None
        if at[1] < FIRST_FIGURE:
            self._view.explain("", PICK, may_open=False)
            return
        name, unit = str(sheet.rows[at[0]][0]), sheet.rows[at[0]][1]
        may_read = "register.read" in self._services.office.rights
        if self._part.table is not None and sheet.rows[at[0]][at[1]] and may_read:
            self._place = self._part.table.place(*at)
        said = figure if name == RATE else f"{figure} {unit}"
        self._title = f"{sheet.heads[at[1]]} {name.strip()}　{said}"
        title = f"“{name.strip()} {said}”怎么来的"
        self._view.explain(title, explained(name), may_open=self._place is not None)

    def open_behind(self, period: Period) -> None:
        """List who stands behind the figure in hand."""
        if self._place is not None:
            self._part.list_behind(period, self._place)

    def show_again(self) -> None:
        """Show the table now that it is here, or ask for it now that the register changed."""
        if self._view.tabs.value() in SHOWING and self._view.stacked() not in LISTS:
            self.turned.emit()

    def _say_waiting(self) -> None:
        if self._view.tabs.value() == KEY and self._view.stacked() not in LISTS:
            self._view.say_waiting("从住户登记里一户一户数，马上就好。")

    def _show_people(self) -> None:
        self._view.say_people(self._title)
        self._view.show_stack(PEOPLE)
        self._view.people.go_to(0)
        self._view.people.setFocus()

    def _open(self, at: int) -> None:
        row = self._part.model.row(at)
        if row is not None and row.opens is not None:
            self._services.open_asked.emit(*row.opens)
