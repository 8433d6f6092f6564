"""要改的 mended in the window by keys: put at once, typed, chosen; remembered; taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from ui.common import ime
from ui.common.memory import Memory
from ui.common.step_bar import StepBar
from ui.imports.page import ImportsPage
from ui.jobs import Jobs
from ui.page import Office, Services
from wenming_desktop.work import Desk

HEADS = "姓名,小区,楼号,单元,室,电话,性别\n"
ROWS = (
    "周正,测试苑,9,1,101,139O0000001,男\n"
    "吴静,测试苑,9,1,102,1390000002,女\n"
    "郑同,测试苑,9,1,103,,雌\n"
    "王和,测试苑,9,1,104,,雌\n"
)
_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
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


def _check(page: ImportsPage, qtbot: QtBot, folder: Path, rows: str = ROWS) -> None:
    file = folder / "台账.csv"
    file.write_text(HEADS + rows, encoding="utf-8-sig")
    page.take(file)
    _reaches(page, qtbot, 1)
    _key(qtbot, page, Qt.Key.Key_Return, _CTRL)


def _reaches(page: ImportsPage, qtbot: QtBot, step: int) -> None:
    bar = page.findChild(StepBar)
    qtbot.waitUntil(lambda: bar.step() == step and not page._work.busy(), timeout=_LONG)


def _key(qtbot: QtBot, page: ImportsPage, key: Qt.Key, mod: Any = _NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget() or page, key, mod)


def _seen(page: ImportsPage, kind: type[Any], name: str) -> Any:
    found = [part for part in page.findChildren(kind, name) if part.isVisible()]
    return found[-1] if found else None


def _wait_for(page: ImportsPage, qtbot: QtBot, kind: type[Any], name: str) -> Any:
    qtbot.waitUntil(lambda: _seen(page, kind, name) is not None)
    return _seen(page, kind, name)


def _problems(page: ImportsPage) -> int:
    return page._view.check.table.model().rowCount()


def _settles(page: ImportsPage, qtbot: QtBot, problems: int) -> None:
    view = page._view.check
    qtbot.waitUntil(lambda: view.checked() is not None and len(view._problems) == problems)


def _focus(page: ImportsPage) -> str:
    found = page.focusWidget()
    return found.objectName() if isinstance(found, QWidget) else ""


def _stored(desk: Desk) -> dict[str, tuple[str | None, str | None]]:
    with desk.engine.connect() as plain:
        found = plain.execution_options(readonly=True).exec_driver_sql(
            "SELECT full_name, phone, gender FROM resident WHERE NOT is_void"
        )
        return {row[0]: (row[1], row[2]) for row in found}


def test_all_are_mended_by_keys_and_written_only_at_the_end(
    page: ImportsPage, qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path
) -> None:
    _check(page, qtbot, tmp_path)
    assert (_problems(page), _focus(page)) == (4, "tbl_problems")
    offer = _wait_for(page, qtbot, QPushButton, "btn_offer_0")
    assert offer.text() == "改成 13900000001"
    _key(qtbot, page, Qt.Key.Key_Return)
    assert _focus(page) == "btn_offer_0"
    _key(qtbot, page, Qt.Key.Key_Space)
    _settles(page, qtbot, 3)
    assert _focus(page) == "tbl_problems", "the next one is in hand"
    answer = _wait_for(page, qtbot, QLineEdit, "fld_answer")
    assert answer.text() == "1390000002"
    _key(qtbot, page, Qt.Key.Key_Return)
    answer.selectAll()
    qtbot.keyClicks(answer, "13900000002")
    _key(qtbot, page, Qt.Key.Key_Return, _CTRL)
    _settles(page, qtbot, 2)
    assert page.findChild(StepBar).step() == 2, "Ctrl+Enter in the line answers, it never imports"
    choice = _wait_for(page, qtbot, QComboBox, "fld_answer")
    _key(qtbot, page, Qt.Key.Key_Return)
    choice.lineEdit().insert("女")
    _seen(page, QPushButton, "btn_put_answer").setFocus()
    _key(qtbot, page, Qt.Key.Key_Space)
    _settles(page, qtbot, 0)
    assert _stored(desk) == {}
    _key(qtbot, page, Qt.Key.Key_Return, _CTRL)
    _reaches(page, qtbot, 4)
    assert _stored(desk) == {
        "周正": ("13900000001", "1"),
        "吴静": ("13900000002", "2"),
        "郑同": (None, "2"),
        "王和": (None, "2"),
    }
    said.take()


def test_the_next_file_is_mended_by_itself_until_it_is_taken_back(
    page: ImportsPage, qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path
) -> None:
    _check(page, qtbot, tmp_path, "郑同,测试苑,9,1,103,,雌\n")
    choice = _wait_for(page, qtbot, QComboBox, "fld_answer")
    choice.setCurrentIndex(choice.findText("女"))
    _seen(page, QPushButton, "btn_put_answer").click()
    _settles(page, qtbot, 0)
    _key(qtbot, page, Qt.Key.Key_Return, _CTRL)
    _reaches(page, qtbot, 4)
    _check(page, qtbot, tmp_path, "王和,测试苑,9,1,104,,雌\n")
    assert _problems(page) == 0
    chip = _seen(page, QPushButton, "btn_filter_fixed")
    assert chip.text() == "改过的 1"
    chip.setFocus()
    _key(qtbot, page, Qt.Key.Key_Space)
    table = page._view.check.fixed_table
    assert table.model().index(0, 4).data() == "上次这样定的"
    _wait_for(page, qtbot, QPushButton, "btn_take_back")
    assert _seen(page, QLabel, "lbl_problem").text() == "“雌”改成“女”。上次这样定的。"
    table.setFocus()
    _key(qtbot, page, Qt.Key.Key_Return)
    assert _focus(page) == "btn_take_back"
    _key(qtbot, page, Qt.Key.Key_Space)
    _settles(page, qtbot, 1)
    assert page._view.check.fixed_table.model().rowCount() == 0
    said.take()


def test_a_refused_answer_is_told_beside_it(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _check(page, qtbot, tmp_path, "郑同,测试苑,9,1,,,女\n王和,测试苑,9,1,104,,女\n")
    answer = _wait_for(page, qtbot, QLineEdit, "fld_answer")
    assert answer.text() == ""
    answer.setFocus()
    qtbot.keyClicks(answer, "9")
    _key(qtbot, page, Qt.Key.Key_Return)
    refused = _wait_for(page, qtbot, QLabel, "lbl_fix_refused")
    assert "看不出是哪一户" in refused.text()
    assert page._view.next.isEnabled()
    assert answer.text() == "9", "what was typed stays"
    answer.insert("号楼1单元103")
    _key(qtbot, page, Qt.Key.Key_Return)
    _settles(page, qtbot, 0)


def test_letters_being_composed_are_no_answer_yet(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    guard = ime.ImeGuard(qapp)
    try:
        _check(page, qtbot, tmp_path, "郑同,测试苑,9,1,,,女\n王和,测试苑,9,1,104,,女\n")
        answer = _wait_for(page, qtbot, QLineEdit, "fld_answer")
        answer.setFocus()
        QApplication.sendEvent(answer, QInputMethodEvent("jiu", []))
        _key(qtbot, page, Qt.Key.Key_Return)
        assert _seen(page, QLabel, "lbl_fix_refused") is None
        assert page._view.check.checked() is not None
        _key(qtbot, page, Qt.Key.Key_Escape)
        assert page.findChild(StepBar).step() == 2
        done = QInputMethodEvent()
        done.setCommitString("9号楼1单元103")
        QApplication.sendEvent(answer, done)
        _key(qtbot, page, Qt.Key.Key_Return)
        _settles(page, qtbot, 0)
    finally:
        qapp.removeEventFilter(guard)


def test_answers_stay_when_a_column_is_said_anew(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _check(page, qtbot, tmp_path, ROWS)
    _wait_for(page, qtbot, QPushButton, "btn_offer_0").click()
    _settles(page, qtbot, 3)
    _key(qtbot, page, Qt.Key.Key_Escape)
    choice = page._view.mapping.choice(6)
    assert choice is not None
    choice.setCurrentIndex(choice.findData(""))
    choice.activated.emit(choice.currentIndex())
    _key(qtbot, page, Qt.Key.Key_Return, _CTRL)
    _reaches(page, qtbot, 2)
    _settles(page, qtbot, 1)
    assert len(page._view.check._base.applied) == 1
