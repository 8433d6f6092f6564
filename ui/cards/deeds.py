"""What the buttons of the card page do; every write is told by the window's undo bar."""

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.cards.columns import STALE
from ui.cards.hand import HandPanel
from ui.cards.settings import CARD_FORM, PrintPanel
from ui.cards.sheets import Drawing, lacking
from ui.common import ime
from ui.jobs import Jobs, Reply
from ui.page import Services
from ui.printing import Preview, PrintPlace
from wenming_desktop.cards import service
from wenming_desktop.cards.model import Reissue
from wenming_desktop.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from wenming_desktop.forms.page import Pdf
    from wenming_desktop.papers.cards import Drawn
    from wenming_desktop.work import Desk

_TITLE = "服务连心卡"


class Chosen(Protocol):
    """The page as its deeds see it."""

    services: Services
    jobs: Jobs
    may_write: bool
    hand: HandPanel
    settings: PrintPanel
    drawing: Drawing

    def queue(self) -> str:
        """Return the queue in sight."""

    def chosen(self) -> tuple[int, ...]:
        """Return the cards to act on."""


class Deeds(QObject):
    """Acts on the cards that are chosen on a page; `busy` while a write is under way."""

    def __init__(self, page: Chosen, over: QWidget) -> None:
        super().__init__(over)
        self._page, self._over = page, over
        self.busy = False

    def do(self, name: str) -> None:
        """Do what a button of the panel is for."""
        page, ids = self._page, self._page.chosen()
        if not ids or not page.may_write:
            return
        ime.commit()
        hand = page.hand
        if name in {"deliver", "receive"} and (wrong := hand.day_wrong()):
            hand.show_day_error(wrong)
            return
        orders: dict[str, Callable[[], object]] = {
            "deliver": lambda: self._write(service.deliver, hand.deliver(ids)),
            "receive": lambda: self._write(service.receive, hand.receive(ids)),
            "refused": lambda: self._write(service.take_back, hand.take_back(ids, refused=True)),
            "away": lambda: self._write(service.take_back, hand.take_back(ids, refused=False)),
            "lost": lambda: self._write(service.lost, ids, hand.note.text()),
            "spoilt": lambda: self._write(service.not_printed, ids),
            "replace": partial(self._replace, ids),
            "round": lambda: page.jobs.paper(self, self._show_round, _register, ids),
        }
        orders.get(name, self.print_sheets)()

    def _replace(self, ids: tuple[int, ...]) -> None:
        if self._page.queue() == STALE:
            self._write(service.reissue, Reissue(ids))
        else:
            self._write(service.replace, self._page.hand.replace(ids))

    def do_main(self) -> None:
        """Do what the main button is for (Ctrl+Enter)."""
        if self._page.settings.isVisible():
            self.print_sheets()
        else:
            self.do(self._page.hand.main_deed())

    def issue(self) -> None:
        """Make cards for every household that has none."""
        self._write(service.issue_cards)

    def mark_printed(self) -> None:
        """Note what stands on the sheets as printed."""
        self._when_drawn(self._mark)

    def print_sheets(self) -> None:
        """Ask the system's print dialog; what a printer took is marked as printed."""
        self._when_drawn(self._print)

    def save_sheets(self) -> None:
        """Ask for a file and save the sheets there."""
        self._when_drawn(self._save)

    def show_large(self) -> None:
        """Show the sheets in a window of their own."""
        drawn = self._page.drawing.drawn
        if drawn is not None:
            self._paper(drawn).show()

    def _when_drawn(self, action: "Callable[[Drawn], object]") -> None:
        if self._page.chosen() and self._page.may_write:
            self._page.drawing.when_ready(partial(self._after_warning, action))

    def _after_warning(self, action: "Callable[[Drawn], object]", drawn: "Drawn") -> None:
        """Name what the fonts cannot draw before any paper is spent."""
        words = lacking(drawn)
        if words:
            self._page.jobs.messages.warn(words)
        action(drawn)

    def _print(self, drawn: "Drawn") -> None:
        paper = self._paper(drawn)
        # What was drawn is what will have been printed, whatever is ticked by then.
        paper.printed.connect(partial(self._mark, drawn))
        paper.ask_printer()
        paper.let_go()

    def _save(self, drawn: "Drawn") -> None:
        paper = self._paper(drawn)
        paper.ask_where()
        paper.let_go()

    def show_register(self) -> None:
        """Show the delivery register as it will be printed."""
        self._page.jobs.paper(self, self._show_register, _register)

    def _show_register(self, drawn: "tuple[Pdf, int]") -> None:
        self._preview("连心卡发放登记册", bytes(drawn[0]), "delivery_register").show()

    def _show_round(self, drawn: "tuple[Pdf, int]") -> None:
        self._preview("连心卡送卡单", bytes(drawn[0]), "delivery_register").show()

    def _paper(self, drawn: "Drawn") -> Preview:
        return self._preview(_TITLE, bytes(drawn.pdf), CARD_FORM)

    def _preview(self, title: str, pdf: bytes, form: str) -> Preview:
        place = PrintPlace(self._page.jobs, self._page.services.memory, form)
        return Preview(title, pdf, self._page.jobs.messages, self._over, place)

    def _mark(self, drawn: "Drawn") -> None:
        self._write(service.mark_printed, drawn.run.ids, drawn.run)

    def _write(self, deed: Any, *args: Any) -> None:
        # Pressed twice, the second one is refused by the cards' state; nothing is done twice.
        self.busy = True
        self._page.jobs.write(self, Reply(self._done, self._refused), deed, *args)

    def _done(self, _result: object) -> None:
        self.busy = False
        self._page.hand.forget()

    def _refused(self, error: UserError) -> None:
        self.busy = False
        if self._page.hand.isVisible():
            self._page.hand.show_error(error.message)
        else:
            self._page.jobs.messages.warn(error.message)


def _register(desk: "Desk", ids: tuple[int, ...] | None = None) -> "tuple[Pdf, int]":
    # Drawing needs reportlab; imported in the lane, with the first document.
    from wenming_desktop.papers.cards import print_register  # noqa: PLC0415

    return print_register(desk, ids)
