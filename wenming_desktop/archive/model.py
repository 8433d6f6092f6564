"""What the archive takes in and gives out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PaperToKeep:
    """A printed paper: its form, the record it is about, and its face as plain JSON values.

    `subject` is the table the form is about; it decides who may keep and see the paper.
    """

    form: str
    subject: str
    title: str
    face: Mapping[str, Any]
    pages: int
    sha256: str
    number: str = ""
    row: int | None = None
    copies: int = 1
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """Which papers are asked for; `text` is part of a number, a title or a name of who printed."""

    form: str = ""
    text: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as listed."""

    id: int
    at: datetime
    form: str
    title: str
    number: str
    by: str
    pages: int
    copies: int
    subject: str
    row: int | None
    purpose: str


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper with what stood on it."""

    listed: PaperRow
    face: Mapping[str, Any]
    sha256: str
