"""党员服务社区联系卡: A5 across folded to A6, with the year's records and room for more.

Outside lie the back (left) and the cover (right), inside who is who (left) and the records.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.grid import Area, Face
from wenming_desktop.forms.marks import HAIR, INK, RED, SOFT
from wenming_desktop.forms.member_card_facts import (
    ContactCard,
    Flip,
    ServiceLine,
    blank_contact,
    sample_contact,
)
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.rows import Cell
from wenming_desktop.forms.text import Style, para

TITLE = "党员服务社区联系卡"
A5_LANDSCAPE = (210.0, 148.0)
FOLD, EDGE, WIDTH = 105.0, 6.0, 93.0
RECORDS, INSIDE = 14, 8
"""Records on a card: eight inside, the others on its back."""
LINE, HEAD = 14.0, 10.0
HALF_SEAL = 25.0
NOTE = "本卡由党员保管，每半年交社区核验一次"
COLUMNS = (
    ("日期", 14.0), ("服务内容", 36.0), ("时长\n(小时)", 10.0), ("受益\n人/数", 11.0),
    ("社区确认\n（签字）", 22.0),
)  # fmt: skip
HOMES = 3
QR_SIDE = 16.0
_SMALL = Style("hei", 9, 12.5, INK)
_TINY = Style("hei", 7, 9.4, INK)
_PAD = 1.0
_NARROW = 14.0
"""Columns up to here are centred."""


@dataclass(frozen=True)
class _Sheet:
    """One of the sheets that a member's year takes."""

    card: ContactCard
    number: int
    count: int
    lines: Sequence[ServiceLine]


@form("contact_card", TITLE, "party_member", sample=sample_contact, blank=blank_contact)
def draw(card: ContactCard) -> Pdf:
    """Draw a member's card: outside, then inside; another sheet where 14 records are not enough."""
    return draw_cards((card,))


def draw_cards(cards: Sequence[ContactCard], flip: Flip = "short", *, shade: bool = True) -> Pdf:
    """Draw cards to be folded, for a printer that turns sheets over this edge."""
    paper = Paper(TITLE, size=A5_LANDSCAPE, author=cards[0].party if cards else "")
    face = Face(shade=shade)
    for sheet in (sheet for card in cards for sheet in _sheets(card)):
        paper.page()
        _fold(paper)
        with paper.at(0, 0):
            _back(paper, sheet, face)
        with paper.at(FOLD, 0):
            _cover(paper, sheet)
        paper.page()
        if flip == "long":
            paper.turn()
        _fold(paper)
        with paper.at(0, 0):
            _inside(paper, sheet.card, face)
        with paper.at(FOLD, 0):
            _records_inside(paper, sheet, face)
    return paper.finish()


def _sheets(card: ContactCard) -> Iterator[_Sheet]:
    lines = [part for line in card.records for part in _over_rows(line)]
    count = max(1, -(-len(lines) // RECORDS))
    for at in range(count):
        yield _Sheet(card, at + 1, count, lines[at * RECORDS : (at + 1) * RECORDS])


def _over_rows(line: ServiceLine) -> Iterator[ServiceLine]:
    """A record whose words no row can hold takes the next rows too."""
    width = COLUMNS[1][1] - 2 * _PAD
    laid = para(line.content, _TINY, width)
    first, rest = laid.split(LINE - 1.8)
    if not rest.lines:
        yield line
        return
    yield ServiceLine(line.on, first.text, line.hours, line.beneficiaries, line.confirmed)
    while rest.lines:
        first, rest = rest.split(LINE - 1.8)
        yield ServiceLine(None, first.text)


def _fold(paper: Paper) -> None:
    for y in (2.0, A5_LANDSCAPE[1] - 5.0):
        paper.down(FOLD, y, 3, 0.15, HAIR)


def _cover(paper: Paper, sheet: _Sheet) -> None:
    card = sheet.card
    paper.fill(EDGE + 2, 14, WIDTH - 4, 1.2, RED)
    party = card.party or "＿＿＿＿＿＿＿＿＿＿＿＿"
    paper.fit((EDGE, 27, WIDTH), party, Style("hei", 12, 16, INK), align="center")
    title = Style("songb", 23, 30, INK, 1.6)
    paper.fit((EDGE, 43, WIDTH), TITLE, title, align="center")
    paper.fill(FOLD / 2 - 18, 49, 36, 0.4, RED)
    parts = (("姓名", card.name), ("单位", card.unit), ("卡号", card.card_no),
             ("年度", card.year and f"{card.year} 年度"))  # fmt: skip
    label, value = Style("hei", 12, 16, SOFT), Style("heib", 13, 17, INK)
    for at, (name, text) in enumerate(parts):
        bottom = 68 + 13.0 * at
        paper.text(16, bottom - 4.1, name, label)
        grid.write(paper, Area(30, bottom - 11.0, 59, 10.6), text, value, align="center")
        paper.across(29, bottom, 61, 0.2)
    if card.card_no:
        paper.qr((FOLD - QR_SIDE) / 2, 118, QR_SIDE, card.card_no)
    if sheet.count > 1:
        line = f"第 {sheet.number} 张，共 {sheet.count} 张"
        paper.fit((EDGE, 140, WIDTH), line, _SMALL, align="center")


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _inside(paper: Paper, card: ContactCard, face: Face) -> None:
    """Who to turn to, what the member took on, whom he looks after."""
    posts = "、".join(grid.short(post) for post in card.claims)
    rows = (
        (11.0, (_label(26, "社区党组织"), Cell(67, card.party))),
        (11.0, (_label(26, "地址"), Cell(67, card.address))),
        (11.0, (_label(26, "联系人"), Cell(22, card.contact), _label(13, "电话"),
                Cell(32, grid.spaced(card.phone)))),
        (11.0, (_label(26, "网格党支部书记"), Cell(67, card.secretary))),
        (11.0, (_label(26, "楼栋党小组长"), Cell(67, card.leader))),
        (23.0, (_label(26, "认领岗位"), Cell(67, posts))),
        (8.0, (_label(26, "联系户户主"), _label(35, "房号"), _label(32, "电话"))),
        *((12.0, (Cell(26, home.head), Cell(35, home.door), Cell(32, grid.spaced(home.phone))))
          for home in card.homes[:HOMES]),
        *((12.0, (Cell(26), Cell(35), Cell(32)))
          for _ in range(HOMES - len(card.homes[:HOMES]))),
    )  # fmt: skip
    end = grid.rows(paper, (EDGE, EDGE), rows, face)
    paper.frame(EDGE, EDGE, WIDTH, end - EDGE, grid.FRAME)
    if len(card.homes) > HOMES:
        more = f"共联系 {len(card.homes)} 户，其余见登记卡背面"
        paper.fit((EDGE, end + 5, WIDTH), more, _SMALL, align="right")


def _records_inside(paper: Paper, sheet: _Sheet, face: Face) -> None:
    title = "服务记录" + (f"（{sheet.card.year} 年）" if sheet.card.year else "")
    paper.fit((EDGE, EDGE + 4.6, WIDTH), title, Style("heib", 12, 16, INK), align="center")
    _table(paper, EDGE + 7, sheet.lines[:INSIDE], INSIDE, face)


def _back(paper: Paper, sheet: _Sheet, face: Face) -> None:
    """The last rows, and a square for the seal of each half-year."""
    card = sheet.card
    end = _table(paper, EDGE, sheet.lines[INSIDE:], RECORDS - INSIDE, face)
    top = end + 3.0
    left = EDGE + 12.0
    for at, (half, on) in enumerate((("上半年", card.first_half_on),
                                     ("下半年", card.second_half_on))):  # fmt: skip
        x = left + at * (HALF_SEAL + 19)
        square = Area(x, top, HALF_SEAL, HALF_SEAL)
        grid.seal(paper, square, hint=f"{half}核验章")
        paper.fit((x - 6, top + HALF_SEAL + 4.4, HALF_SEAL + 12), grid.day(on).strip("　"), _SMALL,
                  align="center")  # fmt: skip
    paper.fit((EDGE, A5_LANDSCAPE[1] - EDGE - 1.2, WIDTH), NOTE, _SMALL, align="center")


def _table(paper: Paper, top: float, lines: Sequence[ServiceLine], count: int, face: Face) -> float:
    small = Face(_SMALL, face.shade, _PAD)
    filled: list[ServiceLine | None] = [*lines, *[None] * (count - len(lines))]
    head = [_label(width, name) for name, width in COLUMNS]
    body = [(LINE, _cells(line)) for line in filled]
    end = grid.rows(paper, (EDGE, top), [(HEAD, head), *body], small)
    paper.frame(EDGE, top, WIDTH, end - top, grid.FRAME)
    return end


def _cells(line: ServiceLine | None) -> list[Cell]:
    texts = ("",) * len(COLUMNS) if line is None else _texts(line)
    return [
        Cell(width, text, align="left" if width > _NARROW else "center")
        for (_, width), text in zip(COLUMNS, texts, strict=True)
    ]


def _texts(line: ServiceLine) -> tuple[str, ...]:
    on = f"{line.on.month}月\n{line.on.day}日" if line.on else ""
    hours = f"{line.hours:g}" if line.hours is not None else ""
    return on, line.content, hours, line.beneficiaries, line.confirmed
