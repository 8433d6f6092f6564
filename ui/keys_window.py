"""F1: the keys that work now, and nothing else; from here the manual is opened.

The keys are read off the window itself, so a key that is bound nowhere, or on another page, or
for an account that may not, is not told. Only what a key does is written here.
"""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from ui.common.labels import Words
from ui.common.pick_table import PickTable
from ui.common.table_view import RecordTable
from ui.manual_window import ManualWindow
from ui.page import Page

_SIZE, _PAGES = "字号", "换页"
_DOES: Final = {
    "F1": "快捷键",
    "F2": "快速登记",
    "Ctrl+K": "全局查找",
    "Ctrl+F": "在这一页查找",
    **{f"Alt+{number}": _PAGES for number in range(10)},
    "F3": "记走访",
    "F4": "编辑",
    "F5": "刷新",
    "F6": "派单",
    "F8": "下一处要改",
    "Del": "作废（能撤销）",
    "Ctrl+Z": "撤销上一步",
    "Ctrl+Y": "重做",
    "Ctrl+L": "锁定",
    "Ctrl+N": "新增",
    "Ctrl+O": "选文件",
    "Ctrl+S": "保存",
    "Ctrl+P": "打印",
    "Ctrl+E": "导出 Excel",
    "Ctrl+Return": "做下一步",
    "Ctrl+Enter": "做下一步",
    "Ctrl+Left": "换到左一栏",
    "Ctrl+Right": "换到右一栏",
    "Alt+Up": "上一件",
    "Alt+Down": "下一件",
    "Alt+Left": "返回",
    "Ctrl++": _SIZE,
    "Ctrl+=": _SIZE,
    "Ctrl+-": _SIZE,
    "Ctrl+0": _SIZE,
    "F11": "全屏",
}
_DOES_HERE: Final = {
    ("page_tickets", "Ctrl+P"): "打印办理单",
    ("page_tickets", "Ctrl+N"): "补录纸面工单",
    ("page_tickets", "Ctrl+V"): "粘贴照片",
    ("page_imports", "Ctrl+V"): "粘贴名单",
    ("page_tickets", "Ctrl+Return"): "办这一步",
    ("page_tickets", "Ctrl+Enter"): "办这一步",
    ("page_cards", "Ctrl+Return"): "打印，或办手上这一步",
    ("page_cards", "Ctrl+Enter"): "打印，或办手上这一步",
    ("page_cards", "Ctrl+P"): "打印选中的卡",
    ("page_month", "Ctrl+P"): "打印月报",
    ("page_tidy", "Ctrl+Return"): "标记已核对",
    ("page_tidy", "Ctrl+Enter"): "标记已核对",
    ("page_tidy", "Ctrl+P"): "打印核对表",
    ("page_households", "Ctrl+E"): "导出台账",
    ("page_elevation", "Ctrl+P"): "打印本楼图",
}
_NEEDS: Final = {
    ("page_tickets", "F6"): "ticket.write",
    ("page_tickets", "Ctrl+Return"): "ticket.write",
    ("page_tickets", "Ctrl+Enter"): "ticket.write",
    ("page_cards", "Ctrl+P"): "card.write",
    ("page_cards", "Ctrl+Return"): "card.write",
    ("page_cards", "Ctrl+Enter"): "card.write",
    ("page_tidy", "Ctrl+Return"): "register.write",
    ("page_tidy", "Ctrl+Enter"): "register.write",
    ("page_tidy", "Ctrl+P"): "register.export",
}
"""Keys that are bound for everyone and do nothing for an account without this right."""
_SPOKEN: Final = {
    "Return": "回车",
    "Enter": "回车",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "+": "加号",
    "=": "加号",
    "-": "减号",
}
_MANY: Final = 3
Lines = list[tuple[str, str]]
_IN_REGISTER: Final[Lines] = [
    ("↑↓ 回车", "选来电人"),
    ("F7", "匿名"),
    ("Alt+1 2 3", "用建议的类别"),
    ("Alt+4 到 7", "并入同一件事，或算第几次"),
    ("Ctrl+S", "只登记"),
    ("Ctrl+回车", "登记并打印"),
    ("Esc", "收起，写的都留着"),
]
_IN_PREVIEW: Final[Lines] = [("Ctrl+S", "存成 PDF"), ("Ctrl+P", "打印")]
_IN_LIST: Final[Lines] = [
    ("↑↓ Home End PgUp PgDn", "在列表里走"),
    ("回车", "打开选中的一行"),
    ("Esc", "返回、收起"),
]
_IN_TICKS: Final[Lines] = [
    ("空格", "勾选"),
    ("Shift+↑ Shift+↓", "连着勾"),
    ("Ctrl+A", "全选"),
    *_IN_LIST[:1],
]


class KeysWindow(QDialog):
    """A list of keys; Esc closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("dlg_keys")
        self.setWindowTitle("快捷键")
        self._over = window
        self._manual: ManualWindow | None = None
        self._body = QWidget()
        self._close = Btn("知道了", name="close", k="pri", key="Esc")
        manual = Btn("打开操作手册", name="manual", icon="ri.file-list-3-line")
        on_click(manual, self.open_manual)
        on_click(self._close, self.accept)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 16, 20, 16)
        self._layout.setSpacing(14)
        self._layout.addWidget(self._body)
        self._layout.addStretch(1)
        self._layout.addLayout(row(manual, None, self._close))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._tell()
        super().showEvent(event)
        self._close.setFocus()

    @override
    def event(self, event: QEvent) -> bool:
        # Left open, it tells the page that is in hand when one comes back to it.
        if event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self._tell()
        return super().event(event)

    def open_manual(self) -> None:
        """Show the manual; it stays when the keys are put away."""
        if self._manual is None:
            self._manual = ManualWindow(self._over)
        self._manual.show()
        self._manual.raise_()
        self._manual.activateWindow()
        self.accept()

    def _tell(self) -> None:
        body, sides = QWidget(), QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(36)
        everywhere, *others = sections(self._over)
        for side in ((everywhere,), others):
            box = QWidget()
            below = column(box, gap=14)
            for title, lines in side:
                below.addLayout(_section(title, lines))
            below.addStretch(1)
            sides.addWidget(box)
        body.setLayout(sides)
        self._layout.replaceWidget(self._body, body)
        self._body.deleteLater()
        body.show()
        self._body = body
        self.adjustSize()


def sections(window: QWidget) -> list[tuple[str, Lines]]:
    """What works in a window now: everywhere, on the page in hand, in the windows it opens."""
    page = _page(window)
    bound = list(live(window))
    told = [("哪一页都能用", _lines(shortcut for shortcut in bound if not _in_page(shortcut)))]
    here = _lines(shortcut for shortcut in bound if _in_page(shortcut))
    if page is not None:
        here += _in_tables(page)
    if here:
        told.append(("这一页", here))
    if any(_sequence(shortcut) == "F2" for shortcut in bound):
        told.append(("快速登记里", _IN_REGISTER))
    told.append(("打印预览里", _IN_PREVIEW))
    return told


def live(window: QWidget) -> Iterator[QShortcut]:
    """The shortcuts of a window that do something now."""
    page = _page(window)
    rights = page.services.office.rights if page is not None else frozenset[str]()
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        if not (isinstance(owner, QWidget) and owner.window() is window and shortcut.isEnabled()):
            continue
        key = (_owner(shortcut), _sequence(shortcut))
        idle = key[1] == "Ctrl+F" and not _has_search(page)
        if owner.isVisibleTo(window) and not idle and _NEEDS.get(key, "") in {"", *rights}:
            yield shortcut


def does(shortcut: QShortcut) -> str:
    """What a shortcut does, in words; empty for one nobody wrote words for."""
    key = _sequence(shortcut)
    here = _DOES_HERE.get((_owner(shortcut), key))
    return shortcut.whatsThis() or here or _DOES.get(key, "")


def _lines(shortcuts: Iterator[QShortcut]) -> Lines:
    found: dict[str, list[str]] = {}
    for shortcut in shortcuts:
        keys = found.setdefault(does(shortcut), [])
        if (key := _spoken(_sequence(shortcut))) not in keys:
            keys.append(key)
    found.pop("", None)
    order = [*_DOES.values()]
    told = sorted(found.items(), key=lambda line: _place(order, line[0]))
    return [(_joined(keys), words) for words, keys in told]


def _place(order: list[str], words: str) -> int:
    """Where words stand in the list above; words of one page alone come first."""
    return order.index(words) if words in order else -1


def _joined(keys: list[str]) -> str:
    return f"{keys[0]} … {keys[-1]}" if len(keys) > _MANY else "　".join(keys)


def _spoken(key: str) -> str:
    held, _, last = key.rpartition("+") if not key.endswith("++") else (key[:-2], "+", "+")
    return "+".join(part for part in (held, _SPOKEN.get(last, last)) if part)


def _sequence(shortcut: QShortcut) -> str:
    return shortcut.key().toString()


def _page(window: QWidget) -> Page | None:
    pages = (page for page in window.findChildren(Page) if page.isVisibleTo(window))
    return next(pages, None)


def _owner(shortcut: QShortcut) -> str:
    """The page a shortcut belongs to, by name; empty for the window's own."""
    part = shortcut.parent()
    while part is not None and not isinstance(part, Page):
        part = part.parent()
    return part.objectName() if part is not None else ""


def _in_page(shortcut: QShortcut) -> bool:
    return bool(_owner(shortcut))


def _has_search(page: Page | None) -> bool:
    return page is not None and type(page).go_search is not Page.go_search


def _in_tables(page: Page) -> Lines:
    tables = [table for table in page.findChildren(RecordTable) if table.isVisibleTo(page)]
    if any(isinstance(table, PickTable) for table in tables):
        return _IN_TICKS
    return _IN_LIST if tables else []


def _section(title: str, lines: Lines) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, theme.px("f_body") * 8)
    grid.setColumnStretch(1, 1)
    for at, (key, words) in enumerate(lines):
        grid.addWidget(Words(key, "kbd"), at, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Words(words), at, 1)
    box = QVBoxLayout()
    box.setSpacing(6)
    box.addWidget(Words(title, "strong"))
    box.addLayout(grid)
    return box
