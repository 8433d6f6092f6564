"""一户一档: opened by a key, every section filled, care confirmed there, numbers covered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, number, person, rows
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.buttons import Btn
from ui.common.memory import Memory
from ui.common.timeline import Timeline
from ui.households.page import HouseholdsPage
from ui.households.record.window import RecordWindow
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.printing import Preview
from wenming_desktop.life.model import Kind, LifeEvent
from wenming_desktop.life.service import record_event
from wenming_desktop.life.voids import void_household
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier
LONGEST = "阿卜杜拉·吐尔逊·买买提江·艾合买提·伊卜拉欣"


@pytest.fixture
def real(desk: Desk, said: Said, tmp_path: Path) -> Iterator[Services]:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    yield Services(jobs, Memory(tmp_path / "w.ini"), facts)
    jobs.close()


@pytest.fixture
def home(desk: Desk) -> int:
    made = household(
        desk,
        "501",
        member("王秀兰", number=number("1938-03-14", 28), phone="13900002281", care="低保"),
        member(LONGEST, "夫", birth="1936-05-06", sex="男", living="否"),
        member("李强", "长子", birth="1975-05-06", sex="男", hukou="否"),
    )
    event = LifeEvent(Kind.MOVE_OUT, date(2026, 11, 2), made, (person(desk, "李强"),), place="青河")
    desk.write(record_event, event)
    return made


@pytest.fixture
def window(qtbot: QtBot, real: Services, home: int) -> RecordWindow:
    window = RecordWindow(real, None)
    qtbot.addWidget(window)
    window.begin(home)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def words(part: QWidget) -> str:
    labels = [label.text() for label in part.findChildren(QLabel) if label.isVisibleTo(part)]
    named = [chip.accessibleName() for chip in part.findChildren(QWidget)]
    return "\n".join([*labels, *filter(None, named)])


def press(qtbot: QtBot, part: QWidget, name: str) -> None:
    button = part.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_key_opens_it_from_the_list(qtbot: QtBot, real: Services, home: int) -> None:
    page = HouseholdsPage(real)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.start()
    page.open_household(home)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_H, _CTRL)
    window = page.findChild(RecordWindow)
    assert window is not None
    assert window.isVisible()
    assert window.windowTitle() == "一户一档　王秀兰"
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_people_stand_there_with_how_they_belong_and_numbers_covered(
    window: RecordWindow, desk: Desk
) -> None:
    said = words(window.people)
    assert "户在人不在。户籍 2 人，常住 1 人，两样都在 1 人。" in said
    assert {"人户一致", "户在人不在"} <= set(said.splitlines())
    stored = rows(desk, "SELECT id_number, phone FROM resident WHERE phone IS NOT NULL")
    for value in stored[0]:
        assert str(value) not in said
    assert window.tabs.accessibleTabName(0) == "人口 2"


def test_a_covered_number_is_shown_and_logged(
    qtbot: QtBot, window: RecordWindow, desk: Desk
) -> None:
    press(qtbot, window.people, "btn_show_record_phone_1")
    qtbot.waitUntil(lambda: "13900002281" in words(window.people))
    assert rows(desk, "SELECT count(*) FROM audit WHERE action LIKE '%reveal%'") == ((1,),)


def test_suggestions_are_confirmed_or_declined_by_a_hand(
    qtbot: QtBot, window: RecordWindow, desk: Desk
) -> None:
    window.tabs.setCurrentIndex(1)
    said = words(window.care)
    assert "按规矩看像是，请人确认" in said
    before = said.count("列入 王秀兰 高龄老人")
    press(qtbot, window.care, "btn_care_yes_1")
    qtbot.waitUntil(lambda: "终止 王秀兰 高龄老人" in words(window.care))
    assert before == 2
    while window.care.findChild(QPushButton, "btn_care_no_1") is not None:
        window.care.findChild(QPushButton, "btn_care_no_1").click()
        qtbot.wait(10)
    assert "请人确认" not in words(window.care)
    assert rows(desk, "SELECT count(*) FROM special_care WHERE NOT is_void") == ((2,),)


def test_events_are_told_newest_first_and_an_act_elsewhere_is_seen(
    qtbot: QtBot, window: RecordWindow, desk: Desk, home: int
) -> None:
    rail = window.event_.findChild(Timeline)
    assert rail.text().startswith("2026-11-02　李强 搬离　青河")
    head = person(desk, LONGEST)
    desk.write(record_event, LifeEvent(Kind.HEAD_CHANGE, date(2026, 11, 3), home, new_head=head))
    qtbot.waitUntil(lambda: "户主变更" in window.event_.findChildren(Timeline)[-1].text())
    assert window.windowTitle() == f"一户一档　{LONGEST}"


def test_keys_turn_the_tabs_and_the_tab_is_remembered(
    qtbot: QtBot, window: RecordWindow, real: Services, home: int
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Right, _CTRL)
    assert window.tabs.value() == "care"
    qtbot.keyClick(window, Qt.Key.Key_Left, _CTRL)
    qtbot.keyClick(window, Qt.Key.Key_Left, _CTRL)
    assert window.tabs.value() == "event"
    again = RecordWindow(real, None)
    qtbot.addWidget(again)
    again.begin(home)
    assert again.tabs.value() == "event"


@pytest.mark.parametrize(
    ("section", "text"),
    [("card", "还没有做过连心卡。"), ("ticket", "这一户没有登记过诉求。"), ("party", "包联党员")],
)
def test_a_section_without_anything_says_so(window: RecordWindow, section: str, text: str) -> None:
    assert text in words(getattr(window, section))


def test_a_household_that_is_gone_says_why(
    qtbot: QtBot, window: RecordWindow, desk: Desk, home: int
) -> None:
    desk.write(void_household, home, "录重了")
    qtbot.waitUntil(window.empty.isVisible)
    assert "这一户没有读出来" in words(window.empty)
    assert not window.tabs.isEnabled()


def test_it_is_printed_from_its_own_key(qtbot: QtBot, window: RecordWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_P, _CTRL)
    qtbot.waitUntil(lambda: window.findChild(Preview) is not None, timeout=20_000)
    preview = window.findChild(Preview)
    assert "王秀兰" in preview.document.getAllText(0).text()
    preview.close()


def test_who_may_only_read_gets_no_way_to_write_or_print(
    qtbot: QtBot, real: Services, home: int
) -> None:
    real.office = Office("槐荫里社区", "demo", frozenset({"register.read"}))
    window = RecordWindow(real, None)
    qtbot.addWidget(window)
    window.begin(home)
    names = {part.objectName() for part in window.findChildren(Btn) if part.isVisibleTo(window)}
    assert not names & {"btn_life", "btn_print_record", "btn_care_start", "btn_care_yes_1"}
