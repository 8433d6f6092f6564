"""居民户信息登记表: a household on A4 across, filled from the register or empty for a visit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import A4_LANDSCAPE, Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, choices, one_line

TITLE = "居民户信息登记表"
MARGINS = (25.0, 15.0, 15.0, 14.0)
LINES = 8
"""Members an empty sheet has room for."""
USAGES = ("自住", "出租", "空置", "商用", "办公", "转借", "其他")
TYPES = ("家庭户", "集体户", "空挂户", "流动人口户", "单人独居户")
NEEDS = ("养老", "就业", "残助", "医疗", "教育", "其他")
CONSENT = (
    "为社区服务管理需要采集上述信息，仅用于居民服务、走访关怀、应急联络和上级要求的统计，"
    "依法保密，不向无关的人提供。本人可以随时要求查看和更正。"
)
CHILDREN = "14 周岁以下儿童的信息，须由监护人签字同意。"
_DAY = "　　　　年　　月　　日"
_HEAD = (
    (8.0, "序号"), (22.0, "姓名"), (18.0, "与户主\n关系"), (9.0, "性别"), (20.0, "出生日期"),
    (14.0, "民族"), (42.0, "公民身份号码"), (18.0, "政治面貌"), (16.0, "文化\n程度"),
    (14.0, "婚姻"), (20.0, "人户状态"), (28.0, "联系电话"), (28.0, "关爱类别"),
)  # fmt: skip
_MORE = ((8.0, "序号"), (22.0, "姓名"), (90.0, "工作单位或学校"), (37.0, "健康状况"),
         (100.0, "关爱依据、需求"))  # fmt: skip
_SMALL = Look(
    text=Style("hei", 9.5, 13, INK),
    label=Style("hei", 9.5, 12.5, INK),
    bold=Style("heib", 9.5, 13, INK),
    pad=1.0,
    rise=0.9,
)
_LOOK = Look(pad=1.8, rise=1.1)


@dataclass(frozen=True)
class SheetMember:
    """A line of the sheet; the number stands as it may be printed."""

    name: str
    relation: str = ""
    sex: str = ""
    birth: date | None = None
    ethnicity: str = ""
    id_number: str = ""
    political: str = ""
    education: str = ""
    marriage: str = ""
    residence: str = ""
    phone: str = ""
    care: str = ""
    employer: str = ""
    health: str = ""
    needs: str = ""


@dataclass(frozen=True)
class HouseholdSheet:
    """What the sheet says; everything may be empty, for handwriting."""

    office: str = ""
    household_no: str = ""
    door: tuple[str, str, str, str] = ("", "", "", "")
    grid: str = ""
    grid_worker: str = ""
    usage: str = ""
    tenure: str = ""
    area: str = ""
    owner: str = ""
    owner_phone: str = ""
    tenant: str = ""
    lease: tuple[date | None, date | None] = (None, None)
    type: str = ""
    hukou_book_no: str = ""
    registered: int | None = None
    living: int | None = None
    members: tuple[SheetMember, ...] = field(default_factory=tuple)
    emergency: tuple[str, str, str] = ("", "", "")
    consent_on: date | None = None
    printed_by: str = ""
    printed_at: datetime | None = None
    watermark: str = ""


def sample() -> HouseholdSheet:
    """An invented household of three generations."""
    return HouseholdSheet(
        office="文澜街道槐荫里社区居民委员会",
        household_no="HYL-01-03-2-501",
        door=("槐荫一院", "3号楼", "2单元", "501"),
        grid="第三网格",
        grid_worker="梁志勇",
        usage="自住",
        tenure="房改房",
        area="67.4",
        owner="王秀兰",
        owner_phone="139 0000 2281",
        type="家庭户",
        hukou_book_no="004512",
        registered=3,
        living=4,
        members=(
            SheetMember(
                "王秀兰", "户主", "女", date(1948, 3, 14), "汉族", "6301************28", "群众",
                "初中", "丧偶", "人户一致", "139 0000 2281", "独居老人", "退休", "慢性病",
                "每月上门一次，帮忙取药",
            ),
            SheetMember("李强", "长子", "男", date(1975, 5, 6), "汉族", "6301************17",
                        "中共党员", "大学本科", "已婚", "人户一致", "139 0000 2282", "",
                        "青河机械厂"),
            SheetMember("阿依古丽·买买提", "儿媳", "女", date(1977, 8, 1), "维吾尔族",
                        "6501************4X", "群众", "大学专科", "已婚", "人在户不在",
                        "139 0000 2283", "", "文澜路小学"),
            SheetMember("李䶮", "孙女", "女", date(2008, 6, 1), "汉族", "6301************62",
                        "共青团员", "高中", "未婚", "人户一致", "", "", "青河一中"),
        ),
        emergency=("李强", "长子", "139 0000 2282"),
        printed_by="林晓燕",
        printed_at=datetime(2026, 11, 20, 10, 42),
        watermark="林晓燕 2026-11-20 10:42 登记表",
    )  # fmt: skip


@form("household_sheet", TITLE, "household", sample=sample, blank=HouseholdSheet)
def draw(sheet: HouseholdSheet) -> Pdf:
    """Draw the sheet: members on the front, the rest with the signatures on the back."""
    return draw_many((sheet,))


def draw_many(sheets: Sequence[HouseholdSheet]) -> Pdf:
    """Draw a sheet for each, one after another; each counts its own pages."""
    first, owners = sheets[0], list[int]()
    paper = Paper(TITLE, size=A4_LANDSCAPE, author=first.office, watermark=first.watermark)

    def foot(paper: Paper, page: int, _pages: int) -> None:
        owner = owners[page - 1]
        own = page - owners.index(owner)
        _foot(paper, sheets[owner], own, owners.count(owner))

    paper.footer = foot
    for number, sheet in enumerate(sheets):
        _draw(paper, sheet, partial(owners.append, number))
    return paper.finish()


def _draw(paper: Paper, sheet: HouseholdSheet, begun: Callable[[], object]) -> None:
    def head(flow: Flow) -> None:
        begun()
        _head(flow, sheet)

    flow = Flow(paper, MARGINS, head)
    flow.page()
    empty = not sheet.members
    draw_rows(flow, _house(sheet), _LOOK)
    flow.y += 2.5
    members = sheet.members or (SheetMember(""),) * LINES
    height = 12.2 if empty else 9.0
    rows = [_member(at, one, height) for at, one in enumerate(members, 1)]
    draw_rows(flow, rows, _SMALL, _labels(_HEAD))
    flow.y += 2.5
    if empty:
        flow.page()
    more = [_more(at, one, 11.0 if empty else 9.0) for at, one in enumerate(members, 1)
            if empty or one.employer or one.health or one.needs]  # fmt: skip
    if more:
        draw_rows(flow, more, _SMALL, _labels(_MORE, 7.5))
        flow.y += 2.5
    draw_rows(flow, _afterwards(sheet), _LOOK)


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _labels(columns: tuple[tuple[float, str], ...], height: float = 9.0) -> Row:
    return Row(tuple(_label(width, text) for width, text in columns), height)


def _house(sheet: HouseholdSheet) -> tuple[Row, ...]:
    estate, building, unit, room = sheet.door
    lease = " 至 ".join(_day(day) or "＿＿＿＿＿＿" for day in sheet.lease)
    rented = sheet.usage == "出租"
    count = "＿＿" if sheet.registered is None else str(sheet.registered)
    living = "＿＿" if sheet.living is None else str(sheet.living)
    return (
        Row((
            _label(16, "小区"), Cell(44, estate), _label(14, "楼栋"), Cell(24, building),
            _label(14, "单元"), Cell(20, unit), _label(14, "房号"), Cell(22, room),
            _label(14, "网格"), Cell(30, sheet.grid), _label(18, "网格员"),
            Cell(27, sheet.grid_worker),
        )),
        Row((
            _label(16, "用途"), Cell(108, choices(USAGES, _one_of(sheet.usage, USAGES))),
            _label(18, "产权性质"), Cell(24, sheet.tenure), _label(12, "面积"),
            Cell(17, f"{sheet.area} ㎡".strip() if sheet.area else "　　㎡"),
            _label(14, "产权人"), Cell(48, f"{sheet.owner}　{sheet.owner_phone}".strip()),
        )),
        Row((
            _label(16, "出租"), _label(18, "出租人"), Cell(48, sheet.owner if rented else ""),
            _label(18, "承租人"), Cell(60, sheet.tenant), _label(18, "起止"), Cell(79, lease),
        )),
        Row((
            _label(16, "户类型"), Cell(106, choices(TYPES, _one_of(sheet.type, TYPES))),
            _label(22, "户口簿户号"), Cell(40, sheet.hukou_book_no),
            Cell(73, f"户籍人数 {count} 人　　常住人数 {living} 人"),
        )),
    )  # fmt: skip


def _one_of(said: str, names: tuple[str, ...]) -> str | None:
    """The box that a word of the code list ticks (商用(住改商) ticks 商用)."""
    return next((name for name in names if said.startswith(name)), "其他" if said else None)


def _member(at: int, one: SheetMember, height: float) -> Row:
    texts = (
        str(at), one.name, one.relation, one.sex, _day(one.birth), one.ethnicity, one.id_number,
        one.political, one.education, one.marriage, one.residence, one.phone, one.care,
    )  # fmt: skip
    return Row(
        tuple(
            Cell(width, text, bold=label == "姓名", align="center" if width < 12 else "left")
            for (width, label), text in zip(_HEAD, texts, strict=True)
        ),
        height,
    )


def _more(at: int, one: SheetMember, height: float) -> Row:
    texts = (str(at), one.name, one.employer, one.health, one.needs)
    return Row(
        tuple(
            Cell(width, text, align="center" if width < 12 else "left")
            for (width, _), text in zip(_MORE, texts, strict=True)
        ),
        height,
    )


def _afterwards(sheet: HouseholdSheet) -> tuple[Row, ...]:
    name, relation, phone = sheet.emergency
    signed = _day(sheet.consent_on) or _DAY
    return (
        Row((
            _label(24, "紧急联系人"), Cell(60, name), _label(18, "关系"), Cell(45, relation),
            _label(24, "电话"), Cell(86, phone),
        ), 9.5),
        Row((
            _label(24, "车辆"), Cell(60, ""), _label(18, "宠物"), Cell(45, ""),
            _label(24, "电动自行车"), Cell(86, "充电　☐集中　☐入户（有隐患）"),
        ), 9.5),
        Row((_label(24, "需求"), Cell(233, choices(NEEDS))), 9.5),
        Row((
            _label(24, "告知与同意"),
            Cell(233, CONSENT, high=True, foot=f"户主签字＿＿＿＿＿＿＿＿　　{signed}"),
        ), 19.0),
        Row((
            _label(24, "采集人"), Cell(61, ""), _label(24, "采集日期"), Cell(62, _DAY.strip("　")),
            _label(24, "核对日期"), Cell(62, _DAY.strip("　")),
        ), 9.5),
    )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _head(flow: Flow, sheet: HouseholdSheet) -> None:
    paper, left, top = flow.paper, flow.left, flow.y
    title = Style("songb", 18, 24, INK, 1.2)
    paper.fit((left + 70, top + 6.4, flow.width - 140), TITLE, title, align="center")
    line = Style("hei", 10.5, 14, SOFT)
    paper.fit((left, top + 6.4, 68), sheet.office, line)
    number = f"户编号　{sheet.household_no or '＿＿＿＿＿＿＿＿'}"
    paper.fit((left + flow.width - 68, top + 6.4, 68), number, line, align="right")
    flow.y = top + 10.5


def _foot(paper: Paper, sheet: HouseholdSheet, page: int, pages: int) -> None:
    style = Style("hei", 9, 12, SOFT)
    width, height = paper.size
    left, room = MARGINS[0], width - MARGINS[0] - MARGINS[2]
    paper.fit((left, height - 8, room * 0.6), CHILDREN, style)
    at = f"打印 {sheet.printed_at:%Y-%m-%d %H:%M} " if sheet.printed_at else ""
    end = f"{at}{one_line(sheet.printed_by)}　第 {page} 页　共 {pages} 页".strip("　")
    paper.fit((left + room * 0.6, height - 8, room * 0.4), end, style, align="right")
