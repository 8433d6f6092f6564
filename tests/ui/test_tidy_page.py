"""数据整理 on a real data file: looked through, merged, ticked and brought back by keys alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from db.tables.party import PartyMember
from tests.conftest import Clock
from tests.make_register import household, member, number, person, rows
from tests.ui import stand_in
from tests.ui.conftest import Said
from ui.common.choice import Choice
from ui.common.form_dialog import FormDialog
from ui.common.memory import Memory
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.common.waiting import Skeleton
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.printing import Preview
from ui.tidy.page import TidyPage
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households.confirm import not_confirmed
from wenming_desktop.households.edit_model import MemberEdit
from wenming_desktop.households.twins import near_duplicates
from wenming_desktop.life.voids import void_household, void_resident
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, Work, use_case

RIGHTS = frozenset({"register.read", "register.write"})
NUMBER = number("1962-03-14", 28)
PHONES = tuple({"number": NUMBER, "phone": phone} for phone in ("13900002001", "13900002009"))
LONGEST = "阿卜杜拉·吐尔逊·买买提江·阿不都热西提"
CTRL = Qt.KeyboardModifier.ControlModifier
TABS = ("checks", "twins", "stale", "voided")


@pytest.fixture
def jobs(desk: Desk, said: Said) -> Iterator[Jobs]:
    lane = stand_in.AtOnce()
    yield (made := Jobs(desk, said, Lanes(lane, lane)))
    made.close()


@pytest.fixture
def services(jobs: Jobs, tmp_path: Path) -> Services:
    return Services(jobs, Memory(tmp_path / "window.ini"), Office("槐荫里社区", "林晓燕", RIGHTS))


def shown(qtbot: QtBot, services: Services, tab: str = "checks") -> TidyPage:
    page = TidyPage(services)
    qtbot.addWidget(page)
    services.jobs.changed.connect(page.changed)
    page.resize(1198, 644)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    for _ in range(TABS.index(tab)):
        QTest.keyClick(page, Qt.Key.Key_Right, CTRL)
    return page


def table(page: QWidget, name: str) -> RecordTable:
    found = page.findChild(RecordTable, f"tbl_{name}")
    assert found is not None, name
    return found


def cells(page: QWidget, name: str) -> list[tuple[str, ...]]:
    model = table(page, name).model()
    across, down = range(model.columnCount()), range(model.rowCount())
    return [tuple(str(model.index(at, to).data()) for to in across) for at in down]


def words(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def counts(page: QWidget) -> list[str]:
    tabs = page.findChild(CountTabs)
    assert tabs is not None
    return [tabs.accessibleTabName(at) for at in range(tabs.count())]


def button(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, f"btn_{name}")
    assert found is not None, name
    return found


def dialog(page: QWidget) -> FormDialog:
    found = page.findChild(FormDialog, "dlg_merge")
    assert found is not None
    return found


def twice(desk: Desk, one: dict[str, str], other: dict[str, str]) -> None:
    """The same woman at two doors."""
    household(desk, "501", member("王秀兰", **one))
    second = MemberEdit(None, member("王秀兰", **other).values, same_number="测试")
    household(desk, "502", second)


@pytest.mark.parametrize("tab", TABS)
def test_where_nothing_is_left_to_do_the_page_says_so(
    qtbot: QtBot, services: Services, tab: str
) -> None:
    page = shown(qtbot, services, tab)
    panel = page.findChild(QWidget, f"panel_{tab}")
    assert panel is not None
    assert panel.isVisible()
    assert "都整理好了" in words(panel)
    assert counts(page) == ["数据检查 0", "疑似重复 0", "没核对的住户 0", "作废记录 0"]


def test_from_a_check_to_its_list_to_the_household_that_is_mended_and_gone(
    qtbot: QtBot, services: Services, desk: Desk
) -> None:
    home = household(desk, "501", member(LONGEST, birth="1962-03-14"))
    asked: list[tuple[str, int]] = []
    services.open_asked.connect(lambda kind, row: asked.append((kind, row)))
    page = shown(qtbot, services)
    kinds = [title for title, _ in cells(page, "checks")]
    assert kinds == ["未划分网格的楼栋", "没有电话的户", "没有身份证号的人"]
    assert cells(page, "check_lines") == [("3号楼", "槐荫一院", "1 户")]
    QTest.keyClick(table(page, "checks"), Qt.Key.Key_Down)
    QTest.keyClick(table(page, "checks"), Qt.Key.Key_Return)
    QTest.qWait(150)
    assert cells(page, "check_lines") == [(LONGEST, "槐荫一院3号楼2单元501", "1 人")]
    assert QApplication.focusWidget() is table(page, "check_lines")
    QTest.keyClick(table(page, "check_lines"), Qt.Key.Key_Return)
    assert asked == [("household", home)]
    QTest.keyClick(table(page, "check_lines"), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is table(page, "checks")
    household(desk, "502", member("陈国栋", birth="1963-01-01", phone="13900002001"))
    qtbot.waitUntil(lambda: len(cells(page, "checks")) == 3)
    household(desk, "503", member("何玉芳", number=NUMBER))
    qtbot.waitUntil(lambda: cells(page, "checks")[1] == ("没有电话的户", "2"))


def test_a_person_is_told_with_relation_and_age(
    qtbot: QtBot, services: Services, desk: Desk
) -> None:
    household(
        desk,
        "501",
        member("王秀兰", number=NUMBER),
        member("周建军", "子", phone="13900002001", birth="1955-01-01"),
    )
    page = shown(qtbot, services)
    assert ("年龄和关系对不上的人", "1") in cells(page, "checks")
    assert cells(page, "check_lines") == [("周建军", "槐荫一院3号楼2单元501", "子，71 岁")]


def test_two_records_become_one_as_chosen_and_two_again(
    qtbot: QtBot, services: Services, desk: Desk
) -> None:
    twice(desk, *PHONES)
    page = shown(qtbot, services, "twins")
    assert cells(page, "twins")[0][:3] == ("身份证号相同", "王秀兰", "槐荫一院3号楼2单元501")
    QTest.keyClick(table(page, "twins"), Qt.Key.Key_Return)
    merge = dialog(page)
    assert "住户关系 1 条一起并过去" in words(merge)
    right = merge.findChild(QRadioButton, "fld_merge_resident.phone_right")
    assert right is not None
    assert not right.isChecked()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is merge.focusWidget())
    chosen = merge.focusWidget()
    assert isinstance(chosen, QRadioButton)
    QTest.keyClick(chosen, Qt.Key.Key_Right)
    assert right.isChecked()
    QTest.keyClick(merge, Qt.Key.Key_S, CTRL)
    assert not merge.isVisible()
    sql = "SELECT phone FROM resident WHERE full_name = '王秀兰' AND NOT is_void"
    assert rows(desk, sql) == (("13900002009",),)
    qtbot.waitUntil(lambda: counts(page)[1] == "疑似重复 0")
    desk.write(undo_last_act, 0)
    qtbot.waitUntil(lambda: counts(page)[1] == "疑似重复 1")


def test_the_right_one_may_be_kept_and_stays_at_the_right(
    qtbot: QtBot, services: Services, desk: Desk
) -> None:
    twice(desk, *PHONES)
    left, right = (row[0] for row in rows(desk, "SELECT id FROM resident ORDER BY id"))
    page = shown(qtbot, services, "twins")
    QTest.keyClick(table(page, "twins"), Qt.Key.Key_Return)
    merge = dialog(page)
    keep = next(b for b in merge.findChildren(QAbstractButton) if b.text() == "留右边这份")
    keep.click()
    sides = [
        merge.findChildren(QRadioButton, f"fld_merge_resident.phone_{side}")[-1]
        for side in ("left", "right")
    ]
    assert [(side.text(), side.isChecked()) for side in sides] == [
        ("139 0000 2001", False),
        ("139 0000 2009", True),
    ]
    merge.submit()
    assert rows(desk, "SELECT id, phone FROM resident WHERE NOT is_void") == (
        (right, "13900002009"),
    )
    assert rows(desk, "SELECT lifecycle FROM resident WHERE id = ?", left) == (("5",),)


def test_two_people_told_apart_are_not_asked_again(
    qtbot: QtBot, services: Services, desk: Desk
) -> None:
    twice(desk, {"number": NUMBER}, {"number": NUMBER})
    page = shown(qtbot, services, "twins")
    QTest.keyClick(table(page, "twins"), Qt.Key.Key_Return)
    button(dialog(page), "merge_apart").click()
    assert not dialog(page).isVisible()
    assert desk.read(near_duplicates) == ()
    qtbot.waitUntil(lambda: counts(page)[1] == "疑似重复 0")


def test_what_cannot_be_merged_says_why_and_merges_nothing(
    qtbot: QtBot, services: Services, desk: Desk
) -> None:
    twice(desk, {"number": NUMBER}, {"number": NUMBER})
    desk.write(join_the_party)
    page = shown(qtbot, services, "twins")
    QTest.keyClick(table(page, "twins"), Qt.Key.Key_Return)
    merge = dialog(page)
    assert "两份都有党员档案，请先在党建里留下一份" in words(merge)
    QTest.keyClick(merge, Qt.Key.Key_S, CTRL)
    assert len(desk.read(near_duplicates)) == 1
    assert merge.isVisible()


@use_case("test.tidy.party", "测试", right="any", undo="none")
def join_the_party(work: Work) -> None:
    """Everybody of the register has a file in the party."""
    for (resident,) in work.connection.exec_driver_sql("SELECT id FROM resident").all():
        work.session.add(PartyMember(resident_id=resident))


def test_ticked_households_are_confirmed(
    qtbot: QtBot, services: Services, desk: Desk, clock: Clock
) -> None:
    homes = [household(desk, room, member("王秀兰")) for room in ("501", "502", "503")]
    page = shown(qtbot, services, "stale")
    stale = table(page, "stale")
    assert [line[1] for line in cells(page, "stale")] == [
        f"槐荫一院3号楼2单元{room}" for room in ("501", "502", "503")
    ]
    assert not button(page, "confirm_ticked").isEnabled()
    QTest.keyClick(stale, Qt.Key.Key_Space)
    QTest.keyClick(stale, Qt.Key.Key_Down)
    QTest.keyClick(stale, Qt.Key.Key_Space)
    assert "共 3 户，勾了 2 户" in words(page)
    QTest.keyClick(stale, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(cells(page, "stale")) == 1)
    assert [line.household_id for line in desk.read(not_confirmed, 6)] == homes[2:]
    QTest.keyClick(stale, Qt.Key.Key_A, CTRL)
    button(page, "confirm_ticked").click()
    qtbot.waitUntil(lambda: counts(page)[2] == "没核对的住户 0")
    clock.now = clock.now.replace(year=2027)
    desk.write(undo_last_act, 0)
    assert len(desk.read(not_confirmed, 6)) == 3


def test_the_sheets_of_ticked_households_are_drawn_in_one_print(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, desk: Desk
) -> None:
    for room in ("501", "502", "503"):
        household(desk, room, member(LONGEST))
    staff = Office("槐荫里社区", "林晓燕", RIGHTS | {"register.export"})
    page = shown(qtbot, Services(jobs, Memory(tmp_path / "w.ini"), staff), "stale")
    stale = table(page, "stale")
    assert not button(page, "print_sheets").isEnabled()
    QTest.keyClick(stale, Qt.Key.Key_Space)
    QTest.keyClick(stale, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(stale, Qt.Key.Key_P, CTRL)
    preview = page.findChild(Preview)
    assert preview is not None
    document = preview.findChild(QPdfDocument)
    assert document is not None
    assert document.pageCount() == 2
    preview.close()


def test_how_many_months_and_the_tab_come_back(
    qtbot: QtBot, services: Services, desk: Desk, clock: Clock
) -> None:
    home = household(desk, "501", member("王秀兰"))
    asked: list[tuple[str, int]] = []
    services.open_asked.connect(lambda kind, row: asked.append((kind, row)))
    page = shown(qtbot, services, "stale")
    choice = page.findChild(Choice, "fld_stale_months")
    assert choice is not None
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    QTest.keyClick(table(page, "stale"), Qt.Key.Key_Return)
    assert asked == [("household", home)]
    page.keep()
    again = shown(qtbot, services)
    months = again.findChild(Choice, "fld_stale_months")
    assert months is not None
    assert months.value() == 12
    assert table(again, "stale").isVisible()


def test_voided_ones_come_back_by_enter(qtbot: QtBot, services: Services, desk: Desk) -> None:
    home = household(desk, "501", member("王秀兰"))
    household(desk, "502", member("陈国栋"), member("周建军", "子"))
    desk.write(void_household, home, "录重了")
    desk.write(void_resident, person(desk, "周建军"), "不是这里的人")
    page = shown(qtbot, services, "voided")
    lines = cells(page, "voided")
    assert {line[:2] + line[3:4] + line[5:] for line in lines} == {
        ("住户", "王秀兰", "录重了", "30 天"),
        ("居民", "周建军", "不是这里的人", "30 天"),
    }
    for left in (1, 0):
        QTest.keyClick(table(page, "voided"), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda left=left: counts(page)[3] == f"作废记录 {left}")
    assert rows(desk, "SELECT count(*) FROM resident WHERE is_void") == ((0,),)


def test_an_account_that_only_reads_is_offered_no_deeds(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, desk: Desk
) -> None:
    twice(desk, {"number": NUMBER}, {"number": NUMBER})
    reader = Office("槐荫里社区", "林晓燕", frozenset({"register.read"}))
    page = shown(qtbot, Services(jobs, Memory(tmp_path / "w.ini"), reader), "twins")
    for name in ("not_the_same", "look_at_twins", "confirm_ticked", "restore_voided"):
        assert not button(page, name).isVisibleTo(page), name
    QTest.keyClick(table(page, "twins"), Qt.Key.Key_Return)
    assert page.findChild(FormDialog) is None


class Broken(stand_in.Office):
    """An office whose register is read at the second try."""

    def data_checks(self) -> tuple[Any, ...]:
        return ()

    def near_duplicates(self, _most: int) -> tuple[Any, ...]:
        return ()

    def not_confirmed(self, _months: int, _most: int) -> tuple[Any, ...]:
        return ()

    def voided(self) -> tuple[Any, ...]:
        return ()


def test_what_cannot_be_read_is_told_and_read_once_more(
    qtbot: QtBot, said: Said, tmp_path: Path
) -> None:
    office = Broken()
    office.fail["data_checks"] = NotFoundError(what="数据检查")
    lane = stand_in.AtOnce()
    jobs = Jobs(stand_in.FakeDesk(office), said, Lanes(lane, lane))
    seen = Office("槐荫里社区", "林晓燕", RIGHTS)
    page = shown(qtbot, Services(jobs, Memory(tmp_path / "w.ini"), seen))
    assert "没有读出来" in words(page)
    assert counts(page)[0] == "数据检查"
    office.fail.clear()
    button(page, "again_checks").click()
    assert "都整理好了" in words(page)
    jobs.close()


def test_grey_bars_stand_while_it_is_read(qtbot: QtBot, said: Said, tmp_path: Path) -> None:
    lane = stand_in.Later()
    jobs = Jobs(stand_in.FakeDesk(Broken()), said, Lanes(lane, lane))
    seen = Office("槐荫里社区", "林晓燕", RIGHTS)
    page = shown(qtbot, Services(jobs, Memory(tmp_path / "w.ini"), seen))
    bars = page.findChild(Skeleton, "wait_checks")
    assert bars is not None
    qtbot.waitUntil(bars.isVisible)
    lane.run_all()
    assert "都整理好了" in words(page)
    jobs.close()
