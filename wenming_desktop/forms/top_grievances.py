"""群众最不满意的十件事, 反复来电, 反复发生的地点: one list of a time, with its rule (A4)."""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import A4, Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, one_line, para

TITLE = "群众最不满意的10件事"
MARGINS = (25.0, 15.0, 15.0, 14.0)
WIDTH = A4[0] - MARGINS[0] - MARGINS[2]
_NARROW, _MEASURES, _DETAIL = 13.0, 17.0, 34.0
_NOTE = Style("hei", 9.5, 14, INK)
_LOOK = Look(
    text=Style("hei", 10, 13.5, INK),
    label=Style("heib", 10, 13, INK),
    bold=Style("heib", 10.5, 14, INK),
    pad=1.4,
    rise=1.0,
)


@dataclass(frozen=True)
class ListLine:
    """One line: what or who or where, a detail, and its figures in the order of the heads."""

    name: str
    figures: tuple[int, ...]
    detail: str = ""


@dataclass(frozen=True)
class TopList:
    """A list with its heads: of the thing, of the figures, of the detail."""

    community: str
    period: str
    rule: str
    lines: tuple[ListLine, ...]
    title: str = TITLE
    thing: str = "事情（二级类别）"
    figures: tuple[str, ...] = ("不满意", "重复", "受理", "重办")
    detail: str = "和上期比"
    drawn_on: date | None = None

    @property
    def name(self) -> str:
        """What the archive calls it beside its title."""
        return self.period if self.title == TITLE else f"{self.title} {self.period}"


def sample() -> TopList:
    """Ten invented things."""
    named = (
        ("楼道堆物", (6, 4, 21, 2)), ("暖气不热", (5, 9, 34, 3)), ("占道经营", (4, 6, 18, 1)),
        ("夜间噪声", (4, 2, 12, 0)), ("垃圾清运不及时", (3, 3, 15, 1)), ("路灯不亮", (2, 1, 9, 0)),
        ("停车秩序", (2, 1, 8, 0)), ("下水道返水", (1, 2, 11, 1)), ("屋面渗漏", (1, 0, 7, 1)),
        ("遛狗不牵绳", (0, 2, 6, 0)),
    )  # fmt: skip
    return TopList(
        "槐荫里社区",
        "2026年10月",
        "按二级类别排：先比不满意件数，再比重复诉求，再比受理件数，再比重办；"
        "没有不满意、重复和重办的类别不进榜。",
        tuple(
            ListLine(name, figures, f"上期第 {at + 1}" if at % 3 else "上期未进")
            for at, (name, figures) in enumerate(named)
        ),
        drawn_on=date(2026, 11, 20),
    )  # fmt: skip


def _columns(facts: TopList) -> tuple[tuple[str, float], ...]:
    detail = _DETAIL if facts.detail else 0.0
    room = WIDTH - _NARROW - _MEASURES * len(facts.figures) - detail
    last = ((facts.detail, _DETAIL),) if facts.detail else ()
    heads = tuple((name, _MEASURES) for name in facts.figures)
    return (("名次", _NARROW), (facts.thing, room), *heads, *last)


def _row(at: int, line: ListLine, columns: tuple[tuple[str, float], ...]) -> Row:
    widths = [width for _, width in columns]
    cells = [Cell(widths[0], at, align="center"), Cell(widths[1], line.name, bold=True)]
    measured = zip(widths[2:], line.figures, strict=False)
    cells += [Cell(width, f"{value:,}", align="right") for width, value in measured]
    if len(columns) > len(cells):
        cells.append(Cell(widths[-1], line.detail))
    return Row(tuple(cells), height=9.0)


def _title(flow: Flow, facts: TopList) -> None:
    paper, left, width = flow.paper, flow.left, flow.width
    name = one_line(facts.community) + one_line(facts.title)
    paper.fit((left, flow.y + 6.4, width), name, Style("songb", 18, 24, INK, 1), align="center")
    flow.y += 9.5
    style = Style("hei", 10, 14, INK)
    day = f"　　{facts.drawn_on:%Y-%m-%d} 统计" if facts.drawn_on else ""
    paper.fit((left, flow.y + 4.0, width), f"{facts.period}{day}", style, align="center")
    flow.y += 8.0


def _foot(paper: Paper, page: int, pages: int) -> None:
    text, style = f"第 {page} 页　共 {pages} 页", Style("hei", 9, 12, SOFT)
    paper.fit((MARGINS[0], A4[1] - 8.0, WIDTH), text, style, align="right")


@form("top_grievances", TITLE, "ticket", sample=sample)
def draw(facts: TopList) -> Pdf:
    """Draw the list and the rule it follows."""
    paper = Paper(facts.title, author=facts.community)
    paper.footer = _foot
    columns = _columns(facts)
    head = Row(tuple(Cell(width, name, label=True) for name, width in columns), height=8.0)
    flow = Flow(paper, MARGINS, lambda flow: _title(flow, facts))
    flow.page()
    rows = [_row(at, line, columns) for at, line in enumerate(facts.lines, 1)]
    draw_rows(flow, rows, _LOOK, head)
    flow.y += 2.0
    flow.paragraph(para(facts.rule, _NOTE, flow.width))
    return paper.finish()
