"""缺照片: finished tickets whose change cannot be seen; Enter opens one to add what is missing."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.columns import Column
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Words
from ui.common.paint import Chip
from ui.common.table_model import PagedModel, PageSource
from ui.common.table_view import RecordTable
from ui.page import Services
from ui.tickets.photos.words import KINDS
from wenming_desktop.tickets.pairs import (
    UnpairedFilter,
    UnpairedLine,
    unpaired_count,
    unpaired_page,
)

_TABLES: Final = frozenset({"ticket", "ticket_action", "attachment"})
_WIDE, _HIGH = 62, 40
"""In letters of the body type."""
_SAID: Final = (
    "已办结的市容环境、宣传广告、施工管理、街面秩序、公用设施工单，要有整改前和整改后的照片。"
)


def _lacks(line: UnpairedLine) -> tuple[Chip, ...]:
    return tuple(Chip(KINDS[kind], "warn") for kind in line.lacks)


COLUMNS: Final[tuple[Column[UnpairedLine], ...]] = (
    Column("number", "编号", lambda line: line.number, 116, bold=True),
    Column("lacks", "缺", lambda line: "、".join(KINDS[k] for k in line.lacks), 136, chips=_lacks),
    Column("title", "事项", lambda line: line.title, stretch=True),
    Column("place", "地点", lambda line: line.place, 140, quiet=True),
    Column("unit", "承办单位", lambda line: line.unit, 116, quiet=True),
    Column("finished", "办结", lambda line: line.finished_on, 110, quiet=True),
)


class UnpairedWindow(QDialog):
    """Modeless; a ticket leaves the list as soon as its pair is whole."""

    def __init__(self, services: Services, over: QWidget | None = None) -> None:
        super().__init__(over)
        self.setObjectName("dlg_unpaired")
        self.setWindowTitle("缺照片的工单")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._services = services
        self._at = 0
        self._model: PagedModel[UnpairedLine] = PagedModel(services.jobs, COLUMNS, self)
        self.table = RecordTable("unpaired", "缺照片的工单", self._model)
        self.count = Words("", "strong")
        self.count.setObjectName("lbl_unpaired")
        self._empty = EmptyState("empty_unpaired")
        self._empty.say(
            "没有缺照片的", "办结的工单都有整改前和整改后的照片。", icon="ri.image-line", tone="ok"
        )
        self._lay_out()
        self._model.loaded.connect(self._loaded)
        self.table.settled.connect(self._settled)
        self.table.opened.connect(self._open)
        services.jobs.changed.connect(self._changed)

    def _lay_out(self) -> None:
        layout = column(self)
        head = column(top := QWidget(), margins=(16, 10, 16, 8), gap=4)
        head.addWidget(self.count)
        said = Words(_SAID, "sm2")
        said.setWordWrap(True)
        head.addWidget(said)
        layout.addWidget(top)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout.addWidget(self._stack, 1)
        foot = frame("dlgfoot")
        close = on_click(Btn("关上", name="unpaired_close", key="Esc"), self.reject)
        line = row(Words("↑↓ 选　回车打开工单补照片", "sm2"), close)
        line.setStretch(0, 1)
        column(foot, margins=(16, 10, 16, 10)).addLayout(line)
        layout.addWidget(foot)

    def begin(self) -> None:
        """Bring it to the front."""
        size, screen = theme.px("f_body"), self.screen().availableGeometry()
        self.resize(min(size * _WIDE, screen.width() - 20), min(size * _HIGH, screen.height() - 40))
        self._load()
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setFocus()

    def _load(self) -> None:
        source = PageSource(unpaired_count, unpaired_page, UnpairedFilter())
        self._model.load(source, max(0, self.table.rowAt(0)))

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & _TABLES:
            self._load()

    def _loaded(self, total: int) -> None:
        self.count.setText(f"{total:,} 件办结的工单缺照片" if total else "")
        self._stack.setCurrentIndex(0 if total else 1)
        if total:
            self.table.go_to(min(self._at, total - 1))

    def _settled(self, at: int) -> None:
        self._at = max(0, at)

    def _open(self, at: int) -> None:
        line = self._model.row(at)
        if line is not None:
            self._services.open_asked.emit("ticket", line.id)
