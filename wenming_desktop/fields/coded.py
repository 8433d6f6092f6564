"""Values of a code list, one or several."""

import re
from collections.abc import Iterable
from typing import ClassVar

from .codes import EMPTY, CodeBook
from .kind import Cell, Kind, Parsed, Reading
from .problem import Problem
from .text import is_nothing, scrub

_SPLIT = re.compile(r"[、，,;；/／|\s+＋。&]+|(?<=[\u4e00-\u9fff])\.")
_NUMBERED = re.compile(r"(?:^|(?<=\s))[(（]?\d{1,2}[.、)）](?=\D)")
_NOTHING: Parsed[str] = Parsed(None)
_NONE: Parsed[tuple[str, ...]] = Parsed(())


def _unknown(code: str, field_key: str, word: str) -> Problem:
    shown = word if len(word) <= 20 else word[:20] + "…"
    return Problem(code, field_key, f"“{shown}”不在可选的内容里，这一项先空着。请选一个相近的。")


def asides(note: str) -> list[tuple[str, str]]:
    """The `(list, code)` pairs a cell of codes said of other lists."""
    return [(left, right) for left, _, right in (p.partition(":") for p in note.split())]


class Code(Kind[str]):
    """One code of the list `list`; `unknown` is the problem of a word that is none."""

    __slots__ = ("list", "unknown")
    editor: ClassVar[str] = "code"

    def __init__(self, list_name: str, unknown: str = "value.unknown") -> None:
        self.list = list_name
        self.unknown = unknown

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[str]:
        """Read a name, a short form, a synonym or the code itself."""
        if type(raw) is str and (known := reading.codes.find(self.list, raw)):
            return Parsed(known)
        text = scrub(raw)[0]
        meaning = reading.codes.meaning(self.list, text) if text else "-"
        if meaning and meaning != "-":
            return Parsed(None, (), meaning) if ":" in meaning else Parsed(meaning)
        if meaning == "-" or is_nothing(text):
            return _NOTHING
        return Parsed(None, (_unknown(self.unknown, field_key, text),))

    def _shown(self, value: str, codes: CodeBook) -> str:
        return codes.name(self.list, value)


class Codes(Kind[tuple[str, ...]]):
    """Several codes of one list, in the order given, none twice."""

    __slots__ = ("list", "unknown")
    editor: ClassVar[str] = "codes"

    def __init__(self, list_name: str, unknown: str = "value.unknown") -> None:
        self.list = list_name
        self.unknown = unknown

    def parse(self, raw: object, field_key: str, reading: Reading) -> Parsed[tuple[str, ...]]:
        """Read words parted by 、，; / or spaces; words of other lists go to the note."""
        if raw is None or raw == "":
            return _NONE
        if isinstance(raw, (tuple, list, set, frozenset)):
            raw = "、".join(str(word) for word in raw)
        text = _NUMBERED.sub(" ", scrub(raw)[0])
        if is_nothing(text):
            return _NONE
        found: dict[str, None] = {}
        elsewhere: dict[str, None] = {}
        problems: list[Problem] = []
        for word, meaning in self._words(text, reading.codes):
            if not meaning:
                problems.append(_unknown(self.unknown, field_key, word))
            elif meaning != "-":
                (elsewhere if ":" in meaning else found)[meaning] = None
        return Parsed(tuple(found), tuple(problems), " ".join(elsewhere))

    def _words(self, text: str, codes: CodeBook) -> Iterable[tuple[str, str]]:
        """The words with their meanings, longest first: 失能、半失能老人 is one word."""
        pieces = [piece for piece in _SPLIT.split(text) if piece]
        start = 0
        while start < len(pieces):
            for stop in range(min(len(pieces), start + 4), start + 1, -1):
                word = "、".join(pieces[start:stop])
                if meaning := codes.meaning(self.list, word, guess=False):
                    yield word, meaning
                    start = stop
                    break
            else:
                yield from self._piece(pieces[start], codes)
                start += 1

    def _piece(self, word: str, codes: CodeBook) -> Iterable[tuple[str, str]]:
        meaning = codes.meaning(self.list, word, guess=False)
        meanings = [meaning] if meaning else codes.cut(self.list, word)
        if not meanings:
            meanings = [codes.meaning(self.list, word)]
        if any(meanings) or not is_nothing(word):
            yield from ((word, each) for each in meanings)

    def cell(self, value: tuple[str, ...] | None, codes: CodeBook = EMPTY) -> Cell:
        """The names in one cell; nothing when there is none."""
        return self._shown(value, codes) if value else None

    def _shown(self, value: tuple[str, ...], codes: CodeBook) -> str:
        return "；".join(codes.name(self.list, code) for code in value)
