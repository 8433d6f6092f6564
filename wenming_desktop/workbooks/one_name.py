"""Several people in one cell of names: named, never taken for one person."""

import re
from functools import cache

import resources
from wenming_desktop.fields import Problem

_PARTED = re.compile(r"[、，,;；/／]")
_LINES = re.compile(r"[\r\n]+")
_NAME = re.compile("[\u3400-\u9fff\U00020000-\U000323af]{2,4}")
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_NUMBER = re.compile("[0-9]{17}[0-9Xx]")
_TWO_NAMES = 4
"""Characters that two names on two lines have; a name of four may be broken once."""


def several(name: object, number: object) -> Problem | None:
    """What is wrong with a cell that names more than one person."""
    if not isinstance(name, str) or len(name) < _TWO_NAMES:
        return None
    plain = _REMARK.sub("", name)
    names = _names(_PARTED.split(plain)) or _lines(plain, str(number))
    if not names:
        return None
    said = f"这一格写了 {len(names)} 个人，没有导入。请拆成 {len(names)} 行，一行写一个人。"
    return Problem("name.several", "resident.full_name", said)


def _lines(plain: str, number: str) -> list[str]:
    """Names under each other; two pieces of two may be one long name."""
    if "\n" not in plain and "\r" not in plain:
        return []
    names = _names(_LINES.split(plain))
    numbers, long = len(_NUMBER.findall(number)), len("".join(names)) > _TWO_NAMES
    # One whole number means one person, however his name was broken; without any, surnames tell.
    sure = numbers > 1 or (numbers == 0 and long and all(n[0] in _surnames() for n in names))
    return names if sure else []


@cache
def _surnames() -> frozenset[str]:
    """The common surnames of one character."""
    return frozenset(resources.path("codes", "surnames_common.txt").read_text("utf-8").strip())


def _names(pieces: list[str]) -> list[str]:
    """The pieces, when there are several and every one may be a name."""
    bare = ["".join(piece.split()) for piece in pieces]
    names = [piece for piece in bare if piece]
    return names if len(names) > 1 and all(map(_NAME.fullmatch, names)) else []
