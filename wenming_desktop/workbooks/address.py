"""Doors as people write them: 3-2-501, 三号楼二单元501, 一院3#2-501, 平房3排5号.

A text that can be read in two ways is no door: None, and a person decides.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache

from wenming_desktop.fields import clean_text
from wenming_desktop.workbooks.door import Door
from wenming_desktop.workbooks.door_shapes import (
    BUILDING,
    BUILDING_WORD,
    COTTAGE,
    DISTRICT,
    FLOOR,
    HAN,
    IS_SHOP,
    ROOM,
    ROOM_WORD,
    ROWS,
    SHAPES,
    STREET,
    UNIT,
    UNIT_WORD,
)
from wenming_desktop.workbooks.numerals import MARKS, digits, number

_NO_ESTATE = re.compile(r"[-#]|号楼|单元|[栋幢]|^[0-9A-Za-z]+$")
_BRACKETED = re.compile(r"\([^()]*\)")
_ESTATE_BRACKET = re.compile(rf"(?<={HAN})\((?!盖章)[^()]{{1,12}}\)(?![区小])")
_PHASE = re.compile(r"\(.{0,6}(?:[区期院园苑里段片标]|[东西南北中老新])\)")
_DASHES = str.maketrans(dict.fromkeys("—–‐‑−―~～_", "-"))
_NOTHING = frozenset({"", "-", "--", "/", "无", "0", "空"})
LONGEST_ESTATE = 40
LONGEST_TITLE = 200


def normal(text: str) -> str:
    """Half-width, one kind of dash, no blanks, no unseen marks, no remarks in brackets."""
    return _BRACKETED.sub("", _whole(text))


def _whole(text: str) -> str:
    """The same with what stands in brackets: of an estate's name it is a part."""
    return "".join(unicodedata.normalize("NFKC", clean_text(text)).translate(_DASHES).split())


def parse(text: str, estates: Iterable[str] = ()) -> Door | None:
    """Read a door from one text; `estates` are the names in the register.

    The estate may be new. A building without a room is a `Door` that is not `complete`.
    """
    return _parse(text, tuple(estates))


@lru_cache(maxsize=8192)
def _parse(text: str, estates: tuple[str, ...]) -> Door | None:
    whole = _whole(text)
    plain = _BRACKETED.sub("", whole)
    if "(" in whole and (told_apart := _of_bracketed(whole, estates)):
        return told_apart
    for estate in sorted(estates, key=len, reverse=True):
        # A name that is all brackets leaves nothing to look for.
        before, found, after = plain.partition(_plain_name(estate) or "\n")
        if found and _is_district(before) and (door := _inside(after.removeprefix("小区"))):
            return Door(estate, *door)
    for at in range(min(len(plain), 40)):
        if at and _splits_number(plain, at):
            continue
        if door := _inside(plain[at:]):
            estate_name = _estate_name(plain[:at])
            return None if estate_name is None else Door(estate_name, *door)
    return None


def _plain_name(estate: str) -> str:
    """The name to look for in a text without brackets; none for 槐荫里(西区), not 槐荫里."""
    name = _whole(estate)
    return "" if _ESTATE_BRACKET.search(name) else _BRACKETED.sub("", name)


def _of_bracketed(whole: str, estates: tuple[str, ...]) -> Door | None:
    """槐荫里(西区)3号楼501: brackets right before the building tell estates of one name apart."""
    found = _ESTATE_BRACKET.search(whole)
    door = _inside(_BRACKETED.sub("", whole[found.end() :])) if found else None
    if found is None or door is None:
        return None
    name = _estate_name(_BRACKETED.sub("", whole[: found.start()]))
    known = {_whole(estate): estate for estate in estates}
    full = f"{name}{found.group()}"
    if not name or (full not in known and name in known and not _PHASE.fullmatch(found.group())):
        return None  # a remark beside a known name
    return Door(known.get(full, full), *door)


def _splits_number(plain: str, at: int) -> bool:
    """Tell whether a cut before `at` would part one number or word."""
    left, right = plain[at - 1], plain[at]
    return any(left in marks and right in marks for marks in ("0123456789", MARKS)) or (
        left.isascii() and left.isalpha() and right.isascii() and right.isalnum()
    )


def _is_district(before: str) -> bool:
    rest = before[_matched(DISTRICT, before) :]
    return not rest or _matched(STREET, rest) == len(rest)


def _matched(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _estate_name(before: str) -> str | None:
    """Take the estate from what stands before the building; None when that is no name."""
    rest = before[_matched(DISTRICT, before) :]
    if rest and rest[-1] in ",.;:、":
        rest = rest[:-1]
    street = _matched(STREET, rest)
    name = rest[street:] or rest
    if not name:
        return ""
    return None if _NO_ESTATE.search(name) or len(name) > 20 else name


def _inside(text: str) -> tuple[str, str, str] | None:
    """Read building, unit and room where nothing stands before them."""
    for pattern in (ROWS, COTTAGE):
        if found := pattern.fullmatch(text):
            return _row_house(found)
    readings = {
        reading
        for shape in SHAPES
        if (found := shape.fullmatch(text)) and (reading := _reading(found.groupdict()))
    }
    return readings.pop() if len(readings) == 1 else None


def _row_house(found: re.Match[str]) -> tuple[str, str, str] | None:
    row, room = found["b"], found["r"]
    building = row if row == "平房" else _count(row, "排")
    number_in_row = _count(room) if room else ""
    if building is None or number_in_row is None:
        return None
    return building, "0", number_in_row


def _count(text: str, word: str = "") -> str | None:
    value = number(text)
    return None if value is None else value + word


def _reading(parts: dict[str, str | None]) -> tuple[str, str, str] | None:
    building, unit, room = (parts.get(name) or "" for name in "bur")
    named, stair, door = _numbered(building), _numbered(unit), _room(room)
    if not named or stair is None or door is None:
        return None
    return named, stair, door


def _numbered(text: str) -> str | None:
    """甲三 -> 甲3, 12A -> 12A, 03 -> 3; a letter or a side alone stays."""
    core = text.strip("甲乙丙丁附ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    if not core or core in "东西南北中":
        return text.upper()
    value = number(core)
    return None if value is None else text.replace(core, value).upper()


def _room(text: str) -> str | None:
    if IS_SHOP.match(text):
        return text.replace("-", "")
    if text and all(mark in MARKS for mark in text):
        return digits(text)
    return text.upper()


def from_parts(estate: object, building: object, unit: object, room: object) -> Door | None:
    """Put a door together from the cells of a row; None when the cells contradict each other."""
    cells = [_estate_cell(estate), *(_cell(part) for part in (building, unit, room))]
    if None in cells or len(cells[0] or "") > LONGEST_ESTATE:
        return None
    name, house, stair, flat = (cell or "" for cell in cells)
    parts = [
        Door(name, ""),
        _building_cell(house),
        Door("", "", _unit_cell(stair)),
        _room_cell(flat, has_building=bool(house)),
    ]
    return _merged(parts)


def _estate_cell(value: object) -> str | None:
    """The estate's own cell: brackets there tell phases apart and are part of the name."""
    plain = _cell(value)
    if not plain or not isinstance(value, str):
        return plain
    return "".join(unicodedata.normalize("NFKC", clean_text(value)).split())


def _cell(value: object) -> str | None:
    """Plain text of a cell; None for a day or an hour, into which spreadsheets turn 3-2-1."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date | time):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = normal(str(value))
    return "" if text in _NOTHING and value not in {0, "0"} else text


def _building_cell(text: str) -> Door | None:
    if not text:
        return Door("", "")
    found = re.fullmatch(rf"{BUILDING}(?:{BUILDING_WORD}|号)?", text)
    if found:
        value = _numbered(found["b"])
        return Door("", value) if value else None
    if door := parse(text):
        return door
    return Door("", text) if len(text) <= 12 and not re.search(r"[0-9]", text) else None


def _unit_cell(text: str) -> str:
    found = re.fullmatch(rf"{UNIT}{UNIT_WORD}?", text)
    value = _numbered(found["u"]) if found else None
    return value or text


def _room_cell(text: str, *, has_building: bool) -> Door | None:
    if not text:
        return Door("", "")
    if found := re.fullmatch(rf"{FLOOR}?{ROOM}{ROOM_WORD}", text):
        value = _room(found["r"])
        return None if value is None else Door("", "", "", value)
    stair = re.fullmatch(rf"{UNIT}(?:{UNIT_WORD}-?|-)(?P<r>[0-9]{{2,4}}[A-Za-z]?){ROOM_WORD}", text)
    if stair and has_building:
        unit = _numbered(stair["u"])
        return None if unit is None else Door("", "", unit, stair["r"].upper())
    if door := parse(text):
        return door
    return Door("", "", "", text) if len(text) <= 12 and "-" not in text else None


def _merged(parts: list[Door | None]) -> Door | None:
    """Lay the parts over each other; what two of them say must be the same."""
    values: list[str] = []
    for name in ("estate", "building", "unit", "room"):
        said = {getattr(part, name) for part in parts if part is not None} - {""}
        if len(said) > 1 or None in parts:
            return None
        values.append(said.pop() if said else "")
    return Door(*values) if any(values) else None


_TITLE_WORDS = re.compile(
    r"(?:居民|住户|家庭|人口|常住|户籍|成员|党员|基本|信息|情况|采集|登记|统计|花名|一览|"
    r"台账|名册|名单|明细|表|册|汇总|底册|底数|底账|摸底|排查|普查|核查|清单|数据|档案|人员|入户|"
    r"走访|实有|年|[0-9]{4}年?)+$"
)
# One class of characters: alternatives that overlap would try every split of 1号1号1号.
_ESTATE_END = re.compile(
    rf"[{HAN[1:-1]}A-Za-z0-9]*"
    r"(?:院|苑|园|小区|新村|公寓|里|坊|庭|城|府|湾|居|轩|阁|[A-Za-z东西南北中]区)"
)


def place(text: str, estates: Iterable[str] = ()) -> Door | None:
    """Read which estate, building or stair a sheet name or a title speaks of, if any."""
    # A paragraph is no title, and reading one would take seconds.
    if len(text) > LONGEST_TITLE:
        return None
    whole = _TITLE_WORDS.sub("", _whole(text))
    found = _ESTATE_BRACKET.search(whole)
    if found and found.end() == len(whole) and _PHASE.fullmatch(found.group()):
        name = whole[_matched(DISTRICT, whole) :]
        return Door(name, "") if _is_estate(_BRACKETED.sub("", name), estates) else None
    plain = _TITLE_WORDS.sub("", normal(text))
    if not plain:
        return None
    door = parse(whole, estates)
    if door:
        name = _BRACKETED.sub("", door.estate)
        return None if door.room or not _is_estate(name, estates) else door
    if found := re.fullmatch(rf"{UNIT}单元", plain):
        unit = _numbered(found["u"])
        return Door("", "", unit) if unit else None
    name = plain[_matched(DISTRICT, plain) :]
    return Door(name, "") if name and _is_estate(name, estates) else None


def _is_estate(name: str, estates: Iterable[str]) -> bool:
    return not name or name in set(estates) or bool(_ESTATE_END.fullmatch(name))
