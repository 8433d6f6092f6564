"""第一次打开: three doors, and the recovery key to keep.

The caller does the work and answers through `busy`, `wrong` or by taking the page away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.common import ime, theme
from ui.common.buttons import Btn, on_click, row
from ui.common.credentials import NewPassword, field, first_problem, labelled
from ui.common.frames import Badge, column, frame
from ui.common.labels import Elided, Mark, Words


@dataclass(frozen=True)
class Doors:
    """What the three doors lead to; `found` gets community, account and password."""

    sample: Callable[[], object]
    found: Callable[[str, str, str], object]
    backup: Callable[[], object]


class FirstStartPage(QWidget):
    """The sample office in one click, one's own office in four fields, an office brought along."""

    def __init__(self, doors: Doors, folder: Path) -> None:
        super().__init__()
        self.setObjectName("page_first_start")
        self.setProperty("k", "page")
        self._doors = doors
        self._community = field("community", "社区名称", "如：槐荫里社区居民委员会")
        self._account = field("account", "您的账号名", "如：林晓燕，以后解锁时选它")
        self._new = NewPassword()
        self._error = Words("", "error")
        self._error.setObjectName("err_first_start")
        self._error.setWordWrap(True)
        self._sample = Btn("看演示社区", name="open_sample", icon="ri.play-circle-line")
        self._make = Btn("建立本社区", name="create_office", icon="ri.home-heart-line", k="pri")
        self._backup = Btn("打开备份", name="open_backup", icon="ri.folder-open-line")
        on_click(self._sample, self._choose_sample)
        on_click(self._make, self._check)
        on_click(self._backup, doors.backup)
        for line in self._fields():
            line.returnPressed.connect(self._check)
        self._lay_out(folder)
        self._community.setFocus()

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self._community, self._account, self._new.first, self._new.again)

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
        doors = (self._sample_card(), self._own_card(folder), self._backup_card())
        layout.addLayout(row(None, *doors, None, spacing=16))
        layout.addSpacing(18)
        offline = Badge("ri.wifi-off-line", "不连网也能用", "ok")
        safe = Badge("ri.shield-check-line", "数据加密存放在这台电脑")
        layout.addLayout(row(None, offline, safe, None, spacing=12))
        layout.addStretch(4)

    def _sample_card(self) -> QFrame:
        text = "编出来的社区，三个月的台账、连心卡和工单。随便点，关上就没了，不碰您的数据。"
        return _door("先看看", text, self._sample)

    def _backup_card(self) -> QFrame:
        text = "换了电脑，或重装过系统：把以前的备份文件（.wmbak）打开，接着办。"
        return _door("打开备份", text, self._backup)

    def _own_card(self, folder: Path) -> QFrame:
        card, layout = _card(480)
        layout.addWidget(Words("建立本社区", "strong"))
        layout.addLayout(labelled(self._fields()))
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
        for part in (*self._fields(), self._sample, self._make, self._backup):
            part.setEnabled(is_open)

    def _choose_sample(self) -> None:
        self.busy()
        self._make.setText("正在准备演示社区，约十几秒")
        self._doors.sample()

    def _check(self) -> None:
        ime.commit()
        community, account = self._community.text().strip(), self._account.text().strip()
        problem = first_problem(
            [
                (self._community, not community, "社区名称还没写。"),
                (self._account, not account, "账号名还没写。"),
                *self._new.problems(),
            ]
        )
        self._error.setText(problem)
        if not problem:
            self.busy()
            self._doors.found(community, account, self._new.text())


def _door(title: str, text: str, button: Btn) -> QFrame:
    card, layout = _card(300)
    layout.addWidget(Words(title, "strong"))
    words = Words(text, "t2")
    words.setWordWrap(True)
    layout.addWidget(words)
    layout.addStretch(1)
    layout.addWidget(button)
    return card


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
        kept.setAccessibleName("恢复码已经抄好，核对过一遍")
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
