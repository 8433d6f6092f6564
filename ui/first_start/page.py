"""第一次打开: look at the sample office, or set up one's own; then keep the recovery key.

The caller does the work and answers through `busy`, `wrong` or by taking the page away.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import Badge, column, frame
from ui.common.labels import Elided, Mark, Words
from ui.common.restyle import restyle_one

_LEAST = 10
_KINDS = 2


class FirstStartPage(QWidget):
    """Two doors: the sample office in one click, one's own office in four fields."""

    def __init__(
        self,
        open_sample: Callable[[], object],
        found: Callable[[str, str, str], object],
        folder: Path,
    ) -> None:
        super().__init__()
        self.setObjectName("page_first_start")
        self.setProperty("k", "page")
        self._open_sample, self._found = open_sample, found
        self._community = _field("community", "社区名称", "如：槐荫里社区居民委员会")
        self._account = _field("account", "您的账号名", "如：林晓燕，以后解锁时选它")
        self._password = _field("password", "密码", "至少 10 位，字母、数字、符号里占两种")
        self._again = _field("password_again", "再输一遍", "")
        for secret in (self._password, self._again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._error = Words("", "error")
        self._error.setObjectName("err_first_start")
        self._error.setWordWrap(True)
        self._sample = Btn("看演示社区", name="open_sample", icon="ri.play-circle-line")
        self._make = Btn("建立本社区", name="create_office", icon="ri.home-heart-line", k="pri")
        on_click(self._sample, self._choose_sample)
        on_click(self._make, self._check)
        self._lay_out(folder)
        self._community.setFocus()

    def _lay_out(self, folder: Path) -> None:
        layout = column(self, margins=(16, 16, 16, 16))
        layout.addStretch(3)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Words("文明社区工作台", "huge"))
        names.addWidget(Words("第一次打开，先选一扇门", "t2"))
        title = row(None, Mark(44), spacing=12)
        title.addLayout(names)
        title.addStretch(1)
        layout.addLayout(title)
        layout.addSpacing(18)
        layout.addLayout(row(None, self._sample_card(), self._own_card(folder), None, spacing=16))
        layout.addSpacing(18)
        offline = Badge("ri.wifi-off-line", "不连网也能用", "ok")
        safe = Badge("ri.shield-check-line", "数据加密存放在这台电脑")
        layout.addLayout(row(None, offline, safe, None, spacing=12))
        layout.addStretch(4)

    def _sample_card(self) -> QFrame:
        card, layout = _card(300)
        layout.addWidget(Words("先看看", "strong"))
        text = Words("编出来的社区，三个月的台账、连心卡和工单。随便点，关上就没了，不碰您的数据。")
        text.setProperty("k", "t2")
        text.setWordWrap(True)
        layout.addWidget(text)
        layout.addStretch(1)
        layout.addWidget(self._sample)
        return card

    def _own_card(self, folder: Path) -> QFrame:
        card, layout = _card(480)
        layout.addWidget(Words("建立本社区", "strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, part in enumerate((self._community, self._account, self._password, self._again)):
            label = Words(part.accessibleName(), "t2")
            label.setBuddy(part)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(part, at, 1)
        layout.addLayout(grid)
        layout.addWidget(self._error)
        layout.addStretch(1)
        layout.addWidget(Elided(f"数据放在 {folder}", "sm3"))
        layout.addWidget(self._make)
        return card

    def busy(self) -> None:
        """Show that the office is being made."""
        self._set_open(is_open=False)
        self._error.setText("")
        self._make.setText("正在建立，约几秒")

    def wrong(self, text: str) -> None:
        """Say why it was refused; nothing typed is lost."""
        self._set_open(is_open=True)
        self._make.setText(" 建立本社区")
        self._error.setText(text)

    def _set_open(self, *, is_open: bool) -> None:
        parts = (self._community, self._account, self._password, self._again)
        for part in (*parts, self._sample, self._make):
            part.setEnabled(is_open)

    def _choose_sample(self) -> None:
        self.busy()
        self._make.setText("正在准备演示社区，约十几秒")
        self._open_sample()

    def _check(self) -> None:
        for part, text in self._problems():
            restyle_one(part, "state", "error")
            self._error.setText(text)
            part.setFocus()
            return
        for part in (self._community, self._account, self._password, self._again):
            restyle_one(part, "state", "")
        self.busy()
        community, account = self._community.text().strip(), self._account.text().strip()
        self._found(community, account, self._password.text())

    def _problems(self) -> list[tuple[QLineEdit, str]]:
        """Return what is wrong with the fields, in reading order."""
        word = self._password.text()
        checks = (
            (self._community, not self._community.text().strip(), "社区名称还没写。"),
            (self._account, not self._account.text().strip(), "账号名还没写。"),
            (self._password, len(word) < _LEAST, f"密码现在 {len(word)} 位，要 {_LEAST} 位以上。"),
            (
                self._password,
                _kinds(word) < _KINDS,
                "密码只有一种字符，字母、数字、符号里要占两种。",
            ),
            (self._again, self._again.text() != word, "两遍密码不一样，请再输一遍。"),
        )
        for part in (self._community, self._account, self._password, self._again):
            restyle_one(part, "state", "")
        return [(part, text) for part, wrong, text in checks if wrong]


def _kinds(word: str) -> int:
    """Return how many kinds of characters a password has."""
    return sum(
        any(test(letter) for letter in word)
        for test in (str.isalpha, str.isdigit, lambda one: not one.isalnum())
    )


def _field(name: str, label: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"fld_{name}")
    line.setAccessibleName(label)
    line.setPlaceholderText(hint)
    line.setMaxLength(200)
    return line


def _card(width: int) -> tuple[QFrame, QVBoxLayout]:
    scale = theme.px("f_body") / 15
    card = frame("card")
    card.setFixedSize(round(width * scale), round(340 * scale))
    return card, column(card, margins=(24, 20, 24, 20), gap=10)


class RecoveryPage(QWidget):
    """Shows the recovery key of a new office once; it is kept on paper, not in the computer."""

    def __init__(self, paper_key: str, done: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("page_recovery")
        self.setProperty("k", "page")
        self._key = paper_key
        card, inside = _card(560)
        inside.addWidget(Words("恢复码：忘了密码，只有它能打开数据", "strong"))
        text = Words(
            "请抄下或打印两份，一份锁在本社区，一份交街道。这里只显示一次，程序里不留；"
            "密码和恢复码都丢了，数据谁也打不开。"
        )
        text.setProperty("k", "t2")
        text.setWordWrap(True)
        inside.addWidget(text)
        key = Words(paper_key, "huge")
        key.setObjectName("lbl_paper_key")
        key.setWordWrap(True)
        key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(key)
        inside.addStretch(1)
        kept = QCheckBox("已经抄好，核对过一遍")
        kept.setObjectName("fld_kept")
        enter = Btn("进入工作台", name="enter", k="pri")
        enter.setEnabled(False)
        copy = Btn("复制", name="copy_key", icon="ri.file-copy-line")
        on_click(copy, self._copy)
        on_click(enter, done)
        kept.toggled.connect(enter.setEnabled)
        inside.addWidget(kept)
        inside.addLayout(row(copy, None, enter))
        layout = column(self)
        layout.addStretch(1)
        layout.addLayout(row(None, card, None))
        layout.addStretch(1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
