"""What became of a file that was asked for: 打开 and 打开所在文件夹, or 重试 and 换个名字存."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.common.buttons import Btn, on_click
from ui.common.labels import IconLabel, Words
from ui.common.restyle import restyle_one
from ui.common.whole_file import saving

__all__ = ["SavedStrip", "saving"]


class SavedStrip(QFrame):
    """One line over the page; hidden until a file was written or refused."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("k", "banner")
        self.setMinimumHeight(38)
        self._path = Path()
        self._again: Callable[[], object] | None = None
        self._elsewhere: Callable[[], object] | None = None
        self._icon = IconLabel("ri.checkbox-circle-line", "icon", "ok_text")
        self._words = Words("")
        self._words.setWordWrap(True)
        self._open = Btn("打开", name="open_file", small=True)
        self._folder = Btn("打开所在文件夹", name="open_folder", small=True)
        self._retry = Btn("重试", name="retry", small=True)
        self._rename = Btn("换个名字存", name="rename", small=True)
        close = Btn("", name="close_strip", icon="ri.close-line", k="link")
        close.setAccessibleName("收起这一条")
        close.setToolTip("收起")
        actions: tuple[tuple[Btn, Callable[[], object]], ...] = (
            (self._open, self.open_file),
            (self._folder, self.open_folder),
            (self._retry, self._run_again),
            (self._rename, self._run_elsewhere),
            (close, self.hide),
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 2, 8, 2)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        for button, action in actions:
            line.addWidget(on_click(button, action))
        self.hide()

    def say_saved(self, path: Path, what: str = "") -> None:
        """Say where the file is and offer to open it."""
        self._path = path
        self._show("ok", f"已存成“{path.name}”{what}", (self._open, self._folder))

    def say_refused(
        self, text: str, again: Callable[[], object], elsewhere: Callable[[], object]
    ) -> None:
        """Say why the file could not be written and offer two ways on."""
        self._again, self._elsewhere = again, elsewhere
        self._show("danger", text, (self._retry, self._rename))

    def _show(self, tone: str, text: str, offered: tuple[QWidget, ...]) -> None:
        restyle_one(self, "tone", tone)
        icon = "ri.checkbox-circle-line" if tone == "ok" else "ri.error-warning-line"
        self._icon.show_icon(icon, f"{tone}_text")
        self._words.setText(text)
        # The words are selected by their parent's tone: polish them too.
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        for button in (self._open, self._folder, self._retry, self._rename):
            button.setVisible(button in offered)
        self.setAccessibleName(text)
        self.show()

    def text(self) -> str:
        """Return what the strip says."""
        return self._words.text()

    def open_file(self) -> None:
        """Open the file with the program that is used for its kind."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def open_folder(self) -> None:
        """Open the folder the file is in."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _run_again(self) -> None:
        if self._again is not None:
            self._again()

    def _run_elsewhere(self) -> None:
        if self._elsewhere is not None:
            self._elsewhere()
