"""The list of tickets comes back as it was left; while it is read or cannot be, it says so."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce, Later
from tests.ui.tickets_place import CTRL, KEY, Place, call, opened, step
from ui.common.buttons import FilterChip
from ui.common.choice import Choice
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.tickets.page import TicketsPage
from wenming_desktop.errors import StorageTroubleError
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.work import Desk


class DiskGoneError(StorageTroubleError):
    code = "test.gone"
    text = "数据文件读不到。"


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    desk.write(save_units, (Unit("供热公司青河所"), Unit("裕和物业")))
    for at, unit in enumerate((1, 2, 1)):
        call(desk, clock, f"暖气不热 {at}", ago=at, unit=unit)
    return desk


def test_sort_stage_chips_choices_and_row_come_back(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path
) -> None:
    place = opened(qtbot, office, said, tmp_path)
    place.page.list.tabs.choose("working")
    place.page.list.tabs.chosen.emit("working")
    unit = place.part("fld_handling_unit")
    assert isinstance(unit, Choice)
    unit.choose(1)
    unit.activated.emit(unit.currentIndex())
    mine = place.part("btn_filter_mine")
    assert isinstance(mine, FilterChip)
    qtbot.mouseClick(mine, Qt.MouseButton.LeftButton)
    place.page.list.table.sort_asked.emit("number", True)
    place.look_for("暖气")
    place.page.list.table.go_to(1)
    before, held = place.page.list.filter, place.page.list.current()
    assert held is not None
    place.page.keep()

    again = opened(qtbot, office, said, tmp_path)
    shown = again.page.list
    assert (shown.filter.stage, shown.filter.unit_id, shown.filter.mine) == ("working", 1, True)
    assert (shown.filter.sort, shown.filter.descending) == (before.sort, before.descending)
    assert shown.filter.text == "", "what was searched for is nobody's business tomorrow"
    current = shown.current()
    assert current is not None
    assert current.id == held.id
    assert shown.tabs.value() == "working"
    assert (shown.model.sorted_by) == ("number", True)


def test_a_unit_that_is_gone_narrows_nothing(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path
) -> None:
    memory = Memory(tmp_path / "w.ini")
    memory.keep_text("tickets/unit", "77")
    memory.keep_text("tickets/stage", "no such stage")
    place = opened(qtbot, office, said, tmp_path)
    assert place.page.list.filter.unit_id is None
    assert place.page.list.filter.stage == "open"
    assert len(place.titles()) == 3


def test_grey_bars_after_a_while_and_rows_when_they_come(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path
) -> None:
    later = Later()
    facts = Office("槐荫里社区", "demo", office.actor.rights)
    jobs = Jobs(office, said, Lanes(AtOnce(), later))
    page = TicketsPage(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.start()
    assert page.list._stack.currentIndex() == 0, "nothing flickers while it is quick"
    qtbot.waitUntil(lambda: page.list._stack.currentIndex() == 2, timeout=2000)
    later.run_all()
    assert page.list._stack.currentIndex() == 0
    assert page.list.model.rowCount() == 3


def test_a_list_that_cannot_be_read_says_why(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = opened(qtbot, office, said, tmp_path)

    def gone(*_: object) -> None:
        raise DiskGoneError

    with monkeypatch.context() as broken:
        broken.setattr(office, "read", gone)
        place.page.list.load()
        assert "工单没有读出来" in place.texts()
        assert "数据文件读不到。按 F5 再读一遍。" in place.texts()
    assert said.take() == []
    place.page.list.load()
    assert len(place.titles()) == 3


@pytest.fixture
def closing(office: Desk, clock: Clock) -> Desk:
    for ticket in (1, 2, 3):
        step(office, ticket, "SGN")
        clock.now += timedelta(hours=2)
        step(office, ticket, "FIN", result="换了阀门，晚上复查没有再漏", outcome="1")
        step(office, ticket, "APV")
        step(office, ticket, "CBK", contact_result="1", satisfaction="1", outcome="1")
    return office


def at_closing(qtbot: QtBot, desk: Desk, said: Said, folder: Path) -> Place:
    Memory(folder / "w.ini").keep_text("tickets/stage", "closing")
    place = opened(qtbot, desk, said, folder)
    place.page.list.table.setFocus()
    return place


def archive(place: Place) -> QPushButton:
    button = place.part("btn_archive")
    assert isinstance(button, QPushButton)
    return button


def test_all_chosen_go_by_one_press(
    qtbot: QtBot, closing: Desk, said: Said, tmp_path: Path
) -> None:
    place = at_closing(qtbot, closing, said, tmp_path)
    assert archive(place).text().strip() == "归档"
    place.key(KEY.Key_A, CTRL)
    assert archive(place).text().strip() == "归档 3 件"
    assert "选中 3 件" in place.texts()
    qtbot.mouseClick(archive(place), Qt.MouseButton.LeftButton)
    assert "该归档的都归档了" in place.texts()
    qtbot.waitUntil(lambda: ("say", "已记下：归档 3 件") in said.said)


def test_some_chosen_go_and_the_rest_stay(
    qtbot: QtBot, closing: Desk, said: Said, tmp_path: Path
) -> None:
    place = at_closing(qtbot, closing, said, tmp_path)
    place.key(KEY.Key_Home)
    place.key(KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert archive(place).text().strip() == "归档 2 件"
    qtbot.mouseClick(archive(place), Qt.MouseButton.LeftButton)
    assert len(place.titles()) == 1
    assert archive(place).text().strip() == "归档"


def test_elsewhere_one_row_is_chosen_at_a_time(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path
) -> None:
    place = opened(qtbot, office, said, tmp_path)
    place.page.list.table.setFocus()
    place.key(KEY.Key_A, CTRL)
    assert len(place.page.list.table.selectionModel().selectedRows()) == 1


def test_an_empty_list_names_its_filter_and_offers_to_clear_it(
    qtbot: QtBot, office: Desk, said: Said, tmp_path: Path
) -> None:
    place = opened(qtbot, office, said, tmp_path)
    unit = place.part("fld_handling_unit")
    assert isinstance(unit, Choice)
    unit.choose(2)
    unit.activated.emit(unit.currentIndex())
    qtbot.mouseClick(place.part("btn_filter_overdue"), Qt.MouseButton.LeftButton)
    assert "“要办”里按“裕和物业、超期”找，一件也没有。" in place.texts()
    clear = place.part("btn_search_all_tickets")
    assert isinstance(clear, QPushButton)
    assert clear.text().strip() == "清掉条件，看全部"
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert len(place.titles()) == 3
    assert not place.page.list.filter.overdue
