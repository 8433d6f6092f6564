"""时限重算: after holidays or working hours changed, which deadlines would move; never silently.

A bar in the settings counts them and opens the list. It opens it by itself when an edit put
something new on it, unless it was put off while this section was in sight.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.frames import column
from ui.common.labels import Words
from ui.jobs import Job
from ui.page import Services
from ui.settings.recalculation_dialog import FINE, Changes, RecalculationDialog
from wenming_desktop.tickets.recalculation import due_changes

_CALENDAR: Final = frozenset({"workday", "community"})
_LISTED: Final = _CALENDAR | {"ticket", "ticket_action"}
_OTHERS: Final = "改了放假或上班时间以后，请书记到这里重算没办结工单的时限。"


class DeadlinesBar(QWidget):
    """How many deadlines no longer fit the calendar, and the button to the list."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services, self._jobs = services, services.jobs
        self._may_read = "ticket.read" in services.office.rights
        self._dialog: RecalculationDialog | None = None
        self._known: Changes | None = None
        self._asked: Job | None = None
        self._put_off = self._offers = self._opens = False
        self._words = Words(FINE if self._may_read else _OTHERS, "sm2")
        self._words.setObjectName("lbl_deadlines")
        self._words.setWordWrap(True)
        self.button = Btn(
            "时限重算", name="recalculation", icon="ri.calendar-todo-line", small=True
        )
        self.button.setEnabled(self._may_read)
        inside = column(self, margins=(0, 10, 0, 0), gap=6)
        inside.addWidget(Words("没办结工单的时限", "head"))
        inside.addWidget(self._words)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.setVisible(self._may_read)
        on_click(self.button, self.open_list)
        self._jobs.changed.connect(self._changed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._put_off = False
        self._read()

    def open_list(self) -> None:
        """Open the list as it is now, the empty one too."""
        self._opens = True
        self._read()

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & _LISTED:
            # Kept until it is answered: another write may ask again before that.
            self._offers = self._offers or bool(tables & _CALENDAR)
            self._read()

    def _read(self) -> None:
        if not self._may_read:
            return
        if self._asked is not None and self._known is not None:
            self._asked.drop()
        self._asked = self._jobs.read(self, self._show, due_changes)

    def _show(self, rows: Changes) -> None:
        new = self._known is not None and bool(_moves(rows) - _moves(self._known))
        opens = self._opens or (self._offers and new and not self._put_off)
        self._known, self._offers, self._opens = rows, False, False
        self._words.setText(
            f"{len(rows):,} 件没办结的工单，时限和现在的日历对不上。" if rows else FINE
        )
        self.button.setText(f" 时限重算（{len(rows):,} 件）" if rows else " 时限重算")
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.show_changes(rows)
        elif opens:
            self._open(rows)

    def _open(self, rows: Changes) -> None:
        if self._dialog is None:
            self._dialog = RecalculationDialog(self._services, self.window())
            self._dialog.put_off.connect(self._later)
        self._dialog.show_changes(rows)
        self._dialog.bring()

    def _later(self) -> None:
        self._put_off = True


def _moves(rows: Changes) -> frozenset[tuple[int, object]]:
    return frozenset((row.id, row.new) for row in rows)
