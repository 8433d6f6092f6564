"""操作手册: the bundled pages, read inside the program: no network, no other program."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

import resources
from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import frame

_FIRST = "README.md"
_MARGIN = 24
_WIDE, _HIGH = 1000, 640
_CELL, _LINES = 6, 5


class ManualWindow(QDialog):
    """Shows the manual; links lead from page to page, Esc closes."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_manual")
        self.setWindowTitle("操作手册")
        self.view = QTextBrowser()
        self.view.setObjectName("txt_manual")
        self.view.setAccessibleName("操作手册")
        self.view.document().setDocumentMargin(_MARGIN)
        self._back = Btn("上一页", name="manual_back", icon="ri.arrow-left-line", key="Alt+←")
        self._home = Btn("目录", name="manual_home", icon="ri.file-list-3-line")
        self._close = Btn("关闭", name="manual_close", key="Esc")
        self._lay_out()
        self._back.setEnabled(False)
        self.view.backwardAvailable.connect(self._back.setEnabled)
        on_click(self._back, self.view.backward)
        on_click(self._home, self.go_home)
        on_click(self._close, self.close)
        self.view.sourceChanged.connect(self._dress)
        scale = theme.px("f_body") / 15
        room = parent.height() if parent is not None else _HIGH
        self.resize(round(_WIDE * scale), min(round(_HIGH * scale), room))

    def _lay_out(self) -> None:
        foot = frame("dlgfoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 9, 16, 9)
        line.setSpacing(8)
        line.addWidget(self._back)
        line.addWidget(self._home)
        line.addStretch(1)
        line.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(foot)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.document().setDefaultFont(theme.font())
        if self.view.source().isEmpty():
            self.go_home()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        """Give lines and cells of the page their air."""
        document = self.view.document()
        airy = QTextBlockFormat()
        airy.setLineHeight(_LINES, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        # A long command goes on in the next line instead of out of the window.
        airy.setNonBreakableLines(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(airy)
        for part in document.rootFrame().childFrames():
            if isinstance(part, QTextTable):
                shape = part.format()
                shape.setCellPadding(_CELL)
                shape.setBorder(1)
                shape.setBorderCollapse(True)
                shape.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
                shape.setBorderBrush(theme.colour("line_strong"))
                part.setFormat(shape)

    def go_home(self) -> None:
        """Show the list of pages."""
        self.go_to(_FIRST)

    def go_to(self, page: str) -> None:
        """Show a page of the manual by its file name."""
        source = QUrl.fromLocalFile(str(resources.path("help", page)))
        self.view.setSource(source, QTextDocument.ResourceType.MarkdownResource)
