"""和台账合并 by keys on a real data file: field by field, for all, and the counts that follow."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from ui.common.memory import Memory
from ui.common.step_bar import StepBar
from ui.imports.page import ImportsPage
from ui.jobs import Jobs
from ui.page import Office, Services
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

HEADS = "姓名,小区,楼号,单元,室,电话,备注\n"
BEFORE = (
    "周正,测试苑,9,1,101,13900000001,\n"
    "吴静,测试苑,9,1,102,13900000002,老师\n"
    "郑同,测试苑,9,1,103,13900000003,\n"
)
AFTER = (
    "周正,测试苑,9,1,101,13900000011,会修水管\n"
    "吴静,测试苑,9,1,102,13900000012,老师\n"
    "郑同,测试苑,9,1,103,13900000003,\n"
)
_CTRL = Qt.KeyboardModifier.ControlModifier
_LONG = 30_000


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> Iterator[ImportsPage]:
    first = tmp_path / "上个月.csv"
    first.write_text(HEADS + BEFORE, encoding="utf-8-sig")
    import_file(desk, "residents", first, ImportOptions())
    jobs = Jobs(desk, said)
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    page = ImportsPage(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    jobs.changed.connect(page.changed)
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    page.start()
    qtbot.waitUntil(page.isActiveWindow)
    second = tmp_path / "这个月.csv"
    second.write_text(HEADS + AFTER, encoding="utf-8-sig")
    page.take(second)
    _reaches(page, qtbot, 1)
    _key(qtbot, page, Qt.Key.Key_Return, _CTRL)
    yield page
    jobs.close()


def _reaches(page: ImportsPage, qtbot: QtBot, step: int) -> None:
    bar = page.findChild(StepBar)
    qtbot.waitUntil(lambda: bar.step() == step and not page._work.busy(), timeout=_LONG)


def _key(qtbot: QtBot, page: ImportsPage, key: Qt.Key, mod: Any = None) -> None:
    at = QApplication.focusWidget() or page
    qtbot.keyClick(at, key, mod or Qt.KeyboardModifier.NoModifier)


def _said(page: ImportsPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _stored(desk: Desk) -> dict[str, tuple[str, str | None]]:
    sql = "SELECT full_name, phone, remark FROM resident WHERE NOT is_void"
    with desk.engine.connect() as plain:
        found = plain.execution_options(readonly=True).exec_driver_sql(sql)
        return {row[0]: (row[1], row[2]) for row in found}


def _focus(page: ImportsPage) -> str:
    found = page.focusWidget()
    return found.objectName() if found is not None else ""


def _press(page: ImportsPage, qtbot: QtBot, name: str) -> None:
    button = page.findChildren(QPushButton, f"btn_{name}")[-1]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_one_field_of_one_row_is_kept_by_keys(
    page: ImportsPage, qtbot: QtBot, desk: Desk, said: Said
) -> None:
    assert _focus(page) == "tbl_merges", "who differs is in hand, there is no problem"
    assert page._view.check.merge_table.model().rowCount() == 2
    assert "更新 2 人" in _said(page, "lbl_after")
    qtbot.waitUntil(lambda: _said(page, "lbl_merge") == "合并：第 2 行 周正")
    _key(qtbot, page, Qt.Key.Key_Return)
    assert _focus(page) == "fld_sheet_resident.phone"
    _key(qtbot, page, Qt.Key.Key_Left)
    assert _focus(page) == "fld_register_resident.phone"
    assert "更新 2 人" in _said(page, "lbl_after"), "his remark is new all the same"
    page._view.check.merge_table.setFocus()
    _key(qtbot, page, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: _said(page, "lbl_merge") == "合并：第 3 行 吴静")
    _key(qtbot, page, Qt.Key.Key_Return)
    _key(qtbot, page, Qt.Key.Key_Left)
    assert "更新 1 人" in _said(page, "lbl_after")
    _key(qtbot, page, Qt.Key.Key_Return, _CTRL)
    _reaches(page, qtbot, 4)
    assert _stored(desk) == {
        "周正": ("13900000001", "会修水管"),
        "吴静": ("13900000002", "老师"),
        "郑同": ("13900000003", None),
    }
    said.take()


def test_a_field_of_everybody_is_kept(page: ImportsPage, qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: _said(page, "lbl_merge") == "合并：第 2 行 周正")
    _key(qtbot, page, Qt.Key.Key_Return)
    _key(qtbot, page, Qt.Key.Key_Left)
    _press(page, qtbot, "every_resident.phone")
    assert "更新 1 人" in _said(page, "lbl_after")
    page._view.check.merge_table.go_to(1)
    qtbot.waitUntil(lambda: _said(page, "lbl_merge") == "合并：第 3 行 吴静")
    kept = page.findChildren(QRadioButton, "fld_register_resident.phone")[-1]
    assert kept.isChecked()


def test_the_register_counts_throughout_and_nothing_is_left_to_write(
    page: ImportsPage, qtbot: QtBot, desk: Desk
) -> None:
    before = _stored(desk)
    qtbot.waitUntil(lambda: bool(_said(page, "lbl_merge")))
    _press(page, qtbot, "all_register")
    assert _said(page, "lbl_after") == "不一样的都以台账为准，没有要写入的。"
    assert not page._view.next.isEnabled()
    _key(qtbot, page, Qt.Key.Key_Return, _CTRL)
    assert page.findChild(StepBar).step() == 2
    _press(page, qtbot, "all_sheet")
    assert page._view.next.isEnabled()
    assert "更新 2 人" in _said(page, "lbl_after")
    assert _stored(desk) == before


def test_what_differs_is_said_and_every_side_has_a_name(page: ImportsPage, qtbot: QtBot) -> None:
    table = page._view.check.merge_table.model()
    assert table.index(0, 4).data() == "台账里已有，电话、备注不同"
    assert table.index(1, 4).data() == "台账里已有，电话不同"
    qtbot.waitUntil(lambda: bool(_said(page, "lbl_merge")))
    names = [button.accessibleName() for button in page.findChildren(QRadioButton)]
    assert "电话以台账为准：139****0001" in names
    assert "备注以表格为准：会修水管" in names
