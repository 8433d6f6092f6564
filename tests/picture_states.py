"""What the pictures show: every page of the rail, and states that take a step or two to reach.

Each state is a function of the studio that returns the widget to draw; `STATES` names them.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests import (
    picture_states_cards,
    picture_states_intake,
    picture_states_lists,
    picture_states_party,
    picture_states_words,
)
from tests.gallery import Gallery
from tests.picture_hand import Studio, press, wait_for, window_on, write
from ui.common.form_dialog import FormDialog
from ui.common.tabs import CountTabs
from ui.first_start.backup import BackupPage, Calls
from ui.first_start.page import Doors, FirstStartPage, RecoveryPage
from ui.keys_window import KeysWindow
from ui.main_window import MainWindow
from ui.manual_window import ManualWindow
from ui.pages import PAGES
from ui.tickets.quick_register import QuickRegister
from ui.unlock.accounts import Account
from ui.unlock.page import Around, UnlockPage
from ui.unlock.recover import RecoverPage
from wenming_desktop.backup.peek import BackupFacts

LEDGERS = Path(__file__).parent / "data" / "ledgers"
WIDE = QSize(1920, 1040)
OFFICE = "文澜街道 槐荫里社区居民委员会"
CALL = "家里暖气不热，老人一个人住，昨晚室温 15 度"
KEY = "K7QM-2R9T-XW4B-H8DN-5JCF-VP3A"


def tickets_wide(studio: Studio) -> QWidget:
    return window_on(studio, "tickets", WIDE)


def ticket_detail(studio: Studio) -> QWidget:
    window = window_on(studio, "tickets")
    page: Any = window.page()
    line = wait_for(page.list.current)
    page.open_ticket(line.id)
    wait_for(page.detail.isVisible)
    return window


def households_found(studio: Studio) -> QWidget:
    window = window_on(studio, "households")
    write(window, "search", "wxl")
    return window


def cards_chosen(studio: Studio) -> QWidget:
    window = window_on(studio, "cards")
    press(window, "fill_sheet")
    return window


def imports_mapping(studio: Studio) -> QWidget:
    return _import(studio, steps=0)


def imports_check(studio: Studio) -> QWidget:
    return _import(studio, steps=1)


def _import(studio: Studio, steps: int) -> QWidget:
    window = window_on(studio, "imports")
    page: Any = window.page()
    page.take(LEDGERS / "待核人员.xlsx")
    for _ in range(steps):
        press(window, "next_step")
    return window


def settings_backup(studio: Studio) -> QWidget:
    window = window_on(studio, "settings")
    page: Any = window.page()
    page.open_section("backup")
    return window


def find(studio: Studio) -> QWidget:
    window = window_on(studio, PAGES[0].key)
    press(window, "find")
    write(window, "find", "wxl")
    return window


def keys(studio: Studio) -> QWidget:
    return KeysWindow(window_on(studio, "tickets"))


def manual(studio: Studio) -> QWidget:
    return ManualWindow(window_on(studio, PAGES[0].key))


def quick_register(studio: Studio) -> QWidget:
    window = QuickRegister(studio.services.jobs)
    window.bring()
    QTest.qWaitForWindowActive(window)
    write(window, "caller", "wxl")
    wait_for(window.form.caller.suggestions.chosen)
    QTest.keyClick(window.form.caller, Qt.Key.Key_Return)
    wait_for(lambda: window.form.facts)
    window.form.content.setPlainText(CALL)
    tiles = window.form.categories.findChildren(QAbstractButton)
    heat = [tile for tile in tiles if "供暖" in (tile.accessibleName())]
    (heat or tiles)[0].click()
    return window


def unlock(studio: Studio) -> QWidget:
    accounts = (Account("lin", "林晓燕", "工作人员", "今天 08:01"), Account("z", "周明兰", "书记"))
    around = Around(OFFICE, "今天 08:02 已备份", "版本 0.1.0")
    return UnlockPage(accounts, lambda *_: None, around, lambda: None)


def first_start(studio: Studio) -> QWidget:
    def nothing(*_: object) -> None: ...

    return FirstStartPage(Doors(nothing, nothing, nothing), Path("D:/社区数据"))


def open_backup(studio: Studio) -> QWidget:
    def nothing(*_: object) -> None: ...

    page = BackupPage(Calls(nothing, nothing, nothing, nothing), Path("D:/社区数据"))
    made_at, file = datetime(2026, 11, 20, 8, 2), Path("槐荫里-20261120-0802.wmbak")
    page.show_inside(BackupFacts(file, made_at, 2431, 980, 64, ("林晓燕", "周明兰"), 1))
    return page


def recover(studio: Studio) -> QWidget:
    return RecoverPage(["林晓燕", "周明兰"], "林晓燕", lambda *_: None, lambda: None)


def recovery(studio: Studio) -> QWidget:
    return RecoveryPage(KEY, lambda: None)


def components(studio: Studio) -> QWidget:
    sheet = Gallery()
    sheet.resize(studio.size.expandedTo(QSize(1366, 768)))
    return sheet


def household_new(studio: Studio) -> QWidget:
    """The editor with a new household, as far as its members."""
    window = window_on(studio, "households")
    press(window, "new_household")
    wait_for(lambda: window.findChild(QLineEdit, "fld_door_building"))
    write(window, "door_building", "3-2-905")
    return window


def household_wrong(studio: Studio) -> QWidget:
    """The editor with a household of the register and places that must be mended."""
    window = window_on(studio, "households")
    press(window, "edit_household")
    wait_for(lambda: window.findChild(QLineEdit, "fld_member_resident_id_number"))
    field = write(window, "member_resident_id_number", "990100194213070029")
    QTest.keyClick(field, Qt.Key.Key_Return)
    write(window, "household_contact_phone", "1390000204")
    write(window, "household_moved_in_on", "2020-13-01")
    write(window, "household_hukou_book_no", "")
    banner = "lbl_wrong"
    wait_for(lambda: [w for w in window.findChildren(QWidget, banner) if w.isVisible()])
    QTest.qWait(500)
    return window


def tidy_twins(studio: Studio) -> QWidget:
    return _tidy(studio, 1)


def tidy_stale(studio: Studio) -> QWidget:
    return _tidy(studio, 2)


def tidy_merge(studio: Studio) -> QWidget:
    window = tidy_twins(studio)
    press(window, "look_at_twins")
    return wait_for(lambda: window.findChild(FormDialog, "dlg_merge"))


def _tidy(studio: Studio, tab: int) -> QWidget:
    window = window_on(studio, "tidy")
    tabs: Any = window.findChild(CountTabs, "tabs_tidy")
    tabs.setCurrentIndex(tab)
    return window


def households_export(studio: Studio) -> QWidget:
    window = window_on(studio, "households")
    press(window, "export")
    return wait_for(lambda: window.findChild(FormDialog, "dlg_export"))


def settings_take_out(studio: Studio) -> QWidget:
    window = window_on(studio, "settings")
    page: Any = window.page()
    page.open_section("take_out")
    return window


ROOMS: Final[tuple[Any, ...]] = (
    picture_states_cards,
    picture_states_party,
    picture_states_intake,
    picture_states_lists,
    picture_states_words,
)
"""States of one room each."""
STATES: dict[str, Callable[[Any], QWidget]] = {
    "tickets-1920": tickets_wide,
    "ticket_detail": ticket_detail,
    "households_found": households_found,
    "household_new": household_new,
    "household_wrong": household_wrong,
    "households_export": households_export,
    "tidy_twins": tidy_twins,
    "tidy_stale": tidy_stale,
    "tidy_merge": tidy_merge,
    "settings_take_out": settings_take_out,
    "cards_chosen": cards_chosen,
    "imports_mapping": imports_mapping,
    "imports_check": imports_check,
    "settings_backup": settings_backup,
    "find": find,
    "quick_register": quick_register,
    "keys": keys,
    "manual": manual,
    "unlock": unlock,
    "first_start": first_start,
    "open_backup": open_backup,
    "recover": recover,
    "recovery": recovery,
    "components": components,
    **{name: draw for room in ROOMS for name, draw in room.STATES.items()},
}
OWN_SIZE = frozenset(
    {"quick_register", "keys", "manual", "components", "tidy_merge", "households_export"}
).union(*(room.OWN_SIZE for room in ROOMS))
"""What is as large as it wants to be."""


RULED = frozenset(
    {
        *("party_wishes", "party_records", "cards_stale", "ticket_came", "settings_streets"),
        *("member_window", "feedback_cards", "service_card_grid", "opinion_veto"),
        *("backfill", "settings_routing", "rectification"),
    }
)
"""Of the states of the rooms, those whose looks are ruled with the pages'.

The others are ruled where their dialogs are tested; here they would cost a minute.
"""


def names() -> list[str]:
    """Every picture's name: the pages of the rail as it stands, then the states."""
    return [page.key for page in PAGES] + list(STATES)


def ruled() -> list[str]:
    """The names of the pictures that are held to every rule."""
    drawn = {name for room in ROOMS for name in room.STATES} - RULED
    return [name for name in names() if name not in drawn]


def made(studio: Studio, name: str) -> QWidget:
    """Make what a picture shows, on screen."""
    if name not in STATES:
        return window_on(studio, name)
    widget = STATES[name](studio)
    if name not in OWN_SIZE and not isinstance(widget, MainWindow):
        widget.resize(studio.size)
    widget.show()
    return widget
