"""An answer of the global search."""

from dataclasses import dataclass
from typing import Final

from wenming_desktop.households.model import Tag

KINDS: Final = {
    "resident": "人",
    "household": "户",
    "house": "房",
    "ticket": "工单",
    "card": "连心卡",
    "member": "党员",
}
"""What a hit is, in a word: a head and the household have the same name and door."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: `kind` and `id` of the row, a title and address to show, what matched."""

    kind: str
    id: int
    title: str
    address: str
    match: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A hit as the window shows it: what tells it apart, its household, a ticket's lamp."""

    kind: str
    id: int
    title: str
    address: str
    note: str = ""
    household_id: int = 0
    lamp: str = ""
    lamp_text: str = ""


@dataclass(frozen=True, slots=True)
class Calling:
    """Who may be calling: a resident or a household, his covered number, the home's labels."""

    kind: str
    id: int
    title: str
    address: str
    phone: str = ""
    tags: tuple[Tag, ...] = ()
