"""The sheets as they will come out of the printer: the very document, page by page."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QPointF, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import IconLabel, Words
from ui.common.restyle import OnRestyle

_RAIL, _SLIM, _EDGES = 52, 1100, 48


class SheetPreview(OnRestyle, QFrame):
    """Shows one document; `zoom_asked` wants it in a window of its own."""

    zoom_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_sheets")
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self.document)
        self._view.setPageMode(QPdfView.PageMode.SinglePage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setDocumentMargins(QMargins(10, 10, 10, 10))
        # A whole page is always in sight: bars would only take room and come and go.
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName("排版预览")
        self._title = Words("排版预览", "head")
        self._count = Words("", "sm3")
        self._count.setObjectName("lbl_sheet")
        self._before = _arrow("sheet_before", "ri.arrow-left-s-line", "上一张")
        self._after = _arrow("sheet_after", "ri.arrow-right-s-line", "下一张")
        self._zoom = _arrow("sheet_zoom", "ri.zoom-in-line", "放大看")
        self._note = Words("100% 打印，不要“适合纸张”")
        self._note.setObjectName("lbl_sheet_note")
        self._note.setWordWrap(True)
        self._mark = IconLabel("ri.information-line", "icon")
        self._empty = EmptyState("empty_sheets")
        for words in self._empty.findChildren(Words):
            if words.wordWrap():
                # Narrower than an empty list: the pane is.
                words.setFixedWidth(250)
        self._lay_out()
        on_click(self._before, self.go_before)
        on_click(self._after, self.go_after)
        on_click(self._zoom, self.zoom_asked.emit)
        self.clear("还没有选卡", "勾选左边的卡，这里就是要印的那一张。")
        self.restyle()

    def _lay_out(self) -> None:
        layout = column(self, margins=(1, 1, 1, 1))
        head = frame("cardhead")
        head.setMinimumHeight(theme.px("ctl") + 5)
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 0, 10, 0)
        line.setSpacing(6)
        line.addWidget(self._title)
        line.addWidget(self._count)
        line.addStretch(1)
        for part in (self._before, self._after, self._zoom):
            line.addWidget(part)
        layout.addWidget(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        layout.addWidget(self._stack, 1)
        foot = frame("foot")
        foot.setMinimumHeight(theme.px("foot"))
        inside = QHBoxLayout(foot)
        inside.setContentsMargins(14, 2, 14, 2)
        inside.setSpacing(6)
        inside.addWidget(self._mark)
        inside.addWidget(self._note, 1)
        layout.addWidget(foot)

    @override
    def restyle(self) -> None:
        ground = self._view.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Base):
            ground.setColor(role, theme.colour("bg"))
        self._view.setPalette(ground)
        self.setFixedWidth(round(308 * (theme.px("f_body") / 15) ** 0.5))

    def show_pdf(self, pdf: bytes, lacking: str) -> None:
        """Show a document; `lacking` names what its fonts cannot draw."""
        self.document.close()
        if self._buffer.isOpen():
            self._buffer.close()
        self._bytes = QByteArray(pdf)
        self._buffer.setBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._stack.setCurrentIndex(0)
        self._note.setText(lacking or "100% 打印，不要“适合纸张”")
        self._note.setAccessibleName(self._note.text())
        if lacking:
            self._mark.show_icon("ri.alert-line", "warn_text")
        else:
            self._mark.show_icon("ri.information-line", "text_2")
        self._go(0)

    def clear(self, title: str, text: str) -> None:
        """Show no sheet, and why."""
        self._empty.say(title, text, icon="ri.bank-card-line")
        self._stack.setCurrentIndex(1)
        self._count.setText("")
        for part in (self._before, self._after, self._zoom):
            part.setEnabled(False)

    def busy(self, cards: int) -> None:
        """Say that sheets are being drawn; the old ones stand until then."""
        self._count.setText(f"正在排 {cards:,} 张…" if cards > 200 else self._count.text())

    def page(self) -> int:
        """Return the page in sight, from 0."""
        return self._view.pageNavigator().currentPage()

    def go_before(self) -> None:
        """Turn back a page."""
        self._go(self.page() - 1)

    def go_after(self) -> None:
        """Turn to the next page."""
        self._go(self.page() + 1)

    def _go(self, at: int) -> None:
        pages = self.document.pageCount()
        at = max(0, min(at, pages - 1))
        self._view.pageNavigator().jump(at, QPointF(), 0)
        self._count.setText(f"第 {at + 1} / {pages} 面" if pages > 1 else "第 1 / 1 面")
        self._before.setEnabled(at > 0)
        self._after.setEnabled(at + 1 < pages)
        self._zoom.setEnabled(pages > 0)


def _arrow(name: str, icon: str, label: str) -> Btn:
    button = Btn("", name=name, icon=icon, k="link")
    button.setAccessibleName(label)
    button.setToolTip(label)
    return button


def room_of(window: QWidget) -> int:
    """How wide the panes of the page may be side by side, beside the window's rail."""
    wide = window.width()
    return wide - (_RAIL if wide < _SLIM else theme.px("nav_w")) - _EDGES
