"""党员登记卡: A5, front and back, one to a sheet or two side by side on A4 across."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.grid import Area, Face
from wenming_desktop.forms.imposition import Imposition
from wenming_desktop.forms.marks import HAIR, INK, SOFT
from wenming_desktop.forms.member_card_facts import (
    LinkedHome,
    RegistrationCard,
    RegistrationSheets,
    blank_registration,
    sample_registration,
)
from wenming_desktop.forms.page import A4_LANDSCAPE, Paper, Pdf
from wenming_desktop.forms.rows import Cell
from wenming_desktop.forms.text import Style

TITLE = "党员登记卡"
A5 = (148.0, 210.0)
LEFT, WIDTH, TOP = 10.0, 128.0, 22.0
QR = (126.0, 7.5, 12.0)
TWO_UP = Imposition(2, 1, 148, 210, 0.25, 0, gutter=0.5)
"""A5 is half a millimetre narrower than half of A4: the cut runs between the cards."""
HOMES, CHANGES = 10, 6
TIMES = ("工作日晚", "周末", "节假日")
SIGNED = "承诺人签名：＿＿＿＿＿＿＿＿　　"
_HOME_COLUMNS = (
    ("户主", 22.0),
    ("房号", 34.0),
    ("联系电话", 28.0),
    ("结对日期", 22.0),
    ("备注", 14.0),
)
_CHANGE_COLUMNS = (("日期", 22.0), ("变动内容", 74.0), ("经办人", 24.0))
_SIDE, _HEAD, _LINE = 8.0, 7.0, 11.0
_SMALL = Style("hei", 9.5, 13, INK)
Draw = Callable[[], None]


@dataclass(frozen=True)
class _Heights:
    """Rows in millimetres: the four beside the picture, the six below, posts, promise, opinion."""

    beside: float
    below: float
    posts: float
    promise: float
    opinion: float


FILLED = _Heights(10.0, 9.5, 24.0, 30.0, 28.0)
PEN = _Heights(11.0, 11.0, 22.0, 26.0, 24.0)
"""For the pen every row is 11 mm: the paper is short by 10 mm, which the three tall ones give."""


@form("registration_card", TITLE, "party_member", sample=sample_registration,
      blank=blank_registration)  # fmt: skip
def draw(card: RegistrationCard) -> Pdf:
    """Draw a card on A5: the front, its back, further pages where there are many households."""
    return draw_cards((card,))


def draw_cards(cards: Sequence[RegistrationCard], *, shade: bool = True) -> Pdf:
    """Draw cards one after another on A5; each begins on a sheet of its own."""
    paper = Paper(TITLE, size=A5, author=cards[0].party if cards else "")
    for card in cards:
        for side in _sides(paper, card, Face(shade=shade)):
            paper.page()
            side()
    return paper.finish()


@form("registration_card_2up", TITLE + "（A4 一张两份）", "party_member",
      sample=lambda: RegistrationSheets((sample_registration(),) * 2),
      blank=lambda: RegistrationSheets((blank_registration(),) * 2))  # fmt: skip
def draw_sheets(sheets: RegistrationSheets) -> Pdf:
    """Draw cards two to a sheet, every back behind its own front.

    Across, a printer that turns sheets over their short edge wants the backs with left and right
    changed; over the long edge, upside down as well.
    """
    author = sheets.cards[0].party if sheets.cards else ""
    paper = Paper(TITLE, size=A4_LANDSCAPE, author=author)
    for at in range(0, len(sheets.cards), 2):
        pair = [_sides(paper, card, Face()) for card in sheets.cards[at : at + 2]]
        for page in range(max(len(sides) for sides in pair)):
            _draw_pair(paper, [sides[page : page + 1] for sides in pair], page % 2 == 1, sheets)
    return paper.finish()


def _draw_pair(
    paper: Paper, sides: Sequence[Sequence[Draw]], back: bool, sheets: RegistrationSheets
) -> None:
    paper.page()
    if back and sheets.flip == "long":
        paper.turn()
    paper.down(A4_LANDSCAPE[0] / 2, 4, A4_LANDSCAPE[1] - 8, 0.09, HAIR)
    for place, side in enumerate(sides):
        for draw_side in side:
            with paper.at(*TWO_UP.corner(place, mirrored=back)):
                draw_side()


def _sides(paper: Paper, card: RegistrationCard, face: Face) -> list[Draw]:
    """The sides of a card, always an even number of them."""
    parts = max(1, -(-len(card.homes) // HOMES), -(-len(card.changes) // CHANGES))
    sides: list[Draw] = [partial(_front, paper, card, face)]
    sides += [partial(_back, paper, card, face, part) for part in range(parts)]
    return sides + [_leave_empty] * (len(sides) % 2)


def _leave_empty() -> None:
    """The empty back of a continuation."""


def _front(paper: Paper, card: RegistrationCard, face: Face) -> None:
    heights = FILLED if card.name else PEN
    _head(paper, card)
    y = TOP
    top = grid.rows(paper, (LEFT, y), _who(card, heights), face)
    photo = Area(LEFT + 104, y, 24, top - y)
    paper.down(photo.x, photo.y, photo.h, grid.LINE)
    paper.across(photo.x, photo.y, photo.w, grid.LINE)
    grid.write(paper, photo.inside(2, 2), "照片\n（可不贴）", Style("hei", 9, 13, SOFT),
               align="center")  # fmt: skip
    y = grid.rows(paper, (LEFT, top), _where(card, heights), face)
    y = _posts(paper, card, Area(LEFT, y, WIDTH, heights.posts), face)
    y = _promise(paper, card, Area(LEFT, y, WIDTH, heights.promise), face)
    y = _opinion(paper, card, Area(LEFT, y, WIDTH, heights.opinion), face)
    paper.frame(LEFT, TOP, WIDTH, y - TOP, grid.FRAME)


def _head(paper: Paper, card: RegistrationCard) -> None:
    title = Style("songb", 18, 24, INK, 2.0)
    paper.fit((LEFT + 16, 13.6, WIDTH - 32), TITLE, title, align="center")
    line = Style("hei", 10.5, 14, INK)
    right = QR[0] - 2 if card.card_no else LEFT + WIDTH
    number = f"卡号：{card.card_no or '＿＿＿＿＿＿＿＿'}"
    room = min(line.width(number) + 0.1, 46)
    paper.fit((LEFT, 19.6, right - room - 3 - LEFT),
              f"社区党组织：{card.party or '＿＿＿＿＿＿＿＿＿＿＿'}", line)  # fmt: skip
    paper.fit((right - room, 19.6, room), number, line, align="right")
    if card.card_no:
        x, y, side = QR
        paper.qr(x, y, side, card.card_no)


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _who(card: RegistrationCard, heights: _Heights) -> Iterator[tuple[float, tuple[Cell, ...]]]:
    """The four rows beside the picture."""
    yield heights.beside, (
        _label(16, "姓名"), Cell(26, card.name, bold=True), _label(14, "性别"),
        Cell(14, card.sex, align="center"), _label(14, "民族"), Cell(20, card.ethnicity),
    )  # fmt: skip
    yield heights.beside, (
        _label(16, "出生\n年月"), Cell(26, grid.month(card.birth)), _label(14, "学历"),
        Cell(14, card.education), _label(14, "籍贯"), Cell(20, card.native_place),
    )  # fmt: skip
    yield heights.beside, (
        _label(16, "入党\n时间"), Cell(26, _known_day(card, card.joined_on)),
        _label(14, "转正\n时间"), Cell(48, _known_day(card, card.confirmed_on)),
    )  # fmt: skip
    yield heights.beside, (_label(16, "身份\n证号"), Cell(88, card.id_number))


def _known_day(card: RegistrationCard, on: date | None) -> str:
    """A day of the register; an empty card has 年月日 for the pen."""
    return grid.day(on) if on else "" if card.name else grid.NARROW_DAY


def _where(card: RegistrationCard, heights: _Heights) -> Iterator[tuple[float, tuple[Cell, ...]]]:
    height = heights.below
    kinds = grid.ticks(card.kinds or grid.standard("party_member_kind"),
                       filter(None, [card.kind]), "党员")  # fmt: skip
    address = card.address or ("" if card.name else "　　　　　　小区　　　楼　　　单元　　　室")
    yield height, (_label(24, "工作单位\n及职务"), Cell(104, card.employment))
    yield height, (
        _label(24, "单位党组织"), Cell(56, card.unit_party), _label(20, "联系电话"),
        Cell(28, grid.spaced(card.phone)),
    )  # fmt: skip
    yield height, (_label(24, "居住地址"), Cell(104, address))
    yield height, (
        _label(24, "所属网格\n党支部"), Cell(40, card.branch), _label(24, "楼栋党小组"),
        Cell(40, card.cell),
    )  # fmt: skip
    yield height, (_label(24, "党员类型"), Cell(104, "　".join(kinds)))
    yield height, (
        _label(24, "特长"), Cell(40, card.specialty), _label(24, "可服务时间"),
        Cell(40, _times(card.times)),
    )  # fmt: skip


def _times(said: str) -> str:
    """The usual times ticked where the register's words name them, its other words after them."""
    boxes = grid.ticks(TIMES, [time for time in TIMES if time in said])
    rest = said
    for time in TIMES:
        rest = rest.replace(time, "")
    rest = rest.strip("、，,；; 　和及与")
    return "\n".join(filter(None, (" ".join(boxes), rest)))


def _posts(paper: Paper, card: RegistrationCard, area: Area, face: Face) -> float:
    offered = card.posts or grid.standard("service_post")
    boxes = grid.ticks(offered, card.claims, "岗")
    if boxes[-1] == "☐其他":
        boxes[-1] += "＿＿＿＿＿＿＿＿"
    grid.row(paper, area, (_label(24, "认领岗位"), Cell(104)), face)
    inner = Area(area.x + 24 + 1.6, area.y + 1, 104 - 3.2, area.h - 2)
    grid.tick_columns(paper, inner, boxes, 4, Style("hei", 9.5, 13, INK))
    return area.y + area.h


def _promise(paper: Paper, card: RegistrationCard, area: Area, face: Face) -> float:
    foot = SIGNED + grid.day(card.signed_on).strip("　")
    cells = (_label(24, "志愿承诺"), Cell(104, card.commitment, high=True, foot=foot))
    grid.row(paper, area, cells, face)
    return area.y + area.h


def _opinion(paper: Paper, card: RegistrationCard, area: Area, face: Face) -> float:
    """The opinion at the left; the seal's square is as high as the row lets it be."""
    room = 104 - grid.SEAL - 2
    grid.row(paper, area, (_label(24, "社区党组织\n意见"), Cell(104)), face)
    text = Area(area.x + 24, area.y, room, area.h).inside(1.6, 1.4)
    grid.write(paper, text, card.opinion, face.text, high=True)
    seal = Area(area.x + area.w - grid.SEAL - 1.2, area.y + 1.2, grid.SEAL, area.h - 2.4)
    grid.seal(paper, seal, grid.NO_DAY.strip("　"))
    return area.y + area.h


def _back(paper: Paper, card: RegistrationCard, face: Face, part: int) -> None:
    """Households and changes; the pen finds empty rows below what is known."""
    homes = card.homes[part * HOMES : (part + 1) * HOMES]
    changes = card.changes[part * CHANGES : (part + 1) * CHANGES]
    more = "续" if part else ""
    lines = [_home_cells(home) for home in homes]
    y = _table(paper, 9.0, f"包栋联户情况{more}", (_HOME_COLUMNS, lines, HOMES), face)
    known = [(on.isoformat() if on else "", text, "") for on, text in changes]
    y = _table(paper, y + 3, f"变动记录{more}", (_CHANGE_COLUMNS, known, CHANGES), face)
    note = "　".join(part for part in (card.name, card.card_no) if part)
    paper.fit((LEFT, y + 4.4, WIDTH), note, Style("hei", 8, 11, SOFT), align="right")


def _home_cells(home: LinkedHome) -> tuple[str, ...]:
    since = home.since.isoformat() if home.since else ""
    return home.head, home.door, grid.spaced(home.phone), since, home.remark


_Table = tuple[tuple[tuple[str, float], ...], Sequence[tuple[str, ...]], int]


def _table(paper: Paper, y: float, title: str, table: _Table, face: Face) -> float:
    """A table with its name written down its left side; empty rows fill it up."""
    columns, lines, count = table
    widths = [width for _, width in columns]
    height = _HEAD + count * _LINE
    small = Face(_SMALL, face.shade, 1.2)
    grid.cell(paper, Area(LEFT, y, _SIDE, height), _label(_SIDE, "\n".join(title)), face)
    left = LEFT + _SIDE
    head = [_label(width, name) for name, width in columns]
    filled = [*lines, *[("",) * len(columns)] * (count - len(lines))]
    body = [
        [Cell(width, text) for width, text in zip(widths, line, strict=True)] for line in filled
    ]
    end = grid.rows(paper, (left, y), [(_HEAD, head), *((_LINE, cells) for cells in body)], small)
    paper.down(left, y, height, grid.LINE)
    paper.frame(LEFT, y, WIDTH, height, grid.FRAME)
    return end
