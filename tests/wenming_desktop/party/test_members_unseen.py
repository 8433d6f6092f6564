"""Rosters with other headings, shapes and ways of writing go in with the same counts."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.make_register import rows
from tests.wenming_desktop.party import ledgers, rosters, service_lists
from tests.wenming_desktop.party.conftest import Opener
from wenming_desktop.work import Desk
from wenming_desktop.workbooks import headers
from wenming_desktop.workbooks.members_in import ImportMembers, import_members
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.services_in import ImportServices, import_services

_MEMBERS = """
SELECT m.full_name, m.id_number, m.phone, m.member_kind, m.member_status, substr(m.joined_on, 1, 7),
       m.reported_on, o.name, g.name, u.name, g.leader_id = m.id
FROM party_member m LEFT JOIN party_organization o ON o.id = m.branch_id
LEFT JOIN building_party_group g ON g.id = m.group_id LEFT JOIN work_unit u ON u.id = m.work_unit_id
"""
_POSTS = """
SELECT m.full_name, m.id_number, p.post, coalesce(g.name, o.name) FROM post_assignment p
JOIN party_member m ON m.id = p.member_id LEFT JOIN building_party_group g ON g.id = p.group_id
LEFT JOIN party_organization o ON o.id = p.org_id
"""
_HOMES = """
SELECT m.full_name, m.id_number, l.household_id, l.building_id, l.role FROM household_liaison l
JOIN party_member m ON m.id = l.member_id
"""
_CELLS = """
SELECT g.name, o.name, g.public_phone, (SELECT group_concat(b.id) FROM building b
 WHERE b.party_group_id = g.id) FROM building_party_group g
LEFT JOIN party_organization o ON o.id = g.branch_id
"""
_SHOWN = (
    "SELECT h.id, m.full_name FROM household h JOIN party_member m ON m.id = h.liaison_member_id"
)

Said = dict[str, Counter[tuple[object, ...]]]
_PLAIN: list[Said] = []


def facts(desk: Desk) -> Said:
    """Everything a roster says, whoever stands in which row."""
    asked = {
        "members": _MEMBERS,
        "posts": _POSTS,
        "homes": _HOMES,
        "cells": _CELLS,
        "shown": _SHOWN,
    }
    return {name: Counter(rows(desk, sql)) for name, sql in asked.items()}


def said_plainly(office_of: Opener) -> Said:
    """What the roster says as it is, read once."""
    if not _PLAIN:
        plain = office_of(ledgers.DEV)
        ledgers.import_roster(plain, ledgers.DEV)
        _PLAIN.append(facts(plain))
    return _PLAIN[0]


def take(desk: Desk, path: Path) -> Outcome:
    command = ImportMembers(ledgers.tables(path, headers.MEMBERS))
    return desk.write(import_members, command)


@pytest.mark.parametrize("generate", rosters.GENERATORS, ids=lambda one: one.__name__)
def test_a_roster_nobody_has_seen_says_the_same(
    office_of: Opener,
    tmp_path: Path,
    generate: Callable[[Path, list[rosters.Person]], None],
) -> None:
    path = tmp_path / "另一份.xlsx"
    generate(path, rosters.people())
    desk = office_of(ledgers.DEV)
    outcome = take(desk, path)
    assert [p.message for p in outcome.problems] == []
    assert outcome.counts["members_added"] == 62
    found = facts(desk)
    for name, lines in said_plainly(office_of).items():
        assert found[name] == lines, name
    assert take(desk, path).batch is None


@pytest.mark.parametrize("generate", service_lists.RECORDS, ids=lambda one: one.__name__)
def test_a_list_of_services_nobody_has_seen_counts_the_same(
    office_of: Opener,
    tmp_path: Path,
    generate: Callable[[Path, list[tuple[Any, ...]]], None],
) -> None:
    desk = office_of(ledgers.DEV)
    ledgers.import_roster(desk, ledgers.DEV)
    path = tmp_path / "另一份.xlsx"
    generate(path, service_lists.records())
    command = ImportServices(ledgers.tables(path, headers.SERVICES))
    outcome = desk.write(import_services, command)
    assert [p.message for p in outcome.problems] == []
    assert outcome.counts["records_added"] == 196
    assert ledgers.import_records(desk, ledgers.DEV).counts["records_added"] == 0
