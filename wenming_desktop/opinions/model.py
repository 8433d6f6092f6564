"""What is asked of opinions and what comes back: commands, lines, the whole of one, evidence."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

ANY, OPEN, WAITING, ISSUED, VOIDED = "", "open", "waiting", "issued", "void"
"""`OpinionFilter.state`, and the state of a line: no opinion yet, waits for the secretary, out."""


@dataclass(frozen=True, slots=True)
class RegisterRequest:
    """A unit asks for the community's opinion on a member."""

    member_id: int
    matter: str
    requesting_unit: str
    request_doc_no: str = ""
    received_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class SaveOpinion:
    """An opinion as it stands on the screen; without a code it is kept as a draft of facts."""

    opinion_id: int
    matter: str
    requesting_unit: str
    request_doc_no: str = ""
    received_on: date | None = None
    due_on: date | None = None
    facts: str = ""
    opinion: str = ""
    reasons: str = ""
    meeting_record_no: str = ""
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoidOpinion:
    """An opinion taken out of force, with its reason."""

    opinion_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class OpinionFilter:
    """Opinions on the members of a node of the party tree (level "" is the whole office)."""

    level: str = ""
    id: int = 0
    state: str = ANY
    text: str = ""


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion as listed; `lamp` and its words as everywhere (red, amber, green, "")."""

    id: int
    number: str
    name: str
    unit: str
    matter: str
    requesting_unit: str
    received_on: date | None
    lamp: str
    lamp_text: str
    state: str
    opinion: str
    opinion_name: str


@dataclass(frozen=True, slots=True)
class OpinionCounts:
    """How many opinions of a node stand in each state."""

    states: dict[str, int]
    late: int = 0

    @property
    def all(self) -> int:
        """Every opinion that is not voided."""
        return sum(count for state, count in self.states.items() if state != VOIDED)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One fact the program found: its name, what it says, how much that is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the program knows of a member in a period, and the same as a paragraph."""

    begin: date
    end: date
    lines: tuple[EvidenceLine, ...]
    facts: str


class Person(NamedTuple):
    """The member as the form names him."""

    member_id: int
    name: str
    gender: str
    birth: date | None
    political: str
    unit_and_job: str
    address: str
    reported_on: date | None
    group: str
    branch: str


@dataclass(frozen=True, slots=True)
class OpinionSheet:
    """The whole of one opinion; `missing` says by field what is still needed to submit it."""

    id: int
    number: str
    person: Person
    matter: str
    matter_name: str
    requesting_unit: str
    request_doc_no: str
    received_on: date | None
    due_on: date | None
    facts: str
    opinion: str
    opinion_name: str
    reasons: str
    meeting_record_no: str
    decided_by: tuple[str, ...]
    approved_by: str
    approved_on: date | None
    state: str
    void_reason: str
    missing: tuple[tuple[str, str], ...]
    may_approve: bool
    today: date


class OpinionChoices(NamedTuple):
    """What the dialogs offer, as (code, name) pairs; today by the office's clock."""

    today: date
    matters: tuple[tuple[str, str], ...]
    opinions: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    staff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpinionFigures:
    """P10: opinions issued in a period by their code."""

    issued: dict[str, int]

    @property
    def all(self) -> int:
        """Every opinion issued."""
        return sum(self.issued.values())
