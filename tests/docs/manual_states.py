"""States that only the manual shows: each a function of the studio, as in tests/picture_states."""

import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QWidget

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
from ui.tickets.lists.answers import AnswersDialog
from ui.tickets.recheck.window import RecheckWindow
from wenming_desktop.life.model import Kind
from wenming_desktop.recheck.model import DrawSample
from wenming_desktop.recheck.service import draw_sample

_PEOPLE = 5
_PHONE = r"139 ?0000 ?\d{4}"
_ORDERS = "SELECT external_no, title FROM ticket WHERE external_no IS NOT NULL ORDER BY id"
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


def recheck(studio: Studio) -> QWidget:
    """A month's sample, two of it looked at."""
    desk = studio.services.jobs._desk
    drawn = DrawSample(date(2026, 10, 1), date(2026, 11, 1), share=5, seed="20261101")
    desk.write(draw_sample, drawn)
    window = RecheckWindow(studio.services)
    window.begin()
    wait_for(lambda: window.items.model().rowCount())
    window.resize(1120, 560)
    window.enter(rebound=False)
    wait_for(lambda: "已查 1 件" in _said(window, "lbl_recheck_figures"))
    return window


def backfill(studio: Studio) -> QWidget:
    """Paper of yesterday as wide as a screen lets it be."""
    dialog = picture_states.STATES["backfill"](studio)
    dialog.show()
    dialog.resize(1200, 360)
    return dialog


def answers(studio: Studio) -> QWidget:
    """A superior's list whose orders are in hand here, most of them finished."""
    engine = studio.services.jobs._desk.engine
    with engine.connect().execution_options(readonly=True) as connection:
        rows = connection.exec_driver_sql(_ORDERS).fetchall()[-34:-24]
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "转办单"
    sheet.append(["工单编号", "诉求内容", "办理单位", "办理结果", "办结时间"])
    for number, title in rows:
        sheet.append([number, title, "", "", ""])
    path = Path(tempfile.mkdtemp()) / "转办单.xlsx"
    book.save(path)
    dialog = AnswersDialog(studio.services.jobs)
    dialog.begin()
    dialog.take(path)
    wait_for(lambda: _said(dialog, "lbl_answers_plan").startswith("名单"))
    return dialog


def _said(window: QWidget, name: str) -> str:
    label = window.findChild(QLabel, name)
    return label.text() if label is not None else ""


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
    "recheck": recheck,
    "answers": answers,
    "backfill_wide": backfill,
    "settings_codes": settings_codes,
    "settings_backup": settings_backup,
    "calibrate": calibrate,
}
_OWN_SIZE = frozenset({"life_split", "record", "plan_doors", "calibrate", "recheck", "answers"}) | {
    "backfill_wide"
}


def add() -> None:
    """Let the studio draw these too."""
    picture_states.STATES.update(STATES)
    picture_states.OWN_SIZE |= _OWN_SIZE
