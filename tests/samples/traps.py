"""Rows that a real ledger has and an importer must judge: some refused, some kept."""

from __future__ import annotations

import random
from datetime import date

from tests.samples.people import Household, Person
from tests.samples.town import CAST, Town

REFUSED = {"id.checksum", "id.precision_lost", "name.missing", "row.duplicate"}
# estate -> what goes wrong there, one row each
PLAN = {
    "槐荫一院": ("id.checksum", "id.precision_lost", "phone.malformed", "id.fifteen_digits"),
    "纺织院": ("name.missing", "phone.malformed", "value.unknown", "no_number"),
    "文澜苑": ("row.duplicate", "id.shared", "phone.malformed", "text.control_characters"),
}


def spread(town: Town, rng: random.Random) -> None:
    """Mark one row a code; a head is never touched, so no household falls away with it."""
    known = {one.name for one in CAST}
    for estate, codes in PLAN.items():
        homes = [one for one in town.of(estate) if len(one.people) > 2 and not one.note]
        homes = [one for one in homes if one.head.name not in known]
        for code, home in zip(codes, rng.sample(homes, len(codes)), strict=True):
            _spoil(code, home, town)


def _spoil(code: str, home: Household, town: Town) -> None:
    person = home.people[1]
    if code == "row.duplicate":
        home.people.append(_copy(person))
        person = home.people[-1]
    if code == "no_number":
        # A newborn whose papers are not made yet: no problem at all.
        child = town.families.person("孙女", "女", date(2026, 8, 30), home.head.name[0])
        child.id_number, child.phone = "", ""
        home.people.append(child)
        return
    if code == "id.shared":
        other = next(one for one in town.of(home.estate) if one is not home)
        person.id_number = other.head.id_number
    person.trap = code
    _write_wrong(code, person)


def _copy(person: Person) -> Person:
    return Person(
        person.name,
        person.sex,
        person.birth,
        person.relation,
        person.ethnicity,
        person.id_number,
        person.phone,
        list(person.care),
    )


def _write_wrong(code: str, person: Person) -> None:
    number = person.id_number
    if code == "id.checksum":
        person.id_cell = number[:-1] + ("1" if number[-1] != "1" else "2")
    elif code == "id.precision_lost":
        person.id_cell = float(number[:15] + "000")
    elif code == "id.fifteen_digits":
        person.birth = date(1958, 5, 4)
        person.id_number = person.id_cell = "990100580504" + (
            "213" if person.sex == "男" else "214"
        )
    elif code == "phone.malformed":
        person.phone_cell = "1390000" + (person.phone[-3:] or "123")
    elif code == "value.unknown":
        person.relation = "老战友"
    elif code == "text.control_characters":
        person.name = person.name[0] + "\u202e" + person.name[1:]
    elif code == "name.missing":
        person.name = ""
