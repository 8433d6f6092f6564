"""Strange workbooks: every file of a folder through `import residents FILE --dry-run`.

Run from the top of the repository:
    python -m tests.corpus.run_corpus FOLDER [--workers 2] [--each each.tsv] [--heads | --rows]
It may take an hour, stands outside the tests and needs a system that can fork. FOLDER holds
workbooks of any origin: fetch public test files yourself, they are not kept here. A file fails
when the program crashes, ends in its own fault, says a refusal that is no Chinese sentence, takes
over 10 seconds or over 500 MB together with its reading process. `--heads` puts a head of all
fields above each sheet, so that whatever stands there goes through fields, doors and the
register's plan. `--rows` lets LibreOffice (soffice) read each file that our reader takes, and
compares how many rows of every sheet hold a value.
"""

# ruff: noqa: T201
import argparse
import csv
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

ENDINGS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt", ".xltx", ".ods", ".fods", ".et", ".csv")
HANG_SECONDS, MEGABYTES = 10, 500
CONVERT_SECONDS = 60
_HEADS = "CORPUS_HEADS"
_SENTENCE = re.compile(r"[\u4e00-\u9fff].*。$")
_TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@dataclass(frozen=True)
class Ran:
    """What came of one file."""

    path: Path
    outcome: str
    seconds: float
    megabytes: float
    said: str
    failed: str = ""


def main() -> int:
    """Read the command line; returns 1 when a file failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--each", type=Path, help="a line for every file")
    parser.add_argument("--heads", action="store_true", help="lay a known head over every sheet")
    parser.add_argument("--rows", action="store_true", help="compare rows with LibreOffice")
    chosen = parser.parse_args()
    paths = sorted(p for p in chosen.folder.rglob("*") if p.suffix.lower() in ENDINGS)
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(chosen.workers) as pool:
        if chosen.rows:
            return _compare_all(paths, pool, Path(place))
        offices = _offices(Path(place), chosen.workers)
        if chosen.heads:
            os.environ[_HEADS] = "1"
        ran = list(pool.map(lambda path: _in_an_office(path, offices), paths))
    if chosen.each:
        _write_each(chosen.each, ran)
    _print_table(ran)
    return int(any(one.failed for one in ran))


def _offices(place: Path, count: int) -> Queue[Path]:
    """Empty offices for the dry runs, and every module loaded before the first fork."""
    from tests.benchmarks.bench_import import new_office
    from tests.conftest import PASSWORD
    from wenming_desktop import cli

    os.environ |= {"WENMING_PASSWORD": PASSWORD, "HOME": str(place), "WENMING_ACCOUNT": "demo"}
    offices: Queue[Path] = Queue()
    for number in range(count):
        new_office(place / f"{number}" / "office")
        offices.put(place / f"{number}" / "office")
    cli.command()
    return offices


def _in_an_office(path: Path, offices: Queue[Path]) -> Ran:
    office = offices.get()
    try:
        return run_one(path, office)
    finally:
        offices.put(office)


def run_one(path: Path, office: Path) -> Ran:
    """One file in a process of its own, as the command line would take it."""
    said = office.parent / "said.txt"
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _in_child(path, office, said)
    status, hung = _wait(pid, began + HANG_SECONDS * 3)
    seconds = time.monotonic() - began
    return _judged(path, said.read_text("utf-8", "replace"), status, seconds, hung=hung)


def _in_child(path: Path, office: Path, said: Path) -> None:
    """Never returns: the copied process ends here."""
    from wenming_desktop import cli

    code = 99
    try:
        os.setsid()
        os.environ["WENMING_DATA"] = str(office)
        fd = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        os.dup2(fd, 1)
        os.dup2(fd, 2)
        sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
        sys.stderr = os.fdopen(os.dup(2), "w", encoding="utf-8", buffering=1)
        words = ["import", "residents", str(path), "--dry-run"]
        if _HEADS in os.environ:
            _lay_heads()
            words += ["--estate", "试院"]
        code = cli.run(words)
        own, reader = (
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(fd, f"\n@{own + reader}\n".encode())
    finally:
        os._exit(code)


def _lay_heads() -> None:
    """Let the reader give every sheet a head of all fields, over again when it is wider."""
    from wenming_desktop.fields import by_key
    from wenming_desktop.households.fields import LEDGER_FIELDS
    from wenming_desktop.workbooks import files
    from wenming_desktop.workbooks.book import Book, SheetGrid

    labels = [field.label for field in by_key(LEDGER_FIELDS).values()]
    plain = files.read

    def read(path: Path, *more: Any) -> Book:
        book = plain(path, *more)
        sheets = []
        for at, sheet in enumerate(book.sheets):
            width = max(map(len, sheet.rows), default=0)
            turned = labels[at % len(labels) :] + labels[: at % len(labels)]
            heads: list[object] = [turned[n % len(turned)] for n in range(max(width, 8))]
            if "姓名" not in heads:
                heads[0] = "姓名"
            sheets.append(SheetGrid(sheet.name, [heads, *sheet.rows]))
        return Book(book.name, book.sha256, tuple(sheets))

    files.read = read


def _wait(pid: int, until: float) -> tuple[int, bool]:
    while time.monotonic() < until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status, False
        time.sleep(0.01)
    os.killpg(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1], True


def _judged(path: Path, said: str, status: int, seconds: float, *, hung: bool) -> Ran:
    body, _, kilobytes = said.rpartition("\n@")
    megabytes = int(kilobytes) / 1024 if kilobytes.strip().isdigit() else 0.0
    lines = [line for line in body.splitlines() if line and not line.endswith("…")]
    code = os.waitstatus_to_exitcode(status)
    last = lines[-1] if lines else ""
    if hung:
        return Ran(path, "hang", seconds, megabytes, last, "hang")
    failed = []
    if code not in {0, 3} or "Traceback" in body:
        failed.append(f"exit {code}")
    if code and not _SENTENCE.search(last):
        failed.append("no Chinese sentence")
    if seconds > HANG_SECONDS:
        failed.append("slow")
    if megabytes > MEGABYTES or not megabytes:
        failed.append("memory")
    first = lines[0] if code == 0 and lines else last
    return Ran(path, _outcome(code, last), seconds, megabytes, first, ", ".join(failed))


def _outcome(code: int, said: str) -> str:
    """A refusal by its own sentence, without the facts in it."""
    if code == 0:
        return "read"
    from wenming_desktop.workbooks.people import NoEstateError, NoTableError
    from wenming_desktop.workbooks.refusals import BY_CODE

    for error in (*BY_CODE.values(), NoTableError, NoEstateError):
        fixed = max(re.split(r"\{[a-z]+\}", error.text), key=len)
        if fixed in said:
            return error.code
    return f"exit {code}"


def _write_each(out: Path, ran: list[Ran]) -> None:
    with out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter="\t")
        for one in ran:
            name = f"{one.path.parent.name}/{one.path.name}"
            size = f"{one.seconds:.2f}", f"{one.megabytes:.0f}"
            writer.writerow((name, one.outcome, *size, one.failed, one.said))


def _print_table(ran: list[Ran]) -> None:
    print("| Outcome | Files | Worst seconds | Worst MB |\n| --- | ---: | ---: | ---: |")
    for outcome, count in Counter(one.outcome for one in ran).most_common():
        _print_line(outcome, count, [one for one in ran if one.outcome == outcome])
    _print_line("**all**", len(ran), ran)
    for one in ran:
        if one.failed:
            print(f"FAILED {one.path.parent.name}/{one.path.name}: {one.failed}: {one.said[:200]}")


def _print_line(name: str, count: int, ran: list[Ran]) -> None:
    slowest = max((one.seconds for one in ran), default=0)
    largest = max((one.megabytes for one in ran), default=0)
    print(f"| {name} | {count:,} | {slowest:.1f} | {largest:.0f} |")


def _compare_all(paths: list[Path], pool: ThreadPoolExecutor, place: Path) -> int:
    """Rows of every sheet beside LibreOffice's."""
    found: Counter[str] = Counter()
    for path, verdict in zip(paths, pool.map(lambda p: _compare(p, place), paths), strict=True):
        found[verdict.partition(":")[0]] += 1
        if verdict.startswith("other"):
            print(f"{path.parent.name}/{path.name}: {verdict}")
    print(dict(found))
    return int(found["other"] > 0)


def _compare(path: Path, place: Path) -> str:
    from wenming_desktop.workbooks import reader
    from wenming_desktop.workbooks.refusals import FileRefusedError

    try:
        book = reader.read(path)
    except FileRefusedError as refused:
        return f"refused by us: {refused.code}"
    with tempfile.TemporaryDirectory(dir=place) as own:
        theirs = sorted(_converted(path, Path(own)))
    if not theirs:
        return "not read by LibreOffice"
    if path.suffix != ".xls" and b"pivotTable" in path.read_bytes():
        return "with a pivot table, which LibreOffice draws anew"
    ours = sorted(_filled(sheet.rows) for sheet in book.sheets)
    ours, theirs = [n for n in ours if n], [n for n in theirs if n]
    return "equal" if ours == theirs else f"other: ours {ours[-9:]}, LibreOffice {theirs[-9:]}"


def _filled(rows: list[list[object]]) -> int:
    return sum(any(_says(str(cell)) for cell in row) for row in rows)


def _says(cell: str) -> bool:
    """Whether a cell holds a value; the error of a formula is none."""
    return bool(cell.strip()) and not cell.startswith(("#", "Err:"))


def _converted(path: Path, own: Path) -> Iterator[int]:
    """How many rows hold something in every sheet, as LibreOffice reads them."""
    command = ["soffice", f"-env:UserInstallation=file://{own}/profile", "--headless"]
    try:
        subprocess.run(
            [*command, "--convert-to", _TO_CSV, "--outdir", str(own / "out"), str(path)],
            timeout=CONVERT_SECONDS, capture_output=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return
    for sheet in (own / "out").glob("*.csv"):
        with sheet.open(encoding="utf-8", errors="replace", newline="") as lines:
            yield sum(any(map(_says, row)) for row in csv.reader(lines))


if __name__ == "__main__":
    sys.exit(main())
