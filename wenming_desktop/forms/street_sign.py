"""街巷长联系牌: a plate drawn at A5 across and enlarged to A4 or A3, and the slip that checks it.

All numbers are millimetres of the A5 drawing; A3 is the same twice as large.
"""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.marks import INK, RED, SOFT
from wenming_desktop.forms.page import Paper, Pdf
from wenming_desktop.forms.text import Align, Style

TITLE = "街巷长联系牌"
A5 = (210.0, 148.5)
SIZES = {"A3": (420.0, 297.0), "A4": (297.0, 210.0), "A5": A5}
DEEP, PALE = "#1E5567", "#C9C9C4"
CLASSES = {"1": RED, "2": "#2F6B3A", "3": "#1E5567", "4": "#8A6100", "5": SOFT}
"""The colour of a street's class: strict red, model green, regular blue, controlled yellow."""
LEFT, RIGHT = 11.0, 199.0
_BOXES = (11.0, 75.4, 139.8)
_BOX = (59.2, 37.0, 10.5)
_STREET = Style("songb", 36, 40, INK, 1.2)
_HEAD = Style("songb", 23, 26, RED)
_ROUTE = Style("hei", 14.5, 18, SOFT)
_QUIET = Style("hei", 13, 16, SOFT)
_NAME = Style("heib", 31, 34, INK)
_NUMBER = Style("heib", 42, 46, RED, 1.4)
_LINE = Style("hei", 13.5, 16, INK)
_CALL = Style("heib", 14.5, 17, INK)
_DUTY = Style("hei", 12, 15, INK)
_SMALL = Style("hei", 10, 12, SOFT)


@dataclass(frozen=True)
class SignLine:
    """Post, name, number."""

    post: str
    name: str
    phone: str


@dataclass(frozen=True)
class Team:
    """One of the three boxes: whose, for what, whom to call."""

    title: str
    matters: str
    name: str
    phone: str


@dataclass(frozen=True)
class StreetSign:
    """What a sign says; `chief_note` is who else he is, `manage_class` a code and its name."""

    street: str
    route: str
    manage_class: tuple[str, str]
    chief: SignLine
    chief_note: str = ""
    lines: tuple[SignLine, ...] = ()
    teams: tuple[Team, ...] = ()
    goes_to: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    office: str = ""
    number: str = ""
    made_on: date | None = None
    location: str = ""
    size: str = "A3"


def sample() -> StreetSign:
    """An invented street."""
    return StreetSign(
        street="文澜路",
        route="槐荫街口 — 菜场西口　全长 620 米",
        manage_class=("2", "示范街"),
        chief=SignLine("街巷长", "梁志勇", "8801 2003"),
        chief_note="第二网格员",
        lines=(
            SignLine("总街巷长", "周明兰", "8801 2001"),
            SignLine("路段民警", "值班岗", "8801 5110"),
            SignLine("社区值班", "24 小时", "8801 2000"),
            SignLine("监督电话", "政务热线", "12345"),
        ),
        teams=(
            Team("市容管理中队", "占道、乱贴、乱停", "夏峰", "8801 6010"),
            Team("环卫管理中队", "垃圾、清扫、公厕", "卢萍", "8801 6015"),
            Team("市政管理中队", "路灯、井盖、路面", "鲁强", "8801 6020"),
        ),
        goes_to=("困难病重", "突发事件", "矛盾纠纷", "守望相助", "思想疏导", "志愿服务"),
        reports=("乱丢乱放", "设施损坏", "外来流入", "困难病重", "安全隐患", "不稳定因素"),
        office="文澜街道　槐荫里社区居民委员会",
        number="LXP-0007",
        made_on=date(2026, 11, 20),
        location="菜场西口电线杆",
    )


class _Plate:
    """A pen that enlarges what is drawn in millimetres of A5."""

    def __init__(self, paper: Paper, times: float) -> None:
        self._paper, self._times = paper, times

    def fit(
        self, box: tuple[float, float, float], text: str, style: Style, *, align: Align = "left"
    ) -> float:
        """One line into (x, baseline, width); says where it ends."""
        k = self._times
        large = style.at(style.size * k)
        x, baseline, room = (part * k for part in box)
        return self._paper.fit((x, baseline, room), text, large, align=align) / k

    def fill(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A filled rectangle."""
        k = self._times
        self._paper.fill(x * k, y * k, width * k, height * k, color)

    def round(self, box: tuple[float, float, float, float], radius: float, color: str) -> None:
        """A filled rectangle with round corners."""
        k = self._times
        x, y, width, height = (part * k for part in box)
        self._paper.fill_round((x, y, width, height), radius * k, color)


@form("street_sign", TITLE, "street", sample=sample)
def draw(sign: StreetSign) -> Pdf:
    """Draw the plate at its size, then the slip (A5) that says it was looked after."""
    size = SIZES[sign.size]
    paper = Paper(TITLE, size=size, author=sign.office)
    paper.page()
    with paper.at(0, 0):
        plate = _Plate(paper, size[0] / A5[0])
        _head(plate, sign)
        _chief(plate, sign)
        _lines(plate, sign)
        _teams(plate, sign)
        _foot(plate, sign)
    paper.turn_sheet(A5)
    paper.page()
    with paper.at(0, 0):
        _slip(_Plate(paper, 1.0), sign)
    return paper.finish()


def _head(plate: _Plate, sign: StreetSign) -> None:
    plate.fill(0, 0, A5[0], 4, RED)
    head = _HEAD.width(TITLE) + 1
    plate.fit((RIGHT - head, 20.2, head), TITLE, _HEAD, align="right")
    room = RIGHT - head - 5 - LEFT
    end = plate.fit((LEFT, 22.1, min(room, 105)), sign.street, _STREET)
    left = end + 5
    code, name = sign.manage_class
    if name:
        color = CLASSES.get(code, SOFT)
        style = Style("heib", 9.5, 12, color)
        wide = style.width(name) + 4
        plate.round((left, 8.6, wide, 5.2), 1.0, color)
        plate.round((left + 0.4, 9.0, wide - 0.8, 4.4), 0.7, "#FFFFFF")
        plate.fit((left, 12.4, wide), name, style, align="center")
    plate.fit((left, 20.3, RIGHT - head - 5 - left), sign.route, _ROUTE)
    plate.fill(LEFT, 26.0, RIGHT - LEFT, 0.5, INK)


def _chief(plate: _Plate, sign: StreetSign) -> None:
    plate.fit((LEFT, 36.2, 90), sign.chief.post, _QUIET)
    end = plate.fit((LEFT, 48.8, 92), sign.chief.name, _NAME)
    plate.fit((end + 6.5, 47.0, 104 - end), sign.chief_note, _QUIET)
    plate.fit((LEFT, 64.3, 95), sign.chief.phone, _NUMBER)
    plate.fill(110.7, 31.0, 0.3, 35.4, PALE)


def _lines(plate: _Plate, sign: StreetSign) -> None:
    pitch = min(9.3, 28.0 / max(len(sign.lines) - 1, 1))
    for at, line in enumerate(sign.lines):
        baseline = 36.7 + pitch * at
        number = min(_CALL.width(line.phone), 34) + 0.1
        plate.fit((119.1, baseline, 24), line.post, Style("hei", 13.5, 16, SOFT))
        plate.fit((145.2, baseline, RIGHT - number - 3 - 145.2), line.name, _LINE)
        plate.fit((RIGHT - number, baseline, number), line.phone, _CALL, align="right")


def _teams(plate: _Plate, sign: StreetSign) -> None:
    width, height, head = _BOX
    for left, team in zip(_BOXES, sign.teams, strict=False):
        plate.round((left, 72.1, width, height), 1.6, DEEP)
        plate.round((left + 0.4, 72.5, width - 0.8, height - 0.8), 1.3, "#FFFFFF")
        plate.round((left, 72.1, width, head), 1.6, DEEP)
        plate.fill(left, 72.1 + head - 2, width, 2, DEEP)
        middle = (left + 3, width - 6)
        title = Style("heib", 13, 16, "#FFFFFF")
        plate.fit((middle[0], 79.3, middle[1]), team.title, title, align="center")
        for baseline, text, style in (
            (89.7, team.matters, Style("hei", 11.5, 14, SOFT)),
            (95.9, team.name, Style("hei", 13, 16, INK)),
            (104.3, team.phone, Style("heib", 21, 24, INK)),
        ):
            plate.fit((middle[0], baseline, middle[1]), text, style, align="center")


def _foot(plate: _Plate, sign: StreetSign) -> None:
    for baseline, word, duties in (
        (124.7, "六必到", sign.goes_to),
        (131.9, "六必报", sign.reports),
    ):
        if duties:
            plate.fit((LEFT, baseline, 16), word, Style("heib", 12, 15, RED))
            plate.fit((27.9, baseline, RIGHT - 27.9), "、".join(duties), _DUTY)
    plate.fit((LEFT, 140.5, 86), sign.office, _SMALL)
    made = f"　制作 {sign.made_on.year}年{sign.made_on.month}月" if sign.made_on else ""
    said = f"每天巡查，当日受理、当日派单　编号 {sign.number}{made}"
    plate.fit((100, 140.5, RIGHT - 100), said, _SMALL, align="right")


def _slip(plate: _Plate, sign: StreetSign) -> None:
    """The slip a chief signs once he has looked at the sign on its spot."""
    plate.fit((LEFT, 20, 188), "街巷长联系牌核查回执", Style("songb", 18, 22, INK), align="center")
    plate.fit((LEFT, 30, 120), f"{sign.street}　编号 {sign.number}", Style("hei", 12, 15, INK))
    rows = (
        ("牌子位置", sign.location),
        ("牌子情况", "□ 完好　　□ 破损　　□ 缺失　　□ 信息过期"),
        ("核查日期", "　　　　年　　月　　日"),
        ("照片编号", ""),
        ("要改的内容", ""),
        ("街巷长签名", ""),
    )
    top, pitch, label = 36.0, 15.0, 36.0
    for at, (name, value) in enumerate(rows):
        y = top + pitch * at
        plate.fill(LEFT, y, label, pitch, "#F2F2F2")
        plate.fit((LEFT, y + 9.2, label), name, Style("hei", 12, 15, INK), align="center")
        plate.fit((LEFT + label + 4, y + 9.2, 144), value, Style("hei", 12, 15, INK))
    for at in range(len(rows) + 1):
        plate.fill(LEFT, top + pitch * at, 188, 0.18, INK)
    for x in (LEFT, LEFT + label, LEFT + 188):
        plate.fill(x - 0.09, top, 0.18, pitch * len(rows), INK)
    plate.fit((LEFT, 137, 188), f"{sign.office}　核查后交回社区存档", _SMALL, align="right")
