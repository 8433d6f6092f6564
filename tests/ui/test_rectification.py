"""整改清单 over a real office: from a ticket or the list, through its acts, by keys alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import NOW, Clock
from tests.make import Office as Maker
from tests.ui.conftest import Said
from tests.ui.tickets_place import Place, call, opened, step
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.tickets.rectification.act_dialog import ActDialog
from ui.tickets.rectification.columns import lamp_words
from ui.tickets.rectification.item_dialog import ItemDialog
from ui.tickets.rectification.window import RectificationWindow
from wenming_desktop.rectification.choices import begin_item
from wenming_desktop.rectification.listing import listing
from wenming_desktop.rectification.model import ItemLine, Move, NewItem
from wenming_desktop.rectification.service import act, add_item, item_lines, item_sheet
from wenming_desktop.settings.staff import StaffMember, save_staff
from wenming_desktop.work import Desk

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHED = NewItem("3号楼车棚", "堆放旧家具", "裕和物业", "贾涛", NOW + timedelta(days=3))
LONG = NewItem(
    "长" * 80, "楼道里堆放杂物，" * 60, "单位" * 30, "名" * 50, NOW + timedelta(days=1),
    responsible_phone="1" * 20, measures="要" * 500,
)  # fmt: skip


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, said: Said, clock: Clock, tmp_path: Path) -> Place:
    Maker(desk, clock).unit()
    desk.write(save_staff, (StaffMember("贾涛", ("物业",), ""), StaffMember("梁志勇", (), "")))
    return opened(qtbot, desk, said, tmp_path)


@pytest.fixture
def window(qtbot: QtBot, place: Place) -> Callable[[], RectificationWindow]:
    """The list, opened from the menu of the page."""

    def shown() -> RectificationWindow:
        action = next(
            entry
            for menu in place.page.findChildren(QMenu)
            for entry in menu.actions()
            if entry.objectName() == "act_rectification"
        )
        action.trigger()
        (found,) = place.page.findChildren(RectificationWindow)
        qtbot.waitUntil(found.isActiveWindow)
        return found

    return shown


def part(over: QWidget, name: str) -> QWidget:
    found = [one for one in over.findChildren(QWidget, name) if not one.isHidden()]
    assert found, name
    return found[-1]


def rows(found: RectificationWindow) -> list[str]:
    table = part(found, "tbl_rectification")
    assert isinstance(table, QTableView)
    model = table.model()
    return [str(model.index(at, 1).data()) for at in range(model.rowCount())]


def texts(over: QWidget) -> list[str]:
    return [label.text() for label in over.findChildren(QLabel) if label.isVisible()]


def click(qtbot: QtBot, over: QWidget, name: str) -> None:
    qtbot.mouseClick(part(over, name), Qt.MouseButton.LeftButton)


def form(qtbot: QtBot, over: QWidget) -> ItemDialog:
    (found,) = over.findChildren(ItemDialog)
    qtbot.waitUntil(found.isActiveWindow)
    return found


def asked(found: RectificationWindow) -> ActDialog:
    (dialog,) = (one for one in found.findChildren(ActDialog) if one.isVisible())
    return dialog


def note(qtbot: QtBot, found: RectificationWindow, text: str) -> ActDialog:
    """Write the words of the act that was asked for and go ahead."""
    dialog = asked(found)
    qtbot.waitUntil(dialog.isActiveWindow)
    edit = part(dialog, "fld_act_note")
    assert isinstance(edit, QPlainTextEdit)
    edit.setPlainText(text)
    qtbot.keyClick(dialog, KEY.Key_S, CTRL)
    return dialog


def test_a_ticket_is_turned_into_an_item_with_what_it_says(
    qtbot: QtBot, place: Place, desk: Desk, said: Said
) -> None:
    ticket = call(desk, Clock(), "车棚堆放旧家具", location_text="一院 3号楼车棚")
    step(desk, ticket, "DSP", handling_unit="裕和物业", handler="贾涛")
    place.page.open_ticket(ticket)
    menu = place.page.detail.findChild(QMenu)
    assert menu is not None
    entry = next(
        one
        for found in place.page.detail.findChildren(QMenu)
        for one in found.actions()
        if one.objectName() == "act_rectify"
    )
    entry.trigger()
    dialog = form(qtbot, place.page)
    problem, unit = part(dialog, "fld_item_problem"), part(dialog, "fld_item_unit")
    assert isinstance(problem, QPlainTextEdit)
    assert isinstance(unit, Choice)
    assert problem.toPlainText() == "车棚堆放旧家具"
    assert unit.currentText() == "裕和物业"
    qtbot.keyClick(dialog, KEY.Key_S, CTRL)
    assert not dialog.isVisible()
    (line,) = desk.read(item_lines)
    assert (line.location, line.unit, line.person) == ("一院 3号楼车棚", "裕和物业", "贾涛")
    assert line.ticket_id == ticket
    assert line.deadline == (NOW + timedelta(days=3)).replace(hour=17, minute=30)
    assert said.take()[-1] == ("say", "已转整改，可以打印通知单")


def test_a_new_item_says_beside_its_fields_what_is_missing(
    qtbot: QtBot, window: Callable[[], RectificationWindow], desk: Desk
) -> None:
    found = window()
    assert part(found, "empty_rectification").isVisible()
    qtbot.keyClick(found, KEY.Key_N, CTRL)
    dialog = form(qtbot, found)
    qtbot.keyClick(dialog, KEY.Key_S, CTRL)
    shown = texts(dialog)
    for missing in (
        "还没有写问题，写清楚要改什么",
        "还没有写点位，写到楼号或路段",
        "还没有写责任单位",
        "还没有写责任人，通知单要交到人",
    ):
        assert missing in shown
    assert dialog.problem.hasFocus()
    assert desk.read(item_lines) == ()


def test_an_item_is_typed_and_esc_keeps_what_was_typed(
    qtbot: QtBot, window: Callable[[], RectificationWindow], desk: Desk
) -> None:
    found = window()
    qtbot.keyClick(found, KEY.Key_N, CTRL)
    dialog = form(qtbot, found)
    dialog.problem.setPlainText("外墙皮脱落")
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(found.isActiveWindow)
    qtbot.keyClick(found, KEY.Key_N, CTRL)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.problem.toPlainText() == "外墙皮脱落"
    dialog.place.setText("一院西墙")
    line = dialog.unit.lineEdit()
    assert isinstance(line, QLineEdit)
    line.setText("街道城建办")
    dialog.person.setText("赵建国")
    day = dialog.findChild(DateField)
    assert day is not None
    day.line.setText("2026-01-03")
    qtbot.keyClick(dialog, KEY.Key_S, CTRL)
    assert any("整改期限要晚于交办时间" in text for text in texts(dialog))
    day.line.setText("2026-12-31")
    qtbot.keyClick(dialog, KEY.Key_S, CTRL)
    (item,) = desk.read(item_lines)
    assert (item.unit, item.person, item.problem) == ("街道城建办", "赵建国", "外墙皮脱落")
    assert rows(found) == ["外墙皮脱落"]


def test_an_item_goes_from_the_order_to_the_check_in_place(
    qtbot: QtBot, window: Callable[[], RectificationWindow], desk: Desk
) -> None:
    item = desk.write(add_item, SHED)
    found = window()
    click(qtbot, found, "btn_act_done")
    dialog = note(qtbot, found, "")
    assert "还没有写整改情况，写做了什么、现在怎样" in texts(dialog)
    note(qtbot, found, "家具清走了")
    assert desk.read(item_sheet, item).line.status_name == "待核查"
    click(qtbot, found, "btn_act_pass")
    checking = asked(found)
    checking.checker.setCurrentIndex(checking.checker.findText("贾涛"))
    note(qtbot, found, "")
    assert any("核查人不能是整改责任人“贾涛”" in text for text in texts(checking))
    checking.checker.setCurrentIndex(checking.checker.findText("梁志勇"))
    note(qtbot, found, "看过了")
    sheet = desk.read(item_sheet, item)
    assert (sheet.line.status, sheet.checked_by) == ("4", "梁志勇")
    assert part(found, "empty_rectification").isVisible(), "what is closed leaves the open list"


def test_ctrl_z_takes_the_last_act_back(
    qtbot: QtBot, window: Callable[[], RectificationWindow], desk: Desk
) -> None:
    item = desk.write(add_item, SHED)
    found = window()
    click(qtbot, found, "btn_act_done")
    note(qtbot, found, "清走了")
    assert desk.read(item_sheet, item).acts == ("pass", "fail")
    qtbot.waitUntil(found.isActiveWindow)
    qtbot.keyClick(found, KEY.Key_Z, CTRL)
    assert desk.read(item_sheet, item).acts == ("done", "shelve")
    qtbot.keyClick(found, KEY.Key_Z, CTRL)
    assert len(desk.read(item_lines)) == 1, "what was made before the window is not taken back"


def test_the_list_is_searched_and_shows_closed_ones_when_asked(
    qtbot: QtBot, window: Callable[[], RectificationWindow], desk: Desk
) -> None:
    closed = desk.write(add_item, SHED)
    desk.write(act, Move(closed, "done", note="清走了"))
    desk.write(act, Move(closed, "pass"))
    desk.write(add_item, LONG)
    found = window()
    assert len(rows(found)) == 1
    buttons = [one for one in part(found, "fld_rect_state").children() if hasattr(one, "click")]
    buttons[1].click()
    assert len(rows(found)) == 2
    found.search.setText("裕和物业")
    qtbot.waitUntil(lambda: rows(found) == ["堆放旧家具"])
    found.search.setText("没有的")
    qtbot.waitUntil(lambda: part(found, "empty_rectification").isVisible())


def test_the_longest_item_is_read_whole(
    qtbot: QtBot, window: Callable[[], RectificationWindow], desk: Desk
) -> None:
    desk.write(add_item, LONG)
    found = window()
    shown = texts(found.pane)
    assert LONG.measures in shown
    assert any(LONG.problem[:400] in text for text in shown)
    width = found.pane.width()
    assert all(label.width() <= width for label in found.pane.findChildren(QLabel))


def test_who_may_only_look_sees_no_buttons(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path
) -> None:
    desk.write(add_item, SHED)
    place = opened(qtbot, desk, said, tmp_path)
    services = place.page.services
    services.office = replace(services.office, rights=frozenset({"ticket.read"}))
    found = RectificationWindow(services, place.page)
    found.bring()
    assert rows(found) == ["堆放旧家具"]
    assert not found.pane.findChildren(QWidget, "btn_act_done")
    qtbot.keyClick(found, KEY.Key_N, CTRL)
    assert not found.findChildren(ItemDialog)


@pytest.mark.parametrize(
    ("lamp", "days", "words"),
    [("red", -1, "超期 1 天"), ("red", 0, "超期 1 天"), ("amber", 0, "今天 17:30"),
     ("green", 4, "剩 4 天"), ("none", 4, "不计时")],
)  # fmt: skip
def test_the_words_of_a_lamp(lamp: str, days: int, words: str) -> None:
    due = (NOW + timedelta(days=days)).replace(hour=17, minute=30)
    line = ItemLine(1, "ZG1", "2", "整改中", "", "", "", "", due, lamp, None, "")
    assert lamp_words(line, NOW) == words


def test_a_listing_says_when_it_was_read(desk: Desk, clock: Clock) -> None:
    desk.write(add_item, SHED)
    found = desk.read(listing)
    assert (found.now, len(found.lines)) == (NOW, 1)


def test_a_new_item_of_no_ticket_has_three_days(desk: Desk, clock: Clock) -> None:
    begun = desk.read(begin_item)
    assert begun.deadline == NOW.date() + timedelta(days=3)
    assert begun.ticket_id is None


def test_what_was_said_in_confidence_goes_into_no_order(desk: Desk, clock: Clock) -> None:
    said = "车棚堆物。我是三楼的陈国栋，别说是我反映的"
    open_, hidden = (
        call(desk, clock, said, title="车棚堆物", is_confidential=is_hidden)
        for is_hidden in (False, True)
    )
    assert desk.read(begin_item, open_).problem == said
    assert desk.read(begin_item, hidden).problem == "车棚堆物"


def test_an_item_put_off_says_why_and_starts_again_with_a_day(
    qtbot: QtBot, window: Callable[[], RectificationWindow], desk: Desk
) -> None:
    item = desk.write(add_item, SHED)
    desk.write(act, Move(item, "shelve", note="要等改造资金"))
    found = window()
    buttons = [one for one in part(found, "fld_rect_state").children() if hasattr(one, "click")]
    buttons[1].click()
    assert any("要等改造资金" in text for text in texts(found.pane))
    click(qtbot, found, "btn_act_resume")
    dialog = asked(found)
    assert dialog.deadline.value() == NOW.date() + timedelta(days=3)
    dialog.deadline.line.setText("2020-01-01")
    note(qtbot, found, "")
    assert any("新的整改期限要晚于现在" in text for text in texts(dialog))
    dialog.deadline.line.setText("2026-12-31")
    note(qtbot, found, "资金到了")
    sheet = desk.read(item_sheet, item)
    assert (sheet.line.status, sheet.line.deadline) == ("2", datetime(2026, 12, 31, 17, 30))
    assert any("资金到了；期限 2026-12-31 17:30" in text for text in texts(found.pane))
