"""What is typed about a ticket outlives a killed program, and is gone once it is saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.ui.tickets_place import CTRL, KEY, Place, call, opened, step
from ui.jobs import Jobs, Lanes
from ui.tickets.quick_register import QuickRegister
from wenming_desktop.drafts import drafts_listed
from wenming_desktop.errors import StorageTroubleError
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.work import Desk

WORDS = "阀门拧不动，约了周三下午换"


class DiskFullError(StorageTroubleError):
    code = "test.full"
    text = "磁盘满了。"


def quick(qtbot: QtBot, desk: Desk, said: Said) -> QuickRegister:
    """A new program on the same data file; the one before was never closed."""
    lane = AtOnce()
    window = QuickRegister(Jobs(desk, said, Lanes(lane, lane)))
    qtbot.addWidget(window)
    window.bring()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def drafted(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(desk.read(drafts_listed)), timeout=2000)


def typed(place: Place) -> str:
    edit = place.part("fld_result")
    assert isinstance(edit, QPlainTextEdit)
    return edit.toPlainText()


def half_filled(window: QuickRegister) -> None:
    form = window.form
    form.caller.setText("张三")
    form.phone.setText("13900001111")
    form.categories.choose("0801")
    form.place.setText("一院 3-2-402")
    form.source.choose("01")
    form.urgency.choose("3")
    form.content.setPlainText("暖气管漏水，\n楼下也淋湿了")


def test_a_registration_outlives_a_killed_program(qtbot: QtBot, desk: Desk, said: Said) -> None:
    before = quick(qtbot, desk, said)
    half_filled(before)
    command = before.form.command()
    drafted(desk, qtbot)
    qtbot.waitUntil(lambda: before.side._draft.text() == "草稿 10:42 已存")
    after = quick(qtbot, desk, said)
    assert after.form.command() == command
    assert after.side._draft.text() == "草稿 10:42 已存"


def test_registered_and_the_draft_is_gone(qtbot: QtBot, desk: Desk, said: Said) -> None:
    window = quick(qtbot, desk, said)
    half_filled(window)
    drafted(desk, qtbot)
    with qtbot.waitSignal(window.registered):
        qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert desk.read(drafts_listed) == ()
    assert quick(qtbot, desk, said).form.is_blank()


def test_emptied_by_hand_and_the_draft_is_gone(qtbot: QtBot, desk: Desk, said: Said) -> None:
    window = quick(qtbot, desk, said)
    window.form.content.setPlainText("错了")
    drafted(desk, qtbot)
    window.form.content.clear()
    assert desk.read(drafts_listed) == ()
    assert window.side._draft.text() == ""


def test_a_draft_is_not_given_away_for_a_call_from_another_page(
    qtbot: QtBot, desk: Desk, said: Said
) -> None:
    window = quick(qtbot, desk, said)
    window.form.content.setPlainText("写到一半")
    drafted(desk, qtbot)
    again = quick(qtbot, desk, said)
    again.bring(("household", 1))
    assert again.form.content.toPlainText() == "写到一半"
    assert again.form.key is None


def test_trouble_with_the_file_leaves_the_form_as_it_is(
    qtbot: QtBot, desk: Desk, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = quick(qtbot, desk, said)
    half_filled(window)
    command = window.form.command()

    def full(*_: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as broken:
        broken.setattr(desk, "write", full)
        qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
        assert window._failed.isVisible()
        assert window._failed.text() == "没有登记上，写的都还在。磁盘满了。"
        assert window.form.command() == command
    with qtbot.waitSignal(window.registered):
        qtbot.keyClick(window, Qt.Key.Key_S, CTRL)


@pytest.fixture
def working(desk: Desk, clock: Clock) -> int:
    desk.write(save_units, (Unit("供热公司青河所", handlers=(("马师傅", "8801 5100"),)),))
    ticket = call(desk, clock, "家里暖气不热", unit=1)
    step(desk, ticket, "SGN")
    return ticket


def at_result(place: Place, ticket: int) -> None:
    place.page.open_ticket(ticket, "FIN")
    place.part("fld_result").setFocus()


def test_a_step_outlives_a_killed_program(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path, working: int
) -> None:
    place = opened(qtbot, desk, said, tmp_path)
    at_result(place, working)
    place.type(WORDS)
    drafted(desk, qtbot)
    qtbot.waitUntil(lambda: "草稿 10:42 已存" in place.texts())
    again = opened(qtbot, desk, said, tmp_path)
    at_result(again, working)
    assert typed(again) == WORDS
    assert "草稿 10:42 已存" in again.texts()


def test_a_step_taken_leaves_no_draft(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path, working: int
) -> None:
    place = opened(qtbot, desk, said, tmp_path)
    at_result(place, working)
    place.type(WORDS)
    drafted(desk, qtbot)
    outcome = place.page.detail.panel._fields["outcome"]
    outcome.put("1")
    place.key(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: desk.read(drafts_listed) == ())
    said.take()


def test_looking_at_a_step_keeps_no_draft(
    qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path, working: int
) -> None:
    place = opened(qtbot, desk, said, tmp_path)
    at_result(place, working)
    place.type("改")
    edit = place.part("fld_result")
    assert isinstance(edit, QPlainTextEdit)
    edit.clear()
    place.page.services.drafts.flush()
    assert desk.read(drafts_listed) == ()


def test_trouble_with_the_file_leaves_the_step_as_it_is(
    qtbot: QtBot,
    desk: Desk,
    said: Said,
    tmp_path: Path,
    working: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = opened(qtbot, desk, said, tmp_path)
    place.page.open_ticket(working, "PRG")
    line = place.part("fld_reason")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    place.type("打了电话，明天来")

    def full(*_: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as broken:
        broken.setattr(desk, "write", full)
        place.key(KEY.Key_Return, CTRL)
        assert "没有保存，写的都还在。磁盘满了。" in place.texts()
        assert line.text() == "打了电话，明天来"
    place.key(KEY.Key_Return, CTRL)
    assert [text for _, text in said.take()][-1].startswith("已")
