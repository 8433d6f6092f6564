"""The password field: letters covered until asked for, arrows left to the list of accounts."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from typing_extensions import override

from ui.common.buttons import Btn, on_click

_HIDDEN, _PLAIN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
_GAP = 6


class PasswordField(QLineEdit):
    """The password; arrow keys are left to the list of accounts."""

    def __init__(self, arrows: Callable[[int], object], watch: Callable[[str], object]) -> None:
        super().__init__()
        self._arrows, self._watch = arrows, watch
        self.setObjectName("fld_password")
        self.setAccessibleName("密码")
        self.setEchoMode(_HIDDEN)
        self.setMaxLength(200)
        self._peek = Btn("", name="peek", icon="ri.eye-off-line", k="link")
        self._peek.setParent(self)
        self._peek.setCursor(Qt.CursorShape.ArrowCursor)
        self._tell()
        on_click(self._peek, self._toggle)

    def _toggle(self) -> None:
        self.setEchoMode(_PLAIN if self.echoMode() == _HIDDEN else _HIDDEN)
        self._tell()

    def _tell(self) -> None:
        words = "显示密码" if self.echoMode() == _HIDDEN else "盖住密码"
        self._peek.setAccessibleName(words)
        self._peek.setToolTip(words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._arrows(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        letter = event.text()
        super().keyPressEvent(event)
        if letter.isascii() and letter.isalpha():
            # Qt knows no lock keys: a capital without Shift (or the reverse) betrays it.
            self._watch("on" if letter.isupper() == plain else "off")
        elif event.key() == Qt.Key.Key_CapsLock:
            self._watch("flip")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._peek.sizeHint()
        self._peek.resize(size)
        self._peek.move(self.width() - size.width() - _GAP, (self.height() - size.height()) // 2)
        self.setTextMargins(0, 0, size.width() + _GAP, 0)


class UnlockButton(Btn):
    """解锁, with its key behind the word instead of at the edge: the button is wide."""

    def __init__(self) -> None:
        super().__init__("解锁", name="unlock", icon="ri.lock-unlock-line", k="pri")
        self._enter = QLabel("回车", self)
        self._enter.setTextFormat(Qt.TextFormat.PlainText)
        self._enter.setProperty("k", "kbd")
        self._enter.setProperty("on", "pri")
        self._enter.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleDescription("快捷键 回车")

    def tell(self, text: str) -> None:
        """Show other words; the key stands only behind 解锁."""
        self.setText(text or " 解锁")
        self._enter.setVisible(not text)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self.fontMetrics().horizontalAdvance(self.text()) + self.iconSize().width()
        size = self._enter.sizeHint()
        left = (self.width() + words) // 2 + 12
        self._enter.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )
