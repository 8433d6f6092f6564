"""服务连心卡: the household's card, 10-up, 8-up with bleed, and the A6 sheet for the fridge door.

All numbers of the layouts stand here, in millimetres from the top left corner of a card.
"""

from collections.abc import Sequence

from wenming_desktop.cards.model import CardBack, CardFace, Contact
from wenming_desktop.forms.card_facts import (
    CardSheets,
    Flip,
    Layout,
    StartPositionError,
    sample,
    sample_back,
)
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.imposition import Imposition, draw_cuts
from wenming_desktop.forms.marks import INK, RED, RULE, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.text import Style, one_line

TITLE = "服务连心卡"
__all__ = [
    "LAYOUTS",
    "CardBack",
    "CardFace",
    "CardSheets",
    "Contact",
    "StartPositionError",
    "draw",
    "draw_cards",
    "sample",
    "sample_back",
]

LAYOUTS: dict[Layout, Imposition] = {
    "10up": Imposition(2, 5, 90, 54, 15, 13.5, mark=5),
    "8up": Imposition(2, 4, 90, 54, 12, 31.5, gutter=6, bleed=3, mark=4),
    "a6": Imposition(2, 2, 105, 148.5, 0, 0),
}
BAR = {"10up": (2.0, 2.0, 3.0, 50.0), "8up": (-3.0, -3.0, 6.0, 60.0)}
QR = (69.5, 4.5, 16.0)
QR_A6 = (79.0, 122.5, 18.0)
SERVICES = (5.5, 65.0)  # inside the 4..65 mm that the QR leaves
_FRONT = (7.5, 85.0)
_BACK = (5.5, 84.5)
_A6 = (8.0, 97.0)

_TITLE = Style("songb", 15.5, 18, RED, 1.2)
_SLOGAN = Style("hei", 8.2, 10, SOFT)
_OFFICE = Style("heib", 7.6, 11, INK)
_PLACE = Style("hei", 7.6, 11, SOFT)
_POST = Style("hei", 8, 10, SOFT)
_NAME = Style("heib", 12.5, 15, INK)
_BIG = Style("heib", 20, 20, INK, 0.6)
_FOOT = Style("hei", 7.4, 10, SOFT)
_FOOT_BOLD = Style("heib", 7.4, 10, INK)


@form("service_card", TITLE, "service_card", sample=sample)
def draw(sheets: CardSheets) -> Pdf:
    """Draw a print run: each front sheet, followed by its back where one is wanted."""
    plan = LAYOUTS[sheets.layout]
    if not 1 <= sheets.start <= plan.places:
        raise StartPositionError(places=plan.places, start=sheets.start)
    paper = Paper(TITLE, author=sheets.cards[0].community if sheets.cards else "")
    waiting: list[CardFace | None] = [None] * (sheets.start - 1) + list(sheets.cards)
    for at in range(0, len(waiting), plan.places):
        places = waiting[at : at + plan.places]
        _draw_fronts(paper, sheets, places)
        if sheets.back and sheets.layout != "a6":
            _draw_backs(paper, sheets, places)
    return paper.finish()


def draw_cards(
    cards: Sequence[CardFace],
    layout: Layout = "10up",
    back: Flip | None = None,
    start: int = 1,
    *,
    reverse: CardBack | None = None,
) -> Pdf:
    """Draw cards as sheets ready to print and cut."""
    return draw(CardSheets(tuple(cards), reverse or CardBack(), layout, back, start))


def _draw_fronts(paper: Paper, sheets: CardSheets, places: Sequence[CardFace | None]) -> None:
    plan = LAYOUTS[sheets.layout]
    paper.page()
    _draw_cuts(paper, sheets.layout)
    for place, card in enumerate(places):
        if card is None:
            continue
        with paper.at(*plan.corner(place)):
            if sheets.layout == "a6":
                _draw_a6(paper, card, sheets.reverse)
            else:
                draw_front(paper, card, BAR[sheets.layout])


def _draw_backs(paper: Paper, sheets: CardSheets, places: Sequence[CardFace | None]) -> None:
    """The backs, columns mirrored so that each lies behind its own front.

    A printer that turns sheets over their short edge wants the same page upside down: cut out,
    the cards are then the same whichever way the printer turns.
    """
    plan = LAYOUTS[sheets.layout]
    paper.page()
    if sheets.back == "short":
        paper.turn()
    _draw_cuts(paper, sheets.layout)
    for place, card in enumerate(places):
        if card is not None:
            with paper.at(*plan.corner(place, mirrored=True)):
                draw_back(paper, card, sheets.reverse)


def _draw_cuts(paper: Paper, layout: Layout) -> None:
    """Marks outside the block of cards, or the two lines that cut A6."""
    with paper.at(0, 0):
        paper.stamp("cuts", paper.size, lambda: draw_cuts(paper, LAYOUTS[layout], paper.size))


def draw_front(paper: Paper, card: CardFace, bar: tuple[float, float, float, float]) -> None:
    """The front of a card at the origin."""
    face = (card.community, card.address, card.slogan)
    paper.stamp(face, (90, 54), lambda: _stamp_front(paper, card, bar))
    left, right = _FRONT
    paper.fit((left, 23.0, 29), card.main.post, _POST)
    paper.fit((left, 28.2, 29), card.main.name, _NAME)
    paper.fit((38, 28.4, right - 38), card.main.phone, _BIG, align="right")
    below = _draw_household(paper, card)
    pitch = min(5.4, (below - 38.7) / max(len(card.lines) - 1, 1))
    scale = min(1.0, pitch / 4.0)
    quiet, bold = Style("hei", 9 * scale, 10, SOFT), Style("heib", 9 * scale, 10, INK)
    for at, line in enumerate(card.lines):
        baseline = 34.7 + pitch * at
        paper.fit((left, baseline, 22), line.post, quiet)
        paper.fit((left + 23, baseline, 22), line.name, bold)
        paper.fit((53.5, baseline, right - 53.5), line.phone, bold.at(10 * scale), align="right")


def _draw_household(paper: Paper, card: CardFace) -> float:
    """Whose card, and its number; a long door gets its own line. Says where the first stands."""
    left, right = _FRONT
    number = min(_FOOT.width(card.card_no), 26) + 0.01
    name, door = one_line(card.household_name), one_line(card.door)
    family = " 家　" if name else ""
    room = right - left - number - 2.5
    scale = min(1.0, room / max(_FOOT_BOLD.width(name) + _FOOT.width(family + door), 1))
    two = scale < 0.85
    top = 46.9 if two else 49.6
    plain, bold = (s.at(s.size * (0.88 if two else scale * 0.999)) for s in (_FOOT, _FOOT_BOLD))
    paper.fit((right - number, top, number), card.card_no, _FOOT, align="right")
    end = paper.fit((left, top, room - plain.width(family)), name, bold)
    end = paper.text(end, top, family, plain)
    place = (left, 49.8, right - left) if two else (end, top, left + room - end + 0.1)
    paper.fit(place, door, plain)
    return top


def _stamp_front(paper: Paper, card: CardFace, bar: tuple[float, float, float, float]) -> None:
    left, right = _FRONT
    paper.fill(*bar, RED)
    end = paper.text(left, 9.8, TITLE, _TITLE)
    paper.fit((left, 14.8, right - left), card.slogan, _SLOGAN)
    paper.fit((end + 3, 7.5, right - end - 3), card.community, _OFFICE, align="right")
    paper.fit((end + 3, 11.5, right - end - 3), card.address, _PLACE, align="right")
    paper.across(left, 17.6, right - left, 0.3, RULE)


def draw_back(paper: Paper, card: CardFace, words: CardBack) -> None:
    """The back of a card at the origin."""
    paper.stamp("back", (90, 54), lambda: _stamp_back(paper, words))
    x, y, side = QR
    paper.qr(x, y, side, card.card_no)
    paper.fit((x - 2, 25.2, side + 3), card.card_no, Style("hei", 6, 8, SOFT), align="center")
    where = "　".join(part for part in (card.grid, card.building) if part)
    paper.fit((40, 8.2, SERVICES[1] - 40), where, Style("hei", 7.4, 9, SOFT), align="right")


def _stamp_back(paper: Paper, words: CardBack) -> None:
    left, right = _BACK
    paper.fit((left, 8.3, 33.5), words.heading, Style("heib", 10, 12, INK))
    _draw_services(paper, words.services)
    paper.across(left, 27.4, right - left, 0.3, RULE)
    _draw_phones(paper, words.phones)
    paper.fill_round((left, 43.9, right - left, 6.1), 1.0, "#F7EEEE")
    _draw_emergency(paper, words.emergency)


def _draw_services(paper: Paper, services: Sequence[str]) -> None:
    """Two columns, read line by line."""
    left, right = SERVICES
    pitch = min(4.6, 14.0 / max(-(-len(services) // 2), 1))
    style = Style("hei", min(8.2, pitch * 1.9), 10, "#2B3035")
    second = left + 31
    for at, service in enumerate(services):
        row, column = divmod(at, 2)
        x, room = ((left, 29.5), (second, right - second))[column]
        paper.fit((x, 14.2 + pitch * row, room), service, style)


def _draw_phones(paper: Paper, phones: Sequence[tuple[str, str]]) -> None:
    left, right = _BACK
    pitch = min(4.8, 14.2 / max(-(-len(phones) // 2), 1))
    size = min(8.8, pitch * 1.9)
    quiet, bold = Style("hei", size, 10, SOFT), Style("heib", size, 10, INK)
    for at, (label, phone) in enumerate(phones):
        row, column = divmod(at, 2)
        baseline = 32.1 + pitch * row
        x = (left, 47.0)[column]
        paper.fit((x, baseline, 16.5), label, quiet)
        if column:
            paper.fit((x + 17, baseline, right - x - 17), phone, bold, align="right")
        else:
            paper.fit((x + 17, baseline, 22), phone, bold)


def _draw_emergency(paper: Paper, calls: Sequence[tuple[str, str]]) -> None:
    """Evenly spread; the last, the hotline, in red."""
    left, right = _BACK[0] + 2.2, _BACK[1] - 2.2
    plain, bold = Style("hei", 8.6, 10, INK), Style("heib", 8.6, 10, INK)
    calls = [(one_line(label), one_line(phone)) for label, phone in calls]
    widths = [plain.width(label + " ") + bold.width(phone) for label, phone in calls]
    scale = min(1.0, (right - left) / max(sum(widths) + 3 * (len(calls) - 1), 1))
    gap = (right - left - sum(widths) * scale) / max(len(calls) - 1, 1)
    x = left
    for (label, phone), width in zip(calls, widths, strict=True):
        color = RED if (label, phone) == calls[-1] else INK
        pair = (Style(s.face, s.size * scale, 10, color) for s in (plain, bold))
        end = paper.text(x, 48.1, label + " ", next(pair))
        paper.text(end, 48.1, phone, next(pair))
        x += width * scale + gap


def _draw_a6(paper: Paper, card: CardFace, words: CardBack) -> None:
    face = (card.community, card.address, card.slogan)
    paper.stamp(face, (105, 148.5), lambda: _stamp_a6(paper, card, words))
    left, _ = _A6
    contacts = (card.main, *card.lines)
    step = 61.0 / max(len(contacts), 3)
    for at, contact in enumerate(contacts):
        _draw_call(paper, contact, 36.4 + step * at, step / 20.3)
    plain, bold = Style("hei", 10, 13, SOFT), Style("heib", 11, 13, INK)
    x, y, side = QR_A6
    paper.qr(x, y, side, card.card_no)
    room = x - 4 - left
    if card.household_name:
        end = paper.fit((left, 127.4, room - 6), card.household_name, bold)
        paper.text(end, 127.4, " 家", plain)
    paper.fit((left, 132.4, room), card.door, plain)
    paper.fit((left, 136.2, room), card.card_no, plain.at(8))


def _draw_call(paper: Paper, contact: Contact, top: float, scale: float) -> None:
    """Who, and the number as large as old eyes like it."""
    left, right = _A6
    label = min(1.0, scale * 1.15)
    paper.fit((left, top + 5.9 * scale, 50), contact.post, Style("hei", 13 * label, 16, SOFT))
    paper.fit(
        (60, top + 5.9 * scale, right - 60),
        contact.name,
        Style("heib", 15 * label, 18, INK),
        align="right",
    )
    number = Style("heib", 34 * scale, 40, INK, 0.8)
    if number.width(contact.phone) > 70 * scale:
        number = number.at(25 * min(1.0, scale * 1.1))
    paper.fit((left, top + 18.0 * scale, right - left), contact.phone, number)


def _stamp_a6(paper: Paper, card: CardFace, words: CardBack) -> None:
    left, right = _A6
    paper.fill(left, 8, right - left, 3, RED)
    paper.text(left, 24.3, TITLE, Style("songb", 29, 32, RED, 2.4))
    paper.fit((left, 31.8, right - left), card.slogan, Style("hei", 13.5, 16, SOFT))
    paper.across(left, 35.4, right - left, 0.4, RED)
    paper.across(left, 98.6, right - left, 0.3, RULE)
    quick = [*words.phones[:2], *words.emergency[:4]]
    rows = -(-len(quick) // 2)
    pitch = min(6.6, 20.0 / max(rows, 1))
    plain, bold = Style("hei", 12, 14, INK), Style("heib", 12, 14, INK)
    for at, (label, phone) in enumerate(quick):
        row, column = divmod(at, 2)
        baseline = 104.6 + pitch * row
        x = (left, 56.0)[column]
        room = min(bold.width(phone), 26.0)
        paper.fit((x, baseline, 40.5 - room - 1.5), label, plain)
        paper.fit((x + 41 - room - 0.01, baseline, room + 0.01), phone, bold, align="right")
    office = "　".join(part for part in (card.community, card.address) if part)
    paper.fit((left, 140.2, QR_A6[0] - 4 - left), office, Style("hei", 9, 11, SOFT))
