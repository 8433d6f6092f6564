"""Small pictures in a row or a grid: arrows go about, Enter opens, Space ticks where one may."""

from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui.common import icons, theme
from ui.common.pick_table import draw_box
from ui.common.restyle import OnRestyle

Index = QModelIndex | QPersistentModelIndex
_KEY: Final = Qt.ItemDataRole.UserRole
_PICTURE: Final = Qt.ItemDataRole.UserRole + 1
_GONE: Final = Qt.ItemDataRole.UserRole + 2
_TICK: Final = Qt.ItemDataRole.UserRole + 3
_WIDTH, _HEIGHT, _PAD = 10, 6.4, 4
"""A picture in letters of the body type, and the room around it in pixels."""
_SMALL = 0.86
"""How much of that is left where two of them stand beside something."""


class _Paint(QStyledItemDelegate):
    """Draws a picture whole in its box, a sentence below it, and a tick box where it may."""

    def __init__(self, parent: QWidget, *, ticks: bool) -> None:
        super().__init__(parent)
        self._ticks = ticks
        self.lines, self.scale = 1, 1.0
        """How many lines of words stand below each picture, and how large it is."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = round(theme.px("f_body") * _WIDTH * self.scale)
        return QSize(wide + 2 * _PAD, self.high())

    def high(self) -> int:
        """Return how high an item is."""
        words = self.lines * (theme.px("f_sm") + 4)
        return self._picture_height() + 4 + words + 2 * _PAD

    def _picture_height(self) -> int:
        return round(theme.px("f_body") * _HEIGHT * self.scale)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        box = QRect(area.topLeft(), QSize(area.width(), self._picture_height()))
        painter.fillRect(box, theme.colour("surface_2"))
        self._picture(painter, box, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        at_hand = bool(option.state & QStyle.StateFlag.State_HasFocus)
        marked = chosen or bool(index.data(_TICK))
        name = "focus" if at_hand else "ink" if marked else "line"
        painter.setPen(QPen(theme.colour(name), 2 if marked or at_hand else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.colour("text_2"))
        painter.setFont(theme.font("f_sm"))
        words = QRect(area.left(), box.bottom() + 4, area.width(), theme.px("f_sm") + 4)
        for line in str(index.data() or "").splitlines():
            said = painter.fontMetrics().elidedText(
                line, Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), said)
            words.translate(0, words.height())
        if self._ticks and not index.data(_GONE):
            draw_box(painter, box.adjusted(6, 6, 0, 24 - box.height()), on=bool(index.data(_TICK)))
        painter.restore()

    def _picture(self, painter: QPainter, box: QRect, index: Index) -> None:
        picture = index.data(_PICTURE)
        if isinstance(picture, QPixmap) and not picture.isNull():
            size = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(box.topLeft(), size)
            place.moveCenter(box.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, picture)
            return
        side = theme.px("icon")
        middle = QRect(0, 0, side, side)
        middle.moveCenter(box.center())
        gone = bool(index.data(_GONE))
        name, colour = ("error-warning-line", "danger_text") if gone else ("image-line", "text_3")
        icons.draw(painter, middle, f"ri.{name}", theme.colour(colour))


class Thumbs(OnRestyle, QListWidget):
    """Small pictures by key; `opened` by Enter or a double click, `removed` by Delete."""

    opened = Signal(object)
    removed = Signal(object)
    ticked = Signal()

    def __init__(self, name: str, label: str, *, grid: bool = False, ticks: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"list_{name}")
        self.setAccessibleName(label)
        self._grid, self._ticks = grid, ticks
        self._paint = _Paint(self, ticks=ticks)
        self.setItemDelegate(self._paint)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setWrapping(grid)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setDragEnabled(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setProperty("k", "plain")
        self.itemDoubleClicked.connect(self._open)
        self.itemClicked.connect(self._clicked)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setSpacing(4)
        self.scheduleDelayedItemsLayout()
        if not self._grid:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFixedHeight(
                self._paint.high() + 8 + self.horizontalScrollBar().sizeHint().height()
            )

    def make_small(self, *, small: bool) -> None:
        """Show smaller pictures, where there is little room."""
        scale = _SMALL if small else 1.0
        if scale != self._paint.scale:
            self._paint.scale = scale
            self.restyle()

    def show_all(self, entries: list[tuple[object, str, str]]) -> None:
        """Show these (key, caption, words read aloud); pictures come one by one."""
        held, pictures = self.current_key(), self._pictures()
        self.clear()
        self.add(entries)
        for key, picture in pictures.items():
            item = self._item(key)
            if item is not None:
                item.setData(_PICTURE, picture)
        self.go_to(held if self._item(held) is not None else None)

    def add(self, entries: list[tuple[object, str, str]]) -> None:
        """Show more of them at the end."""
        for key, caption, spoken in entries:
            item = QListWidgetItem(caption)
            item.setData(_KEY, key)
            item.setToolTip(spoken)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        texts = (self.item(at).text() for at in range(self.count()))
        lines = max((text.count("\n") + 1 for text in texts), default=1)
        if lines != self._paint.lines:
            self._paint.lines = lines
            self.restyle()

    def keys(self) -> list[object]:
        """Return the keys in order."""
        return [self.item(at).data(_KEY) for at in range(self.count())]

    def waiting(self) -> list[object]:
        """Return the keys whose picture has not come."""
        items = (self.item(at) for at in range(self.count()))
        return [i.data(_KEY) for i in items if i.data(_PICTURE) is None and not i.data(_GONE)]

    def put(self, key: object, picture: QImage | None) -> None:
        """Show a picture; none where it cannot be shown."""
        item = self._item(key)
        if item is None:
            return
        if picture is None or picture.isNull():
            item.setData(_GONE, True)
            item.setData(_TICK, False)
        else:
            item.setData(_PICTURE, QPixmap.fromImage(picture))

    def current_key(self) -> object:
        """Return the key in hand, or None."""
        return self.currentItem().data(_KEY) if self.currentRow() >= 0 else None

    def go_to(self, key: object) -> None:
        """Take one to hand; the first where there is no such key."""
        item = self._item(key) or (self.item(0) if self.count() else None)
        if item is not None:
            self.setCurrentItem(item)

    def picked(self) -> list[object]:
        """Return the keys that are ticked, in order."""
        items = (self.item(at) for at in range(self.count()))
        return [item.data(_KEY) for item in items if item.data(_TICK)]

    def _pictures(self) -> dict[object, QPixmap]:
        items = (self.item(at) for at in range(self.count()))
        return {i.data(_KEY): i.data(_PICTURE) for i in items if i.data(_PICTURE) is not None}

    def _item(self, key: object) -> QListWidgetItem | None:
        items = (self.item(at) for at in range(self.count()))
        return next((item for item in items if item.data(_KEY) == key), None)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_KEY))

    def _clicked(self, item: QListWidgetItem) -> None:
        if self._ticks:
            self._turn(item)

    def _turn(self, item: QListWidgetItem) -> None:
        if not item.data(_GONE):
            item.setData(_TICK, not item.data(_TICK))
            spoken = "已勾选" if item.data(_TICK) else "没有勾选"
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, spoken)
            self.ticked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if self.currentRow() < 0:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(item)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(item.data(_KEY))
        elif event.key() == Qt.Key.Key_Space and self._ticks:
            self._turn(item)
        else:
            super().keyPressEvent(event)
