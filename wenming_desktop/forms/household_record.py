"""一户一档 on A4: people, care, party, card, tickets and history of one household."""

from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, RED, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, one_line

TITLE = "一户一档"
MARGINS = (25.0, 20.0, 15.0, 16.0)
_WIDTH = 170.0
_LOOK = Look(pad=1.8, rise=1.1)
_TABLE = Look(
    text=Style("hei", 9.5, 13.5, INK),
    label=Style("hei", 9.5, 13, INK),
    bold=Style("heib", 9.5, 13.5, INK),
    pad=1.2,
    rise=1.0,
)
Lines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class RecordSheet:
    """What the file says; each list is of lines of words, as many as its table has columns."""

    office: str
    household_no: str
    head: str
    door: str
    grid: str = ""
    tags: str = ""
    residence: str = ""
    party: str = ""
    people: Lines = ()
    care: Lines = ()
    liaisons: Lines = ()
    cards: Lines = ()
    tickets: Lines = ()
    events: Lines = ()
    printed_by: str = ""
    printed_at: datetime | None = None
    watermark: str = ""


_TABLES = (
    ("people", "人口", (("姓名", 26.0), ("关系", 18.0), ("性别年龄", 18.0), ("身份证号", 38.0),
                        ("电话", 28.0), ("人户", 20.0), ("起", 22.0))),
    ("care", "关怀", (("姓名", 26.0), ("类别", 42.0), ("起止", 40.0), ("走访", 16.0),
                      ("复核", 20.0), ("需求、原因", 26.0))),
    ("liaisons", "包联党员", (("姓名", 50.0), ("起止", 120.0))),
    ("cards", "连心卡", (("卡号", 36.0), ("状态", 30.0), ("发放", 34.0), ("签收", 70.0))),
    ("tickets", "诉求", (("日期", 24.0), ("编号", 38.0), ("事项", 78.0), ("到了哪一步", 30.0))),
    ("events", "变动记录", (("日期", 24.0), ("变动", 26.0), ("姓名", 40.0), ("说明", 80.0))),
)  # fmt: skip
_NOTHING = "没有"


def sample() -> RecordSheet:
    """An invented household with something of everything."""
    return RecordSheet(
        office="文澜街道槐荫里社区居民委员会",
        household_no="HYL-01-03-2-501",
        head="王秀兰",
        door="槐荫一院 3号楼 2单元 501",
        grid="第三网格，网格员 梁志勇",
        tags="独居、高龄、低保",
        residence="人户一致。户籍 1 人，常住 2 人",
        party="3号楼党小组，组长 赵立新",
        people=(
            ("王秀兰", "户主", "女 78 岁", "6301**********0028", "139****2281", "人户一致",
             "2020-01-01"),
            ("阿依古丽·买买提", "儿媳", "女 49 岁", "6501**********004X", "139****2283",
             "人在户不在", "2021-05-06"),
            ("李䶮", "孙女", "女 18 岁", "6301**********0062", "", "人户一致", "2020-01-01"),
        ),
        care=(
            ("王秀兰", "高龄老人(80周岁及以上)", "2024-01-01 至今", "每月", "2027-01-01", "取药"),
        ),
        liaisons=(("赵立新", "2024-03-01 至今"),),
        cards=(("LXK-2026-0001", "已签收", "2026-11-02", "王秀兰 2026-11-03"),),
        tickets=(("2026-11-15", "SQ2026111115", "暖气不热，室内温度约 15℃", "处理中"),),
        events=(("2026-10-08", "迁入", "李䶮", "迁移证"), ("2021-05-06", "结婚", "李强", "")),
        printed_by="林晓燕",
        printed_at=datetime(2026, 11, 20, 10, 42),
        watermark="林晓燕 2026-11-20 10:42 一户一档",
    )  # fmt: skip


@form("household_record", TITLE, "household", sample=sample)
def draw(sheet: RecordSheet) -> Pdf:
    """Draw the file: one page, more where the household has a long history."""
    paper = Paper(TITLE, author=sheet.office, watermark=sheet.watermark)
    paper.footer = lambda page, at, of: _foot(page, sheet, at, of)
    flow = Flow(paper, MARGINS, lambda flow: _head(flow, sheet))
    flow.page()
    draw_rows(flow, _facts(sheet), _LOOK)
    for key, title, columns in _TABLES:
        _table(flow, title, columns, getattr(sheet, key))
    return paper.finish()


def _facts(sheet: RecordSheet) -> tuple[Row, ...]:
    pairs = (
        ("户主", sheet.head, "户编号", sheet.household_no),
        ("地址", sheet.door, "网格", sheet.grid),
        ("人户", sheet.residence, "标签", sheet.tags),
    )
    rows = [
        Row((
            Cell(20, one, label=True), Cell(70, said, bold=one == "户主"),
            Cell(20, two, label=True), Cell(60, told),
        ))
        for one, said, two, told in pairs
    ]  # fmt: skip
    cell = Row((Cell(20, "党小组", label=True), Cell(150, sheet.party or "还没有分到党小组")))
    return (*rows, cell)


def _table(flow: Flow, title: str, columns: tuple[tuple[str, float], ...], lines: Lines) -> None:
    flow.need(22)
    style = Style("heib", 11, 15, INK)
    count = f"{title}　{len(lines)}" if lines else title
    flow.paper.fit((flow.left, flow.y + 7.0, _WIDTH), count, style)
    flow.y += 9.0
    head = Row(tuple(Cell(width, text, label=True) for text, width in columns), 7.0)
    rows = [
        Row(
            tuple(
                Cell(width, text, bold=text_head == "姓名")
                for (text_head, width), text in zip(columns, line, strict=True)
            ),
            7.5,
        )
        for line in lines
    ]
    empty = Row((Cell(_WIDTH, _NOTHING, soft=True),), 7.5)
    draw_rows(flow, rows or [empty], _TABLE, head if rows else None)


def _head(flow: Flow, sheet: RecordSheet) -> None:
    paper, left, top = flow.paper, flow.left, flow.y
    paper.fit((left, top + 4.0, 100), sheet.office, Style("hei", 10.5, 15, SOFT))
    paper.fit((left, top + 13.6, 60), TITLE, Style("songb", 20, 28, INK, 1.6))
    who = f"{sheet.head}　{sheet.door}"
    paper.fit((left + 62, top + 13.6, flow.width - 62), who, Style("heib", 11, 15, INK),
              align="right")  # fmt: skip
    paper.across(left, top + 18.2, flow.width, 0.6, RED)
    flow.y = top + 21.5


def _foot(paper: Paper, sheet: RecordSheet, page: int, pages: int) -> None:
    style = Style("hei", 9, 12, SOFT)
    width, height = paper.size
    left, right = MARGINS[0], width - MARGINS[2]
    note = "含个人信息，用完收好或销毁，不得外传。"
    paper.fit((left, height - 9.5, 80), note, style)
    at = f"打印 {sheet.printed_at:%Y-%m-%d %H:%M} " if sheet.printed_at else ""
    end = f"{at}{one_line(sheet.printed_by)}　第 {page} 页　共 {pages} 页"
    paper.fit((left + 82, height - 9.5, right - left - 82), end, style, align="right")
