"""The dashed field that takes a file: dropped on it, or chosen by its button."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.common import icons, theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from ui.common.labels import Elided, Words
from ui.common.restyle import OnRestyle

_ICON = 34


class DropZone(OnRestyle, QWidget):
    """Names the file in hand; `chosen` carries a dropped one, `asked` wants the file dialog."""

    chosen = Signal(object)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop_zone")
        self.setAcceptDrops(True)
        self._over = False
        self._name = Elided("", "head")
        self._name.setObjectName("lbl_file")
        self._facts = [Words("", "sm2"), Words("", "sm2")]
        self.button = Btn("选文件", name="choose_file", icon="ri.folder-open-line", small=True)
        self.button.setAccessibleDescription("快捷键 Ctrl+O")
        self.button.setToolTip("选一份台账　Ctrl+O")
        on_click(self.button, self.asked.emit)
        self.paste = Btn("粘贴名单", name="paste_list", icon="ri.file-copy-line", small=True)
        self.paste.setAccessibleDescription("快捷键 Ctrl+V")
        self.paste.setToolTip("把网页或表格里复制的几行（带表头）当一份名单　Ctrl+V")
        hint = Words("也可以把文件直接拖到这里", "sm3")
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = column(self, margins=(14, 18 + _ICON + 8, 14, 14), gap=5)
        self._name.setAlignment(middle)
        layout.addWidget(self._name)
        for fact in self._facts:
            layout.addWidget(fact, 0, middle)
        layout.addSpacing(4)
        layout.addLayout(row(None, self.button, self.paste, None))
        layout.addWidget(hint, 0, middle)
        layout.addStretch(1)
        self.restyle()
        self.show_file("", "")

    @override
    def restyle(self) -> None:
        self.setFixedHeight(round(216 * theme.px("f_body") / 15))

    def show_file(self, name: str, facts: str, more: str = "") -> None:
        """Name the file in hand and two facts of it; no name is no file."""
        self._name.setText(name or "还没有选文件")
        self._facts[0].setText(facts if name else "Excel、WPS、CSV 都行")
        self._facts[1].setText(more)
        for fact in self._facts:
            fact.setVisible(bool(fact.text()))
        self.button.setText(" 换一个文件" if name else " 选文件")
        self.button.setAccessibleName("换一个文件" if name else "选文件")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(theme.colour("focus" if self._over else "ink_line"), 2, Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.setBrush(theme.colour("ink_tint" if self._over else "ink_tint2"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)
        place = QRect((self.width() - _ICON) // 2, 18, _ICON, _ICON)
        icons.draw(painter, place, "ri.file-excel-2-line", theme.colour("ok"))
        painter.end()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._mark(over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(over=False)
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def _mark(self, *, over: bool) -> None:
        self._over = over
        self.update()


def dropped_file(data: QMimeData) -> Path | None:
    """Return the one local file that was dragged, or None."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
