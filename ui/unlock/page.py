"""解锁: choose an account, type the password. Needs nothing but Qt, so that it is there at once.

The caller unlocks: `on_submit(login, password)` is told, and answers through `busy`, `wrong`,
`wait` or by taking the page away.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

import resources
from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import Badge, column, frame
from ui.common.labels import IconLabel, Mark, Words
from ui.unlock.accounts import Account, AccountList

_HIDDEN, _PLAIN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


class PasswordField(QLineEdit):
    """The password; arrow keys are left to the list of accounts."""

    def __init__(self, arrows: Callable[[int], object], watch: Callable[[str], object]) -> None:
        super().__init__()
        self._arrows, self._watch = arrows, watch
        self.setObjectName("fld_password")
        self.setAccessibleName("密码")
        self.setEchoMode(_HIDDEN)
        self.setMaxLength(200)

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


class UnlockPage(QWidget):
    """Asks who is there."""

    def __init__(
        self,
        accounts: Sequence[Account],
        on_submit: Callable[[str, str], object],
        *,
        office: str = "",
        backup: str = "",
        version: str = "",
        forgotten: str = "忘记密码请找系统维护，在本机即可重设。",
    ) -> None:
        super().__init__()
        self.setObjectName("page_unlock")
        self.setProperty("k", "page")
        self._submit = on_submit
        self._scene = QSvgRenderer(str(resources.path("style", "street.svg")), self)
        self._left = 0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self.accounts = AccountList(accounts)
        self.password = PasswordField(self.accounts.move_by, self._caps)
        self._name, self._role = Words("", "person"), Words("", "t2")
        self._caps_line = _message("ri.alert-line", "warn", "大写锁定已打开，按 CapsLock 关闭")
        self._caps_line.setObjectName("msg_caps")
        self._error = Words("", "error")
        self._error.setObjectName("err_password")
        self._error.setWordWrap(True)
        self._unlock = Btn("解锁", name="unlock", icon="ri.lock-unlock-line", k="pri")
        self._peek = Btn("显示", name="peek", icon="ri.eye-line", k="link")
        self._lay_out(office, backup, version, forgotten)
        self.accounts.currentRowChanged.connect(self._account_changed)
        self.password.returnPressed.connect(self._go)
        self.password.textEdited.connect(self._typing)
        on_click(self._unlock, self._go)
        on_click(self._peek, self._toggle_peek)
        self._account_changed()

    def _lay_out(self, office: str, backup: str, version: str, forgotten: str) -> None:
        layout = column(self, margins=(16, 16, 16, 10))
        layout.addStretch(3)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Words("文明社区工作台", "huge"))
        if office:
            names.addWidget(Words(office, "t2"))
        title = row(None, Mark(44), spacing=12)
        title.addLayout(names)
        title.addStretch(1)
        layout.addLayout(title)
        layout.addSpacing(18)
        layout.addLayout(row(None, self._card(forgotten), None))
        layout.addSpacing(18)
        badges = [Badge("ri.wifi-off-line", "不连网也能用", "ok")]
        badges.append(Badge("ri.shield-check-line", "数据加密存放在这台电脑"))
        if backup:
            badges.append(Badge("ri.save-3-line", backup))
        layout.addLayout(row(None, *badges, None, spacing=12))
        layout.addStretch(4)
        layout.addLayout(row(None, Words(version, "cap3")))

    def _card(self, forgotten: str) -> QFrame:
        scale = theme.px("f_body") / 15
        card = frame("card")
        card.setFixedSize(round(760 * scale), round(372 * scale))
        line = QHBoxLayout(card)
        line.setContentsMargins(1, 1, 1, 1)
        line.setSpacing(0)
        left = QFrame()
        left.setObjectName("unlock_accounts")
        left.setFixedWidth(round(300 * scale))
        inside = column(left)
        head = QWidget()
        head.setFixedHeight(round(46 * scale))
        heading = row(Words("选择账号", "strong"), Words("↑ ↓ 切换", "sm3"), None)
        heading.setContentsMargins(16, 0, 16, 0)
        head.setLayout(heading)
        inside.addWidget(head)
        inside.addWidget(self.accounts, 1)
        line.addWidget(left)
        right = QWidget()
        form = column(right, margins=(44, 34, 44, 24), gap=6)
        form.addWidget(self._name)
        form.addWidget(self._role)
        form.addSpacing(12)
        label = Words("密码", "t2")
        label.setBuddy(self.password)
        form.addLayout(row(label, None, self._peek))
        form.addWidget(self.password)
        form.addWidget(self._caps_line)
        form.addWidget(self._error)
        form.addSpacing(4)
        form.addWidget(self._unlock)
        form.addStretch(1)
        last = Words(forgotten, "sm3")
        last.setWordWrap(True)
        form.addWidget(last)
        line.addWidget(right, 1)
        self._caps_line.hide()
        self._error.hide()
        return card

    def busy(self) -> None:
        """Show that the password is being tried."""
        self._set_open(is_open=False)
        self._unlock.setText("正在解锁，约一两秒")
        self._error.hide()

    def wrong(self, text: str) -> None:
        """Say that it was not the password, and let another be typed."""
        self._ready()
        self._say(text)
        self.password.selectAll()
        self.password.setFocus()

    def wait(self, seconds: int) -> None:
        """Refuse tries for so many seconds, counting down."""
        self._ready()
        self.password.clear()
        self._left = max(1, seconds)
        self._set_open(is_open=False)
        self._second.start()
        self._show_wait()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_wait()
            return
        self._ready()
        self._error.hide()
        self.password.setFocus()

    def _show_wait(self) -> None:
        minutes, seconds = divmod(self._left, 60)
        left = f"{minutes} 分 {seconds:02} 秒" if minutes else f"{seconds} 秒"
        self._say(f"错的次数多了，{left}后再试。")

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.show()
        self.password.setAccessibleDescription(text)

    def _ready(self) -> None:
        self._second.stop()
        self._set_open(is_open=True)
        self._unlock.setText(" 解锁")

    def _set_open(self, *, is_open: bool) -> None:
        for part in (self.password, self._unlock, self.accounts):
            part.setEnabled(is_open)

    def _go(self) -> None:
        account, password = self.accounts.chosen(), self.password.text()
        if account is None or not self._unlock.isEnabled():
            return
        if not password:
            self._say("先输入密码，再按回车。")
            return
        self.busy()
        self._submit(account.login, password)

    def _typing(self) -> None:
        self._error.hide()

    def _account_changed(self) -> None:
        account = self.accounts.chosen()
        self._name.setText(account.name if account is not None else "还没有账号")
        self._role.setText(account.role if account is not None else "")
        self.password.clear()
        self._error.hide()

    def _toggle_peek(self) -> None:
        shown = self.password.echoMode() == _HIDDEN
        self.password.setEchoMode(_PLAIN if shown else _HIDDEN)
        self._peek.setText("盖住" if shown else "显示")

    def _caps(self, state: str) -> None:
        on = not self._caps_line.isVisible() if state == "flip" else state == "on"
        self._caps_line.setVisible(on)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.password.setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("bg"))
        if theme.current().theme == "light":
            size = self._scene.defaultSize()
            width = max(self.width(), size.width())
            height = size.height() * width / size.width()
            left = (self.width() - width) / 2
            self._scene.render(painter, QRectF(left, self.height() - height, width, height))
        painter.end()


def _message(icon: str, k: str, text: str) -> QWidget:
    box = QWidget()
    line = row(IconLabel(icon, "icon_s", "warn_text"), Words(text, k), None, spacing=5)
    box.setLayout(line)
    return box
