"""A member's figures: what the ledgers say, counted once, each with the rows behind it."""

import json
from typing import Any

import pytest

from tests import make_register
from tests.wenming_desktop.party import ledgers
from tests.wenming_desktop.three_cards.conftest import H1, H2, Rows
from wenming_desktop.party.service import feedback_figures
from wenming_desktop.three_cards.behind import records_behind
from wenming_desktop.three_cards.cards import feedback_lines
from wenming_desktop.three_cards.figures import member_figures
from wenming_desktop.three_cards.model import MemberFigures
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.members_in import import_members

TRUTH = json.loads((ledgers.DEV / "truth.json").read_text("utf-8"))["party"]["feedback"]
INSERTS = {
    "post_claim": "member_id, post, claimed_on, ended_on, status",
    "wish": "claimed_member_id, content, claimed_on, fulfilled_on, status",
    "service_record": "member_id, date, content, hours, ticket_id, is_void",
}


def put(desk: Desk, table: str, *values: Any) -> None:
    """A row as some other room would write it."""
    marks = ",".join("?" * len(values))
    with desk.engine.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({INSERTS[table]}) VALUES ({marks})", values
        )


def test_every_member_checked_in_has_the_times_and_hours_of_the_ledgers(full: Desk) -> None:
    lines = full.read(feedback_lines, H2)
    told = sorted((t["name"], t["unit"], t["times"], t["hours"]) for t in TRUTH)
    found = sorted((one.name, one.unit, one.figures.times, one.figures.hours) for one in lines)
    assert found == told


@pytest.mark.parametrize("span", [H1, H2], ids=["H1", "H2"])
def test_the_coverage_counts_the_same(full: Desk, span: Any) -> None:
    by_party = {
        f.member_id: (f.times, f.hours) for f in full.read(feedback_figures, span.begin, span.end)
    }
    by_cards = {o.id: (o.figures.times, o.figures.hours) for o in full.read(feedback_lines, span)}
    assert by_cards == by_party


def test_a_figure_opens_its_records(full: Desk, rows: Rows) -> None:
    for line in full.read(feedback_lines, H2):
        behind = full.read(records_behind, line.id, H2, "hours")
        assert len(behind) == line.figures.times
        assert sum(one.hours or 0 for one in behind) == line.figures.hours
        assert all(one.on and H2.begin <= one.on < H2.end and one.words for one in behind)
        assert [one.on for one in behind] == sorted(one.on for one in behind if one.on)


@pytest.mark.parametrize(
    ("claimed", "ended", "status", "counts"),
    [
        ("2026-03-01", None, "1", True),
        ("2026-12-31", None, "1", True),
        ("2027-01-01", None, "1", False),
        ("2026-03-01", "2026-07-01", "2", True),
        ("2026-03-01", "2026-06-30", "3", False),
        (None, None, "1", True),
        ("2026-03-01", None, "3", False),
    ],
)
def test_a_post_counts_when_it_was_in_force_on_some_day(
    full: Desk, claimed: str | None, ended: str | None, status: str, counts: bool
) -> None:
    put(full, "post_claim", 1, "01", claimed, ended, status)
    found = full.read(member_figures, 1, H2)
    assert found is not None
    assert found.posts == (("政策宣传岗",) if counts else ())
    assert len(full.read(records_behind, 1, H2, "posts")) == counts


@pytest.mark.parametrize(
    ("claimed", "fulfilled", "figures"),
    [
        ("2026-07-01", None, (1, 0)),
        ("2026-06-30", "2026-07-01", (0, 1)),
        ("2026-08-01", "2027-01-01", (1, 0)),
        ("2026-08-01", "2026-12-31", (1, 1)),
    ],
)
def test_wishes_count_where_they_were_claimed_and_where_fulfilled(
    full: Desk, claimed: str, fulfilled: str | None, figures: tuple[int, int]
) -> None:
    put(full, "wish", 1, "想要一副老花镜", claimed, fulfilled, "3")
    found = full.read(member_figures, 1, H2)
    assert found is not None
    assert (found.wishes, found.fulfilled) == figures
    assert len(full.read(records_behind, 1, H2, "wishes")) == figures[0]


def test_a_record_of_a_ticket_is_a_service_and_no_activity(desk: Desk) -> None:
    make_register.household(desk, "501", make_register.member("王秀兰"))
    desk.write(import_members, ledgers.members({"姓名": "方远", "党员类型": "正式党员"}))
    put(desk, "service_record", 1, "2026-07-01", "维修路灯", 1.5, None, False)
    put(desk, "service_record", 1, "2026-12-31", "打扫楼道", 2, None, False)
    put(desk, "service_record", 1, "2027-01-01", "下一年的", 9, None, False)
    put(desk, "service_record", 1, "2026-08-01", "误录", 9, None, True)
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE service_record SET household_id = 1 WHERE id = 2")
    found = desk.read(member_figures, 1, H2)
    assert found is not None
    assert (found.times, found.hours, found.activities) == (2, 3.5, 1)
    assert found.record_ids == (1, 2)
    assert [one.origin for one in desk.read(records_behind, 1, H2, "times")] == [
        "",
        "联系户 王秀兰",
    ]


def test_nobody_has_no_figures(full: Desk) -> None:
    assert full.read(member_figures, 99_999, H2) is None
    assert full.read(records_behind, 99_999, H2, "times") == ()


def test_frozen_figures_come_back_as_they_were(full: Desk) -> None:
    found = full.read(member_figures, 1, H2)
    assert found is not None
    kept = json.loads(json.dumps(found.as_json()))
    assert MemberFigures.from_json(kept) == found
    assert MemberFigures.from_json({**kept, "of a later program": 1}) == found
