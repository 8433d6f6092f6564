"""What a tab or tile beside the party tree is: it shows one node and counts what it shows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.page import Services


class NodePanel(QWidget):
    """Shows what belongs to the node in hand (level and id as in `NodeFilter`).

    `counted` carries the number for the tab; 0 is shown too.
    """

    counted = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services, self.jobs = services, services.jobs

    def show_node(self, level: str, row_id: int) -> None:
        """Read what belongs to this node."""

    def go_search(self) -> None:
        """Put the cursor into the panel's own search box (Ctrl+F)."""

    def changed(self, tables: frozenset[str]) -> None:
        """Read again what a write to these tables has changed."""

    def keep(self) -> None:
        """Remember widths and choices; called when the window closes."""
