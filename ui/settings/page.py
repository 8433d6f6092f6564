"""设置: sections at the left, the one in hand beside them; each keeps what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from ui.common import icons, theme
from ui.common.frames import column, frame
from ui.common.restyle import OnRestyle
from ui.common.tokens import Tokens
from ui.look_menu import LookMenu
from ui.page import Page, Services
from ui.settings.backup import BackupSection
from ui.settings.calendar import CalendarSection
from ui.settings.codes import CodesSection
from ui.settings.grids import GridsSection
from ui.settings.look import LookSection
from ui.settings.office import OfficeSection
from ui.settings.papers import PapersSection
from ui.settings.people import StaffSection, UnitsSection
from ui.settings.photos import PhotosSection
from ui.settings.replies import RepliesSection
from ui.settings.routing import RoutingSection
from ui.settings.section import Section
from ui.settings.streets import StreetsSection
from ui.settings.take_out import TakeOutSection
from ui.settings.words import WordsSection

_LIST_WIDTH: Final = 168
_PAD: Final = 16
_ICON: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """A section as listed, and the right it needs."""

    key: str
    title: str
    icon: str
    right: str
    section: Callable[[Services], Section]


SECTIONS: Final[tuple[Entry, ...]] = (
    Entry("office", "社区信息", "ri.community-line", "settings.read", OfficeSection),
    Entry("staff", "工作人员", "ri.group-line", "settings.read", StaffSection),
    Entry("grids", "网格", "ri.building-2-line", "settings.read", GridsSection),
    Entry("streets", "街巷", "ri.walk-line", "settings.read", StreetsSection),
    Entry("units", "承办单位", "ri.contacts-book-line", "settings.read", UnitsSection),
    Entry("codes", "时限与类别", "ri.time-line", "settings.read", CodesSection),
    Entry("words", "类别用词", "ri.survey-line", "settings.read", WordsSection),
    Entry("routing", "派单去向", "ri.send-plane-line", "settings.read", RoutingSection),
    Entry("replies", "标准答复", "ri.chat-check-line", "settings.read", RepliesSection),
    Entry("photos", "照片要求", "ri.camera-line", "settings.read", PhotosSection),
    Entry("calendar", "节假日", "ri.calendar-todo-line", "settings.read", CalendarSection),
    Entry("look", "外观与字号", "ri.font-size", "settings.read", LookSection),
    Entry("backup", "备份", "ri.save-3-line", "backup.write", BackupSection),
    Entry("papers", "打印存档", "ri.printer-line", "register.read", PapersSection),
    Entry("take_out", "数据导出", "ri.download-2-line", "register.export", TakeOutSection),
)


class _List(OnRestyle, QListWidget):
    """The sections; arrows walk, Enter goes into the section."""

    @override
    def restyle(self) -> None:
        for at in range(self.count()):
            item = self.item(at)
            item.setSizeHint(QSize(120, theme.px("ctl") + 4))


class _Item(QStyledItemDelegate):
    """A section in the list: tint and bar when it is in hand, icon, name."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(area, theme.colour("ink_tint"))
            painter.fillRect(QRect(0, area.top(), 3, area.height()), theme.colour("ink"))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        side = theme.px("icon")
        box = QRect(_PAD, area.center().y() - side // 2 + 1, side, side)
        icons.draw(painter, box, str(index.data(_ICON)), theme.colour("text_2"))
        words = area.adjusted(_PAD + side + 9, 0, -4, 0)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        painter.restore()


class SettingsPage(Page):
    """The settings this account may see."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "settings")
        rights = services.office.rights
        self._entries = [entry for entry in SECTIONS if entry.right in rights]
        self._sections: dict[str, Section] = {}
        self._list = _List()
        self._list.setObjectName("list_settings")
        self._list.setAccessibleName("设置的各项")
        self._list.setProperty("k", "plain")
        self._list.setItemDelegate(_Item(self._list))
        for entry in self._entries:
            item = QListWidgetItem(entry.title)
            item.setData(_ICON, entry.icon)
            self._list.addItem(item)
        self._list.restyle()
        self._stack = QStackedWidget()
        card = frame("card")
        column(card, margins=(1, 8, 1, 8)).addWidget(self._list)
        self._card = card
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(8)
        line.addWidget(card)
        line.addWidget(self._stack, 1)
        card.setFixedWidth(_LIST_WIDTH)
        self._list.currentRowChanged.connect(self._turn)
        self._list.activated.connect(self._go_in)
        self._keys()

    def _keys(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+S"), self, self._save, context=within)
        QShortcut(QKeySequence("Ctrl+N"), self, self._add, context=within)

    @override
    def start(self) -> None:
        self._list.setCurrentRow(0)
        self._list.setFocus()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        for section in self._sections.values():
            section.changed(tables)

    def open_section(self, key: str) -> Section | None:
        """Bring a section to hand; None when this account has no such one."""
        keys = [entry.key for entry in self._entries]
        if key not in keys:
            return None
        self._list.setCurrentRow(keys.index(key))
        return self._sections.get(key)

    def section(self) -> Section | None:
        """Return the section in hand."""
        part = self._stack.currentWidget()
        return part if isinstance(part, Section) else None

    def _turn(self, at: int) -> None:
        if not 0 <= at < len(self._entries):
            return
        entry = self._entries[at]
        section = self._sections.get(entry.key)
        if section is None:
            section = self._make(entry)
            self._stack.setCurrentWidget(section)
            section.start()
        self._stack.setCurrentWidget(section)
        if isinstance(section, LookSection):
            section.show_now()
        self.subtitled.emit(entry.title)

    def _make(self, entry: Entry) -> Section:
        section = entry.section(self.services)
        section.unsaved.connect(lambda held, key=entry.key: self._mark(key, held=held))
        if isinstance(section, LookSection):
            section.chosen.connect(self._wear)
        self._sections[entry.key] = section
        self._stack.addWidget(section)
        return section

    def _mark(self, key: str, *, held: bool) -> None:
        """Say in the list that something typed is not saved."""
        for at, entry in enumerate(self._entries):
            if entry.key == key:
                self._list.item(at).setText(f"{entry.title} •" if held else entry.title)
                self._list.item(at).setToolTip("有改动还没有保存" if held else "")

    def _go_in(self, _index: object) -> None:
        section = self.section()
        if section is not None:
            section.focusNextChild()

    def _save(self) -> None:
        section = self.section()
        if section is not None:
            section.save()

    def _add(self) -> None:
        section = self.section()
        if section is not None:
            section.add()

    def _wear(self, tokens: Tokens) -> None:
        """Wear a look through the user's menu, so that its marks stay true."""
        menu = self.window().findChild(LookMenu)
        if menu is None:
            app = QApplication.instance()
            if isinstance(app, QApplication):
                theme.apply(app, tokens)
                self.services.memory.keep_tokens(tokens)
            return
        menu.choose(tokens)
