"""类别: the ten used most as buttons, all others by typing a part of their name."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.common import icons, theme
from ui.common.choice import Choice
from wenming_desktop.tickets.intake import CategoryChoice, IntakeChoices

_ICONS: Final = {
    "01": "ri.recycle-line",
    "02": "ri.flag-line",
    "03": "ri.volume-up-line",
    "04": "ri.car-line",
    "05": "ri.lightbulb-line",
    "06": "ri.community-line",
    "07": "ri.drop-line",
    "08": "ri.temp-cold-line",
    "09": "ri.fire-line",
    "10": "ri.scales-3-line",
    "11": "ri.hand-heart-line",
    "12": "ri.bank-card-line",
    "13": "ri.contacts-book-line",
    "14": "ri.shield-check-line",
    "15": "ri.team-line",
    "16": "ri.recycle-line",
    "17": "ri.government-line",
    "18": "ri.star-smile-line",
    "19": "ri.alert-line",
    "0501": "ri.drop-line",
    "0502": "ri.alert-line",
    "0503": "ri.drop-line",
    "0506": "ri.walk-line",
    "0507": "ri.fire-line",
    "0509": "ri.recycle-line",
    "0601": "ri.recycle-line",
    "0604": "ri.car-line",
    "0608": "ri.drop-line",
    "0612": "ri.stack-line",
    "0803": "ri.drop-line",
    "0804": "ri.lightbulb-line",
    "0805": "ri.fire-line",
    "0806": "ri.computer-line",
    "1001": "ri.volume-up-line",
    "1003": "ri.drop-line",
}
"""By group, and by category where the group's picture would say something else."""
_COLUMNS: Final = 5
_LEADING: Final = 4
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)
_STARTS: Final = "不与区违改社低的设"
"""What a line of a long name begins well with; elsewhere it is parted in the middle."""


class _Tile(QPushButton):
    """A category: its icon over its name; `left_down` when Down goes below the last row."""

    left_down = Signal()

    def __init__(self, category: CategoryChoice) -> None:
        super().__init__()
        self.category = category
        self.setObjectName(f"btn_category_{category.code}")
        self.setProperty("k", "tile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"类别 {category.name}")
        self.setToolTip("·".join(part for part in (category.group, category.name) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # The arrows walk among the tiles; what is below them is only left by this one.
        if event.key() == Qt.Key.Key_Down and self.hasFocus():
            self.left_down.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        on = self.isChecked()
        painter = QPainter(self)
        code = self.category.code
        icon = _ICONS.get(code) or _ICONS.get(code[:2], "ri.more-line")
        tint = theme.colour("ink" if on else "text_2")
        lines, size = self._lines(bold=on)
        face = theme.font(size, bold=on)
        line = theme.px(size) + _LEADING
        side = theme.px("icon") + 2 * (2 - len(lines))
        top = max(3, (self.height() - side - 2 - line * len(lines)) // 2)
        icons.draw(painter, QRect(0, top, self.width(), side), icon, tint)
        painter.setFont(face)
        painter.setPen(theme.colour("ink" if on else "text"))
        for at, words in enumerate(lines):
            area = QRect(0, top + side + 2 + at * line, self.width(), line)
            painter.drawText(area, _MIDDLE, words)
        painter.end()

    def _lines(self, *, bold: bool) -> tuple[list[str], str]:
        """The name as it has room, and the size it is written in: a long one takes two lines."""
        room = self.width() - 8
        large = QFontMetrics(theme.font("f_sm", bold=bold))
        name = self.category.name
        if large.horizontalAdvance(name) <= room:
            return [name], "f_sm"
        # A long name is cut at its own joint first; the tooltip has it whole.
        name = name.partition("(")[0].partition("、")[0]
        if large.horizontalAdvance(name) <= room:
            return [name], "f_sm"
        small = QFontMetrics(theme.font("f_cap", bold=bold))
        cut = Qt.TextElideMode.ElideRight
        return [small.elidedText(part, cut, room) for part in in_two(name)], "f_cap"


def in_two(name: str) -> tuple[str, str]:
    """Part a name near its middle, where the second line begins well."""
    middle = (len(name) + 1) // 2
    near = sorted(range(middle - 1, middle + 2), key=lambda at: abs(at - middle))
    at = next((at for at in near if 0 < at < len(name) and name[at] in _STARTS), middle)
    return name[:at], name[at:]


class CategoryPicker(QWidget):
    """Chooses one category; `chosen` carries it."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._tiles: dict[str, _Tile] = {}
        self._all: dict[str, CategoryChoice] = {}
        self._code = ""
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self.others = Choice("category", "全部类别，输入几个字找", searchable=True)
        self.others.activated.connect(self._other)
        # Down below the tiles leads here; Tab goes on to what the call is about.
        self.others.setProperty("by_arrow", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._grid)
        layout.addWidget(self.others)

    def offer(self, choices: IntakeChoices) -> None:
        """Offer these categories; the choice made stands."""
        self._all = {category.code: category for category in choices.categories}
        self._all.update((category.code, category) for category in choices.often)
        for tile in self._tiles.values():
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {}
        for at, category in enumerate(choices.often[: 2 * _COLUMNS]):
            tile = _Tile(category)
            tile.clicked.connect(partial(self._pick, category.code))
            tile.left_down.connect(self.others.setFocus)
            self._group.addButton(tile)
            self._grid.addWidget(tile, at // _COLUMNS, at % _COLUMNS)
            self._tiles[category.code] = tile
        pairs = [
            (one.code, f"{one.group}·{one.name}" if one.group else one.name)
            for one in choices.categories
        ]
        self.others.offer([("", "别的类别：点开选，或输入几个字找"), *pairs])
        self.choose(self._code)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # Whoever brings the cursor here means the tile that is on, else the first.
        on = (part for code, part in self._tiles.items() if code == self._code)
        next(on, self.in_order()[0]).setFocus()

    def in_order(self) -> tuple[QWidget, ...]:
        """Return the parts as Tab is to go through them; tiles are made late."""
        return (*self._tiles.values(), self.others)

    def value(self) -> str:
        """Return the code chosen, or an empty string."""
        return self._code

    def category(self) -> CategoryChoice | None:
        """Return the category chosen."""
        return self._all.get(self._code)

    def choose(self, code: str) -> None:
        """Choose by code; an empty code chooses none."""
        self._code = code
        self._group.setExclusive(False)
        for key, tile in self._tiles.items():
            tile.setChecked(key == code)
        self._group.setExclusive(True)
        self.others.choose("" if code in self._tiles else code)
        # A tile says it all: Tab goes on to what it is about, Down still goes to all the others.
        at_tile = code in self._tiles
        policy = Qt.FocusPolicy.ClickFocus if at_tile else Qt.FocusPolicy.StrongFocus
        self.others.setFocusPolicy(policy)

    def _pick(self, code: str, _checked: bool = False) -> None:
        self.choose(code)
        self.chosen.emit(self.category())

    def _other(self) -> None:
        code = self.others.value()
        if isinstance(code, str) and code:
            self._pick(code)
