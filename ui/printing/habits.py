"""What this PC remembers of printing: how each form was printed, how far each printer is off."""

import hashlib
from dataclasses import dataclass
from typing import Final

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.common.memory import Memory
from ui.jobs import Jobs

FURTHEST: Final = 150
"""No printer is further off than 15 mm; a larger number in the file is not ours."""
_MOST_COPIES: Final = 99


@dataclass(frozen=True)
class Offset:
    """How far a side is moved before it is printed, in 0.1 mm: right and down."""

    x: int = 0
    y: int = 0


@dataclass(frozen=True)
class Offsets:
    """The front of a sheet and its back."""

    front: Offset = Offset()
    back: Offset = Offset()

    def of(self, *, back: bool) -> Offset:
        """Return that of a side."""
        return self.back if back else self.front


class Habits:
    """Reads and keeps what is remembered, by the name of a printer or the key of a form."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def offsets(self, printer: str) -> Offsets:
        """Return how far a printer is off; nothing for one never measured."""
        numbers = _numbers(self._memory.get_text(_printer_key(printer)))
        if len(numbers) != 4 or any(abs(number) > FURTHEST for number in numbers):
            return Offsets()
        return Offsets(Offset(*numbers[:2]), Offset(*numbers[2:]))

    def keep_offsets(self, printer: str, offsets: Offsets) -> None:
        """Remember how far a printer is off."""
        sides = (offsets.front.x, offsets.front.y, offsets.back.x, offsets.back.y)
        self._memory.keep_text(_printer_key(printer), " ".join(map(str, sides)))

    def printer(self, form: str) -> str:
        """Return the printer a form was last printed on, if it is still there, else the usual."""
        held = self._memory.get_text(f"print/form/{form}/printer")
        names = QPrinterInfo.availablePrinterNames()
        return held if held in names else QPrinterInfo.defaultPrinterName()

    def keep_printer(self, form: str, printer: str) -> None:
        """Remember the printer chosen for a form."""
        self._memory.keep_text(f"print/form/{form}/printer", printer)

    def set_up(self, form: str, printer: QPrinter) -> None:
        """Give a printer what the form was last printed with."""
        name = self.printer(form)
        if name:
            printer.setPrinterName(name)
        numbers = _numbers(self._memory.get_text(f"print/form/{form}/how"))
        if len(numbers) != 2:
            return
        copies, duplex = numbers
        if 1 <= copies <= _MOST_COPIES:
            printer.setCopyCount(copies)
        if duplex in {mode.value for mode in QPrinter.DuplexMode}:
            printer.setDuplex(QPrinter.DuplexMode(duplex))

    def keep(self, form: str, printer: QPrinter) -> None:
        """Remember how a form was printed."""
        self.keep_printer(form, printer.printerName())
        how = f"{printer.copyCount()} {printer.duplex().value}"
        self._memory.keep_text(f"print/form/{form}/how", how)


@dataclass(frozen=True)
class PrintPlace:
    """What printing needs of the window: lanes, memory, and which form it is."""

    jobs: Jobs
    memory: Memory
    form: str

    @property
    def habits(self) -> Habits:
        """What this PC remembers."""
        return Habits(self.memory)


def _printer_key(printer: str) -> str:
    # A printer's name may hold a slash or what an ini file cannot: its digest names it.
    return f"print/offset/{hashlib.sha256(printer.encode()).hexdigest()[:16]}"


def _numbers(text: str) -> list[int]:
    """Read numbers; anything else in a file that somebody wrote into counts as nothing."""
    try:
        return [int(part) for part in text.split()]
    except ValueError:
        return []
