"""Columns of a roster known by what stands in them, where their heads say little or mislead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from wenming_desktop.fields import Day, Reading
from wenming_desktop.fields.codes import CodeBook
from wenming_desktop.workbooks.book import SheetGrid
from wenming_desktop.workbooks.header_rows import Head
from wenming_desktop.workbooks.headers import CONTAINED, Match, normal
from wenming_desktop.workbooks.members_in_keys import (
    BRANCH,
    CELL,
    HOMES,
    KIND,
    NAME,
    NUMBER,
    PHONE,
    POST,
    STATUS,
)

SEX = "party_member.gender"
_CODED = {
    KIND: "party_member_kind",
    STATUS: "party_member_status",
    POST: "party_post",
    SEX: "gender",
}
_SHAPES = (
    (NUMBER, re.compile(r"\d{17}[\dXx]|\d{15}")),
    (PHONE, re.compile(r"1\d{10}")),
    (BRANCH, re.compile(r".*(?:支部|总支|党委)(?:委员会)?(?:.*小组)?")),
    (CELL, re.compile(r".*小组")),
)
_DAYS = (
    ("party_member.reported_on", "报到"),
    ("party_member.confirmed_on", "转正|转为"),
    ("party_member.joined_on", "入.?党|党组织|组织"),
    ("party_member.birth_date", "出生|生日"),
)
_DOOR = re.compile(r"\d+[-—－#号].*\d+")
_OF_HOMES = re.compile("联|包|结对|帮")
_TAKEN_FOR = frozenset({KIND, STATUS})
_OTHER = "service_record."
_ROWS, _SHARE = 300, 0.9


def by_contents(head: Head, grid: SheetGrid) -> Head:
    """A roster's head with its columns as their contents say; what is certain stays."""
    keys = {match.key for match in head.matches}
    if NAME not in keys or any(key.startswith(_OTHER) for key in keys):
        return head
    found = {match.index: match for match in head.matches}
    said = {index: _said(grid, head, index) for index in range(len(head.paths))}
    for index, key in said.items():
        match = found.get(index)
        if match is None and not head.paths[index]:
            continue
        if key and (match is None or _misleads(match, key)):
            header = "/".join(head.paths[index])
            found[index] = Match(key, index, header, "看内容认的", CONTAINED)
    return replace(head, matches=tuple(_each_once(found, said)))


def _misleads(match: Match, key: str) -> bool:
    """Whether contents speak against a head: a vague one, or 类别 for 正式 and the like."""
    if match.key == key:
        return False
    return match.weight <= CONTAINED or {match.key, key} <= _TAKEN_FOR


def _each_once(found: dict[int, Match], said: dict[int, str]) -> list[Match]:
    """Of columns for one field the surer stands, contents before a vague head."""
    ordered = sorted(found.values(), key=lambda m: (-m.weight, said.get(m.index) != m.key, m.index))
    kept: dict[str, Match] = {}
    for match in ordered:
        kept.setdefault(match.key, match)
    return sorted(kept.values(), key=lambda match: match.index)


def _said(grid: SheetGrid, head: Head, index: int) -> str:
    rows = grid.rows[head.last + 1 : head.last + 1 + _ROWS]
    cells = [row[index] for row in rows if index < len(row) and row[index] not in ("", None)]
    texts = ["".join(str(cell).split()) for cell in cells]
    if not texts:
        return ""
    coded = _code_list(texts)
    if coded:
        return coded
    for key, shape in _SHAPES:
        if _most(shape.fullmatch(text) is not None for text in texts):
            return key
    name = normal("".join(head.paths[index]))
    return _day(cells, name) or _homes(texts, name)


def _code_list(texts: Sequence[str]) -> str:
    codes = _codes()
    words = [text for text in texts if not text.isascii()]
    if len(words) < len(texts):
        return ""
    fits = [
        key
        for key, listed in _CODED.items()
        if _most(bool(codes.find(listed, text)) for text in words)
    ]
    return fits[0] if len(fits) == 1 else ""


def _day(cells: Sequence[object], name: str) -> str:
    key = next((key for key, words in _DAYS if re.search(words, name)), "")
    if not key:
        return ""
    reading = Reading(date(2100, 1, 1), _codes())
    kind = Day()
    return key if _most(kind.parse(cell, key, reading).value is not None for cell in cells) else ""


def _homes(texts: Sequence[str], name: str) -> str:
    if not _OF_HOMES.search(name) or "址" in name:
        return ""
    return HOMES if _most(_DOOR.search(text) is not None for text in texts) else ""


def _most(fits: Iterable[bool]) -> bool:
    answers = list(fits)
    return sum(answers) >= _SHARE * len(answers)


@lru_cache(maxsize=1)
def _codes() -> CodeBook:
    return CodeBook.from_csv()
