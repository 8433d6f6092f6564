"""谁: the caller, found in the register as one types, or written down as a stranger."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui.common import theme
from ui.common.delegates import Index
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.common.paint import Chip, draw_chips
from ui.common.search_field import SearchField
from ui.jobs import Job, Jobs
from wenming_desktop.search.calling import who_calls
from wenming_desktop.search.model import Calling

_MARGIN: Final = 18
_GAP: Final = 8
_HitRole: Final = Qt.ItemDataRole.UserRole


class _HitDelegate(QStyledItemDelegate):
    """Draws who may be calling: name, door, covered number, what is known of the home."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.px("row") + 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        hit: Calling = index.data(_HitRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("ink_tint"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.colour("ink"))
        body = theme.px("f_body")
        rest = area.adjusted(14, 0, -10, 0)
        rest = _put(painter, rest, hit.title, body * 5, bold=True)
        rest = _put(painter, rest, hit.address, body * 9)
        rest = _put(painter, rest, hit.phone, body * 7)
        draw_chips(painter, rest, tuple(Chip(tag.label, tag.kind) for tag in hit.tags))
        painter.restore()


def _put(painter: QPainter, area: QRect, words: str, width: int, *, bold: bool = False) -> QRect:
    """Write words in a column of their own; return what is left beside it."""
    painter.setFont(theme.font(bold=bold))
    painter.setPen(theme.colour("ink" if bold else "text_2"))
    cell = QRect(area.left(), area.top(), min(width, area.width()), area.height())
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, cell.width())
    painter.drawText(cell, int(Qt.AlignmentFlag.AlignVCenter), cut)
    return area.adjusted(width + _GAP, 0, 0, 0)


class Suggestions(QFrame):
    """The hits under the field; focus stays in the field."""

    picked = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("k", "suggest")
        self.list = QListWidget()
        self.list.setObjectName("lst_callers")
        self.list.setProperty("k", "plain")
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.itemClicked.connect(self._clicked)
        self._foot = frame("foot")
        inside = column(self._foot, margins=(15, 5, 15, 5))
        inside.addWidget(Words("回车选定。不在台账里：直接写姓名，右边写电话"))
        layout = column(self, margins=(1, 0, 1, 1))
        layout.addWidget(self.list)
        layout.addWidget(self._foot)
        self.hide()

    def offer(self, hits: tuple[Calling, ...]) -> None:
        """Show these hits, the first one chosen."""
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(self.list)
            item.setData(_HitRole, hit)
            words = (hit.title, hit.address, hit.phone, "、".join(tag.label for tag in hit.tags))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join(filter(None, words)))
        self.list.setCurrentRow(0 if hits else -1)
        self.list.setFixedHeight((theme.px("row") + 2) * len(hits))
        self.adjustSize()

    def move_by(self, step: int) -> None:
        """Move the choice up or down."""
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + step) % count)

    def chosen(self) -> Calling | None:
        """Return the hit that is chosen while the list stands open."""
        item = self.list.currentItem()
        hit = item.data(_HitRole) if item is not None and self.isVisible() else None
        return hit if isinstance(hit, Calling) else None

    def _clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_HitRole))


class CallerField(SearchField):
    """The field with its suggestions; `picked` carries a hit, `loosened` that text was changed."""

    picked = Signal(object)
    loosened = Signal()

    def __init__(self, jobs: Jobs, over: QWidget) -> None:
        super().__init__("caller", "姓名、首字母、门牌、电话尾号")
        self._jobs, self._over = jobs, over
        self._job: Job | None = None
        self._held = ""
        self.suggestions = Suggestions(over)
        self.suggestions.picked.connect(self._pick)
        self.asked.connect(self._look_up)
        self.textEdited.connect(self._loosen)

    def hold(self, name: str) -> None:
        """Show the name of a caller who was found; nothing more is looked up for it."""
        self._held = name
        self.setText(name)
        self.suggestions.hide()

    def _loosen(self, _text: str) -> None:
        if self._held:
            self._held = ""
            self.loosened.emit()

    def _look_up(self, text: str) -> None:
        if self._job is not None:
            self._job.drop()
        if not text or text == self._held:
            self.suggestions.hide()
            return
        self._job = self._jobs.read(self, partial(self._found, text), who_calls, text)

    def _found(self, text: str, hits: tuple[Calling, ...]) -> None:
        if text != self.wanted() or not self.hasFocus():
            return
        self.suggestions.offer(hits)
        self.suggestions.setVisible(bool(hits))
        self._place()

    def _place(self) -> None:
        box = self.suggestions
        form = self.parentWidget()
        corner = self.mapTo(self._over, self.rect().bottomLeft())
        if form is not None:
            box.setFixedWidth(form.width() - self.x() - _MARGIN)
        box.adjustSize()
        box.move(corner.x(), corner.y() + 2)
        box.raise_()

    def _pick(self, hit: Calling) -> None:
        self.suggestions.hide()
        self.picked.emit(hit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        hit = self.suggestions.chosen()
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.suggestions.isVisible():
                self.suggestions.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if hit is not None:
                self._pick(hit)
            case Qt.Key.Key_Escape if self.suggestions.isVisible():
                self.suggestions.hide()
            case Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)
