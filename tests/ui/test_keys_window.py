"""F1 tells the keys that work now, and opens the manual without a network."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

import resources
from ui.common.frames import column
from ui.keys_window import KeysWindow, does, sections
from ui.main_window import MainWindow
from ui.manual_window import ManualWindow
from ui.page import Page, Services
from ui.pages import PAGES, PageEntry
from wenming_desktop.security.seeds import all_rights

HELP = sorted(page.name for page in resources.path("help").glob("*.md"))
Make = Callable[..., MainWindow]


class Plain(Page):
    """A page with a key of its own, one on a part that comes and goes, and no search."""

    def __init__(self, services: Services, name: str = "tickets") -> None:
        super().__init__(services, name)
        self.part = QWidget()
        column(self).addWidget(self.part)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F6"), self, context=here)
        QShortcut(QKeySequence("Alt+Up"), self.part, context=here)


class Searched(Plain):
    """A page that takes Ctrl+F."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "searched")

    @override
    def go_search(self) -> None:
        self.setFocus()


TWO = (
    PageEntry("plain", "一", "ri.group-line", "", "ticket.read", Plain),
    PageEntry("searched", "二", "ri.group-line", "", "ticket.read", Searched),
)


@pytest.fixture
def make(qtbot: QtBot, services: Services) -> Make:
    def build(*, rights: frozenset[str] | None = None) -> MainWindow:
        if rights is not None:
            services.office = replace(services.office, rights=rights)
        window = MainWindow(services, TWO)
        qtbot.addWidget(window)
        window.resize(1366, 696)
        window.show()
        return window

    return build


def told(window: QWidget) -> dict[str, str]:
    return {words: key for _, lines in sections(window) for key, words in lines}


def test_only_the_page_in_hand_is_told(make: Make) -> None:
    window = make()
    first = dict(sections(window))
    assert ("Alt+↑", "上一件") in first["这一页"]
    assert "在这一页查找" not in told(window)
    window.go_to("searched")
    assert told(window)["在这一页查找"] == "Ctrl+F"
    assert told(window)["换页"] == "Alt+1　Alt+2"


def test_a_key_of_a_hidden_part_is_not_told(make: Make) -> None:
    window = make()
    page = window.page()
    assert isinstance(page, Plain)
    page.part.hide()
    assert "上一件" not in told(window)


def test_without_the_right_a_key_is_not_told(make: Make) -> None:
    window = make(rights=frozenset({"ticket.read"}))
    for words in ("派单", "快速登记", "全局查找", "撤销上一步", "只登记"):
        assert words not in told(window)
    assert told(window)["快捷键"] == "F1"


def test_with_the_right_it_is(make: Make) -> None:
    window = make(rights=all_rights())
    for key, words in {"F6": "派单", "F2": "快速登记", "Ctrl+K": "全局查找", "F7": "匿名"}.items():
        assert told(window)[words] == key


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_every_key_of_every_page_has_words(
    entry: PageEntry, qtbot: QtBot, services: Services
) -> None:
    services.office = replace(services.office, rights=all_rights())
    page = entry.page(services)
    qtbot.addWidget(page)
    silent = [bound.key().toString() for bound in page.findChildren(QShortcut) if not does(bound)]
    assert not silent, f"say in ui/keys_window.py or by setWhatsThis what these do: {silent}"


def test_every_key_of_the_window_has_words(make: Make) -> None:
    window = make(rights=all_rights())
    own = [bound for bound in window.findChildren(QShortcut) if bound.parent() is window]
    assert own
    assert all(does(bound) for bound in own)


def test_f1_shows_the_sheet_and_esc_puts_it_away(make: Make, qtbot: QtBot) -> None:
    window = make()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeysWindow)
    assert sheet is not None
    assert sheet.isVisible()
    assert "快速登记" in {label.text() for label in sheet.findChildren(QLabel)}
    assert sheet.height() <= 696
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_shown_again_it_tells_the_other_page(make: Make) -> None:
    window = make()
    sheet = KeysWindow(window)
    sheet.show()
    window.go_to("searched")
    sheet.hide()
    sheet.show()
    assert "在这一页查找" in {w.text() for w in sheet.findChildren(QLabel) if w.isVisible()}


def test_the_manual_opens_from_the_sheet(make: Make, qtbot: QtBot) -> None:
    window = make()
    sheet = KeysWindow(window)
    sheet.show()
    sheet.findChild(QPushButton, "btn_manual").click()
    manual = window.findChild(ManualWindow)
    assert manual is not None
    assert manual.isVisible()
    assert not sheet.isVisible()
    assert "操作手册" in manual.view.toPlainText()
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


@pytest.mark.parametrize("page", HELP)
def test_every_page_of_the_manual_is_shown_with_its_pictures(page: str, qtbot: QtBot) -> None:
    manual = ManualWindow(None)
    qtbot.addWidget(manual)
    manual.show()
    manual.go_to(page)
    text = resources.path("help", page).read_text("utf-8")
    assert manual.view.toPlainText().startswith(text.split("\n", 1)[0].removeprefix("# "))
    assert "](" not in manual.view.toPlainText()
    assert manual.view.horizontalScrollBar().maximum() == 0
    for part in text.split("](")[1:]:
        target = part.split(")", 1)[0]
        if target.endswith(".png"):
            kind = QTextDocument.ResourceType.ImageResource
            assert manual.view.loadResource(kind, QUrl(target)) is not None, target


def test_a_link_leads_on_and_back(qtbot: QtBot) -> None:
    manual = ManualWindow(None)
    qtbot.addWidget(manual)
    manual.show()
    manual.view.setSource(QUrl("3-查人.md"))
    assert "在哪一页都能找" in manual.view.toPlainText()
    manual.findChild(QPushButton, "btn_manual_back").click()
    assert "要做的事" in manual.view.toPlainText()
