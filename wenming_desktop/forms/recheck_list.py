"""办结工单回头看核查表: how the sample was drawn, its tickets, and boxes for what was found.

Behind the list stand the numbers it was drawn from, so that paper alone repeats the draw.
"""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import A4_LANDSCAPE, Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, one_line, para

TITLE = "办结工单回头看核查表"
MARGINS = (20.0, 15.0, 15.0, 14.0)
COLUMNS: tuple[tuple[str, float], ...] = (
    ("序号", 11),
    ("编号", 32),
    ("地点", 46),
    ("事项", 56),
    ("承办单位", 32),
    ("办结日期", 23),
    ("核查结果", 24),
    ("核查人", 18),
    ("日期", 20),
)
_CENTRED = frozenset({"序号", "办结日期", "日期"})
_RESULTS = "☐未反弹\n☐反弹", "☑未反弹\n☐反弹", "☐未反弹\n☑反弹"
_METHOD = Style("hei", 9.5, 14, INK)
_SIGN = Style("hei", 10.5, 15, INK)
_SIGN_HIGH = 26.0
_POOL_WIDE, _TAKEN = 8, "√"
_LOOK = Look(
    text=Style("hei", 9, 12, INK),
    label=Style("heib", 9, 11.5, INK),
    bold=Style("heib", 9.5, 12.5, INK),
    pad=1.2,
    rise=0.9,
)


@dataclass(frozen=True)
class RecheckEntry:
    """One drawn ticket; what was found there is left for the pen until somebody went."""

    number: str
    place: str
    title: str
    unit: str
    closed_on: date | None = None
    rebound: bool | None = None
    checked_by: str = ""
    checked_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class RecheckStratum:
    """The drawn tickets of one category and unit."""

    name: str
    entries: tuple[RecheckEntry, ...]


@dataclass(frozen=True)
class RecheckPool:
    """Every number that could be drawn in one stratum."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class RecheckList:
    """What the list says; `method` is the sentence anybody can draw it again by."""

    community: str
    period: str
    method: str
    strata: tuple[RecheckStratum, ...]
    drawn_by: str = ""
    drawn_on: date | None = None
    pools: tuple[RecheckPool, ...] = ()

    @property
    def name(self) -> str:
        """What the archive calls it beside its title."""
        return self.period


def sample() -> RecheckList:
    """Fourteen invented tickets in three strata, four of them looked at."""
    kinds = (
        ("市容环境 / 裕和物业", "楼道堆放旧家具，影响通行", "3号楼 2单元"),
        ("水电气暖通信 / 供热公司", "家里暖气不热，室温 15 度", "1号楼 4单元 601"),
        ("街面秩序 / 城管执法中队", "店铺占道摆放货物", "文澜路 18 号门前"),
    )
    strata = tuple(
        RecheckStratum(
            name,
            tuple(
                RecheckEntry(
                    number=f"SQ2026{at}{row + 11:04}",
                    place=f"槐荫一院 {place}",
                    title=title,
                    unit=name.partition(" / ")[2],
                    closed_on=date(2026, 10, 8 + row),
                    rebound={0: False, 1: at == 0}.get(row) if at < 2 else None,
                    checked_by="梁志勇" if row < 2 and at < 2 else "",
                    checked_on=date(2026, 11, 20) if row < 2 and at < 2 else None,
                )
                for row in range(5 - (at == 2))
            ),
        )
        for at, (name, title, place) in enumerate(kinds)
    )
    said = (
        "按一级类别和承办人（没写承办人的按承办单位）分层，"
        "每层按“种子、半角冒号、工单编号”连写的 SHA-256 从小到大排列，"
        "取前 10%（向上取整，每层至少 1 件）。种子 20261120-048213，可抽 131 件，抽中 14 件。"
    )
    pools = tuple(
        RecheckPool(one.name, tuple(f"SQ2026{at}{row + 1:04}" for row in range(size)))
        for at, (one, size) in enumerate(zip(strata, (50, 46, 35), strict=True))
    )
    period = "2026年10月1日至10月31日"
    on = date(2026, 11, 20)
    return RecheckList("槐荫里社区", period, said, strata, "林晓燕", on, pools)


def _day(on: date | None) -> str:
    return f"{on:%Y-%m-%d}" if on else ""


def _row(at: int, entry: RecheckEntry) -> Row:
    found = _RESULTS[0 if entry.rebound is None else 2 if entry.rebound else 1]
    title = f"{entry.title}（{entry.note}）" if entry.note else entry.title
    values: tuple[object, ...] = (
        at,
        entry.number,
        entry.place,
        title,
        entry.unit,
        _day(entry.closed_on),
        found,
        entry.checked_by,
        _day(entry.checked_on),
    )
    return Row(
        tuple(
            Cell(width, value, align="center" if name in _CENTRED else "left")
            for (name, width), value in zip(COLUMNS, values, strict=True)
        ),
        height=11.0,
    )


def _rows(facts: RecheckList) -> list[Row]:
    rows: list[Row] = []
    at = 0
    whole = sum(width for _, width in COLUMNS)
    for stratum in facts.strata:
        named = f"{stratum.name}　{len(stratum.entries):,} 件"
        rows.append(Row((Cell(whole, named, bold=True),), height=7.5))
        for entry in stratum.entries:
            at += 1
            rows.append(_row(at, entry))
    return rows


def _title(flow: Flow, facts: RecheckList) -> None:
    paper, left, width = flow.paper, flow.left, flow.width
    name = one_line(facts.community) + TITLE
    paper.fit((left, flow.y + 6.4, width), name, Style("songb", 18, 24, INK, 1), align="center")
    flow.y += 9.5
    style = Style("hei", 10, 14, INK)
    paper.fit((left, flow.y + 4.0, width), f"办结日期　{facts.period}", style, align="center")
    flow.y += 8.0


def _sign(flow: Flow, facts: RecheckList) -> None:
    flow.need(_SIGN_HIGH)
    paper, base = flow.paper, flow.y + 9.0
    drawn = "　".join(part for part in (facts.drawn_by, _day(facts.drawn_on)) if part)
    third = flow.width / 3
    for at, (label, value) in enumerate(
        (("抽样人", drawn), ("核查人（签字）", ""), ("负责人（签字）", ""))
    ):
        x = flow.left + at * third
        end = paper.text(x, base, f"{label}：", _SIGN)
        if value:
            paper.fit((end + 1, base, x + third - 4 - end), value, _SIGN)
        paper.across(end, base + 1.4, x + third - 6 - end, 0.2)
    count = sum(len(one.entries) for one in facts.strata)
    checked = sum(e.rebound is not None for one in facts.strata for e in one.entries)
    rebound = sum(bool(e.rebound) for one in facts.strata for e in one.entries)
    said = f"抽中 {count:,} 件，已核查 {checked:,} 件，反弹 {rebound:,} 件（纸面整改）。"
    note = "反弹：现场又回到整改以前的样子，或者报了办结其实没有办。反弹的重新办理。"
    soft = Style("hei", 9, 12, SOFT)
    paper.fit((flow.left, base + 9.5, flow.width), f"{said if checked else ''}{note}", soft)


def _pools(flow: Flow, facts: RecheckList) -> None:
    """The numbers it was drawn from, those that were drawn marked, on pages of their own."""
    taken = {entry.number for one in facts.strata for entry in one.entries}
    rows: list[Row] = []
    wide = flow.width / _POOL_WIDE
    for pool in facts.pools:
        named = f"{pool.name}　可抽 {len(pool.numbers):,} 件"
        rows.append(Row((Cell(flow.width, named, bold=True),), height=7.0))
        for at in range(0, len(pool.numbers), _POOL_WIDE):
            part = [*pool.numbers[at : at + _POOL_WIDE], *[""] * _POOL_WIDE][:_POOL_WIDE]
            said = (f"{number} {_TAKEN}" if number in taken else number for number in part)
            rows.append(Row(tuple(Cell(wide, text) for text in said), height=6.0))
    if rows:
        flow.page()
        flow.paragraph(para(f"附：抽取时可抽的工单，{_TAKEN} 是抽中的", _METHOD, flow.width), 2.5)
        draw_rows(flow, rows, _LOOK)


def _foot(paper: Paper, page: int, pages: int) -> None:
    style = Style("hei", 9, 12, SOFT)
    baseline = paper.size[1] - 8.0
    paper.fit((232, baseline, 50), f"第 {page} 页　共 {pages} 页", style, align="right")


@form("recheck_list", TITLE, "recheck_sample", sample=sample)
def draw(facts: RecheckList) -> Pdf:
    """Draw the list, the method on its first page, the head of the table on each."""
    paper = Paper(TITLE, size=A4_LANDSCAPE, author=facts.community)
    paper.footer = _foot
    head = Row(tuple(Cell(width, title, label=True) for title, width in COLUMNS), height=8.0)
    flow = Flow(paper, MARGINS, lambda flow: _title(flow, facts))
    flow.page()
    lines = para(f"抽取办法：{facts.method}", _METHOD, flow.width)
    flow.paragraph(lines, 2.5)
    draw_rows(flow, _rows(facts), _LOOK, head)
    _sign(flow, facts)
    _pools(flow, facts)
    return paper.finish()
