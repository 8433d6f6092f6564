"""The five-level tree: organisations from the top, cells last, with how many are in each."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)
from typing_extensions import override

from ui.common import icons, theme
from ui.common.labels import as_tip
from ui.common.restyle import OnRestyle
from wenming_desktop.party.model import TreeNode

Index = QModelIndex | QPersistentModelIndex
NodeKey = tuple[str, int]
_KEY: Final = Qt.ItemDataRole.UserRole
_COUNT: Final = Qt.ItemDataRole.UserRole + 1
_WARNED: Final = Qt.ItemDataRole.UserRole + 2
_MEMBERS: Final = Qt.ItemDataRole.UserRole + 3
_ICONS: Final = {
    "1": "ri.government-line",
    "2": "ri.building-2-line",
    "3": "ri.community-line",
    "4": "ri.flag-line",
    "5": "ri.team-line",
}
_CELL: Final = "5"
_SUFFIX: Final = "党小组"
_BELOW: Final = {"3": "支部", "4": "组"}
_OPEN_ABOVE: Final = "4"
_INDENT: Final = 17
_PAUSE_MS: Final = 120


class _NodeDelegate(QStyledItemDelegate):
    """Draws a node: arrow, icon, name, warning mark, count."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.px("ctl"))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        level = str(index.data(_KEY)[0])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("f_sm"))
        count = str(index.data(_COUNT))
        wide = QFontMetrics(painter.font()).horizontalAdvance(count) + 10
        right = QRect(area.right() - wide, area.top(), wide - 6, area.height())
        painter.setPen(theme.colour("text_3"))
        painter.drawText(
            right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count
        )
        side = theme.px("icon")
        box = QRect(area.left() + 2, area.center().y() - side // 2 + 1, side, side)
        red = level in "123" or chosen
        icons.draw(
            painter, box, _ICONS.get(level, _ICONS["4"]), theme.colour("party" if red else "text_2")
        )
        words = QRect(box.right() + 7, area.top(), right.left() - box.right() - 9, area.height())
        if index.data(_WARNED):
            mark = QRect(right.left() - side + 1, box.top() + 2, side - 3, side - 3)
            icons.draw(painter, mark, "ri.alert-line", theme.colour("warn_text"))
            words.setRight(mark.left() - 2)
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(theme.colour("text"))
        line = _fitting(QFontMetrics(painter.font()), str(index.data()), words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), line)
        painter.restore()


def _fitting(metrics: QFontMetrics, name: str, width: int) -> str:
    """The name, without its ending where it is too long: the icon says what it is."""
    cut = Qt.TextElideMode.ElideRight
    if metrics.elidedText(name, cut, width) == name:
        return name
    return metrics.elidedText(name.removesuffix(_SUFFIX), cut, width)


def _count(node: TreeNode) -> str:
    """What stands beside a node: its branches, its cells, a cell's members; above it nothing."""
    if node.level == _CELL:
        return f"{node.members:,}"
    below = sum(child.level > node.level for child in node.children)
    return f"{below:,} {_BELOW[node.level]}" if node.level in _BELOW else ""


class PartyTree(OnRestyle, QTreeView):
    """The tree; `chosen` carries level and id of the node in hand, a moment after the keys rest."""

    chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tree_party")
        self.setAccessibleName("党组织")
        self._nodes = QStandardItemModel(self)
        self._items: dict[NodeKey, QStandardItem] = {}
        self._kept: frozenset[NodeKey] | None = None
        self._sought: NodeKey | None = None
        self._told: NodeKey | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE_MS)
        self._clock.timeout.connect(self._settle)
        self._behave()
        self.setModel(self._nodes)
        self.setItemDelegate(_NodeDelegate(self))
        self.selectionModel().currentChanged.connect(self._moved)
        self.restyle()

    def _behave(self) -> None:
        self.setHeaderHidden(True)
        # It stands in a card that has the border.
        self.setStyleSheet("QTreeView { border: 0; }")
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setIndentation(_INDENT)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # A tree that only shows must not start the input method: it would swallow letters.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    @override
    def restyle(self) -> None:
        self.doItemsLayout()

    def show_nodes(self, nodes: Iterable[TreeNode]) -> None:
        """Show the tree; the node in hand and what is folded stay when they are still there."""
        before, self._sought = self._sought or self.current(), None
        folded = {key for key, item in self._items.items() if not self._is_open(item)}
        known = set(self._items)
        self._items = {}
        self._nodes.clear()
        for node in nodes:
            self._nodes.appendRow(self._item(node))
        kept, self._kept = self._kept, None
        for key, item in self._items.items():
            fresh = key not in known and (
                key in kept
                if kept is not None
                else key[0] < _OPEN_ABOVE or self._is_first_branch(item)
            )
            self.setExpanded(item.index(), fresh or (key in known and key not in folded))
        # The same node in hand again is no news: who shows it is told of the write itself.
        stays = before is not None and before == self._told and self._take(before)
        if not stays and not self.go_to(before or self._first()):
            self.go_to(self._first())

    def take_up(self, open_nodes: frozenset[NodeKey]) -> None:
        """Open these nodes, and no others, when the tree is first shown."""
        self._kept = open_nodes

    def seek(self, key: NodeKey) -> None:
        """Bring a node to hand; one that is not here yet, when the nodes are shown."""
        if not self.go_to(key):
            self._sought = key

    def open_nodes(self) -> list[NodeKey]:
        """Return the nodes that are unfolded."""
        return [
            key for key, item in self._items.items() if item.hasChildren() and self._is_open(item)
        ]

    def mark(self, warned: frozenset[NodeKey]) -> None:
        """Mark the cells and organisations that want looking at."""
        for key, item in self._items.items():
            marked = key in warned
            item.setData(marked, _WARNED)
            said = f"{item.text()}，党员 {item.data(_MEMBERS)} 人{'，有提醒' if marked else ''}"
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)

    def current(self) -> NodeKey | None:
        """Return level and id of the node in hand."""
        index = self.currentIndex()
        key = index.data(_KEY) if index.isValid() else None
        return (str(key[0]), int(key[1])) if key is not None else None

    def within(self, level: str) -> int:
        """Return the node of a level that is in hand or above what is in hand, else 0."""
        index = self.currentIndex()
        while index.isValid():
            key = index.data(_KEY)
            if str(key[0]) == level:
                return int(key[1])
            index = index.parent()
        return 0

    def go_to(self, key: NodeKey | None) -> bool:
        """Bring a node to hand; False when it is not there."""
        if not self._take(key):
            return False
        self._settle()
        return True

    def _take(self, key: NodeKey | None) -> bool:
        item = self._items.get(key) if key is not None else None
        if item is None:
            return False
        self.setCurrentIndex(item.index())
        self.scrollTo(item.index())
        self._clock.stop()
        return True

    def _item(self, node: TreeNode) -> QStandardItem:
        item = QStandardItem(node.name)
        item.setData((node.level, node.id), _KEY)
        item.setData(_count(node), _COUNT)
        item.setData(f"{node.members:,}", _MEMBERS)
        item.setToolTip(as_tip(node.name))
        self._items[node.level, node.id] = item
        for child in node.children:
            item.appendRow(self._item(child))
        return item

    def _is_open(self, item: QStandardItem) -> bool:
        return self.isExpanded(item.index())

    def _is_first_branch(self, item: QStandardItem) -> bool:
        return item.hasChildren() and item.row() == 0

    def _first(self) -> NodeKey | None:
        """The first cell, else the first node at all."""
        return next((key for key in self._items if key[0] == _CELL), next(iter(self._items), None))

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._clock.start()

    def _settle(self) -> None:
        key = self.current()
        if key is not None:
            self._told = key
            self.chosen.emit(*key)

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        chosen = self.selectionModel().isSelected(index)
        whole = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        if chosen:
            painter.fillRect(whole, theme.colour("ink_tint"))
        super().drawRow(painter, options, index)
        if chosen:
            # Last, for Qt fills the room of the arrows itself.
            painter.fillRect(QRect(0, whole.top(), 3, whole.height()), theme.colour("ink"))
        if chosen and self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(whole.adjusted(1, 1, -1, -1))

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        model = index.model()
        if not model.hasChildren(index):
            return
        side = theme.px("icon_s") + 1
        box = QRect(rect.right() - side + 1, rect.center().y() - side // 2 + 1, side, side)
        name = "ri.arrow-down-s-line" if self.isExpanded(index) else "ri.arrow-right-s-line"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.draw(painter, box, name, theme.colour("text_2"))
        painter.restore()
