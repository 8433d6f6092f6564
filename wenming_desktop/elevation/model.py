"""The building page's rows and the rule of its colours: frozen values, no database."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from wenming_desktop.households.model import Tag

CARE, CARD, TICKETS, PARTY = "care", "card", "tickets", "party"
COLOURINGS: Final = ((CARE, "关怀类别"), (CARD, "连心卡"), (TICKETS, "在办诉求"), (PARTY, "党员户"))
VACANT: Final = "vacant"
PLAIN: Final = ""
_FIRST: Final = ("ill", "elder", "poor", "disabled", "child", "honor", "rent")
"""Which label colours a door that has several (ui.md 3.1): 重病 first, 出租 last."""
SIGNS: Final = {
    "alone": "独",
    "old": "龄",
    "poor": "困",
    "ill": "病",
    "disabled": "残",
    "child": "童",
    "honor": "军",
    "rent": "租",
}
"""The one-character sign of a label (ui.md 3.1), on screen and on paper."""
_CARD_LABEL: Final = {"none": "未发卡", "waiting": "待印", "given": "未签收", "signed": "已签收"}
_TICKET_LABEL: Final = {"late": "超期", "open": "在办"}


@dataclass(frozen=True, slots=True)
class BuildingLine:
    """A building in the list; `title` is 3号楼."""

    id: int
    estate_id: int
    title: str
    grid: str
    households: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A door on the front: who lives behind it, and its marks.

    `household_id` is the first household behind the door and `more` how many others there are;
    `card` is none, waiting, given or signed; `tickets` counts open ones, `late` those past due.
    """

    house_id: int
    unit: str
    floor: int | None
    room: str
    vacant: bool
    household_id: int | None = None
    more: int = 0
    head: str = ""
    people: int = 0
    tags: tuple[Tag, ...] = ()
    card: str = "none"
    tickets: int = 0
    late: int = 0

    @property
    def has_party(self) -> bool:
        """Whether a party member lives here."""
        return any(tag.key == "party" for tag in self.tags)


@dataclass(frozen=True, slots=True)
class UnitHead:
    """The head of a unit's columns: its name, its rooms as columns from left to right."""

    unit: str
    title: str
    columns: tuple[str, ...]
    households: int


@dataclass(frozen=True, slots=True)
class Elevation:
    """A building's front: floors from the top, units from the left, a cell at each crossing.

    `floors` holds None for doors whose floor nobody knows; it comes last.
    """

    building_id: int
    estate_id: int
    estate: str
    title: str
    facts: str
    captain: str
    leader: str
    grid: str
    floors: tuple[int | None, ...]
    units: tuple[UnitHead, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A colour of the drawing in words: `kind` picks it, `key` dims the rest."""

    key: str
    label: str
    kind: str
    count: int


def colour_of(cell: Cell, by: str) -> str:
    """The key of the colour a door gets: a label's kind, a state of card or ticket, or none."""
    if cell.vacant:
        return VACANT
    if by == CARE:
        kinds = {tag.kind for tag in cell.tags}
        return next((kind for kind in _FIRST if kind in kinds), PLAIN)
    if by == CARD:
        return cell.card
    if by == TICKETS:
        return "late" if cell.late else "open" if cell.tickets else PLAIN
    return "party" if cell.has_party else PLAIN


def bears(cell: Cell, by: str, key: str) -> bool:
    """Whether a door stays bright when the legend's `key` is chosen: any of its labels counts."""
    if by == CARE and not cell.vacant:
        return any(tag.kind == key for tag in cell.tags)
    return colour_of(cell, by) == key


def legend(cells: Iterable[Cell], by: str) -> tuple[LegendItem, ...]:
    """What the colours mean and how many doors bear each; a door with two labels counts twice."""
    homes = [cell for cell in cells if not cell.vacant]
    if by == CARE:
        return _care_legend(homes)
    words = {CARD: _CARD_LABEL, TICKETS: _TICKET_LABEL}.get(by, {"party": "党员户"})
    count = Counter(colour_of(cell, by) for cell in homes)
    return tuple(LegendItem(key, label, key, count[key]) for key, label in words.items())


def _care_legend(homes: Sequence[Cell]) -> tuple[LegendItem, ...]:
    count: Counter[str] = Counter()
    names: dict[str, dict[str, None]] = {}
    for cell in homes:
        for tag in cell.tags:
            names.setdefault(tag.kind, {})[tag.label] = None
        count.update({tag.kind for tag in cell.tags})
    return tuple(
        LegendItem(kind, "、".join(names[kind]), kind, count[kind])
        for kind in _FIRST
        if count[kind]
    )


def columns_of(rooms: Iterable[tuple[int | None, str]]) -> tuple[str, ...]:
    """The columns of a unit from its (floor, room): the last two digits, else the whole room."""
    found = {column_of(floor, room) for floor, room in rooms}
    return tuple(sorted(found, key=lambda text: (len(text), text)))


def column_of(floor: int | None, room: str) -> str:
    """In which column of its unit a room stands: 501 on floor 5 in 01, 商铺1 in a column alone."""
    if floor is not None and room.isascii() and room.startswith(str(floor)):
        return room[len(str(floor)) :] or room
    return room
