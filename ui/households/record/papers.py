"""What the record prints: 一户一档, and 居民户信息登记表 filled or blank."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.common.buttons import Btn, on_click
from ui.jobs import Jobs
from ui.printing import Preview
from ui.printing.keeping import Keeping

if TYPE_CHECKING:
    from wenming_desktop.papers.archive import Paper
    from wenming_desktop.work import Desk


class RecordPapers(QObject):
    """Three buttons; `household` says which one is in hand."""

    def __init__(self, jobs: Jobs, household: Callable[[], int | None], window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._household, self._window = jobs, household, window
        record = Btn("打印一户一档", name="print_record", icon="ri.printer-line", key="Ctrl+P")
        sheet = Btn("打印登记表", name="print_household_sheet", icon="ri.printer-line")
        blank = Btn("空白登记表", name="print_blank_sheet", k="txt")
        sheet.setToolTip("居民户信息登记表，按现在登记的填好，入户核对用")
        self.buttons = (record, sheet, blank)
        on_click(record, self.print_record)
        on_click(sheet, self.print_sheet)
        on_click(blank, self.print_blank)
        QShortcut(QKeySequence("Ctrl+P"), window, self.print_record)

    def print_record(self) -> None:
        """Draw the record and show it."""
        household = self._household()
        if household is not None:
            self._jobs.paper(self, partial(self._show_kept, "一户一档"), _record, household)

    def print_sheet(self) -> None:
        """Draw the form filled in and show it."""
        household = self._household()
        if household is not None:
            self._jobs.paper(self, partial(self._show_kept, _FORM), _sheet, household)

    def print_blank(self) -> None:
        """Draw the empty form and show it."""
        self._jobs.paper(self, lambda pdf: self._show(_FORM, pdf), _blank)

    def _show(self, title: str, pdf: bytes) -> None:
        Preview(title, pdf, self._jobs.messages, self._window).show()

    def _show_kept(self, title: str, paper: "Paper") -> None:
        preview = Preview(title, paper.pdf, self._jobs.messages, self._window)
        Keeping(self._jobs, preview, paper)
        preview.show()


_FORM = "居民户信息登记表"


# Drawing needs reportlab; imported in the lane, with the first sheet.
def _record(desk: "Desk", household: int) -> "Paper":
    from wenming_desktop.papers.household import draw_record  # noqa: PLC0415

    return draw_record(desk, household)


def _sheet(desk: "Desk", household: int) -> "Paper":
    from wenming_desktop.papers.household import draw_sheet  # noqa: PLC0415

    return draw_sheet(desk, household)


def _blank(desk: "Desk") -> bytes:
    from wenming_desktop.papers.household import print_blank  # noqa: PLC0415

    return print_blank(desk)
