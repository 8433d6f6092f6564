"""解锁: choose an account, type the password. Needs nothing but Qt, so that it is there at once.

The caller unlocks: `on_submit(login, password)` is told, and answers through `busy`, `wrong`,
`wait` or by taking the page away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

import resources
from ui.common import ime, theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import Badge, column, frame
from ui.common.labels import IconLabel, Mark, Words
from ui.unlock.accounts import Account, AccountList
from ui.unlock.password import PasswordField, UnlockButton


@dataclass(frozen=True)
class Around:
    """What stands around the accounts; what is not known stays empty."""

    office: str = ""
    backup: str = ""
    version: str = ""
    locked: str = ""
    chosen: str = ""


class UnlockPage(QWidget):
    """Asks who is there; `on_forgotten` is offered where there is a way in by paper."""

    def __init__(
        self,
        accounts: Sequence[Account],
        on_submit: Callable[[str, str], object],
        around: Around | None = None,
        on_forgotten: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        around = around or Around()
        self.setObjectName("page_unlock")
        self.setProperty("k", "page")
        self._submit = on_submit
        self._scene = QSvgRenderer(str(resources.path("style", "street.svg")), self)
        self._left = 0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self.accounts = AccountList(accounts)
        self.accounts.choose(around.chosen)
        self.password = PasswordField(self.accounts.move_by, self._caps)
        self._name, self._role = Words("", "person"), Words("", "t2")
        self._caps_line = _message(
            "ri.alert-line", "warn_text", "warn", "大写锁定已打开，按 CapsLock 关闭"
        )
        self._caps_line.setObjectName("msg_caps")
        self._error = Words("", "error")
        self._error.setObjectName("err_password")
        self._error.setWordWrap(True)
        self._unlock = UnlockButton()
        self._forgotten = Btn("用恢复码打开", name="forgotten", k="link")
        if on_forgotten is None:
            self._forgotten.hide()
        self._bar = _endless("正在解锁")
        self._locked = _message("ri.lock-line", "text_2", "t2", around.locked)
        self._locked.setObjectName("msg_locked")
        self._lay_out(around)
        if on_forgotten is not None:
            on_click(self._forgotten, on_forgotten)
        self._connect()
        self._account_changed()

    def _connect(self) -> None:
        self.accounts.currentRowChanged.connect(self._account_changed)
        self.password.returnPressed.connect(self._go)
        self.password.textEdited.connect(self._typing)
        on_click(self._unlock, self._go)

    def _lay_out(self, around: Around) -> None:
        whole = QGridLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        middle = QWidget()
        layout = column(middle)
        # Without a row of its own, so that the rest stands in the middle of the window.
        version = row(None, Words(around.version, "cap3"))
        version.setContentsMargins(16, 0, 16, 10)
        whole.addWidget(middle, 0, 0)
        whole.addLayout(version, 0, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Words("文明社区工作台", "huge"))
        if around.office:
            names.addWidget(Words(around.office, "t2"))
        title = row(None, Mark(44), spacing=12)
        title.addLayout(names)
        title.addStretch(1)
        layout.addLayout(title)
        layout.addSpacing(18)
        layout.addLayout(row(None, self._card(), None))
        layout.addSpacing(18)
        badges = [Badge("ri.wifi-off-line", "不连网也能用", "ok")]
        badges.append(Badge("ri.shield-check-line", "数据加密存放在这台电脑"))
        if around.backup:
            badges.append(Badge("ri.save-3-line", around.backup))
        layout.addLayout(row(None, *badges, None, spacing=12))
        layout.addStretch(1)
        self._locked.setVisible(bool(around.locked))
        self._bar.hide()

    def _card(self) -> QFrame:
        scale = theme.px("f_body") / 15
        card = frame("card")
        card.setFixedWidth(round(760 * scale))
        card.setMinimumHeight(round(372 * scale))
        line = QHBoxLayout(card)
        line.setContentsMargins(1, 1, 1, 1)
        line.setSpacing(0)
        line.addWidget(self._accounts_side(scale))
        line.addWidget(self._password_side(), 1)
        self._caps_line.hide()
        self._error.hide()
        return card

    def _accounts_side(self, scale: float) -> QFrame:
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
        return left

    def _password_side(self) -> QWidget:
        right = QWidget()
        form = column(right, margins=(44, 34, 44, 24))
        form.addWidget(self._name)
        form.addWidget(self._role)
        form.addSpacing(22)
        label = Words("密码", "t2")
        label.setBuddy(self.password)
        form.addWidget(label)
        form.addSpacing(6)
        form.addWidget(self.password)
        form.addWidget(self._notes())
        form.addWidget(self._unlock)
        form.addSpacing(8)
        form.addWidget(self._bar)
        form.addWidget(self._locked)
        form.addStretch(1)
        last = Words("忘记密码请找系统维护，在本机即可重设。", "sm3")
        last.setWordWrap(True)
        foot = row()
        foot.addWidget(last, 1)
        foot.addWidget(self._forgotten, 0, Qt.AlignmentFlag.AlignBottom)
        form.addLayout(foot)
        return right

    def _notes(self) -> QWidget:
        """Return the place of what is to be said of the password; it is kept free for it."""
        notes = QWidget()
        notes.setMinimumHeight(round(42 * theme.px("f_body") / 15))
        inside = column(notes, margins=(0, 7, 0, 7), gap=4)
        inside.addWidget(self._caps_line)
        inside.addWidget(self._error)
        inside.addStretch(1)
        return notes

    def busy(self) -> None:
        """Show that the password is being tried."""
        self._set_open(is_open=False)
        self._unlock.tell("正在解锁，约一两秒")
        self._bar.show()
        for line in (self._error, self._locked):
            line.hide()

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
        self._bar.hide()
        self._unlock.tell("")

    def _set_open(self, *, is_open: bool) -> None:
        for part in (self.password, self._unlock, self.accounts, self._forgotten):
            part.setEnabled(is_open)

    def _go(self) -> None:
        ime.commit()
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
        if not theme.current().dark:
            size = self._scene.defaultSize()
            width = max(self.width(), size.width())
            height = size.height() * width / size.width()
            left = (self.width() - width) / 2
            self._scene.render(painter, QRectF(left, self.height() - height, width, height))
        painter.end()


def _endless(name: str) -> QProgressBar:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, 0)
    bar.setAccessibleName(name)
    return bar


def _message(icon: str, colour: str, k: str, text: str) -> QWidget:
    box = QWidget()
    line = row(IconLabel(icon, "icon_s", colour), Words(text, k), None, spacing=5)
    box.setLayout(line)
    return box
