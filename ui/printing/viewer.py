"""A document on screen: pages to scroll and jump to, larger and smaller."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column, frame
from ui.common.labels import Words

_STEP, _LEAST, _MOST = 1.25, 0.25, 5.0


class PdfViewer(QWidget):
    """Shows one document; `moved` tells the page in sight, from 0."""

    moved = Signal(int)

    def __init__(self, title: str, pdf: bytes) -> None:
        super().__init__()
        # The document reads from the buffer for as long as it lives.
        self._bytes = QByteArray(pdf)
        self._buffer = QBuffer(self._bytes, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self.view = QPdfView(self)
        self.view.setObjectName("view_paper")
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setAccessibleName(f"预览 {title}")
        self.pages = QListWidget()
        self._make_pages()
        self._where = Words("", "sm2")
        self._where.setObjectName("lbl_page")
        self._size = Words("", "sm3")
        self._size.setObjectName("lbl_zoom")
        self._lay_out()
        self._bind()
        self.fit_width()
        self._say_page(0)

    def _make_pages(self) -> None:
        count = self.document.pageCount()
        self.pages.setObjectName("list_pages")
        self.pages.setAccessibleName("页")
        self.pages.setFixedWidth(round(92 * theme.px("f_body") / 15))
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.addItems([f"第 {at + 1} 页" for at in range(count)])
        if count <= 1:
            self.pages.hide()

    def _lay_out(self) -> None:
        bar = frame("cardhead")
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 4, 12, 4)
        line.setSpacing(6)
        smaller = _tool("zoom_out", "ri.zoom-out-line", "缩小", "Ctrl+-", self.smaller)
        larger = _tool("zoom_in", "ri.zoom-in-line", "放大", "Ctrl+=", self.larger)
        width = on_click(Btn("适合宽度", name="fit_width", small=True), self.fit_width)
        whole = on_click(Btn("整页", name="fit_page", small=True), self.fit_page)
        line.addLayout(row(self._where, None, self._size, smaller, larger, width, whole, spacing=6))
        body = QWidget()
        inside = QHBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.pages)
        inside.addWidget(self.view, 1)
        layout = column(self)
        layout.addWidget(bar)
        layout.addWidget(body, 1)

    def _bind(self) -> None:
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)
        self.view.zoomFactorChanged.connect(self._say_size)
        self.pages.currentRowChanged.connect(self.go_to)
        keys = {
            "Ctrl+=": self.larger,
            "Ctrl++": self.larger,
            "Ctrl+-": self.smaller,
            "Ctrl+0": self.fit_width,
            "Ctrl+PgDown": self._go_on,
            "Ctrl+PgUp": self._go_back,
        }
        scope = Qt.ShortcutContext.WindowShortcut
        for key, action in keys.items():
            QShortcut(QKeySequence(key), self, action, context=scope)

    def page(self) -> int:
        """Return the page in sight, from 0."""
        return self.view.pageNavigator().currentPage()

    def go_to(self, page: int) -> None:
        """Bring a page in sight."""
        if 0 <= page < self.document.pageCount() and page != self.page():
            self.view.pageNavigator().jump(page, QPointF(), 0)

    def _go_on(self) -> None:
        self.go_to(self.page() + 1)

    def _go_back(self) -> None:
        self.go_to(self.page() - 1)

    def larger(self) -> None:
        """Show it a step larger."""
        self._zoom(_STEP)

    def smaller(self) -> None:
        """Show it a step smaller."""
        self._zoom(1 / _STEP)

    def fit_width(self) -> None:
        """Show a page as wide as the window."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._size.setText("适合宽度")

    def fit_page(self) -> None:
        """Show a whole page."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._size.setText("整页")

    def zoom(self) -> float:
        """Return how many times its printed size a page is shown."""
        if self.view.zoomMode() == QPdfView.ZoomMode.Custom:
            return self.view.zoomFactor()
        points = self.document.pagePointSize(max(0, self.page()))
        dots = self.logicalDpiX() / 72
        room = self.view.viewport().size()
        wide = (room.width() - 12) / max(1.0, points.width() * dots)
        if self.view.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return wide
        return min(wide, (room.height() - 12) / max(1.0, points.height() * dots))

    def _zoom(self, times: float) -> None:
        factor = min(_MOST, max(_LEAST, self.zoom() * times))
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(factor)
        self._say_size(factor)

    def _say_size(self, factor: float) -> None:
        if self.view.zoomMode() == QPdfView.ZoomMode.Custom:
            self._size.setText(f"{factor:.0%}")

    def _say_page(self, page: int) -> None:
        self._where.setText(f"第 {page + 1:,} / {self.document.pageCount():,} 页")
        self.pages.blockSignals(True)
        self.pages.setCurrentRow(page)
        self.pages.blockSignals(False)
        self.moved.emit(page)


def _tool(name: str, icon: str, label: str, key: str, action: object) -> Btn:
    button = Btn("", name=name, icon=icon, small=True)
    button.setAccessibleName(label)
    button.setAccessibleDescription(f"快捷键 {key}")
    button.setToolTip(f"{label}　{key}")
    if callable(action):
        on_click(button, action)
    return button
