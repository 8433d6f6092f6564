"""Every line of boxes.csv, typed from the documents, is found on the finished paper."""

import csv
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from tests.forms import reading
from tests.forms.party_papers import dashed
from tests.forms.reading import Box
from tests.forms.ticket_papers import photos
from wenming_desktop.forms import feedback_letter, service_card, street_sign
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.page import Pdf

NEAR = 0.5
ZONES = frozenset({"services", "safe"})
"""Rooms that words keep inside of; nothing is drawn along their edges."""
STEPS = {"行距": 0.05, "字距": 0.02}
"""From one to the next: what is off adds up over a page."""
Line = dict[str, str]
Finder = Callable[[Pdf, Line], Iterator[Box]]


def lines() -> list[Line]:
    with (Path(__file__).parent / "boxes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def drawn(form: str) -> Pdf:
    return FORMS[form].draw(FORMS[form].sample())


# a sheet of service cards: boxes count from the corner of a card


@cache
def cards(layout: str) -> Pdf:
    sample = service_card.sample()
    return service_card.draw(replace(sample, cards=sample.cards[:8], layout=layout, back="long"))


def card_grid(_: Pdf, line: Line) -> Iterator[Box]:
    image = reading.picture(cards(line["layout"]))
    if line["layout"] == "a6":
        yield Box(0, 0, image.width * 25.4 / 200, image.height * 25.4 / 200)
        return
    xs = reading.dark_columns(image, float(line["y"]) - 5)
    ys = reading.dark_rows(image, float(line["x"]) - 5)
    yield Box(xs[0], ys[0], xs[-1] - xs[0], ys[-1] - ys[0])


def card_corner(layout: str, *, back: bool = False) -> tuple[float, float]:
    """The corner of the first card, or of its back on a sheet turned over the long edge."""
    grid = reading.box("service_card", layout, "grid")
    gap = 6 if layout == "8up" else 0
    return grid.x + (90 + gap) * back, grid.y


def card_bar(_: Pdf, line: Line) -> Iterator[Box]:
    x, y = card_corner(line["layout"])
    area = Box(x - 3.2, y - 5, 9, 61 if line["layout"] == "10up" else 62)
    red = reading.coloured(reading.picture(cards(line["layout"])), area)
    yield Box(red.x - x, red.y - y, red.w, red.h)


def card_qr(_: Pdf, line: Line) -> Iterator[Box]:
    x, y = card_corner(line["layout"], back=True)
    for mark in reading.masks(cards(line["layout"]), 2):
        yield Box(mark.x - x, mark.y - y, mark.w, mark.h)


def card_services(_: Pdf, line: Line) -> Iterator[Box]:
    """The list of services keeps inside its zone and begins at its edge."""
    pdf = cards(line["layout"])
    x, y = card_corner(line["layout"], back=True)
    zone = Box(*(float(line[key]) for key in "xywh"))
    names = set(service_card.sample().reverse.services)
    words = [word for word in reading.words(pdf, 2) if word.text in names]
    mine = [word for word in words if zone.holds(Box(word.x - x, word.y - y, word.w, word.h))]
    if len(mine) == len(names):
        yield zone


def card_safe(_: Pdf, line: Line) -> Iterator[Box]:
    """Every mark of the four cards keeps this far from its card's edges."""
    pdf = cards("a6")
    zone = Box(*(float(line[key]) for key in "xywh"))
    corners = [(x, y) for x in (0, 105) for y in (0, 148.5)]
    zones = [Box(x + zone.x, y + zone.y, zone.w, zone.h) for x, y in corners]
    marks = (*reading.masks(pdf), *reading.words(pdf))
    if all(any(one.holds(mark) for one in zones) for mark in marks):
        yield zone


def card_qr_size(_: Pdf, line: Line) -> Iterator[Box]:
    yield from reading.masks(cards("a6"))


# the letter


def red_runs(pdf: Pdf, x: float) -> list[Box]:
    """The red rules that a cut down the first page meets, at their whole length."""
    image, scale = reading.picture(pdf, 1, 300), 300 / 25.4
    found, start = [], None
    for y in range(image.height):
        red, green, blue = image.getpixel((round(x * scale), y))
        is_red = red > 150 and green < 110 and blue < 110
        if is_red and start is None:
            start = y
        elif not is_red and start is not None:
            area = Box(1, start / scale, 208, (y - start) / scale)
            rule = reading.coloured(image, area, 300)
            found.append(Box(rule.x, area.y, rule.w, area.h))
            start = None
    return found


def letter_rule(pdf: Pdf, line: Line) -> Iterator[Box]:
    """A pair of rules: told by its outer edges; the lower pair by where it ends."""
    upper = line["part"].startswith("上")
    first, second = red_runs(pdf, 22)[:2] if upper else red_runs(pdf, 22)[2:]
    assert (first.h > second.h) is upper, "thick above thin at the top, thin above thick below"
    yield Box(first.x, second.y + second.h, first.w, 0) if not upper else first


def letter_head(pdf: Pdf, line: Line) -> Iterator[Box]:
    top = red_runs(pdf, 22)[0].y
    name = reading.coloured(reading.picture(pdf), Box(15, 20, 180, top - 20.3))
    yield Box(name.x, name.y, name.w, top - name.y - name.h) if line["part"] == "线距" else name


@cache
def letter_lines() -> list[list[Box]]:
    """The lines of a page that nothing but one paragraph fills."""
    pdf = feedback_letter.draw(replace(feedback_letter.sample(), body=("国" * 2000, "完。")))
    found: dict[int, list[Box]] = {}
    for char in reading.chars(pdf, 2):
        if char.text == "国":
            found.setdefault(round(char.y / 2), []).append(char)
    return [found[at] for at in sorted(found)]


def letter_area(_: Pdf, _line: Line) -> Iterator[Box]:
    """The type area: as many lines as a page has, half a gap above the first, below the last."""
    lines_ = letter_lines()
    pitch = (lines_[-1][0].y - lines_[0][0].y) / (len(lines_) - 1)
    left, right = lines_[0][0].x, lines_[0][-1].x + lines_[0][-1].w
    top = lines_[0][0].middle[1] - pitch / 2
    yield Box(left, top, right - left, len(lines_) * pitch)


def letter_pitch(_: Pdf, _line: Line) -> Iterator[Box]:
    """From character to character and from line to line, over a whole page."""
    lines_ = letter_lines()
    first, last = lines_[0], lines_[-1]
    across = (first[-1].x - first[0].x) / (len(first) - 1)
    yield Box(0, 0, across, (last[0].y - first[0].y) / (len(lines_) - 1))


def letter_folio(pdf: Pdf, _: Line) -> Iterator[Box]:
    for page in range(2, pdf.pages + 1):
        (number,) = [b for at, b in reading.spots(pdf, f"—{page}—") if at == page]
        dash = next(c for c in reading.chars(pdf, page) if c.text == "—" and c.y > 260)
        yield Box(number.x, dash.y + dash.h / 2, number.w, 0)


# the street's plate


def plate_bar(pdf: Pdf, _: Line) -> Iterator[Box]:
    image = reading.picture(pdf)
    yield reading.coloured(image, Box(0, 0, image.width * 25.4 / 200, 12))


def plate_rule(pdf: Pdf, _: Line) -> Iterator[Box]:
    """The longest dark line across the plate."""
    image = reading.picture(pdf)
    for start, end in reading.dark_runs(image.transpose(Image.Transpose.TRANSPOSE), 30):
        for left, right in reading.dark_runs(image, (start + end) / 2):
            yield Box(left, start, right - left, end - start + 25.4 / 200)


def plate_team(pdf: Pdf, line: Line) -> Iterator[Box]:
    """A box with a dark head, told by the words in it; down to the line that closes it."""
    for page, spot in reading.spots(pdf, line["part"]):
        image = reading.picture(pdf, page)
        turned = image.transpose(Image.Transpose.TRANSPOSE)
        for left, right in reading.dark_runs(image, spot.y - 1.5):
            if left <= spot.x <= right:
                down = [run for run in reading.dark_runs(turned, left + 6) if run[1] > spot.y]
                yield Box(left, down[0][0], right - left, down[1][1] - down[0][0])


def plate_size(_: Pdf, line: Line) -> Iterator[Box]:
    sign = replace(street_sign.sample(), size=line["layout"])
    image = reading.picture(street_sign.draw(sign))
    yield Box(0, 0, image.width * 25.4 / 200, image.height * 25.4 / 200)


# what is dashed


def seal(areas: tuple[tuple[int, Box], ...]) -> Finder:
    def find(pdf: Pdf, _: Line) -> Iterator[Box]:
        for page, area in areas:
            yield dashed(pdf, area, page)

    return find


def tear(pdf: Pdf, _: Line) -> Iterator[Box]:
    for _page, words in reading.spots(pdf, "沿此线撕下回执"):
        yield Box(words.x, words.middle[1], words.w, 0)


def label(pdf: Pdf, line: Line) -> Iterator[Box]:
    return reading.cells(pdf, line["part"])


FINDERS: dict[tuple[str, str], Finder] = {
    ("service_card", "grid"): card_grid,
    ("service_card", "bar"): card_bar,
    ("service_card", "qr"): card_qr,
    ("service_card", "services"): card_services,
    ("service_card", "safe"): card_safe,
    ("service_card", "qr_size"): card_qr_size,
    ("feedback_letter", "上文武线"): letter_rule,
    ("feedback_letter", "下文武线"): letter_rule,
    ("feedback_letter", "发文机关标志"): letter_head,
    ("feedback_letter", "线距"): letter_head,
    ("feedback_letter", "版心"): letter_area,
    ("feedback_letter", "行距"): letter_pitch,
    ("feedback_letter", "字距"): letter_pitch,
    ("feedback_letter", "页码"): letter_folio,
    ("street_sign", "plate"): plate_size,
    ("street_sign", "bar"): plate_bar,
    ("street_sign", "rule"): plate_rule,
    ("street_sign", "市容管理中队"): plate_team,
    ("street_sign", "环卫管理中队"): plate_team,
    ("street_sign", "市政管理中队"): plate_team,
    ("contact_card", "seal"): seal(((1, Box(10, 95, 40, 45)), (1, Box(52, 95, 45, 45)))),
    ("feedback_card", "seal"): seal(((1, Box(85, 145, 60, 60)),)),
    ("feedback_card", "tear"): tear,
    ("ticket_feedback", "seal"): seal(((1, Box(88, 118, 52, 51)),)),
    ("transfer_slip", "seal"): seal(((1, Box(145, 170, 52, 52)),)),
    ("rectification_notice", "seal"): seal(((1, Box(145, 178, 52, 52)),)),
    ("rectification_notice", "photo"): photos,
}
"""Boxes that no label stands in; all others are found by their words."""


def places(pdf: Pdf, line: Line) -> list[Box]:
    return list(FINDERS.get((line["form"], line["part"]), label)(pdf, line))


def nearest(boxes: list[Box], line: Line) -> float:
    return min((reading.off(box, line) for box in boxes), default=math.inf)


def found(line: Line) -> list[Box]:
    """Where it may be: on the sample, or on the empty form where its text made a row taller."""
    form, boxes = FORMS[line["form"]], places(drawn(line["form"]), line)
    flat = line | {"h": ""}
    here = [box for box in boxes if reading.off(box, flat) < NEAR]
    if line["h"] and form.blank and here and all(b.h > float(line["h"]) + NEAR for b in here):
        return places(form.draw(form.blank()), line)
    return boxes


@pytest.mark.parametrize(
    "line", lines(), ids=lambda line: " ".join(filter(None, list(line.values())[:3]))
)
def test_a_box_stands_where_the_documents_say(line: Line) -> None:
    boxes = found(line)
    assert nearest(boxes, line) < STEPS.get(line["part"], NEAR)
    if line["part"] in ZONES:
        return
    for key in filter(line.__getitem__, "xywh"):
        elsewhere = line | {key: str(float(line[key]) + 1)}
        assert nearest(boxes, elsewhere) > NEAR, "a box that is elsewhere would be found too"


def test_no_line_is_empty_or_told_twice() -> None:
    keys = [(line["form"], line["layout"], line["part"]) for line in lines()]
    assert len(set(keys)) == len(keys)
    assert all(line["form"] in FORMS for line in lines())
    assert all(any(line[key] for key in "xywh") for line in lines())
