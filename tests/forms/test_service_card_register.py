"""Front and back of the card sheets: in register within half a millimetre, whichever way turned.

The sheet is turned over its long edge (left and right change places) or its short one (top and
bottom do); what lies behind each front is looked up with the documents' own numbers.
"""

from dataclasses import replace

import pytest

from tests.forms import reading
from tests.forms.reading import Box
from tests.forms.test_service_card import CARDS, NEAR, slot
from wenming_desktop.cards.model import Contact
from wenming_desktop.cards.posts import MOST_LINES
from wenming_desktop.forms.service_card import LAYOUTS, draw_cards, sample_back

PAPER = (210.0, 297.0)
BOTH = [(layout, flip) for layout in ("10up", "8up") for flip in ("long", "short")]


def behind(box: Box, flip: str) -> Box:
    """Where a mark of the back page lies, seen through the front."""
    if flip == "long":
        return Box(PAPER[0] - box.x - box.w, box.y, box.w, box.h)
    return Box(box.x, PAPER[1] - box.y - box.h, box.w, box.h)


@pytest.mark.parametrize(("layout", "flip"), BOTH)
def test_every_code_lies_at_its_place_behind_its_front(layout, flip):
    pdf = draw_cards(CARDS[: LAYOUTS[layout].places], layout, flip, reverse=sample_back())
    qr = reading.box("service_card", layout, "qr")
    symbols = [behind(symbol, flip) for symbol in reading.masks(pdf, 2)]
    assert len(symbols) == LAYOUTS[layout].places
    for place in range(LAYOUTS[layout].places):
        card = slot(layout, place)
        (mine,) = [symbol for symbol in symbols if card.holds(symbol)]
        # Behind its front the back is a mirror image, the same whichever way the sheet turned.
        x, y = card.w - qr.x - qr.w, qr.y
        assert mine.x - card.x == pytest.approx(x, abs=NEAR), place
        assert mine.y - card.y == pytest.approx(y, abs=NEAR), place


@pytest.mark.parametrize(("layout", "flip"), [("10up", "long"), ("10up", "short")])
def test_the_crop_marks_of_both_sides_are_one(layout, flip):
    pdf = draw_cards(CARDS[:3], layout, flip, reverse=sample_back())
    grid = reading.box("service_card", layout, "grid")
    found = []
    for page in (1, 2):
        image = reading.picture(pdf, page, 400)
        turned = image.transpose(method=5)
        found.append(
            (
                reading.dark_columns(image, grid.y - 5, 400),
                reading.dark_columns(turned, grid.x - 5, 400),
            )
        )
    (front_x, front_y), (back_x, back_y) = found
    if flip == "long":
        back_x = sorted(PAPER[0] - x for x in back_x)
    else:
        back_y = sorted(PAPER[1] - y for y in back_y)
    assert back_x == pytest.approx(front_x, abs=NEAR)
    assert back_y == pytest.approx(front_y, abs=NEAR)


@pytest.mark.parametrize(("layout", "flip"), [*BOTH, ("a6", None)])
def test_every_code_can_be_scanned(layout, flip):
    places = LAYOUTS[layout].places
    pdf = draw_cards(CARDS[:places], layout, flip, reverse=sample_back())
    page = 1 if layout == "a6" else 2
    codes = sorted(code.text for code in reading.codes(pdf, page))
    assert codes == [card.card_no for card in CARDS[:places]]


def test_as_many_lines_as_fit_are_printed_at_full_size():
    more = tuple(Contact(f"岗位{at}", "孙福顺", f"8801 77{at}2") for at in range(MOST_LINES - 1))
    full = draw_cards([replace(CARDS[0], lines=more)])
    usual = draw_cards([replace(CARDS[0], lines=more[:2])])
    sizes = {word.text: word.h for word in reading.words(usual)}
    shown = {word.text: word.h for word in reading.words(full)}
    assert full.cut == ()
    for line in more:
        # Words come one by one or as a whole line.
        assert any(word.startswith(line.phone[:4]) for word in shown)
    for text, height in sizes.items():
        assert shown[text] == pytest.approx(height, abs=0.05), text
