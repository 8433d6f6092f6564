"""What a clerk answered to the problems of a file: cells mended, words and doors decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

DoorKey = tuple[str, str, str, str]
ANSWERED_BEFORE: Final = "上次这样定的"
ANSWERED_NOW: Final = "这次改的"


class Place(NamedTuple):
    """One cell of this file alone."""

    sheet: str
    row: int
    field: str


class Word(NamedTuple):
    """A word in the column of a field: what it means holds for every file."""

    field: str
    word: str


class Spelling(NamedTuple):
    """How a ledger writes a door: which door it is holds for every file."""

    text: str


class Answer(NamedTuple):
    """A code, and the word a cell is given so that it is read as that code."""

    code: str
    name: str


Key = Place | Word | Spelling


@dataclass(frozen=True)
class Fixes:
    """Everything answered for a file; `before` came from earlier files, `forgotten` taken back."""

    cells: Mapping[Place, str] = field(default_factory=dict)
    words: Mapping[Word, Answer] = field(default_factory=dict)
    doors: Mapping[Spelling, DoorKey] = field(default_factory=dict)
    before: frozenset[Key] = frozenset()
    forgotten: frozenset[Key] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.cells or self.words or self.doors or self.forgotten)

    def with_cell(self, place: Place, text: str) -> "Fixes":
        """Say what one cell should be."""
        return replace(self, cells={**self.cells, place: text})

    def with_word(self, word: Word, answer: Answer) -> "Fixes":
        """Say what a word means."""
        words = {**self.words, word: answer}
        return replace(self, words=words, before=self.before - {word})

    def with_door(self, spelling: Spelling, door: DoorKey) -> "Fixes":
        """Say which door a spelling is."""
        doors = {**self.doors, spelling: door}
        return replace(self, doors=doors, before=self.before - {spelling})

    def without(self, key: Key) -> "Fixes":
        """Take an answer back; one from an earlier file is forgotten with the import."""
        forgotten = self.forgotten | ({key} & self.before)
        return replace(
            self,
            cells={k: v for k, v in self.cells.items() if k != key},
            words={k: v for k, v in self.words.items() if k != key},
            doors={k: v for k, v in self.doors.items() if k != key},
            before=self.before - {key},
            forgotten=forgotten,
        )


@dataclass(frozen=True, slots=True)
class Applied:
    """An answer as it worked on a file."""

    key: Key
    label: str
    written: str
    said: str
    cells: int
    whence: str


@dataclass(frozen=True, slots=True)
class Cure:
    """How a problem can be mended: words to put at once, a list to choose from, or by typing.

    `key` says how far an answer goes; `alike` how many cells of the file say the same; `estate`
    is the one of its row, for a door.
    """

    key: Key
    label: str
    written: str
    offers: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    alike: int = 1
    estate: str = ""
