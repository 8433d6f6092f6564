"""粘贴名单: rows that were copied elsewhere are taken in hand like a file; Ctrl+V does the same."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.common.buttons import on_click
from ui.imports.drop_zone import DropZone
from ui.messages import Messages
from wenming_desktop.workbooks.desk_imports import ImportRequest
from wenming_desktop.workbooks.pasted import NAME


class Pasting(QObject):
    """Holds what was pasted; the page knows it by a name that no file has."""

    def __init__(
        self, zone: DropZone, take: Callable[[Path], object], messages: Messages, page: QWidget
    ) -> None:
        super().__init__(page)
        self._take, self._messages = take, messages
        self._text, self._path = "", Path(NAME)
        on_click(zone.paste, self.paste)
        # Where text can be typed, the line takes the key before it gets here.
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+V"), page, self.paste, context=scope)

    def paste(self) -> None:
        """Take the rows on the clipboard in hand."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._messages.warn("剪贴板里没有文字。先在网页或表格里选中几行（带表头）复制。")
            return
        self._text, self._path = text, Path(NAME)
        self._take(self._path)

    def with_text(self, request: ImportRequest) -> ImportRequest:
        """Return the request with the pasted rows, where they are what is in hand."""
        return replace(request, pasted=self._text) if request.path is self._path else request
