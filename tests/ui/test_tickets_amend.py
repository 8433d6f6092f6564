"""补正 and 作废 on the page of a ticket, by keys: both values stay in sight, the number stays."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from tests.ui.tickets_place import CTRL, KEY, RESULT, Place, call, opened, step
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.tickets.amend import AmendDialog, VoidDialog
from wenming_desktop.errors import NotFoundError
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.queries import ticket_by_number
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk


@pytest.fixture
def office(desk: Desk) -> Desk:
    desk.write(save_units, (Unit("供热公司", handlers=(("马师傅", "8801 5100"),)),))
    return desk


@pytest.fixture
def place(qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path) -> Place:
    call(office, clock, "井盖松动", unit=1, complainant_phone="13900000917")
    shown = opened(qtbot, office, said, tmp_path)
    shown.page.open_ticket(1)
    return shown


def choose(place: Place, name: str) -> None:
    menu = place.page.detail.findChildren(QMenu)
    entry = next(a for one in menu for a in one.actions() if a.objectName() == name)
    entry.trigger()


def pick(box: Choice, key: str) -> None:
    box.choose(key)
    box.activated.emit(box.currentIndex())


def amending(place: Place) -> AmendDialog:
    choose(place, "act_amend")
    [found] = place.page.detail.findChildren(AmendDialog)
    place.qtbot.waitUntil(found.isActiveWindow)
    return found


def test_a_field_is_put_right_and_both_values_stand_in_the_history(
    place: Place, office: Desk
) -> None:
    dialog = amending(place)
    pick(dialog.field, "category")
    assert dialog.was.text() == "供暖不热"
    pick(dialog.code, "0505")
    dialog.reason.setFocus()
    place.type("选错了")
    place.qtbot.keyClick(dialog.reason, KEY.Key_S, CTRL)
    assert dialog.isHidden(), [w.text() for w in dialog.findChildren(Words)]
    view = office.read(ticket_view, 1)
    assert view.category == "楼道灯不亮"
    told = view.lines[0].text
    assert told == "补正诉求分类：选错了（原来“供暖不热”，现在“楼道灯不亮”）"
    assert told in place.page.detail.timeline.text()
    office.write(undo_last_act)
    assert office.read(ticket_view, 1).category == "供暖不热"
    assert office.read(ticket_view, 1).lines[0].text.startswith("撤回补正诉求分类")


def test_a_number_is_never_shown_whole(place: Place, office: Desk) -> None:
    dialog = amending(place)
    pick(dialog.field, "complainant_phone")
    assert dialog.was.text() == "139****0917"
    assert dialog.text.text() == ""
    place.qtbot.keyClicks(dialog.text, "13900000918")
    dialog.reason.setFocus()
    place.type("听错了")
    dialog.submit()
    assert (
        office.read(ticket_view, 1)
        .lines[0]
        .text.endswith("（原来“139****0917”，现在“139****0918”）")
    )


def test_the_deadline_stays_and_the_dialog_says_which_step_moves_it(
    place: Place, office: Desk
) -> None:
    before = office.read(ticket_by_number, 1).due_at
    dialog = amending(place)
    pick(dialog.field, "title")
    assert "不跟着变" not in dialog.told.text()
    pick(dialog.field, "category")
    assert "时限和紧急程度不跟着变" in dialog.told.text()
    pick(dialog.field, "urgency")
    assert "时限不跟着变" in dialog.told.text()
    assert "申请延期" in dialog.told.text()
    assert "催办" in dialog.told.text()
    pick(dialog.code, "3")
    dialog.reason.setText("听错了")
    place.qtbot.keyClick(dialog.reason, KEY.Key_S, CTRL)
    assert dialog.isHidden()
    after = office.read(ticket_by_number, 1)
    assert (after.urgency, after.due_at) == ("3", before)


@pytest.mark.parametrize(
    ("field", "value", "reason", "told"),
    [
        ("title", "", "写错了", "标题"),
        ("title", "井盖松动", "写错了", "本来就是这样"),
        ("title", "井盖响", "", "理由"),
        ("complainant_phone", "不知道", "写错了", "电话"),
    ],
)
def test_what_is_wrong_is_said_beside_its_row(
    place: Place, field: str, value: str, reason: str, told: str
) -> None:
    dialog = amending(place)
    pick(dialog.field, field)
    dialog.text.setText(value)
    dialog.reason.setText(reason)
    dialog.submit()
    assert dialog.isVisible()
    shown = [one.text() for one in dialog.findChildren(Words) if not one.isHidden()]
    assert any(told in text for text in shown), shown


def test_a_confidential_callers_fields_are_not_offered(
    qtbot: QtBot, office: Desk, said: Said, clock: Clock, tmp_path: Path
) -> None:
    call(office, clock, "反映占道", nature="4", complainant_phone="13900000917")
    shown = opened(qtbot, office, said, tmp_path)
    shown.page.open_ticket(1)
    field = amending(shown).field
    keys = {field.itemData(at) for at in range(field.count())}
    assert "title" in keys
    assert not {"complainant_name", "complainant_phone", "complainant_address"} & keys


def test_a_voided_ticket_is_gone_and_its_number_stays_taken(
    place: Place, office: Desk, clock: Clock
) -> None:
    number = office.read(ticket_by_number, 1).number
    choose(place, "act_void")
    [dialog] = place.page.detail.findChildren(VoidDialog)
    place.qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.reason.text() == "误录"
    place.qtbot.keyClick(dialog.reason, KEY.Key_Return, CTRL)
    assert dialog.isHidden()
    with pytest.raises(NotFoundError):
        office.read(ticket_view, 1)
    again = office.read(ticket_by_number, call(office, clock, "再打一次")).number
    assert again != number
    office.write(undo_last_act)


def test_a_finish_carries_what_was_achieved(place: Place, office: Desk) -> None:
    step(office, 1, "SGN")
    place.page.open_ticket(1, "FIN")
    place.part("fld_result").setFocus()
    place.type(RESULT)
    outcome, amount = place.part("fld_outcome"), place.part("fld_amount_1")
    outcome.setFocus()
    place.key(KEY.Key_Down)
    assert isinstance(amount, QLineEdit)
    amount.setFocus()
    place.qtbot.keyClicks(amount, "x0")
    assert amount.text() == "0", "no letter is a number"
    place.key(KEY.Key_Return, CTRL)
    wrong = place.part("err_quantities")
    assert isinstance(wrong, Words)
    assert "数量" in wrong.text()
    amount.clear()
    place.qtbot.keyClicks(amount, "3")
    place.qtbot.mouseClick(place.part("btn_more_quantity"), Qt.MouseButton.LeftButton)
    second, measure = place.part("fld_amount_2"), place.part("fld_measure_2")
    assert isinstance(second, QLineEdit)
    assert isinstance(measure, QComboBox)
    place.qtbot.keyClicks(second, "12.5")
    measure.setCurrentIndex(1)
    place.key(KEY.Key_Return, CTRL)
    assert office.read(ticket_view, 1).quantities == "3 处、12.5 米"
    [shown] = place.page.detail.findChildren(Words, "fld_quantities")
    assert shown.text() == "3 处、12.5 米"


def test_an_extension_says_who_asked_and_who_decided(
    place: Place, office: Desk, clock: Clock
) -> None:
    step(office, 1, "SGN")
    step(office, 1, "EXA", days=3, reason="等材料")
    assert office.read(ticket_view, 1).extensions == (
        "11-20 10:42 demo申请延 3 个工作日（等材料），还没有批",
    )
    clock.now += timedelta(hours=3)
    step(office, 1, "EXY")
    [told] = office.read(ticket_view, 1).extensions
    assert told.endswith("demo同意，时限到 11-27 17:30")
    clock.now = datetime(2026, 12, 1, 9)
    assert office.read(ticket_view, 1).supervision == "红牌督办"
