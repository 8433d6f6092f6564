"""诉求移交单 and 吹哨单: a matter given to those whose it is, with a reply to send back (A4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.grid import Area, Face
from wenming_desktop.forms.marks import INK, RED, SOFT
from wenming_desktop.forms.page import A4, Paper, Pdf
from wenming_desktop.forms.rows import Cell
from wenming_desktop.forms.text import Style, one_line

TRANSFER, WHISTLE = "移交", "吹哨"
TITLES = {TRANSFER: "诉求移交单", WHISTLE: "吹哨报到单"}
HIDDEN = "已保密"
LEFT, WIDTH, TOP = 25.0, 170.0, 44.0
QR = (178.0, 20.0, 17.0)
TEAR = 224.0
_LINE = "＿＿＿＿＿＿"
_PLAIN = Style("hei", 10.5, 15, INK)
_Row = tuple[float, tuple[Cell, ...]]


@dataclass(frozen=True)
class TransferSlip:
    """What is handed over; every value may be empty, for handwriting.

    `kind` is TRANSFER or WHISTLE; `asked` is why it is handed over, or what help is needed.
    """

    kind: str = TRANSFER
    ticket_no: str = ""
    office: str = ""
    to: str = ""
    needed: int | None = None
    at: datetime | None = None
    matter: str = ""
    category: str = ""
    urgency: str = ""
    place: str = ""
    grid: str = ""
    complainant: str = ""
    phone: str = ""
    is_confidential: bool = False
    content: str = ""
    done: str = ""
    asked: str = ""
    due_at: datetime | None = None
    by: str = ""
    office_phone: str = ""

    @property
    def whistles(self) -> bool:
        """Whether it calls for help rather than hands over."""
        return self.kind == WHISTLE


def sample() -> TransferSlip:
    """An invented matter that is not the community's to settle."""
    return TransferSlip(
        ticket_no="SQ2026110098",
        office="文澜街道槐荫里社区居民委员会",
        to="文澜街道综合行政执法队",
        at=datetime(2026, 11, 20, 10, 30),
        matter="3号楼楼顶新搭彩钢房",
        category="违法建设　/　私搭乱建",
        urgency="较急",
        place="槐荫一院 3号楼 楼顶",
        grid="第三网格",
        complainant="陈国栋",
        phone="13900005530",
        content="3号楼楼顶有人新搭彩钢房，约 20 平方米，已经铺了顶，担心漏水和刮风掉落。",
        done="11-18 09:20　网格员　到场查看，拍照留证\n11-19 15:40　林晓燕　当面劝停，未停工",
        asked="社区没有拆除的权限，请依法查处。",
        due_at=datetime(2026, 11, 25, 17, 30),
        by="林晓燕",
        office_phone="8801 2200",
    )


@form("transfer_slip", "诉求移交单、吹哨单", "ticket", sample=sample, blank=TransferSlip)
def draw(slip: TransferSlip) -> Pdf:
    """Draw a slip on one sheet."""
    title = TITLES.get(slip.kind, TITLES[TRANSFER])
    paper = Paper(title, author=slip.office)
    paper.page()
    _head(paper, slip, title)
    face = Face()
    end = grid.rows(paper, (LEFT, TOP), _rows(slip), face)
    end = _signed(paper, slip, end, face)
    paper.frame(LEFT, TOP, WIDTH, end - TOP, grid.FRAME)
    _tear_off(paper)
    _reply(paper, slip, face)
    note = "一式两份：社区存档、接收单位各一份。"
    paper.fit((LEFT, A4[1] - 9.5, WIDTH), note, Style("hei", 9, 12, SOFT))
    return paper.finish()


def _moment(at: datetime | None) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" if at else ""


def _head(paper: Paper, slip: TransferSlip, title: str) -> None:
    right = QR[0] - 4 if slip.ticket_no else LEFT + WIDTH
    paper.fit((LEFT, 24, right - LEFT), slip.office, Style("hei", 10.5, 15, SOFT))
    paper.fit((LEFT, 34.6, right - 62 - LEFT), title, Style("songb", 20, 28, INK, 1.6))
    number = f"编号　{slip.ticket_no or _LINE * 2}"
    paper.fit((right - 60, 34.6, 60), number, _PLAIN, align="right")
    if slip.ticket_no:
        x, y, side = QR
        paper.qr(x, y, side, slip.ticket_no)
    paper.across(LEFT, 40.2, WIDTH, 0.6, RED)


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _rows(slip: TransferSlip) -> Iterator[_Row]:
    hidden = slip.is_confidential
    phone = HIDDEN if hidden else grid.spaced(slip.phone)
    to, when = ("吹哨给", "吹哨时间") if slip.whistles else ("移交给", "移交时间")
    people = f"（要 {slip.needed} 人）" if slip.needed else ""
    asked = "请协助\n事项" if slip.whistles else "移交理由"
    yield 9, (_label(22, to), Cell(82, slip.to + people, bold=True),
              _label(22, when), Cell(44, _moment(slip.at)))  # fmt: skip
    yield 9, (_label(22, "事项"), Cell(148, slip.matter, bold=True))
    yield 9, (_label(22, "诉求分类"), Cell(82, slip.category),
              _label(22, "紧急程度"), Cell(44, slip.urgency))  # fmt: skip
    yield 9, (_label(22, "发生地点"), Cell(82, slip.place),
              _label(22, "所属网格"), Cell(44, slip.grid))  # fmt: skip
    yield 9, (_label(22, "诉求人"), Cell(82, HIDDEN if hidden else slip.complainant),
              _label(22, "联系电话"), Cell(44, phone))  # fmt: skip
    yield 46, (_label(22, "诉求内容"), Cell(148, slip.content, high=True))
    yield 24, (_label(22, "已办情况"), Cell(148, slip.done, high=True))
    yield 14, (_label(22, asked), Cell(148, slip.asked, high=True))


def _signed(paper: Paper, slip: TransferSlip, top: float, face: Face) -> float:
    """Deadline and signatures beside the room of the seal."""
    wide = WIDTH - grid.SEAL - 2 - 22
    by = f"{slip.by or _LINE}　　电话　{grid.spaced(slip.office_phone) or _LINE}"
    rows: tuple[_Row, ...] = (
        (12, (_label(22, "办理时限"), Cell(wide, _moment(slip.due_at)))),
        (12, (_label(22, "移交人" if not slip.whistles else "吹哨人"), Cell(wide, by))),
        (21.5, (_label(22, "签发人"), Cell(wide, "", foot="签字＿＿＿＿＿＿　　　年　　月　　日"))),
    )
    end = grid.rows(paper, (LEFT, top), rows, face)
    paper.down(LEFT + 22 + wide, top, end - top, grid.LINE)
    paper.across(LEFT, top, WIDTH, grid.LINE)
    square = Area(LEFT + WIDTH - grid.SEAL - 1, top + 0.25, grid.SEAL, grid.SEAL)
    grid.seal(paper, square, grid.NO_DAY.strip("　"))
    return end


def _tear_off(paper: Paper) -> None:
    words = Style("hei", 9, 12, SOFT)
    text = "✂　沿此线撕下回执，三日内送回社区"
    length = words.width(text) + 6
    side = (A4[0] - length) / 2
    for x in (6.0, A4[0] - side):
        grid.dashes(paper, x, TEAR, side - 6, SOFT)
    paper.fit((side, TEAR + 1.2, length), text, words, align="center")


def _reply(paper: Paper, slip: TransferSlip, face: Face) -> None:
    """What comes back: taken or not, who does it, what came of it."""
    top = TEAR + 4
    paper.fit((LEFT, top + 5, WIDTH), "回　执", Style("songb", 14, 18, INK), align="center")
    number = one_line(slip.ticket_no) or _LINE * 2
    paper.fit((LEFT, top + 5, WIDTH), f"编号　{number}", _PLAIN, align="right")
    taken = "☐派人到场　☐不能到场" if slip.whistles else "☐接收办理　☐不属本单位职责，退回"
    who = "到场人" if slip.whistles else "接收人"
    wide = WIDTH - 46 - 22
    rows: tuple[_Row, ...] = (
        (9, (_label(22, "接收单位"), Cell(wide, slip.to))),
        (9, (_label(22, "接收情况"), Cell(wide, taken))),
        (18, (_label(22, "办理情况\n或退回理由"), Cell(wide))),
        (9, (_label(22, who), Cell(32), _label(16, "电话"), Cell(wide - 48))),
    )
    y = top + 8
    end = grid.rows(paper, (LEFT, y), rows, face)
    paper.down(LEFT + 22 + wide, y, end - y, grid.LINE)
    square = Area(LEFT + 22 + wide + 0.5, y, grid.SEAL, grid.SEAL)
    grid.seal(paper, square, grid.NO_DAY.strip("　"))
    paper.frame(LEFT, y, WIDTH, end - y, grid.FRAME)
