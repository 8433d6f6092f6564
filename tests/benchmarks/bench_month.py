"""A month's figures and tables: ours on an encrypted file, beside a ledger read and counted.

Run from the top of the repository: python -m tests.benchmarks.bench_month [--tickets 100000]
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine

from tests.conftest import CHEAP, OFFICE, PASSWORD
from tests.make_tickets import ACTION, RESULT, TICKET, insert, text
from wenming_desktop import start
from wenming_desktop.tallies import fetch
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.service import month_figures, month_report
from wenming_desktop.tallies.sheets import cover
from wenming_desktop.tallies.workbook import month_workbook
from wenming_desktop.work import Work, use_case

FIRST = datetime(2016, 11, 1)
MONTHS = 120
ROUNDS = 5
MONTH, OLD = Period.month(2026, 10), Period.month(2019, 6)
CHAIN = (
    ("REG", "00", "10", 0), ("ACC", "10", "20", 0), ("DSP", "20", "30", 2),
    ("SGN", "30", "40", 6), ("FIN", "40", "50", 0), ("APV", "50", "60", 20),
    ("CBK", "60", "70", 40),
)  # fmt: skip
HEADS = ("工单编号", "受理时间", "来源", "诉求类别", "办理期限", "办结时间", "满意度", "承办单位")


def life(number: int, count: int, rng: random.Random) -> tuple[tuple[Any, ...], list[Any]]:
    """One ticket and its log: most end, some hang, a few come back; six rows on the average."""
    span = timedelta(days=30.4 * MONTHS)
    at = (FIRST + span * (number / count)).replace(second=0, microsecond=0)
    leaf = rng.choice(("0101", "0103", "0202", "0302", "0505", "0601", "0801", "1002", "1205"))
    source = rng.choice(("01", "02", "04", "06", "10", "11", "12", "13"))
    row = (number, text(at), rng.choice("2333569"), source, leaf, rng.randint(1, 12), None, None)
    due, took = at + timedelta(days=7), timedelta(hours=rng.expovariate(1 / 90))
    stop = rng.choices((7, 6, 4, 3), (64, 20, 12, 4))[0] if number > count - 900 else 7
    stop = stop if rng.random() > 0.06 else 4
    log: list[Any] = []
    for seq, (action, before, after, hours) in enumerate(CHAIN[:stop], 1):
        then = at + timedelta(hours=hours) + (took if seq > 4 else timedelta())
        log.append(
            (number, seq, action, text(then), before, after, 1,
             text(due) if action == "ACC" else None,
             rng.randint(1, 40) if action == "DSP" else None,
             rng.choice("1112239") if action == "CBK" else None,
             "1" if action == "FIN" else None, None, 0, None,
             RESULT if action in ("REG", "FIN") else "")
        )  # fmt: skip
    if stop == 4 and rng.random() < 0.9:
        last = text(at + timedelta(days=9))
        log.append((number, 5, "TRF", last, "40", "94", 1, *[None] * 5, 0, None, "移交中队"))
    return (*row, f"SQ{number:08}"), log


def fill(engine: Engine, count: int) -> int:
    """Grids, units, tickets, actions; returns how many. No data file in use is ever analysed."""
    rng = random.Random(7)
    made = 0
    with engine.connect() as connection:
        for table, many in (("grid", 12), ("handling_unit", 40)):
            rows = [
                (i, f"第{i}{'网格' if table == 'grid' else '单位'}") for i in range(1, many + 1)
            ]
            insert(connection, table, ("id", "name"), rows)
        for first in range(1, count + 1, 10_000):
            last = min(first + 10_000, count + 1)
            lives = [life(number, count, rng) for number in range(first, last)]
            insert(connection, "ticket", TICKET, [ticket for ticket, _ in lives])
            actions = sorted((row for _, log in lives for row in log), key=lambda row: row[3])
            insert(connection, "ticket_action", ACTION, actions)
            made += len(actions)
        connection.commit()
    return made


@use_case("bench.ledger", "基准", right="tally.read")
def ledger_rows(work: Work) -> list[tuple[Any, ...]]:
    """The ledger an office would keep instead: one row a ticket."""
    return [
        tuple(row)
        for row in work.connection.exec_driver_sql("""
        SELECT t.ticket_no, t.accepted_at, t.source, t.category,
          max(CASE a.action WHEN 'ACC' THEN a.due_at END),
          max(CASE a.action WHEN 'FIN' THEN a.at END),
          max(CASE a.action WHEN 'CBK' THEN a.satisfaction END),
          max(CASE a.action WHEN 'DSP' THEN a.handling_unit_id END)
        FROM ticket t JOIN ticket_action a ON a.ticket_id = t.id
        WHERE t.accepted_at IS NOT NULL GROUP BY t.id""")
    ]


@use_case("bench.fetch", "基准", right="tally.read")
def fetched(work: Work, span: Period) -> int:
    """Only the rows a span needs."""
    return len(fetch.book(work, span).tickets)


def save_ledger(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """The ledger as a workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, shape = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, HEADS)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if column in (1, 4, 5) and value:
                    sheet.write_datetime(at, column, datetime.fromisoformat(value), shape)
                elif value is not None:
                    sheet.write(at, column, value)


def figures(rows: Iterator[Any], begin: datetime, end: datetime) -> Counter[str]:
    """A month counted by a plain loop over ledger rows."""
    told: Counter[str] = Counter()
    for _, accepted, source, category, due, done, rating, unit in rows:
        if begin <= accepted < end:
            told["accepted"] += 1
            told[f"source {source}"] += 1
            told[f"category {category}"] += 1
            told[f"unit {unit}"] += 1
        told["open_at_end"] += accepted < end and not (done and done < end)
        told["open_at_start"] += accepted < begin and not (done and done < begin)
        if done and begin <= done < end:
            told["completed"] += 1
            told[f"rating {rating}"] += 1
        if due and begin <= due < end:
            told["due"] += 1
            told["on time"] += bool(done and done <= due)
    return told


def by_openpyxl(path: Path) -> Counter[str]:
    """Read the ledger with openpyxl and count."""
    from openpyxl import load_workbook

    sheet = load_workbook(path, read_only=True)["Sheet1"]
    return figures(sheet.iter_rows(min_row=2, values_only=True), MONTH.begin, MONTH.end)


def by_calamine(path: Path) -> Counter[str]:
    """Read the ledger with calamine and count."""
    from python_calamine import CalamineWorkbook

    rows = iter(CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows())
    next(rows)
    # A moment of midnight comes as a bare day.
    whole = ([datetime(*v.timetuple()[:5]) if type(v) is date else v for v in row] for row in rows)
    return figures(whole, MONTH.begin, MONTH.end)


def by_pandas(path: Path) -> Any:
    """Read the ledger into pandas."""
    import pandas as pd  # type: ignore[import-untyped]

    return pd.read_excel(path, engine="calamine")


def count_pandas(frame: Any) -> Any:
    """Count a month of a data frame already in memory."""
    at, done, due = (frame[name] for name in ("受理时间", "办结时间", "办理期限"))
    inside = (at >= MONTH.begin) & (at < MONTH.end)
    closed = (done >= MONTH.begin) & (done < MONTH.end)
    sides = [frame[inside].groupby(name).size() for name in ("来源", "诉求类别", "承办单位")]
    promised = (due >= MONTH.begin) & (due < MONTH.end)
    return (
        inside.sum(), closed.sum(), sides, promised.sum(), (promised & (done <= due)).sum(),
        ((at < MONTH.end) & ~(done < MONTH.end)).sum(), frame[closed].groupby("满意度").size(),
    )  # fmt: skip


def timed(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median seconds; the first round warms up."""
    spent = []
    for _ in range(rounds + (rounds > 1)):
        begin = time.perf_counter()
        call()
        spent.append(time.perf_counter() - begin)
    return median(spent[1:] or spent)


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--data", type=Path, help="keep the office here and use it again")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.data or Path(scratch) / "office"
        if not folder.exists():
            new = start.NewOffice(OFFICE, "demo", PASSWORD)
            with start.create(folder, new, cost=CHEAP) as place:
                sys.stdout.write(
                    f"{given.tickets:,} tickets, {fill(place.engine, given.tickets):,} actions\n"
                )
        with start.open_office(folder, "demo", PASSWORD) as place:
            measure(place.desk, Path(scratch) / "ledger.xlsx", given.peers)


def measure(desk: Any, ledger: Path, peers: bool) -> None:
    """Ours, then the peers, in one run."""
    report = desk.read(month_report, MONTH)

    def ask(service: Any, span: Period) -> float:
        return timed(lambda: desk.read(service, span))

    lines = [
        ("ours: one month's figures", ask(month_figures, MONTH)),
        ("ours: a month seven years ago", ask(month_figures, OLD)),
        ("ours: the report, 4 periods, 6 tables", ask(month_report, MONTH)),
        ("  of which fetching its 13 months", ask(fetched, cover(MONTH))),
        ("ours: the report as a workbook", timed(lambda: month_workbook(report))),
    ]
    if peers:
        save_ledger(ledger, desk.read(ledger_rows))
        frame = by_pandas(ledger)
        reads = {
            "openpyxl": lambda: by_openpyxl(ledger),
            "calamine": lambda: by_calamine(ledger),
            "pandas": lambda: count_pandas(by_pandas(ledger)),
        }
        for name, call in reads.items():
            rounds = 1 if name == "openpyxl" else 3
            lines.append((f"peer: {name} reads the ledger, counts", timed(call, rounds)))
        lines.append(("peer: pandas, ledger in memory", timed(lambda: count_pandas(frame))))
    ours = lines[0][1]
    sys.stdout.write(f"{'':44}{'ms':>10}{'x ours':>9}\n")
    for name, seconds in lines:
        sys.stdout.write(f"{name:44}{seconds * 1000:>10.1f}{seconds / ours:>9.1f}\n")


if __name__ == "__main__":
    main()
