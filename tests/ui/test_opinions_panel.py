"""评议 as a hand goes through it: a request, the evidence, a veto that stands whole, the seal."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from tests.ui.wishes_hand import dialog_of, part, real, shown_at_home
from tests.wenming_desktop.opinions.conftest import Asked, asked, asked_folder, office_folder
from ui.common.buttons import Btn, FilterChip
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.party.opinions.dialog import OpinionDialog
from ui.party.opinions.panel import OpinionsPanel
from ui.party.opinions.request_dialog import RequestDialog
from ui.printing import Preview
from wenming_desktop.opinions import service
from wenming_desktop.party.record_model import RecordRow, TypeIn
from wenming_desktop.party.records import type_in
from wenming_desktop.undoing import undo_last_act

__all__ = ["asked", "asked_folder", "office_folder", "real"]
_CTRL = Qt.KeyboardModifier.ControlModifier
_KEY = Qt.Key
VETO = ("reasons", "meeting_record_no", "decided_by")


@pytest.fixture
def panel(qtbot: QtBot, real: Services, asked: Asked) -> OpinionsPanel:
    return opened(qtbot, real, asked)


def opened(qtbot: QtBot, services: Services, asked: Asked) -> OpinionsPanel:
    return shown_at_home(qtbot, services, OpinionsPanel, asked.office)


def choose(dialog: OpinionDialog, code: str) -> None:
    """Choose an opinion as a hand does."""
    dialog.fields.opinion.choose(code)
    dialog.fields.opinion.activated.emit(dialog.fields.opinion.currentIndex())


def states(panel: OpinionsPanel) -> list[str]:
    model = panel.table.model()
    return [str(model.index(at, 5).data()) for at in range(model.rowCount())]


def wrong(dialog: OpinionDialog) -> set[str]:
    return {key for key, row in dialog.fields.rows.items() if row.wrong()}


def shown(dialog: OpinionDialog) -> set[str]:
    return {key for key in VETO if dialog.fields.rows[key].isVisible()}


def test_from_the_request_to_the_seal_by_keys_alone(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    qtbot.keyClick(panel.search, _KEY.Key_N, _CTRL)
    form = dialog_of(qtbot, panel, RequestDialog)
    qtbot.keyClicks(form.who.line, "sunf")
    qtbot.waitUntil(form.who.list.isVisible)
    qtbot.keyClick(form.who.line, _KEY.Key_Return)
    form.matter.choose("2")
    part(form, QLineEdit, "fld_opinion_unit").setText("区委组织部")
    qtbot.keyClicks(form.due.line, "11.25")
    qtbot.keyClick(form, _KEY.Key_S, _CTRL)
    assert not form.isVisible()
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    assert dialog.fields.facts.text().startswith("2025-11-21 至 2026-11-20")
    assert dialog.fields.opinion.hasFocus()
    assert states(panel) == ["没填意见"]

    choose(dialog, "1")
    assert dialog.do.text() == "存下，交书记审签"
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert (dialog.do.text(), states(panel)) == ("审签", ["待书记审签"])
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert (dialog.do.text(), states(panel)) == ("打印两份", ["YJ-2026-0001"])
    assert "YJ-2026-0001" in part(dialog, Words, "lbl_opinion_state").text()
    qtbot.keyClick(dialog, _KEY.Key_Escape)
    assert not dialog.isVisible()


def test_a_veto_asks_for_its_parts_in_place_and_is_not_saved_without_them(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    made = asked.request()
    panel.open_opinion(made)
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    assert shown(dialog) == set()
    for code, parts in (("3", {"reasons"}), ("4", set(VETO)), ("1", set()), ("4", set(VETO))):
        choose(dialog, code)
        assert shown(dialog) == parts
    assert "一票否决" in dialog.told.text()
    dialog.submit()
    assert wrong(dialog) == set(VETO)
    assert dialog.fields.reasons.hasFocus()
    assert asked.sheet(made).opinion == ""

    dialog.fields.reasons.insertPlainText("拒不履行")
    part(dialog, QLineEdit, "fld_opinion_meeting").setText("2026-11")
    deciders = part(dialog, QLineEdit, "fld_opinion_deciders")
    deciders.setText("何建平、何建平")
    dialog.submit()
    assert wrong(dialog) == {"decided_by"}
    qtbot.keyClick(dialog, _KEY.Key_F8)
    assert deciders.hasFocus()
    deciders.setText("何建平、林晓燕")
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert asked.sheet(made).decided_by == ("何建平", "林晓燕")
    assert states(panel) == ["待书记审签"]


def test_what_a_veto_asked_for_does_not_stay_with_another_opinion(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    made = asked.written(
        "4", reasons="拒不履行", meeting_record_no="2026-11", decided_by=("甲", "乙")
    )
    panel.open_opinion(made)
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    choose(dialog, "1")
    dialog.submit()
    sheet = asked.sheet(made)
    assert (sheet.opinion, sheet.reasons, sheet.meeting_record_no) == ("1", "", "")
    assert sheet.decided_by == ()


def test_the_evidence_of_another_period_is_read_and_taken_over(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    made = asked.request()
    rows = tuple(RecordRow(date(2026, month, 5), "清洁家园", 1.0) for month in (3, 11))
    asked.desk.write(type_in, TypeIn(asked.member, rows))
    panel.open_opinion(made)
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    assert "2 次，2 小时" in [label.text() for label in dialog.evidence.findChildren(Words)]
    first = part(dialog, QLineEdit, "fld_evidence_first")
    first.setFocus()
    first.selectAll()
    qtbot.keyClicks(first, "2026-11-01")
    qtbot.waitUntil(
        lambda: "1 次，1 小时" in [w.text() for w in dialog.evidence.findChildren(Words)]
    )
    qtbot.mouseClick(part(dialog, Btn, "btn_take_evidence"), Qt.MouseButton.LeftButton)
    facts = part(dialog, QPlainTextEdit, "fld_opinion_facts")
    assert facts.toPlainText().startswith("2026-11-01 至 2026-11-20")
    assert facts.hasFocus()
    dialog.submit()
    assert "1 次，1 小时" in asked.sheet(made).facts


def test_the_button_approves_only_what_stands_as_it_was_saved(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    panel.open_opinion(asked.written())
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    assert dialog.do.text() == "审签"
    dialog.fields.facts.insertPlainText("另外，")
    assert dialog.do.text() == "存下，交书记审签"


def test_who_may_not_approve_is_not_offered_it(
    qtbot: QtBot, said: Said, asked: Asked, tmp_path: Path
) -> None:
    rights = asked.desk.actor.rights - {"party.approve"}
    staff = asked.desk.acting_as(replace(asked.desk.actor, rights=rights))
    lane = AtOnce()
    jobs = Jobs(staff, said, Lanes(lane, lane))
    services = Services(jobs, Memory(tmp_path / "s.ini"), Office("槐荫里社区", "小林", rights))
    panel = opened(qtbot, services, asked)
    panel.open_opinion(asked.written())
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    assert dialog.do.text() == "存下，交书记审签"
    dialog.submit()
    assert dialog.do.text() == "存下，交书记审签"
    jobs.close()


def test_what_is_approved_is_locked_printed_and_archived(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    made = asked.written()
    panel.open_opinion(made)
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    qtbot.mouseClick(part(dialog, Btn, "btn_print_opinion"), Qt.MouseButton.LeftButton)
    draft = dialog_of(qtbot, panel, Preview)
    draft.printed.emit()
    assert asked.office.count("print_log") == 0
    draft.close()
    dialog.activateWindow()
    asked.desk.write(service.approve, made)
    qtbot.waitUntil(lambda: dialog.do.text() == "打印两份")
    assert dialog.fields.facts.isReadOnly()
    assert dialog.fields.unit.isReadOnly()
    assert not part(dialog, Choice, "fld_opinion_opinion").isEnabled()
    dialog.submit()
    preview = next(one for one in panel.findChildren(Preview) if one is not draft)
    preview.printed.emit()
    kept = asked.office.rows("SELECT form, number, copies FROM print_log")
    assert kept == (("merit_opinion", "YJ-2026-0001", 2),)
    preview.close()


def test_only_a_void_with_its_reason_ends_it_and_undo_brings_it_back(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    made = asked.written()
    asked.desk.write(service.approve, made)
    panel.open_opinion(made)
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    qtbot.mouseClick(part(dialog, Btn, "btn_void_opinion"), Qt.MouseButton.LeftButton)
    assert dialog.fields.reason.hasFocus()
    dialog.submit()
    assert wrong(dialog) == {"reason"}
    dialog.fields.reason.setText("来函撤回")
    dialog.submit()
    assert states(panel) == []
    assert "来函撤回" in part(dialog, Words, "lbl_opinion_state").text()
    assert not dialog.do.isVisible()
    chip = part(panel, FilterChip, "btn_filter_opinion_void")
    assert chip.isVisible()
    asked.desk.write(undo_last_act)
    qtbot.waitUntil(dialog.do.isVisible)
    assert states(panel) == ["YJ-2026-0001"]


def test_what_was_typed_stands_when_the_same_one_is_opened_again(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    made, other = asked.request(), asked.request(member_id=asked.other)
    panel.open_opinion(made)
    dialog = dialog_of(qtbot, panel, OpinionDialog)
    dialog.fields.facts.insertPlainText("热心公益。")
    qtbot.keyClick(dialog, _KEY.Key_Escape)
    panel.open_opinion(other)
    panel.open_opinion(made)
    assert dialog.fields.facts.text().startswith("热心公益。")
    assert "还没有存" in dialog.told.text()


def test_lamps_chips_search_and_what_an_empty_list_says(
    qtbot: QtBot, panel: OpinionsPanel, asked: Asked
) -> None:
    def said() -> list[str]:
        return [label.text() for label in panel.empty.findChildren(Words)]

    counted: list[int] = []
    panel.counted.connect(counted.append)
    assert "这里还没有来函" in said()
    asked.request(due_on=date(2026, 11, 18))
    asked.written()
    assert counted[-1] == 2
    model = panel.table.model()
    assert [model.index(at, 3).data() for at in range(2)] == ["超期 2 天", "剩 3 天"]
    chip = part(panel, FilterChip, "btn_filter_opinion_waiting")
    chip.setFocus()
    qtbot.keyClick(chip, _KEY.Key_Space)
    assert states(panel) == ["待书记审签"]
    panel.go_search()
    qtbot.keyClicks(panel.search, "zzz")
    qtbot.waitUntil(lambda: "没有找到“zzz”" in said())


def test_the_empty_form_is_shown_for_handwriting(qtbot: QtBot, panel: OpinionsPanel) -> None:
    qtbot.mouseClick(part(panel, Btn, "btn_blank_opinion"), Qt.MouseButton.LeftButton)
    preview = dialog_of(qtbot, panel, Preview)
    assert preview.document.pageCount() == 1
    preview.close()
