"""打印本楼图: on A4 or A3, with names for the desk or without for the wall."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.common.buttons import Btn
from ui.jobs import Jobs
from ui.printing import Preview

if TYPE_CHECKING:
    from wenming_desktop.work import Desk

_CHOICES: Final = (
    ("A4　带姓名", "A4", True),
    ("A3　带姓名", "A3", True),
    ("A4　不带姓名，能贴在楼道里", "A4", False),
    ("A3　不带姓名，能贴在楼道里", "A3", False),
)


class FrontPapers(QObject):
    """The button and what it prints; `building` says which one is in hand."""

    def __init__(self, jobs: Jobs, building: Callable[[], int | None], page: QWidget) -> None:
        super().__init__(page)
        self._jobs, self._building, self._page = jobs, building, page
        self.button = Btn("打印本楼图", name="print_front", icon="ri.printer-line")
        self.button.setToolTip("选纸张，带不带姓名　Ctrl+P")
        self.menu = QMenu(self.button)
        self.menu.setAccessibleName("打印本楼图")
        for label, paper, names in _CHOICES:
            action = self.menu.addAction(label)
            action.triggered.connect(partial(self.print_on, paper, names))
        self.button.setMenu(self.menu)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+P"), page, self.button.showMenu, context=within)

    def print_on(self, paper: str, names: bool, _checked: bool = False) -> None:
        """Draw the front of the building in hand and show it."""
        building = self._building()
        if building is not None:
            self._jobs.paper(self, self._show, _drawn, building, paper, names)

    def _show(self, pdf: bytes) -> None:
        Preview("楼栋图", pdf, self._jobs.messages, self._page).show()


def _drawn(desk: "Desk", building: int, paper: str, names: bool) -> bytes:
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.building import PrintFront, print_front  # noqa: PLC0415

    return print_front(desk, PrintFront(building, paper, names))
