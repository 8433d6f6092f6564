"""The left rail: the community, the pages that work, and who is at the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.common import icons, theme
from ui.common.labels import Avatar, Elided, Mark, Words
from ui.common.restyle import OnRestyle

_SLIM, _MANY = 52, 100


@dataclass(frozen=True)
class NavEntry:
    """One page in the rail."""

    key: str
    title: str
    icon: str
    group: str = ""


class NavButton(OnRestyle, QPushButton):
    """One entry; the one that is on carries the party-red line."""

    def __init__(self, entry: NavEntry, number: int) -> None:
        super().__init__(f"  {entry.title}")
        self.entry = entry
        self._count, self._pressing = 0, False
        self.setObjectName(f"btn_nav_{entry.key}")
        self.setProperty("k", "nav")
        self.setCheckable(True)
        self.setAccessibleName(f"到{entry.title}")
        key = f"Alt+{number % 10}" if number <= 10 else ""
        self.setAccessibleDescription(f"快捷键 {key}" if key else "")
        self.setToolTip(f"{entry.title}　{key}".strip())
        self.restyle()

    @override
    def restyle(self) -> None:
        side = theme.px("icon")
        self.setIconSize(QSize(side, side))
        self.setIcon(icons.icon(self.entry.icon, "text" if self.isChecked() else "text_2"))

    def show_words(self, *, shown: bool) -> None:
        """Show the title, or the icon alone in a narrow window."""
        self.setText(f"  {self.entry.title}" if shown else "")

    def show_badge(self, count: int, *, pressing: bool) -> None:
        """Show how much waits there; none at 0, red only for what is overdue."""
        self._count, self._pressing = count, pressing
        waits = f"，{'超期' if pressing else '待办'} {count:,}" if count else ""
        self.setAccessibleName(f"到{self.entry.title}{waits}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count or not self.text():
            return
        words = f"{self._count}" if self._count < _MANY else f"{_MANY - 1}+"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("f_cap"))
        metrics = painter.fontMetrics()
        height = metrics.height() - 1
        width = max(height, metrics.horizontalAdvance(words) + 12)
        pill = QRect(self.width() - width - 12, (self.height() - height) // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger" if self._pressing else "line"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.colour("surface" if self._pressing else "text_2"))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.end()


class Nav(OnRestyle, QFrame):
    """The rail; `chosen` carries the key of the page asked for."""

    chosen = Signal(str)

    def __init__(self, community: str, staff: str, entries: Sequence[NavEntry]) -> None:
        super().__init__()
        self.setObjectName("nav")
        self._slim = False
        self._menu: QMenu | None = None
        self._words: list[QWidget] = []
        self.buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        self._brand = self._brand_line(community)
        layout.addWidget(self._brand)
        layout.addWidget(self._list(entries), 1)
        self.user = QPushButton()
        layout.addWidget(self._user_line(staff))
        self.restyle()

    def _brand_line(self, community: str) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(13, 0, 10, 0)
        line.setSpacing(9)
        line.addWidget(Mark(26))
        name = Elided(community, "brand")
        line.addWidget(name, 1)
        self._words.append(name)
        return box

    def _list(self, entries: Iterable[NavEntry]) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("nav_list")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        group = ""
        for number, entry in enumerate(entries, start=1):
            if entry.group != group:
                group = entry.group
                title = Words(group, "navgroup")
                layout.addWidget(title)
                self._words.append(title)
            button = NavButton(entry, number)
            button.clicked.connect(partial(self._clicked, entry.key))
            self._group.addButton(button)
            self.buttons[entry.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        area.setWidget(inside)
        return area

    def _user_line(self, staff: str) -> QFrame:
        box = QFrame()
        box.setObjectName("nav_user")
        line = QHBoxLayout(box)
        line.setContentsMargins(12, 6, 8, 0)
        line.setSpacing(4)
        line.addWidget(Avatar(staff))
        self.user.setText(staff)
        self.user.setObjectName("btn_user")
        self.user.setProperty("k", "user")
        self.user.setAccessibleName(f"{staff}，外观和字号")
        self.user.setToolTip("外观、字号、快捷键")
        line.addWidget(self.user, 1)
        self._words.append(self.user)
        return box

    def offer_menu(self, menu: QMenu) -> None:
        """Hang the user's menu on the name."""
        self._menu = menu
        self.user.clicked.connect(self._pop_up)

    def _pop_up(self) -> None:
        if self._menu is not None:
            above = QPoint(0, -self._menu.sizeHint().height())
            self._menu.popup(self.user.mapToGlobal(above))

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self.buttons[key].setChecked(True)
        for button in self.buttons.values():
            button.restyle()

    def show_badge(self, key: str, count: int, *, pressing: bool = False) -> None:
        """Show how much waits on a page; a page that is not in the rail is passed over."""
        if key in self.buttons:
            self.buttons[key].show_badge(count, pressing=pressing)

    def _clicked(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)

    def make_slim(self, *, slim: bool) -> None:
        """Shrink to icons in a narrow window."""
        if slim != self._slim:
            self._slim = slim
            for words in self._words:
                words.setVisible(not slim)
            for button in self.buttons.values():
                button.show_words(shown=not slim)
            self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedWidth(_SLIM if self._slim else theme.px("nav_w"))
        self._brand.setFixedHeight(theme.px("appbar"))
