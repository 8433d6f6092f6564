"""What the window, paper and the command line see of party work."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A party organisation or cell; `members` counts everybody below it too."""

    id: int
    name: str
    level: str
    members: int
    children: tuple["TreeNode", ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures P01-P07 of a period; the stock figures are as at its end."""

    members: int
    on_roll: int
    dual_registered: int
    cells: int
    cells_of_three: int
    buildings: int
    buildings_with_cell: int
    liaison_households: int
    times: int
    people: int
    hours: float
    dual_serving: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a member checked in from his work unit did in a period."""

    member_id: int
    name: str
    unit: str
    times: int
    hours: float


@dataclass(frozen=True, slots=True)
class CellLeader:
    """Who leads the cell of a building, as the card names him."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class CellWarning:
    """Something about a cell or organisation that the rules ask to be put right.

    `group_id` is the node's id at its `level` of the tree: a cell's, where nothing else is said.
    """

    group_id: int
    cell: str
    code: str
    text: str
    level: str = "5"
