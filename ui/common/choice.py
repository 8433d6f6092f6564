"""A drop-down of (key, label) pairs; long ones are found by typing a part or the initials."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSortFilterProxyModel,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView
from typing_extensions import override

from ui.common import icons, theme
from wenming_desktop.search.letters import letters


class _Found(QSortFilterProxyModel):
    """The items whose words hold what is typed, or whose pinyin or initials begin with it."""

    def __init__(self, box: "Choice") -> None:
        super().__init__(box)
        self._typed = ""
        self._letters: dict[str, str] = {}
        self.setSourceModel(box.model())

    def look_for(self, text: str) -> None:
        """Keep the items that fit."""
        self._typed = text.strip().lower()
        self.invalidate()

    @override
    def filterAcceptsRow(
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        words = str(self.sourceModel().index(source_row, 0, source_parent).data() or "")
        if self._typed in words.lower():
            return True
        if not self._typed.isascii():
            return False
        return any(spelt.startswith(self._typed) for spelt in self._spelt(words).split())

    def _spelt(self, words: str) -> str:
        if words not in self._letters:
            parts = words.replace("·", " ").split() or [words]
            self._letters[words] = " ".join(letters([words, *parts]))
        return self._letters[words]


class Choice(QComboBox):
    """A combo box whose values are keys."""

    def __init__(self, name: str, label: str, *, searchable: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        # A view of our own takes the style sheet; the default one keeps the platform's look.
        self.setView(QListView(self))
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(14)
        if searchable:
            self._make_searchable()

    def _make_searchable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        found = _Found(self)
        completer = QCompleter(found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.textEdited.connect(found.look_for)

    def offer(self, pairs: Iterable[tuple[object, str]]) -> None:
        """Offer these (key, label) pairs and keep the choice if it is still among them."""
        held = self.value()
        self.blockSignals(True)
        self.clear()
        for key, label in pairs:
            self.addItem(label, key)
        self.choose(held)
        self.blockSignals(False)

    def value(self) -> object:
        """Return the key chosen, or None; typed words that are no choice count as none."""
        if self.isEditable() and self.currentText() != self.itemText(self.currentIndex()):
            at = self.findText(self.currentText().strip())
            return self.itemData(at) if at >= 0 else None
        return self.currentData()

    def choose(self, key: object) -> None:
        """Choose by key, else the first."""
        for at in range(self.count()):
            if self.itemData(at) == key:
                self.setCurrentIndex(at)
                return
        self.setCurrentIndex(0 if self.count() else -1)

    def put_away(self) -> None:
        """Close what was found: sent on to another field, it must not stand over what is there."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px("icon") - 1
        box = QRect(self.width() - side - 9, (self.height() - side) // 2, side, side)
        name = "text_2" if self.isEnabled() else "disabled"
        icons.draw(painter, box, "ri.arrow-down-s-line", theme.colour(name))
        painter.end()
