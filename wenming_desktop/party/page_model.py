"""What the party page shows of a node of the tree, its members and whom they look after."""

from dataclasses import dataclass
from datetime import date

from wenming_desktop.party.model import Coverage


@dataclass(frozen=True, slots=True)
class NodeFilter:
    """A node of the tree, what is looked for in it, and a column to sort by where one is chosen."""

    level: str
    id: int
    text: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class NodeSheet:
    """The head of a node: who leads it, where it belongs, what it covers.

    `phone_of` names the row whose covered number may be shown, as `reveal` wants it.
    """

    level: str
    id: int
    name: str
    leader: str = ""
    phone_masked: str = ""
    phone_of: tuple[str, int] | None = None
    above: str = ""
    branches: int = 0
    cells: int = 0
    buildings: tuple[str, ...] = ()
    members: int = 0
    liaisons: int = 0
    warnings: tuple[str, ...] = ()
    deputy: str = ""
    above_leader: str = ""
    meets: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member as listed; `claims` are the service posts he has taken on, in words."""

    id: int
    name: str
    kind: str
    post: str
    unit: str
    cell: str
    households: int
    leads: bool = False
    claims: str = ""


@dataclass(frozen=True, slots=True)
class LiaisonLine:
    """A household, or a whole building, and the member who looks after it."""

    id: int
    door: str
    head: str
    member: str
    cell: str
    household_id: int = 0


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The coverage of the half-year that runs, from `begin` to before `end`."""

    begin: date
    end: date
    coverage: Coverage
