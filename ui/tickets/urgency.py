"""紧急程度: chosen by hand, and by itself for a sudden event, which is never an ordinary one."""

from typing import Final

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from ui.common.buttons import Segment
from wenming_desktop.tickets.rules import urgency_of

NORMAL: Final = "1"


class Urgency(Segment):
    """Rises with the category and falls back with it until a hand chooses."""

    def __init__(self) -> None:
        self.lifted = False
        self._category = ""
        super().__init__("urgency", [(NORMAL, "一般")])

    def follow(self, category: str) -> None:
        """Another category was chosen."""
        self._category = category
        if self.lifted:
            self.choose(NORMAL)
        self._lift()

    def put(self, code: str, category: str, *, lifted: bool) -> None:
        """Fill in what a draft kept."""
        self._category, self.lifted = category, lifted
        self.choose(code or NORMAL)

    def reset(self) -> None:
        """An ordinary call of no category yet."""
        self.put(NORMAL, "", lifted=False)

    def _lift(self) -> None:
        wanted = urgency_of(self._category, self.value())
        self.lifted = wanted != self.value()
        self.choose(wanted)

    @override
    def _clicked(self, button: QPushButton) -> None:
        self._lift()
        super()._clicked(button)
