"""Grams: the short tokens a row is found by, made in Python when the row is written.

The full-text table only ever sees these tokens, separated by spaces, so that Chinese needs no
tokenizer of its own. A query is cut the same way (`search_query.py`); change one, change both, and
rebuild the index. What a document gives:

- name: every character and pair, `^` first and last `$` character, every substring of the
  initials in each reading (`-`), every beginning of each syllable;
- digits of phones, identity and other numbers: windows of 1 to 4, the last four with `$`
  (a prefix query over windows of 4 would have to merge hundreds of lists);
- door: `3-2-501` by its beginnings, `2-501`, the room with `=`;
- estate and text: pairs of characters, words, numbers.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from db import pinyin

MAX_TEXT = 2000  # characters of free text that are indexed
RUN_WINDOW = 6  # longest substring of initials that is one token
_SIZES = tuple(range(1, RUN_WINDOW + 1))
WORD_WINDOW = 12  # longest beginning of a Latin word that is a token

# Newer characters than Python's tables know, and old private-use ones, are letters here too.
_OTHER = r"\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
_HAN = rf"(?:[^\W_a-z0-9]|[{_OTHER}])"
RUN = re.compile(rf"([a-z]+)|([0-9][0-9-]*x?(?![a-z]))|({_HAN}+)")
_PART = re.compile(rf"[a-z]+|[0-9]+|{_HAN}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"\0": " "})
_NUMERAL = re.compile("[一二三四五六七八九]?十?[一二三四五六七八九]?(?=号楼|栋|幢|单元|#)")
_BLOCK = re.compile(r"([0-9]+)\s*(?:号楼|#楼?|栋|幢|单元)\s*")
_ROOM = re.compile(r"([0-9])\s*(?:室|户|号)(?!楼)")
_DOTS = frozenset("·•・･‧∙⋅")
_DIGITS = re.compile("[^0-9]+")
_WORDS = re.compile("[a-z]+")
_ALNUM = re.compile("[^a-z0-9]+")


class Doc(NamedTuple):
    """What one row may be found by; `kind` and `ref` say which row it is."""

    kind: str
    ref: int
    name: str | None = None
    phones: tuple[str, ...] = ()
    id_number: str | None = None
    door: tuple[str | None, str | None, str | None, str | None] | None = None
    numbers: tuple[str, ...] = ()
    text: str = ""


def clean(raw: str) -> str:
    """Fold what looks alike: width, case, accents, dashes; drop what cannot be stored."""
    if raw.isascii():
        return raw.lower().replace("\0", " ")
    text = raw.encode("utf-8", "ignore").decode()
    text = unicodedata.normalize("NFKC", text).lower().translate(_DASHES)
    return "".join(map(_bare, text))


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    """A Latin letter without its accents (ü is v), anything else as it is."""
    if "\u00c0" <= char < "\u0250" or "\u1e00" <= char < "\u1f00":
        return pinyin.plain(char)
    return "" if unicodedata.category(char) in {"Cf", "Mn"} else char


def name_parts(name: str) -> list[str]:
    """The characters, Latin words and numbers of a name; dots and spaces fall away."""
    return _PART.findall(clean(name))


def spell(name: str, parts: list[str]) -> pinyin.Spelling:
    """Spell a name already cut into parts; 名·父名 has no surname."""
    return pinyin.spell(parts, surname=_DOTS.isdisjoint(name))


def door_text(text: str) -> str:
    """Write 三号楼2单元501室, 3#2-501 and the like as 3-2-501."""
    text = _NUMERAL.sub(lambda found: _count(found[0]), text)
    return _ROOM.sub(r"\1 ", _BLOCK.sub(r"\1-", text))


def _count(numeral: str) -> str:
    if not numeral:
        return ""
    tens, ten, ones = numeral.rpartition("十")
    digits = "零一二三四五六七八九"
    value = digits.index(ones) if ones else 0
    if ten:
        value += 10 * (digits.index(tens) if tens else 1)
    return str(value)


@lru_cache(maxsize=4096)
def door_part(raw: str | None) -> str:
    """One part of a door as it stands in 3-2-501: `3` for 3号楼, `2` for 02."""
    if not raw:
        return ""
    part = _ALNUM.sub("", door_text(clean(raw)))
    return part.lstrip("0") or part


@lru_cache(maxsize=4096)
def door_path(building: str | None, unit: str | None, room: str | None) -> str:
    """The shorthand of a door, `3-2-501`; parts that are empty are left out."""
    return "-".join(part for part in map(door_part, (building, unit, room)) if part)


def digits_of(raw: str, last: str = "") -> str:
    """The digits of a number as typed; `last` may close it (the X of an identity number)."""
    if raw.isascii() and raw.isdigit():
        return raw
    text = clean(raw)
    closing = last if last and text.rstrip().endswith(last) else ""
    return _DIGITS.sub("", text) + closing


def joined(raw: str) -> str:
    """A ticket or card number without its punctuation."""
    return _ALNUM.sub("", clean(raw))


@lru_cache(maxsize=256)
def _cutter(length: int, sizes: tuple[int, ...]) -> Callable[[str], tuple[str, ...]]:
    """A fast cutter of strings of one length into all windows of the given sizes."""
    windows = [slice(at, at + size) for size in sizes for at in range(length - size + 1)]
    if len(windows) > 1:
        return itemgetter(*windows)
    only = windows[0] if windows else slice(0, 0)
    return lambda text: (text[only],)


def digit_grams(digits: str, tail: bool = False) -> list[str]:
    """Every window of up to four digits; with `tail` the last four once more, marked."""
    if len(digits) < 2:
        return [digits] if digits else []
    grams = list(_cutter(len(digits), (2, 3, 4))(digits))
    grams += dict.fromkeys(digits)
    if tail and len(digits) > 3:
        grams.append("$" + digits[-4:])
    return grams


def name_grams(name: str) -> list[str]:
    """Tokens of a name: characters, pairs, ends, initials, syllables."""
    parts = name_parts(name)
    if not parts:
        return []
    grams = [*parts, *map("".join, pairwise(parts))]
    grams += ("^" + parts[0], parts[-1] + "$")
    spelling = spell(name, parts)
    for letters in filter(None, pinyin.initials(spelling)):
        grams += map("-".__add__, _cutter(len(letters), _SIZES[: len(letters)])(letters))
        grams += ("^" + letters[:1], letters[-1:] + "$")
    for place in spelling:
        for word in place:
            grams += beginnings(word)
    return grams


@lru_cache(maxsize=2048)
def beginnings(word: str) -> tuple[str, ...]:
    """A syllable or Latin word and its beginnings of two letters and more."""
    if word.isdigit():
        return tuple(digit_grams(word))
    return (word, *(word[:size] for size in range(2, min(len(word), WORD_WINDOW + 1))))


@lru_cache(maxsize=1024)
def estate_grams(estate: str) -> tuple[str, ...]:
    """Tokens of an estate's name."""
    return tuple(dict.fromkeys(text_grams(estate, singles=True)))


@lru_cache(maxsize=16384)
def door_grams(building: str | None, unit: str | None, room: str | None) -> tuple[str, ...]:
    """Tokens of a door: the shorthand's beginnings, its digits, the room."""
    whole = door_path(building, unit, room)
    path = _strip(whole)
    ends = range(path.find("-") + 1, len(path) + 1) if "-" in path else ()
    grams = [path[:end] for end in ends if path[end - 1] != "-" or path.find("-") == end - 1]
    grams += [path[at + 1 :] for at, char in enumerate(path) if char == "-"]
    for run in path.split("-"):
        grams += digit_grams(run)
    for letters in _WORDS.findall(whole):
        grams += beginnings(letters)
    last = _strip(door_part(room))
    return tuple(dict.fromkeys([*grams, *(["=" + last] if last else [])]))


def _strip(path: str) -> str:
    """The digits of a door path: a3-2-501 is looked for as `a` and `3-2-501`."""
    return re.sub("-+", "-", re.sub("[^0-9-]", "", path)).strip("-")


def door_digits(doc: Doc) -> str:
    """The shorthand of a document's door in digits and dashes alone."""
    return _strip(door_path(*doc.door[1:])) if doc.door else ""


def text_grams(raw: str, singles: bool = False) -> Iterator[str]:
    """Pairs, words and numbers of free text; `singles` adds lone characters of short names."""
    for letters, digits, han in RUN.findall(clean(raw[:MAX_TEXT])):
        if letters:
            yield from beginnings(letters)
        elif digits:
            yield from digit_grams(digits.replace("-", ""))
        else:
            yield from map("".join, pairwise(han))
            if singles:
                yield from han


def number_grams(raw: str) -> list[str]:
    """Tokens of a ticket or card number: its words, and windows over all its digits."""
    number = joined(raw)
    grams = digit_grams(_DIGITS.sub("", number), tail=True)
    for letters in _WORDS.findall(number + " " + clean(raw)):
        grams += (letters[0], *beginnings(letters))
    return grams


def grams_of(doc: Doc) -> list[str]:
    """The tokens of a document in a fixed order; some stand twice, which the index ignores."""
    grams = name_grams(doc.name) if doc.name else []
    for phone in doc.phones:
        grams += digit_grams(digits_of(phone), tail=True)
    if doc.id_number:
        grams += digit_grams(digits_of(doc.id_number, last="x"), tail=True)
    if doc.door:
        grams += estate_grams(doc.door[0] or "")
        grams += door_grams(*doc.door[1:])
    for number in doc.numbers:
        grams += number_grams(number)
    if doc.text:
        grams += text_grams(doc.text)
    return grams


def tokens(doc: Doc) -> list[str]:
    """Every token of a document, once."""
    return list(dict.fromkeys(grams_of(doc)))
