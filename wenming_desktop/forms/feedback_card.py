"""党员服务社区反馈卡: A5, a member's half-year, with the employer's receipt to tear off."""

from collections.abc import Iterator, Sequence
from datetime import date

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.grid import Area, Face
from wenming_desktop.forms.imposition import Imposition
from wenming_desktop.forms.marks import HAIR, INK, SOFT
from wenming_desktop.forms.member_card_facts import (
    FeedbackCard,
    FeedbackSheets,
    blank_feedback,
    sample_feedback,
)
from wenming_desktop.forms.page import A4_LANDSCAPE, Paper, Pdf
from wenming_desktop.forms.rows import Cell
from wenming_desktop.forms.text import Style

TITLE = "党员服务社区反馈卡"
DRAFT = "草稿"
A5 = (148.0, 210.0)
LEFT, WIDTH, TOP = 10.0, 128.0, 22.0
QR = (126.0, 7.5, 12.0)
TEAR = 140.0
"""The receipt is the lower third: from here to the foot of the sheet."""
TWO_UP = Imposition(2, 1, 148, 210, 0.25, 0, gutter=0.5)
ROW, DEEDS, OPINION = 11.0, 26.0, 28.0
_LINE = Style("hei", 10.5, 14.5, INK)
_DRAFT = Style("songb", 150, 190, "#EAE7E2", 24)
_Cells = tuple[float, tuple[Cell, ...]]


@form("feedback_card", TITLE, "party_feedback_card", sample=sample_feedback, blank=blank_feedback)
def draw(card: FeedbackCard) -> Pdf:
    """Draw a card on A5; one that was not issued bears 草稿 across it."""
    return draw_cards((card,))


def draw_cards(cards: Sequence[FeedbackCard], *, shade: bool = True) -> Pdf:
    """Draw a card a page."""
    paper = Paper(TITLE, size=A5, author=_author(cards))
    for card in cards:
        paper.page()
        _card(paper, card, Face(shade=shade))
    return paper.finish()


@form("feedback_card_2up", TITLE + "（A4 一张两份）", "party_feedback_card",
      sample=lambda: FeedbackSheets((sample_feedback(),) * 2),
      blank=lambda: FeedbackSheets((blank_feedback(),) * 2))  # fmt: skip
def draw_sheets(sheets: FeedbackSheets) -> Pdf:
    """Draw cards two to a sheet of A4 across, to be cut through the middle."""
    cards = sheets.cards
    paper = Paper(TITLE, size=A4_LANDSCAPE, author=_author(cards))
    for at in range(0, len(cards), 2):
        paper.page()
        paper.down(A4_LANDSCAPE[0] / 2, 4, A4_LANDSCAPE[1] - 8, 0.09, HAIR)
        for place, card in enumerate(cards[at : at + 2]):
            with paper.at(*TWO_UP.corner(place)):
                _card(paper, card, Face())
    return paper.finish()


def _author(cards: Sequence[FeedbackCard]) -> str:
    return cards[0].party if cards else ""


def _card(paper: Paper, card: FeedbackCard, face: Face) -> None:
    if card.is_draft:
        paper.fit((LEFT, 92, WIDTH), DRAFT, _DRAFT, align="center")
    _head(paper, card)
    end = grid.rows(paper, (LEFT, TOP), _rows(card), face)
    grid.row(paper, Area(LEFT, end, WIDTH, OPINION), (_label(18, "社区\n党组织\n意见"), Cell(110)),
             face)  # fmt: skip
    room = Area(LEFT + 18, end, 110 - grid.SEAL - 2, OPINION).inside(1.6, 1.4)
    grid.write(paper, room, card.opinion, face.text, high=True)
    square = Area(LEFT + WIDTH - grid.SEAL - 1.2, end + 1.2, grid.SEAL, OPINION - 2.4)
    grid.seal(paper, square, grid.day(card.issued_on).strip("　"))
    paper.frame(LEFT, TOP, WIDTH, end + OPINION - TOP, grid.FRAME)
    _tear_off(paper)
    _receipt(paper, card, face)


def _head(paper: Paper, card: FeedbackCard) -> None:
    paper.fit((LEFT + 16, 13.6, WIDTH - 32), TITLE, Style("songb", 18, 24, INK, 1.4),
              align="center")  # fmt: skip
    right = QR[0] - 2 if card.card_no else LEFT + WIDTH
    number = f"编号　{card.card_no or 'FK-＿＿＿＿＿＿＿'}"
    room = min(_LINE.width(number) + 0.1, 48)
    paper.fit((LEFT, 19.6, right - room - 3 - LEFT), card.party, _LINE)
    paper.fit((right - room, 19.6, room), number, _LINE, align="right")
    if card.card_no:
        x, y, side = QR
        paper.qr(x, y, side, card.card_no)


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _rows(card: FeedbackCard) -> Iterator[_Cells]:
    posts = "、".join(grid.short(post, "岗") for post in card.claims)
    yield ROW, (_label(18, "姓名"), Cell(30, card.name, bold=True), _label(20, "工作单位"),
                Cell(60, card.unit))  # fmt: skip
    reported = grid.day(card.reported_on) if card.reported_on or not card.name else ""
    yield ROW, (_label(18, "反馈周期"), Cell(50, _period(card)), _label(20, "报到时间"),
                Cell(40, reported))  # fmt: skip
    yield ROW, (_label(18, "认领岗位"), Cell(50, posts), _label(20, "联系户数"),
                Cell(40, _counted(card.homes, "户")))  # fmt: skip
    yield ROW, (
        _label(18, "参加活动"), Cell(24, _counted(card.times, "次")),
        _label(18, "服务时长"), Cell(24, _counted(card.hours, "小时")),
        _label(22, "认领微心愿"), Cell(22, _counted(card.wishes, "个")),
    )  # fmt: skip
    yield DEEDS, (_label(18, "主要表现"), Cell(110, card.performance, high=True))
    yield ROW, (_label(18, "居民评价"), Cell(46, _grade(card, card.resident_rating)),
                _label(18, "社区评价"), Cell(46, _grade(card, card.grade)))  # fmt: skip


def _period(card: FeedbackCard) -> str:
    return " — ".join(_month(on) for on in (card.period_from, card.period_to))


def _month(on: date | None) -> str:
    return grid.month(on) or "　　年　月"


def _counted(figure: float | None, measure: str) -> str:
    return f"{'　　' if figure is None else f'{figure:g}'} {measure}"


def _grade(card: FeedbackCard, chosen: str) -> str:
    offered = card.grades or grid.standard("appraisal_grade")
    return " ".join(grid.ticks(offered, filter(None, [chosen])))


def _tear_off(paper: Paper) -> None:
    """Dots from edge to edge, the words in their middle."""
    words = Style("hei", 9, 12, SOFT)
    text = "✂　沿此线撕下回执"
    length = words.width(text) + 6
    side = (A5[0] - length) / 2
    for x in (4.0, A5[0] - side):
        for at in range(int((side - 4) / 1.6)):
            paper.across(x + at * 1.6, TEAR, 0.7, 0.3, SOFT)
    paper.fit((side, TEAR + 1.2, length), text, words, align="center")


def _receipt(paper: Paper, card: FeedbackCard, face: Face) -> None:
    """What the employer sends back: opinion, who handled it, telephone, seal and day."""
    top = TEAR + 4.5
    paper.fit((LEFT, top + 4, WIDTH), "回　执", Style("songb", 14, 18, INK), align="center")
    name = card.name or "＿＿＿＿＿＿"
    number = card.card_no or "＿＿＿＿＿＿＿＿＿"
    received = f"收到 {name} 同志反馈卡（编号 {number}）。"
    paper.fit((LEFT, top + 9.8, WIDTH), received, _LINE)
    y = top + 12
    rows = ((22.0, (_label(18, "单位\n党组织\n意见"), Cell(62))),
            (12.2, (_label(18, "经办人"), Cell(62, card.handler))),
            (12.2, (_label(18, "电话"), Cell(62, grid.spaced(card.handler_phone)))))  # fmt: skip
    end = grid.rows(paper, (LEFT, y), rows, face)
    paper.down(LEFT + 80, y, end - y, grid.LINE)
    square = Area(LEFT + 80 + 1.5, y + 0.7, grid.SEAL, grid.SEAL)
    grid.seal(paper, square, grid.NO_DAY.strip("　"))
    paper.frame(LEFT, y, WIDTH, end - y, grid.FRAME)
