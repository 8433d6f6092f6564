"""Who comes into question for a care category: found by rule, never confirmed by itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from db.rows import chunks
from wenming_desktop.households import care_rules
from wenming_desktop.households.care import DECLINED, LIST
from wenming_desktop.households.care_model import CareSuggestion
from wenming_desktop.households.care_rules import Person
from wenming_desktop.work import Work, use_case

_ALREADY = f"""
NOT EXISTS (SELECT 1 FROM special_care s WHERE s.resident_id = r.id AND s.category = '{{category}}'
 AND (CASE WHEN s.is_void THEN s.void_reason LIKE '{DECLINED}%' ELSE s.end_on IS NULL END))
"""
_LIVES = "m.to_on IS NULL AND NOT m.is_void AND m.is_living AND NOT r.is_void"
_OLD = f"""
SELECT m.household_id FROM resident r JOIN household_membership m ON m.resident_id = r.id
WHERE r.birth_date <= :old AND {_LIVES} AND {_ALREADY}
ORDER BY r.birth_date LIMIT :limit
"""
_SMALL = f"""
SELECT h.id FROM household h JOIN household_membership m ON m.household_id = h.id
JOIN resident r ON r.id = m.resident_id
WHERE NOT h.is_void AND h.people = :people AND +r.birth_date <= :elder AND {_LIVES}
AND {_ALREADY} ORDER BY h.id LIMIT :limit
"""
_POOR = f"""
SELECT m.household_id FROM special_care p JOIN household_membership o
  ON o.resident_id = p.resident_id AND o.to_on IS NULL AND NOT o.is_void AND o.is_living
JOIN household_membership m ON m.household_id = o.household_id
JOIN resident r ON r.id = m.resident_id AND r.id <> p.resident_id
WHERE p.category = '{care_rules.POOR}' AND p.end_on IS NULL AND NOT p.is_void
AND {_LIVES} AND {_ALREADY} LIMIT :limit
"""
_PEOPLE = """
SELECT m.household_id, r.id, r.birth_date, m.relation_to_head, r.full_name, ho.full_address,
       b.grid_id
FROM household_membership m JOIN resident r ON r.id = m.resident_id
JOIN household h ON h.id = m.household_id JOIN house ho ON ho.id = h.house_id
JOIN building_unit u ON u.id = ho.building_unit_id JOIN building b ON b.id = u.building_id
WHERE m.household_id IN ({marks}) AND m.to_on IS NULL AND NOT m.is_void AND m.is_living
AND NOT r.is_void ORDER BY h.sort_key, m.id
"""


@use_case("care.suggest", "查看关爱建议", right="register.read")
def suggest_care(work: Work, limit: int = 200) -> tuple[CareSuggestion, ...]:
    """Up to `limit` suggestions of each rule, in the order of the doors."""
    today = work.now.date()
    households: dict[int, None] = {}
    for sql, category, bound in _asked(today):
        asked = sql.format(category=category)
        rows = work.connection.exec_driver_sql(asked, {**bound, "limit": limit})
        households.update(dict.fromkeys(row[0] for row in rows))
    found: list[CareSuggestion] = []
    for part in chunks(sorted(households)):
        found += _of_households(work, part, today)
    return tuple(found)


@use_case("care.suggest_here", "查看关爱建议", right="register.read")
def suggest_here(work: Work, household_id: int) -> tuple[CareSuggestion, ...]:
    """The suggestions of one household."""
    return tuple(_of_households(work, [household_id], work.now.date()))


def _asked(today: date) -> Iterable[tuple[str, str, dict[str, Any]]]:
    old = _years_ago(today, care_rules.OLD)
    elder = _years_ago(today, care_rules.ELDER)
    yield _OLD, care_rules.HIGH_AGE, {"old": old}
    yield _OLD, care_rules.CENTENARIAN, {"old": _years_ago(today, care_rules.VERY_OLD)}
    yield _SMALL, care_rules.ALONE, {"people": 1, "elder": elder}
    yield _SMALL, care_rules.EMPTY_NEST, {"people": 2, "elder": elder}
    yield _POOR, care_rules.POOR, {}


def _years_ago(today: date, years: int) -> str:
    return f"{today.year - years:04d}{today:-%m-%d}"


def _of_households(work: Work, ids: Any, today: date) -> list[CareSuggestion]:
    marks = ",".join("?" * len(ids))
    rows = list(work.connection.exec_driver_sql(_PEOPLE.format(marks=marks), tuple(ids)))
    known = _known(work, [row[1] for row in rows])
    homes: dict[int, list[Any]] = {}
    for row in rows:
        if work.actor.grid_ids is None or row[6] in work.actor.grid_ids:
            homes.setdefault(row[0], []).append(row)
    found: list[CareSuggestion] = []
    for household, members in homes.items():
        people = [_person(row, known.get(row[1], (set(), set()))[0]) for row in members]
        said = {row[1]: row for row in members}
        for who, category, why in care_rules.suggestions(people, today):
            if category in known.get(who, (set(), set()))[1]:
                continue
            row = said[who]
            name = work.codes.name(LIST, category)
            found.append(
                CareSuggestion(who, household, row[4] or "", row[5] or "", category, name, why)
            )
    return found


def _person(row: Any, categories: Iterable[str]) -> Person:
    birth = date.fromisoformat(row[2]) if row[2] else None
    return Person(row[1], birth, row[3] or "", frozenset(categories))


def _known(work: Work, people: list[int]) -> dict[int, tuple[set[str], set[str]]]:
    """Categories in force and declined, by person."""
    found: dict[int, tuple[set[str], set[str]]] = {}
    for part in chunks(people):
        marks = ",".join("?" * len(part))
        rows = work.connection.exec_driver_sql(
            "SELECT resident_id, category, is_void FROM special_care WHERE resident_id IN"
            f" ({marks}) AND (CASE WHEN is_void THEN void_reason LIKE '{DECLINED}%'"
            " ELSE end_on IS NULL END)",
            tuple(part),
        )
        for who, category, void in rows:
            found.setdefault(who, (set(), set()))[bool(void)].add(category)
    return found
