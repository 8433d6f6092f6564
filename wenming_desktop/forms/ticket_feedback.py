"""诉求办理情况反馈单: A5 for the complainant, with a stub of the same number to tear off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.grid import Area, Face
from wenming_desktop.forms.marks import INK, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.rows import Cell
from wenming_desktop.forms.text import CNParagraph, Style, one_line, para

TITLE = "诉求办理情况反馈单"
HIDDEN = "已保密"
A5 = (148.0, 210.0)
LEFT, WIDTH, TOP = 10.0, 128.0, 25.0
QR = (125.5, 7.5, 12.5)
TEAR = 170.0
ROW = 9.0
_FOOT = 3 * ROW + grid.SEAL + 1
_BODY = TEAR - 3.5 - _FOOT - TOP - 2
"""What the words may fill on the first sheet, above the table."""
_PLAIN = Style("hei", 10.5, 14.5, INK)
_WORDS = Style("song", 12, 19, INK)
_SMALL = Style("hei", 9, 12, SOFT)
_LEAST = 9.5
"""Smaller is not given to a resident: longer words take a sheet of their own."""
_SATISFACTION = ("满意", "基本满意", "不满意")
_LINE = "＿＿＿＿＿＿"
_Row = tuple[float, tuple[Cell, ...]]


@dataclass(frozen=True)
class TicketFeedback:
    """What the complainant reads; every value may be empty, for handwriting.

    `called` is 居民, 女士 or 先生; a confidential or anonymous ticket names nobody.
    """

    ticket_no: str = ""
    office: str = ""
    name: str = ""
    called: str = "居民"
    is_confidential: bool = False
    reported_at: datetime | None = None
    title: str = ""
    unit: str = ""
    handler: str = ""
    handler_phone: str = ""
    result: str = ""
    finished_at: datetime | None = None
    office_phone: str = ""
    hotline: str = ""

    @property
    def dear(self) -> str:
        """Whom the words are to: no name where it is to stay hidden."""
        return "" if self.is_confidential else self.name


def sample() -> TicketFeedback:
    """An invented answer to an invented call."""
    return TicketFeedback(
        ticket_no="SQ2026110115",
        office="文澜街道槐荫里社区居民委员会",
        name="陈国栋",
        called="先生",
        reported_at=datetime(2026, 11, 15, 9, 12),
        title="暖气不热，室内温度约 15℃",
        unit="供热公司青河营业所",
        handler="马师傅",
        handler_phone="8801 5100",
        result="11 月 18 日清洗入户过滤网并更换阀门，当晚测温 19.5℃，11 月 19 日复测 20.1℃。",
        finished_at=datetime(2026, 11, 19, 16, 20),
        office_phone="8801 2200",
        hotline="8801 2345",
    )


@form("ticket_feedback", TITLE, "ticket", sample=sample, blank=lambda: TicketFeedback(called=""))
def draw(facts: TicketFeedback) -> Pdf:
    """Draw the sheet; words that would be too small for it stand on a sheet before."""
    paper = Paper(TITLE, size=A5, author=facts.office)
    paper.page()
    _head(paper, facts)
    laid = _laid(facts)
    while laid.height > _BODY:
        here, laid = laid.split(A5[1] - TOP - 14)
        here.draw(paper, LEFT, TOP)
        paper.fit((LEFT, A5[1] - 9, WIDTH), "签收栏见下页", _SMALL, align="right")
        paper.page()
        _head(paper, facts)
    laid.draw(paper, LEFT, TOP)
    _table(paper, facts)
    _tear_off(paper)
    _stub(paper, facts)
    return paper.finish()


def _laid(facts: TicketFeedback) -> CNParagraph:
    """The words as large as the sheet allows, down to what a resident can still read."""
    text = _words(facts)
    laid = para(text, _WORDS, WIDTH)
    size = _WORDS.size
    while laid.height > _BODY and size > _LEAST:
        size -= 0.5
        laid = para(text, _WORDS.at(size), WIDTH)
    return laid


def _words(facts: TicketFeedback) -> str:
    called = facts.called or "居民/女士/先生"
    dear = f"尊敬的{facts.dear}{called}："
    title = facts.title or _LINE * 2
    result = facts.result or "\n".join([_LINE * 3] * 3)
    phones = f"{facts.office_phone or _LINE} 或 {facts.hotline or _LINE}（监督热线）"
    return (
        f"{dear}\n"
        f"　　您于 {_moment(facts.reported_at)} 反映的“{title}”，已由 {facts.unit or _LINE} 办理，"
        f"现反馈如下：\n　　{result}\n"
        f"　　如不满意，可于 7 日内致电 {phones}。"
    )


def _moment(at: datetime | None) -> str:
    return f"{at.year}年{at.month}月{at.day}日" if at else "＿＿年＿月＿日"


def _stamp(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def _head(paper: Paper, facts: TicketFeedback) -> None:
    title = Style("songb", 18, 24, INK, 1.2)
    right = QR[0] - 3 if facts.ticket_no else LEFT + WIDTH
    paper.fit((LEFT, 13.8, right - LEFT), TITLE, title)
    number = f"编号　{facts.ticket_no or _LINE * 2}"
    room = min(_PLAIN.width(one_line(number)) + 0.1, 56)
    paper.fit((LEFT, 20.2, right - room - 3 - LEFT), facts.office, _PLAIN)
    paper.fit((right - room, 20.2, room), number, _PLAIN, align="right")
    if facts.ticket_no:
        x, y, side = QR
        paper.qr(x, y, side, facts.ticket_no)


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _table(paper: Paper, facts: TicketFeedback) -> None:
    face = Face()
    top = TEAR - 3.5 - _FOOT
    y = grid.rows(paper, (LEFT, top), _facts(facts), face)
    side = grid.SEAL + 1.5
    ticks = "　".join(f"☐{word}" for word in _SATISFACTION)
    signed: tuple[_Row, ...] = (
        (11.0, (_label(16, "评价"), Cell(WIDTH - side - 16, ticks))),
        (21.0, (_label(16, "意见"), Cell(WIDTH - side - 16))),
        (14.0, (_label(16, "签收人"), Cell(25), _label(10, "日期"),
                Cell(WIDTH - side - 51, grid.NARROW_DAY.strip("　"), align="right"))),
    )  # fmt: skip
    end = grid.rows(paper, (LEFT, y), signed, face)
    paper.down(LEFT + WIDTH - side, y, end - y, grid.LINE)
    square = Area(LEFT + WIDTH - grid.SEAL - 0.75, y + 0.5, grid.SEAL, grid.SEAL)
    grid.seal(paper, square, grid.NO_DAY.strip("　"), hint="（公章）")
    paper.frame(LEFT, top, WIDTH, end - top, grid.FRAME)


def _facts(facts: TicketFeedback) -> Iterator[_Row]:
    yield ROW, (_label(18, "工单编号"), Cell(46, facts.ticket_no, bold=True),
                _label(18, "反映时间"), Cell(46, _stamp(facts.reported_at)))  # fmt: skip
    yield ROW, (_label(18, "办结时间"), Cell(46, _stamp(facts.finished_at)),
                _label(18, "承办单位"), Cell(46, facts.unit))  # fmt: skip
    yield ROW, (_label(18, "经办人"), Cell(46, facts.handler),
                _label(18, "电话"), Cell(46, grid.spaced(facts.handler_phone)))  # fmt: skip


def _tear_off(paper: Paper) -> None:
    words, text = _SMALL, "✂　沿此线撕下存根，社区留存"
    length = words.width(text) + 6
    side = (A5[0] - length) / 2
    for x in (4.0, A5[0] - side):
        grid.dashes(paper, x, TEAR, side - 4, SOFT)
    paper.fit((side, TEAR + 1.2, length), text, words, align="center")


def _stub(paper: Paper, facts: TicketFeedback) -> None:
    """What stays with the office: who got which sheet when."""
    top = TEAR + 3.4
    paper.fit((LEFT, top + 4, WIDTH), "存　根", Style("songb", 13, 17, INK), align="center")
    hidden = facts.is_confidential
    rows: tuple[_Row, ...] = (
        (8.0, (_label(18, "工单编号"), Cell(46, facts.ticket_no, bold=True),
               _label(18, "诉求人"), Cell(46, HIDDEN if hidden else facts.name))),
        (8.0, (_label(18, "诉求"), Cell(110, facts.title))),
        (8.0, (_label(18, "送达"), Cell(46, "☐当面　☐张贴　☐其他"),
               _label(18, "送达日期"), Cell(46, grid.NO_DAY.strip("　")))),
    )  # fmt: skip
    y = top + 6
    end = grid.rows(paper, (LEFT, y), rows, Face())
    paper.frame(LEFT, y, WIDTH, end - y, grid.FRAME)
