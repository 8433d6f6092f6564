"""楼栋党小组花名册: a cell's members on A4 across, then the households they look after."""

from collections.abc import Iterator

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.cell_facts import (
    CellRoster,
    KindSums,
    LinkedLine,
    RosterLine,
    blank_roster,
    sample_roster,
)
from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import A4_LANDSCAPE, Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, para

TITLE = "楼栋党小组花名册"
ANNEX = "包栋联户清单"
MARGINS = (25.0, 18.0, 15.0, 14.0)
COLUMNS: tuple[tuple[str, float], ...] = (
    ("序号", 8), ("姓名", 20), ("性别", 8), ("出生年月", 18), ("民族", 12), ("学历", 16),
    ("入党时间", 20), ("党员类型", 20), ("单位及职务", 38), ("房号", 22), ("认领岗位", 24),
    ("联系户", 20), ("电话", 24), ("备注", 7),
)  # fmt: skip
ANNEX_COLUMNS: tuple[tuple[str, float], ...] = (
    ("楼栋", 45), ("党员", 30), ("联系户数", 22), ("户主名单", 160),
)  # fmt: skip
LINES = 10
"""Rows of an empty roster."""
SIGNED = "组长签字：＿＿＿＿＿＿＿＿　　"
_LINES_ANNEX = 12
_CENTRED = frozenset({"序号", "性别", "出生年月", "入党时间", "联系户", "备注", "联系户数"})
_LOOK = Look(
    text=Style("hei", 9, 12.5, INK),
    label=Style("heib", 9, 11.5, INK),
    bold=Style("heib", 9.5, 12.5, INK),
    pad=1.1,
    rise=0.9,
)
_SUB = Style("hei", 12, 16, INK)


@form("cell_roster", TITLE, "building_party_group", sample=sample_roster, blank=blank_roster)
def draw(roster: CellRoster) -> Pdf:
    """Draw the roster with its sums, and on a page of its own the list of households."""
    title = f"{roster.cell}花名册" if roster.cell else "＿＿＿＿＿＿楼党小组花名册"
    paper = Paper(title, size=A4_LANDSCAPE, author=roster.community, watermark=roster.watermark)
    paper.footer = lambda page, at, of: _foot(page, at, of, roster)
    flow = Flow(paper, MARGINS, lambda flow: _title(flow, title))
    flow.page()
    _sub(flow, roster)
    height = 9.0 if roster.members else 11.0
    lines = roster.members or (RosterLine(""),) * LINES
    rows = [_member(at, one, height) for at, one in enumerate(lines, 1)]
    draw_rows(flow, rows, _LOOK, _head(COLUMNS))
    draw_rows(flow, [_sums(roster)], _LOOK)
    flow = Flow(paper, MARGINS, lambda flow: _title(flow, f"{roster.cell}{ANNEX}"))
    flow.page()
    draw_rows(flow, list(_annex(roster)), _LOOK, _head(ANNEX_COLUMNS))
    return paper.finish()


def _head(columns: tuple[tuple[str, float], ...]) -> Row:
    return Row(tuple(Cell(width, name, label=True) for name, width in columns), 9.0)


def _line(columns: tuple[tuple[str, float], ...], texts: tuple[str, ...], height: float) -> Row:
    return Row(
        tuple(
            Cell(width, text, bold=name == "姓名", align="center" if name in _CENTRED else "left")
            for (name, width), text in zip(columns, texts, strict=True)
        ),
        height,
    )


def _member(at: int, one: RosterLine, height: float) -> Row:
    joined = one.joined_on.isoformat() if one.joined_on else ""
    born = f"{one.birth:%Y-%m}" if one.birth else ""
    homes = f"{one.homes} 户" if one.homes else ""
    texts = (
        str(at), one.name, one.sex, born, one.ethnicity, one.education, joined,
        grid.short(one.kind, "党员"), one.employment, one.door, one.claims, homes,
        grid.spaced(one.phone), one.remark,
    )  # fmt: skip
    return _line(COLUMNS, texts, height)


def summed(sums: KindSums, *, empty: bool) -> str:
    """合计 by kinds, each member in one of them; who flowed out is among those on the roll."""
    if empty:
        return "合计 ＿＿ 人（在册 ＿＿ 人、双报到 ＿＿ 人、流入 ＿＿ 人）"
    away = f"，其中流出 {sums.flowed_out} 人" if sums.flowed_out else ""
    parts = [f"在册 {sums.on_roll} 人{away}", f"双报到 {sums.dual} 人", f"流入 {sums.flowed_in} 人"]
    parts += [f"兼职委员 {sums.seconded} 人"] if sums.seconded else []
    parts += [f"类型未填 {sums.unknown} 人"] if sums.unknown else []
    return f"合计 {sums.total} 人（{'；'.join(parts)}）"


def covered(roster: CellRoster) -> str:
    """党员覆盖率: households of the cell's buildings that a member looks after."""
    if not roster.households:
        return "党员覆盖率 ＿＿＿"
    share = roster.covered * 100 / roster.households
    return f"党员覆盖率 {share:.1f}%（联系 {roster.covered:,} 户，共 {roster.households:,} 户）"


def _sums(roster: CellRoster) -> Row:
    text = f"{summed(roster.sums, empty=not roster.members)}　　　{covered(roster)}"
    foot = SIGNED + grid.NO_DAY.strip("　")
    return Row((Cell(257, text, bold=True, foot=foot),), 17.0)


def _annex(roster: CellRoster) -> Iterator[Row]:
    for line in roster.linked:
        yield _line(ANNEX_COLUMNS, _linked(line), 9.0)
    if not roster.members:
        for _ in range(_LINES_ANNEX):
            yield _line(ANNEX_COLUMNS, ("",) * len(ANNEX_COLUMNS), 11.0)
        return
    if not roster.linked:
        yield Row((Cell(257, "还没有包栋联户。", soft=True),), 9.0)
    said = f"合计 联系 {roster.linked_homes:,} 户（一户由几名党员联系的，只计一次）"
    yield Row((Cell(257, said, bold=True),), 9.0)


def _linked(line: LinkedLine) -> tuple[str, ...]:
    heads = "、".join(line.heads)
    whole = "（包栋）" if line.whole else ""
    return f"{line.building}{whole}", line.member, f"{len(line.heads)} 户", heads


def _title(flow: Flow, title: str) -> None:
    style = Style("songb", 18, 24, INK, 1)
    flow.paper.fit((flow.left, flow.y + 6.4, flow.width), title, style, align="center")
    flow.y += 11.0


def _sub(flow: Flow, roster: CellRoster) -> None:
    """Branch, buildings, leader, telephone and how many: wrapped where the buildings are many."""
    count = f"{roster.sums.total} 人" if roster.members else "＿＿＿ 人"
    parts = (
        ("支部", roster.branch), ("覆盖楼栋", "、".join(roster.buildings)),
        ("组长", roster.leader), ("电话", grid.spaced(roster.phone)), ("党员数", count),
    )  # fmt: skip
    said = "　　".join(f"{name}：{value or '＿＿＿＿＿＿'}" for name, value in parts)
    flow.paragraph(para(said, _SUB, flow.width), 1.5)


def _foot(paper: Paper, page: int, pages: int, roster: CellRoster) -> None:
    style = Style("hei", 9, 12, SOFT)
    at = f"{roster.printed_at:%Y-%m-%d %H:%M} " if roster.printed_at else ""
    printed = f"打印 {at}{roster.printed_by}" if at or roster.printed_by else ""
    baseline = paper.size[1] - 8.0
    paper.fit((25, baseline, 200), printed, style)
    paper.fit((232, baseline, 50), f"第 {page} 页　共 {pages} 页", style, align="right")
