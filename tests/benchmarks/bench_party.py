"""The party page's reads on an office of 10,000 households and 800 members.

Run from the top of the repository: python -m tests.benchmarks.bench_party [--office DIR]
DIR is made on the first run and may be kept; without it one is made and thrown away (about a
minute). Medians in milliseconds, processor time beside the clock: the goal is tree and coverage
under 200 ms in sum.
"""

# ruff: noqa: T201
import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db import search_docs
from tests.benchmarks import big_office
from wenming_desktop.party.gaps import gap_counts, gap_page
from wenming_desktop.party.gaps_model import HOUSEHOLDS, GapFilter
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_node import half_year, node_sheet
from wenming_desktop.party.page_queries import (
    liaison_count,
    liaison_page,
    member_count,
    member_page,
)
from wenming_desktop.party.post_queries import post_count, post_page
from wenming_desktop.party.service import reminders, tree
from wenming_desktop.work import Desk

RESIDENTS, MEMBERS, BRANCHES, RECORDS, HOMES = 30_000, 800, 12, 6_000, 7
BARE = 7
"""Every so many buildings have no cell."""
ROUNDS = 9
GOAL = 200.0
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
_GIVEN = "秀兰建国淑英玉梅志强海燕小龙晓明文博桂芳丽华军平红霞俊杰雪峰春生"


def main() -> None:
    """Print what each read takes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--office", type=Path)
    chosen = parser.parse_args()
    if chosen.office is not None:
        _run(chosen.office)
        return
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder) / "office")


def _run(folder: Path) -> None:
    with big_office.made(folder, RESIDENTS, 100, cells=False) as place:
        with place.engine.connect() as connection:
            if not _one(connection, "SELECT count(*) FROM party_member"):
                fill(connection)
                connection.commit()
            for name in ("household", "building", "party_member", "household_liaison"):
                print(f"{name:>20} {_one(connection, f'SELECT count(*) FROM {name}'):>8,}")
        _measure(place.desk)


def _measure(desk: Desk) -> None:
    (top,) = desk.read(tree)
    node = top
    while node.level != "3":
        node = node.children[0]
    whole, branch = NodeFilter("3", node.id), NodeFilter("4", node.children[0].id)
    cell = NodeFilter("5", node.children[0].children[0].id)
    bare = GapFilter(HOUSEHOLDS, "3", node.id)
    told = [
        _time("tree", lambda: desk.read(tree)),
        _time("coverage of the half-year", lambda: desk.read(half_year)),
    ]
    for name, act in (
        ("reminders", lambda: desk.read(reminders)),
        ("node: cell", lambda: desk.read(node_sheet, cell)),
        ("node: branch", lambda: desk.read(node_sheet, branch)),
        ("node: committee", lambda: desk.read(node_sheet, whole)),
        ("members, first page", lambda: _page(desk, member_count, member_page, whole)),
        ("homes, first page", lambda: _page(desk, liaison_count, liaison_page, whole)),
        ("posts, first page", lambda: _page(desk, post_count, post_page, whole)),
        ("gaps counted", lambda: desk.read(gap_counts, "3", node.id)),
        ("gaps, first page", lambda: desk.read(gap_page, bare, 0, 128)),
        ("gaps, last page", lambda: desk.read(gap_page, bare, 4_000, 128)),
    ):
        _time(name, act)
    said = "met" if sum(told) < GOAL else "NOT MET"
    print(f"{'tree + coverage':>28} {sum(told):8.1f}   goal {GOAL:.0f}: {said}")


def _page(desk: Desk, count: Any, page: Any, wanted: NodeFilter) -> None:
    desk.read(count, wanted)
    desk.read(page, wanted, 0, 128)


def _time(name: str, act: Callable[[], object]) -> float:
    found, worked = [], []
    for _ in range(ROUNDS):
        begun, busy = time.perf_counter(), time.process_time()
        act()
        found.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    middle = statistics.median(found)
    print(f"{name:>28} {middle:8.1f}   cpu {statistics.median(worked):8.1f}")
    return middle


def fill(connection: Connection) -> None:
    """Five levels, cells for most buildings, members with homes, posts and services."""
    rng = random.Random(7)
    _orgs(connection)
    buildings = [row[0] for row in connection.exec_driver_sql("SELECT id FROM building")]
    cells = [at for at, _ in enumerate(buildings, 1) if at % BARE]
    _many(
        connection,
        "INSERT INTO building_party_group (id, name, branch_id) VALUES (?, ?, ?)",
        [(at, f"{at}号楼党小组", 4 + at % BRANCHES) for at in cells],
    )
    _many(
        connection,
        "UPDATE building SET party_group_id = ? WHERE id = ?",
        [(at, buildings[at - 1]) for at in cells],
    )
    _people(connection, rng, cells)
    _homes(connection)
    day = date(2026, 1, 1)
    _many(
        connection,
        "INSERT INTO service_record (member_id, date, content, hours) VALUES (?, ?, '巡逻', 1.5)",
        [
            (rng.randrange(1, MEMBERS + 1), (day + timedelta(days=rng.randrange(365))).isoformat())
            for _ in range(RECORDS)
        ],
    )
    search_docs.put(connection, "member", range(1, MEMBERS + 1))


def _orgs(connection: Connection) -> None:
    upper = [(1, "青河区委", "1", None), (2, "文澜街道工委", "2", 1), (3, "社区大党委", "3", 2)]
    branches = [(4 + at, f"第{at + 1}网格党支部", "4", 3) for at in range(BRANCHES)]
    sql = "INSERT INTO party_organization (id, name, level, parent_id) VALUES (?, ?, ?, ?)"
    _many(connection, sql, [*upper, *branches])


def _people(connection: Connection, rng: random.Random, cells: list[int]) -> None:
    rows = [
        (
            at,
            rng.choice(_SURNAMES) + rng.choice(_GIVEN) + rng.choice(_GIVEN),
            "2" if at % 4 == 0 else "1",
            "1",
            "2001-07-01",
            "2024-03-01" if at % 4 == 0 else None,
            cells[at % len(cells)],
            f"1390000{at:04}",
        )
        for at in range(1, MEMBERS + 1)
    ]
    columns = "id, full_name, member_kind, member_status, joined_on, reported_on, group_id, phone"
    _many(connection, f"INSERT INTO party_member ({columns}) VALUES (?,?,?,?,?,?,?,?)", rows)
    leads = [(row[0], row[6]) for row in rows if row[0] <= len(cells)]
    _many(connection, "UPDATE building_party_group SET leader_id = ? WHERE id = ?", leads)
    _many(
        connection,
        "INSERT INTO post_assignment (post, member_id, group_id, from_on)"
        " VALUES ('21', ?, ?, '2024-01-01')",
        leads,
    )


def _homes(connection: Connection) -> None:
    """Half of the households have somebody; one member has far too many."""
    homes = [row[0] for row in connection.exec_driver_sql("SELECT id FROM household ORDER BY id")]
    rows = [(at % MEMBERS + 1, home) for at, home in enumerate(homes[: MEMBERS * HOMES])]
    rows += [(1, home) for home in homes[-20:]]
    sql = "INSERT INTO household_liaison (member_id, household_id) VALUES (?, ?)"
    _many(connection, sql, rows)


def _many(connection: Connection, sql: str, rows: list[tuple[Any, ...]]) -> None:
    connection.exec_driver_sql(sql, rows)


def _one(connection: Connection, sql: str) -> int:
    return int(connection.exec_driver_sql(sql).scalar() or 0)


if __name__ == "__main__":
    main()
