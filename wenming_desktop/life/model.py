"""Events of a life: the command, and what it will touch. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from wenming_desktop.households.edit_model import Door, MemberEdit


class Kind(StrEnum):
    """What happened."""

    BIRTH = "birth"
    DEATH = "death"
    MARRIAGE = "marriage"
    MOVE_IN = "move_in"
    MOVE_OUT = "move_out"
    MOVE_WITHIN = "move_within"
    SPLIT = "split"
    HEAD_CHANGE = "head_change"


TITLES: Mapping[Kind, str] = {
    Kind.BIRTH: "出生",
    Kind.DEATH: "死亡",
    Kind.MARRIAGE: "结婚",
    Kind.MOVE_IN: "迁入",
    Kind.MOVE_OUT: "迁出",
    Kind.MOVE_WITHIN: "户内变更",
    Kind.SPLIT: "分户",
    Kind.HEAD_CHANGE: "户主变更",
}


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One event of one household on one day.

    Which fields count:

    - BIRTH: `newcomers` (the child: name, sex, relation to the head; birth is `on` by itself).
    - DEATH: `residents` (who died); `new_head` when the head died and others stay.
    - MARRIAGE: `residents` (who marries, one or two); a spouse from outside as `newcomers`; a
      spouse of another household here moves to `household_id` when he is in `residents`.
    - MOVE_IN: `newcomers` (new people, or `MemberEdit.resident_id` of somebody who comes back),
      into `household_id`, or into a new household at `door` / `house_id`.
    - MOVE_OUT: `residents` leave the community; `hukou` and `living` say what goes.
    - MOVE_WITHIN: `residents` go to `to_household` or to a new household at `door` / `house_id`.
    - SPLIT: `residents` become a household of their own at `door`, `house_id` or the same door.
    - HEAD_CHANGE: `new_head`.

    `hukou` / `living`: whether the registration and the living go along. `relations` are codes or
    words of the relation to the head by resident id, in the household where each ends up.
    """

    kind: Kind
    on: date
    household_id: int | None = None
    residents: tuple[int, ...] = ()
    newcomers: tuple[MemberEdit, ...] = ()
    to_household: int | None = None
    house_id: int | None = None
    door: Door | None = None
    new_head: int | None = None
    relations: Mapping[int, str] = field(default_factory=dict)
    hukou: bool = True
    living: bool = True
    place: str = ""
    basis: str = ""
    successors: Mapping[int, int] = field(default_factory=dict)
    """Who takes over a household from a party member who goes; else the balanced proposal."""


class Touch(NamedTuple):
    """One thing the event will do or asks to look at.

    `area` is stay, head, relation, person, card, care, party, ticket or place; `does` is False
    for what the event leaves alone and only reminds of. `table` and `id` are for a jump.
    """

    area: str
    text: str
    does: bool = True
    table: str = ""
    id: int | None = None


class Ask(NamedTuple):
    """What has to be said first; `field` is one of `LifeEvent`, `people` whom to choose from."""

    field: str
    text: str
    people: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Touches:
    """What an event will do, what it asks for, and why it cannot be (`problems`)."""

    does: tuple[Touch, ...]
    reminds: tuple[Touch, ...]
    asks: tuple[Ask, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether the event can be recorded as it stands."""
        return not (self.asks or self.problems)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of it: the household where it ended, who is new, and what was touched."""

    household_id: int
    residents: tuple[int, ...]
    touches: Touches


class EventLine(NamedTuple):
    """A line of a household's history, newest first."""

    on: date
    kind: str
    title: str
    name: str
    text: str
    resident_id: int | None
