"""The sample's tickets and service records: as its truth counts them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import resources
from tests.samples import figures, office
from tests.samples.reading import SAMPLES, sheet
from tests.samples.tickets import due_at

DEV = Path(__file__).parents[1] / "data" / "ledgers"


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    return answer


def test_services_are_of_members_and_sum_to_the_halves(truth: dict[str, Any]) -> None:
    members = {row[12]: row[1] for row in sheet(office.MEMBERS)[2:]}
    rows = sheet(office.SERVICES)[1:]
    assert all(members[row[2]] == row[1] for row in rows)
    assert len({(row[0], row[2]) for row in rows}) == len(rows)
    second = [row for row in rows if row[0].month >= 7]
    said = truth["party"]["half"]["2026-H2"]
    assert (len(second), len({row[2] for row in second})) == (said["times"], said["people"])
    assert sum(row[5] for row in second) == said["hours"]


def test_tickets_span_three_months_and_leave_some_open(truth: dict[str, Any]) -> None:
    tickets = figures.read(SAMPLES / "诉求工单.xlsx")
    assert len(tickets) == truth["tickets"]
    assert len(tickets) == truth["files"]["tickets"]["rows"] - 3
    by_month = Counter(f"{one['start']:%Y-%m}" for one in tickets)
    assert min(by_month[month] for month in ("2026-08", "2026-09", "2026-10")) > 120
    assert 10 <= by_month["2026-11"] <= 40
    assert 20 <= sum(one["end"] is None for one in tickets) <= 70


def test_the_month_adds_up(truth: dict[str, Any]) -> None:
    before = 0
    for month in truth["tally"].values():
        assert month["open_at_start"] == before
        before = month["open_at_end"]
        assert before == month["open_at_start"] + month["accepted"] - month["completed"]
        marks = ("satisfied", "basically_satisfied", "dissatisfied")
        assert month["rated"] == sum(month[key] for key in marks)
        for table in ("by_source", "by_category", "by_handling_unit", "by_grid"):
            assert sum(month[table].values()) == month["accepted"]


def test_the_plain_count_gives_the_hand_made_ledgers_their_known_figures() -> None:
    known = json.loads((DEV / "truth.json").read_text(encoding="utf-8"))["tally"]
    tickets = figures.read(DEV / "诉求工单.xlsx")
    names = {one["诉求类别"] for one in tickets}
    for month, said in known.items():
        first = datetime.strptime(month, "%Y-%m")
        after = first.replace(month=first.month + 1)
        assert figures.month(tickets, first, after, names) == said


@pytest.mark.parametrize(
    ("accepted", "days", "due"),
    [
        ("2026-11-20 10:00", 3, "2026-11-25 17:30"),  # a Friday: the weekend is not counted
        ("2026-11-20 19:00", 3, "2026-11-26 17:30"),  # after hours the clock starts on Monday
        ("2026-11-21 09:00", 1, "2026-11-24 17:30"),  # a Saturday: Monday starts, Tuesday is due
        ("2026-09-30 09:00", 1, "2026-10-08 17:30"),  # across the national holiday
    ],
)
def test_deadlines_follow_the_calendar(accepted: str, days: int, due: str) -> None:
    assert due_at(datetime.fromisoformat(accepted), days) == datetime.fromisoformat(due)


def test_ticket_words_are_those_of_the_code_lists() -> None:
    def names(code_list: str) -> set[str]:
        with resources.path("codes", f"{code_list}.csv").open(encoding="utf-8-sig") as lines:
            return {row["name_zh"] for row in csv.DictReader(lines)}

    tickets = figures.read(SAMPLES / "诉求工单.xlsx")
    assert {one["来源"] for one in tickets} <= names("ticket_source")
    strange = {one["诉求类别"] for one in tickets} - names("ticket_category")
    assert strange == {"", "热心群众反映"}
    assert {row[3] for row in sheet(office.SERVICES)[1:]} <= names("service_post")
