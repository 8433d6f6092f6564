"""Printing service cards: what is 待印 goes on paper first, then its state moves on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from wenming_desktop.cards.look import card_look
from wenming_desktop.cards.model import PrintRun
from wenming_desktop.cards.queries import print_run, to_print
from wenming_desktop.cards.service import mark_printed
from wenming_desktop.forms import card_pair, delivery_register, service_card
from wenming_desktop.forms.card_facts import Flip, Layout
from wenming_desktop.forms.gather_cards import card_sheets, gather_register
from wenming_desktop.forms.page import Pdf
from wenming_desktop.settings import Office
from wenming_desktop.work import Desk


@dataclass(frozen=True)
class PrintCards:
    """A print run: layout, duplex side, first place on the first sheet, printed ones too."""

    layout: Layout = "10up"
    back: Flip | None = None
    start: int = 1
    again: bool = False


@dataclass(frozen=True)
class Printed:
    """What came out."""

    cards: int
    pdf: Pdf


@dataclass(frozen=True)
class DrawCards:
    """Cards chosen one by one and how they lie on the sheets."""

    ids: tuple[int, ...]
    layout: Layout = "10up"
    back: Flip | None = None
    start: int = 1


@dataclass(frozen=True)
class Drawn:
    """Sheets that may be printed; once they are, hand `run` on to `mark_printed`."""

    run: PrintRun
    pdf: Pdf


def draw_cards(desk: Desk, command: DrawCards) -> Drawn:
    """Draw these cards without saying anything about their state."""
    run = desk.read(print_run, command.ids)
    sheets = card_sheets(run, command.layout, command.back, command.start)
    return Drawn(run, service_card.draw(sheets))


def print_cards(desk: Desk, command: PrintCards, keep: Callable[[Pdf], object]) -> Printed:
    """Draw what is to be printed, `keep` the sheets, then mark the cards as printed."""
    run = desk.read(to_print, command.again)
    pdf = service_card.draw(card_sheets(run, command.layout, command.back, command.start))
    keep(pdf)
    if run.ids:
        desk.write(mark_printed, run.ids, run)
    return Printed(len(run.ids), pdf)


def print_register(desk: Desk, ids: Collection[int] | None = None) -> tuple[Pdf, int]:
    """The delivery register, of everything printed or of these cards, and how many it lists."""
    facts = desk.read(gather_register, None, ids)
    return delivery_register.draw(facts), len(facts.deliveries)


@dataclass(frozen=True)
class Look:
    """Both sides of a card with words that are still being typed, and what to think of."""

    pdf: Pdf
    warnings: tuple[str, ...]


def draw_look(desk: Desk, sheet: Office) -> Look:
    """Draw one invented household's card as it would be with these words of the office."""
    shown = desk.read(card_look, sheet)
    pdf, tight = card_pair.draw_pair(shown.face, shown.back)
    return Look(pdf, (*shown.warnings, *tight))
