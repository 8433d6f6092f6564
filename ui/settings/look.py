"""外观: theme and type size, changed at once."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Segment, row
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.common.tokens import Tokens
from ui.page import Services
from ui.settings.section import Section

_THEMES: Final = [("light", "浅色"), ("dark", "深色")]
_SIZES: Final = [("normal", "标准字"), ("large", "大字")]


class LookSection(Section):
    """Theme and size; `chosen` carries the tokens to wear."""

    chosen = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services, "look")
        self._theme, self._size = Segment("theme", _THEMES), Segment("size", _SIZES)
        card = frame("card")
        inside = column(card, margins=(16, 12, 16, 16), gap=14)
        for label, part, note in (
            ("主题", self._theme, "深色适合光线暗的屋子，打印件不变"),
            ("字号", self._size, "也可以按 Ctrl+加号、Ctrl+0"),
        ):
            part.setAccessibleName(label)
            inside.addLayout(_choice(label, part, note))
        whole = column(self)
        whole.addWidget(card)
        whole.addStretch(1)
        self._theme.chosen.connect(self._choose)
        self._size.chosen.connect(self._choose)

    @override
    def start(self) -> None:
        self.show_now()

    def show_now(self) -> None:
        """Show the look in use; the user's menu may have changed it."""
        now = theme.current()
        self._theme.choose(now.theme)
        self._size.choose(now.size)

    def _choose(self, _key: str) -> None:
        self.chosen.emit(
            Tokens(
                "dark" if self._theme.value() == "dark" else "light",
                "large" if self._size.value() == "large" else "normal",
            )
        )


def _choice(label: str, part: Segment, note: str) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(6)
    box.addWidget(Words(label, "head"))
    box.addLayout(row(part, None))
    box.addWidget(Words(note, "sm3"))
    return box
