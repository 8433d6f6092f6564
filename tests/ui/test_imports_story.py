"""导入台账 on a real data file: a ledger in and out again, a stop that leaves nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import Said
from ui.common.memory import Memory
from ui.common.step_bar import StepBar
from ui.common.table_view import RecordTable
from ui.imports.page import ImportsPage
from ui.jobs import Jobs
from ui.page import Office, Services
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.households.queries import household_count
from wenming_desktop.progress import SILENT
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.desk_check import check_file
from wenming_desktop.workbooks.desk_imports import ImportRequest, recent_batches
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"
_CTRL = Qt.KeyboardModifier.ControlModifier
_LONG = 30_000


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> Iterator[ImportsPage]:
    jobs = Jobs(desk, said)
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    page = ImportsPage(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    jobs.changed.connect(page.changed)
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    page.start()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    jobs.close()


def _households(desk: Desk) -> int:
    return desk.read(household_count, HouseholdFilter())


def _reaches(page: ImportsPage, qtbot: QtBot, step: int) -> None:
    bar = page.findChild(StepBar)
    qtbot.waitUntil(lambda: bar.step() == step and not page._work.busy(), timeout=_LONG)


def test_a_ledger_comes_in_and_goes_out_again(
    page: ImportsPage, qtbot: QtBot, desk: Desk, said: Said
) -> None:
    page.take(LEDGERS / "待核人员.xlsx")
    _reaches(page, qtbot, 1)
    columns = page.findChild(RecordTable, "tbl_columns").model()
    seen = [[columns.index(at, col).data() for col in range(4)] for at in range(8)]
    assert seen[0] == ["姓名", "周正", "姓名", "表头是「姓名」"]
    assert seen[1][1] == "6****************8", "a sample never shows an identity number"
    assert seen[7][1] == "139****0000"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, _CTRL)
    assert page.findChild(RecordTable, "tbl_problems").model().rowCount() == 9
    assert _households(desk) == 0, "checking writes nothing"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, _CTRL)
    _reaches(page, qtbot, 4)
    assert _households(desk) == 8
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "btn_undo_batch_1") is not None)
    qtbot.mouseClick(page.findChild(QPushButton, "btn_undo_import"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: "已撤销第 1 批" in [label.text() for label in page.findChildren(QLabel)],
        timeout=_LONG,
    )
    assert _households(desk) == 0
    assert said.take() == [("say", "已导入 8 行"), ("say", "已撤销第 1 批")]


def test_stopping_while_the_file_is_read_leaves_nothing(
    page: ImportsPage, qtbot: QtBot, desk: Desk, said: Said
) -> None:
    page.take(LEDGERS / "居民信息台账.xlsx")
    stop = page.findChild(QPushButton, "btn_stop_work")
    assert stop.hasFocus()
    qtbot.keyClick(stop, Qt.Key.Key_Space)
    _reaches(page, qtbot, 0)
    qtbot.waitUntil(lambda: bool(said.said))
    assert said.take() == [("say", "已停止，没有保存。")]
    assert page.findChild(QPushButton, "btn_next_step").text() == "检查这份文件"
    assert desk.read(recent_batches) == ()


def test_the_wrong_kind_is_told_beside_the_choice(page: ImportsPage, qtbot: QtBot) -> None:
    page._view.choose.kinds.choose("tickets")
    page.take(LEDGERS / "待核人员.xlsx")
    qtbot.waitUntil(page._view.choose.refusal.isVisible, timeout=_LONG)
    assert "没有找到工单表" in page._view.choose.refusal.words.text()


def test_what_was_checked_is_written_though_the_file_is_gone(desk: Desk, tmp_path: Path) -> None:
    ledger = tmp_path / "名册.xlsx"
    ledger.write_bytes((LEDGERS / "待核人员.xlsx").read_bytes())
    checked = check_file(desk, SILENT, ImportRequest("residents", ledger))
    ledger.unlink()
    from wenming_desktop.workbooks.residents_in import import_residents

    outcome = desk.write(import_residents, checked.command)
    assert outcome.counts == checked.outcome.counts
    assert (checked.refused_rows, checked.taken_rows, checked.changes) == (6, 8, True)


def test_a_batch_is_undoable_for_thirty_days(desk: Desk, clock: Clock) -> None:
    import_file(desk, "residents", LEDGERS / "待核人员.xlsx", ImportOptions())
    (batch,) = desk.read(recent_batches)
    assert (batch.kind_name, batch.undoable) == ("居民台账", True)
    clock.now += timedelta(days=30)
    assert desk.read(recent_batches)[0].undoable
    clock.now += timedelta(seconds=1)
    assert not desk.read(recent_batches)[0].undoable
