"""从手机文件夹: the newest pictures of a phone as a grid with ticks; those ticked are kept.

The folder is chosen once. Small copies come one by one from a process of their own, so that a
slow phone stops nothing; what is ticked is read whole only when it is added.
"""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QWidget

from ui.common import theme
from ui.common.buttons import Btn, Segment, on_click, row
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.common.memory import Memory
from ui.common.watched import Watched
from ui.jobs import Jobs, Reply
from ui.tickets.photos.reading import Glances, find_pictures, glance
from ui.tickets.photos.thumbs import Thumbs
from ui.tickets.photos.words import KINDS, heic_words
from wenming_desktop.errors import UserError
from wenming_desktop.evidence.studio import Found

FOLDER: Final = "photos/phone_folder"
AT_ONCE: Final = 48
_WIDE, _HIGH = 58, 42
"""In letters of the body type."""


class PhoneDialog(QDialog):
    """`chosen` carries the kind and the files that were ticked."""

    chosen = Signal(str, object)

    def __init__(self, jobs: Jobs, memory: Memory, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_phone_photos")
        self.setWindowTitle("从手机文件夹添加照片")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._jobs, self._memory = jobs, memory
        self._found: list[Path] = []
        self._shown = 0
        self._watched: Watched | None = None
        self._reading = False
        self._glances = Glances(self)
        self.kind = Segment("phone_kind", KINDS.items())
        self.kind.setAccessibleName("这些照片是")
        self._folder = Elided("", "t2")
        self._folder.setObjectName("lbl_phone_folder")
        self.other = Btn("换文件夹", name="phone_folder", icon="ri.folder-open-line", small=True)
        self.again = Btn("重新读", name="phone_again", small=True, key="F5")
        self.grid = Thumbs("phone_photos", "手机里的照片，空格勾选", grid=True, ticks=True)
        self._empty = EmptyState("empty_phone")
        self._heic = Words("", "sm2")
        self._heic.setObjectName("lbl_phone_heic")
        self._heic.setWordWrap(True)
        self._heic.setContentsMargins(16, 6, 16, 6)
        self._heic.hide()
        self._progress = Words("", "sm2")
        self._progress.setObjectName("lbl_phone_progress")
        self.stop = Btn("停止", name="phone_stop", small=True)
        self.more = Btn("再看一些", name="phone_more", small=True)
        self.add = Btn("添加", name="phone_add", k="pri", key="Ctrl+S")
        self._close = Btn("取消", name="phone_close", key="Esc")
        self._lay_out()
        self._connect()
        self._say()

    def _lay_out(self) -> None:
        layout = column(self)
        head = row(Words("这些照片是", "t2"), self.kind, 12, self._folder, self.again, self.other)
        head.setContentsMargins(16, 10, 16, 8)
        head.setStretch(3, 1)
        layout.addLayout(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._heic)
        foot = frame("dlgfoot")
        line = row(self._progress, self.stop, self.more, None, self._close, self.add)
        column(foot, margins=(16, 10, 16, 10)).addLayout(line)
        layout.addWidget(foot)

    def _connect(self) -> None:
        on_click(self.other, self.ask_folder)
        on_click(self.again, self.read)
        on_click(self.stop, self._stop)
        on_click(self.more, self._go_on)
        on_click(self.add, self._choose)
        on_click(self._close, self.reject)
        self.grid.ticked.connect(self._say)
        self.grid.opened.connect(self._choose)
        self._glances.came.connect(self._came)
        self.finished.connect(self._stop)
        QShortcut(QKeySequence("F5"), self, self.read)
        for key in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(key), self, self._choose)

    def begin(self, kind: str) -> None:
        """Show the folder of last time, or ask for one."""
        self.kind.choose(kind)
        size, screen = theme.px("f_body"), self.screen().availableGeometry()
        self.resize(min(size * _WIDE, screen.width() - 40), min(size * _HIGH, screen.height() - 60))
        self.show()
        self.raise_()
        self.activateWindow()
        self.read()

    def ask_folder(self) -> None:
        """Ask for the folder of the phone and remember it."""
        kept = self._memory.get_text(FOLDER)
        found = QFileDialog.getExistingDirectory(self, "手机里放照片的文件夹", kept)
        if found:
            self._memory.keep_text(FOLDER, found)
            self.read()

    def read(self) -> None:
        """Look what is in the folder now."""
        self._stop()
        self._found, self._shown = [], 0
        self._heic.hide()
        self.grid.clear()
        folder = self._memory.get_text(FOLDER)
        self._folder.setText(folder)
        self.again.setVisible(bool(folder))
        if not folder:
            said = "手机用数据线接上电脑、点“传输文件”，再选手机里的 DCIM 文件夹。选一次就记住。"
            self._say_empty("还没有选手机的文件夹", said)
            self.other.setFocus()
            return
        self._stack.setCurrentWidget(self.grid)
        self._progress.setText("正在找照片")
        self._reading = True
        reply = Reply(self._listed, self._refused, self._failed, self._stopped)
        self._watched = self._jobs.watch_draw(
            "找手机里的照片", self, reply, find_pictures, Path(folder)
        )
        self._say()

    def _listed(self, found: Found) -> None:
        self._reading = False
        self._found = found.pictures
        self._heic.setText(heic_words(found.heic, alone=not found.pictures))
        self._heic.setVisible(bool(found.heic and found.pictures))
        if not found.pictures:
            said = self._heic.text() or "认得 JPG、PNG、BMP、WebP。"
            self._say_empty("这个文件夹里没有能存的照片", said)
            return
        self._go_on()
        self.grid.go_to(None)
        self.grid.setFocus()

    def _go_on(self) -> None:
        """Show the next ones of the list and read their small copies."""
        part = self._found[self._shown : self._shown + AT_ONCE]
        self._shown += len(part)
        self.grid.add([(path, path.name, str(path)) for path in part])
        waiting = [key for key in self.grid.waiting() if isinstance(key, Path)]
        self._reading = True
        reply: Reply[Any] = Reply(self._all_came, self._refused, self._failed, self._stopped)
        self._watched = self._jobs.watch_draw(
            "看手机里的照片", self, reply, glance, waiting, self._glances
        )
        self._watched.stepped.connect(self._stepped)
        self._say()

    def _stepped(self, done: int, total: int, note: str) -> None:
        self._progress.setText(f"{note} {done:,} / {total:,}" if total else note)

    def _came(self, path: Path, image: QImage | None) -> None:
        self.grid.put(path, image)

    def _all_came(self, _nothing: object) -> None:
        self._reading = False
        self._progress.setText(f"最新的 {self._shown:,} 张，共 {len(self._found):,} 张")
        self._say()

    def _refused(self, error: UserError) -> None:
        self._failed(error.message)

    def _failed(self, why: str) -> None:
        self._reading = False
        self._say_empty("没有读到照片", why)

    def _stopped(self) -> None:
        self._reading = False
        self._progress.setText("已停下，勾好的照样可以添加")
        self._say()

    def _stop(self, _how: int = 0) -> None:
        if self._reading and self._watched is not None:
            self._watched.cancel()

    def _say_empty(self, title: str, text: str) -> None:
        self._empty.say(title, text, icon="ri.image-line")
        self._stack.setCurrentWidget(self._empty)
        self._progress.setText("")
        self._say()

    def _say(self) -> None:
        count = len(self.grid.picked())
        self.add.setText(f"添加 {count} 张" if count else "添加")
        self.add.setAccessibleName(self.add.text())
        self.add.setEnabled(bool(count))
        self.add.updateGeometry()
        self.stop.setVisible(self._reading)
        self.more.setVisible(not self._reading and self._shown < len(self._found))

    def _choose(self, at_hand: object = None) -> None:
        """Hand on what is ticked; Enter on a picture with nothing ticked hands on that one."""
        paths = self.grid.picked() or [key for key in (at_hand,) if key is not None]
        if paths:
            self._stop()
            self.accept()
            self.chosen.emit(self.kind.value(), tuple(paths))
