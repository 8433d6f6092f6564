"""What was typed into the search box: its runs, the index expressions they become, the proof.

A query is runs of letters, digits or other characters; every run must be found. `stages` gives
expressions for the full-text table, best first, each a superset of the one before; `match`
proves a candidate against its document and ranks it (windows only make a match likely).

Rank, lower is better:
0 the whole name, phone, number or door   1 start of a name   2 all initials or the whole pinyin
3 start of the pinyin   4 room, start of a door   5 tail of a number   6 inside a name
7 inside anything else
"""

import re
from functools import lru_cache
from typing import NamedTuple

from db import pinyin
from db.grams import (
    RUN,
    RUN_WINDOW,
    WORD_WINDOW,
    Doc,
    clean,
    digits_of,
    door_digits,
    door_path,
    door_text,
    joined,
    name_parts,
    spell,
)

WHOLE, START, INITIALS, SPELLED, DOOR, TAIL, INSIDE, ELSEWHERE = range(8)
MAX_QUERY = 200  # characters; longer text is no search
MAX_RUNS = 12

_SKIP = re.compile(r"(?<=\w)['’.](?=\w)")


class Run(NamedTuple):
    """One run of the query: exactly one of the three is not empty."""

    letters: str
    digits: str
    han: str


class Match(NamedTuple):
    """How a document answers a query: its rank and the field that did."""

    rank: int
    field: str


@lru_cache(maxsize=256)
def runs(text: str) -> tuple[Run, ...]:
    """Cut what was typed; () means that there is nothing to look for."""
    if len(text) > MAX_QUERY:
        return ()
    found = [Run(*groups) for groups in RUN.findall(door_text(_SKIP.sub("", clean(text))))]
    return tuple(dict.fromkeys(found)) if len(found) <= MAX_RUNS else ()


# ---- expressions for the full-text table


def stages(query: tuple[Run, ...]) -> list[str]:
    """Expressions for MATCH, best first; the last one holds every candidate."""
    if not query:
        return []
    first, *others = query
    rest = [_broad(run) for run in others]
    heads = [*_sharp(first, alone=not others), _broad(first)]
    return [_all([head, *rest]) for head in heads]


def _all(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " AND ".join(dict.fromkeys(parts)) + ")"


def _any(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " OR ".join(dict.fromkeys(parts)) + ")"


def _token(gram: str) -> str:
    return f'"{gram}"'


def _windows(text: str, size: int, mark: str = "") -> list[str]:
    """The tokens of every window, or of the whole text when it is shorter."""
    starts = range(max(1, len(text) - size + 1))
    return [_token(mark + text[at : at + size]) for at in starts]


def _initials(letters: str) -> list[str]:
    return _windows(letters, RUN_WINDOW, "-")


def _cover(digits: str) -> list[str]:
    """Windows of four; every other one of an identity number, which is as sharp.

    The last window goes first: numbers begin alike, and a rare token first saves reading.
    """
    windows = _windows(digits, 4)[::-1]
    return windows if len(windows) <= 8 else [*windows[:-1:2], windows[-1]]


def _broad(run: Run) -> str:
    if run.han:
        return _all(_windows(run.han, 2))
    return _letters(run.letters) if run.letters else _digits(run.digits)


def _sharp(run: Run, alone: bool) -> list[str]:
    """Narrower expressions that bring the best answers to the front."""
    if run.digits:
        return _sharp_digits(run.digits)
    start = _token("^" + (run.han or run.letters)[0])
    end = [_token((run.han or run.letters)[-1] + "$")] if alone else []
    broad = _broad(run)
    if run.han:
        return [_all([broad, start, *end]), _all([broad, start])]
    initials = _all(_initials(run.letters))
    return [_all([initials, start, *end]), _all([broad, start])]


def _letters(letters: str) -> str:
    """Initials, or syllables and half-typed ones in any plausible cut."""
    choices = [_all(_initials(letters)), _token(letters[:WORD_WINDOW])]
    for cut in pinyin.cuts(letters):
        parts = _initials("".join(piece[0] for piece in cut)) if len(cut) > 1 else []
        choices.append(_all(parts + [_token(piece) for piece in cut if len(piece) > 1]))
    return _any(choices)


def _digits(typed: str) -> str:
    digits = typed.replace("-", "")
    number = _all(_cover(digits))
    path = typed.rstrip("x")
    if "-" not in path:
        return number
    return _any([*_doors(path), number]) if len(digits) > 1 else _token(path)


def _doors(path: str) -> list[str]:
    """Door tokens of `3-`, `3-2`, `3-2-5`; 3-501 is also building 3, room 501 of any unit."""
    parts = _path(path).split("-")
    if len(parts) == 2 and parts[1]:
        return [_token("-".join(parts)), _all([_token(parts[0] + "-"), _token("=" + parts[1])])]
    return [_token("-".join(parts))]


def _path(typed: str) -> str:
    """A typed door in the form of the index: 03-02-501 and 3-2- become 3-2-501 and 3-2."""
    *heads, last = (part for part in typed.split("-") if part or typed.endswith("-"))
    heads = [part.lstrip("0") or part for part in heads if part]
    return "-".join([*heads, last] if last or len(heads) < 2 else heads)


def _sharp_digits(typed: str) -> list[str]:
    digits = typed.replace("-", "")
    if "-" in typed and typed[-1] not in "-x":
        room = _token("=" + typed.rpartition("-")[2])
        return [_all([_any(_doors(typed)), room])]
    sharp = [_token("=" + digits)] if len(digits) <= 4 else []
    if len(digits) >= 4:
        sharp.append(_all([_token("$" + digits[-4:]), *_cover(digits)]))
    return sharp


# ---- proof of a candidate


def match(doc: Doc, text: str) -> Match | None:
    """How a document answers what was typed; None when it does not."""
    query = runs(text)
    found = [_best(doc, run) for run in query]
    proven = [hit for hit in found if hit is not None]
    if not query or len(proven) < len(found):
        return None
    whole = _together(doc, query) if len(query) > 1 else None
    return whole or Match(max(hit.rank for hit in proven), proven[0].field)


def _together(doc: Doc, query: tuple[Run, ...]) -> Match | None:
    """A number or name that was typed in pieces: LXK-W01-00001, wang xiu, 139 0000."""
    typed = "".join(run.letters + run.digits.replace("-", "") + run.han for run in query)
    if any(typed == joined(number) for number in doc.numbers):
        return Match(WHOLE, "number")
    if len({tuple(map(bool, run)) for run in query}) > 1:
        return None
    return _best(doc, Run(*("".join(pieces) for pieces in zip(*query, strict=True))))


def _best(doc: Doc, run: Run) -> Match | None:
    if run.digits:
        hits = _match_digits(doc, run.digits)
    elif run.letters:
        hits = _match_letters(doc, run.letters)
    else:
        hits = _match_han(doc, run.han)
    return min(hits, default=None)


def _match_han(doc: Doc, han: str) -> list[Match]:
    hits = []
    name = "".join(name_parts(doc.name or ""))
    if han in name:
        rank = WHOLE if han == name else START if name.startswith(han) else INSIDE
        hits.append(Match(rank, "name"))
    if doc.door and han in _squeezed(doc.door[0] or ""):
        hits.append(Match(DOOR, "door"))
    if han in clean(doc.text):
        hits.append(Match(ELSEWHERE, "text"))
    return hits


def _match_letters(doc: Doc, letters: str) -> list[Match]:
    hits = []
    if doc.name:
        spelled = pinyin.spelled(letters, spell(doc.name, name_parts(doc.name)))
        if spelled:
            first, last = spelled
            rank = INITIALS if first and last else SPELLED if first else INSIDE
            hits.append(Match(rank, "name"))
    if any(letters in joined(number) for number in doc.numbers):
        hits.append(Match(ELSEWHERE, "number"))
    if doc.door and letters in clean(doc.door[0] or "") + " " + door_path(*doc.door[1:]):
        hits.append(Match(ELSEWHERE, "door"))
    if letters in clean(doc.text):
        hits.append(Match(ELSEWHERE, "text"))
    return hits


def _match_digits(doc: Doc, typed: str) -> list[Match]:
    digits = typed.replace("-", "")
    hits = [_in_number(digits_of(phone), digits, "phone") for phone in doc.phones]
    if doc.id_number:
        hits.append(_in_number(digits_of(doc.id_number, last="x"), digits, "id_number"))
    hits += [_in_number(digits_of(number), digits, "number") for number in doc.numbers]
    if doc.door:
        hits.append(_in_door(doc, typed))
    for part in (doc.name or "", doc.text):
        if digits in _squeezed(part):
            hits.append(Match(ELSEWHERE, "text" if part is doc.text else "name"))
    return [hit for hit in hits if hit is not None]


def _squeezed(text: str) -> str:
    return "".join("".join(run) for run in RUN.findall(clean(text))).replace("-", "")


def _in_number(number: str, digits: str, field: str) -> Match | None:
    if digits not in number:
        return None
    if digits == number:
        return Match(WHOLE, field)
    return Match(TAIL if number.endswith(digits) else ELSEWHERE, field)


def _in_door(doc: Doc, typed: str) -> Match | None:
    door, path = door_digits(doc), _path(typed)
    if not door or not path:
        return None
    parts = door.split("-")
    if "-" not in path:
        rank = DOOR if path == parts[-1] else ELSEWHERE
        return Match(rank, "door") if any(path in part for part in parts) else None
    if path == door:
        return Match(WHOLE, "door")
    same_room = path.split("-") == [parts[0], parts[-1]] or door.endswith("-" + path)
    return Match(DOOR, "door") if door.startswith(path) or same_room else None
