"""States that only the manual shows: each a function of the studio, as in tests/picture_states."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget

import resources
from tests import picture_states
from tests.picture_hand import Studio, press, wait_for, window_on, write
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.elevation.plan_dialog import PlanDialog
from ui.first_start.page import RecoveryPage
from ui.households.record.window import RecordWindow
from ui.life.dialog import LifeDialog
from ui.life.menu import LifeMenu
from ui.messages import Messages
from ui.printing.calibrate import CalibrateWindow
from ui.printing.habits import PrintPlace
from wenming_desktop.life.model import Kind

_PEOPLE = 5
_PHONE = r"139 ?0000 ?\d{4}"
PAPER = "582047 019336 447218 630955 208114 771602 395870 126643"


def recovery(_studio: Studio) -> QWidget:
    return RecoveryPage(PAPER, lambda: None)


def life_split(studio: Studio) -> QWidget:
    """One of a family goes into a household of his own."""
    window = _family(studio)
    menu: Any = window.findChild(LifeMenu)
    menu.open_event(Kind.SPLIT)
    dialog: Any = wait_for(lambda: window.findChild(LifeDialog, f"dlg_life_{Kind.SPLIT}"))
    ticks = wait_for(lambda: dialog.people.findChildren(QCheckBox))
    ticks[-1].click()
    write(dialog, "home_room", "103")
    wait_for(lambda: "新户" in dialog.touched.text())
    return dialog


def record(studio: Studio) -> QWidget:
    """Everything known of one household."""
    window = _family(studio)
    press(window, "record")
    found: Any = wait_for(lambda: window.findChild(RecordWindow))
    found.resize(1010, 560)
    return found


def _family(studio: Studio) -> QWidget:
    """The list with its first household beside it."""
    window = window_on(studio, "households")
    name: Any = wait_for(lambda: window.findChild(QWidget, "lbl_head"))
    wait_for(name.text)
    return window


def plan_doors(studio: Studio) -> QWidget:
    window = window_on(studio, "elevation")
    wait_for(lambda: _rows(window, "list_buildings"))
    press(window, "plan_doors")
    dialog: Any = wait_for(lambda: window.findChild(PlanDialog))
    write(dialog, "plan_buildings", "31-33")
    wait_for(lambda: "要新建" in dialog.told.text())
    return dialog


def month_people(studio: Studio) -> QWidget:
    window = window_on(studio, "month")
    tabs: Any = window.findChild(CountTabs, "tabs_month")
    tabs.setCurrentIndex(_PEOPLE)
    return window


def imports_merge(studio: Studio) -> QWidget:
    """Some of a ledger comes again, three of its telephones changed."""
    ledger = resources.path("samples", "文澜苑居民.csv").read_text("gb18030")
    head, *lines = ledger.splitlines()[:12]
    new = (f"1390000910{at}" for at in range(3))
    changed = [re.sub(_PHONE, phone, line) for phone, line in zip(new, lines, strict=False)]
    window = window_on(studio, "imports")
    page: Any = window.page()
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / "文澜苑居民.csv"
        again.write_text("\n".join([head, *changed, *lines[3:]]), "gb18030")
        page.take(again)
        press(window, "next_step")
        said: Any = window.findChild(QWidget, "lbl_merge")
        wait_for(said.isVisible)
    return window


def imports_fix(studio: Studio) -> QWidget:
    """A row that wants a person, with the line it is mended in."""
    window = picture_states.imports_check(studio)
    table: Any = wait_for(lambda: window.findChild(RecordTable, "tbl_problems"))
    wait_for(lambda: table.model().rowCount())
    table.go_to(1)
    table.setFocus()
    pane: Any = window.findChild(QWidget, "pane_fix")
    wait_for(pane.isVisible)
    return window


def settings_codes(studio: Studio) -> QWidget:
    return _settings(studio, "codes")


def settings_backup(studio: Studio) -> QWidget:
    """A backup was made a moment ago and is in hand: what going back to it would change."""
    window = _settings(studio, "backup")
    press(window, "backup_now")
    table: Any = wait_for(lambda: window.findChild(RecordTable, "tbl_backups"))
    wait_for(lambda: table.model().rowCount())
    table.setFocus()
    table.go_to(0)
    said: Any = window.findChild(QWidget, "lbl_what_changes")
    wait_for(said.text)
    return window


def _settings(studio: Studio, section: str) -> QWidget:
    window = window_on(studio, "settings")
    page: Any = window.page()
    page.open_section(section)
    return window


def calibrate(studio: Studio) -> QWidget:
    services = studio.services
    place = PrintPlace(services.jobs, services.memory, "service_card")
    return CalibrateWindow(place, Messages(), None)


def _rows(window: QWidget, name: str) -> int:
    found = window.findChild(QListWidget, name)
    return found.count() if found is not None else 0


STATES: dict[str, Callable[[Any], QWidget]] = {
    "recovery": recovery,
    "life_split": life_split,
    "record": record,
    "plan_doors": plan_doors,
    "imports_merge": imports_merge,
    "imports_fix": imports_fix,
    "month_people": month_people,
    "settings_codes": settings_codes,
    "settings_backup": settings_backup,
    "calibrate": calibrate,
}
_OWN_SIZE = frozenset({"life_split", "record", "plan_doors", "calibrate"})


def add() -> None:
    """Let the studio draw these too."""
    picture_states.STATES.update(STATES)
    picture_states.OWN_SIZE |= _OWN_SIZE
