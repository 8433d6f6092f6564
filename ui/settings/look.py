"""外观: theme and type size, changed at once."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Segment, row
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.common.tokens import SizeName, ThemeName, Tokens
from ui.look_menu import SIZE_WORDS, THEME_WORDS
from ui.page import Services
from ui.settings.section import Section

_THEMES: Final[dict[str, ThemeName]] = {name: name for name in THEME_WORDS}
_SIZES: Final[dict[str, SizeName]] = {name: name for name in SIZE_WORDS}


class LookSection(Section):
    """Theme and size; `chosen` carries the tokens to wear."""

    chosen = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services, "look")
        self._theme = Segment("theme", THEME_WORDS.items())
        self._size = Segment("size", SIZE_WORDS.items())
        card = frame("card")
        inside = column(card, margins=(16, 12, 16, 16), gap=14)
        for label, part, note in (
            ("主题", self._theme, "深色适合光线暗的屋子，打印件不变。系统开了高对比度就跟着变"),
            ("字号", self._size, "也可以按 Ctrl+加号、Ctrl+减号，Ctrl+0 回到标准字"),
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
        now = theme.wanted()
        self._theme.choose(now.theme)
        self._size.choose(now.size)

    def _choose(self, _key: str) -> None:
        self.chosen.emit(Tokens(_THEMES[self._theme.value()], _SIZES[self._size.value()]))


def _choice(label: str, part: Segment, note: str) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(6)
    box.addWidget(Words(label, "head"))
    box.addLayout(row(part, None))
    box.addWidget(Words(note, "sm3"))
    return box
