"""服务记录 beside the party tree: the list and its totals, the card of fourteen lines, contacts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import make_register, page_rules
from tests.conftest import Clock
from tests.make_whistle import cell
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.ui.tickets_place import call, step
from ui.common.form_dialog import FormDialog
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.party.records.card_date import card_day
from ui.party.records.panel import RecordsPanel
from wenming_desktop.party import records
from wenming_desktop.party.record_model import Contact, RecordFilter, RecordRow, TypeIn
from wenming_desktop.party.record_queries import record_page
from wenming_desktop.party.service import coverage
from wenming_desktop.places.service import EstateSheet, save_estates
from wenming_desktop.tickets.whistle import claim_by, whistles_of
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
TODAY = date.today()
RIGHTS = frozenset({"party.read", "party.write", "ticket.read"})


class Place:
    """The panel in a window of its own, driven by keys."""

    def __init__(self, qtbot: QtBot, desk: Desk, said: Said, folder: Path) -> None:
        lane = AtOnce()
        self.qtbot, self.desk = qtbot, desk
        jobs = Jobs(desk, said, Lanes(lane, lane))
        facts = Office("槐荫里社区", "demo", RIGHTS)
        self.services = Services(jobs, Memory(folder / "w.ini"), facts)
        self.opened: list[tuple[str, int]] = []
        self.services.open_asked.connect(self._open)
        self.panel = RecordsPanel(self.services)
        jobs.changed.connect(self.panel.changed)
        self.counts: list[int] = []
        self.panel.counted.connect(self._count)
        qtbot.addWidget(self.panel)
        self.panel.resize(1000, 600)
        self.panel.show()
        qtbot.waitUntil(self.panel.isActiveWindow)

    def _count(self, total: int) -> None:
        self.counts.append(total)

    def _open(self, kind: str, item: int) -> None:
        self.opened.append((kind, item))

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClick(held, key, modifier)

    def type(self, text: str) -> None:
        """Type as an input method does: the letters arrive committed."""
        held = QApplication.focusWidget()
        assert held is not None
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(held, event)

    def into_table(self) -> None:
        self.panel.activateWindow()
        self.qtbot.waitUntil(self.panel.isActiveWindow)
        self.panel.table.setFocus()

    def dialog(self, name: str) -> QDialog:
        found = self.panel.window().findChild(QDialog, f"dlg_{name}")
        assert isinstance(found, QDialog)
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    def rows(self) -> list[tuple[str, ...]]:
        model = self.panel.model
        return [
            tuple(column.text(line) for column in model.columns)
            for at in range(model.rowCount())
            if (line := model.row(at)) is not None
        ]


@pytest.fixture
def members(desk: Desk, clock: Clock) -> list[int]:
    clock.now = datetime.combine(TODAY, datetime.min.time().replace(hour=10))
    desk.write(save_estates, (EstateSheet("槐荫一院", buildings=(("3", 2, 6, 24),)),))
    return cell(desk, "3号楼党小组", ["孙福顺", "方远"], "3")[1]


@pytest.fixture
def group(desk: Desk, members: list[int]) -> int:
    ((found,),) = make_register.rows(desk, "SELECT id FROM building_party_group")
    return int(found)


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, group: int, said: Said, tmp_path: Path) -> Place:
    place = Place(qtbot, desk, said, tmp_path)
    place.panel.show_node("5", group)
    return place


def typed(desk: Desk, member: int, **said: Any) -> int:
    facts = {"date": TODAY, "content": "清理楼道", "hours": 1.5} | said
    [made] = desk.write(records.type_in, TypeIn(member, (RecordRow(**facts),)))
    return made


def held() -> str:
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""


def field(of: QWidget, name: str) -> QLineEdit:
    found = of.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit), name
    return found


def said_below(of: QWidget, name: str) -> str:
    found = of.findChild(Words, name)
    assert isinstance(found, Words), name
    return found.text() if found.isVisible() else ""


def test_the_list_and_its_totals_are_the_coverages(
    place: Place, desk: Desk, members: list[int]
) -> None:
    typed(desk, members[0])
    typed(desk, members[0], hours=2, date=TODAY - timedelta(days=1), place="3号楼")
    typed(desk, members[1], date=TODAY - timedelta(days=800))
    assert place.panel.totals.text() == "2 次　1 人　3.5 小时"
    assert place.counts[-1] == 2
    assert place.rows()[0] == (f"{TODAY}", "孙福顺", "清理楼道", "—", "1.5", "手工")
    place.panel.period.choose("all")
    place.panel.period.chosen.emit("all")
    told = desk.read(coverage, date(1990, 1, 1), date(2990, 1, 1))
    assert place.panel.totals.text() == f"{told.times} 次　{told.people} 人　{told.hours:g} 小时"
    assert (told.times, told.people) == (3, 2)


def test_enter_opens_where_a_record_came_from(place: Place, desk: Desk, members: list[int]) -> None:
    home = make_register.household(desk, "101", make_register.member("王秀兰", birth="1950-01-02"))
    desk.write(records.contact, Contact(members[0], home, TODAY, "1", "问暖"))
    place.into_table()
    place.key(KEY.Key_Return)
    assert place.opened == [("household", home)]
    typed(desk, members[0], content="手写的一条", date=TODAY)
    place.panel.table.go_to(0)
    place.into_table()
    place.key(KEY.Key_Return)
    dialog = place.dialog("record")
    assert field(dialog, "fld_record_content").text() == "手写的一条"


def test_whistles_that_wait_stand_above_the_list_and_open_their_ticket(
    place: Place, desk: Desk, clock: Clock, group: int
) -> None:
    assert not place.panel.waiting.isVisible()
    made = call(desk, clock, "水管漏水", unit="裕和物业")
    step(desk, made, "COH", cell="3号楼党小组", needed=2, members=("方远",))
    [button] = place.panel.waiting.findChildren(QPushButton)
    assert button.text() == "等报到 1/2 人　3号楼党小组　水管漏水"
    place.into_table()
    button.setFocus()
    place.key(KEY.Key_Space)
    assert place.opened == [("ticket", made)]
    [line] = desk.read(whistles_of, made)
    desk.write(claim_by, line.id, ("孙福顺",))
    assert not place.panel.waiting.isVisible()


def test_a_card_is_typed_with_enter_and_saved_whole(
    place: Place, desk: Desk, members: list[int]
) -> None:
    place.key(KEY.Key_N, CTRL) if held() else place.panel.type_card()
    dialog = place.dialog("card")
    who = dialog.findChild(QComboBox, "fld_card_member")
    assert isinstance(who, QComboBox)
    who.setCurrentIndex(who.findText("方远　3号楼党小组"))
    field(dialog, "fld_date_1").setFocus()
    year = TODAY.year - 1
    for text in (f"{year}-3-5", "清理楼道"):
        place.type(text)
        place.key(KEY.Key_Return)
    assert held() == "fld_post_1"
    place.key(KEY.Key_Down)
    place.key(KEY.Key_Return)
    place.type("3号楼")
    place.key(KEY.Key_Return)
    place.type("1.5")
    place.key(KEY.Key_Return)
    place.type("12")
    place.key(KEY.Key_Return)
    assert held() == "fld_date_2"
    # A bare day is one of the month above, and the post of the line above is offered again.
    for text in ("7", "送餐"):
        place.type(text)
        place.key(KEY.Key_Return)
    assert field(dialog, "fld_date_2").text().startswith(f"{year}-03-07")
    place.key(KEY.Key_Return)
    place.key(KEY.Key_Return)
    place.key(KEY.Key_Up)
    place.key(KEY.Key_Return)
    place.key(KEY.Key_Return)
    assert held() == "fld_date_3"
    place.key(KEY.Key_Return)
    assert held() == "btn_card_do"
    place.key(KEY.Key_S, CTRL)
    assert not dialog.isVisible()
    found = desk.read(record_page, RecordFilter(member_id=members[1]), 0, 20)
    assert [(one.date, one.content, one.place, one.hours) for one in found] == [
        (date(year, 3, 7), "送餐", "", 0.5),
        (date(year, 3, 5), "清理楼道", "3号楼", 1.5),
    ]
    codes = make_register.rows(desk, "SELECT DISTINCT post FROM service_record")
    assert codes == (("01",),)
    desk.write(undo_last_act)
    assert desk.read(record_page, RecordFilter(), 0, 20) == ()


def test_wrong_cells_are_told_below_their_line_and_nothing_is_saved(
    place: Place, desk: Desk, members: list[int]
) -> None:
    place.panel.type_card()
    dialog = place.dialog("card")
    place.key(KEY.Key_S, CTRL)
    who = dialog.findChild(QComboBox, "fld_card_member")
    assert isinstance(who, QComboBox)
    assert who.property("state") == "error"
    who.setCurrentIndex(1)
    field(dialog, "fld_date_2").setFocus()
    place.type("35.9")
    place.key(KEY.Key_S, CTRL)
    assert "看不懂" in said_below(dialog, "err_row_2")
    assert held() == "fld_date_2"
    field(dialog, "fld_date_2").setText(f"{TODAY + timedelta(days=9)}")
    field(dialog, "fld_content_2").setText("巡逻")
    place.key(KEY.Key_S, CTRL)
    assert "还没有到" in said_below(dialog, "err_row_2")
    field(dialog, "fld_date_2").setText("昨天")
    for text, why in (("", "没有写时长"), ("两", "不是数字"), ("13", "不对")):
        field(dialog, "fld_hours_2").setText(text)
        place.key(KEY.Key_S, CTRL)
        assert why in said_below(dialog, "err_row_2"), text
        assert held() == "fld_hours_2"
    assert desk.read(record_page, RecordFilter(), 0, 20) == ()
    field(dialog, "fld_hours_2").setText("2")
    place.key(KEY.Key_S, CTRL)
    assert len(desk.read(record_page, RecordFilter(), 0, 20)) == 1


def test_what_was_typed_is_there_again_until_it_is_saved(
    place: Place, desk: Desk, members: list[int], qtbot: QtBot
) -> None:
    place.panel.type_card()
    dialog = place.dialog("card")
    who = dialog.findChild(QComboBox, "fld_card_member")
    assert isinstance(who, QComboBox)
    who.setCurrentIndex(2)
    field(dialog, "fld_content_1").setFocus()
    place.type("巡逻")
    place.services.drafts.flush()
    assert "草稿" in said_below(dialog, "lbl_card_draft")
    place.key(KEY.Key_Escape)
    again = RecordsPanel(place.services)
    qtbot.addWidget(again)
    again.type_card()
    second = again.window().findChild(QDialog, "dlg_card")
    assert isinstance(second, QDialog)
    assert field(second, "fld_content_1").text() == "巡逻"
    kept = second.findChild(QComboBox, "fld_card_member")
    assert isinstance(kept, QComboBox)
    assert kept.currentText() == who.currentText()


def test_a_contact_is_written_down_once_a_day(place: Place, desk: Desk, members: list[int]) -> None:
    home = make_register.household(desk, "101", make_register.member("王秀兰", birth="1950-01-02"))
    for _ in range(2):
        place.panel.note_contact()
        dialog = place.dialog("contact")
        field(dialog, "fld_contact_look").setText("王秀兰")
        who = dialog.findChild(QComboBox, "fld_contact_member")
        box = dialog.findChild(QComboBox, "fld_contact_home")
        assert isinstance(who, QComboBox)
        assert isinstance(box, QComboBox)
        who.setCurrentIndex(1)
        who.activated.emit(1)
        place.qtbot.waitUntil(partial(_names, box, "王秀兰"))
        place.key(KEY.Key_S, CTRL)
        assert len(desk.read(record_page, RecordFilter(), 0, 20)) == 1
    assert dialog.isVisible()
    assert any("已经记过一次" in words.text() for words in dialog.findChildren(Words))
    [line] = desk.read(record_page, RecordFilter(), 0, 20)
    assert line.opens == ("household", home)


def test_a_record_is_mended_and_taken_out_by_keys(
    place: Place, desk: Desk, members: list[int]
) -> None:
    typed(desk, members[0])
    place.into_table()
    place.key(KEY.Key_E, CTRL)
    dialog = place.dialog("record")
    hours = field(dialog, "fld_record_hours")
    hours.setText("0.2")
    place.key(KEY.Key_S, CTRL)
    assert dialog.isVisible()
    hours.setText("3")
    place.key(KEY.Key_S, CTRL)
    assert place.rows()[0][4] == "3"
    place.into_table()
    place.key(KEY.Key_Delete)
    reason = field(place.dialog("void_record"), "fld_void_reason")
    assert reason.text() == "误录"
    place.key(KEY.Key_S, CTRL)
    assert place.rows() == []
    assert place.panel.totals.text() == "0 次　0 人　0 小时"


@pytest.mark.parametrize("name", ["panel", "card", "contact", "record", "void_record"])
def test_everything_keeps_the_rules_of_the_look(
    place: Place, desk: Desk, members: list[int], name: str
) -> None:
    typed(desk, members[0])
    place.into_table()
    open_it: dict[str, Callable[[], object]] = {
        "panel": place.panel.show,
        "card": place.panel.type_card,
        "contact": place.panel.note_contact,
        "record": partial(place.key, KEY.Key_E, CTRL),
        "void_record": partial(place.key, KEY.Key_Delete),
    }
    open_it[name]()
    shown: QWidget = place.panel if name == "panel" else place.dialog(name)
    place.qtbot.wait(20)
    if isinstance(shown, FormDialog):
        shown.bring()
        place.qtbot.wait(20)
    assert page_rules.broken(shown) == []


def _names(box: QComboBox, name: str) -> bool:
    return name in box.currentText()


JAN = date(2027, 1, 10)


@pytest.mark.parametrize(
    ("text", "above", "day"),
    [
        ("5", None, date(2027, 1, 5)),
        ("15", None, date(2026, 12, 15)),
        ("5", date(2026, 3, 2), date(2026, 3, 5)),
        ("31", date(2026, 4, 2), None),
        ("3.5", None, date(2026, 3, 5)),
        ("1.5", None, date(2027, 1, 5)),
        ("2027-03-05", None, date(2027, 3, 5)),
        ("明天", None, date(2027, 1, 11)),
        ("昨天", None, date(2027, 1, 9)),
        ("2.29", None, None),
        ("x", None, None),
    ],
)
def test_a_day_on_a_card_lies_behind(text: str, above: date | None, day: date | None) -> None:
    assert card_day(text, above, JAN) == day
