"""The only door for saying or asking a clerk anything.

Most things are said in a bar at the lower left that goes by itself. Boxes are kept for trouble
with the data file, for a fault of the program, and for a question that must have an answer;
none of them stops the page behind it.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.common.buttons import Btn, on_click
from ui.common.labels import IconLabel, Words
from ui.common.undo_bar import Actions, Bars


class Messages(QObject):
    """Says and asks over one window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._bars: Bars | None = None
        self._boxed: set[str] = set()

    def attach(self, window: QWidget, bars: Bars) -> None:
        """Speak over this window from now on."""
        self._window, self._bars = window, bars

    def say(self, text: str, action: Actions = None, icon: str = "ri.check-line") -> None:
        """Say what was done, with one thing to do about it or a few."""
        if self._bars is not None:
            self._bars.show_bar(text, icon, action)

    def offer(self, text: str, actions: Actions) -> None:
        """Say what was refused and offer ways on; it stands until one is taken or it is closed."""
        if self._bars is not None:
            self._bars.show_bar(text, "ri.error-warning-line", actions, stays=True)

    def warn(self, text: str) -> None:
        """Say why something was refused; what a box says already is not said twice."""
        if text not in self._boxed:
            self.say(text, icon="ri.error-warning-line")

    def trouble(self, text: str) -> None:
        """Say that the data file cannot be used as asked."""
        box = Box(self._window, "数据文件", text, tone="danger_text")
        box.add("close", "知道了", box.accept, main=True)
        self._boxed.add(text)
        box.finished.connect(lambda _how: self._boxed.discard(text))
        box.open()

    def bug(self, number: str) -> None:
        """Say that the program failed, with the number its log carries."""
        text = (
            f"程序出错，编号 {number}。\n刚才这一步没有保存，原来的数据没有动。"
            "\n可以接着用；再出现时把编号告诉系统维护。"
        )
        box = Box(self._window, "程序出错", text, tone="danger_text")
        box.add("copy_number", "复制编号", partial(_copy, number))
        box.add("close", "知道了", box.accept, main=True)
        box.open()

    def ask(
        self, question: str, choices: Sequence[tuple[str, str]], done: Callable[[str], object]
    ) -> None:
        """Ask for one of a few answers; `done` gets its key, nothing when the box is closed."""
        box = Box(self._window, "请选一项", question, tone="ink")
        for key, label in choices:
            box.add(f"answer_{key}", label, partial(box.answer, key, done))
        box.open()


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


class Box(QDialog):
    """A small window with a sentence and buttons; it does not block the program."""

    def __init__(self, parent: QWidget | None, title: str, text: str, *, tone: str) -> None:
        super().__init__(parent)
        self.setObjectName("box_message")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = Words(text)
        words.setWordWrap(True)
        words.setMinimumWidth(360)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(IconLabel("ri.information-line", "icon", tone), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(18)
        layout.addLayout(line)
        layout.addLayout(self._buttons)

    def add(
        self, name: str, label: str, action: Callable[[], object], *, main: bool = False
    ) -> None:
        """Add a button."""
        button = Btn(label, name=name, k="pri" if main else "")
        on_click(button, action)
        self._buttons.addWidget(button)
        if main:
            button.setDefault(True)
            button.setFocus()

    def answer(self, key: str, done: Callable[[str], object]) -> None:
        """Close and hand the answer on."""
        self.accept()
        done(key)
