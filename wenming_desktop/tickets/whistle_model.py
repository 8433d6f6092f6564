"""吹哨报到: what is ordered and shown of a whistle and of those who answer it. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wenming_desktop.party.record_model import MemberChoice

USUAL_HOURS: Final = 1.0
AGAIN_DAYS: Final = 2
"""After so many days without enough answers a whistle is worth blowing again."""
NOBODY: Final = frozenset({"无", "没有"})


@dataclass(frozen=True, slots=True)
class Came:
    """A member who came, by id or name; how long, and what was done where it is said."""

    member: int | str
    hours: float = USUAL_HOURS
    did: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the list of a whistle: a member who answers, and whether he came."""

    member_id: int
    came: bool = False
    hours: float | None = None
    did: str = ""


@dataclass(frozen=True, slots=True)
class SaveAnswers:
    """Everybody who answers a whistle; who is not named any more takes his word back."""

    whistle_id: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A member who answered a whistle."""

    id: int
    member_id: int
    name: str
    claimed_at: datetime | None
    came_at: datetime | None = None
    hours: float | None = None
    did: str = ""


@dataclass(frozen=True, slots=True)
class WhistleLine:
    """One whistle of a ticket with those who answered, in the order they did."""

    id: int
    action_seq: int
    group_id: int | None
    cell: str
    whistled_at: datetime
    asked: str
    needed: int | None
    closed_at: datetime | None
    claims: tuple[ClaimLine, ...] = ()

    @property
    def came(self) -> tuple[ClaimLine, ...]:
        """Those who came."""
        return tuple(claim for claim in self.claims if claim.came_at is not None)

    @property
    def waits(self) -> bool:
        """Whether fewer answered than are needed."""
        return self.closed_at is None and len(self.claims) < (self.needed or 1)

    def words(self) -> str:
        """The whistle as the page tells it: 3号楼党小组，要 2 人，已报到 1 人."""
        needed = f"，要 {self.needed} 人" if self.needed else ""
        return f"{self.cell}{needed}，{self.answered()}"

    def answered(self) -> str:
        """Who answered and who came, counted."""
        if not self.claims:
            return "还没有人报到"
        came = f"，到场 {len(self.came)} 人" if self.came else ""
        return f"报到 {len(self.claims)} 人{came}"


@dataclass(frozen=True, slots=True)
class OpenWhistle:
    """A whistle that still runs, as the party page and today list it."""

    id: int
    ticket_id: int
    number: str
    title: str
    place: str
    group_id: int | None
    cell: str
    asked: str
    needed: int | None
    claimed: int
    whistled_at: datetime
    days: int
    """Whole days since it was blown."""

    @property
    def waits(self) -> bool:
        """Whether fewer answered than are needed."""
        return self.claimed < (self.needed or 1)

    @property
    def again(self) -> bool:
        """Whether it is time to blow it again."""
        return self.waits and self.days >= AGAIN_DAYS


@dataclass(frozen=True, slots=True)
class WhistleOffer:
    """What a ticket's page offers for whistling: its own cell, all cells, and who may answer.

    `members` are those of the cell of the whistle that runs, then everybody else; nobody while
    none runs.
    """

    cell_id: int | None = None
    cells: tuple[tuple[int, str], ...] = ()
    members: tuple[MemberChoice, ...] = ()
