"""标准答复 in the text of a step: found, taken over, its blanks filled, by keys alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.make import Office as Maker
from tests.ui.conftest import Said
from tests.ui.tickets_place import Place, call, opened, step
from ui.tickets.blanks import Edit
from ui.tickets.replies import ReplyList
from wenming_desktop.tickets.replies import Reply, replies, save_reply
from wenming_desktop.work import Desk

KEY = Qt.Key


@pytest.fixture
def make(
    qtbot: QtBot, desk: Desk, said: Said, clock: Clock, tmp_path: Path
) -> Callable[..., Place]:
    """The page of a ticket that is being worked on, with a step in hand."""

    def made(action: str = "FIN", **more: object) -> Place:
        Maker(desk, clock).unit()
        ticket = call(desk, clock, "暖气不热", **more)
        step(desk, ticket, "DSP", handling_unit="裕和物业", handler="贾涛")
        step(desk, ticket, "SGN")
        place = opened(qtbot, desk, said, tmp_path)
        place.page.open_ticket(ticket, action)
        return place

    return made


def answers(place: Place) -> ReplyList:
    place.key(KEY.Key_F9)
    (found,) = place.page.window().findChildren(ReplyList)
    place.qtbot.waitUntil(lambda: found.isActiveWindow() and found.search.hasFocus())
    return found


def take(place: Place, found: ReplyList) -> None:
    """Take the reply in hand; the cursor comes back into the step."""
    place.qtbot.keyClick(found.search, KEY.Key_Return)
    place.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Edit))


def titles(found: ReplyList) -> list[str]:
    return [found.list.item(at).text() for at in range(found.list.count())]


def look(qtbot: QtBot, found: ReplyList, text: str) -> None:
    with qtbot.waitSignal(found.search.asked, timeout=1000):
        found.search.setText(text)


def held() -> Edit:
    edit = QApplication.focusWidget()
    assert isinstance(edit, Edit)
    return edit


def selected() -> str:
    edit = held()
    if isinstance(edit, QLineEdit):
        return edit.selectedText()
    return edit.textCursor().selectedText()


def test_a_reply_is_found_taken_and_filled_in(
    qtbot: QtBot, make: Callable[..., Place], desk: Desk
) -> None:
    place = make()
    place.type("已联系。")
    found = answers(place)
    assert titles(found)[0] == "供暖调试", "those of the ticket's category come first"
    look(qtbot, found, "wxwc")
    assert titles(found) == ["维修完成"]
    take(place, found)
    assert not found.isVisible()
    edit = held()
    assert isinstance(edit, QPlainTextEdit)
    assert edit.toPlainText() == (
        "已联系。已联系裕和物业到场维修，更换（修复）{部件}，现已恢复正常使用，并向诉求人说明。"
    )
    assert selected() == "{部件}"
    place.type("阀门")
    place.key(KEY.Key_Tab)
    assert "（修复）阀门，现已" in edit.toPlainText()
    assert not edit.hasFocus(), "past the last blank Tab goes on to the next field"


def test_tab_goes_from_blank_to_blank(qtbot: QtBot, make: Callable[..., Place], desk: Desk) -> None:
    desk.write(save_reply, Reply("PRG", "两处", "𠮷{甲}和{乙}完"))
    place = make("PRG")
    found = answers(place)
    look(qtbot, found, "两处")
    take(place, found)
    assert selected() == "{甲}"
    place.type("一")
    place.key(KEY.Key_Tab)
    assert selected() == "{乙}"
    place.type("二")
    edit = held()
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "𠮷一和二完"


def test_what_was_selected_stays(qtbot: QtBot, make: Callable[..., Place]) -> None:
    place = make("PRG")
    place.type("先写的话")
    edit = held()
    assert isinstance(edit, QLineEdit)
    edit.selectAll()
    found = answers(place)
    take(place, found)
    assert edit.text().startswith("先写的话已电话联系裕和物业贾涛")


def test_the_due_day_and_the_place_are_known(
    qtbot: QtBot, make: Callable[..., Place], desk: Desk
) -> None:
    place = make(category="0101", location_text="一院 3号楼东侧")
    found = answers(place)
    look(qtbot, found, "清理完成")
    take(place, found)
    edit = held()
    assert isinstance(edit, QPlainTextEdit)
    assert edit.toPlainText().startswith("已组织人员清理一院 3号楼东侧，共清运{数量}")
    assert selected() == "{数量}"


def test_a_reply_that_does_not_fit_takes_nothing_away(
    qtbot: QtBot, make: Callable[..., Place], desk: Desk, said: Said
) -> None:
    desk.write(save_reply, Reply("PRG", "很长", "长" * 300))
    place = make("PRG")
    place.type("写好的")
    found = answers(place)
    look(qtbot, found, "很长")
    take(place, found)
    edit = held()
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "写好的"
    ((kind, words),) = said.take()
    assert (kind, "放不下" in words) == ("warn", True)


def test_the_list_is_walked_and_left_by_keys(qtbot: QtBot, make: Callable[..., Place]) -> None:
    place = make()
    found = answers(place)
    qtbot.keyClick(found.search, KEY.Key_Down)
    qtbot.waitUntil(found.list.hasFocus)
    assert found.list.currentRow() == 1
    qtbot.keyClick(found.list, KEY.Key_Escape)
    assert not found.isVisible()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Edit))
    found = answers(place)
    look(qtbot, found, "没有这样的话")
    empty = found.findChild(QWidget, "empty_replies")
    assert empty is not None
    assert empty.isVisible()


def test_a_step_without_replies_says_where_to_add_them(
    qtbot: QtBot, make: Callable[..., Place], desk: Desk
) -> None:
    for one in desk.read(replies, "PRG"):
        desk.write(save_reply, Reply(one.kind, one.title, one.text, enabled=False, id=one.id))
    place = make("PRG")
    found = answers(place)
    assert titles(found) == []
    qtbot.keyClick(found.search, KEY.Key_Return)
    assert found.isVisible()


def test_a_step_that_has_none_has_no_button(make: Callable[..., Place]) -> None:
    place = make("EXA")
    assert not place.page.detail.panel.findChildren(QWidget, "btn_replies")


def test_a_list_left_open_outlives_its_step(qtbot: QtBot, make: Callable[..., Place]) -> None:
    place = make()
    found = answers(place)
    place.page.detail.choose("EXA")
    qtbot.wait(20)
    qtbot.keyClick(found.search, KEY.Key_Return)
    assert not found.isVisible()
