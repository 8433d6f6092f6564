"""Frames: cards, rules, banners, badges and what stands where a list is empty."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import icons, theme
from ui.common.labels import IconLabel, Words
from ui.common.restyle import OnRestyle

_BANNER_ICON = {
    "info": ("ri.information-line", "info_text"),
    "ok": ("ri.checkbox-circle-line", "ok_text"),
    "warn": ("ri.alert-line", "warn_text"),
    "danger": ("ri.error-warning-line", "danger_text"),
}


def frame(k: str) -> QFrame:
    """Return a frame of a kind of the style sheet."""
    box = QFrame()
    box.setProperty("k", k)
    return box


def column(
    box: QWidget, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QVBoxLayout:
    """Give a widget a vertical layout."""
    layout = QVBoxLayout(box)
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


def make_empty(layout: QLayout) -> None:
    """Take every part out of a layout and drop it, so that it can be filled anew."""
    while (item := layout.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            # Hidden first: without a parent it would be a window for a moment.
            part.hide()
            part.setParent(None)
            part.deleteLater()


class Banner(QFrame):
    """One sentence on a tinted ground with an icon, and at most one action or its key."""

    def __init__(
        self, tone: str, text: str, action: QPushButton | None = None, *, key: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("k", "banner")
        self.setProperty("tone", tone)
        self.setMinimumHeight(38)
        name, colour = _BANNER_ICON[tone]
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 2, 12, 2)
        line.setSpacing(8)
        line.addWidget(IconLabel(name, "icon", colour))
        self.words = Words(text)
        self.words.setWordWrap(True)
        line.addWidget(self.words, 1)
        if key:
            line.addWidget(Words(key))
        if action is not None:
            line.addWidget(action)


class Badge(QFrame):
    """A small framed fact with an icon."""

    def __init__(self, icon: str, text: str, tone: str = "") -> None:
        super().__init__()
        self.setProperty("k", "badge")
        self.setProperty("tone", tone)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 2, 8, 2)
        line.setSpacing(6)
        line.addWidget(IconLabel(icon, "icon_s", "ok_text" if tone == "ok" else "text_2"))
        line.addWidget(Words(text))


class _Disc(QWidget):
    """The round icon of an empty state."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(52, 52)
        self.icon, self.tone = "ri.search-line", "quiet"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ground, glyph = {
            "quiet": ("surface_2", "text_3"),
            "ink": ("ink_tint", "ink"),
            "ok": ("ok_tint", "ok"),
            "danger": ("danger_tint", "danger_text"),
        }[self.tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(self.rect())
        icons.draw(painter, QRect(13, 13, 26, 26), self.icon, theme.colour(glyph))
        painter.end()


class EmptyState(OnRestyle, QWidget):
    """What stands in place of rows: an icon, a sentence, what to do, buttons that work."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._disc = _Disc()
        self._title = Words("", "strong")
        self._text = Words("", "sm2")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = column(self, gap=8, margins=(14, 14, 14, 14))
        layout.addStretch(1)
        layout.addWidget(self._disc, 0, middle)
        layout.addWidget(self._title, 0, middle)
        layout.addWidget(self._text, 0, middle)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        layout.addLayout(self.buttons)
        layout.setAlignment(self.buttons, middle)
        layout.addStretch(2)
        self.restyle()

    @override
    def restyle(self) -> None:
        self._text.setFixedWidth(round(380 * theme.px("f_body") / 15))
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the words their height: a centred label is not asked for it at its width."""
        self._text.ensurePolished()
        self._text.setMinimumHeight(max(0, self._text.heightForWidth(self._text.width())))
        self.buttons.setContentsMargins(0, 8 if self.buttons.count() else 0, 0, 0)

    def say(
        self, title: str, text: str, *, icon: str = "ri.search-line", tone: str = "quiet"
    ) -> None:
        """Say why there is nothing and what helps."""
        self._title.setText(title)
        self._text.setText(text)
        self._fit()
        self._disc.icon, self._disc.tone = icon, tone
        self._disc.update()
