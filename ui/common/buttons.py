"""Buttons: a verb first, the key that does the same beside it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from typing_extensions import override

from ui.common import icons, theme
from ui.common.restyle import OnRestyle

_ICON_COLOUR = {"pri": "on_ink", "quick": "ink", "txt": "ink", "link": "ink"}


class Btn(OnRestyle, QPushButton):
    """A button of one of the kinds: "" white, pri solid, quick tinted, txt, link."""

    def __init__(
        self,
        text: str,
        *,
        name: str,
        icon: str = "",
        k: str = "",
        key: str = "",
        small: bool = False,
    ) -> None:
        super().__init__(f" {text}" if icon and text and k != "link" else text)
        self._icon, self._kind, self._small = icon, k, small
        self._hint: QLabel | None = None
        self.setObjectName(f"btn_{name}")
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        if k:
            self.setProperty("k", k)
        if small:
            self.setProperty("small", "true")
        if key:
            self._add_hint(key)
        self.restyle()

    def _add_hint(self, key: str) -> None:
        # The words stand at the left (style sheet), so that the hint has the right to itself.
        self.setProperty("hint", "true")
        self._hint = QLabel(key, self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("k", "kbd")
        self._hint.setProperty("on", self._kind)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleDescription(f"快捷键 {key}")

    @override
    def restyle(self) -> None:
        if self._icon:
            self.setIcon(icons.icon(self._icon, _ICON_COLOUR.get(self._kind, "text_2")))
            side = theme.px("icon_s" if self._small or self._kind == "link" else "icon")
            self.setIconSize(QSize(side, side))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._hint is not None:
            size.setWidth(size.width() + self._hint.sizeHint().width() + 8)
        return size

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if self._kind == "pri" and option.state & QStyle.StateFlag.State_HasFocus:
            # The ring outside has nearly the colour of the button: one more inside is seen.
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("on_ink"), 1))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(3.5, 3.5, -3.5, -3.5), 3, 3)
            painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._hint is None:
            return
        hint = self._hint.sizeHint()
        height = min(hint.height(), 18)
        left = self.width() - hint.width() - 12
        self._hint.setGeometry(left, (self.height() - height) // 2, hint.width(), height)


class FilterChip(OnRestyle, QPushButton):
    """A checkable filter with its live count."""

    def __init__(self, key: str, label: str) -> None:
        super().__init__(label)
        self.key, self.label = key, label
        self.setObjectName(f"btn_filter_{key}")
        self.setProperty("k", "fchip")
        self.setCheckable(True)
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        """Show how many rows this filter leaves; None while it is not known."""
        words = self.label if count is None else f"{self.label} {count:,}"
        self.setText(words)
        self.setAccessibleName(f"筛选 {words}")


class Segment(QFrame):
    """Joined buttons of which exactly one is on."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName(f"fld_{name}")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.offer(choices)
        self._group.buttonClicked.connect(self._clicked)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these (key, label) choices and choose the first."""
        for old in self._buttons.values():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons = {}
        pairs = list(choices)
        for at, (key, label) in enumerate(pairs):
            button = QPushButton(label)
            button.setProperty("k", "seg")
            button.setProperty("key", key)
            place = "first" if at == 0 else "last" if at == len(pairs) - 1 else "middle"
            button.setProperty("place", place)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(label)
            self._group.addButton(button)
            self._row.addWidget(button)
            self._buttons[key] = button
        if pairs:
            self._buttons[pairs[0][0]].setChecked(True)

    def value(self) -> str:
        """Return the key of the choice, or an empty string when nothing is offered."""
        button = self._group.checkedButton()
        return "" if button is None else str(button.property("key"))

    def choose(self, key: str) -> None:
        """Choose by key; an unknown key changes nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def _clicked(self, button: QPushButton) -> None:
        self.chosen.emit(str(button.property("key")))


def row(*parts: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """Lay parts in a row: a widget, a gap in pixels, or None for all spare room."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)
    return layout


def on_click(button: QPushButton, action: Callable[[], object]) -> QPushButton:
    """Connect a click to an action without arguments; return the button."""
    button.clicked.connect(lambda _checked=False: action())
    return button
