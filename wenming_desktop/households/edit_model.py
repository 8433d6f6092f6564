"""The editor's sheet: what it reads, what it checks, what it saves. Values are text as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

Values = Mapping[str, str]
"""Text by the key of its field (`resident.full_name`); a key that is not there is unchanged."""


@dataclass(frozen=True, slots=True)
class Door:
    """A door by its parts, as typed; it is made when it is missing."""

    estate: str
    building: str
    unit: str
    room: str


@dataclass(frozen=True, slots=True)
class MemberEdit:
    """One row of the sheet: what was typed in it.

    `resident_id` is None for somebody new; the id of a person who lives elsewhere brings him
    here. `same_number` says why a number that another person bears is right all the same.
    """

    resident_id: int | None = None
    values: Values = field(default_factory=dict)
    same_number: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A member taken off the sheet: the stay ends, the person stays in the register.

    `mistake`: he was never here; the stay is voided and counts for nothing.
    """

    resident_id: int
    reason: str
    on: date | None = None
    mistake: bool = False


@dataclass(frozen=True, slots=True)
class SaveHousehold:
    """Everything one act saves; `version` is that of the sheet the clerk was shown.

    Give `house_id` or `door` (a new household needs one, an old one keeps its door without).
    `values` are the facts of household and house, changed ones only.
    """

    household_id: int | None = None
    house_id: int | None = None
    door: Door | None = None
    values: Values = field(default_factory=dict)
    members: tuple[MemberEdit, ...] = ()
    leaving: tuple[Leaving, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class EditMember:
    """A member of the sheet; the identity number is masked, its key left out keeps it.

    `care` are codes of categories in force, so a page may draw them as labels.
    """

    resident_id: int
    membership_id: int
    values: Values
    care: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditSheet:
    """A household as the editor shows it; hand `version` back with what is saved."""

    household_id: int
    house_id: int
    door: Door
    values: Values
    members: tuple[EditMember, ...]
    version: str


class SheetProblem(NamedTuple):
    """What is wrong where: `member` counts the rows of `SaveHousehold.members`, None = household.

    `stops` is True when nothing can be saved before it is mended.
    """

    field: str
    member: int | None
    code: str
    message: str
    stops: bool


class Likeness(NamedTuple):
    """Somebody in the register who may be the person typed in row `member`.

    `why` is number (same number), birth (same name and day of birth) or name (same name only).
    """

    member: int
    why: str
    resident_id: int
    household_id: int | None
    name: str
    door: str
    id_masked: str
    birth: str


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """What `check_household` says: problems, look-alikes and what a number fills in by itself.

    `filled` holds, for each member row, values that follow from what was typed (birth, sex).
    """

    problems: tuple[SheetProblem, ...]
    alike: tuple[Likeness, ...]
    filled: tuple[Values, ...]

    @property
    def stops(self) -> bool:
        """Whether saving would be refused."""
        return any(problem.stops for problem in self.problems)


class Difference(NamedTuple):
    """A value somebody else changed while the sheet was open; `mine` is what this clerk typed."""

    field: str
    label: str
    member: str
    was: str
    now: str
    mine: str | None


class StayLine(NamedTuple):
    """A membership of a person with its days; `to_on` None lasts."""

    household_id: int
    door: str
    head: str
    relation: str
    hukou: bool
    living: bool
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Residence:
    """How a household is lived in: who is registered, who lives there, and what that makes it.

    `words` are labels such as 空挂、出租、有人在户不在 for the clerk; `paper` is 空挂 (registered,
    nobody lives there), `rented` an 出租 door.
    """

    registered: int
    living: int
    together: int
    registered_only: int
    living_only: int
    paper: bool
    rented: bool
    words: tuple[str, ...]
