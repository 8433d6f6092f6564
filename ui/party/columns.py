"""The columns of the party page: members, households, posts, what wants looking at, gaps."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from ui.common.columns import Column
from ui.common.paint import Chip, Lamp
from wenming_desktop.party.gaps_model import GapLine
from wenming_desktop.party.model import CellWarning
from wenming_desktop.party.organisation_model import PostLine
from wenming_desktop.party.page_model import LiaisonLine, MemberLine
from wenming_desktop.three_cards.model import CardMarks, Mark


def _name(line: MemberLine) -> str:
    return line.name or "—"


def _cell(line: MemberLine) -> str:
    return line.cell.removesuffix("党小组") or "—"


def _leader(line: MemberLine) -> tuple[Chip, ...]:
    return (Chip(_name(line), "party"),) if line.leads else ()


def _kind(line: MemberLine) -> str:
    """The post and the kind: 组长·在册党员."""
    post = line.post.replace("党小组", "")
    return "·".join(part for part in (post, line.kind) if part) or "—"


def _term(line: PostLine) -> str:
    begun = line.from_on.isoformat() if line.from_on else ""
    if line.to_on:
        return f"{begun} 至 {line.to_on.isoformat()}".strip()
    return f"{begun} 起" if begun else "—"


MEMBERS: Final[tuple[Column[MemberLine], ...]] = (
    Column("name", "姓名", _name, width=112, chips=_leader, bold=True, sortable=True),
    Column("kind", "类型", _kind, width=132, quiet=True, sortable=True),
    Column("unit", "所在单位", lambda line: line.unit or "—", width=108, quiet=True, sortable=True),
    Column("claims", "认领岗位", lambda line: line.claims or "—", stretch=True),
    Column("cell", "党小组", _cell, width=120, quiet=True),
    Column("homes", "包联户", lambda line: f"{line.households:,}", width=72, right=True),
)
CELL_COLUMN: Final = 4
Marks = Mapping[int, CardMarks]


def _mark(marks: Marks, name: str, line: MemberLine) -> Mark | None:
    known = marks.get(line.id)
    return getattr(known, name) if known is not None else None


def _mark_words(marks: Marks, name: str, line: MemberLine) -> str:
    mark = _mark(marks, name, line)
    return mark.words if mark is not None else ""


def _mark_lamp(marks: Marks, name: str, line: MemberLine) -> Lamp | None:
    mark = _mark(marks, name, line)
    return Lamp("ok", mark.words) if mark is not None and mark.state == "ok" else None


def _mark_chips(marks: Marks, name: str, line: MemberLine) -> tuple[Chip, ...]:
    """What is missing stands out; a feedback that an employer waits for most of all."""
    mark = _mark(marks, name, line)
    if mark is None or mark.state not in ("due", "none"):
        return ()
    urgent = "bad" if name == "feedback" else "warn"
    return (Chip(mark.words, urgent if mark.state == "due" else "rent"),)


def member_columns(marks: Marks) -> tuple[Column[MemberLine], ...]:
    """The columns of the members, with how each stands with the three cards."""
    cards = (("registration", "登记卡"), ("contact", "联系卡"), ("feedback", "反馈卡"))
    return MEMBERS + tuple(
        Column(
            key,
            title,
            partial(_mark_words, marks, key),
            width=80,
            lamp=partial(_mark_lamp, marks, key),
            chips=partial(_mark_chips, marks, key),
            quiet=True,
        )
        for key, title in cards
    )


LIAISONS: Final[tuple[Column[LiaisonLine], ...]] = (
    Column("door", "门牌", lambda line: line.door, width=180, sortable=True),
    Column("head", "户主", lambda line: line.head, width=130, bold=True, sortable=True),
    Column("member", "包联党员", lambda line: line.member or "—", width=130),
    Column("cell", "党小组", lambda line: line.cell or "—", stretch=True, quiet=True),
)
POSTS: Final[tuple[Column[PostLine], ...]] = (
    Column("name", "姓名", lambda line: line.name or "—", width=104, bold=True),
    Column("post", "岗位", lambda line: line.post or "—", width=124),
    Column("place", "在哪里", lambda line: line.place or "—", width=176, quiet=True),
    Column("term", "任期", _term, width=196, quiet=True),
    Column("duty", "职责", lambda line: line.duty or "—", stretch=True),
    Column("phone", "电话", lambda line: line.phone_masked or "—", width=116, quiet=True),
)
WARNINGS: Final[tuple[Column[CellWarning], ...]] = (
    Column("cell", "党组织", lambda line: line.cell or "—", width=200, bold=True),
    Column("text", "要看的", lambda line: line.text, stretch=True),
)
GAPS: Final[tuple[Column[GapLine], ...]] = (
    Column("name", "门牌、姓名", lambda line: line.name, width=168, bold=True),
    Column("place", "户主、所在", lambda line: line.place or "—", width=150, quiet=True),
    Column("text", "要看的", lambda line: line.text, stretch=True),
)
