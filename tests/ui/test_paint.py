"""Chips and lamps: every kind the register names has its tint; none is drawn outside its cell."""

import csv

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

import resources
from ui.common import icons, theme
from ui.common.paint import Chip, Lamp, chip_colours, draw_chips, draw_lamp, is_party

CELL = QRect(10, 0, 180, 36)


def _drawn(draw: object) -> QImage:
    image = QImage(240, 36, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    assert callable(draw)
    draw(painter)
    painter.end()
    return image


def test_every_label_of_the_register_has_its_own_tint() -> None:
    with resources.path("codes", "care_tag.csv").open(encoding="utf-8") as lines:
        kinds = {row["kind"] for row in csv.DictReader(lines)} - {"rent", "nocard"}
    neutral = chip_colours("rent")
    assert {kind for kind in kinds if chip_colours(kind) == neutral} == set()
    assert is_party(Chip("党员户", "party"))


def test_an_unknown_kind_is_neutral() -> None:
    assert chip_colours("本社区自定") == chip_colours("rent")


def test_many_chips_stay_in_their_cell() -> None:
    chips = tuple(Chip(label, "elder") for label in ("独居", "高龄", "留守老人", "失独", "低保"))
    image = _drawn(lambda painter: draw_chips(painter, CELL, chips))
    white = QColor("white").rgb()
    assert all(image.pixel(x, 18) == white for x in range(CELL.right() + 1, 240))
    assert any(image.pixel(x, 18) != white for x in range(CELL.left(), CELL.right()))


@pytest.mark.parametrize("kind", ["danger", "warn", "ok", "none", "red", "amber", "green", ""])
def test_lamps_differ_by_shape_not_only_colour(kind: str) -> None:
    image = _drawn(lambda painter: draw_lamp(painter, CELL, Lamp(kind, "剩 2 天")))
    assert image != _drawn(lambda painter: None)


def test_a_square_fills_its_corner_a_disc_does_not() -> None:
    red = _drawn(lambda painter: draw_lamp(painter, CELL, Lamp("danger", "")))
    green = _drawn(lambda painter: draw_lamp(painter, CELL, Lamp("ok", "")))
    side = theme.px("lamp")
    corner = QRect(CELL.left(), CELL.center().y() - side // 2, side, side).topLeft()
    middle = corner + QPoint(side // 2, side // 2)
    inner = corner + QPoint(1, 1)
    assert red.pixelColor(middle) == red.pixelColor(inner) == theme.colour("danger")
    assert green.pixelColor(middle) == theme.colour("ok")
    assert green.pixelColor(inner) != theme.colour("ok")


def test_every_icon_name_is_in_the_font() -> None:
    for name in icons._codes():
        picture = icons.pixmap(name, 18).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(18) for y in range(18)), name
