"""居民诉求登记（办理）单: one ticket on paper, from the call to the archive."""

from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, RED, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, choices, one_line

TITLE = "居民诉求登记（办理）单"
MARGINS = (25.0, 20.0, 15.0, 16.0)
QR_SIDE = 17.0
SIGNED = "签字＿＿＿＿＿＿＿＿　　　　年　　月　　日"
_SATISFACTION = ("满意", "基本满意", "不满意")
_HIDDEN = "已保密"


@dataclass(frozen=True)
class Step:
    """One line of the ticket's log."""

    at: datetime
    action: str
    by: str
    text: str = ""


@dataclass(frozen=True)
class TicketSheet:
    """What a ticket's sheet says; every value may be empty, for handwriting."""

    ticket_no: str = ""
    office: str = ""
    source: str = ""
    nature: str = ""
    urgency: str = ""
    complainant: str = ""
    phone: str = ""
    is_anonymous: bool = False
    is_confidential: bool = False
    address: str = ""
    location: str = ""
    grid: str = ""
    accepted_at: datetime | None = None
    workdays: int | None = None
    due_at: datetime | None = None
    category: str = ""
    subcategory: str = ""
    content: str = ""
    expectation: str = ""
    acceptor: str = ""
    unit: str = ""
    handler: str = ""
    handler_phone: str = ""
    steps: tuple[Step, ...] = ()
    result: str = ""
    extension: str = ""
    review: str = ""
    called_back_at: datetime | None = None
    callback_method: str = ""
    satisfaction: str | None = None
    dissatisfaction_reason: str = ""
    callback_by: str = ""
    archive_no: str = ""
    archive_piece: str = ""
    retention: str = ""
    printed_by: str = ""
    printed_at: datetime | None = None


def sample() -> TicketSheet:
    """An invented ticket in the middle of its life."""
    return TicketSheet(
        ticket_no="SQ2026111115",
        office="文澜街道槐荫里社区居民委员会",
        source="社区电话来电",
        nature="求助",
        urgency="一般",
        complainant="陈国栋",
        phone="139 0000 5530",
        address="槐荫一院 3号楼 2单元 402",
        location="槐荫一院 3号楼 2单元 402",
        grid="第三网格",
        accepted_at=datetime(2026, 11, 15, 9, 12),
        workdays=3,
        due_at=datetime(2026, 11, 18, 17, 30),
        category="供暖供水",
        subcategory="暖气不热",
        content="暖气不热，室内温度约 15℃，家中有重病人。10 月已自行放气，仍不热。希望上门检查。",
        expectation="三天内恢复到 18℃ 以上。",
        acceptor="林晓燕",
        unit="供热公司青河营业所",
        handler="马师傅",
        handler_phone="8801 5100",
        steps=(
            Step(datetime(2026, 11, 15, 9, 12), "受理", "林晓燕"),
            Step(datetime(2026, 11, 15, 9, 20), "派单", "林晓燕", "供热公司青河营业所"),
            Step(
                datetime(2026, 11, 16, 14, 20),
                "处理",
                "马师傅",
                "清洗入户过滤网，住户反映仍不热。",
            ),
            Step(datetime(2026, 11, 18, 10, 5), "处理", "梁志勇", "网格员上门测温 15.2℃。"),
        ),
        printed_by="林晓燕",
        printed_at=datetime(2026, 11, 20, 10, 42),
    )


def _moment(at: datetime | None) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" if at else ""


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _who(sheet: TicketSheet) -> tuple[Row, Row]:
    """The complainant, hidden on a confidential ticket."""
    hidden = sheet.is_confidential
    name = "匿名" if sheet.is_anonymous and not sheet.complainant else sheet.complainant
    flags = "　".join(
        choices((flag,), flag if on else None)
        for flag, on in (("匿名", sheet.is_anonymous), ("保密", sheet.is_confidential))
    )
    return (
        Row(
            (
                _label(22, "诉求人"),
                Cell(35, _HIDDEN if hidden else name, bold=True),
                _label(22, "联系电话"),
                Cell(35, _HIDDEN if hidden else sheet.phone),
                Cell(56, flags),
            )
        ),
        Row((_label(22, "诉求人地址"), Cell(148, _HIDDEN if hidden else sheet.address))),
    )


def _what(sheet: TicketSheet) -> tuple[Row, ...]:
    until = f"（至 {_moment(sheet.due_at)}）" if sheet.due_at else ""
    days = f"{sheet.workdays} 个工作日" if sheet.workdays is not None else ""
    category = "　/　".join(part for part in (sheet.category, sheet.subcategory) if part)
    return (
        Row(
            (
                _label(22, "发生地点"),
                Cell(85, sheet.location),
                _label(20, "所属网格"),
                Cell(43, sheet.grid),
            )
        ),
        Row(
            (
                _label(22, "受理时间"),
                Cell(45, _moment(sheet.accepted_at)),
                _label(22, "办理时限"),
                Cell(81, days + until),
            )
        ),
        Row((_label(22, "诉求分类"), Cell(148, category))),
        Row((_label(22, "诉求内容"), Cell(148, sheet.content, high=True)), 26, grow=1),
        Row((_label(22, "期望"), Cell(148, sheet.expectation))),
    )


def _done(sheet: TicketSheet) -> tuple[Row, ...]:
    unit = f"承办单位　{sheet.unit or '＿＿＿＿＿＿＿＿'}"
    handler = f"经办人　{sheet.handler or '＿＿＿＿＿'}"
    log = "\n".join(
        f"{step.at:%m-%d %H:%M}　{one_line(step.action)}　{one_line(step.by)}"
        + (f"　{one_line(step.text)}" if step.text else "")
        for step in sheet.steps
    )
    return (
        Row(
            (
                _label(22, "受理人"),
                Cell(35, sheet.acceptor),
                _label(22, "派单"),
                Cell(91, f"{unit}\n{handler}　{sheet.handler_phone}".rstrip()),
            )
        ),
        Row((_label(22, "办理过程"), Cell(148, log, high=True, ruled=True)), 34, grow=2),
        Row(
            (
                _label(22, "办理结果"),
                Cell(148, sheet.result, high=True, foot=f"经办人{SIGNED}", ruled=not sheet.result),
            ),
            24,
            grow=1,
        ),
        Row((_label(22, "延期/督办"), Cell(148, sheet.extension))),
        Row((_label(22, "领导审核"), Cell(148, sheet.review, high=True, foot=SIGNED)), 14),
    )


def _afterwards(sheet: TicketSheet) -> tuple[Row, ...]:
    opinion = choices(_SATISFACTION, sheet.satisfaction)
    return (
        Row(
            (
                _label(22, "回访"),
                Cell(
                    148,
                    f"时间　{_moment(sheet.called_back_at) or '＿＿＿＿＿＿＿＿＿'}　　"
                    f"方式　{sheet.callback_method or choices(('电话', '上门'))}\n"
                    f"{opinion}　　原因　{sheet.dissatisfaction_reason or '＿＿＿＿＿＿＿＿＿＿'}",
                    foot=f"回访人　{sheet.callback_by or '＿＿＿＿＿＿＿＿'}",
                ),
            ),
            20,
        ),
        Row(
            (
                _label(22, "归档"),
                Cell(
                    148,
                    f"档号　{sheet.archive_no or '＿＿＿＿＿＿＿＿'}　　"
                    f"件号　{sheet.archive_piece or '＿＿＿＿＿'}　　"
                    f"保管期限　{sheet.retention or '＿＿＿＿＿'}",
                ),
            )
        ),
    )


def _head(flow: Flow, sheet: TicketSheet) -> None:
    """Who prints it and what it is; number, category, deadline and QR at the right."""
    paper, left, top = flow.paper, flow.left, flow.y
    right = left + flow.width
    if sheet.ticket_no:
        paper.qr(right - QR_SIDE, top, QR_SIDE, sheet.ticket_no)
        right -= QR_SIDE + 4
    facts = (
        ("编号", sheet.ticket_no or "＿＿＿＿＿＿"),
        ("类别", sheet.category or "＿＿＿＿＿＿"),
        ("时限", f"{sheet.due_at:%m月%d日 %H:%M}" if sheet.due_at else "＿＿＿＿＿＿"),
    )
    plain, bold = Style("hei", 10.5, 15, INK), Style("heib", 10.5, 15, INK)
    for at, (label, value) in enumerate(facts):
        baseline = top + 4.0 + 5.9 * at
        room = min(bold.width(one_line(value)) + 0.01, 38)
        paper.fit((right - room, baseline, room), value, bold, align="right")
        paper.fit((right - room - 12, baseline, 10.5), label, plain, align="right")
    office = Style("hei", 10.5, 15, SOFT)
    paper.fit((left, top + 4.0, right - 54 - left), sheet.office, office)
    paper.fit((left, top + 14.6, right - 52 - left), TITLE, Style("songb", 20, 28, INK, 1.6))
    paper.across(left, top + 20.2, flow.width, 0.6, RED)
    flow.y = top + 24.0


def _foot(paper: Paper, page: int, pages: int, sheet: TicketSheet) -> None:
    style = Style("hei", 9, 12, SOFT)
    width, height = paper.size
    left, right = MARGINS[0], width - MARGINS[2]
    note = "一式两份：社区存档、承办单位各一份。"
    if sheet.ticket_no:
        note += f"{one_line(sheet.ticket_no)}，扫码可在本机打开这张单"
    printed = f"{sheet.printed_at:%Y-%m-%d %H:%M} {sheet.printed_by}" if sheet.printed_at else ""
    count = f"第 {page} / {pages} 页"
    end = f"打印 {printed}　{count}" if printed else count
    paper.fit((left, height - 9.5, 108), note, style)
    paper.fit((left + 110, height - 9.5, right - left - 110), end, style, align="right")


@form(
    "ticket_sheet", TITLE, "ticket", sample=sample, blank=lambda: TicketSheet(source="", office="")
)
def draw(sheet: TicketSheet) -> Pdf:
    """Draw one ticket's sheet: one page, more where its texts are long."""
    paper = Paper(TITLE, author=sheet.office)
    paper.footer = lambda page, at, of: _foot(page, at, of, sheet)
    flow = Flow(paper, MARGINS, lambda flow: _head(flow, sheet))
    flow.page()
    first = Row(
        (
            _label(22, "来源渠道"),
            Cell(35, sheet.source),
            _label(22, "诉求性质"),
            Cell(25, sheet.nature),
            _label(22, "紧急程度"),
            Cell(44, sheet.urgency),
        )
    )
    rows = (first, *_who(sheet), *_what(sheet), *_done(sheet), *_afterwards(sheet))
    draw_rows(flow, rows, Look())
    return paper.finish()
