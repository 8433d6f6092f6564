"""An office at work in a process of its own, which says what was saved until it is killed.

Run as `python -m tests.stories.killed WORK FOLDER PASSWORD FIRST`: it opens the office as the
program does, works through its services without end and writes a line after each commit.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from wenming_desktop import start
from wenming_desktop.backup import backup
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step, open_ticket
from wenming_desktop.workbooks.outcome import ImportOptions
from wenming_desktop.workbooks.residents_in import ImportResidents, import_residents
from wenming_desktop.workbooks.table import Row, Table

ROOT = Path(__file__).parents[2]
PEOPLE = 60
KEYS = (
    "estate.name", "building.building_no", "building_unit.unit_no", "house.room_no",
    "resident.full_name", "household_membership.relation_to_head", "resident.remark",
)  # fmt: skip


def imports(place: start.Workplace, first: int) -> Iterator[str]:
    """One ledger of sixty households after the other, each person marked with its number."""
    desk = place.desk
    for n in count(first):
        rows = [
            Row(at, ("一院", str(n), "1", str(100 + at), f"王{'甲乙丙丁'[at % 4]}", "户主", str(n)))
            for at in range(PEOPLE)
        ]
        places = {key: at for at, key in enumerate(KEYS)}
        table = Table("表", 1, places, KEYS, (), (), rows)
        desk.write(import_residents, ImportResidents((table,), ImportOptions()))
        yield str(n)


def edits(place: start.Workplace, first: int) -> Iterator[str]:
    """Tickets registered, dispatched and signed."""
    desk = place.desk
    for n in count(first):
        call = OpenTicket(source="01", category="0101", location_text="楼道", content=f"第{n}件")
        ticket = desk.write(open_ticket, call)
        yield f"{n} 2"
        desk.write(do_step, TakeStep(ticket, "DSP", handling_unit="物业", handler="何建平"))
        yield f"{n} 3"
        desk.write(do_step, TakeStep(ticket, "SGN"))
        yield f"{n} 4"


def backups(place: start.Workplace, first: int) -> Iterator[str]:
    """Tickets, while another thread makes one backup after the other."""

    def copy() -> None:
        for n in count(first):
            backup(place.engine, place.folder, place.folder / "backup" / f"{n}-{os.getpid()}.wmbak")

    threading.Thread(target=copy, daemon=True).start()
    yield from edits(place, first)


WORK: dict[str, Callable[[start.Workplace, int], Iterator[str]]] = {
    "imports": imports,
    "edits": edits,
    "backups": backups,
}


def main(work: str, folder: Path, password: str, first: int) -> None:
    """Work until killed."""
    place = start.open_office(folder, "demo", password)
    with (folder.parent / "acks.txt").open("a", encoding="utf-8") as acks:
        for saved in WORK[work](place, first):
            acks.write(f"{saved}\n")
            acks.flush()


def run_and_kill(
    work: str, folder: Path, password: str, first: int, wait: Callable[[], object]
) -> list[str]:
    """Let an office work, from its first commit on wait and kill it; all it acknowledged."""
    acks = folder.parent / "acks.txt"
    said = len(_lines(acks))
    command = [sys.executable, "-m", "tests.stories.killed", work, str(folder), password]
    with subprocess.Popen(
        [*command, str(first)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as child:
        try:
            while len(_lines(acks)) == said:
                if child.poll() is not None:
                    assert child.stderr is not None
                    raise AssertionError(child.stderr.read())
                time.sleep(0.005)
            wait()
        finally:
            child.kill()
    return _lines(acks)


def _lines(acks: Path) -> list[str]:
    """Whole lines only: one without its end was not yet said."""
    text = acks.read_text("utf-8") if acks.exists() else ""
    return text.split("\n")[:-1]


if __name__ == "__main__":
    _, _work, _folder, _password, _first = sys.argv
    main(_work, Path(_folder), _password, int(_first))
