"""党员干部评先评优征求社区党组织意见表: A4, one copy each for the office and who asked."""

from dataclasses import dataclass
from datetime import date, datetime

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.grid import Area
from wenming_desktop.forms.marks import INK, SHADE, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.rows import Cell, Flow, Look, Row, draw_rows
from wenming_desktop.forms.text import Style, one_line, para

TITLE = "党员干部评先评优征求社区党组织意见表"
MARGINS = (25.0, 20.0, 15.0, 15.0)
WIDTH = 170.0
ROW, FACTS, SIGNED, DECIDED = 10.0, 45.0, 30.0, 50.0
COPIES = ("社区存档", "交来函单位")
BOXES = {"1": "同意", "2": "同意（附建议）", "3": "暂缓", "4": "不同意（一票否决）"}
"""What the paper calls the codes of `merit_opinion`; any other is ticked beside them."""
VETO_NOTE = "不同意须经社区党组织会议研究，附会议记录复印件。"
_LINE = "＿＿＿＿＿＿"
_SIDE = 30.0
_TEXT = Style("hei", 10.5, 15.5, INK)
_DRAFT = Style("songb", 170, 200, "#EAE7E2", 30)
_LOOK = Look(text=_TEXT, label=Style("hei", 10.5, 14, INK), pad=1.6, rise=1.1)


@dataclass(frozen=True)
class OpinionForm:
    """What the form says; everything may be empty, for handwriting.

    `matter` is the list's word, `matters` the office's list where it has its own, `opinion` a
    code with its word beside it.
    """

    party: str = ""
    number: str = ""
    name: str = ""
    gender: str = ""
    birth: date | None = None
    political: str = ""
    unit_and_job: str = ""
    address: str = ""
    reported_on: date | None = None
    matter: str = ""
    matters: tuple[str, ...] = ()
    requesting_unit: str = ""
    request_doc_no: str = ""
    facts: str = ""
    opinion: str = ""
    opinion_name: str = ""
    reasons: str = ""
    meeting_record_no: str = ""
    decided_by: tuple[str, ...] = ()
    approved_on: date | None = None
    is_draft: bool = False
    printed_by: str = ""
    printed_at: datetime | None = None


def sample() -> OpinionForm:
    """An invented veto with a rare character in its name."""
    return OpinionForm(
        party="中共槐荫里社区委员会",
        number="YJ-2026-0003",
        name="李𠅤",
        gender="男",
        birth=date(1986, 3, 12),
        political="中共党员",
        unit_and_job="区市场监督管理局 餐饮监管科科长",
        address="槐荫一院3号楼2单元501",
        reported_on=date(2024, 3, 1),
        matter="评先评优",
        requesting_unit="中共青河区委组织部",
        request_doc_no="青组函〔2026〕18号",
        facts=(
            "2025-11-21 至 2026-11-20，身份：双报到在职党员，2024-03-01 到社区报到；"
            "认领岗位：政策宣传岗；参加服务：1 次，1 小时；微心愿：没有认领；"
            "反馈卡：2026-01-01 至 2026-06-30 社区评价较差。"
        ),
        opinion="4",
        opinion_name="不同意(否决)",
        reasons="一年内只参加一次服务，楼道堆放杂物经三次上门仍不清理。",
        meeting_record_no="大党委会议〔2026〕11号",
        decided_by=("何建平", "林晓燕", "梁志勇"),
        approved_on=date(2026, 11, 20),
        printed_by="林晓燕",
        printed_at=datetime(2026, 11, 20, 10, 42),
    )


def blank() -> OpinionForm:
    """An empty form for handwriting."""
    return OpinionForm()


@form("merit_opinion", TITLE, "merit_opinion", sample=sample, blank=blank)
def draw(sheet: OpinionForm) -> Pdf:
    """Draw both copies; a draft or an empty form once."""
    paper = Paper(TITLE, author=sheet.party)
    copies = ("",) if sheet.is_draft or not sheet.number else COPIES
    paper.footer = lambda page, at, of: _foot(page, sheet, at, of // len(copies))
    for copy in copies:
        flow = Flow(paper, MARGINS, lambda flow, copy=copy: _head(flow, sheet, copy))  # type: ignore[misc]
        flow.page()
        draw_rows(flow, _rows(sheet), _LOOK)
        _decision(flow, sheet)
        draw_rows(flow, [Row((_label(_SIDE, "备注"), Cell(140)), 12.0)], _LOOK)
        flow.need(7)
        note = Style("hei", 10, 13, INK)
        paper.fit((flow.left, flow.y + 5.4, WIDTH), f"注：{VETO_NOTE}", note)
    return paper.finish()


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _rows(sheet: OpinionForm) -> tuple[Row, ...]:
    asked = "　".join(part for part in (sheet.requesting_unit, sheet.request_doc_no) if part)
    reported = grid.day(sheet.reported_on) if sheet.reported_on or not sheet.name else "没有报到"
    matters = sheet.matters or grid.standard("merit_matter")
    boxes = grid.ticks(matters, filter(None, [sheet.matter]))
    return (
        Row((
            _label(20, "姓名"), Cell(30, sheet.name, bold=True), _label(15, "性别"),
            Cell(15, sheet.gender, align="center"), _label(20, "出生年月"),
            Cell(25, grid.month(sheet.birth)), _label(20, "政治面貌"), Cell(25, sheet.political),
        ), ROW),
        Row((_label(_SIDE, "工作单位及职务"), Cell(140, sheet.unit_and_job)), ROW),
        Row((
            _label(_SIDE, "居住地址"), Cell(80, sheet.address), _label(20, "报到时间"),
            Cell(40, reported.strip("　")),
        ), ROW),
        Row((_label(_SIDE, "征求意见事项"), Cell(140, "　".join(boxes))), ROW),
        Row((_label(_SIDE, "来函单位及文号"), Cell(140, asked)), ROW),
        Row((_label(_SIDE, "在社区表现"), Cell(140, sheet.facts, high=True)), FACTS),
        Row((_label(_SIDE, "楼栋党小组\n意见"), _signed("组长签字")), SIGNED),
        Row((_label(_SIDE, "网格党支部\n意见"), _signed("书记签字")), SIGNED),
    )  # fmt: skip


def _signed(who: str) -> Cell:
    return Cell(140, "", foot=f"{who}{_LINE}　　{grid.NO_DAY}")


def _decision(flow: Flow, sheet: OpinionForm) -> None:
    """社区党组织意见: beside what is said there is room for the seal, which is inked by hand."""
    room = 140 - grid.SEAL - 6.0
    laid = para(_said(sheet), _TEXT, room)
    height = max(DECIDED, laid.height + 14.0)
    flow.need(height)
    paper, left, top = flow.paper, flow.left, flow.y
    paper.fill(left, top, _SIDE, height, SHADE)
    label = Area(left, top, _SIDE, height)
    grid.write(paper, label, "社区党组织\n意见", _LOOK.label, align="center")
    paper.down(left + _SIDE, top, height, grid.LINE)
    laid.draw(paper, left + _SIDE + 1.6, top + 1.8)
    foot = (left + _SIDE + 1.6, top + height - 3.4, room)
    paper.fit(foot, f"书记签字{_LINE}", _TEXT)
    square = left + WIDTH - grid.SEAL - 2.0
    seal = Area(square, top + (height - grid.SEAL) / 2, grid.SEAL, grid.SEAL)
    grid.seal(paper, seal, grid.day(sheet.approved_on))
    paper.frame(left, top, WIDTH, height, grid.FRAME)
    flow.y = top + height


def _said(sheet: OpinionForm) -> str:
    boxes = [("☑" if code == sheet.opinion else "☐") + word for code, word in BOXES.items()]
    if sheet.opinion and sheet.opinion not in BOXES:
        boxes.append(f"☑{sheet.opinion_name}")
    what = "建议" if sheet.opinion == "2" else "理由"
    lines = ["　".join(boxes[:3]), "　".join(boxes[3:]), f"{what}：{sheet.reasons}"]
    if sheet.opinion != "4" and sheet.name:
        return "\n".join(lines)
    names = "、".join(sheet.decided_by)
    lines.append(f"会议时间：{grid.NO_DAY}")
    lines.append(f"会议记录号：{sheet.meeting_record_no}")
    lines.append(f"研究决定人：{names}")
    return "\n".join(lines)


def _head(flow: Flow, sheet: OpinionForm, copy: str) -> None:
    paper, left, top = flow.paper, flow.left, flow.y
    if sheet.is_draft:
        paper.fit((left, 180, WIDTH), "草稿", _DRAFT, align="center")
    title = Style("songb", 18, 24, INK, 0.6)
    paper.fit((left, top + 4.6, WIDTH), TITLE, title, align="center")
    small = Style("hei", 10.5, 14, SOFT)
    paper.fit((left, top + 11.8, 80), sheet.party, small)
    number = f"编号　{sheet.number or 'YJ-＿＿＿＿＿＿＿'}"
    said = f"（{copy}）　{number}" if copy else number
    paper.fit((left + 80, top + 11.8, 90), said, small, align="right")
    flow.y = top + 14.2


def _foot(paper: Paper, sheet: OpinionForm, page: int, pages: int) -> None:
    style = Style("hei", 9, 12, SOFT)
    at = f"打印 {sheet.printed_at:%Y-%m-%d %H:%M} " if sheet.printed_at else ""
    here = (page - 1) % pages + 1
    end = f"{at}{one_line(sheet.printed_by)}　第 {here} 页　共 {pages} 页".strip("　")
    paper.fit((MARGINS[0], paper.size[1] - 7.5, WIDTH), end, style, align="right")
