"""Duplicates, checks, confirmation, voided records: commands and rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class Twin(NamedTuple):
    """One of two persons who may be the same."""

    resident_id: int
    household_id: int | None
    name: str
    door: str
    id_masked: str
    birth: str
    phone_masked: str


class Twins(NamedTuple):
    """Two persons and why they may be one: number, birth or phone (strongest reason first)."""

    why: str
    left: Twin
    right: Twin


class MergeField(NamedTuple):
    """A line of the guided merge; `differs` where a human has to choose."""

    field: str
    label: str
    left: str
    right: str
    differs: bool


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Two persons side by side, and what hangs on the second that will go over."""

    fields: tuple[MergeField, ...]
    moves: tuple[str, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Make `drop` part of `keep`; `take` names fields whose value comes from `drop`.

    A field empty in `keep` is filled from `drop` without asking.
    """

    keep: int
    drop: int
    take: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing to tidy: how many, and the first ids to jump to (`table` says whose)."""

    code: str
    title: str
    table: str
    count: int
    ids: tuple[int, ...]


class TidyLine(NamedTuple):
    """One thing a check found, as listed: who or what, where, and what is known of it."""

    table: str
    id: int
    name: str
    door: str
    note: str


class Unconfirmed(NamedTuple):
    """A household nobody has confirmed for a while; `last` None when it never was."""

    household_id: int
    door: str
    head: str
    last: date | None


class Voided(NamedTuple):
    """A voided household or person that can still come back; `days_left` until it cannot."""

    table: str
    id: int
    name: str
    door: str
    reason: str
    at: datetime
    days_left: int


@dataclass(frozen=True, slots=True)
class Confirm:
    """Households gone through today (核对), all at once."""

    household_ids: tuple[int, ...]
    on: date | None = None
    basis: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)
