"""States of the party page: its tabs, and every dialog that opens over it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTreeView, QWidget

from tests.picture_hand import Studio, press, wait_for, window_on, write
from ui.common.choice import Choice
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.main_window import MainWindow
from ui.printing import Preview

TABS = ("members", "liaisons", "wishes", "records", "opinions", "posts", "warnings")
_ENTER, _DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down
_HOME = Qt.Key.Key_Home
_CHECKED_IN = "2"


def _party(studio: Studio, tab: str = "members", *, whole: bool = False) -> MainWindow:
    """The page on a tab; with the first cell in hand, or the whole tree."""
    window = window_on(studio, "party")
    tree: Any = window.findChild(QTreeView, "tree_party")
    wait_for(tree.current)
    if whole:
        QTest.keyClick(tree, _HOME)
        QTest.qWait(250)
    tabs: Any = window.findChild(CountTabs, "tabs_party")
    tabs.setCurrentIndex(TABS.index(tab))
    wait_for(lambda: window.findChild(QWidget, "lbl_node").text())
    return window


def _tab(tab: str) -> Callable[[Studio], QWidget]:
    return lambda studio: _party(studio, tab, whole=tab not in ("members", "liaisons"))


def _table(window: QWidget, name: str) -> RecordTable:
    """A table of the page with its rows read."""
    table = window.findChild(RecordTable, f"tbl_{name}")
    assert table is not None, name
    wait_for(lambda: table.model().rowCount() and table.isVisible())
    return table


def _dialog(window: QWidget, name: str) -> QDialog:
    def open_one() -> QDialog | None:
        found = window.findChildren(QDialog, f"dlg_{name}")
        return next((one for one in found if one.isVisible()), None)

    dialog: QDialog = wait_for(open_one)
    QTest.qWait(250)
    return dialog


def _pressed(button: str, dialog: str, *, tab: str = "members") -> Callable[[Studio], QWidget]:
    """The dialog that a button of the page opens."""

    def state(studio: Studio) -> QWidget:
        window = _party(studio, tab, whole=tab != "members")
        press(window, button)
        return _dialog(window, dialog)

    return state


def gaps(studio: Studio) -> QWidget:
    """The households nobody looks after."""
    window = _party(studio, "warnings", whole=True)
    press(window, "filter_households")
    _table(window, "gaps")
    return window


def org(studio: Studio) -> QWidget:
    """The branch of the cell in hand."""
    window = _party(studio)
    tree: Any = window.findChild(QTreeView, "tree_party")
    tree.seek(("4", tree.within("4")))
    QTest.qWait(300)
    press(window, "edit_node")
    return _dialog(window, "org")


def _member_window(studio: Studio, at: int = 0) -> QWidget:
    window = _party(studio)
    table = _table(window, "members")
    table.go_to(at)
    QTest.keyClick(table, _ENTER)
    found = _dialog(window, "member_window")
    tabs: Any = found.findChild(CountTabs, "tabs_member")
    tabs.setCurrentIndex(0)
    QTest.qWait(150)
    return found


def _of_member(button: str, dialog: str, at: int = 0) -> Callable[[Studio], QWidget]:
    """The dialog that a button of a member's window opens."""

    def state(studio: Studio) -> QWidget:
        found = _member_window(studio, at)
        press(found, button)
        return _dialog(found, dialog)

    return state


def member_homes(studio: Studio) -> QWidget:
    found = _member_window(studio)
    tabs: Any = found.findChild(CountTabs, "tabs_member")
    tabs.setCurrentIndex(1)
    return found


def leave(studio: Studio) -> QWidget:
    """Moving away, with who takes the households over."""
    dialog = _of_member("member_leave", "leave")(studio)
    why: Any = dialog.findChild(Choice, "fld_leave_why")
    why.choose("6")
    why.activated.emit(why.currentIndex())
    QTest.qWait(100)
    return dialog


def card_grid(studio: Studio) -> QWidget:
    """The fourteen lines of a paper card, two of them typed."""
    dialog = _pressed("type_card", "card", tab="records")(studio)
    for at, (day, what) in enumerate((("3.5", "清理楼道杂物"), ("18", "看望独居老人")), 1):
        # Over what an earlier picture left as a draft; Chinese comes through an input method.
        for part, text in (("date", day), ("content", what), ("hours", "1.5")):
            write(dialog, f"{part}_{at}", "").setText(text)
    return dialog


def _feedback(studio: Studio, tab: int) -> QWidget:
    dialog = _pressed("tile_feedback", "feedback_desk")(studio)
    tabs: Any = dialog.findChild(CountTabs, "tabs_feedback")
    tabs.setCurrentIndex(tab)
    QTest.qWait(200)
    return dialog


def letter(studio: Studio) -> QWidget:
    """A letter as it will be printed."""
    dialog = _feedback(studio, 1)
    press(dialog, "feedback_print")
    preview: QWidget = wait_for(lambda: dialog.findChild(Preview))
    wait_for(preview.isVisible)
    return preview


def wish(studio: Studio) -> QWidget:
    return _opened(studio, "wishes", "wish")


def opinion(studio: Studio) -> QWidget:
    """A veto, with all that it asks for."""
    dialog = _opened(studio, "opinions", "opinion")
    said: Any = dialog.findChild(Choice, "fld_opinion_opinion")
    said.choose("4")
    said.activated.emit(said.currentIndex())
    QTest.qWait(100)
    return dialog


def _opened(studio: Studio, tab: str, dialog: str) -> QWidget:
    window = _party(studio, tab, whole=True)
    QTest.keyClick(_table(window, tab), _ENTER)
    return _dialog(window, dialog)


STATES: dict[str, Callable[[Any], QWidget]] = {
    **{f"party_{tab}": _tab(tab) for tab in TABS},
    "party_gaps": gaps,
    "party_cell": _pressed("edit_node", "cell"),
    "party_org": org,
    "party_post": _pressed("assign_post", "post", tab="posts"),
    "member_window": _member_window,
    "member_homes": member_homes,
    "member_edit": _of_member("member_edit", "member"),
    "member_liaison": _of_member("member_liaison", "liaison"),
    "member_leave": leave,
    "check_in": _pressed("check_in", "check_in"),
    "registration_cards": _pressed("tile_registration", "registration"),
    "contact_cards": _pressed("tile_contact", "contact"),
    "feedback_cards": partial(_feedback, tab=0),
    "feedback_letters": partial(_feedback, tab=1),
    "feedback_letter_paper": letter,
    "service_card_grid": card_grid,
    "note_contact": _pressed("note_contact", "contact", tab="records"),
    "wish_new": _pressed("new_wish", "new_wish", tab="wishes"),
    "wish_step": wish,
    "opinion_new": _pressed("new_opinion", "request", tab="opinions"),
    "opinion_veto": opinion,
}
OWN_SIZE = frozenset(name for name in STATES if not name.startswith("party_")) | {
    "party_cell",
    "party_org",
    "party_post",
}
