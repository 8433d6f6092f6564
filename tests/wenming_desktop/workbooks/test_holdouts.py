"""Ledgers no rule was written for: households, residents and problems exactly as their truth."""

from collections import Counter
from pathlib import Path

import pytest

from tests.corpus import holdouts
from tests.wenming_desktop.workbooks.clerk import query, take
from wenming_desktop.work import Desk

_DOORS = """
SELECT e.name, b.building_no, u.unit_no, ho.room_no, count(*) FROM household h
JOIN house ho ON ho.id = h.house_id JOIN building_unit u ON u.id = ho.building_unit_id
JOIN building b ON b.id = u.building_id JOIN estate e ON e.id = b.estate_id GROUP BY ho.id
"""


@pytest.mark.parametrize("name", holdouts.ALL)
def test_counted_as_its_truth_says(desk: Desk, tmp_path: Path, name: str) -> None:
    path, truth = holdouts.ALL[name](tmp_path)
    outcome = take(desk, path)
    assert {(p.sheet, p.row, p.code) for p in outcome.problems} == truth.problems
    assert all(p.message.endswith("。") for p in outcome.problems)
    assert {tuple(row.values())[:4]: row["count(*)"] for row in query(desk, _DOORS)} == truth.doors
    assert outcome.counts["households_added"] == truth.households
    stored = query(desk, "SELECT * FROM resident")
    assert Counter(row["full_name"] for row in stored) == Counter(truth.names)
    people = {row["full_name"]: row for row in stored}
    homeless = "SELECT count(*) n FROM household_membership"
    assert len(people) - query(desk, homeless)[0]["n"] == truth.homeless
    for who, (first, second) in truth.phones.items():
        assert (people[who]["phone"], people[who]["phone2"] or "") == (first, second), who
    assert {who: people[who]["birth_date"] for who in truth.births} == truth.births
    marks = {
        row["full_name"]: set((row["care"] or "").split(",")) - {""}
        for row in query(
            desk,
            "SELECT r.full_name, group_concat(s.category) care FROM resident r"
            " LEFT JOIN special_care s ON s.resident_id = r.id GROUP BY r.id",
        )
    }
    assert {who: marks[who] for who in truth.care} == truth.care
    again = take(desk, path)
    assert again.batch is None
    assert again.counts["unchanged"] == len(truth.names)
