"""The rules themselves: each finds its offender, and leaves the same thing done well alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests import page_rules
from ui.common.buttons import Btn
from ui.common.labels import Elided, Words

Fill = Callable[[QWidget], object]


@pytest.fixture
def sheet(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    return made


def _shown(sheet: QWidget, qtbot: QtBot, fill: Fill) -> None:
    fill(sheet)
    sheet.show()
    qtbot.waitUntil(sheet.isActiveWindow)


def label(k: type[QLabel], text: str, width: int, height: int = 24, *, wrap: bool = False) -> Fill:
    def fill(sheet: QWidget) -> None:
        made = k(text)
        made.setParent(sheet)
        made.setWordWrap(wrap)
        made.setGeometry(0, 0, width, height)

    return fill


def button(text: str, width: int, *, name: str = "保存", tip: str = "") -> Fill:
    def fill(sheet: QWidget) -> None:
        made = QPushButton(text, sheet)
        made.setAccessibleName(name)
        made.setToolTip(tip)
        made.setGeometry(0, 0, width, 34)

    return fill


def tabs(width: int) -> Fill:
    def fill(sheet: QWidget) -> None:
        made = QTabBar(sheet)
        made.setAccessibleName("页签")
        made.setUsesScrollButtons(False)
        for text in ("在办", "待派单", "待回访"):
            made.addTab(text)
        made.setGeometry(0, 0, width, 38)

    return fill


def head(width: int) -> Fill:
    def fill(sheet: QWidget) -> None:
        made = QTableWidget(1, 1, sheet)
        made.setAccessibleName("表")
        made.setHorizontalHeaderItem(0, QTableWidgetItem("最近走访"))
        made.setColumnWidth(0, width)
        made.setGeometry(0, 0, 380, 200)

    return fill


def twins(*names: str) -> Fill:
    def fill(sheet: QWidget) -> None:
        for name in names:
            QWidget(sheet).setObjectName(name)

    return fill


def field(part: QWidget, name: str, policy: Qt.FocusPolicy) -> Fill:
    def fill(sheet: QWidget) -> None:
        part.setParent(sheet)
        part.setAccessibleName(name)
        part.setFocusPolicy(policy)
        part.setGeometry(0, 0, 200, 100)

    return fill


LONG = "先把手里的 Excel 台账导进来，表头会自动认"
TAB, CLICK = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
CASES: list[tuple[str, Callable[[], Fill], Callable[[], Fill]]] = [
    ("cut", lambda: label(Words, LONG, 80), lambda: label(Words, LONG, 390)),
    ("cut", lambda: label(Words, LONG, 80, 12), lambda: label(Elided, LONG, 80)),
    (
        "cut",
        lambda: label(Words, LONG, 120, 24, wrap=True),
        lambda: label(Words, LONG, 120, 120, wrap=True),
    ),
    ("cut", lambda: button("派给承办单位", 60), lambda: button("派给承办单位", 160)),
    ("cut", lambda: tabs(90), lambda: tabs(390)),
    ("cut", lambda: head(30), lambda: head(120)),
    ("nameless", lambda: button("", 90, name=""), lambda: button("", 90)),
    ("untold", lambda: button("", 90), lambda: button("", 90, tip="打开日历")),
    ("rich", lambda: label(QLabel, "a", 90), lambda: label(Words, "a", 90)),
    ("twice", lambda: twins("a", "b", "a"), lambda: twins("a", "b", "c")),
    ("ill said", lambda: button("您确定要删吗", 200), lambda: button("删除", 200)),
    ("ill said", lambda: label(Words, "操作成功", 200), lambda: label(Words, "已存", 200)),
    ("ill said", lambda: label(Words, "写好了！", 200), lambda: label(Words, "写好了。", 200)),
    ("ill said", lambda: label(Words, "姓名,电话", 200), lambda: label(Words, "姓名，电话", 200)),
    ("ill said", lambda: label(Words, "请重试", 200), lambda: label(Words, "关掉它再点重试", 200)),
    (
        "mouse only",
        lambda: field(QListWidget(), "找到的", CLICK),
        lambda: field(QListWidget(), "找到的", TAB),
    ),
]


@pytest.mark.parametrize(("rule", "bad", "good"), CASES)
def test_a_rule_finds_its_offender_and_nothing_else(
    rule: str,
    bad: Callable[[], Fill],
    good: Callable[[], Fill],
    qtbot: QtBot,
    sheet: QWidget,
    qapp: QApplication,
) -> None:
    _shown(sheet, qtbot, bad())
    assert page_rules.RULES[rule](sheet)
    other = QWidget()
    other.resize(400, 300)
    qtbot.addWidget(other)
    _shown(other, qtbot, good())
    assert not page_rules.RULES[rule](other)


def _three(sheet: QWidget, middle: QWidget) -> None:
    for at, part in enumerate((QLineEdit(), middle, QLineEdit())):
        part.setParent(sheet)
        part.setAccessibleName(f"第 {at} 个")
        part.setGeometry(0, at * 90, 200, 80)


def test_a_trap_is_found_by_what_lies_behind_it(qtbot: QtBot, sheet: QWidget) -> None:
    trap = QPlainTextEdit()
    _shown(sheet, qtbot, lambda box: _three(box, trap))
    assert any("第 2 个" in what for what in page_rules.unreached(sheet))
    trap.setTabChangesFocus(True)
    trap.clear()
    assert page_rules.unreached(sheet) == []


def test_links_and_groups_are_no_traps(qtbot: QtBot, sheet: QWidget) -> None:
    text = QTextBrowser()
    text.setHtml('<a href="a">一</a> <a href="b">二</a>')
    group = QButtonGroup(sheet)
    _shown(sheet, qtbot, lambda box: _three(box, text))
    for at in range(3):
        choice = Btn(f"{at}", name=f"{at}")
        choice.setParent(sheet)
        choice.setCheckable(True)
        choice.setChecked(at == 1)
        choice.setGeometry(220, at * 40, 60, 34)
        group.addButton(choice)
        choice.show()
    assert page_rules.unreached(sheet) == []
    assert page_rules.mouse_only(sheet) == []


def test_what_stands_outside_is_found(qtbot: QtBot, sheet: QWidget) -> None:
    _shown(sheet, qtbot, button("保存", 120))
    inside = sheet.findChild(QPushButton)
    assert page_rules.outside(sheet) == []
    inside.move(350, 0)
    assert page_rules.outside(sheet)
