"""Where a ticket happened: the building and grid that a written place names."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from db import search, search_docs
from wenming_desktop.fields import search_key
from wenming_desktop.work import Work

_NUMBER = re.compile(r"(?:小区)?([甲乙丙丁戊东西南北a-z]?\d+)(?!\d|单元|室|层)")
_SPOKEN = re.compile(r"(?:小区)?([一二三四五六七八九十]{1,3})(?=号楼|栋|幢|楼|#)")
_DIGITS = "零一二三四五六七八九"
_HOLDERS: Final = 50
"""At most so many of the register are looked at for one telephone."""
_HOME = """
SELECT DISTINCT h.house_id FROM resident r
CROSS JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void
JOIN household h ON h.id = m.household_id AND NOT h.is_void
WHERE r.id IN ({ids}) AND NOT r.is_void AND (r.phone = ?1 OR r.phone2 = ?1) LIMIT 2
"""


class Whereabouts(NamedTuple):
    """What is known of a place."""

    building_id: int | None = None
    grid_id: int | None = None


def locate(work: Work, text: str | None) -> Whereabouts:
    """The building a text names by estate and number, else the grid it names."""
    said = search_key(text or "")
    for estate, name in _estates(work):
        at = said.find(name)
        if at >= 0:
            found = _building(work, estate, said[at + len(name) :])
            if found.building_id is not None:
                return found
    for grid, name in work.connection.exec_driver_sql(
        "SELECT id, name FROM grid WHERE NOT is_void AND name <> ''"
    ):
        if search_key(name) in said:
            return Whereabouts(None, grid)
    return Whereabouts()


def of_building(work: Work, building: int) -> Whereabouts:
    """A building and the grid it belongs to now."""
    row = work.connection.exec_driver_sql(
        "SELECT id, grid_id FROM building WHERE id = ?", (building,)
    ).first()
    return Whereabouts(*row) if row else Whereabouts()


def home_of(work: Work, phone: str | None) -> int | None:
    """The one house where the holder of a telephone lives.

    Found through the index of the search: no other knows telephones, and every call asks.
    """
    if not phone:
        return None
    connection = work.connection

    def look(kind: str, refs: Sequence[int]) -> Iterable[search.Doc]:
        return search_docs.some(connection, kind, refs)

    hits = search.newest(connection, phone, _HOLDERS, "resident", look)
    sql = _HOME.format(ids=",".join(str(int(hit.ref)) for hit in hits) or "-1")
    rows = connection.exec_driver_sql(sql, (phone,)).fetchall()
    return int(rows[0][0]) if len(rows) == 1 and rows[0][0] is not None else None


def _estates(work: Work) -> list[tuple[int, str]]:
    rows = work.connection.exec_driver_sql("SELECT id, name, alias FROM estate WHERE NOT is_void")
    names = [(row[0], search_key(name)) for row in rows for name in row[1:] if name]
    return sorted(names, key=lambda pair: -len(pair[1]))


def _building(work: Work, estate: int, rest: str) -> Whereabouts:
    if spoken := _SPOKEN.match(rest):
        number = _figure(spoken[1])
    elif written := _NUMBER.match(rest):
        number = written[1]
    else:
        return Whereabouts()
    rows = work.connection.exec_driver_sql(
        "SELECT id, grid_id, building_no FROM building WHERE estate_id = ? AND NOT is_void",
        (estate,),
    )
    for row in rows:
        if search_key(row[2] or "") == number:
            return Whereabouts(row[0], row[1])
    return Whereabouts()


def _figure(spoken: str) -> str:
    """十二 -> 12."""
    left, ten, right = spoken.partition("十")
    if not ten:
        return "".join(str(_DIGITS.index(char)) for char in left)
    tens = _DIGITS.index(left) if left else 1
    return str(tens * 10 + (_DIGITS.index(right) if right else 0))
