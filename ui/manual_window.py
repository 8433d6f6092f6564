"""操作手册: the bundled pages, read inside the program, so that it needs no network and no reader."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShowEvent, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

import resources
from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import frame

_FIRST = "README.md"
_MARGIN = 24


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
        scale = theme.px("f_body") / 15
        self.resize(round(1000 * scale), round(640 * scale))

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

    def go_home(self) -> None:
        """Show the list of pages."""
        self.go_to(_FIRST)

    def go_to(self, page: str) -> None:
        """Show a page of the manual by its file name."""
        source = QUrl.fromLocalFile(str(resources.path("help", page)))
        self.view.setSource(source, QTextDocument.ResourceType.MarkdownResource)
