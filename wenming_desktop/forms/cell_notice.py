"""楼栋党小组公示: the notice for a building's door, A4 upright or A3 across, read from 1.5 m.

Nothing smaller than 12 points but a very long list of buildings; only public numbers, and no
address, birth or number of a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_desktop.forms import grid
from wenming_desktop.forms.catalogue import form
from wenming_desktop.forms.cell_facts import (
    CellNotice,
    NoticePaper,
    NoticePerson,
    blank_notice,
    sample_notice,
)
from wenming_desktop.forms.grid import Area
from wenming_desktop.forms.marks import HAIR, INK, RED, SOFT
from wenming_desktop.forms.page import A4, Paper, Pdf
from wenming_desktop.forms.text import MM, CNParagraph, Style, one_line, para

TITLE = "楼栋党小组公示"
A3_LANDSCAPE = (420.0, 297.0)
LINES = 6
"""People an empty notice has room for."""
SCALES = (1.0, 0.9, 0.8)
"""How much the people's lines may shrink before the rest goes to a second sheet."""


@dataclass(frozen=True)
class Plan:
    """Where the parts of a notice stand, and how large its words are against those on A4.

    `name` and `phone` are the leader's, in points.
    """

    size: tuple[float, float]
    head: Area
    leader: Area
    people: Area
    foot: Area
    scale: float
    name: float
    phone: float


PLANS: dict[NoticePaper, Plan] = {
    "A4": Plan(A4, Area(12, 10, 186, 53), Area(12, 68, 186, 74), Area(12, 147, 186, 112),
               Area(12, 264, 186, 23), 1.0, 58, 68),
    "A3": Plan(A3_LANDSCAPE, Area(18, 12, 384, 62), Area(18, 80, 190, 172),
               Area(220, 80, 182, 172), Area(18, 258, 384, 27), 1.25, 104, 106),
}  # fmt: skip


@form("cell_notice", TITLE, "building_party_group", sample=sample_notice, blank=blank_notice)
def draw(notice: CellNotice) -> Pdf:
    """Draw the notice: one sheet, another where there are very many people."""
    plan = PLANS[notice.paper]
    paper = Paper(f"{notice.cell or '楼栋党小组'}公示", size=plan.size, author=notice.party)
    people = notice.members or (() if notice.cell else (NoticePerson(""),) * LINES)
    sheets = list(_sheets(people, plan)) or [[]]
    for sheet in sheets:
        paper.page()
        _head(paper, notice, plan)
        _leader(paper, notice, plan)
        _people(paper, sheet, plan)
        _foot(paper, notice, plan)
    return paper.finish()


def _head(paper: Paper, notice: CellNotice, plan: Plan) -> None:
    x, y, width, height = plan.head
    scale = plan.scale
    paper.fill(x, y, width, 4 * scale, RED)
    line = Style("hei", 16 * scale, 22 * scale, SOFT)
    at = y + 13.5 * scale
    gap = "" if notice.cell else "＿＿＿＿＿＿＿＿"
    paper.fit((x, at, width * 0.6), notice.party or gap, line)
    paper.fit((x + width * 0.6, at, width * 0.4), notice.branch or gap, line, align="right")
    title = Style("songb", 38 * scale, 46 * scale, INK, 2)
    name = notice.cell or "＿＿＿＿＿＿＿楼党小组"
    paper.fit((x, y + 32 * scale, width), name, title, align="center")
    said = "、".join(notice.buildings) or ("" if notice.cell else "＿＿＿＿＿＿＿＿＿＿")
    area = Area(x, y + 36 * scale, width, height - 36 * scale - 2)
    text = f"负责楼栋：{said}"
    grid.write(paper, area, text, Style("hei", 18 * scale, 23 * scale, INK), align="center")
    paper.across(x, y + height, width, 0.6)


def _leader(paper: Paper, notice: CellNotice, plan: Plan) -> None:
    """Who leads, as large as the sheet allows, and the number to call."""
    x, y, width, height = plan.leader
    scale = plan.scale
    name = Style("heib", plan.name, plan.name, INK, 4)
    phone = Style("heib", plan.phone, plan.phone, RED, 1.5)
    label = Style("hei", 22 * scale, 28 * scale, SOFT)
    paper.fit((x, y + 7.5 * scale, width), notice.leader_post or "党小组组长", label)
    leader, baseline = notice.leader or "＿＿＿＿", y + height * 0.43
    if name.width(one_line(leader)) * 0.55 < width:
        paper.fit((x, baseline, width), leader, name)
    else:
        top = y + 9 * scale
        grid.write(paper, Area(x, top, width, baseline + 4 - top), leader, name)
    number = grid.spaced(one_line(notice.public_phone)) or "＿＿＿＿＿＿＿"
    paper.fit((x, y + height * 0.76, width), number, phone)
    duty = Area(x, y + height * 0.81, width, height * 0.19)
    grid.write(paper, duty, notice.leader_duty, Style("hei", 18 * scale, 23 * scale, INK))
    if plan.leader.y == plan.people.y:
        paper.down(plan.people.x - 6, y, height, 0.4, HAIR)
    else:
        paper.across(x, y + height + 2, width, 0.6)


@dataclass(frozen=True)
class _Line:
    """One person laid out: name, post, and what he is there for with a public number below."""

    name: CNParagraph
    post: CNParagraph
    duty: CNParagraph
    phone: CNParagraph
    height: float


_SHARES = (0.28, 0.25, 0.47)
_GAP = 3.0
_HEADS = 8.0


def _two_lines(text: str, style: Style, width: float) -> CNParagraph:
    return grid.measured(text, style, width, 2 * style.leading / MM)


def _line(person: NoticePerson, width: float, scale: float) -> _Line:
    name, post, duty = (width * share - _GAP for share in _SHARES)
    parts = (
        _two_lines(person.name, Style("heib", 25 * scale, 31 * scale, INK), name),
        _two_lines(person.post, Style("hei", 19 * scale, 25 * scale, INK), post),
        para(person.duty, Style("hei", 17 * scale, 22 * scale, INK), duty),
        para(grid.spaced(person.phone), Style("heib", 21 * scale, 26 * scale, INK), duty),
    )
    below = sum(part.height for part in parts[2:] if part.text)
    tall = max(parts[0].height, parts[1].height, below)
    return _Line(*parts, height=max(tall + 4.0 * scale, 16.0 * scale))


def _sheets(people: Sequence[NoticePerson], plan: Plan) -> Iterator[list[_Line]]:
    """Everybody on one sheet, a little smaller if need be; the rest on more sheets."""
    room = plan.people.h - _HEADS * plan.scale
    lines: list[_Line] = []
    for scale in SCALES:
        lines = [_line(person, plan.people.w, plan.scale * scale) for person in people]
        if sum(line.height for line in lines) <= room:
            break
    sheet: list[_Line] = []
    for line in lines:
        if sheet and sum(one.height for one in sheet) + line.height > room:
            yield sheet
            sheet = []
        sheet.append(line)
    if sheet:
        yield sheet


def _people(paper: Paper, lines: Sequence[_Line], plan: Plan) -> None:
    x, y, width, height = plan.people
    heads, room = Style("hei", 14 * plan.scale, 18, SOFT), _HEADS * plan.scale
    left = x
    for name, share in zip(("姓名", "职务", "职责、电话"), _SHARES, strict=True):
        paper.text(left, y + room - 2.5 * plan.scale, name, heads)
        left += width * share
    y, height = y + room, height - room
    paper.across(x, y, width, 0.3, HAIR)
    used = sum(line.height for line in lines)
    # A short list breathes: its lines share what is left, up to half their height again.
    spread = min((height - used) / max(len(lines), 1), 9.0 * plan.scale)
    for at, line in enumerate(lines):
        tall = line.height + max(spread, 0)
        left = x
        for part, share in zip((line.name, line.post), _SHARES, strict=False):
            part.draw(paper, left, y + (tall - part.height) / 2)
            left += width * share
        below = [part for part in (line.duty, line.phone) if part.text]
        top = y + (tall - sum(part.height for part in below)) / 2
        for part in below:
            part.draw(paper, left, top)
            top += part.height
        y += tall
        if at < len(lines) - 1:
            paper.across(x, y, width, 0.2, HAIR)


def _foot(paper: Paper, notice: CellNotice, plan: Plan) -> None:
    x, y, width, _ = plan.foot
    scale = plan.scale
    paper.across(x, y, width, 0.6)
    style, bold = Style("hei", 16 * scale, 20 * scale, INK), Style("heib", 18 * scale, 22, INK)
    gap = "" if notice.cell else "＿＿＿＿＿＿＿＿"
    meeting = [("活动地点", notice.venue or gap), ("活动日", notice.activity_day or gap)]
    said = "　　".join(f"{name}：{text}" for name, text in meeting if text)
    calls = [("社区值班", notice.duty_phone or gap), ("监督电话", notice.hotline or gap)]
    paper.fit((x, y + 8 * scale, width), said, style)
    numbers = "　　".join(f"{name} {grid.spaced(text)}" for name, text in calls if text)
    below = 17 if said else 13
    paper.fit((x, y + below * scale, width * 0.74), numbers, bold)
    made = f"{grid.day(notice.made_on)}　制".strip("　") if notice.made_on else ""
    small = Style("hei", 12 * scale, 16, SOFT)
    paper.fit((x + width * 0.74, y + below * scale, width * 0.26), made, small, align="right")
