"""打开备份: a file, what is in it, who opens it, and then the office as it was that day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.common import ime, theme
from ui.common.buttons import Btn, Segment, on_click, row
from ui.common.choice import Choice
from ui.common.credentials import NewPassword, first_problem, labelled, secret
from ui.common.credentials import field as line
from ui.common.frames import column, frame
from ui.common.labels import Elided, Words

SUFFIX = ".wmbak"


class Inside(Protocol):
    """What a backup says of itself (`wenming_desktop.backup.peek.BackupFacts`)."""

    @property
    def file(self) -> Path:
        """The file itself."""

    @property
    def made_at(self) -> datetime:
        """When it was made."""

    @property
    def residents(self) -> int:
        """How many people it holds."""

    @property
    def households(self) -> int:
        """How many households it holds."""

    @property
    def tickets(self) -> int:
        """How many tickets it holds."""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Who could sign in that day."""


@dataclass(frozen=True)
class Opening:
    """A file and what opens it: a password, or the code on paper and the password from now on."""

    file: Path
    account: str
    password: str
    code: str = ""


@dataclass(frozen=True)
class Calls:
    """What the page asks for: look at a file, open it, stop opening, leave."""

    look: Callable[[Path], object]
    open: Callable[[Opening], object]
    stop: Callable[[], object]
    back: Callable[[], object]


class BackupPage(QWidget):
    """Asks for a backup and what opens it; told through `show_inside`, `step` and `wrong`."""

    def __init__(self, calls: Calls, folder: Path, trouble: str = "") -> None:
        super().__init__()
        self.setObjectName("page_open_backup")
        self.setProperty("k", "page")
        self.setAcceptDrops(True)
        self._calls = calls
        self._file: Path | None = None
        self._busy = False
        self._name = Elided("还没有选文件", "strong")
        self._name.setObjectName("lbl_backup_file")
        self._facts = Words("点“选备份文件”，或把文件拖到这里", "t2")
        self._facts.setObjectName("lbl_backup_facts")
        self._facts.setWordWrap(True)
        self._choose = Btn("选备份文件", name="choose_backup", icon="ri.folder-open-line")
        self._way = Segment("way", [("password", "用密码"), ("paper", "用恢复码")])
        self._account = Choice("account", "账号")
        self._password = secret("old_password", "密码", "做备份那天这个账号的密码")
        self._reader = Choice("paper_account", "账号")
        self._code = line("paper_code", "恢复码", "纸上的 8 组数字，每组 6 位")
        self._new = NewPassword()
        self._error = Words("", "error")
        self._error.setObjectName("err_backup")
        self._error.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("正在打开备份")
        self._note = Words("", "sm2")
        self._note.setObjectName("lbl_backup_step")
        self._back = Btn("返回", name="back")
        self._open = Btn("打开这份备份", name="restore", icon="ri.home-heart-line", k="pri")
        self._pages = QStackedWidget()
        self._lay_out(folder, trouble)
        self._connect()
        self._set_open()

    def _lay_out(self, folder: Path, trouble: str) -> None:
        scale = theme.px("f_body") / 15
        card = frame("card")
        card.setFixedWidth(round(620 * scale))
        inside = column(card, margins=(28, 22, 28, 22), gap=10)
        inside.addWidget(Words("打开备份", "person"))
        if trouble:
            said = Words(trouble, "error")
            said.setObjectName("lbl_trouble")
            said.setWordWrap(True)
            inside.addWidget(said)
        inside.addWidget(self._file_frame())
        inside.addLayout(row(self._way, None))
        for parts in (self._by_password(), self._by_paper()):
            part = QWidget()
            box = column(part)
            box.addLayout(labelled(parts))
            box.addStretch(1)
            self._pages.addWidget(part)
        inside.addWidget(self._pages)
        inside.addWidget(self._error)
        inside.addWidget(self._bar)
        inside.addWidget(self._note)
        keeps = "，现在这里的文件另收在 backup 里，不会丢" if trouble else ""
        inside.addWidget(Elided(f"打开后放在 {folder}{keeps}", "sm3"))
        inside.addLayout(row(self._back, None, self._open))
        layout: QVBoxLayout = column(self, margins=(16, 16, 16, 16))
        layout.addStretch(1)
        layout.addLayout(row(None, card, None))
        layout.addStretch(1)
        self._bar.hide()
        self._note.hide()

    def _file_frame(self) -> QFrame:
        box = frame("card")
        layout = column(box, margins=(16, 12, 16, 12), gap=4)
        first = row(spacing=12)
        first.addWidget(self._name, 1)
        first.addWidget(self._choose)
        layout.addLayout(first)
        layout.addWidget(self._facts)
        return box

    def _by_password(self) -> tuple[QWidget, ...]:
        return (self._account, self._password)

    def _by_paper(self) -> tuple[QWidget, ...]:
        return (self._code, self._reader, self._new.first, self._new.again)

    def _connect(self) -> None:
        on_click(self._choose, self._ask_file)
        on_click(self._back, self._leave)
        on_click(self._open, self._check)
        self._way.chosen.connect(self._choose_way)
        for part in (self._password, self._code, self._new.first, self._new.again):
            part.returnPressed.connect(self._check)

    def take(self, file: Path) -> None:
        """Take a file in hand; the caller looks at it and answers."""
        self._file = None
        self._name.setText(file.name)
        self._facts.setText("正在看……")
        self._error.setText("")
        self._set_open()
        self._calls.look(file)

    def show_inside(self, inside: Inside) -> None:
        """Show what is in the file; only now can it be opened."""
        self._file = inside.file
        self._name.setText(inside.file.name)
        when = f"{inside.made_at:%Y-%m-%d %H:%M} 备份"
        parts = f"{inside.households:,} 户、{inside.residents:,} 人、{inside.tickets:,} 件工单"
        self._facts.setText(f"{when}，{parts}")
        for choice in (self._account, self._reader):
            choice.offer([(name, name) for name in inside.accounts])
        self._set_open()
        (self._password if self._way.value() == "password" else self._code).setFocus()

    def busy(self) -> None:
        """Show that it is being opened."""
        self._busy = True
        self._error.setText("")
        self._bar.setRange(0, 0)
        self._note.setText("正在核对，约几秒")
        self._back.setText("停止")
        self._set_open()

    def step(self, done: int, total: int, note: str) -> None:
        """Show how far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._note.setText(note or "正在打开")

    def wrong(self, text: str) -> None:
        """Say why the file or what was typed is refused; nothing was changed, nothing is lost."""
        self._busy = False
        self._back.setText("返回")
        self._error.setText(text)
        self._set_open()
        if self._file is None:
            self._facts.setText("换一个文件再看")
            self._choose.setFocus()
            return
        part = self._password if self._way.value() == "password" else self._code
        part.selectAll()
        part.setFocus()

    def _set_open(self) -> None:
        ready = self._file is not None and not self._busy
        for part in (self._way, self._pages, self._open):
            part.setEnabled(ready)
        self._choose.setEnabled(not self._busy)
        self._bar.setVisible(self._busy)
        self._note.setVisible(self._busy)

    def _ask_file(self) -> None:
        places = QStandardPaths.StandardLocation
        start = QStandardPaths.writableLocation(places.DocumentsLocation)
        name, _ = QFileDialog.getOpenFileName(self, "选备份文件", start, f"备份 (*{SUFFIX})")
        if name:
            self.take(Path(name))

    def _choose_way(self, way: str) -> None:
        self._pages.setCurrentIndex(0 if way == "password" else 1)
        self._error.setText("")

    def _leave(self) -> None:
        if self._busy:
            self._note.setText("正在停下，不会留下任何改动")
            self._calls.stop()
        else:
            self._calls.back()

    def _check(self) -> None:
        ime.commit()
        if self._file is None or self._busy:
            return
        paper = self._way.value() == "paper"
        if paper:
            checks = [
                (self._code, not self._code.text().strip(), "恢复码还没写。"),
                *self._new.problems(),
            ]
        else:
            checks = [(self._password, not self._password.text(), "密码还没写。")]
        problem = first_problem(checks)
        self._error.setText(problem)
        if problem:
            return
        self.busy()
        account = str((self._reader if paper else self._account).value() or "")
        word = self._new.text() if paper else self._password.text()
        self._calls.open(
            Opening(self._file, account, word, self._code.text().strip() if paper else "")
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._busy and _dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        file = _dropped(event)
        if file is not None and not self._busy:
            event.acceptProposedAction()
            self.take(file)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one local file that was dragged, or None."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
