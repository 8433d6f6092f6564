"""打印架构图: the five levels on A4 or A3."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.common.buttons import on_click
from ui.page import Services
from ui.printing import Preview, PrintPlace

if TYPE_CHECKING:
    from wenming_desktop.work import Desk

_CHOICES: Final = (("A4 横向", "A4"), ("A3 横向，贴在墙上", "A3"))


class TreePapers(QObject):
    """What the button below the tree prints."""

    def __init__(self, services: Services, button: QPushButton, page: QWidget) -> None:
        super().__init__(page)
        self._services, self._button, self._page = services, button, page
        self.menu = QMenu(button)
        self.menu.setAccessibleName("打印架构图")
        for label, paper in _CHOICES:
            self.menu.addAction(label).triggered.connect(partial(self.print_on, paper))
        on_click(button, self._pop_up)

    def _pop_up(self) -> None:
        self.menu.popup(self._button.mapToGlobal(self._button.rect().topLeft()))

    def print_on(self, paper: str, _checked: bool = False) -> None:
        """Draw the chart and show it."""
        self._services.jobs.paper(self, self._show, _drawn, paper)

    def _show(self, pdf: bytes) -> None:
        place = PrintPlace(self._services.jobs, self._services.memory, "party_tree")
        Preview(
            "党组织架构图", pdf, self._services.jobs.messages, self._page.window(), place
        ).show()


def _drawn(desk: "Desk", paper: str) -> bytes:
    # Drawing needs reportlab; imported in the lane, with the first sheet.
    from wenming_desktop.papers.party_tree import PrintTree, print_tree  # noqa: PLC0415

    return print_tree(desk, PrintTree(paper))
