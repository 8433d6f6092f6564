"""认领与微心愿 as a hand goes through it: written down, shown, claimed, come true, taken back."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.wishes_hand import dialog_of, part, real, shown_at_home
from tests.wenming_desktop.wishes.conftest import Wishing, office_folder, wishing, wishing_folder
from ui.common.buttons import Btn, FilterChip
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.page import Office, Services
from ui.party.wishes.dialog import WishDialog
from ui.party.wishes.new_dialog import NewWishDialog
from ui.party.wishes.panel import WishesPanel
from ui.printing import Preview
from wenming_desktop.party.claims import save_claim
from wenming_desktop.party.duty_model import Claim
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.wishes import service
from wenming_desktop.wishes.model import ClaimWish, FulfilWish
from wenming_desktop.wishes.queries import wish_sheet

__all__ = ["office_folder", "real", "wishing", "wishing_folder"]
_CTRL = Qt.KeyboardModifier.ControlModifier
_KEY = Qt.Key


@pytest.fixture
def panel(qtbot: QtBot, real: Services, wishing: Wishing) -> WishesPanel:
    return opened(qtbot, real, wishing)


def opened(qtbot: QtBot, services: Services, wishing: Wishing) -> WishesPanel:
    return shown_at_home(qtbot, services, WishesPanel, wishing.office)


def wishes(panel: WishesPanel) -> list[str]:
    model = panel.table.model()
    return [str(model.index(at, 2).data()) for at in range(model.rowCount())]


def states(panel: WishesPanel) -> list[str]:
    model = panel.table.model()
    return [str(model.index(at, 5).data()) for at in range(model.rowCount())]


def step_word(dialog: WishDialog) -> str:
    return dialog.do.text() if dialog.do.isVisible() else ""


def test_from_the_new_wish_to_the_thanks_by_keys_alone(
    qtbot: QtBot, panel: WishesPanel, wishing: Wishing
) -> None:
    qtbot.keyClick(panel.search, _KEY.Key_N, _CTRL)
    form = dialog_of(qtbot, panel, NewWishDialog)
    assert form.who.line.hasFocus()
    qtbot.keyClicks(form.who.line, "lixl")
    qtbot.waitUntil(form.who.list.isVisible)
    qtbot.keyClick(form.who.line, _KEY.Key_Return)
    assert form.who.value() == wishing.old
    form.category.choose("03")
    part(form, QPlainTextEdit, "fld_wish_content").insertPlainText("想要轮椅")
    qtbot.keyClick(form, _KEY.Key_S, _CTRL)
    assert wishes(panel) == ["想要轮椅"]
    assert panel.focusWidget() is panel.table

    qtbot.keyClick(panel.table, _KEY.Key_Return)
    dialog = dialog_of(qtbot, panel, WishDialog)
    assert (step_word(dialog), dialog.shown_name.text()) == ("公示", "李奶奶（3号楼）")
    assert dialog.shown_name.hasFocus()
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert (step_word(dialog), states(panel)) == ("认领", ["公示中"])

    line = dialog.claimant.member.line
    line.setFocus()
    qtbot.keyClicks(line, "sunf")
    qtbot.waitUntil(dialog.claimant.member.list.isVisible)
    qtbot.keyClick(line, _KEY.Key_Return)
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert (step_word(dialog), states(panel)) == ("实现", ["已认领"])

    qtbot.keyClicks(part(dialog, QLineEdit, "fld_wish_hours"), "1.5")
    tick = part(dialog, QCheckBox, "tick_wish_signed")
    tick.setFocus()
    qtbot.keyClick(tick, _KEY.Key_Space)
    part(dialog, QPlainTextEdit, "fld_wish_thanks").insertPlainText("谢谢大家")
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert (step_word(dialog), states(panel)) == ("", ["已实现"])
    assert part(dialog, Words, "lbl_thanks").text() == "“谢谢大家”"
    assert wishing.office.rows("SELECT hours FROM service_record WHERE NOT is_void") == ((1.5,),)
    qtbot.keyClick(dialog, _KEY.Key_Escape)
    assert not dialog.isVisible()


def test_an_undo_is_seen_in_the_list_and_in_the_open_dialog(
    qtbot: QtBot, panel: WishesPanel, wishing: Wishing
) -> None:
    wish = wishing.published()
    panel.open_wish(wish)
    dialog = dialog_of(qtbot, panel, WishDialog)
    assert step_word(dialog) == "认领"
    wishing.desk.write(undo_last_act)
    qtbot.waitUntil(lambda: step_word(dialog) == "公示")
    assert states(panel) == ["征集"]
    wishing.desk.write(undo_last_act)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert wishes(panel) == []


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(
    qtbot: QtBot, panel: WishesPanel
) -> None:
    panel.add()
    form = dialog_of(qtbot, panel, NewWishDialog)
    part(form, QPlainTextEdit, "fld_wish_content").setPlainText("好" * 201)
    part(form, QLineEdit, "fld_wish_cost").setText("很多")
    qtbot.keyClick(form, _KEY.Key_S, _CTRL)
    assert form.isVisible()
    wrong = {key: one.text() for key, one in form._fields.items() if one.wrong()}
    assert set(wrong) == {"resident_id", "category", "content", "cost"}
    assert "201" in wrong["content"]
    assert form.who.line.hasFocus()
    assert len(part(form, QPlainTextEdit, "fld_wish_content").toPlainText()) == 201


def test_a_high_cost_is_told_and_kept(qtbot: QtBot, panel: WishesPanel, wishing: Wishing) -> None:
    wish = wishing.collected(cost=Decimal(800))
    panel.open_wish(wish)
    dialog = dialog_of(qtbot, panel, WishDialog)
    qtbot.mouseClick(part(dialog, Btn, "btn_wish_change"), Qt.MouseButton.LeftButton)
    form = dialog_of(qtbot, panel, NewWishDialog)
    assert "超过 500 元" in form._fields["cost"].text()
    part(form, QPlainTextEdit, "fld_wish_content").setPlainText("一台旧轮椅也行")
    qtbot.keyClick(form, _KEY.Key_S, _CTRL)
    assert dialog.content.text() == "一台旧轮椅也行"
    assert wishing.desk.read(wish_sheet, wish).cost == 800


@pytest.mark.parametrize(("button", "state"), [("decline", "不予采纳"), ("cancel", "取消")])
def test_an_end_asks_for_its_reason_in_place(
    qtbot: QtBot, panel: WishesPanel, wishing: Wishing, button: str, state: str
) -> None:
    panel.open_wish(wishing.collected())
    dialog = dialog_of(qtbot, panel, WishDialog)
    qtbot.mouseClick(part(dialog, Btn, f"btn_wish_{button}"), Qt.MouseButton.LeftButton)
    assert dialog.reason.hasFocus()
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert dialog._fields["reason"].wrong()
    qtbot.mouseClick(part(dialog, Btn, "btn_wish_back"), Qt.MouseButton.LeftButton)
    assert step_word(dialog) == "公示"
    qtbot.mouseClick(part(dialog, Btn, f"btn_wish_{button}"), Qt.MouseButton.LeftButton)
    dialog.reason.setText("已有救助")
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert states(panel) == [state]
    assert step_word(dialog) == ""


def test_units_and_others_claim_too_and_are_not_asked_for_hours(
    qtbot: QtBot, panel: WishesPanel, wishing: Wishing
) -> None:
    panel.open_wish(wishing.published())
    dialog = dialog_of(qtbot, panel, WishDialog)
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert dialog._fields["claimant"].wrong()
    dialog.claimant.kind.choose("unit")
    dialog.claimant._turn("unit")
    part(dialog, Choice, "fld_wish_unit").choose(wishing.unit)
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert step_word(dialog) == "实现"
    assert dialog._fields["hours"].isHidden()
    qtbot.mouseClick(part(dialog, Btn, "btn_wish_give_back"), Qt.MouseButton.LeftButton)
    dialog.claimant.kind.choose("other")
    dialog.claimant._turn("other")
    dialog.claimant.other.setText("惠民超市")
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert states(panel) == ["已实现·未签收"]
    assert step_word(dialog) == "补记签收"
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert states(panel) == ["已实现"]


def test_chips_narrow_count_and_come_back(
    qtbot: QtBot, panel: WishesPanel, wishing: Wishing, real: Services
) -> None:
    wishing.clock.now -= timedelta(days=10)
    late = wishing.published(content="助听器")
    wishing.desk.write(service.claim, ClaimWish(late, name="惠民超市"))
    wishing.clock.now += timedelta(days=10)
    wishing.collected(content="字典")
    shown = {key: chip.text() for key, chip in panel.chips.chips.items() if chip.isVisible()}
    assert shown == {"": "全部 2", "late": "对接超期 1", "1": "征集 1", "3": "已认领 1"}
    chip = part(panel, FilterChip, "btn_filter_wish_late")
    chip.setFocus()
    qtbot.keyClick(chip, _KEY.Key_Space)
    assert (wishes(panel), states(panel)) == (["助听器"], ["对接超期 3 天"])
    wishing.desk.write(service.fulfil, FulfilWish(late))
    assert wishes(panel) == []
    assert "没有“对接超期”的心愿" in [w.text() for w in panel.empty.findChildren(Words)]
    panel.keep()
    assert opened(qtbot, real, wishing).chips.state() == "late"


def test_claims_of_the_members_stand_above_and_open_the_member(
    qtbot: QtBot, panel: WishesPanel, wishing: Wishing, real: Services
) -> None:
    assert not panel.claims.isVisible()
    counted: list[int] = []
    panel.counted.connect(counted.append)
    for post in ("01", "04", "06", "07"):
        wishing.desk.write(save_claim, Claim(wishing.member, post, "陪老人看病"))
    assert panel.claims.isVisible()
    assert panel.claims.model().rowCount() == 4
    assert panel.claims.height() < panel.height() / 2
    assert counted[-1] == 4
    asked: list[tuple[str, int]] = []
    real.open_asked.connect(lambda kind, row: asked.append((kind, row)))
    panel.claims.setFocus()
    panel.claims.go_to(0)
    qtbot.keyClick(panel.claims, _KEY.Key_Return)
    assert asked == [("member", wishing.member)]


def test_an_empty_node_says_what_to_do_and_a_search_what_it_looked_for(
    qtbot: QtBot, panel: WishesPanel, wishing: Wishing
) -> None:
    def said() -> list[str]:
        return [label.text() for label in panel.empty.findChildren(Words)]

    assert "这里还没有微心愿" in said()
    wishing.collected()
    panel.go_search()
    qtbot.keyClicks(panel.search, "zzz")
    qtbot.waitUntil(lambda: "没有找到“zzz”" in said())
    qtbot.keyClick(panel.search, _KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(wishes(panel)) == 1)
    qtbot.keyClick(panel.search, _KEY.Key_Down)
    assert panel.table.hasFocus()


def test_the_sheet_for_the_door_is_shown_and_archived_once_printed(
    qtbot: QtBot, panel: WishesPanel, wishing: Wishing, said: Said
) -> None:
    panel.print_board()
    assert [kind for kind, _ in said.take()] == ["warn"]
    wishing.published()
    qtbot.keyClick(panel.table, _KEY.Key_P, _CTRL)
    preview = dialog_of(qtbot, panel, Preview)
    kept = "SELECT form, title FROM print_log"
    assert wishing.office.rows(kept) == ()
    preview.printed.emit()
    ((form, title),) = wishing.office.rows(kept)
    assert form == "wish_board"
    assert title.startswith("微心愿公示")
    preview.close()


def test_who_may_only_read_sees_no_way_to_write(
    qtbot: QtBot, real: Services, wishing: Wishing, tmp_path: Path
) -> None:
    wish = wishing.published()
    rights = wishing.desk.actor.rights - {"party.write"}
    facts = Office("槐荫里社区", "demo", rights)
    panel = opened(qtbot, Services(real.jobs, Memory(tmp_path / "r.ini"), facts), wishing)
    assert not panel.new.isVisible()
    panel.add()
    assert panel.window().findChild(NewWishDialog) is None
    panel.open_wish(wish)
    dialog = dialog_of(qtbot, panel, WishDialog)
    assert step_word(dialog) == ""
    assert not any(button.isVisible() for button in dialog._others.values())
