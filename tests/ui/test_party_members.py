"""党员的窗口和对话框: one member's facts and duties, check-in, claims, households, leaving."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.make_register import household, member, number, person, rows
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.wenming_desktop.party.duty_place import (
    found,
    give,
    lasting,
    looked_after,
    member_id,
)
from ui.common.buttons import Btn
from ui.common.choice import Choice
from ui.common.covered import Covered
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.party.members.dialog import CheckInDialog, MemberDialog
from ui.party.members.leave_dialog import LeaveDialog
from ui.party.members.liaison_dialog import LiaisonDialog
from ui.party.members.window import MemberWindow
from wenming_desktop.party.claims import claims_of, save_claim
from wenming_desktop.party.duty_model import Claim, Leave
from wenming_desktop.party.leaving import leave_member
from wenming_desktop.party.member_detail import member_detail
from wenming_desktop.party.member_model import SaveMember
from wenming_desktop.party.member_sheet import member_sheet
from wenming_desktop.party.members import save_member
from wenming_desktop.party.units import work_units
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier
LONGEST = "阿卜杜拉·吐尔逊·买买提江·艾合买提·伊卜拉欣"
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def real(desk: Desk, said: Said, tmp_path: Path) -> Iterator[Services]:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    yield Services(jobs, Memory(tmp_path / "w.ini"), facts)
    jobs.close()


def window(qtbot: QtBot, services: Services, one: int) -> MemberWindow:
    made = MemberWindow(services, one)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.begin()
    return made


def part(over: QWidget, kind: type[W], name: str) -> W:
    found = over.findChild(kind, name)
    assert found is not None, name
    return found


def texts(over: QWidget) -> str:
    return "\n".join(one.text() for one in over.findChildren(Words) if one.isVisibleTo(over))


def press(qtbot: QtBot, over: QWidget, name: str) -> None:
    qtbot.mouseClick(part(over, Btn, f"btn_{name}"), Qt.MouseButton.LeftButton)


def save(qtbot: QtBot, dialog: FormDialog) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_S, _CTRL)


def type_in(over: QWidget, name: str, text: str) -> None:
    line = part(over, QLineEdit, f"fld_{name}")
    line.setText(text)
    line.textEdited.emit(text)
    line.editingFinished.emit()


def pick(over: QWidget, name: str, key: object) -> None:
    box = part(over, Choice, f"fld_{name}")
    box.choose(key)
    assert box.value() == key
    box.activated.emit(box.currentIndex())


def test_the_window_shows_the_member_and_follows_what_is_written(
    qtbot: QtBot, desk: Desk, real: Services
) -> None:
    homes = found(desk)
    su = member_id(desk, "苏敏静")
    give(desk, "苏敏静", *homes[:2])
    shown = window(qtbot, real, su)
    assert part(shown, Words, "lbl_member_name").text() == "苏敏静"
    assert {"在册党员", "组长", "正式党员"} <= {
        chip.accessibleName() for chip in shown.findChildren(QWidget) if chip.accessibleName()
    }
    shown.tabs.setCurrentIndex(1)
    assert "槐荫一院 3-2-101" in texts(shown.liaisons)
    press(qtbot, shown, "member_liaison_end_1")
    assert lasting(desk) == {("苏敏静", homes[1], "2")}
    qtbot.waitUntil(lambda: "以前联系的" in texts(shown.liaisons))
    with qtbot.waitSignal(real.open_asked) as asked:
        press(qtbot, shown, "member_home_1")
    assert asked.args == ["household", homes[1]]


def test_empty_tabs_say_what_helps_and_a_gone_member_offers_no_duties(
    qtbot: QtBot, desk: Desk, real: Services
) -> None:
    found(desk, 1)
    gao = member_id(desk, "高和")
    desk.write(leave_member, Leave(gao, "6"))
    shown = window(qtbot, real, gao)
    assert "还没有联系户" in texts(shown.liaisons)
    assert "还没有认领岗位" in texts(shown.posts)
    assert "还没有服务记录" in texts(shown.services_)
    visible = [one.objectName() for one in shown.acts.buttons if one.isVisible()]
    assert visible == ["btn_member_edit"]


def test_numbers_are_covered_until_asked_for(qtbot: QtBot, desk: Desk, real: Services) -> None:
    found(desk, 1)
    shown = window(qtbot, real, member_id(desk, "苏敏静"))
    assert "13900005247" not in texts(shown)
    covered = shown.findChildren(Covered)[0]
    press(qtbot, covered, "show_member_phone")
    assert "13900005247" in texts(covered)
    assert rows(desk, "SELECT count(*) FROM audit WHERE action = 'security.reveal'") == ((1,),)


def test_claims_are_made_changed_and_ended_by_keys(
    qtbot: QtBot, desk: Desk, real: Services
) -> None:
    found(desk, 1)
    gao = member_id(desk, "高和")
    shown = window(qtbot, real, gao)
    press(qtbot, shown, "member_claim")
    dialog = part(shown, FormDialog, "dlg_claim")
    save(qtbot, dialog)
    assert "还没有选岗位" in part(dialog, FormRow, "row_claim_post").text()
    pick(dialog, "claim_post", "07")
    type_in(dialog, "claim_item", "看护花坛")
    type_in(dialog, "claim_times", "十二")
    save(qtbot, dialog)
    assert "不是数" in part(dialog, FormRow, "row_claim_times").text()
    type_in(dialog, "claim_times", "12")
    save(qtbot, dialog)
    assert not dialog.isVisible()
    (line,) = desk.read(claims_of, gao)
    assert (line.post, line.item, line.plan_times_per_year) == ("07", "看护花坛", 12)
    press(qtbot, shown, "claim_done_1")
    assert desk.read(claims_of, gao)[0].status_name == "完成"


def test_an_edit_keeps_what_it_does_not_touch_and_says_what_is_wrong(
    qtbot: QtBot, desk: Desk, real: Services
) -> None:
    found(desk, 1)
    su = member_id(desk, "苏敏静")
    dialog = MemberDialog(real, None)
    qtbot.addWidget(dialog)
    dialog.begin(su)
    before = desk.read(member_sheet, su).values
    type_in(dialog, "member_specialty", "水电")
    type_in(dialog, "member_joined_on", "昨儿")
    save(qtbot, dialog)
    assert dialog.isVisible()
    assert "没有看懂" in dialog.form.rows["party_member.joined_on"].text()
    type_in(dialog, "member_joined_on", "1994-02-01")
    save(qtbot, dialog)
    assert not dialog.isVisible()
    after = desk.read(member_sheet, su).values
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {"party_member.specialty", "party_member.joined_on"}


def test_check_in_by_hand_with_a_resident_linked(
    qtbot: QtBot, desk: Desk, real: Services, said: Said
) -> None:
    found(desk, 1)
    household(desk, "901", member("高春秀", number=number("1980-02-03", 8), phone="13900001234"))
    dialog = CheckInDialog(real, None, ("5", 1))
    qtbot.addWidget(dialog)
    dialog.begin()
    type_in(dialog, "member_full_name", "高春秀")
    who = part(dialog, Choice, "fld_member_who")
    assert who.isVisible()
    pick(dialog, "member_who", person(desk, "高春秀"))
    assert part(dialog, QLineEdit, "fld_member_phone").isReadOnly()
    save(qtbot, dialog)
    assert "还空着" in dialog.form.rows["party_member.work_unit_id"].text()
    part(dialog, Choice, "fld_member_work_unit_id").setEditText("区市场监管局")
    part(dialog, QCheckBox, "tick_check_in_card").setChecked(True)
    with qtbot.waitSignal(dialog.kept) as kept:
        save(qtbot, dialog)
    (one,) = kept.args or [0]
    detail = desk.read(member_detail, one)
    assert (detail.kind, detail.unit, detail.cell_id) == ("2", "区市场监管局", 1)
    assert detail.phone_of == ("resident", person(desk, "高春秀"))
    cards = "SELECT count(*) FROM party_registration_card WHERE member_id = ?"
    assert rows(desk, cards, one) == ((1,),)
    assert said.take() == []


def test_nobody_of_the_name_is_linked_and_the_longest_name_fits(
    qtbot: QtBot, desk: Desk, real: Services
) -> None:
    found(desk, 1)
    dialog = MemberDialog(real, None)
    qtbot.addWidget(dialog)
    dialog.begin(node=("5", 1))
    type_in(dialog, "member_full_name", LONGEST)
    assert not part(dialog, Choice, "fld_member_who").isVisible()
    pick(dialog, "member_member_kind", "3")
    type_in(dialog, "member_flow_to", "四川成都")
    save(qtbot, dialog)
    one = member_id(desk, LONGEST)
    assert desk.read(member_detail, one).cell_id == 1
    shown = window(qtbot, real, one)
    assert part(shown, Words, "lbl_member_name").text() == LONGEST


def test_households_are_ticked_by_keys_and_whole_buildings_taken(
    qtbot: QtBot, desk: Desk, real: Services
) -> None:
    homes = found(desk)
    gao = member_id(desk, "高和")
    give(desk, "高和", homes[0])
    dialog = LiaisonDialog(real, None)
    qtbot.addWidget(dialog)
    dialog.begin(desk.read(member_detail, gao))
    assert dialog.table.model().rowCount() == 2, "his own household is not offered again"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert "共联系 2 户" in part(dialog, Words, "lbl_told").text()
    qtbot.keyClick(dialog.table, Qt.Key.Key_A, _CTRL)
    assert "共联系 3 户" in part(dialog, Words, "lbl_told").text()
    save(qtbot, dialog)
    assert {home for _, home, _ in lasting(desk)} == set(homes)
    dialog.begin(desk.read(member_detail, gao))
    dialog.whole.setChecked(True)
    save(qtbot, dialog)
    assert ("高和", -1, "1") in lasting(desk)


def test_leaving_shows_what_hangs_on_him_and_hands_over_in_one_act(
    qtbot: QtBot, desk: Desk, real: Services
) -> None:
    homes = found(desk)
    su, gao, jia = (member_id(desk, name) for name in ("苏敏静", "高和", "甲乙"))
    give(desk, "苏敏静", *homes)
    desk.write(save_claim, Claim(su, "07", "看护花坛"))
    dialog = LeaveDialog(real, None)
    qtbot.addWidget(dialog)
    dialog.begin(su)
    told = part(dialog, Words, "lbl_told").text()
    assert "党小组组长" in told
    assert "看护花坛" in told
    save(qtbot, dialog)
    assert "还没有选为什么" in part(dialog, FormRow, "row_leave_why").text()
    pick(dialog, "leave_why", "6")
    qtbot.keyClick(dialog.table, Qt.Key.Key_A, _CTRL)
    pick(dialog, "leave_taker", jia)
    press(qtbot, dialog, "leave_apply")
    assert "甲乙 3" in part(dialog, Words, "lbl_told").text()
    qtbot.keyClick(dialog.table, Qt.Key.Key_End)
    pick(dialog, "leave_taker", gao)
    press(qtbot, dialog, "leave_apply")
    pick(dialog, "leave_leader", gao)
    save(qtbot, dialog)
    assert not dialog.isVisible()
    assert looked_after(desk) == {homes[0]: "甲乙", homes[1]: "甲乙", homes[2]: "高和"}
    assert desk.read(member_detail, su).status == "6"
    assert desk.read(member_detail, gao).leads
    desk.write(undo_last_act)
    assert looked_after(desk) == dict.fromkeys(homes, "苏敏静")
    assert desk.read(member_detail, su).leads


def test_who_has_nothing_leaves_without_a_picker(qtbot: QtBot, desk: Desk, real: Services) -> None:
    found(desk, 1)
    dialog = LeaveDialog(real, None)
    qtbot.addWidget(dialog)
    dialog.begin(member_id(desk, "甲乙"))
    assert not dialog.table.isVisible()
    assert "没有联系户" in part(dialog, Words, "lbl_told").text()
    pick(dialog, "leave_why", "moved")
    assert part(dialog, Choice, "fld_leave_group").isVisible()
    save(qtbot, dialog)
    assert desk.read(member_detail, member_id(desk, "甲乙")).cell_id is None


def test_steps_have_their_own_small_forms(qtbot: QtBot, desk: Desk, real: Services) -> None:
    found(desk, 1)
    gao = member_id(desk, "高和")
    shown = window(qtbot, real, gao)
    assert not shown.acts.confirm.isVisible()
    press(qtbot, shown, "member_away")
    dialog = part(shown, FormDialog, "dlg_flow")
    save(qtbot, dialog)
    assert "去向" in part(dialog, FormRow, "row_flow_place").text()
    type_in(dialog, "flow_place", "广东深圳")
    save(qtbot, dialog)
    assert desk.read(member_detail, gao).kind == "4"
    press(qtbot, shown, "member_back")
    assert desk.read(member_detail, gao).kind == "1"


@pytest.mark.parametrize("kind", [MemberDialog, CheckInDialog])
def test_tab_walks_the_form_as_one_reads(
    qtbot: QtBot, desk: Desk, real: Services, kind: type[MemberDialog] | type[CheckInDialog]
) -> None:
    found(desk, 1)
    dialog = kind(real, None)
    qtbot.addWidget(dialog)
    dialog.begin()
    qtbot.waitUntil(dialog.isActiveWindow)
    first = dialog.rows[0].editor
    first.setFocus()
    seen: list[int] = []
    for _ in range(60):
        now = QApplication.focusWidget()
        assert now is not None
        seen += [
            at
            for at, row in enumerate(dialog.rows)
            if row.editor is now or row.editor.isAncestorOf(now)
        ]
        qtbot.keyClick(now, Qt.Key.Key_Tab)
        if now is dialog.do:
            break
    assert seen == sorted(seen)
    assert set(seen) == {at for at, row in enumerate(dialog.rows) if row.isVisible()}


def test_the_unit_of_a_member_is_filled_in(qtbot: QtBot, desk: Desk, real: Services) -> None:
    found(desk, 1)
    said_of = {"full_name": "高春秀", "work_unit_id": "区市场监管局", "member_kind": "2",
               "reported_on": "2026-05-13"}  # fmt: skip
    typed = {f"party_member.{key}": value for key, value in said_of.items()}
    one = desk.write(save_member, SaveMember(typed)).id
    shown = window(qtbot, real, one)
    press(qtbot, shown, "member_unit")
    dialog = part(shown, FormDialog, "dlg_unit")
    assert "1 名双报到党员" in part(dialog, Words, "lbl_told").text()
    type_in(dialog, "unit_name", "")
    save(qtbot, dialog)
    assert "空着" in part(dialog, FormRow, "row_unit_name").text()
    type_in(dialog, "unit_name", "区市场监督管理局")
    pick(dialog, "unit_nature", "1")
    save(qtbot, dialog)
    assert not dialog.isVisible()
    assert desk.read(member_detail, one).unit == "区市场监督管理局"
    (unit,) = desk.read(work_units)
    assert (unit.nature_name, unit.members) == ("机关", 1)
