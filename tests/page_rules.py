"""What must hold of every page as it stands on the screen: nothing cut, named, plain, reachable.

Each rule takes the widget on show and returns the offenders in words; none means it holds.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.page_parts import called, cut, shown

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
_CHINESE = "[\u3400-\u9fff]"
_BANNED = (
    re.compile("您?确定要|操作成功|操作失败|^请重试。?$|[!！]"),
    re.compile(f"{_CHINESE} ?[,:;?] ?{_CHINESE}"),
    re.compile("老弱病残|上访户"),
)
_MANY_TABS = 400
_ROWS_OF_CELLS = 60


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Every widget in sight that takes the keyboard or the mouse."""
    return (part for part in shown(root) if isinstance(part, INTERACTIVE))


def nameless(root: QWidget) -> list[str]:
    """Interactive widgets a screen reader could not name."""
    return [called(part) for part in interactive(root) if not part.accessibleName().strip()]


def untold(root: QWidget) -> list[str]:
    """Buttons that show a picture alone and do not say what they do."""
    return [
        called(part)
        for part in interactive(root)
        if isinstance(part, QAbstractButton)
        and not part.text().strip()
        and not [label for label in part.findChildren(QLabel) if label.text()]
        and not part.toolTip()
        and type(part).paintEvent is QPushButton.paintEvent
    ]


def rich(root: QWidget) -> list[str]:
    """Labels that would take data for markup."""
    return [
        called(part)
        for part in root.findChildren(QLabel)
        if part.textFormat() != Qt.TextFormat.PlainText and part.pixmap().isNull()
    ]


def twice(root: QWidget) -> list[str]:
    """Names that two widgets in sight carry."""
    names = Counter(part.objectName() for part in shown(root) if part.objectName())
    return [f"{name} × {count}" for name, count in names.items() if count > 1]


def said(root: QWidget) -> Iterator[str]:
    """Every word of ours in sight or told on hovering; rows of tables are data."""
    yield root.windowTitle()
    for part in shown(root):
        text = getattr(part, "text", None)
        typed = isinstance(part, QLineEdit) and not part.isReadOnly()
        if callable(text) and not typed and not isinstance(part, QAbstractSpinBox):
            yield str(text())
        if isinstance(part, QLineEdit | QPlainTextEdit):
            yield part.placeholderText()
        if isinstance(part, QTabBar):
            yield from (part.tabText(at) for at in range(part.count()))
        yield from (part.toolTip(), part.accessibleName())


def ill_said(root: QWidget) -> list[str]:
    """Words that the style guide bars."""
    texts = {text.strip() for text in said(root) if text}
    return sorted(text for text in texts for barred in _BANNED if barred.search(text))


def unreached(root: QWidget) -> list[str]:
    """Enabled interactive widgets that Tab does not come to; a trap leaves many."""
    window = root.window()
    window.activateWindow()
    start = next((part for part in interactive(root) if _takes_tab(part)), None)
    if start is None:
        return []
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen = _tabbed_through()
    reached = [part for part in interactive(root) if part in seen or _held(part, seen)]
    groups = [group for part in reached if (group := _group(part)) is not None]
    return [
        called(part)
        for part in interactive(root)
        if _takes_tab(part) and part not in reached and _group(part) not in groups
    ]


def _tabbed_through() -> list[QWidget]:
    """Press Tab until it comes round; a text with links takes several, a sheet one a row."""
    seen: list[QWidget] = []
    known = 0
    for _ in range(_MANY_TABS):
        now = QApplication.focusWidget()
        known = known + 1 if now in seen[:-1] else 0
        if now is None or known > _ROWS_OF_CELLS:
            break
        if now not in seen:
            seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return seen


def _held(part: QWidget, seen: list[QWidget]) -> bool:
    return part.focusProxy() in seen or any(inner in seen for inner in part.findChildren(QLineEdit))


def _takes_tab(part: QWidget) -> bool:
    return part.isEnabled() and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _group(part: QWidget) -> QButtonGroup | None:
    return part.group() if isinstance(part, QAbstractButton) else None


def mouse_only(root: QWidget) -> list[str]:
    """Enabled interactive widgets that no key comes to.

    Of a group Qt lets Tab come to the chosen one alone: arrows lead on from there. A part with
    the property `by_arrow` is reached that way too, which its own test shows.
    """
    return [
        called(part)
        for part in interactive(root)
        if part.isEnabled()
        and not part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and _group(part) is None
        and part.focusProxy() is None
        and not part.property("by_arrow")
    ]


def outside(root: QWidget) -> list[str]:
    """Buttons and fields that stand beyond the edge of the window and of every scroll area."""
    frame = QRect(0, 0, root.width(), root.height())
    return [
        called(part)
        for part in interactive(root)
        if not part.visibleRegion().isEmpty()
        and not frame.contains(QRect(part.mapTo(root, part.rect().topLeft()), part.size()))
        and not _scrolls(part)
    ]


def _scrolls(part: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None:
        if above.objectName() == "qt_scrollarea_viewport":
            return True
        above = above.parentWidget()
    return False


Rule = Callable[[QWidget], list[str]]
RULES: dict[str, Rule] = {
    "cut": cut,
    "nameless": nameless,
    "untold": untold,
    "rich": rich,
    "twice": twice,
    "ill said": ill_said,
    "mouse only": mouse_only,
    "unreached": unreached,
    "outside": outside,
}
"""Every rule by name."""


def broken(root: QWidget) -> list[str]:
    """All offenders of all rules."""
    return [f"{name}: {what}" for name, rule in RULES.items() for what in rule(root)]
