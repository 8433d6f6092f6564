"""人口 on the month's page: read when looked at, every figure opens those it counts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, person
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.memory import Memory
from ui.common.report_table import ReportTable
from ui.common.table_view import RecordTable
from ui.common.tabs import CountTabs
from ui.jobs import Jobs, Lanes
from ui.month.behind import can_open
from ui.month.out import draw
from ui.month.page import MonthPage
from ui.month.register import WORDS, explained
from ui.month.view import LIST, PEOPLE, TABLE
from ui.page import Office, Services
from wenming_desktop.errors import StorageTroubleError
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.register_table import RegisterTable, register_table
from wenming_desktop.work import Desk

NOVEMBER = Period.parse("2026-11")


@pytest.fixture
def town(desk: Desk) -> Desk:
    household(desk, "501", member("王秀兰", care="独居", birth="1944-10-31"), member("李强", "子"))
    household(desk, "502", member("赵梅", hukou="否"))
    return desk


@pytest.fixture
def page(qtbot: QtBot, town: Desk, said: Said, tmp_path: Path) -> MonthPage:
    return opened(qtbot, town, said, tmp_path)


def opened(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> MonthPage:
    lane = AtOnce()
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    services = Services(Jobs(desk, said, Lanes(lane, lane)), Memory(tmp_path / "w.ini"), facts)
    page = MonthPage(services)
    qtbot.addWidget(page)
    page.jobs.changed.connect(page.changed)
    page.resize(1180, 620)
    page.show()
    page.start()
    page.show_period(NOVEMBER)
    qtbot.waitUntil(page.isActiveWindow)
    return page


def table(page: MonthPage) -> ReportTable:
    found = page.findChild(ReportTable, "tbl_month")
    assert isinstance(found, ReportTable)
    return found


def people(page: MonthPage) -> RecordTable:
    found = page.findChild(RecordTable, "tbl_people")
    assert isinstance(found, RecordTable)
    return found


def cells(page: MonthPage) -> list[list[str]]:
    model = table(page).model()
    return [
        [model.index(row, at).data() for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def words(page: MonthPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def go(page: MonthPage, qtbot: QtBot, label: str) -> None:
    """Choose a tab by keys."""
    tabs = page.findChild(CountTabs)
    tabs.setFocus()
    for _ in range(tabs.count()):
        if tabs.tabText(tabs.currentIndex()) == label:
            return
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    raise AssertionError(label)


def take(page: MonthPage, name: str, column: int = 2) -> None:
    row = next(at for at, line in enumerate(cells(page)) if line[0].strip() == name)
    table(page).setCurrentIndex(table(page).model().index(row, column))


def test_it_is_read_only_when_it_is_looked_at(page: MonthPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    read = page.jobs._desk.read

    def heard(service: Any, *args: Any, **more: Any) -> Any:
        asked.append(service.__name__)
        return read(service, *args, **more)

    page.jobs._desk.read = heard  # type: ignore[method-assign]
    page.show_period(NOVEMBER)
    assert "register_table" not in asked
    for label in ("人口", "总表", "人口"):
        page.findChild(CountTabs).setCurrentIndex(0)
        go(page, qtbot, label)
    assert asked.count("register_table") == 1
    page.show_period(NOVEMBER.before())
    assert asked.count("register_table") == 2


def test_the_table_says_what_the_service_says(page: MonthPage, qtbot: QtBot, town: Desk) -> None:
    go(page, qtbot, "人口")
    sheet = town.read(register_table, NOVEMBER).sheet
    shown = cells(page)
    assert [line[0] for line in shown] == [row[0] for row in sheet.rows]
    assert shown[0][:3] == ["总户数", "户", "2"]
    assert shown[1][:3] == ["实有人口", "人", "3"]
    assert shown[-1][2] == "0.0%"
    assert "登记补录" in "".join(words(page))


def test_a_figure_opens_its_people_and_one_of_them_is_opened(
    page: MonthPage, qtbot: QtBot, town: Desk
) -> None:
    went: list[tuple[str, int]] = []
    page.services.open_asked.connect(lambda kind, item: went.append((kind, item)))
    go(page, qtbot, "人口")
    take(page, "80 岁以上")
    assert "“80 岁以上 1 人”怎么来的" in words(page)
    assert page.findChild(QPushButton, "btn_behind").isVisible()
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert page._view.stacked() == PEOPLE
    assert people(page).hasFocus()
    assert "合计 80 岁以上　1 人" in words(page)
    model = people(page).model()
    told = [model.index(0, at).data() for at in range(model.columnCount())]
    assert (model.rowCount(), told[0], told[2]) == (1, "王秀兰", "82 岁")
    assert told[1].endswith("3-2-501")
    qtbot.keyClick(people(page), Qt.Key.Key_Return)
    assert went == [("resident", person(town, "王秀兰"))]
    qtbot.keyClick(people(page), Qt.Key.Key_Escape)
    assert page._view.stacked() == TABLE
    assert table(page).hasFocus()
    assert cells(page)[table(page).in_hand()[0]][0] == "80 岁以上"


def test_a_click_opens_households_and_nothing_behind_nothing(page: MonthPage, qtbot: QtBot) -> None:
    go(page, qtbot, "人口")
    figures = table(page)
    place = figures.visualRect(figures.model().index(0, 2)).center()
    qtbot.mouseClick(figures.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page._view.stacked() == PEOPLE
    assert people(page).model().rowCount() == 2
    qtbot.mouseClick(page.findChild(QPushButton, "btn_people_back"), Qt.MouseButton.LeftButton)
    for name in ("流动人口", "入户核查率"):
        take(page, name)
        qtbot.keyClick(figures, Qt.Key.Key_Return)
        assert page._view.stacked() == TABLE, name
        assert not page.findChild(QPushButton, "btn_behind").isVisible()


def test_tickets_behind_the_other_tables_stay_tickets(page: MonthPage, qtbot: QtBot) -> None:
    go(page, qtbot, "人口")
    take(page, "实有人口")
    page._go_sheet("tickets_overview")
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert page._view.stacked() not in (LIST, PEOPLE), "no ticket was taken in"


def test_a_change_of_the_register_is_counted_when_it_is_in_sight(
    page: MonthPage, qtbot: QtBot, town: Desk
) -> None:
    go(page, qtbot, "人口")
    household(town, "503", member("孙福"))
    qtbot.waitUntil(lambda: cells(page)[1][2] == "4")
    page._go_sheet("tickets_by_source")
    household(town, "504", member("马建国"))
    page._go_sheet("register")
    assert cells(page)[1][2] == "5"


def test_the_checks_name_what_the_register_must_agree_in(page: MonthPage, qtbot: QtBot) -> None:
    go(page, qtbot, "勾稽")
    lines = {line[0]: line[1:] for line in cells(page)}
    assert lines["实有人口 = 期初实有人口 + 增加 － 减少"] == ["3", "3", "0", "√"]


def test_without_the_right_to_see_residents_figures_do_not_open(
    qtbot: QtBot, town: Desk, said: Said, tmp_path: Path
) -> None:
    actor = replace(town.actor, rights=town.actor.rights - {"register.read"})
    page = opened(qtbot, town.acting_as(actor), said, tmp_path)
    go(page, qtbot, "人口")
    take(page, "实有人口")
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert page._view.stacked() == TABLE


def test_trouble_is_said_in_place_and_can_be_tried_again(
    page: MonthPage, qtbot: QtBot, expected_logs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_logs("wenming.ui")
    read = page.jobs._desk.read

    def refuse(service: Any, *args: Any, **more: Any) -> Any:
        if service.__name__ == "register_table":
            raise StorageTroubleError
        return read(service, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(page.jobs._desk, "read", refuse)
        go(page, qtbot, "人口")
    assert "这一期数不出来" in words(page)
    again = page.findChild(QPushButton, "btn_recount")
    qtbot.keyClick(again, Qt.Key.Key_Space)
    assert cells(page)[0][2] == "2"


@pytest.mark.parametrize("looked_at", [False, True])
def test_screen_workbook_and_paper_say_the_same(
    page: MonthPage, qtbot: QtBot, town: Desk, tmp_path: Path, looked_at: bool
) -> None:
    if looked_at:
        go(page, qtbot, "人口")
    path = tmp_path / "11月.xlsx"
    page.export(path)
    go(page, qtbot, "人口")
    shown = cells(page)
    written = [
        [cell.value for cell in row]
        for row in load_workbook(path)["表14 居民户与人口"].iter_rows(min_row=4)
    ][: len(shown)]
    assert [[line[0].strip(), line[2]] for line in shown[:-1]] == [
        [r[0], f"{r[2]:,}"] for r in written[:-1]
    ]
    pdf = tmp_path / "11月.pdf"
    pdf.write_bytes(draw(town, NOVEMBER, None))
    text = "".join("".join(p.extract_text() for p in PdfReader(pdf).pages).split())
    assert "表14居民户与人口" in text
    for line in shown:
        assert "".join(line).replace("　", "").replace(" ", "") in text, line


def test_every_figure_has_its_words(town: Desk) -> None:
    table_: RegisterTable = town.read(register_table, NOVEMBER)
    said = {name: explained(name) for name in table_.rows}
    assert set(WORDS) - set(table_.rows) == {"入户核查率"}
    assert said["60–69 岁"] == said["80 岁以上"]
    assert "人口变动" in said["出生"]
    assert "房屋" in said["出租"]
    assert said["独居"] == said["　其中 独居老人"]
    assert can_open("register", "实有人口", (2, "合计"))
    assert not can_open("register", "实有人口", (1, "单位"))
