"""A big office to measure in: a ledger of residents taken in, tickets over ten years put in.

`made(folder, residents, tickets)` makes it once and opens it again when it is there.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tests.benchmarks import big_ledger, big_tickets
from tests.conftest import CHEAP, OFFICE, PASSWORD
from wenming_desktop import start
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions


def made(
    folder: Path,
    residents: int,
    tickets: int,
    clock: Callable[[], datetime] = datetime.now,
    *,
    cells: bool = True,
) -> start.Workplace:
    """The office, open, with or without party cells. It is never analysed, as none in use is."""
    if not (folder / start.DATABASE).exists():
        _make(folder, residents, tickets, cells=cells)
    return start.open_office(folder, "demo", PASSWORD, clock=clock)


def _make(folder: Path, residents: int, tickets: int, *, cells: bool) -> None:
    with start.create(folder, start.NewOffice(OFFICE, "demo", PASSWORD), cost=CHEAP) as place:
        ledger = big_ledger.write(folder / "ledger.xlsx", residents)
        import_file(place.desk, "residents", ledger, ImportOptions())
        ledger.unlink()
        big_tickets.fill(place.engine, tickets, cells=cells)
