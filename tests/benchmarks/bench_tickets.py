"""100,000 tickets with all that hangs on them: what every page, field and save of theirs takes.

Run from the top of the repository: python -m tests.benchmarks.bench_tickets [--office DIR]
First the services on an encrypted file, then the window over them (offscreen), in one table;
peers and floors stand beside the lines they belong to. DIR is made on the first run and may be
kept; without it one is made and thrown away (about a minute).
"""

# ruff: noqa: T201
import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false;qt.qpa.*=false")

from tests.benchmarks import bench_month, big_office, big_tickets, tickets_saves, tickets_window
from tests.benchmarks.ticket_lives import END
from tests.benchmarks.timing import MOST, Times
from wenming_desktop.recheck.model import DrawSample
from wenming_desktop.recheck.service import items, preview, samples
from wenming_desktop.rectification.service import item_lines
from wenming_desktop.search.service import find
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.quantities import quantity_sums
from wenming_desktop.tallies.service import month_figures, month_report
from wenming_desktop.tickets import board, queries
from wenming_desktop.tickets.advice import advise
from wenming_desktop.tickets.board import BoardFilter
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.callers import caller_facts
from wenming_desktop.tickets.grievances import Span, repeat_callers, repeat_places, top_grievances
from wenming_desktop.tickets.pairs import (
    UnpairedFilter,
    ticket_photos,
    unpaired_count,
    unpaired_page,
    unpaired_upto,
)
from wenming_desktop.tickets.recalculation import due_changes
from wenming_desktop.tickets.similar import Matter
from wenming_desktop.tickets.whistle_queries import open_whistles
from wenming_desktop.tickets.words import suggest
from wenming_desktop.today.badges import badges
from wenming_desktop.today.queries import board as today_board
from wenming_desktop.today.queries import month_so_far
from wenming_desktop.work import Desk

MONTH = Period.month(2026, 10)
OPEN, NEWEST = BoardFilter(), BoardFilter("all", sort="number", descending=True)
CHIPS: dict[str, dict[str, Any]] = {
    "overdue": {"overdue": True}, "due soon": {"soon": True}, "mine": {"mine": True},
    "category": {"category": "05"}, "unit": {"unit_id": 3}, "photos": {"unpaired": True},
}  # fmt: skip
WORDS = ("漏水", "3号楼", "王", "0505", "SQ000", "139", "wxl", "没有这个词")
KEY = 10
"""What a key may cost behind the pause of its field."""
SAID = "楼上漏水到厨房，两家说不拢，暖气也不热，老人一个人住，请社区来看一看"
PLACE = "一院 3号楼 2单元 501"
PHONES = (
    "SELECT complainant_phone FROM ticket WHERE complainant_phone <> '' ORDER BY id DESC LIMIT 9"
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--office", type=Path)
    parser.add_argument("--residents", type=int, default=21_000)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--services", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--window", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    asked = parser.parse_args()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.office or Path(scratch) / "office"
        with big_office.made(folder, asked.residents, asked.tickets, lambda: END) as place:
            with place.engine.connect() as connection:
                count = "SELECT count(*) FROM "
                for table in ("ticket", "ticket_action", "ticket_quantity", "attachment"):
                    rows = connection.exec_driver_sql(count + table).scalar() or 0
                    print(f"{rows:,} {table}", end="  ")
                phones = [row[0] for row in connection.exec_driver_sql(PHONES)]
            print(f"proven {place.desk.read(big_tickets.proven, 197)},"
                  f" made in {time.perf_counter() - begun:.0f} s")  # fmt: skip
            times = Times("")
            if asked.services:
                reads(times, place.desk, phones)
                month(times, place.desk, Path(scratch) / "ledger.xlsx", peers=asked.peers)
                tickets_saves.saves(times, place.desk, asked.tickets)
            if asked.window:
                tickets_window.window(times, place.desk, Path(scratch) / "w.ini")
    print(f"{time.perf_counter() - begun:.0f} s in all; missed: {', '.join(times.missed) or '-'}")


Ask = Callable[[str, Callable[[int], object], float], object]


def reads(times: Times, desk: Desk, phones: list[str]) -> None:
    """What pages and fields ask."""

    def ask(name: str, call: Callable[[int], object], goal: float) -> None:
        times.act(name, call, goal)

    times.part("today")
    ask("what has to be done", lambda _: desk.read(today_board), 200)
    ask("the month so far", lambda _: desk.read(month_so_far), 300)
    ask("numbers in the rail", lambda _: desk.read(badges), 50)
    times.part("queue: count and first page")
    _queue(ask, desk)
    times.part("counts beside tabs and chips")
    _counts(ask, desk)
    times.part("one ticket")
    some = [line for line in desk.read(board.board_page, NEWEST, 0, 6 * MOST)[::6] if line.number]
    count = len(some)
    ask("opened: page and log", lambda at: desk.read(ticket_view, some[at % count].id), 50)
    ask("its photos", lambda at: desk.read(ticket_photos, some[at % count].id), 50)

    def by_number(at: int) -> object:
        return desk.read(queries.ticket_by_number, some[at % count].number)

    ask("found by number", by_number, 50)
    times.part("while a call is taken down")
    _call(ask, desk, phones)
    times.part("lists")
    _lists(ask, desk)


def _queue(ask: Ask, desk: Desk) -> None:
    def opening(wanted: BoardFilter) -> Callable[[int], object]:
        return lambda _at: desk.read(board.board_opening, wanted, 0, 128)

    ask("in hand", opening(OPEN), 50)
    ask("all, as it opens", opening(NEWEST), 50)
    for key, down in product(("due", "number", "accepted"), (False, True)):
        way = " down" if down else " up"
        ask(f"all by {key}{way}", opening(BoardFilter("all", sort=key, descending=down)), 150)
    for stage in ("unsent", "working", "calling"):
        ask(f"stage {stage}", opening(BoardFilter(stage)), 50)
    for stage in ("closing", "archived"):
        ask(f"stage {stage}", opening(replace(NEWEST, stage=stage)), 50)
    for name, narrowed in CHIPS.items():
        ask(f"chip {name}, in hand", opening(replace(OPEN, **narrowed)), 50)
        ask(f"chip {name}, all", opening(replace(NEWEST, **narrowed)), 100)
    for text in WORDS:
        ask(f"text {text}, in hand", opening(replace(OPEN, text=text)), 50)
        ask(f"text {text}, all", opening(replace(NEWEST, text=text)), 100)
    total = desk.read(board.board_count, NEWEST)

    def page(wanted: BoardFilter, first: int) -> Callable[[int], object]:
        return lambda at: desk.read(board.board_page, wanted, first - at, 128)

    ask("jump to the end", page(NEWEST, total - 128), 30)
    ask("jump to the middle", page(NEWEST, total // 2), 30)
    by_day = replace(NEWEST, sort="accepted")
    ask("jump to the middle, by the day", page(by_day, total // 2), 30)
    ask("jump to the middle, by what is due", page(BoardFilter("all"), total // 2), 150)


def _counts(ask: Ask, desk: Desk) -> None:
    ask("counts", lambda _: desk.read(board.board_counts, OPEN), 50)
    for name, narrowed in CHIPS.items():
        wanted = replace(OPEN, **narrowed)
        ask(f"counts, {name}", lambda _, one=wanted: desk.read(board.board_counts, one), 100)
    said = replace(OPEN, text="漏水")
    ask("counts, a text", lambda _: desk.read(board.board_counts, said), 100)
    ask("photos missing, the number", lambda _: desk.read(unpaired_upto, OPEN), 50)


def _call(ask: Ask, desk: Desk, phones: list[str]) -> None:
    read = desk.read
    ask("what the form offers", lambda _: read(queries.intake_choices), 50)
    callers = ("王", "wxl", "139", "3-2-5", "李秀", "一院", "0001", "zj")
    ask("caller, as typed", lambda at: read(find, callers[at % 8], 5), KEY)
    who = read(find, "王", 20)

    def caller(at: int) -> object:
        hit = who[at % len(who)]
        return read(caller_facts, hit.kind, hit.id)

    ask("caller's card and open tickets", caller, 50)
    ask("category from the words", lambda at: read(suggest, SAID[: 4 + at * 2]), KEY)

    def known(at: int) -> object:
        category = ("0706", "0801", "0505")[at % 3]
        return read(advise, Matter(phones[at % len(phones)], category, None, PLACE))

    ask("alike, going, grid: phone and place", known, KEY)
    strange = Matter("", "0706", None, "菜市场门口")
    ask("alike, going, grid: a strange place", lambda _: read(advise, strange), KEY)
    ask("until when", lambda _: read(queries.due_preview, "0706"), KEY)


def _lists(ask: Ask, desk: Desk) -> None:
    read = desk.read
    year = Span(date(2026, 1, 1), date(2026, 11, 20), date(2025, 1, 1))
    last = Span(date(2026, 10, 1), date(2026, 11, 1), date(2026, 9, 1))
    ask("ten grievances, a month", lambda _: read(top_grievances, last), 150)
    ask("ten grievances, a year", lambda _: read(top_grievances, year), 300)
    ask("repeat callers, a year", lambda _: read(repeat_callers, year), 300)
    ask("repeat places, a year", lambda _: read(repeat_places, year), 300)
    month = DrawSample(date(2026, 10, 1), date(2026, 11, 1), 10, "s")
    ask("re-check: a month tried", lambda _: read(preview, month), 150)
    ask("re-check: a year tried", lambda _: read(
        preview, replace(month, begin=date(2025, 11, 1))), 300)  # fmt: skip
    ask("re-check: samples", lambda _: read(samples), 50)
    ask("re-check: a sample's list", lambda at: read(items, at + 1), 50)
    every = UnpairedFilter()
    ask("photos missing: count", lambda _: read(unpaired_count, every), 150)
    ask("photos missing: first page", lambda _: read(unpaired_page, every, 0, 128), 150)
    ask("whistles that run", lambda _: read(open_whistles), 50)
    ask("rectification in hand", lambda _: read(item_lines), 50)
    ask("deadlines the calendar would change", lambda _: read(due_changes), 300)


def month(times: Times, desk: Desk, ledger: Path, *, peers: bool) -> None:
    """The month's count beside what users would do instead."""
    read = desk.read
    times.part("the month")
    ours = times.act("figures by replay", lambda _: read(month_figures, MONTH), 300)
    times.act("seven years ago", lambda _: read(month_figures, Period.month(2019, 6)), 300)
    times.act("the report: periods, tables", lambda _: read(month_report, MONTH))
    times.act("quantities", lambda _: read(quantity_sums, MONTH), 300)
    settled = len(read(month_figures, MONTH).settled)
    print(f"   of which settled in the grid: {settled}")
    if not peers:
        return
    bench_month.save_ledger(ledger, read(bench_month.ledger_rows))
    frame = bench_month.by_pandas(ledger)
    for name, call in (
        ("calamine reads the ledger, counts", lambda: bench_month.by_calamine(ledger)),
        ("pandas reads the ledger, counts", lambda: bench_month.by_pandas(ledger)),
        ("pandas, ledger in memory", lambda: bench_month.count_pandas(frame)),
    ):
        took = times.act(f"peer: {name}", lambda _, call=call: call(), rounds=1)
        print(f"   {took / ours:.1f} x ours")


if __name__ == "__main__":
    main()
