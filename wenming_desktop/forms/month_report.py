"""社区工作月报: a cover with the month in one look, then every table of figures, landscape."""

import re

from wenming_desktop.forms import month_charts as charts
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, RED, SOFT
from wenming_desktop.forms.month_facts import Figure, MonthPaper, SheetFacts, sample
from wenming_desktop.forms.page import A4_LANDSCAPE, Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Align, Style, one_line, para

TITLE = "社区工作月报"
__all__ = ["Figure", "MonthPaper", "SheetFacts", "draw", "sample", "shown"]
COVER_MARGINS = (22.0, 18.0, 22.0, 24.0)
TABLE_MARGINS = (25.0, 18.0, 15.0, 22.0)
_SECTION = Style("heib", 12, 16, INK)
_NOTE = Style("hei", 9, 13.5, SOFT)
_COVER_LOOK = Look(
    text=Style("hei", 10.5, 14, INK),
    label=Style("heib", 10, 13, INK),
    bold=Style("heib", 10.5, 14, INK),
    pad=2.0,
    rise=1.0,
    boxed=False,
)
_NUMBER = re.compile(r"[+\-−]?[\d,]*\.?\d+(?:\s?[%点件户张])?|—|")


def shown(value: object) -> str:
    """A figure as print shows it: thousands parted, one decimal, — for none."""
    if value is None:
        return "—"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.1f}"
    return one_line(value)


# the cover


def _title(flow: Flow, month: MonthPaper) -> None:
    paper, left, width = flow.paper, flow.left, flow.width
    name = one_line(month.community) + "工作月报"
    paper.fit((left, flow.y + 9.6, width), name, Style("songb", 25, 34, RED, 3), align="center")
    period = "　".join(part for part in (month.period, month.issue) if part)
    paper.fit((left, flow.y + 18.6, width), period, Style("hei", 11.5, 16, SOFT), align="center")
    small = Style("hei", 10.5, 15, INK)
    if month.sent_to:
        paper.fit((left, flow.y + 29, 110), f"报送：{month.sent_to}", small)
    paper.fit((left + 112, flow.y + 29, width - 112), month.reported_on, small, align="right")
    paper.across(left, flow.y + 32.6, width, 0.6, RED)
    flow.y += 38.8


def _headlines(flow: Flow, figures: tuple[Figure, ...]) -> None:
    if not figures:
        return
    paper, step = flow.paper, flow.width / len(figures)
    for at, figure in enumerate(figures):
        x = flow.left + step * at + (5 if at else 0)
        room = step - (7 if at else 2)
        if at:
            paper.down(flow.left + step * at, flow.y, 19.4, 0.25, "#CFCBC2")
        paper.fit((x, flow.y + 3.8, room), figure.label, Style("hei", 10, 14, SOFT))
        unit = Style("hei", 10, 14, INK)
        taken = unit.width(" " + one_line(figure.unit))
        end = paper.fit(
            (x, flow.y + 13.2, max(room - taken, room / 2)), figure.value, Style("heib", 22, 28)
        )
        paper.fit((end + 1, flow.y + 13.2, x + room - end - 1), figure.unit, unit)
        paper.fit((x, flow.y + 18.4, room), figure.note, Style("hei", 9.5, 13, SOFT))
    flow.y += 25.0


def _indicators(flow: Flow, month: MonthPaper) -> None:
    """The cover's own table, only where it has rows."""
    if not month.rows:
        return
    flow.need(30)
    flow.paragraph(para("一、主要指标", _SECTION, flow.width), 1.4)
    heads = month.heads
    first, second = (47.0, 17.0) if len(heads) > 3 else (flow.width / len(heads),) * 2
    each = (flow.width - first - second) / max(len(heads) - 2, 1)
    widths = (first, second, *[each] * (len(heads) - 2))
    draw_rows(
        flow,
        [_figures(row, heads, widths, 7.4) for row in month.rows],
        _COVER_LOOK,
        _heading(heads, widths, 7.6, _COVER_LOOK),
    )
    flow.y += 6.0


def _heading(heads: tuple[str, ...], widths: tuple[float, ...], height: float, look: Look) -> Row:
    """The heads, each in one line or in two of about the same length."""
    cells = []
    for at, (head, width) in enumerate(zip(heads, widths, strict=True)):
        text, half = one_line(head), len(one_line(head)) // 2
        if look.label.width(text) > width - 2 * look.pad:
            text = f"{text[:half]}\n{text[half:]}"
        cells.append(Cell(width, text, label=True, align=_side(heads, at)))
    return Row(tuple(cells), height)


def _side(heads: tuple[str, ...], at: int) -> Align:
    """Words at the left, measure words in the middle, numbers at the right."""
    if at == 0:
        return "left"
    return "center" if heads[at] == "单位" else "right"


def _figures(
    row: tuple[object, ...], heads: tuple[str, ...], widths: tuple[float, ...], height: float
) -> Row:
    """A row of figures; the total and, on the cover, the month itself are bold."""
    values = [shown(value) for value in row[: len(widths)]]
    values += [""] * (len(widths) - len(values))
    measured = "单位" in heads
    cells = (
        Cell(
            width,
            value,
            bold=values[0] == "合计" or (measured and at == 2),
            align=_side(heads, at),
            soft=heads[at] == "单位",
        )
        for at, (value, width) in enumerate(zip(values, widths, strict=True))
    )
    return Row(tuple(cells), height)


def _cover(paper: Paper, month: MonthPaper) -> None:
    flow = Flow(paper, COVER_MARGINS)
    flow.page()
    _title(flow, month)
    _headlines(flow, month.figures)
    if month.paragraph:
        story = Style("hei", 11, 20.3, INK)
        flow.paragraph(
            para(month.paragraph, story, flow.width, align="justify", indent=story.width("　　")),
            4.6,
        )
    _indicators(flow, month)
    if month.by_category or month.by_month:
        flow.need(charts.HEIGHT + 8)
        half = (flow.width - 9) / 2
        charts.categories(paper, (flow.left, flow.y, half), month.by_category)
        charts.months(paper, (flow.left + half + 9, flow.y, half), month.by_month)


# the tables


def _widths(table: SheetFacts, size: float, width: float) -> tuple[float, ...] | None:
    """Column widths by what stands in them; None where numbers would not fit in this size."""
    style, bold = Style("hei", size, size * 1.3), Style("heib", size, size * 1.3)
    pad = 2 * _table_look(size).pad + 0.4
    needs = []
    for at, head in enumerate(table.heads):
        values = [shown(row[at]) for row in table.rows if at < len(row)]
        # Words may wrap from some 60 mm on, a head in two lines; a number never.
        body = max((_need(value, style) for value in values), default=0.0)
        name = one_line(head)
        half = bold.width(name[len(name) // 2 if len(name) > 3 else 0 :])
        needs.append(max(body, half, 8.0) + pad)
    total = sum(needs)
    if total > width:
        return None
    return tuple(need + (width - total) * need / total for need in needs)


def _need(value: str, style: Style) -> float:
    wide = style.width(value)
    return wide if _NUMBER.fullmatch(value) and wide < 60 else min(wide, 60.0)


def _table_look(size: float) -> Look:
    return Look(
        text=Style("hei", size, size * 1.35, INK),
        label=Style("heib", size, size * 1.3, INK),
        bold=Style("heib", size, size * 1.35, INK),
        pad=min(1.6, size * 0.16),
        rise=0.8,
        boxed=False,
    )


def _columns(table: SheetFacts, width: float) -> tuple[float, tuple[float, ...]]:
    """The largest type in which the columns fit; at last, equal columns that wrap."""
    for size in (10.5, 10.0, 9.0, 8.0, 7.0, 6.0):
        widths = _widths(table, size, width)
        if widths:
            return size, widths
    count = max(len(table.heads), 1)
    return 6.0, (width / count,) * count


def _table(paper: Paper, table: SheetFacts, month: MonthPaper) -> None:
    def head(flow: Flow) -> None:
        box = (flow.left, flow.y + 6.4, flow.width)
        paper.fit(box, table.title, Style("songb", 18, 24, INK), align="center")
        small = Style("hei", 10, 14, SOFT)
        base = flow.y + 14.2
        paper.fit((flow.left, base, 130), f"填报单位：{month.community}", small)
        unit = f"　单位：{table.unit}" if table.unit else ""
        end = f"统计期：{month.period}{unit}"
        paper.fit((flow.left + 132, base, flow.width - 132), end, small, align="right")
        flow.y += 17.4

    flow = Flow(paper, TABLE_MARGINS, head)
    flow.page()
    if table.heads:
        size, widths = _columns(table, flow.width)
        look, height = _table_look(size), max(size * 0.72, 6.0)
        rows = [_figures(row, table.heads, widths, height) for row in table.rows]
        draw_rows(flow, rows, look, _heading(table.heads, widths, height + 1, look))
    flow.y += 2.4
    for note in table.notes:
        flow.paragraph(para(note, _NOTE, flow.width), 0.6)


def _foot(paper: Paper, page: int, pages: int, month: MonthPaper) -> None:
    """Who signs, on every page, and what ties it to the data."""
    width, height = paper.size
    left, _, right, _ = COVER_MARGINS if width < height else TABLE_MARGINS
    paper.across(left, height - 19.0, width - left - right, 0.25)
    style, quiet = Style("hei", 10.5, 14, INK), Style("hei", 9, 12, SOFT)
    if width < height:
        people = [("签发", month.signed_by), ("审核", month.reviewed_by)]
        people.append(("填报", month.prepared_by))
    else:
        people = [("填报人", month.prepared_by), ("审核人", month.reviewed_by)]
        people += [("负责人", month.signed_by), ("填报日期", month.reported_on)]
    step = 38 if width < height else 46
    for at, (label, name) in enumerate(people):
        text = f"{label}：{name or '＿＿＿＿＿'}"
        paper.fit((left + step * at, height - 13.4, step - 2), text, style)
    if width > height:
        paper.text(left + 186, height - 13.4, "（盖章）", quiet)
    printed = f"打印 {month.printed_at:%Y-%m-%d %H:%M}　" if month.printed_at else ""
    seal = f"{month.seal}　" if month.seal else ""
    end = f"{seal}{printed}第 {page} / {pages} 页"
    taken = 114 if width < height else 204
    box = (left + taken, height - 13.4, width - left - right - taken)
    paper.fit(box, end, quiet, align="right")


@form("month_report", TITLE, "month", sample=sample)
def draw(month: MonthPaper) -> Pdf:
    """Draw the month's report: the cover, then one sheet a table."""
    paper = Paper(f"{month.community}{month.period}工作月报", author=month.community)
    paper.footer = lambda page, at, of: _foot(page, at, of, month)
    _cover(paper, month)
    paper.turn_sheet(A4_LANDSCAPE)
    for table in month.tables:
        _table(paper, table, month)
    return paper.finish()
