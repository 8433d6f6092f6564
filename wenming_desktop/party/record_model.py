"""服务记录: what the work itself writes, what is typed from paper, what lists show. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

MOST_ROWS: Final = 14
"""Rows on the inside of a paper contact card."""
MOST_HOURS: Final = 12.0
"""Hours one member may serve on one day, over all his records of it."""
TICKET, WISH, LIAISON = "ticket", "wish", "liaison"
ORIGINS: Final = {
    TICKET: "工单",
    WISH: "心愿",
    LIAISON: "联系住户",
    "typed": "手工",
    "import": "导入",
}
PERIODS: Final = (("this", "本半年"), ("last", "上个半年"), ("year", "本年"), ("all", "全部"))


@dataclass(frozen=True, slots=True)
class Made:
    """A record the work itself writes: of whom, when, what, and out of what it came.

    `origin` is ("ticket", id), ("wish", id) or ("liaison", household id).
    """

    member_id: int
    date: date
    content: str
    hours: float | None
    origin: tuple[str, int]
    post: str | None = None
    place: str | None = None
    beneficiaries: int | None = None
    confirmed_by: int | None = None

    @property
    def key(self) -> str:
        """The mark under which it stands once."""
        kind, row_id = self.origin
        day = f":{self.date.isoformat()}" if kind == LIAISON else ""
        return f"{kind}:{row_id}:{self.member_id}{day}"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One line of a paper card as it was typed; `post` is a code of service_post."""

    date: date | None
    content: str
    hours: float | None
    post: str | None = None
    place: str = ""
    beneficiaries: int | None = None
    confirmed_by: int | None = None


@dataclass(frozen=True, slots=True)
class TypeIn:
    """The lines of one member's card, saved all or none."""

    member_id: int
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True, slots=True)
class EditRecord:
    """A record as it should be."""

    id: int
    row: RecordRow


@dataclass(frozen=True, slots=True)
class Contact:
    """A member was in touch with a household; `way` is a code of visit_method."""

    member_id: int
    household_id: int
    date: date
    way: str
    note: str
    hours: float | None = 0.5


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """The records of a node of the tree (level "" is the whole office) or of one member.

    `begin` to before `end`; a side left open counts everything that has a day. `period` is a key
    of `PERIODS`, told by the office's own clock, and stands before the two.
    """

    level: str = ""
    id: int = 0
    begin: date | None = None
    end: date | None = None
    text: str = ""
    member_id: int | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in a list; `opens` is what its origin opens: (kind, id), or nothing."""

    id: int
    date: date
    member_id: int
    member: str
    content: str
    place: str
    hours: float | None
    origin: str
    opens: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class RecordTotals:
    """人次, people and hours of what a filter leaves."""

    times: int
    people: int
    hours: float


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """One record whole, for its form."""

    id: int
    member: str
    row: RecordRow
    origin: str


@dataclass(frozen=True, slots=True)
class MemberChoice:
    """Somebody who may be chosen for a record, told apart by his cell."""

    id: int
    name: str
    cell: str
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class HomeChoice:
    """A household a member may have been in touch with."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class RecordChoices:
    """What the forms of records offer; codes with their words, staff with their names."""

    members: tuple[MemberChoice, ...]
    posts: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    staff: tuple[tuple[int, str], ...]
    me: int | None = None


def span_of(period: str, today: date) -> tuple[date | None, date | None]:
    """The days of a key of `PERIODS`, from the first to before the second."""
    first = today.month < 7
    halves = (date(today.year, 1, 1), date(today.year, 7, 1), date(today.year + 1, 1, 1))
    if period == "this":
        return (halves[0], halves[1]) if first else (halves[1], halves[2])
    if period == "last":
        return (date(today.year - 1, 7, 1), halves[0]) if first else (halves[0], halves[1])
    return (halves[0], halves[2]) if period == "year" else (None, None)
