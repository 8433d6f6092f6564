"""Near-duplicates: same number, same name and birth, same name and phone."""

from typing import Any

from sqlalchemy import select

from db.rows import chunks
from db.tables.office import Setting
from wenming_desktop.fields import IdNumber, Phone
from wenming_desktop.households.tidy_model import Twin, Twins
from wenming_desktop.work import Work, use_case

NOT_THE_SAME = "register.not_the_same"
_NUMBER, _PHONE = IdNumber(), Phone()
_SAME_NUMBER = """
SELECT group_concat(id) FROM resident WHERE id_number > '' GROUP BY id_number HAVING count(*) > 1
"""
# Two different whole numbers are two people: their last digit proves them. So one of a pair has
# none, or one of another kind (a passport); starting there keeps the look short.
_SAME_NAME = """
SELECT min(r.id, o.id), max(r.id, o.id), max(r.birth_date IS o.birth_date AND o.birth_date > '')
FROM resident r JOIN resident o ON o.full_name = r.full_name AND o.id <> r.id
WHERE r.id IN (SELECT id FROM resident WHERE id_number IS NULL OR length(id_number) <> 18)
AND (r.birth_date = o.birth_date OR r.phone = o.phone AND o.phone > '')
AND coalesce(r.id_number, '-') <> coalesce(o.id_number, '')
AND NOT r.is_void AND NOT o.is_void GROUP BY 1, 2
"""
_PEOPLE = """
SELECT r.id, m.household_id, r.full_name, ho.full_address, r.id_number, r.birth_date, r.phone,
       b.grid_id
FROM resident r
LEFT JOIN household_membership m ON m.resident_id = r.id AND m.to_on IS NULL AND NOT m.is_void
LEFT JOIN household h ON h.id = m.household_id LEFT JOIN house ho ON ho.id = h.house_id
LEFT JOIN building_unit u ON u.id = ho.building_unit_id
LEFT JOIN building b ON b.id = u.building_id
WHERE r.id IN ({marks}) AND NOT r.is_void
"""


@use_case("residents.near_duplicates", "查看疑似重复", right="register.read")
def near_duplicates(work: Work, limit: int = 200) -> tuple[Twins, ...]:
    """Pairs that may be one person, surest first; those a human told apart do not come back."""
    apart = set(_told_apart(work))
    pairs = _pairs(work)
    people = _people(work, sorted({one for pair in pairs for one in pair}))
    found = [
        Twins(why, people[left], people[right])
        for (left, right), why in pairs.items()
        if (left, right) not in apart and left in people and right in people
    ]
    return tuple(found[:limit])


@use_case("residents.not_the_same", "标记不是同一人", right="register.write")
def not_the_same(work: Work, left: int, right: int) -> int:
    """A human looked and they are two; how many such pairs are kept."""
    pairs = {*_told_apart(work), (min(left, right), max(left, right))}
    row = _setting(work)
    if row is None:
        row = Setting(key=NOT_THE_SAME)
        work.session.add(row)
    row.value = [list(pair) for pair in sorted(pairs)]
    work.note(f"resident:{left}", other=right)
    return len(pairs)


def _pairs(work: Work) -> dict[tuple[int, int], str]:
    """Who may be one with whom, by why; surest first."""
    pairs: dict[tuple[int, int], str] = {}
    for (ids,) in work.connection.exec_driver_sql(_SAME_NUMBER):
        same = _there(work, sorted(map(int, str(ids).split(","))))
        # Everybody beside the first: three of a kind are two pairs to look at, not three.
        pairs.update({(same[0], other): "number" for other in same[1:]})
    found = sorted(work.connection.exec_driver_sql(_SAME_NAME), key=lambda row: not row[2])
    for left, right, birth in found:
        pairs.setdefault((left, right), "birth" if birth else "phone")
    return pairs


def _there(work: Work, ids: list[int]) -> list[int]:
    """Those that are not voided."""
    marks = ",".join("?" * len(ids))
    found = work.connection.exec_driver_sql(
        f"SELECT id FROM resident WHERE id IN ({marks}) AND NOT is_void ORDER BY id", tuple(ids)
    )
    return [row[0] for row in found]


def _people(work: Work, ids: list[int]) -> dict[int, Twin]:
    found: dict[int, Twin] = {}
    grids = work.actor.grid_ids
    for part in chunks(ids):
        marks = ",".join("?" * len(part))
        for row in work.connection.exec_driver_sql(_PEOPLE.format(marks=marks), tuple(part)):
            if grids is None or row[7] in grids:
                found.setdefault(row[0], _twin(row))
    return found


def _twin(row: Any) -> Twin:
    who, household, name, door, number, birth, phone, _ = row
    return Twin(
        who,
        household,
        name or "",
        door or "",
        _NUMBER.mask(number),
        birth or "",
        _PHONE.mask(phone),
    )


def _setting(work: Work) -> Setting | None:
    return work.session.scalars(select(Setting).where(Setting.key == NOT_THE_SAME)).first()


def _told_apart(work: Work) -> list[tuple[int, int]]:
    row = _setting(work)
    return [(pair[0], pair[1]) for pair in (row.value or [])] if row is not None else []
