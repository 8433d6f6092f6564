"""What an event will touch, told while it is being written: done, to look at, still missing."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.common.frames import column, frame
from ui.common.labels import IconLabel, Words
from wenming_desktop.life.model import Touches

_PARTS: Final = (
    ("problems", "这样不行", "ri.error-warning-line", "danger_text", "error"),
    ("asks", "还差", "ri.edit-line", "warn_text", "warn"),
    ("does", "会一起改", "ri.check-line", "text_2", ""),
    ("reminds", "不会自己改，请看一下", "ri.alert-line", "warn_text", "warn"),
)


class TouchedList(QWidget):
    """Groups of lines; empty groups take no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lst_touched")
        self.setAccessibleName("会动到什么")
        self._layout = column(self, gap=6)
        self._body: QWidget | None = None
        self._lines: tuple[tuple[str, str], ...] = ()

    def show_touches(self, touches: Touches | None) -> None:
        """Show what is touched; None clears it."""
        lines = [] if touches is None else _lines(touches)
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.deleteLater()
        self._body = self._made(lines)
        self._layout.addWidget(self._body)
        self.setAccessibleDescription("；".join(f"{head}：{text}" for head, text in lines))

    def text(self) -> str:
        """Return all that is shown, a line each."""
        return "\n".join(f"{head}：{text}" for head, text in self._lines)

    def _made(self, lines: list[tuple[str, str]]) -> QWidget:
        body = QWidget()
        layout = column(body, gap=6)
        for _, head, icon, colour, kind in _PARTS:
            said = [text for under, text in lines if under == head]
            if said:
                layout.addWidget(_group(head, icon, colour, kind, said))
        return body


def _group(head: str, icon: str, colour: str, kind: str, said: list[str]) -> QWidget:
    box = frame("line")
    whole = QVBoxLayout(box)
    whole.setContentsMargins(0, 6, 0, 0)
    whole.setSpacing(3)
    whole.addWidget(Words(head, "sm3"))
    for text in said:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel(icon, "icon_s", colour), 0, Qt.AlignmentFlag.AlignTop)
        words = Words(text, kind)
        words.setWordWrap(True)
        line.addWidget(words, 1)
        whole.addLayout(line)
    return box


def _lines(touches: Touches) -> list[tuple[str, str]]:
    texts = {
        "problems": touches.problems,
        "asks": tuple(ask.text for ask in touches.asks),
        "does": tuple(touch.text for touch in touches.does),
        "reminds": tuple(touch.text for touch in touches.reminds),
    }
    return [(head, text) for key, head, *_ in _PARTS for text in dict.fromkeys(texts[key])]
