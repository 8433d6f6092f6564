"""Which widgets stand in sight, and which of their words find no room."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from ui.common.buttons import Btn
from ui.common.labels import Elided


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every widget in sight, without what a compound widget of Qt is made of."""
    for part in root.findChildren(QWidget):
        if part.isVisible() and not _inside(part):
            yield part


def _inside(part: QWidget) -> bool:
    """Whether Qt made this part for a widget of its own (a combo's list, a table's corner)."""
    above = part.parentWidget()
    return (
        part.objectName().startswith("qt_")
        or isinstance(part, QHeaderView)
        or (isinstance(above, QTableView) and isinstance(part, QAbstractButton))
        or (isinstance(above, (QComboBox, QAbstractSpinBox)) and isinstance(part, QLineEdit))
        or (isinstance(above, (QTabBar, QLineEdit)) and isinstance(part, QToolButton))
        or isinstance(part, QAbstractSlider)
    )


def called(part: QWidget) -> str:
    """A widget in words, for a failure one can act on."""
    text = getattr(part, "text", None)
    words = text() if callable(text) else ""
    named = part.objectName() or part.accessibleName()
    above = part.parentWidget()
    while not named and above is not None:
        named, above = (
            f"in {above.objectName()}" if above.objectName() else "",
            above.parentWidget(),
        )
    return f"{type(part).__name__} {named} “{words}”"


def cut(root: QWidget) -> list[str]:
    """Words that find no room. What may be cut has the property `may_elide` or is `Elided`."""
    found = []
    for part in shown(root):
        if isinstance(part, Elided) or part.property("may_elide"):
            continue
        if isinstance(part, QLabel):
            found += [f"{called(part)}: {why}" for why in _label_cut(part)]
        elif isinstance(part, QPushButton | QCheckBox):
            found += [f"{called(part)}: {why}" for why in _button_cut(part)]
        elif isinstance(part, QTabBar):
            found += [f"{called(part)}: {why}" for why in _tabs_cut(part)]
        elif isinstance(part, QTableView):
            found += [f"{called(part)}: {why}" for why in _heads_cut(part)]
    return found


def _label_cut(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    room = label.contentsRect()
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        if need > label.height() + 1:
            yield f"{need} px high in {label.height()}"
        return
    lines = label.text().split("\n")
    need = max(label.fontMetrics().horizontalAdvance(line) for line in lines)
    if need > room.width():
        yield f"{need} px wide in {room.width()}"
    tall = label.fontMetrics().height() * len(lines)
    if tall > label.height() + 2:
        yield f"{tall} px high in {label.height()}"


def _button_cut(button: QAbstractButton) -> Iterator[str]:
    text = button.text().replace("&&", "&")
    if not text:
        return
    need = button.fontMetrics().horizontalAdvance(text.strip())
    if not button.icon().isNull():
        need += button.iconSize().width()
    if isinstance(button, Btn):
        hints = [part for part in button.findChildren(QLabel) if part.isVisible()]
        need += sum(hint.width() for hint in hints)
    if need > button.width() - 4:
        yield f"{need} px wide in {button.width()}"
    if button.fontMetrics().height() > button.height() + 2:
        yield f"{button.fontMetrics().height()} px high in {button.height()}"


def _tabs_cut(tabs: QTabBar) -> Iterator[str]:
    for at in range(tabs.count()):
        room = tabs.tabRect(at)
        need = QFontMetrics(tabs.font()).horizontalAdvance(tabs.tabText(at))
        if tabs.isTabVisible(at) and (need > room.width() or room.right() > tabs.width()):
            yield f"tab {tabs.tabText(at)} {need} px wide in {room.width()}"


def _heads_cut(table: QTableView) -> Iterator[str]:
    head = table.horizontalHeader()
    if not head.isVisible() or table.model() is None:
        return
    for at in range(head.count()):
        words = table.model().headerData(at, Qt.Orientation.Horizontal)
        need = head.fontMetrics().horizontalAdvance(str(words or "")) + 8
        if words and not head.isSectionHidden(at) and need > head.sectionSize(at):
            yield f"head {words} {need} px wide in {head.sectionSize(at)}"
