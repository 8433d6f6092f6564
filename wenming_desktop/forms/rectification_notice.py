"""问题整改通知单 (A4): the notice with its stub on one sheet, the receipt on the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.grid import Area, Face
from wenming_desktop.forms.marks import INK, RED, SOFT
from wenming_desktop.forms.page import A4, Pdf
from wenming_desktop.forms.photo_paper import PhotoPaper
from wenming_desktop.forms.rows import Cell
from wenming_desktop.forms.text import Style

TITLE = "问题整改通知单"
FOOTNOTE = "逾期未改将督办并计入考核。"
LEFT, WIDTH = 25.0, 170.0
LABEL, PHOTO = 10.0, (80.0, 60.0)
"""Two photos fill what the narrow label leaves."""
WORDS = 5.0
"""What a photo leaves for the line below it."""
TEAR = 239.0
QR = 15.0
_LINE = "＿＿＿＿＿＿"
_PLAIN = Style("hei", 10.5, 15, INK)
_SMALL = Style("hei", 9, 12, SOFT)
_Row = tuple[float, tuple[Cell, ...]]
_Shown = tuple[tuple[bytes, str], ...]


@dataclass(frozen=True)
class RectificationNotice:
    """What is to be put right by whom; every value may be empty, for handwriting.

    `before` and `after` are JPEGs, two of each at most are drawn, with their words below them.
    """

    notice_no: str = ""
    office: str = ""
    unit: str = ""
    person: str = ""
    phone: str = ""
    place: str = ""
    grid: str = ""
    found_at: datetime | None = None
    found_by: str = ""
    origin: str = ""
    problem: str = ""
    standard: str = ""
    demand: str = ""
    deadline: datetime | None = None
    done_at: datetime | None = None
    done: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    passed: bool | None = None
    before: tuple[bytes, ...] = ()
    after: tuple[bytes, ...] = ()
    before_words: tuple[str, ...] = ()
    after_words: tuple[str, ...] = ()


def sample() -> RectificationNotice:
    """An invented order that waits for its photos."""
    return RectificationNotice(
        notice_no="ZG2026110003",
        office="文澜街道槐荫里社区居民委员会",
        unit="裕和物业服务有限公司",
        person="贾涛",
        phone="13900005531",
        place="槐荫一院 3号楼 北侧自行车棚",
        grid="第三网格",
        found_at=datetime(2026, 11, 20, 9, 40),
        found_by="梁志勇",
        origin="居民诉求",
        problem="车棚内堆放旧家具和纸箱，占用通道，电动自行车飞线充电 2 处。",
        standard="楼道、车棚无杂物堆放，无飞线充电",
        demand="清走杂物，拆除飞线，恢复通道。",
        deadline=datetime(2026, 11, 23, 17, 30),
    )


@form("rectification_notice", TITLE, "rectification_item", sample=sample,
      blank=RectificationNotice)  # fmt: skip
def draw(notice: RectificationNotice) -> Pdf:
    """Draw the notice and its stub, then the receipt."""
    paper = PhotoPaper(TITLE, author=notice.office)
    paper.page()
    _notice(paper, notice)
    paper.page()
    _receipt(paper, notice)
    return paper.finish()


def _moment(at: datetime | None) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" if at else ""


def _until(at: datetime | None) -> str:
    return f"{at.year}年{at.month}月{at.day}日{at:%H}时" if at else "　　　年　　月　　日　　时"


def _label(width: float, text: str) -> Cell:
    return Cell(width, text, label=True)


def _head(paper: PhotoPaper, notice: RectificationNotice, title: str) -> float:
    right = LEFT + WIDTH
    if notice.notice_no:
        paper.qr(right - QR, 19, QR, notice.notice_no)
        right -= QR + 4
    number = f"编号　{notice.notice_no or 'ZG＿＿＿＿＿＿＿＿'}"
    paper.fit((LEFT, 23, right - LEFT), notice.office, Style("hei", 10.5, 15, SOFT))
    paper.fit((LEFT, 32.4, right - 64 - LEFT), title, Style("songb", 18, 25, INK, 1.4))
    paper.fit((right - 62, 32.4, 62), number, _PLAIN, align="right")
    paper.across(LEFT, 36.4, WIDTH, 0.6, RED)
    return 39.0


def _notice(paper: PhotoPaper, notice: RectificationNotice) -> None:
    top, face = _head(paper, notice, TITLE), Face()
    y = grid.rows(paper, (LEFT, top), _facts(notice), face)
    y = _photos(paper, y, "整改前照片", _shown(notice.before, notice.before_words), face)
    demand: tuple[_Row, ...] = (
        (16, (_label(22, "整改要求"), Cell(148, notice.demand, high=True))),
        (9, (_label(22, "整改期限"), Cell(148, _until(notice.deadline), bold=True))),
    )
    y = grid.rows(paper, (LEFT, y), demand, face)
    y = _issued(paper, y, face)
    paper.frame(LEFT, top, WIDTH, y - top, grid.FRAME)
    paper.fit((LEFT, y + 4.2, WIDTH), FOOTNOTE, _SMALL)
    _tear_off(paper)
    _stub(paper, notice, face)


def _facts(notice: RectificationNotice) -> Iterator[_Row]:
    person = "　".join(filter(None, (notice.person, grid.spaced(notice.phone))))
    problem = notice.problem + (f"\n对照标准：{notice.standard}" if notice.standard else "")
    yield 9, (_label(22, "责任单位"), Cell(70, notice.unit, bold=True),
              _label(22, "责任人·电话"), Cell(56, person))  # fmt: skip
    yield 9, (_label(22, "点位"), Cell(94, notice.place), _label(16, "网格"),
              Cell(38, notice.grid))  # fmt: skip
    yield 9, (_label(22, "发现时间"), Cell(46, _moment(notice.found_at)), _label(16, "发现人"),
              Cell(32, notice.found_by), _label(16, "来源"), Cell(38, notice.origin))  # fmt: skip
    yield 30, (_label(22, "问题描述\n对照标准"), Cell(148, problem, high=True))


def _shown(photos: tuple[bytes, ...], words: tuple[str, ...]) -> _Shown:
    """Two photos at most, each with what is said of it."""
    said = (*words, "", "")
    return tuple(zip(photos[:2], said, strict=False))


def _photos(paper: PhotoPaper, top: float, label: str, shown: _Shown, face: Face) -> float:
    """Two photos side by side with what they show, or their empty frames."""
    width, height = PHOTO
    for at, (jpeg, words) in enumerate(shown):
        left = LEFT + LABEL + width * at
        paper.photo(Area(left, top, width, height - (WORDS if words else 0)), jpeg)
        box = (left + 2, top + height - 1.4, width - 4)
        paper.fit(box, words, _SMALL, align="center")
    cells = (_label(LABEL, "\n".join(label)), Cell(width), Cell(width))
    grid.row(paper, Area(LEFT, top, WIDTH, height), cells, face)
    return top + height


def _issued(paper: PhotoPaper, top: float, face: Face) -> float:
    """Who issues it beside the room of the seal, and who takes it."""
    wide = WIDTH - 22 - grid.SEAL - 1
    signed = "签字＿＿＿＿＿＿　　　年　　月　　日"
    rows: tuple[_Row, ...] = (
        (18, (_label(22, "签发人"), Cell(wide, foot=signed))),
        (13.5, (_label(22, "签收人"), Cell(wide, foot="签字＿＿＿＿＿＿　　　　　　　　　　　"))),
        (13.5, (_label(22, "签收时间"), Cell(wide, "　　　年　　月　　日　　时　　分"))),
    )
    end = grid.rows(paper, (LEFT, top), rows, face)
    paper.down(LEFT + 22 + wide, top, end - top, grid.LINE)
    square = Area(LEFT + WIDTH - grid.SEAL - 0.5, top, grid.SEAL, grid.SEAL)
    grid.seal(paper, square, grid.NO_DAY.strip("　"))
    return end


def _tear_off(paper: PhotoPaper) -> None:
    text = "✂　沿此线撕下存根，社区留存"
    length = _SMALL.width(text) + 6
    side = (A4[0] - length) / 2
    for x in (6.0, A4[0] - side):
        grid.dashes(paper, x, TEAR, side - 6, SOFT)
    paper.fit((side, TEAR + 1.2, length), text, _SMALL, align="center")


def _stub(paper: PhotoPaper, notice: RectificationNotice, face: Face) -> None:
    top = TEAR + 3
    paper.fit((LEFT, top + 4.6, WIDTH), "存　根", Style("songb", 13, 17, INK), align="center")
    number = f"编号　{notice.notice_no or 'ZG＿＿＿＿＿＿＿＿'}"
    paper.fit((LEFT, top + 4.6, WIDTH), number, _PLAIN, align="right")
    rows: tuple[_Row, ...] = (
        (9, (_label(22, "责任单位·人"), Cell(72, f"{notice.unit}　{notice.person}".strip("　")),
             _label(22, "整改期限"), Cell(54, _until(notice.deadline)))),
        (9, (_label(22, "点位"), Cell(72, notice.place), _label(22, "问题"),
             Cell(54, notice.problem))),
        (11, (_label(22, "签发人"), Cell(34), _label(16, "签收人"), Cell(34),
              _label(22, "签收时间"), Cell(42, "　　年　　月　　日　　时"))),
    )  # fmt: skip
    y = top + 7.4
    end = grid.rows(paper, (LEFT, y), rows, face)
    paper.frame(LEFT, y, WIDTH, end - y, grid.FRAME)


def _receipt(paper: PhotoPaper, notice: RectificationNotice) -> None:
    """What comes back: what was done, how it looks now, and who saw it."""
    top, face = _head(paper, notice, "问题整改回执"), Face()
    first: tuple[_Row, ...] = (
        (9, (_label(22, "责任单位"), Cell(70, notice.unit), _label(22, "责任人"),
             Cell(56, notice.person))),
        (9, (_label(22, "点位"), Cell(148, notice.place))),
        (9, (_label(22, "整改完成\n时间"), Cell(148, _moment(notice.done_at)))),
        (25, (_label(22, "整改情况"), Cell(148, notice.done, high=True))),
    )  # fmt: skip
    y = grid.rows(paper, (LEFT, top), first, face)
    y = _photos(paper, y, "整改后照片", _shown(notice.after, notice.after_words), face)
    passed = "　".join(
        ("☑" if notice.passed is which else "☐") + word
        for which, word in ((True, "通过"), (False, "不通过"))
    )
    last: tuple[_Row, ...] = (
        (13, (_label(22, "责任人"), Cell(148, foot="签字＿＿＿＿＿＿　　　　年　　月　　日"))),
        (11, (_label(22, "核查人"), Cell(34, notice.checked_by), _label(22, "核查结果"),
              Cell(36, passed), _label(16, "核查时间"), Cell(40, _moment(notice.checked_at)))),
    )  # fmt: skip
    end = grid.rows(paper, (LEFT, y), last, face)
    paper.frame(LEFT, top, WIDTH, end - top, grid.FRAME)
    note = f"请在整改期限内连同照片送回社区。{FOOTNOTE}"
    paper.fit((LEFT, end + 4.6, WIDTH), note, _SMALL)
