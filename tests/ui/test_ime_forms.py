"""The input method comes first in every form: a table of all of them, and nobody may be missing.

While letters are composed, Enter, Esc and digits do nothing and lose nothing. Ctrl+S and
Ctrl+Enter put the letters in first and save them with the rest.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests import make, make_register
from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.ime_party import PARTY_FORMS
from tests.ui.ime_world import Form, WatchedDesk, World, begun, started
from tests.ui.stand_in import AtOnce
from ui.cards.hand import HandPanel
from ui.cards.number_line import NumberLine
from ui.common import ime
from ui.common.memory import Memory
from ui.elevation.plan_dialog import PlanDialog
from ui.elevation.zone_dialog import ZoneDialog
from ui.find.box import FindBox
from ui.first_start.backup import BackupPage, Calls
from ui.first_start.page import Doors, FirstStartPage
from ui.households.editor.page import EditorPage
from ui.households.export.dialog import ExportDialog
from ui.households.page import HouseholdsPage
from ui.imports.page import ImportsPage
from ui.jobs import Jobs, Lanes
from ui.life.care_dialog import CareDialog, EndCareDialog
from ui.life.dialog import LifeDialog
from ui.life.shapes import SHAPES
from ui.life.void_dialog import VoidDialog
from ui.page import Office, Services
from ui.printing.calibrate import CalibrateWindow
from ui.printing.habits import PrintPlace
from ui.settings.going_back import GoingBack
from ui.settings.page import SECTIONS, SettingsPage
from ui.tickets.amend import AmendDialog
from ui.tickets.backfill.dialog import BackfillDialog
from ui.tickets.page import TicketsPage
from ui.tickets.photos.view import PhotoView
from ui.tickets.quick_register import QuickRegister
from ui.tickets.recheck.draw_dialog import DrawDialog
from ui.tickets.recheck.entry import FindingBar
from ui.tickets.rectification.act_dialog import ActDialog
from ui.tickets.rectification.item_dialog import ItemDialog
from ui.tickets.rectification.window import RectificationWindow
from ui.tickets.replies import ReplyList
from ui.tickets.step_panel import StepPanel
from ui.unlock.accounts import Account
from ui.unlock.page import UnlockPage
from ui.unlock.recover import RecoverPage
from wenming_desktop.elevation.queries import buildings_of
from wenming_desktop.households.care import care_rows
from wenming_desktop.households.detail import household_detail
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.rectification.choices import begin_item, until
from wenming_desktop.rectification.model import NewItem
from wenming_desktop.rectification.service import add_item, item_sheet
from wenming_desktop.tickets.board import board_choices
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.replies import Reply
from wenming_desktop.work import Desk

ROOT = Path(__file__).parents[2]
LETTERS, CHOSEN = "wang'xiu", "王秀"
Text = QLineEdit | QPlainTextEdit | QComboBox


@pytest.fixture
def world(desk: Desk, clock: Clock, said: Said, tmp_path: Path, qapp: QApplication) -> Any:
    lane, seen = AtOnce(), list[str]()
    jobs = Jobs(WatchedDesk(desk, seen), said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    services = Services(jobs, Memory(tmp_path / "w.ini"), facts)
    guard = ime.install(qapp)
    yield World(services, make.Office(desk, clock), said, tmp_path, seen)
    qapp.removeEventFilter(guard)
    guard.deleteLater()
    jobs.close()
    said.take()


def _quick(w: World) -> QWidget:
    form = QuickRegister(w.jobs)
    form.bring()
    return form


def _step(action: str) -> Callable[[World], QWidget]:
    def opened(w: World) -> QWidget:
        desk = w.office.desk
        ticket = w.office.ticket("井盖晚上有响声", unit=w.office.unit())
        panel = StepPanel(w.services.drafts)
        panel.show_step(desk.read(ticket_view, ticket), action, desk.read(board_choices))
        return panel

    return opened


def _ticket(road: int, action: str) -> Callable[[World], QWidget]:
    def opened(w: World) -> QWidget:
        ticket = w.office.ticket("井盖晚上有响声", unit=w.office.unit(), road=road)
        page = TicketsPage(w.services)
        started(page)
        page.open_ticket(ticket, action)
        return page.detail

    return opened


def _section(key: str) -> Callable[[World], QWidget]:
    def opened(w: World) -> QWidget:
        page = SettingsPage(w.services)
        started(page)
        section = page.open_section(key)
        assert section is not None
        section.add()
        return section

    return opened


def _first(w: World) -> QWidget:
    return FirstStartPage(Doors(w.note, w.note, w.note), w.folder)


@dataclass(frozen=True)
class _Inside:
    file: Path
    made_at: Any
    residents: int = 3
    households: int = 2
    tickets: int = 1
    accounts: tuple[str, ...] = ("demo",)


def _backup(w: World) -> QWidget:
    page = BackupPage(Calls(w.note, w.note, w.note, w.note), w.folder)
    page.take(w.folder / "一.wmbak")
    page.show_inside(_Inside(w.folder / "一.wmbak", Clock().now))
    w.seen.clear()
    return page


def _find(w: World) -> QWidget:
    over = QWidget()
    over.resize(1000, 600)
    over.setWindowTitle("窗口")
    over.show()
    box = FindBox(w.jobs, lambda _text, _answer: (), over)
    box.chosen.connect(w.note)
    box.bring()
    return box


def _zone(w: World) -> QWidget:
    w.home()
    w.office.grid("3")
    lines = w.office.desk.read(buildings_of, 1)
    return begun(ZoneDialog(w.jobs), lines, None)


def _hand(queue: str) -> Callable[[World], QWidget]:
    def opened(w: World) -> QWidget:
        panel = HandPanel()
        panel.asked.connect(w.note)
        panel.show_queue(queue)
        return panel

    return opened


def _number(w: World) -> QWidget:
    line = NumberLine(w.jobs)
    line.bring()
    return line


def _imports(w: World) -> QWidget:
    page = ImportsPage(w.services)
    return started(page)


def _mapping(w: World) -> QWidget:
    page = ImportsPage(w.services)
    started(page)
    head = ("姓名", "小区", "楼", "单元", "房号", "备用栏")
    page.take(make.ledger(w.folder / "表.xlsx", head, ("王秀兰", "一院", "3", "2", "501", "1")))
    return page


def _fixes(w: World) -> QWidget:
    page = ImportsPage(w.services)
    started(page)
    head = ("姓名", "小区", "楼", "单元", "房号", "电话")
    short = ("王秀兰", "一院", "3", "2", "501", "1390000002")
    page.take(make.ledger(w.folder / "表.xlsx", head, short))
    page._go_on()
    page._view.check.table.settled.emit(0)
    return page


def _editor(w: World) -> QWidget:
    return begun(EditorPage(w.jobs, w.services.drafts))


def _life(kind: Any) -> Callable[[World], QWidget]:
    return lambda w: begun(LifeDialog(kind, w.jobs), w.home())


def _care(w: World) -> QWidget:
    w.home()
    who = make_register.person(w.office.desk, "王秀兰")
    return begun(CareDialog(w.jobs), ((who, "王秀兰"),))


def _care_end(w: World) -> QWidget:
    w.office.household("501", "王秀兰", care="独居老人")
    (row,) = w.office.desk.read(care_rows, make_register.person(w.office.desk, "王秀兰"))
    return begun(EndCareDialog(w.jobs), "王秀兰", row)


def _void(w: World) -> QWidget:
    detail = w.office.desk.read(household_detail, w.home())
    return begun(VoidDialog(w.jobs), detail)


def _calibrate(w: World) -> QWidget:
    place = PrintPlace(w.jobs, w.services.memory, "service_card")
    return CalibrateWindow(place, w.said, None)


def _rectification(w: World) -> QWidget:
    window = RectificationWindow(w.services)
    window.bring()
    return window


def _rectify(w: World) -> QWidget:
    dialog: Any = begun(ItemDialog(w.jobs))
    dialog.place.setText("3号楼车棚")
    dialog.unit.setEditText("裕和物业")
    dialog.person.setText("贾涛")
    return dialog  # type: ignore[no-any-return]


def _rectified(w: World) -> QWidget:
    due = w.office.desk.read(begin_item).deadline
    item = NewItem("车棚", "堆物", "裕和物业", "贾涛", until(due))
    row = w.office.desk.write(add_item, item)
    dialog = ActDialog(w.jobs, None, w.office.desk.read(item_sheet, row), "done")
    dialog.bring()
    return dialog


def _replies(_w: World) -> QWidget:
    found = ReplyList(None)
    found.bring((Reply("FIN", "当场处理好", "已到现场处理。"),))
    return found


def _photo(w: World) -> QWidget:
    return PhotoView(w.jobs, None, may_write=True)


def _amend(w: World) -> QWidget:
    return begun(AmendDialog(w.jobs), w.office.ticket("井盖晚上有响声"))


def _export(w: World) -> QWidget:
    dialog = begun(ExportDialog(w.services.memory), HouseholdFilter(), "", 3)
    whole = [one for one in dialog.findChildren(QPushButton) if one.text() == "完整号码"]
    whole[0].click()
    return dialog


_STEPS = ("REJ", "COH", "EXA", "FIN", "CBK", "SUS", "MRG", "TRF")
FORMS: dict[str, Form] = {
    "quick": Form(
        _quick,
        (
            *("tickets.form", "tickets.categories", "tickets.caller"),
            *("tickets.circumstances", "tickets.said_moment"),
            *("tickets.phone", "tickets.place"),
        ),
        "Ctrl+S",
    ),
    "quick print": Form(_quick, (), "Ctrl+Return"),
    **{f"step {one}": Form(_step(one), ("tickets.step_text",)) for one in _STEPS},
    "ticket finished": Form(_ticket(1, "FIN"), (), "Ctrl+Return"),
    "ticket called back": Form(_ticket(3, "CBK"), (), "Ctrl+Return"),
    **{
        f"settings {entry.key}": Form(
            _section(entry.key),
            (
                "settings.form",
                "settings.take_out",
                "settings.office",
                "settings.rows",
                "settings.papers",
                "settings.replies",
                "settings.words",
            ),
            "Ctrl+S" if entry.key in {"office", "staff", "grids", "units"} else "",
        )
        for entry in SECTIONS
        if entry.key not in {"look", "backup", "photos"}
    },
    "going back": Form(lambda _w: GoingBack(), ("settings.going_back",)),
    "photo": Form(_photo, ("tickets.photos.view",)),
    "unlock": Form(
        lambda w: UnlockPage([Account("demo", "林晓燕")], w.note),
        ("unlock.page", "unlock.password"),
    ),
    "recover": Form(lambda w: RecoverPage(["demo"], "demo", w.note, w.note), ("unlock.recover",)),
    "first start": Form(_first, ("first_start.page",)),
    "open backup": Form(_backup, ("first_start.backup",)),
    "households": Form(lambda w: started(HouseholdsPage(w.services)), ("households.bar",)),
    "tickets": Form(lambda w: started(TicketsPage(w.services)), ("tickets.filter_bar",)),
    "find": Form(_find, ("find.box",)),
    "plan": Form(
        lambda w: begun(PlanDialog(w.jobs), "槐荫一院"), ("elevation.plan_dialog",), "Ctrl+S"
    ),
    "zone": Form(_zone, ("elevation.zone_dialog",)),
    **{f"cards {queue}": Form(_hand(queue), ("cards.hand",)) for queue in ("3", "4")},
    "cards number": Form(_number, ("cards.number_line",)),
    "calibrate": Form(_calibrate, ("printing.calibrate",)),
    "imports": Form(_imports, ("imports.choose",)),
    "imports columns": Form(_mapping, ("imports.mapping",)),
    "imports fixes": Form(_fixes, ("imports.fix_pane",)),
    "editor": Form(
        _editor,
        ("households.editor.fields", "households.editor.lines", "households.editor.door"),
        "Ctrl+S",
    ),
    **{
        f"life {kind}": Form(
            _life(kind),
            ("life.dialog", "life.newcomers", "life.group", "life.home_field"),
            "Ctrl+S",
        )
        for kind in SHAPES
    },
    "care": Form(_care, ("life.care_dialog",), "Ctrl+S"),
    "care end": Form(_care_end, ("life.care_dialog",), "Ctrl+S"),
    "void": Form(_void, ("life.void_dialog",), "Ctrl+S"),
    "export": Form(_export, ("households.export.dialog",), "Ctrl+S"),
    "backfill": Form(
        lambda w: begun(BackfillDialog(w.jobs, w.services.drafts)),
        ("tickets.backfill.dialog", "tickets.backfill.ticket_row", "tickets.backfill.known_line"),
        "Ctrl+S",
    ),
    "rectification": Form(_rectification, ("tickets.rectification.window",)),
    "rectification new": Form(
        _rectify,
        ("tickets.rectification.item_dialog", "tickets.rectification.text_area"),
        "Ctrl+S",
    ),
    "rectification act": Form(_rectified, ("tickets.rectification.act_dialog",), "Ctrl+S"),
    "replies": Form(_replies, ("tickets.replies",)),
    "amend": Form(_amend, ("tickets.amend", "tickets.quantity_field"), "Ctrl+S"),
    "draw sample": Form(
        lambda w: begun(DrawDialog(w.jobs, None)), ("tickets.recheck.draw_dialog",), "Ctrl+S"
    ),
    "finding": Form(lambda _w: FindingBar(), ("tickets.recheck.entry",)),
    **PARTY_FORMS,
}


def _fields(form: QWidget) -> list[Text]:
    """What one can type into, as it is on the screen."""
    shown = (p for p in form.findChildren(QWidget) if p.isVisible() and p.isEnabled())
    return [part for part in shown if isinstance(part, Text) and _is_open(part)]


def _is_open(part: Text) -> bool:
    if isinstance(part, QComboBox):
        return part.isEditable()
    # The line of a drop-down is typed into through the drop-down.
    return not (part.isReadOnly() or isinstance(part.parentWidget(), QComboBox))


def _text(part: Text) -> str:
    if isinstance(part, QPlainTextEdit):
        return part.toPlainText()
    return part.text() if isinstance(part, QLineEdit) else part.currentText()


def _takes_words(part: Text) -> bool:
    """Whether it takes any words; a number or a known choice does not."""
    if isinstance(part, QComboBox):
        return False
    return isinstance(part, QPlainTextEdit) or (
        part.validator() is None and part.maxLength() >= len(part.text() + CHOSEN)
    )


def _compose(part: QWidget, letters: str, done: str = "") -> None:
    event = QInputMethodEvent(letters, [])
    if done:
        event.setCommitString(done)
    QApplication.sendEvent(part, event)


def _press(part: QWidget, name: str) -> None:
    pressed = QKeySequence(name)[0]
    QTest.keyClick(part, pressed.key(), pressed.keyboardModifiers())


@pytest.fixture
def opened(world: World, qtbot: QtBot) -> Iterator[Callable[[Form], QWidget]]:
    tops: list[QWidget] = []

    def open_form(form: Form) -> QWidget:
        part = form.open(world)
        top = part.window()
        tops.append(top)
        top.show()
        top.activateWindow()
        qtbot.waitUntil(top.isActiveWindow)
        qtbot.wait(1)
        world.seen.clear()
        world.said.take()
        return part

    yield open_form
    for top in tops:
        top.hide()
        top.deleteLater()


@pytest.mark.parametrize("name", FORMS)
def test_keys_wait_while_letters_are_composed(
    name: str, world: World, opened: Callable[[Form], QWidget]
) -> None:
    form = opened(FORMS[name])
    fields = _fields(form)
    assert fields or name in WORDLESS, "a form of the table has something to type into"
    for part in fields:
        part.setFocus()
        # What is marked gives way to the first letter, as everywhere; no key takes more.
        _compose(part, LETTERS)
        before = [_text(one) for one in fields]
        for key in ("Return", "Enter", "Esc", "1", "9"):
            _press(part, key)
            assert form.isVisible(), (part.objectName(), key)
            assert part.hasFocus(), (part.objectName(), key)
        assert [_text(one) for one in fields] == before, part.objectName()
        assert world.seen == [], part.objectName()
        if _takes_words(part):
            _compose(part, "", CHOSEN)
            assert CHOSEN in _text(part), part.objectName()
        else:
            _compose(part, "")


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form.save])
def test_saving_puts_the_letters_in_first(
    name: str,
    world: World,
    opened: Callable[[Form], QWidget],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = FORMS[name]
    form = opened(asked)
    part = next(one for one in _fields(form) if _takes_words(one))
    part.setFocus()
    _compose(part, LETTERS)
    composing = [True]

    def commit() -> None:
        # What the system's input method does when it is told to.
        if composing:
            composing.clear()
            world.note("committed")
            _compose(part, "", CHOSEN)

    monkeypatch.setattr(ime, "commit", commit)
    _press(part, asked.save)
    assert world.seen[:1] == ["('committed',)"], "the letters first"
    written = [words for words in world.seen[1:] if CHOSEN in words]
    assert written or (form.isVisible() and CHOSEN in _text(part)), "saved whole, or still there"
    assert not world.seen[1:] or written, "never saved without them"


WORDLESS = frozenset({"settings codes", "settings calendar", "settings take_out"})
"""Sections with nothing to type for a new office."""
SHARED = frozenset(
    {
        "common.choice", "common.credentials", "common.date_field", "common.form_row",
        "common.hours_field", "common.number_field", "common.search_field",
    }
)  # fmt: skip
"""Parts of forms; they are typed into where a form uses them."""
_MAKES = frozenset(
    {
        "QLineEdit", "QPlainTextEdit", "QTextEdit", "QSpinBox", "QDoubleSpinBox", "QDateEdit",
        "QInputDialog", "SearchField", "DateField", "NumberField", "NewPassword", "PasswordField",
        "CallerField", "DayEditor", "TextEditor", "Area",
    }
)  # fmt: skip


def makes_text_fields(text: str) -> bool:
    """Whether a module makes something one can type into."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(func=ast.Name(id=made)) if made in _MAKES:
                return True
            case ast.ClassDef(bases=bases):
                if any(isinstance(base, ast.Name) and base.id in _MAKES for base in bases):
                    return True
            case ast.keyword(arg="searchable", value=ast.Constant(value=True)):
                return True
    return False


def test_no_form_is_missing_from_the_table() -> None:
    told = SHARED | {one for form in FORMS.values() for one in form.of}
    found = set()
    for path in (ROOT / "ui").rglob("*.py"):
        if makes_text_fields(path.read_text(encoding="utf-8")):
            found.add(".".join(path.relative_to(ROOT / "ui").with_suffix("").parts))
    assert found - told == set(), "put the form into the table above"


@pytest.mark.parametrize(
    ("text", "makes"),
    [
        ("line = QLineEdit()", True),
        ("class Field(QLineEdit): pass", True),
        ("box = Choice('a', 'b', searchable=True)", True),
        ("box = Choice('a', 'b', searchable=False)", False),
        ("if isinstance(part, QLineEdit): pass", False),
    ],
)
def test_the_table_sees_a_new_form(text: str, makes: bool) -> None:
    assert makes_text_fields(text) is makes
