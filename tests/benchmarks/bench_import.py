"""A ledger from file to commit: ours beside pandas and openpyxl + ORM scripts, in one run.

Run from the top of the repository: python -m tests.benchmarks.bench_import [--rows 100000]
Ours reads in a child, checks, matches, writes an encrypted file, index and history; the scripts
do none of that. Every measurement has a process of its own, its imports are not counted; the
methods take turns. Processor time and peak memory are of the process and its children together;
on a busy machine the processor tells more than the clock.
"""

# ruff: noqa: T201
import argparse
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import psutil

clock = time.perf_counter


def ours(ledger: Path, folder: Path) -> Callable[[], object]:
    """The import as the program does it."""
    return _import(ledger, folder, dry_run=False)


def preview(ledger: Path, folder: Path) -> Callable[[], object]:
    """What the import would do."""
    return _import(ledger, folder, dry_run=True)


def _import(ledger: Path, folder: Path, *, dry_run: bool) -> Callable[[], object]:
    from db import pinyin
    from wenming_desktop import start
    from wenming_desktop.workbooks.files import import_file
    from wenming_desktop.workbooks.outcome import ImportOptions

    pinyin.readings("王")  # the dictionary is imported late, as openpyxl is by pandas
    desk = start.open_office(folder, "demo", "huaiyin-kz7781").desk
    return lambda: import_file(desk, "residents", ledger, ImportOptions(), dry_run=dry_run)


def pandas(ledger: Path, folder: Path, engine: str = "openpyxl") -> Callable[[], object]:
    """What an analyst writes: every cell as text into one table."""
    import importlib
    import sqlite3

    import pandas as pd

    importlib.import_module("openpyxl" if engine == "openpyxl" else "python_calamine")

    def script() -> None:
        sheets = pd.read_excel(ledger, sheet_name=None, dtype=str, engine=engine)
        with sqlite3.connect(folder / "pandas.db") as connection:
            pd.concat(sheets.values()).to_sql("resident", connection, index=False)

    return script


def pandas_calamine(ledger: Path, folder: Path) -> Callable[[], object]:
    """The same with the reader that we use, too."""
    return pandas(ledger, folder, "calamine")


def orm(ledger: Path, folder: Path) -> Callable[[], object]:
    """What a programmer writes: one object a row."""
    import openpyxl
    from sqlalchemy import create_engine
    from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

    class Base(DeclarativeBase):
        pass

    class Resident(Base):
        __tablename__ = "resident"
        id: Mapped[int] = mapped_column(primary_key=True)
        door: Mapped[str]
        name: Mapped[str]
        relation: Mapped[str]
        number: Mapped[str | None]
        people: Mapped[str | None]
        birth: Mapped[str | None]
        phone: Mapped[str | None]
        care: Mapped[str | None]
        remark: Mapped[str | None]

    columns = ("name", "relation", "number", "people", "birth", "phone", "care", "remark")

    def script() -> None:
        target = create_engine(f"sqlite:///{folder / 'orm.db'}")
        Base.metadata.create_all(target)
        book = openpyxl.load_workbook(ledger, read_only=True)
        with Session(target) as session:
            for sheet in book:
                for row in sheet.iter_rows(min_row=2, values_only=True):
                    *door, _head = row[1:-8]
                    values = dict(zip(columns, row[-8:], strict=True))
                    door_text = "-".join(str(part or "") for part in door)
                    session.add(Resident(door=door_text, **values))
            session.commit()

    return script


METHODS = {
    "pandas": pandas,
    "pandas + calamine": pandas_calamine,
    "openpyxl + ORM": orm,
    "ours": ours,
    "ours, preview": preview,
}


def measure(name: str, ledger: Path, office: Path) -> tuple[float, float, float]:
    """Seconds, processor seconds and peak megabytes of one method in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "office"
        shutil.copytree(office, folder)
        command = [sys.executable, "-m", __spec__.name if __spec__ else "", "--once", name]
        with subprocess.Popen(
            [*command, str(ledger), str(folder)], stdout=-1, text=True
        ) as running:
            peak = _peak(psutil.Process(running.pid), running)
            out = running.stdout.read() if running.stdout else ""
        if running.returncode:
            raise SystemExit(f"{name} failed")
        seconds, busy = out.split()[-2:]
        return float(seconds), float(busy), peak


def _peak(process: psutil.Process, running: "subprocess.Popen[str]") -> float:
    peak = 0.0
    while running.poll() is None:
        total = 0
        try:
            for one in (process, *process.children(recursive=True)):
                total += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
        peak = max(peak, total / 1e6)
        time.sleep(0.02)
    return peak


def once(name: str, ledger: Path, folder: Path) -> None:
    """Print the seconds of one run."""
    work = METHODS[name](ledger, folder)
    gc.collect()
    began, busy = clock(), sum(os.times()[:4])
    work()
    print(clock() - began, sum(os.times()[:4]) - busy)


def new_office(folder: Path) -> None:
    """An empty office, its password made cheap: unlocking is not what is measured."""
    from tests.conftest import CHEAP, NOW, OFFICE, PASSWORD
    from wenming_desktop import start

    start.create(
        folder, start.NewOffice(OFFICE, "demo", PASSWORD), cost=CHEAP, clock=lambda: NOW
    ).close()


def run(rows: int, rounds: int, only: list[str]) -> None:
    """Measure every method in turn and print the table."""
    from tests.benchmarks.big_ledger import write

    with tempfile.TemporaryDirectory() as place:
        ledger = write(Path(place) / "台账.xlsx", rows)
        office = Path(place) / "office"
        new_office(office)
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in only or METHODS}
        for _ in range(rounds):
            for name, samples in found.items():
                samples.append(measure(name, ledger, office))
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\n{rows:,} rows, medians of {rounds}, {os.cpu_count()} cores, load {load}")
    print(
        "                     seconds  x pandas    rows/s     cpu s  x pandas   peak MB   all runs"
    )
    base: tuple[float, float] | None = None
    for name, samples in found.items():
        seconds, busy = (median(sample[at] for sample in samples) for at in (0, 1))
        base = base or (seconds, busy)
        peak = max(sample[2] for sample in samples)
        each = " ".join(f"{sample[0]:.2f}" for sample in samples)
        print(
            f"{name:18}{seconds:10.2f}{seconds / base[0]:10.2f}{rows / seconds:10,.0f}"
            f"{busy:10.2f}{busy / base[1]:10.2f}{peak:10.0f}   {each}"
        )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000])
    parser.add_argument("--rounds", type=int, default=0, help="0: 5, from 100,000 rows on 3")
    parser.add_argument("--only", nargs="+", default=[], choices=METHODS)
    parser.add_argument("--once", nargs=3, metavar=("METHOD", "LEDGER", "FOLDER"))
    chosen = parser.parse_args()
    if chosen.once:
        once(chosen.once[0], Path(chosen.once[1]), Path(chosen.once[2]))
        return
    for rows in chosen.rows:
        run(rows, chosen.rounds or (3 if rows >= 100_000 else 5), chosen.only)


if __name__ == "__main__":
    main()
