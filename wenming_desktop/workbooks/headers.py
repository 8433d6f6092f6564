"""Which field a column head means: synonyms of offices' ledgers, matched with a reason."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import resources

RESIDENTS = (
    "resident",
    "household_membership",
    "household",
    "house",
    "building_unit",
    "building",
    "estate",
    "special_care",
    "grid",
)
MEMBERS = ("party_member", "post_assignment", "household_liaison")
SERVICES = ("service_record", "party_member")
TICKETS = ("ticket", "estate", "building", "building_unit", "house")
"""Registers whose words count, the more important first, for each kind of import."""

PERSON_WORDS = (
    "household.head_resident_id",
    "resident.emergency_name",
    "house.owner_name",
    "grid.worker_id",
    "ticket.complainant_name",
)
"""Fields that name a person other than the row's: 户主 over 电话 is not the row's telephone."""
_SECOND = {"resident.phone": "resident.phone2"}
"""Where a second column of the same meaning goes."""
_HEAD = "household.head_resident_id"
_KNOWN_BUT_NOT_KEPT = "-"
_TICKED = ":"
"""Parts field and code in the key of a column that is ticked: special_care.category:A02."""
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_TRIM = ":*#.,;、。-_"
_LONGEST_HEAD = 24

EXACT, UNDER, CONTAINED, OF_HEAD = 4, 3, 2, 1


def is_ticked(key: str) -> bool:
    """Whether a column of this key says yes or no to one code of its field."""
    return _TICKED in key


@dataclass(frozen=True, slots=True)
class Guess:
    """A field a head may mean: how sure (more is surer), how usual the word, and why."""

    key: str
    weight: int
    rank: int
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """A column that was understood: its place from 0 (-1: not a column), head and reason."""

    key: str
    index: int
    header: str
    reason: str
    weight: int = 0


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A head without blanks, marks, width and what stands in brackets."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    bare = _BRACKETED.sub("", plain) or plain.strip("()[]【】〔〕")
    return bare.strip(_TRIM)


class Synonyms:
    """The words of every field, in the order of how usual they are."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = {
            key: tuple(dict.fromkeys(normal(word) for word in listed if normal(word)))
            for key, listed in words.items()
        }

    @classmethod
    def load(cls) -> "Synonyms":
        """The bundled list of import headers."""
        words = {}
        for name in ("import_header_synonym.csv", "import_tick_synonym.csv"):
            with resources.path("codes", name).open(encoding="utf-8-sig", newline="") as lines:
                for row in csv.DictReader(lines):
                    parts = (row["identifier"], row.get("code"))
                    words[_TICKED.join(filter(None, parts))] = row["header_synonyms"].split(";")
        return cls(words)

    def wanted(self, want: Iterable[str]) -> "Dictionary":
        """The words of some registers only, those named first going first."""
        order = {entity: at for at, entity in enumerate(want)}
        keys = [key for key in self._words if key.partition(".")[0] in order]
        keys.sort(key=lambda key: order[key.partition(".")[0]])
        idle = frozenset(self._words.get(_KNOWN_BUT_NOT_KEPT, ()))
        return Dictionary({key: self._words[key] for key in keys}, idle)


class Dictionary:
    """The words that count for one import."""

    def __init__(
        self, words: Mapping[str, tuple[str, ...]], idle: frozenset[str] = frozenset()
    ) -> None:
        self.words, self.idle = words, idle
        self._exact: dict[str, list[Guess]] = {}
        for key, listed in words.items():
            for rank, word in enumerate(listed):
                guess = Guess(key, EXACT, rank, f"表头是「{word}」")
                self._exact.setdefault(word, []).append(guess)
        named = {word for key in words if not is_ticked(key) for word in words[key]}
        self._longest = sorted((word for word in named if len(word) > 1), key=len)[::-1]
        self._persons = [
            (word, key) for key in PERSON_WORDS for word in words.get(key, ()) if len(word) > 1
        ]

    def knows(self, word: str) -> bool:
        """Whether a normal word is a head by itself."""
        return word in self._exact

    def guesses(self, path: Sequence[str]) -> list[Guess]:
        """What the heads over one column, from the top down, may mean; the surest first."""
        heads = [head for part in path if (head := normal(part)) and len(head) <= _LONGEST_HEAD]
        if not heads:
            return []
        leaf, above = heads[-1], heads[:-1]
        found = list(self._exact.get("".join(heads[-2:]), ())) if above else []
        person = self._person(above[-1]) if above else None
        if person is None and not self.knows(leaf):
            person, leaf = self._parted(leaf)
        if person is not None:
            return _sorted(found + self._of_person(*person, leaf))
        found += self._exact.get(leaf, ())
        if leaf in self.idle:
            return _sorted(found)
        return _sorted(found or self._contained(leaf))

    def _person(self, head: str) -> tuple[str, str] | None:
        return next(((word, key) for word, key in self._persons if head == word), None)

    def _parted(self, leaf: str) -> tuple[tuple[str, str] | None, str]:
        """Part 户主身份证号 into the person and what is told of them."""
        for word, key in self._persons:
            rest = leaf.removeprefix(word).removeprefix("的")
            if leaf.startswith(word) and self.knows(rest):
                return (word, key), rest
        return None, leaf

    def _of_person(self, word: str, key: str, leaf: str) -> list[Guess]:
        """Fields of another person: 房主 + 联系电话 is what 房主电话 is."""
        found: list[Guess] = []
        for told in self._exact.get(leaf, ()):
            if told.key.endswith(".full_name"):
                found.append(Guess(key, UNDER, 0, f"「{word}」下面的「{leaf}」"))
            for alike in self.words[told.key]:
                found += (
                    Guess(other.key, UNDER, other.rank, f"「{word}」下面的「{leaf}」")
                    for other in self._exact.get(word + alike, ())
                )
            if key == _HEAD and not found:
                found.append(Guess(told.key, OF_HEAD, told.rank, f"户主的「{leaf}」"))
        return found

    def _contained(self, leaf: str) -> list[Guess]:
        word = next((word for word in self._longest if word in leaf), None)
        if word is None:
            return []
        return [
            Guess(guess.key, CONTAINED, guess.rank, f"表头里有「{word}」")
            for guess in self._exact[word]
            if not is_ticked(guess.key)
        ]


def _sorted(found: list[Guess]) -> list[Guess]:
    return sorted(found, key=lambda guess: -guess.weight)


def assign(paths: Sequence[Sequence[str]], words: Dictionary) -> list[Match]:
    """Give every field at most one column; the surer and more usual head wins it."""
    claims = [
        (-guess.weight, at, guess.rank, normal("".join(path)), index, guess)
        for index, path in enumerate(paths)
        for at, guess in enumerate(words.guesses(path))
    ]
    claims.sort(key=lambda claim: claim[:5])
    taken: dict[str, Match] = {}
    used: set[int] = set()
    for *_, index, guess in claims:
        key = _free_key(guess, paths[index], taken, words)
        if index not in used and key is not None:
            header = "/".join(dict.fromkeys(part for part in paths[index] if part))
            taken[key] = Match(key, index, header, guess.reason, guess.weight)
            used.add(index)
    matches = sorted(taken.values(), key=lambda match: match.index)
    if any(match.key.endswith(".full_name") for match in matches):
        return [match for match in matches if match.weight != OF_HEAD]
    return matches


def _free_key(
    guess: Guess, path: Sequence[str], taken: Mapping[str, Match], words: Dictionary
) -> str | None:
    """The field itself or, for one more telephone of the same person, the second one."""
    if guess.key not in taken:
        return guess.key
    second = _SECOND.get(guess.key)
    if second is None or second in taken or second not in words.words:
        return None
    return None if "户主" in "".join(path) else second
