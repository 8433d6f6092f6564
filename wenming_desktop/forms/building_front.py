"""楼栋图: a building's front on one sheet, with names for the desk or without for the wall."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import HAIR, INK, SHADE, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.text import Style, one_line

TITLE: Final = "楼栋图"
PAPERS: Final = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
MARGIN: Final = 12.0
HEAD: Final = 20.0
FOOT: Final = 16.0
UNIT_HEAD: Final = 7.0
FLOOR: Final = 10.0
GAP: Final = 3.0
INSET: Final = 0.8
LARGEST: Final = (40.0, 24.0)
SMALLEST: Final = (15.0, 9.5)
"""A door's box in millimetres; below the smallest the sheet goes on to the next page."""
_TIGHT: Final = 13.5


@dataclass(frozen=True)
class DoorBox:
    """A door as drawn; `signs` are one-character signs of care, `head` empty on wall sheets."""

    unit: str
    floor: str
    column: str
    room: str
    head: str = ""
    people: int | None = None
    signs: tuple[str, ...] = ()
    party: bool = False
    vacant: bool = False


@dataclass(frozen=True)
class FrontSheet:
    """A front: `units` are (key, words, columns), `legend` the signs in words."""

    title: str
    facts: str
    units: tuple[tuple[str, str, tuple[str, ...]], ...]
    floors: tuple[str, ...]
    doors: tuple[DoorBox, ...]
    legend: tuple[tuple[str, str], ...] = ()
    paper: str = "A4"
    printed_by: str = ""
    printed_at: datetime | None = None
    watermark: str = ""


def sample() -> FrontSheet:
    """Six floors of three units, rare characters and a long name among them."""
    names = ("王秀兰", "陈国栋", "䶮小满", "李𠅤", "阿卜杜拉·吐尔逊·买买提江", "梁𬎆")
    units = tuple((str(unit), f"{unit}单元", ("01", "02")) for unit in (1, 2, 3))
    floors = tuple(f"{floor}层" for floor in range(6, 0, -1))
    doors = tuple(
        DoorBox(
            unit,
            f"{floor}层",
            column,
            f"{floor}{column}",
            head="" if (at := floor * 6 + int(unit) * 2 + int(column)) % 11 == 0 else names[at % 6],
            people=None if at % 11 == 0 else at % 4 + 1,
            signs=("独", "龄") if at % 5 == 0 else ("困",) if at % 7 == 0 else (),
            party=at % 6 == 0,
            vacant=at % 11 == 0,
        )
        for unit, _, columns in units
        for floor in range(6, 0, -1)
        for column in columns
    )
    return FrontSheet(
        "槐荫一院 3号楼",
        "6 层 3 单元·35 户·1986 年建",
        units,
        floors,
        doors,
        (("独", "独居"), ("龄", "高龄"), ("困", "困难")),
        printed_by="林晓燕",
        printed_at=datetime(2026, 11, 20, 10, 42),
        watermark="林晓燕 2026-11-20 10:42 楼栋图",
    )


@form("building_front", TITLE, "building", sample=sample)
def draw(sheet: FrontSheet) -> Pdf:
    """Draw the front; a building too wide or too high for one page goes on to the next."""
    paper = Paper(TITLE, size=PAPERS[sheet.paper], watermark=sheet.watermark)
    paper.footer = lambda page, at, of: _foot(page, sheet, at, of)
    doors = {(door.unit, door.floor, door.column): door for door in sheet.doors}
    for units in _spread(sheet.units, _columns_that_fit(paper.size[0])):
        for floors in _parts(sheet.floors, _floors_that_fit(paper.size[1])):
            paper.page()
            _head(paper, sheet)
            _page(paper, units, floors, doors)
    return paper.finish()


Unit = tuple[str, str, tuple[str, ...]]


def _columns_that_fit(width: float) -> int:
    return int((width - 2 * MARGIN - FLOOR - 4 * GAP) / SMALLEST[0])


def _floors_that_fit(height: float) -> int:
    return int((height - 2 * MARGIN - HEAD - FOOT - UNIT_HEAD) / SMALLEST[1])


def _spread(units: Sequence[Unit], most: int) -> Iterator[list[Unit]]:
    """Whole units a page, as many as fit; a unit wider than a page is cut."""
    page: list[Unit] = []
    for key, words, columns in units:
        for part in _parts(columns, most):
            if page and sum(len(unit[2]) for unit in page) + len(part) > most:
                yield page
                page = []
            page.append((key, words, tuple(part)))
    yield page


def _parts(items: Sequence[str], most: int) -> list[Sequence[str]]:
    pages = max(1, -(-len(items) // most))
    size = max(1, -(-len(items) // pages))
    return [items[at : at + size] for at in range(0, max(len(items), 1), size)]


def _head(paper: Paper, sheet: FrontSheet) -> None:
    width = paper.size[0] - 2 * MARGIN
    title = Style("songb", 18, 24, INK, 1)
    end = paper.text(MARGIN, MARGIN + 8, one_line(sheet.title), title)
    facts = Style("hei", 11, 15, SOFT)
    paper.fit((end + 5, MARGIN + 8, width - end - 5 + MARGIN), sheet.facts, facts)


def _page(
    paper: Paper,
    units: Sequence[Unit],
    floors: Sequence[str],
    doors: dict[tuple[str, str, str], DoorBox],
) -> None:
    columns = sum(len(unit[2]) for unit in units)
    room = paper.size[0] - 2 * MARGIN - FLOOR - GAP * (len(units) - 1)
    height = paper.size[1] - 2 * MARGIN - HEAD - FOOT - UNIT_HEAD
    wide = min(LARGEST[0], room / max(1, columns))
    high = min(LARGEST[1], height / max(1, len(floors)))
    top, left = MARGIN + HEAD - 6, MARGIN + FLOOR
    for at, floor in enumerate(floors):
        baseline = top + UNIT_HEAD + at * high + high / 2 + 1.2
        paper.fit((MARGIN, baseline, FLOOR - 1.5), floor, Style("hei", 9, 12, SOFT), align="right")
    for key, words, inside in units:
        span = wide * len(inside)
        paper.fill(left, top, span - INSET, UNIT_HEAD - 1.5, SHADE)
        style = Style("heib", 10, 13, INK)
        paper.fit((left, top + 4, span - INSET), words, style, align="center")
        for at, column in enumerate(inside):
            for row, floor in enumerate(floors):
                door = doors.get((key, floor, column))
                if door is not None:
                    with paper.at(left + at * wide, top + UNIT_HEAD + row * high):
                        _door(paper, door, wide - INSET, high - INSET)
        left += span + GAP


def _door(paper: Paper, door: DoorBox, wide: float, high: float) -> None:
    if door.vacant:
        paper.fill(0, 0, wide, high, SHADE)
    paper.frame(0, 0, wide, high, 0.35 if door.signs else 0.15)
    size = 9.0 if high > 14 else 8.0
    small, bold = Style("hei", size, 12, SOFT), Style("heib", size + 2, 14, INK)
    paper.fit((1.2, 3.6, wide / 2), door.room, small)
    if door.party:
        paper.fit(
            (wide / 2, 3.6, wide / 2 - 1.2), "党", Style("heib", size, 12, INK), align="right"
        )
    words = "空置" if door.vacant else door.head
    style = small if door.vacant else bold
    if high < _TIGHT:
        # No room for three lines: the name stands beside the number.
        beside = 2.2 + small.width(door.room)
        party = 4.0 if door.party else 0.0
        paper.fit((beside, 3.8, wide - beside - 1.2 - party), words, style.at(9))
    else:
        paper.fit((1.2, high / 2 + 1.6, wide - 2.4), words, style)
    left, foot = 1.2, high - 1.2
    for sign in door.signs[: int(wide // 5)]:
        paper.frame(left, foot - 3.5, 3.6, 3.6, 0.2)
        paper.fit((left, foot - 0.75, 3.6), sign, Style("heib", 8, 10, INK), align="center")
        left += 4.2
    if door.people is not None:
        paper.fit((left, foot - 0.7, wide - left - 1.2), f"{door.people}人", small, align="right")


def _foot(paper: Paper, sheet: FrontSheet, page: int, pages: int) -> None:
    y = paper.size[1] - MARGIN - 4
    paper.across(MARGIN, y - 5, paper.size[0] - 2 * MARGIN, 0.15, HAIR)
    style = Style("hei", 9, 12, INK)
    signs = [f"{sign} {words}" for sign, words in sheet.legend]
    legend = "　".join([*signs, *["党 党员户"] * any(door.party for door in sheet.doors)])
    half = (paper.size[0] - 2 * MARGIN) / 2
    paper.fit((MARGIN, y, half), legend, style)
    at = f"{sheet.printed_at:%Y-%m-%d %H:%M} " if sheet.printed_at else ""
    printed = f"打印 {at}{sheet.printed_by}　第 {page} 页　共 {pages} 页"
    paper.fit((MARGIN + half, y, half), printed, style.at(9), align="right")
