"""恢复前先看看会变什么: numbers of then and now, the password of that day, then the way."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from ui.common import ime
from ui.common.buttons import Btn, on_click
from ui.common.frames import column
from ui.common.labels import Words
from wenming_desktop.backup.kept import Back
from wenming_desktop.backup.rules import moment


class GoingBack(QFrame):
    """One backup looked at; `verify_asked` and `restore_asked` (account, password)."""

    verify_asked = Signal()
    restore_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane_going_back")
        self.setProperty("k", "card")
        self._of = Words("", "sub")
        self._of.setObjectName("lbl_going_back")
        self._numbers = Words("", "strong")
        self._numbers.setObjectName("lbl_what_changes")
        self._numbers.setWordWrap(True)
        self._then = Words("", "t2")
        self._then.setObjectName("lbl_then_and_now")
        self._then.setWordWrap(True)
        self._account = self._field("back_account", "那天的账号")
        self._password = self._field("back_password", "那天的密码")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._error = Words("", "error")
        self._error.setObjectName("err_going_back")
        self._error.setWordWrap(True)
        self._error.hide()
        self._verify = Btn("核对这一份", name="verify_this", icon="ri.shield-check-line")
        self._restore = Btn("恢复", name="restore")
        self._lay_out()
        on_click(self._verify, self.verify_asked.emit)
        on_click(self._restore, self._ask)
        self._password.returnPressed.connect(self._ask)

    def _field(self, name: str, label: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(f"fld_{name}")
        edit.setAccessibleName(label)
        edit.setPlaceholderText(label)
        edit.setMaxLength(128)
        return edit

    def _lay_out(self) -> None:
        inside = column(self, margins=(16, 12, 16, 12), gap=6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words("恢复前先看看会变什么", "strong"))
        head.addWidget(self._of, 1)
        inside.addLayout(head)
        inside.addWidget(self._numbers)
        inside.addWidget(self._then)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._account, 1)
        line.addWidget(self._password, 1)
        line.addWidget(self._verify)
        line.addWidget(self._restore)
        inside.addLayout(line)
        inside.addWidget(self._error)
        said = Words(
            "恢复前会先给现在的数据备份一次，恢复错了可以退回来。核对完程序会重新打开，"
            "用那天的密码进。",
            "sm3",
        )
        said.setWordWrap(True)
        inside.addWidget(said)

    def show_back(self, back: Back, account: str) -> None:
        """Say what going back would change."""
        when = moment(back.facts.made_at, datetime.now())
        self._of.setText(f"{when} → 现在")
        self._numbers.setText(changes(back))
        facts, now = back.facts, back.now
        self._then.setText(
            f"备份里有 {facts.households:,} 户、{facts.residents:,} 人、{facts.tickets:,} 件工单，"
            f"现在有 {now.households:,} 户、{now.residents:,} 人、{now.tickets:,} 件"
        )
        self._restore.setText(f"恢复到{when}")
        self._restore.setAccessibleName(f"恢复到{when}")
        known = facts.accounts
        self._account.setText(account if account in known or not known else known[0])
        self._password.clear()
        self.show_error("")

    def show_error(self, text: str) -> None:
        """Say what is to be put right; the cursor goes to the password."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if text:
            self._password.setFocus()
            self._password.selectAll()

    def set_busy(self, *, busy: bool) -> None:
        """While it is read, checked and unpacked nothing else may be asked."""
        for button in (self._verify, self._restore):
            button.setEnabled(not busy)

    def forget(self) -> None:
        """Leave no password in the field."""
        self._password.clear()

    def _ask(self) -> None:
        ime.commit()
        account, password = self._account.text().strip(), self._password.text()
        if not self._restore.isEnabled():
            return
        if not account or not password:
            self.show_error("账号和密码都要写。写做这份备份那天用的，换过密码的写老密码。")
            return
        self.show_error("")
        self.restore_asked.emit(account, password)


def changes(back: Back) -> str:
    """What changes, in numbers, as one sentence."""
    since = back.since
    if since is None:
        return "这份备份不是从现在的数据往前数的，恢复后全部换成备份里的"
    if since.acts == 0:
        return "备份以后没有改过什么，恢复了也一样"
    parts = []
    if since.households_changed:
        parts.append(f"{since.households_changed:,} 户会变回原样")
    if since.tickets_new:
        parts.append(f"{since.tickets_new:,} 件工单会消失")
    if since.others_new:
        parts.append(f"{since.others_new:,} 条别的记录会消失")
    return "　".join([*parts, f"备份以后的 {since.acts:,} 步操作都不算了"])
