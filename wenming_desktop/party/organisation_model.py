"""Party organisations, cells and posts as they are asked for and shown: frozen, no database."""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.errors import UserError

Pairs = tuple[tuple[int, str], ...]
"""Rows to choose from, as (id, words)."""


class NotFilledError(UserError):
    """Something an organisation, a cell or a post cannot be without."""

    code = "party.not_filled"
    text = "{what}还没有写。没有存，请补上。"


class NodeTakenError(UserError):
    """Another organisation or cell has the name already."""

    code = "party.name_taken"
    text = "已经有“{name}”了。没有存，请换一个名称，或者去改那一个。"


class OrderOfDaysError(UserError):
    """A term or a life that ends before it begins."""

    code = "party.days_crossed"
    text = "{later}早于{earlier}。没有存，请核对日期。"


class StillBelowError(UserError):
    """An organisation that still has something below it."""

    code = "party.still_below"
    text = "“{name}”下面还有 {what}。没有撤销，请先把它们改到别的党组织。"


class WrongParentError(UserError):
    """An organisation put below itself or below a lower level."""

    code = "party.wrong_parent"
    text = "上级要比“{name}”高一级。没有存，请换一个上级。"


class PhoneUnreadError(UserError):
    """A telephone number that is none."""

    code = "party.phone_unread"
    text = "“{phone}”不像电话号码。没有存，手机号要 11 位，固定电话要带区号。"


class NoMemberError(UserError):
    """Somebody named to lead who is no member any more."""

    code = "party.no_member"
    text = "选的人已经不在党员名单里。没有存，请换一个人。"


class PostNotHereError(UserError):
    """A post that does not belong to the place, or to somebody who is no member."""

    code = "party.post_not_here"
    text = "{why}。没有存，请换一个岗位或人。"


class PostTwiceError(UserError):
    """The same person on the same post at the same place a second time."""

    code = "party.post_twice"
    text = "{name}已经是{post}，从 {since} 起。没有再存一遍，要改就先结束那一条。"


@dataclass(frozen=True, slots=True)
class OrgSheet:
    """A party organisation as edited; `id` 0 is a new one."""

    name: str
    level: str
    id: int = 0
    short_name: str = ""
    parent_id: int = 0
    org_code: str = ""
    established_on: date | None = None
    term_from: date | None = None
    term_to: date | None = None
    secretary_id: int = 0
    phone: str = ""
    grid_id: int = 0


@dataclass(frozen=True, slots=True)
class CellSheet:
    """A building's cell as edited; `id` 0 is a new one, `buildings` all it covers."""

    name: str = ""
    branch_id: int = 0
    id: int = 0
    buildings: tuple[int, ...] = ()
    leader_id: int = 0
    deputy_id: int = 0
    public_phone: str = ""
    venue: str = ""
    activity_day: str = ""
    established_on: date | None = None


@dataclass(frozen=True, slots=True)
class CloseNode:
    """A cell or organisation that ends; `on` today where nothing is said."""

    id: int
    on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BuildingChoice:
    """A building a cell may cover, with the cell that covers it now."""

    id: int
    name: str
    estate: str
    number: str
    group_id: int = 0
    group_name: str = ""
    grid_id: int = 0


@dataclass(frozen=True, slots=True)
class OrgForm:
    """What the dialog of an organisation begins with."""

    sheet: OrgSheet
    today: date
    levels: tuple[tuple[str, str], ...]
    parents: tuple[tuple[int, str, str], ...]
    grids: Pairs
    members: Pairs


@dataclass(frozen=True, slots=True)
class CellForm:
    """What the dialog of a cell begins with; `members` are (id, words), full ones first."""

    sheet: CellSheet
    today: date
    level_name: str
    branches: Pairs
    buildings: tuple[BuildingChoice, ...]
    members: Pairs
    on_trial: frozenset[int] = frozenset()
    size: int = 0


@dataclass(frozen=True, slots=True)
class AssignPost:
    """A person put on a post at a place from a day on, with what he answers for.

    `place` is ("org" | "cell" | "building" | "grid", id); `person` is
    ("member" | "staff" | "resident", id) or ("", 0) with a name and telephone of his own.
    """

    post: str
    place: tuple[str, int]
    person: tuple[str, int] = ("", 0)
    name: str = ""
    phone: str = ""
    from_on: date | None = None
    to_on: date | None = None
    duty: str = ""


@dataclass(frozen=True, slots=True)
class EndPost:
    """A post that ends after day `on`; today where nothing is said."""

    id: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post as listed; `phone_of` names the row whose covered number may be shown."""

    id: int
    name: str
    post: str
    place: str
    who: str
    phone_masked: str
    phone_of: tuple[str, int] | None
    from_on: date | None
    to_on: date | None
    duty: str
    member_id: int = 0


@dataclass(frozen=True, slots=True)
class PostForm:
    """What the dialog of a post begins with.

    `posts` are (code, name, kinds of place it is held at, members only).
    """

    today: date
    places: tuple[tuple[str, int, str], ...]
    posts: tuple[tuple[str, str, tuple[str, ...], bool], ...]
    members: Pairs
    staff: Pairs
