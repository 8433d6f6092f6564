"""补录: the grid by keyboard alone: moments, known words, drafts, what is wrong, all or none."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests import make
from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.tickets.conftest import raw
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.tickets.backfill.dialog import BackfillDialog
from ui.tickets.backfill.known_line import Known
from ui.tickets.backfill.moments import read_moment, shown
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import do_step
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
NOW = datetime(2026, 11, 21, 10, 0)
ABOVE = datetime(2026, 11, 19, 8, 30)


@pytest.mark.parametrize(
    ("text", "above", "meant"),
    [
        ("昨天 15:20", None, datetime(2026, 11, 20, 15, 20)),
        ("昨天1520", None, datetime(2026, 11, 20, 15, 20)),
        ("zt 1520", None, datetime(2026, 11, 20, 15, 20)),
        ("前天下午3点半", None, datetime(2026, 11, 19, 15, 30)),
        ("11.19 9:05", None, datetime(2026, 11, 19, 9, 5)),
        ("11月19日 9：05", None, datetime(2026, 11, 19, 9, 5)),
        ("2026-11-18 23:59", None, datetime(2026, 11, 18, 23, 59)),
        ("12.30 9:00", None, datetime(2025, 12, 30, 9, 0)),
        ("1520", ABOVE, datetime(2026, 11, 19, 15, 20)),
        ("905", ABOVE, datetime(2026, 11, 19, 9, 5)),
        ("9点", ABOVE, datetime(2026, 11, 19, 9, 0)),
        ("晚上8点10分", ABOVE, datetime(2026, 11, 19, 20, 10)),
        ("1520", None, datetime(2026, 11, 21, 15, 20)),
        ("昨天", ABOVE, None),
        ("2560", ABOVE, None),
        ("2530", ABOVE, None),
        ("13.40 9:00", ABOVE, None),
        ("下周", ABOVE, None),
        ("", ABOVE, None),
    ],
)
def test_a_moment_is_read_as_it_is_written(
    text: str, above: datetime | None, meant: datetime | None
) -> None:
    assert read_moment(text, above, NOW) == meant
    if meant is not None:
        assert read_moment(shown(meant, NOW), ABOVE, NOW) == meant


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("社区电话来电", "社区电话来电"),
        ("dh", ""),
        ("sqdh", "社区电话来电"),
        ("shequ", "社区电话来电"),
        ("热线", "居民监督热线"),
        ("jmjd", "居民监督热线"),
        ("飞船", ""),
        ("", ""),
    ],
)
def test_words_are_found_by_part_and_pinyin(typed: str, found: str) -> None:
    known = Known([("02", "社区电话来电"), ("03", "居民监督热线"), ("99", "其他")])
    assert next((label for _, label in known.find(typed)), "") == found


class Place:
    """The grid driven by keys; every key pressed is counted."""

    def __init__(self, qtbot: QtBot, desk: Desk, said: Said, folder: Path) -> None:
        lane = AtOnce()
        self.qtbot, self.desk = qtbot, desk
        jobs = Jobs(desk, said, Lanes(lane, lane))
        facts = Office("槐荫里社区", "demo", desk.actor.rights)
        self.services = Services(jobs, Memory(folder / "w.ini"), facts)
        self.keys = 0
        self.open()

    def open(self) -> None:
        self.dialog = BackfillDialog(self.services.jobs, self.services.drafts)
        self.qtbot.addWidget(self.dialog)
        self.dialog.begin()
        self.qtbot.waitUntil(self.dialog.isActiveWindow)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        self.keys += 1
        self.qtbot.keyClick(held, key, modifier)

    def type(self, text: str) -> None:
        held = QApplication.focusWidget()
        assert isinstance(held, QLineEdit)
        self.keys += len(text)
        if text.isascii():
            self.qtbot.keyClicks(held, text)
            return
        # As an input method hands its words over.
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(held, event)

    def enter(self, *texts: str) -> None:
        for text in texts:
            if text:
                self.type(text)
            self.key(KEY.Key_Return)

    def text(self, name: str) -> str:
        found = self.dialog.findChild(QLineEdit, f"fld_{name}")
        assert isinstance(found, QLineEdit)
        return found.text()

    def label(self, name: str) -> str:
        found = self.dialog.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""


def held() -> str:
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, clock: Clock, said: Said, tmp_path: Path) -> Place:
    clock.now = datetime.now().replace(microsecond=0)
    make.Office(desk, clock).unit()
    return Place(qtbot, desk, said, tmp_path)


FIRST = ("昨天 0:10", "sqdh", "楼道灯不亮了，晚上看不见", "", "一院3号楼", "13900000001", "王秀兰")


def tickets(desk: Desk) -> list[tuple[Any, ...]]:
    sql = (
        "SELECT status, source, category, location_text, complainant_name, handling_unit_name,"
        " satisfaction FROM ticket WHERE NOT is_void ORDER BY id"
    )
    with raw(desk) as ask:
        return [tuple(row) for row in ask(sql)]


def test_ten_tickets_by_keyboard_alone(place: Place) -> None:
    place.enter(*FIRST, "yh", "")
    for minute in range(1, 10):
        # The day, the source and the unit come from the row above, the category from the words.
        place.enter(
            f"{minute:03}", "", "楼道灯不亮了", "", "一院3号楼", f"1390000000{minute}", "王秀兰"
        )
        place.enter("", "")
    assert held() == "fld_at_11"
    place.key(KEY.Key_Return)
    assert held() == "fld_backfill_reason", "a row of an earlier day has to say why it comes late"
    place.enter("昨天停电")
    place.key(KEY.Key_S, CTRL)
    rows = tickets(place.desk)
    assert len(rows) == 10
    assert set(rows) == {("30", "02", "0505", "一院3号楼", "王秀兰", "裕和物业", None)}
    assert not place.dialog.isVisible()
    # 3 for the time, 6 words, 5 of the place, 11 of the phone, 3 of the name, Enter nine times.
    assert place.keys / 10 < 42, place.keys
    place.desk.write(undo_last_act)
    assert tickets(place.desk) == []


def test_a_finished_one_has_a_second_line(place: Place) -> None:
    place.enter(*FIRST, "yh", "015")
    assert held() == "fld_result_1"
    place.enter("换了灯泡并试了开关，灯亮了。", "已", "满意")
    assert held() == "fld_at_2"
    place.key(KEY.Key_Return)
    place.enter("昨天停电")
    place.key(KEY.Key_S, CTRL)
    ((status, *_, rating),) = tickets(place.desk)
    assert (status, rating) == ("70", "1")


def test_grey_words_are_taken_and_can_be_typed_over(place: Place) -> None:
    place.enter(*FIRST, "yh", "")
    assert place.text("category_1") == "楼道灯不亮"
    place.enter("0:20")
    assert held() == "fld_source_2"
    place.type("dh")
    place.key(KEY.Key_Tab)
    assert held() == "fld_content_2"


def test_down_goes_through_what_fits(place: Place) -> None:
    place.enter("0:10")
    place.type("1")
    place.key(KEY.Key_Backspace)
    place.type("12345")
    place.key(KEY.Key_Return)
    assert place.text("source_1") == "12345热线转办"


def test_what_is_wrong_stands_at_its_cell_and_f8_goes_through(place: Place) -> None:
    place.enter("昨天 25:00", "飞船", "灯不亮")
    place.key(KEY.Key_S, CTRL)
    assert held() == "fld_at_1"
    assert "看不懂" in place.label("err_ticket_1")
    place.key(KEY.Key_F8)
    assert held() == "fld_source_1"
    for text in ("sqdh", "昨天 0:10"):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit)
        focus.selectAll()
        place.type(text)
        place.key(KEY.Key_F8)
    place.key(KEY.Key_S, CTRL)
    assert tickets(place.desk) == []
    assert place.label("lbl_failed").startswith("有 2 处要改")
    assert "诉求分类" in place.label("err_ticket_1")
    assert held() == "fld_category_1"
    place.key(KEY.Key_F8)
    assert held() == "fld_location_text_1"


def test_a_reason_is_asked_for_earlier_days_only(place: Place) -> None:
    place.enter(f"{datetime.now():%H%M}")
    reason = place.dialog.reason
    assert not reason.isVisible()
    place.enter("sqdh", "楼道灯不亮", "", "一院", "", "", "", "")
    place.enter("昨天 8:00", "sqdh", "垃圾没清", "", "一院", "", "", "", "")
    assert reason.isVisible()
    place.key(KEY.Key_S, CTRL)
    assert held() == "fld_backfill_reason"
    assert tickets(place.desk) == []
    place.type("停电")
    place.key(KEY.Key_S, CTRL)
    assert len(tickets(place.desk)) == 2


def test_what_was_typed_is_there_again(place: Place) -> None:
    place.enter(*FIRST, "yh", "")
    place.services.drafts.flush()
    place.dialog.close()
    place.open()
    assert place.text("content_1") == FIRST[2]
    assert place.text("handling_unit_1") == "裕和物业"
    assert held() == "fld_at_2"
    place.key(KEY.Key_Return)
    place.enter("昨天停电")
    place.key(KEY.Key_S, CTRL)
    assert len(tickets(place.desk)) == 1
    place.open()
    assert place.text("content_1") == ""


def test_a_ticket_of_the_batch_that_went_on_keeps_all(place: Place, said: Said) -> None:
    yesterday = datetime.now() - timedelta(days=1)
    place.enter(f"{yesterday:%m.%d} 8:00", *FIRST[1:], "yh", "")
    place.key(KEY.Key_Return)
    place.enter("昨天停电")
    place.key(KEY.Key_S, CTRL)
    with raw(place.desk) as ask:
        ((ticket,),) = ask("SELECT id FROM ticket")
    place.desk.write(do_step, TakeStep(ticket, "SGN"))
    assert tickets(place.desk)[0][0] == "40"
