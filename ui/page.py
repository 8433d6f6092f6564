"""What every page is: a widget that knows the lanes and tells the window its second title."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.common.memory import Memory
from ui.drafts import Drafts
from ui.jobs import Jobs


@dataclass(frozen=True)
class Office:
    """Facts of the frame that no page reads for itself."""

    community: str
    staff: str
    rights: frozenset[str] = frozenset()
    backup: str = ""
    ribbon: str = ""


class Services(QObject):
    """What the window lends its pages.

    `open_asked` carries the kind (household, ticket, card, cell, wish ...) and the id of what is to
    be opened on its own page, `page_asked` the key of a page; `restart_asked` ends the program
    and starts it anew.
    """

    register_asked = Signal(object)
    print_asked = Signal(int)
    open_asked = Signal(str, int)
    page_asked = Signal(str)
    restart_asked = Signal()

    def __init__(self, jobs: Jobs, memory: Memory, office: Office) -> None:
        super().__init__()
        self.jobs, self.memory, self.office = jobs, memory, office
        self.drafts = Drafts(jobs, self)


class Page(QWidget):
    """A page of the window; `subtitled` is shown beside its title, `counted` in the status bar."""

    subtitled = Signal(str)
    counted = Signal(str)

    def __init__(self, services: Services, name: str) -> None:
        super().__init__()
        self.services, self.jobs = services, services.jobs
        self.setObjectName(f"page_{name}")
        self.setProperty("k", "page")

    def start(self) -> None:
        """Read what the page shows; called once, when it is first shown."""

    def go_search(self) -> None:
        """Put the cursor into the page's own search box (Ctrl+F)."""

    def open_item(self, kind: str, item: int) -> None:
        """Bring one of the page's own things to hand."""

    def keep(self) -> None:
        """Remember widths and positions; called when the window closes."""

    def changed(self, tables: frozenset[str]) -> None:
        """Read again what a write to these tables has changed."""
