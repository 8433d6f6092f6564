"""今日工作台: what is first to do, by keys; every row and figure leads where the work is done."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.pictures import RIGHTS as ALL_RIGHTS
from tests.ui.conftest import Said
from tests.ui.stand_in import FakeDesk, Later, Office
from tests.ui.stand_in_today import LINES, LONG_NAME, TILES, todo
from ui.common import theme
from ui.common.memory import Memory
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.page import Office as Facts
from ui.page import Page, Services
from ui.pages import PAGES, PageEntry
from ui.today.page import TodayPage
from ui.today.side import PersonLine
from wenming_desktop.today.model import MOST
from wenming_desktop.work import NoRightError

KEY = Qt.Key
WENT: list[tuple[str, ...]] = []


class Other(Page):
    """A page that notes what it was asked for."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "other")

    def open_ticket(self, ticket: int, action: str) -> None:
        WENT.append(("ticket", str(ticket), action))

    def open_household(self, household: int) -> None:
        WENT.append(("household", str(household)))

    def show_unpaired(self) -> None:
        WENT.append(("unpaired",))

    def show_period(self, period: Any) -> None:
        WENT.append(("month", period.text))


def entries() -> tuple[PageEntry, ...]:
    return tuple(entry if entry.key == "today" else replace(entry, page=Other) for entry in PAGES)


@pytest.fixture
def full(services: Services) -> Services:
    services.office = replace(services.office, rights=ALL_RIGHTS)
    WENT.clear()
    return services


def opened(qtbot: QtBot, services: Services, width: int = 1366) -> TodayPage:
    window = MainWindow(services, entries())
    qtbot.addWidget(window)
    window.resize(width, 696)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.board is not None)
    qtbot.wait(10)
    return page


@pytest.fixture
def page(qtbot: QtBot, full: Services) -> TodayPage:
    return opened(qtbot, full)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, key)


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def titles(page: TodayPage) -> list[str]:
    model = page.todo.model
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def part(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def test_it_is_the_first_page_and_says_the_day(page: TodayPage) -> None:
    window = page.window()
    assert "今日工作台" in window.windowTitle()
    assert window.findChild(QLabel, "lbl_subtitle").text() == "11月20日 星期五"


def test_what_has_to_be_done_is_read_first_and_the_figures_after(
    page: TodayPage, office: Office
) -> None:
    # What else is asked is the window's own: its undo desk and its form.
    asked = [name for name, _ in office.calls if name in {"board", "month_so_far"}]
    assert asked == ["board", "month_so_far"]


def test_what_is_most_pressing_is_in_hand_and_enter_takes_its_next_step(
    qtbot: QtBot, page: TodayPage
) -> None:
    assert page.todo.table.hasFocus()
    assert titles(page)[0] == "暖气不热，室温 15℃"
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Return)
    assert WENT == [("ticket", "3", "FIN")]


@pytest.mark.parametrize("row", range(len(LINES)))
def test_the_button_of_a_row_opens_the_ticket_at_that_step(
    qtbot: QtBot, page: TodayPage, row: int
) -> None:
    table = page.todo.table
    last = table.model().index(row, 4)
    table.scrollTo(last)
    spot = table.visualRect(last).center() + QPoint(20, 0)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert [("ticket", str(LINES[row].id), LINES[row].action)] == WENT


def test_a_click_beside_the_button_only_takes_the_row_in_hand(
    qtbot: QtBot, page: TodayPage
) -> None:
    table = page.todo.table
    spot = table.visualRect(table.model().index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert table.current() == 2
    assert WENT == []


def test_the_rows_are_read_aloud_with_their_step(page: TodayPage) -> None:
    model = page.todo.model
    said = [model.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(5)]
    assert said[0] == "时限 超期 2 天"
    assert said[4] == "下一步 催办"


def test_tabs_by_keys(qtbot: QtBot, page: TodayPage) -> None:
    page.todo.tabs.setFocus()
    shown = []
    for _ in range(3):
        press(qtbot, KEY.Key_Right)
        shown.append(len(titles(page)))
    assert shown == [2, 2, 2]
    press(qtbot, KEY.Key_Right)
    assert "没有等着审核的" in texts(page)
    press(qtbot, KEY.Key_Right)
    assert len(titles(page)) == 1
    press(qtbot, KEY.Key_Right)
    assert page.todo.tabs.value() == "calling", "nothing is suspended: that tab is put away"
    assert page.todo.tabs.accessibleTabName(1) == "超期 2"


WAITING = (
    replace(LINES[0], id=31, status="50", action="APV", title="等审核的"),
    replace(LINES[2], id=32, status="40", action="EXY", title="要延期的"),
    replace(LINES[4], id=33, status="95", action="RES", title="挂着的", lamp_text="今天复查"),
)


def test_what_waits_for_an_answer_or_its_day_has_a_tab_and_its_step(
    qtbot: QtBot, full: Services, office: Office
) -> None:
    office.today = replace(office.today, todo=todo(WAITING))
    page = opened(qtbot, full)
    names = {page.todo.tabs.accessibleTabName(at) for at in range(page.todo.tabs.count())}
    assert {"待审核 2", "待复查 1"} <= names
    steps = [page.todo.model.index(row, 4).data() for row in range(3)]
    assert steps == ["审核", "批延期", "恢复办理"]
    page.todo.tabs.setFocus()
    for _ in range(6):
        press(qtbot, KEY.Key_Right)
    assert (page.todo.tabs.value(), titles(page)) == ("review", ["挂着的"])
    press(qtbot, KEY.Key_Left)
    press(qtbot, KEY.Key_Left)
    page.todo.table.setFocus()
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Return)
    assert WENT == [("ticket", "32", "EXY")]


@pytest.mark.parametrize("coming", [1, 3, 5, 12])
def test_what_is_coming_shares_the_room_and_nothing_scrolls(
    qtbot: QtBot, full: Services, office: Office, coming: int
) -> None:
    many = tuple(replace(LINES[0], id=at) for at in range(1, MOST + 1))
    ahead = tuple(replace(LINES[3], id=100 + at) for at in range(coming))
    office.today = replace(
        office.today, todo=replace(todo(many), coming=ahead, coming_count=coming)
    )
    page = opened(qtbot, full, 1920)
    page.window().resize(1920, 1040)
    area = page.parentWidget().parentWidget()
    assert area is not None
    qtbot.waitUntil(lambda: area.height() > 800)
    QApplication.processEvents()
    assert page.todo.coming.isVisible()
    assert page.height() <= area.height(), "the page grew past its window"


def test_who_decides_nothing_has_no_tab_for_it(qtbot: QtBot, full: Services) -> None:
    full.office = replace(full.office, rights=ALL_RIGHTS - {"ticket.approve"})
    tabs = opened(qtbot, full).todo.tabs
    seen = [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]
    assert seen == ["今天要办", "超期", "今天到期", "待派单", "待回访"]


@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (165, "缺照片 165 件"), (1000, "缺照片 999+ 件")]
)
def test_photos_that_are_missing_are_one_quiet_line(
    qtbot: QtBot, full: Services, office: Office, count: int, words: str
) -> None:
    office.unpaired = count
    button = part(opened(qtbot, full), "btn_go_unpaired")
    assert button.isVisible() is bool(words)
    if words:
        assert button.text().strip() == words
        qtbot.keyClick(button, KEY.Key_Space)
        assert WENT == [("unpaired",)]


def test_a_household_from_a_birthday_and_the_month_from_a_tile(
    qtbot: QtBot, page: TodayPage
) -> None:
    line = page.birthdays.lines()[0]
    line.setFocus()
    qtbot.keyClick(line, KEY.Key_Space)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.go_to("today")
    qtbot.keyClick(part(page, "tile_on_time_rate"), KEY.Key_Space)
    assert WENT == [("household", "3"), ("month", "2026-11-01..2026-11-20")]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("btn_go_households", "households"),
        ("btn_go_imports", "imports"),
        ("btn_all_tickets", "tickets"),
    ],
)
def test_the_quick_ways(qtbot: QtBot, page: TodayPage, name: str, key: str) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.mouseClick(part(page, name), Qt.MouseButton.LeftButton)
    assert window.page() is window._open[key]


def test_the_cards_that_wait_lead_to_their_page(qtbot: QtBot, page: TodayPage) -> None:
    shown = texts(page.cards)
    assert {"86 户", "2,184 / 2,346", "新办 31·信息变更 47·遗失补打 8"} <= set(shown)
    assert page.cards.go.text().strip() == "排 9 张 A4"
    window = page.window()
    assert isinstance(window, MainWindow)
    page.cards.go.click()
    assert window.page() is window._open["cards"]


def test_a_tile_says_its_figure_and_what_it_is_beside(page: TodayPage) -> None:
    tile = part(page, "tile_satisfaction_rate")
    assert tile.accessibleName() == "回访满意率 96.4 %，比上月同期 −0.8 点，27 / 28 件"
    assert "2026年11月1日至2026年11月20日" in tile.accessibleDescription()


def test_everything_is_reached_by_tab(qtbot: QtBot, page: TodayPage) -> None:
    seen = set()
    for _ in range(40):
        press(qtbot, KEY.Key_Tab)
        held = QApplication.focusWidget()
        assert held is not None
        seen.add(held.objectName())
    wanted = {"btn_go_cards", "btn_refresh", "tabs_todo", "tbl_todo", "btn_birthday"}
    assert wanted | {f"tile_{tile.key}" for tile in TILES} <= seen


def test_what_an_account_may_not_see_is_not_there(qtbot: QtBot, full: Services) -> None:
    full.office = replace(full.office, rights=frozenset({"ticket.read"}))
    desk = full.jobs._desk
    assert isinstance(desk, FakeDesk)
    office = desk.office
    office.today = replace(office.today, birthdays=None, cards=None)
    page = opened(qtbot, full)
    assert not page.birthdays.isVisible()
    assert not page.cards.isVisible()
    assert not part(page, "tile_accepted").isVisible()
    assert [way.objectName() for way in page.ways] == ["btn_go_tickets"]


def test_a_full_list_says_that_there_is_more(qtbot: QtBot, full: Services, office: Office) -> None:
    lines = tuple(replace(LINES[0], id=at) for at in range(1, MOST + 1))
    many = todo(lines)
    office.today = replace(office.today, todo=replace(many, counts={**many.counts, "all": 431}))
    page = opened(qtbot, full)
    assert f"按时限排，先列最急的 {MOST} 件" in texts(page.todo)
    assert page.todo.tabs.accessibleTabName(0) == "今天要办 431"


def test_all_done(qtbot: QtBot, full: Services, office: Office) -> None:
    office.today = replace(office.today, todo=todo(()))
    page = opened(qtbot, full)
    assert "今天要办的都办完了" in texts(page)
    assert "下一件明天 17:30 到期。" in texts(page)
    page.todo.tabs.setCurrentIndex(3)
    assert "没有等着派的单" in texts(page)


def test_nobody_has_a_birthday(qtbot: QtBot, full: Services, office: Office) -> None:
    office.today = replace(office.today, birthdays=())
    page = opened(qtbot, full)
    assert "这 7 天没有 80 岁以上长者过生日。" in texts(page.birthdays)


def test_an_empty_office_is_told_where_to_begin(
    qtbot: QtBot, full: Services, office: Office
) -> None:
    office.today = replace(office.today, is_new=True)
    page = opened(qtbot, full)
    assert "社区刚建好，这里还是空的" in texts(page)
    assert page.load_ledger.hasFocus()
    office.today = replace(office.today, is_new=False)
    page.load()
    assert page.todo.table.hasFocus()


def test_a_refusal_is_said_in_the_page_and_may_be_tried_again(
    qtbot: QtBot, full: Services, office: Office
) -> None:
    office.fail["board"] = NoRightError(title="查看今日工作台")
    window = MainWindow(full, entries())
    qtbot.addWidget(window)
    window.show()
    page = window.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: "这一页没有读出来" in texts(page))
    office.fail.clear()
    page.todo.again.click()
    assert titles(page)[0] == LINES[0].title


def test_a_wide_window_shows_what_comes_next(qtbot: QtBot, full: Services) -> None:
    page = opened(qtbot, full, 1920)
    coming = page.todo.coming
    assert coming.isVisible()
    assert "7 件，先列 3 件" in texts(coming)
    coming.table.setFocus()
    press(qtbot, KEY.Key_End)
    press(qtbot, KEY.Key_Return)
    assert WENT == [("ticket", "24", "FIN")]
    page.window().resize(1366, 696)
    qtbot.waitUntil(lambda: not coming.isVisible())


def test_the_tab_in_hand_is_remembered(qtbot: QtBot, full: Services, page: TodayPage) -> None:
    page.todo.tabs.setCurrentIndex(3)
    page.keep()
    assert opened(qtbot, full).todo.tabs.value() == "unsent"


def test_a_fault_is_said_in_the_page_too(
    qtbot: QtBot,
    full: Services,
    office: Office,
    said: Said,
    expected_logs: Callable[[str], None],
) -> None:
    expected_logs("wenming.ui")
    page = opened(qtbot, full)
    office.fail["board"] = RuntimeError("anything")
    page.load()
    assert "这一页没有读出来" in texts(page)
    assert [kind for kind, _ in said.take()] == ["bug"]
    office.fail.clear()
    qtbot.mouseClick(page.todo.again, Qt.MouseButton.LeftButton)
    assert titles(page)[0] == LINES[0].title


def test_slow_reading_is_said(qtbot: QtBot, office: Office, said: Said, tmp_path: Path) -> None:
    lane = Later()
    jobs = Jobs(FakeDesk(office), said, Lanes(lane, lane))
    facts = Facts("槐荫里社区", "林晓燕", ALL_RIGHTS)
    page = TodayPage(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    qtbot.addWidget(page)
    page.show()
    page.start()
    waiting = page.findChild(QWidget, "wait_todo")
    assert isinstance(waiting, QWidget)
    qtbot.waitUntil(waiting.isVisible, timeout=2000)
    assert "正在看今天有什么要办" in texts(page)
    lane.run_all()
    assert not waiting.isVisible()
    assert titles(page)


def test_a_write_is_seen_and_the_row_in_hand_stays(
    qtbot: QtBot, page: TodayPage, office: Office, full: Services
) -> None:
    page.todo.table.go_to(3)
    office.today = replace(office.today, todo=todo(LINES[1:]))
    full.jobs.changed.emit(frozenset({"ticket_action"}))
    qtbot.waitUntil(lambda: len(titles(page)) == len(LINES) - 1, timeout=2000)
    assert page.todo.table.current() == 2
    office.calls.clear()
    full.jobs.changed.emit(frozenset({"audit"}))
    qtbot.wait(450)
    assert "board" not in [name for name, _ in office.calls]


def test_behind_another_page_nothing_is_read_until_it_is_looked_at(
    page: TodayPage, office: Office, full: Services
) -> None:
    window = page.window()
    window.hide()
    office.calls.clear()
    full.jobs.changed.emit(frozenset({"ticket_action"}))
    assert not page._again.isActive()
    assert "board" not in [name for name, _ in office.calls]
    window.show()
    assert "board" in [name for name, _ in office.calls]


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("look", [Tokens(), Tokens("dark"), Tokens("light", "large")])
def test_the_longest_name_leaves_room_for_the_rest(
    qtbot: QtBot, full: Services, look: Tokens, width: int, qapp: QApplication
) -> None:
    theme.apply(qapp, look)
    page = opened(qtbot, full, width)
    line = page.birthdays.lines()[1]
    assert isinstance(line, PersonLine)
    assert LONG_NAME in line.toolTip()
    picture = line.grab().toImage()
    assert not picture.isNull()
    window = page.window()
    assert page.minimumSizeHint().width() <= max(width, 1000)
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            corner = button.mapTo(window, QPoint(button.width(), button.height()))
            assert corner.x() <= width, button.objectName()
    theme.apply(qapp, Tokens())
