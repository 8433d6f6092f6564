"""微心愿公示单 for the door on A4: who wishes what, never a whole name or a number."""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, RED, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, one_line

TITLE = "微心愿公示"
MARGINS = (25.0, 20.0, 15.0, 26.0)
COLUMNS: tuple[tuple[str, float], ...] = (
    ("编号", 31.0),
    ("谁的心愿", 42.0),
    ("心愿", 73.0),
    ("类别", 24.0),
)
BLANK_ROWS = 12
_LOOK = Look(
    text=Style("hei", 12, 18, INK),
    label=Style("heib", 11, 15, INK),
    bold=Style("heib", 12, 18, INK),
    pad=1.8,
    rise=1.4,
)


@dataclass(frozen=True)
class BoardLine:
    """One wish as it may hang on the door."""

    number: str
    name: str
    content: str
    category: str


@dataclass(frozen=True)
class WishBoard:
    """What the sheet says; without wishes it has empty rows for handwriting."""

    office: str = ""
    place: str = ""
    phone: str = ""
    wishes: tuple[BoardLine, ...] = ()
    printed_on: date | None = None


def sample() -> WishBoard:
    """Invented wishes, one as long as a wish may be."""
    return WishBoard(
        office="文澜街道槐荫里社区",
        place="3号楼党小组",
        phone="8801 2000",
        wishes=(
            BoardLine("XY20260012", "李奶奶（3号楼）", "想要一台能折叠的轮椅", "医疗健康"),
            BoardLine("XY20260013", "方同学（5号楼）", "一本《新华字典》", "学习用品"),
            BoardLine(
                "XY20260014", "䶮爷爷（12号楼）", "家里水管漏水，想请人来修" * 16, "家政维修"
            ),
            BoardLine("XY20260015", "一位奶奶（3号楼）", "想有人周末陪着说说话", "陪伴关怀"),
        ),
        printed_on=date(2026, 11, 20),
    )


def blank() -> WishBoard:
    """Empty rows for handwriting."""
    return WishBoard()


@form("wish_board", TITLE, "wish", sample=sample, blank=blank)
def draw(board: WishBoard) -> Pdf:
    """Draw the sheet; a long list goes on over pages, the head row repeated."""
    paper = Paper(TITLE, author=board.office)
    paper.footer = lambda page, at, of: _foot(page, board, at, of)
    flow = Flow(paper, MARGINS, lambda flow: _head(flow, board))
    flow.page()
    head = Row(tuple(Cell(width, title, label=True) for title, width in COLUMNS), 9.0)
    lines = board.wishes or (BoardLine("", "", "", ""),) * BLANK_ROWS
    draw_rows(flow, [_row(line) for line in lines], _LOOK, head)
    return paper.finish()


def _row(line: BoardLine) -> Row:
    values = (line.number, line.name, line.content, line.category)
    cells = tuple(
        Cell(width, value, bold=title == "心愿", align="center" if title == "类别" else "left")
        for (title, width), value in zip(COLUMNS, values, strict=True)
    )
    return Row(cells, 12.0)


def _head(flow: Flow, board: WishBoard) -> None:
    paper, left, top = flow.paper, flow.left, flow.y
    style = Style("songb", 24, 32, RED, 4)
    paper.fit((left, top + 8.0, flow.width), TITLE, style, align="center")
    small = Style("hei", 12, 16, SOFT)
    where = "　".join(part for part in (one_line(board.office), one_line(board.place)) if part)
    paper.fit((left, top + 17.0, 120), where, small)
    day = board.printed_on
    on = f"{day.year}年{day.month}月{day.day}日" if day else "　　　　年　　月　　日"
    paper.fit((left + 120, top + 17.0, flow.width - 120), on, small, align="right")
    flow.y = top + 20.0


def _foot(paper: Paper, board: WishBoard, page: int, pages: int) -> None:
    width, height = paper.size
    left, room = MARGINS[0], width - MARGINS[0] - MARGINS[2]
    phone = one_line(board.phone) or "　　　　　　　"
    said = f"想认领的请打社区电话 {phone}，或到社区来。认领后 7 天内和本人对接。"
    paper.fit((left, height - 17.0, room), said, Style("heib", 12, 16, INK))
    end = f"第 {page} 页　共 {pages} 页"
    paper.fit((left, height - 9.5, room), end, Style("hei", 9, 12, SOFT), align="right")
