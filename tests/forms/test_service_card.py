"""Service cards: what is printed, where, and what lies behind what."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms import reading
from tests.forms.reading import Box
from wenming_desktop.errors import UserError
from wenming_desktop.forms.service_card import (
    LAYOUTS,
    CardFace,
    Contact,
    draw_cards,
    sample,
    sample_back,
)

CARDS = sample().cards
NEAR = 0.5
HOSTILE = [
    "<b>粗</b><img src='file:///etc/passwd'>",
    "&lt;</para><br>",
    "李\u202e明\x00",
    "=cmd|' /C calc'!A0",
    "(\\) Tj ET Q",
    "汉" * 1000,
    "W" * 1000,
    "马ش\ue863\ud800",
    "",
]


def slot(layout: str, place: int) -> Box:
    """Where the card of a place lies, by the documents' own numbers."""
    grid = reading.box("service_card", layout, "grid")
    columns, rows = {"10up": (2, 5), "8up": (2, 4), "a6": (2, 2)}[layout]
    width, height = (105, 148.5) if layout == "a6" else (90, 54)
    gap_x = (grid.w - columns * width) / (columns - 1)
    gap_y = (grid.h - rows * height) / (rows - 1)
    row, column = divmod(place, columns)
    return Box(grid.x + column * (width + gap_x), grid.y + row * (height + gap_y), width, height)


@pytest.mark.parametrize("layout", ["10up", "8up", "a6"])
def test_names_doors_and_numbers_come_back_as_text(layout):
    pdf = draw_cards(CARDS, layout, reverse=sample_back())
    text = reading.text(pdf)
    for card in CARDS:
        for part in (card.household_name, card.card_no, card.main.phone):
            assert part in text
    assert pdf.pages == -(-len(CARDS) // LAYOUTS[layout].places)
    reading.check(pdf)


@pytest.mark.parametrize("layout", ["10up", "8up", "a6"])
def test_each_card_stands_in_its_place(layout):
    pdf = draw_cards(CARDS, layout, reverse=sample_back())
    found = {word.text: word for word in reading.words(pdf)}
    for place in range(LAYOUTS[layout].places):
        assert slot(layout, place).holds(found[CARDS[place].card_no], slack=0)


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize("layout", ["10up", "8up"])
def test_each_back_lies_behind_its_own_front(layout, flip):
    pdf = draw_cards(CARDS, layout, flip, start=2, reverse=sample_back())
    places = LAYOUTS[layout].places
    sheets = -(-(len(CARDS) + 1) // places)
    assert pdf.pages == 2 * sheets
    for sheet in range(sheets):
        fronts = {word.text: word.middle for word in reading.words(pdf, 2 * sheet + 1)}
        symbols = reading.codes(pdf, 2 * sheet + 2)
        expected = [c.card_no for c in CARDS][max(sheet * places - 1, 0) : (sheet + 1) * places - 1]
        assert sorted(symbol.text for symbol in symbols) == expected
        for symbol in symbols:
            x, y = symbol.middle
            # Turned over the long edge left and right change places, over the short one top
            # and bottom do.
            behind = (210 - x, y) if flip == "long" else (x, 297 - y)
            cells = [slot(layout, at) for at in range(places)]
            (mine,) = [c for c in cells if c.holds(Box(*behind, 0, 0), slack=0)]
            assert mine.holds(Box(*fronts[symbol.text], 0, 0), slack=0)


def test_both_flips_give_the_same_card_once_it_is_cut():
    one, two = (
        reading.picture(draw_cards(CARDS[:3], "10up", flip, reverse=sample_back()), 2, 60)
        for flip in ("long", "short")
    )
    turned = two.rotate(180)
    alike = sum(
        abs(a - b) < 90
        for a, b in zip(one.convert("L").tobytes(), turned.convert("L").tobytes(), strict=True)
    )
    assert alike > 0.99 * one.width * one.height


@pytest.mark.parametrize("layout", ["10up", "8up"])
def test_bar_and_qr_stand_where_the_documents_say(layout):
    pdf = draw_cards(CARDS[:8], layout, "long", reverse=sample_back())
    bar, qr = (reading.box("service_card", layout, part) for part in ("bar", "qr"))
    image = reading.picture(pdf, 1)
    for place in (0, 3):
        card = slot(layout, place)
        area = Box(card.x - 3.2, card.y + 10, 10, 30)
        red = reading.coloured(image, area)
        assert red.x == pytest.approx(card.x + bar.x, abs=NEAR)
        assert red.w == pytest.approx(bar.w, abs=NEAR)
    # From the first card upwards only its own bar is red.
    card = slot(layout, 0)
    red = reading.coloured(image, Box(card.x - 3.2, card.y - 5, 9, 40))
    assert red.y == pytest.approx(card.y + bar.y, abs=NEAR)
    symbols = reading.masks(pdf, 2)
    assert len(symbols) == 8
    for place in range(8):
        card = slot(layout, place)
        (mine,) = [s for s in symbols if card.holds(s)]
        assert mine.x - card.x == pytest.approx(qr.x, abs=NEAR)
        assert mine.y - card.y == pytest.approx(qr.y, abs=NEAR)
        assert (mine.w, mine.h) == (pytest.approx(qr.w, abs=NEAR), pytest.approx(qr.h, abs=NEAR))


@pytest.mark.parametrize("layout", ["10up", "8up"])
def test_the_services_leave_the_qr_its_room(layout):
    pdf = draw_cards(CARDS[:1], layout, "long", reverse=sample_back())
    zone = reading.box("service_card", layout, "services")
    card = slot(layout, 1)  # the first front's back lies in the right column
    where = Box(card.x + zone.x, card.y + zone.y, zone.w, zone.h)
    names = set(sample_back().services)
    found = [word for word in reading.words(pdf, 2) if word.text in names]
    assert len(found) == len(names)
    assert all(where.holds(word) for word in found)


def test_a6_keeps_away_from_the_edge_that_printers_cannot_reach():
    pdf = draw_cards(CARDS[:4], "a6", "long", reverse=sample_back())
    assert pdf.pages == 1  # a magnet has no back
    safe = reading.box("service_card", "a6", "safe")
    symbols, words = reading.masks(pdf), reading.words(pdf)
    cells = [slot("a6", place) for place in range(4)]
    inner = [Box(c.x + safe.x, c.y + safe.y, safe.w, safe.h) for c in cells]
    for mark in (*symbols, *words):
        assert any(zone.holds(mark) for zone in inner), mark
    size = reading.box("service_card", "a6", "qr_size")
    assert all(symbol.w == pytest.approx(size.w, abs=NEAR) for symbol in symbols)
    assert sorted(c.text for c in reading.codes(pdf)) == [c.card_no for c in CARDS[:4]]


@pytest.mark.parametrize(
    ("layout", "xs", "ys"),
    [
        ("10up", [15, 105, 195], [13.5, 67.5, 121.5, 175.5, 229.5, 283.5]),
        ("8up", [12, 102, 108, 198], [31.5, 85.5, 91.5, 145.5, 151.5, 205.5, 211.5, 265.5]),
    ],
)
def test_crop_marks_stand_outside_the_cards(layout, xs, ys):
    image = reading.picture(draw_cards(CARDS[:1], layout), 1, 400)
    grid = reading.box("service_card", layout, "grid")
    above = reading.dark_columns(image, grid.y - 5, 400)
    assert above == pytest.approx(xs, abs=NEAR)
    beside = reading.dark_columns(image.transpose(method=5), grid.x - 5, 400)
    assert beside == pytest.approx(ys, abs=NEAR)
    edge = reading.dark_columns(image, 4.5, 400)
    assert edge == []


def test_printing_begins_at_the_wanted_place():
    words = {w.text: w for w in reading.words(draw_cards(CARDS[:1], "10up", start=4))}
    assert slot("10up", 3).holds(words[CARDS[0].card_no], slack=0)


@pytest.mark.parametrize("start", [0, 11, -1])
def test_a_place_beyond_the_sheet_is_refused(start):
    with pytest.raises(UserError, match="10 个位置"):
        draw_cards(CARDS[:1], "10up", start=start)


def test_a_number_that_no_scanner_reads_is_refused():
    with pytest.raises(UserError, match="二维码"):
        draw_cards([replace(CARDS[0], card_no="连心-1")], "10up", "long")


def test_no_household_name_no_word_family():
    text = reading.text(draw_cards([replace(CARDS[0], household_name="")], "10up"))
    assert "家" not in text
    assert CARDS[0].door in text


def test_a_long_name_and_door_are_printed_whole():
    long = replace(
        CARDS[0],
        household_name="吐尔逊江·买买提明·阿不都热合曼",
        door="槐荫一院滨河花园第二期 13号楼 2单元 1501室（复式上层，西侧入户）",
    )
    pdf = draw_cards([long])
    assert pdf.cut == ()
    text = reading.text(pdf)
    assert long.household_name in text
    assert long.door in text


def test_a_missing_glyph_is_reported_with_its_name():
    pdf = draw_cards([replace(CARDS[0], household_name="王\ue863明")])
    assert [(m.text, m.chars) for m in pdf.missing] == [("王\ue863明", "\ue863")]


def face(value: str) -> CardFace:
    contact = Contact(value, value, value)
    return CardFace(
        "LXK-00-00001", value, value, value, value, value, contact, (contact,) * 3, value, value
    )


@pytest.mark.parametrize("layout", ["10up", "8up", "a6"])
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_value_stays_text_inside_its_card(layout, value):
    back = replace(
        sample_back(),
        heading=value,
        services=(value,) * 8,
        phones=((value, value),) * 6,
        emergency=((value, value),) * 4,
    )
    pdf = draw_cards([face(value)], layout, "long", reverse=back)
    reading.check(pdf)
    for page in range(1, pdf.pages + 1):
        card = slot(layout, (page - 1) % 2)
        for word in reading.words(pdf, page):
            assert card.x - NEAR <= word.x
            assert word.x + word.w <= card.x + card.w + NEAR


def test_what_was_cut_is_reported():
    assert draw_cards([face("汉" * 1000)]).cut == ("汉" * 1000,)


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_a_card(value):
    assert draw_cards([face(value)], "10up", "long").pages == 2
