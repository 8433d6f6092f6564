"""诉求工单 as the list page asks for it and gets it: filter, line, counts, choices. Pure."""

from dataclasses import dataclass
from typing import Final

from wenming_desktop.tickets.intake import CodeChoice, UnitChoice

STAGES: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "open": ("要办", frozenset({"00", "10", "20", "30", "40", "50", "60", "95"})),
    "unsent": ("待派单", frozenset({"00", "10", "20"})),
    "working": ("处理中", frozenset({"30", "40"})),
    "approving": ("待审核", frozenset({"50"})),
    "suspended": ("挂账", frozenset({"95"})),
    "calling": ("待回访", frozenset({"60"})),
    "closing": ("待归档", frozenset({"70"})),
    "archived": ("已归档", frozenset({"80"})),
    "all": ("全部", frozenset()),
}
"""Every stage of the list; 待审核 holds beside its own those that asked for more time.

要办 is all that anybody has still to see to. 在办 is a smaller set, the one the tallies count
(`BoardCounts.in_hand`): accepted and not finished, praise left out.
"""
APPROVING: Final = "approving"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the list shows; `sort` is due (what to do first), number or accepted."""

    stage: str = "open"
    text: str = ""
    category: str | None = None
    unit_id: int | None = None
    overdue: bool = False
    soon: bool = False
    mine: bool = False
    unpaired: bool = False
    """Only finished tickets that lack a photo from before or after."""
    sort: str = "due"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One ticket in the list; `lamp` as in `rules.lamp`, all else in words."""

    id: int
    number: str
    status: str
    status_name: str
    lamp: str
    lamp_text: str
    title: str
    caller: str
    place: str
    category: str
    unit: str
    handler: str
    accepted: str
    waits: bool = False
    """Whether it was whistled and still waits for members to answer."""
    asked: bool = False
    """Whether more time was asked for and nobody has answered yet."""


@dataclass(frozen=True, slots=True)
class BoardOpening:
    """The first lines of the list to be seen, and how many it has."""

    total: int
    rows: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """How many tickets each stage and lamp has under the filter's text, category and unit.

    `in_hand` and `accepted_this_month` are the figures 期末在办 and 本月受理, whatever the filter.
    """

    stages: dict[str, int]
    overdue: int
    soon: int
    accepted_this_month: int
    in_hand: int = 0


@dataclass(frozen=True, slots=True)
class BoardChoices:
    """What the filters and the steps offer."""

    categories: tuple[CodeChoice, ...]
    units: tuple[UnitChoice, ...]
    outcomes: tuple[CodeChoice, ...]
    contacts: tuple[CodeChoice, ...]
    satisfactions: tuple[CodeChoice, ...]
    reasons: tuple[CodeChoice, ...]
    levels: tuple[CodeChoice, ...]
    measures: tuple[CodeChoice, ...] = ()
