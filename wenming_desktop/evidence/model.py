"""Photos as the window and paper see them. Pure."""

from dataclasses import dataclass
from datetime import datetime

KINDS = ("before", "during", "after")
"""Codes of photo_kind: what a photo proves."""
SIDE_NAMES = {"before": "整改前", "after": "整改后"}
"""The two kinds that make a pair."""
MOST_CAPTION = 60
"""Letters of a caption."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made ours, ready to be kept; `name` is the file it came from."""

    name: str
    jpeg: bytes
    small: bytes
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not kept, and why, in words."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Owner:
    """What photos belong to: a table and its row."""

    table: str
    id: int


@dataclass(frozen=True, slots=True)
class AddPhotos:
    """Photos to keep for a row."""

    owner: Owner
    kind: str
    pictures: tuple[Picture, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class CaptionPhoto:
    """What a photo shows, in a few words; empty takes them away."""

    photo: int
    caption: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A kept photo, without its pixels."""

    id: int
    kind: str
    caption: str
    name: str
    added_at: datetime | None
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pair:
    """How many photos there are before and after."""

    before: int = 0
    after: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether the change can be seen."""
        return bool(self.before and self.after)
