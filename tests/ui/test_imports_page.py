"""导入台账 against a stand-in: nothing is written before the last button, all by keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.imports_office import ImportOffice, kept, problem
from tests.ui.stand_in import AtOnce, FakeDesk
from ui.common.memory import Memory
from ui.common.step_bar import StepBar
from ui.common.table_view import RecordTable
from ui.imports.page import ImportsPage
from ui.imports.words import brief, summary, when
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from wenming_desktop.errors import StorageTroubleError
from wenming_desktop.progress import CancelledError
from wenming_desktop.security.undo import Undone
from wenming_desktop.workbooks import desk_check
from wenming_desktop.workbooks.desk_imports import Checked, ColumnSeen, ImportRequest, SheetSeen
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.refusals import FilePasswordError
from wenming_desktop.workbooks.residents_in import import_residents

RIGHTS = frozenset({"register.import", "history.undo"})
GOOD = Outcome(36, {"households_added": 6, "residents_added": 14, "residents_updated": 20})
COLUMNS = (
    ColumnSeen("住户", "楼栋号", "3号楼", "楼栋", "表头是「楼栋号」", "sure"),
    ColumnSeen("住户", "责任人", "梁志勇", "网格员", "请核对：表头里有「责任」", "check"),
    ColumnSeen("住户", "备注2", "", "不导入", "没认出来", "none"),
)
_CTRL = Qt.KeyboardModifier.ControlModifier


def _checked(office: ImportOffice, request: ImportRequest) -> Checked:
    sheets = (SheetSeen("住户", 3, 36, 10, None),)
    return Checked(
        request,
        request.path.name,
        sheets,
        COLUMNS,
        office.told.outcome,
        import_residents,
        "command",
    )


@pytest.fixture
def office() -> ImportOffice:
    return ImportOffice()


@pytest.fixture
def page(
    qtbot: QtBot,
    office: ImportOffice,
    said: Said,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[ImportsPage]:
    def check(desk: FakeDesk, progress: Any, request: ImportRequest) -> Checked:
        progress.step(1, 2, "核对数据")
        if "check_file" in office.fail:
            raise office.fail["check_file"]
        return _checked(office, request)

    monkeypatch.setattr(desk_check, "check_file", check)
    office.told.outcome = replace(GOOD, problems=[problem(4), problem(9), problem(12, "kept")])
    lane = AtOnce()
    jobs = Jobs(FakeDesk(office), said, Lanes(lane, lane))
    services = Services(jobs, Memory(tmp_path / "w.ini"), Office("槐荫里社区", "林晓燕", RIGHTS))
    page = ImportsPage(services)
    said_of_it = frozenset({"import_batch"})
    office.wrote = lambda: page.changed(said_of_it)
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    page.start()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    jobs.close()


def step(page: ImportsPage) -> int:
    return page.findChild(StepBar).step()


def words(page: ImportsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def button(page: ImportsPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"btn_{name}")
    assert found is not None, name
    return found


def go_on(page: ImportsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Return, _CTRL)


def test_from_the_file_to_the_undo_by_keys(
    page: ImportsPage, qtbot: QtBot, office: ImportOffice, said: Said, monkeypatch: Any
) -> None:
    chosen = ("/台账/3号楼住户信息采集表.xlsx", "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    go_on(page, qtbot)
    assert step(page) == 1
    assert "3 列认出 2 列，1 列请核对" in words(page)
    table = page.findChild(RecordTable, "tbl_columns")
    assert table.current() == 1, "the column to look at is in hand"
    assert button(page, "next_step").text() == "下一步：检查 36 行"
    go_on(page, qtbot)
    assert step(page) == 2
    assert button(page, "next_step").text() == "导入 34 行"
    assert "import_residents" not in [name for name, _ in office.calls]
    go_on(page, qtbot)
    assert step(page) == 4
    assert "导入完成" in words(page)
    assert said.take() == [("say", "已导入 34 行")]
    qtbot.mouseClick(button(page, "undo_import"), Qt.MouseButton.LeftButton)
    assert "已撤销第 1 批" in words(page)
    assert said.take() == [("say", "已撤销第 1 批")]


def test_escape_goes_back_and_nothing_is_written(
    page: ImportsPage, qtbot: QtBot, office: ImportOffice
) -> None:
    page.take(Path("a.xlsx"))
    go_on(page, qtbot)
    qtbot.keyClick(page.findChild(RecordTable, "tbl_problems"), Qt.Key.Key_Escape)
    assert step(page) == 1
    qtbot.keyClick(page.findChild(RecordTable, "tbl_columns"), Qt.Key.Key_Escape)
    assert step(page) == 0
    assert "import_residents" not in [name for name, _ in office.calls]


def test_chips_narrow_the_rows_and_one_is_told_in_full(page: ImportsPage, qtbot: QtBot) -> None:
    page.take(Path("a.xlsx"))
    go_on(page, qtbot)
    table = page.findChild(RecordTable, "tbl_problems")
    assert table.model().rowCount() == 3
    assert [button(page, f"filter_{key}").text() for key in ("all", "refused", "kept")] == [
        "要核对的 3",
        "不收 2",
        "保留待核 1",
    ]
    qtbot.mouseClick(button(page, "filter_kept"), Qt.MouseButton.LeftButton)
    assert table.model().rowCount() == 1
    assert "住户　第 12 行　身份证号" in words(page)
    assert "身份证最后一位对不上" in words(page)


def test_a_clean_file_says_so(page: ImportsPage, qtbot: QtBot, office: ImportOffice) -> None:
    office.told.outcome = GOOD
    page.take(Path("a.xlsx"))
    go_on(page, qtbot)
    assert "没有要核对的行" in words(page)
    assert not button(page, "save_problems").isVisible()


def test_a_ledger_that_is_known_cannot_be_imported_again(
    page: ImportsPage, qtbot: QtBot, office: ImportOffice
) -> None:
    office.told.outcome = Outcome(36, {"residents_added": 0, "unchanged": 36})
    page.take(Path("a.xlsx"))
    go_on(page, qtbot)
    assert not button(page, "next_step").isEnabled()
    go_on(page, qtbot)
    assert step(page) == 2
    assert "import_residents" not in [name for name, _ in office.calls]


def test_a_refused_file_is_told_beside_the_choice(page: ImportsPage, office: ImportOffice) -> None:
    office.fail["check_file"] = FilePasswordError(file="名册.xlsx")
    page.take(Path("名册.xlsx"))
    assert step(page) == 0
    assert any("设了打开密码" in text for text in words(page))
    del office.fail["check_file"]
    page._go_on()
    assert step(page) == 1
    assert not any("设了打开密码" in text for text in words(page))


def test_stopping_the_check_leaves_the_choice(
    page: ImportsPage, qtbot: QtBot, office: ImportOffice, said: Said
) -> None:
    office.fail["check_file"] = CancelledError()
    page.take(Path("a.xlsx"))
    qtbot.waitUntil(lambda: button(page, "next_step").isVisible())
    assert step(page) == 0
    assert said.take() == [("say", "已停止，没有保存。")]


def test_stopping_the_import_leaves_the_check(
    page: ImportsPage, qtbot: QtBot, office: ImportOffice, said: Said
) -> None:
    page.take(Path("a.xlsx"))
    go_on(page, qtbot)
    office.fail["import_residents"] = CancelledError()
    go_on(page, qtbot)
    qtbot.waitUntil(lambda: button(page, "next_step").isVisible())
    assert step(page) == 2
    assert office.batches == []
    assert said.take() == [("say", "已停止，没有保存。")]


def test_another_kind_or_estate_wants_another_check(
    page: ImportsPage, qtbot: QtBot, office: ImportOffice
) -> None:
    page.take(Path("a.xlsx"))
    page._go_back()
    page._view.choose.estate.setEditText("新院")
    assert button(page, "next_step").text() == "检查这份文件"
    go_on(page, qtbot)
    assert page._checked is not None
    assert page._checked.request.estate == "新院"


def test_what_an_undo_leaves_is_named(
    page: ImportsPage, qtbot: QtBot, office: ImportOffice, said: Said
) -> None:
    page.take(Path("a.xlsx"))
    go_on(page, qtbot)
    go_on(page, qtbot)
    office.told.undone = Undone(13, 20, (kept("王秀兰"),))
    qtbot.mouseClick(button(page, "undo_batch_1"), Qt.MouseButton.LeftButton)
    table = page.findChild(RecordTable, "tbl_kept")
    cells = [table.model().index(0, at).data() for at in range(3)]
    assert cells == ["居民", "王秀兰", "后来又改过"]
    assert any(text.startswith("取出 13 条，还原 20 条") for text in words(page))
    said.take()


def test_an_undo_that_fails_leaves_the_page_usable(
    page: ImportsPage, qtbot: QtBot, office: ImportOffice, said: Said
) -> None:
    page.take(Path("a.xlsx"))
    go_on(page, qtbot)
    go_on(page, qtbot)
    office.fail["undo_batch"] = StorageTroubleError()
    qtbot.mouseClick(button(page, "undo_import"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button(page, "next_step").isVisible())
    assert button(page, "undo_batch_1").isEnabled()
    assert [kind for kind, _ in said.take()] == ["say", "trouble"]


def test_a_dropped_file_is_taken(page: ImportsPage, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "拖来.xlsx"))])
    drop = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page._view.drop.dropEvent(drop)
    assert step(page) == 1


def test_without_the_right_to_undo_nothing_offers_it(
    qtbot: QtBot, page: ImportsPage, office: ImportOffice, said: Said
) -> None:
    page.services.office = replace(page.services.office, rights=frozenset({"register.import"}))
    other = ImportsPage(page.services)
    qtbot.addWidget(other)
    other.show()
    other.start()
    other.take(Path("a.xlsx"))
    other._go_on()
    other._go_on()
    assert not button(other, "undo_import").isVisible()
    assert other.findChild(QPushButton, "btn_undo_batch_1") is None
    said.take()


def test_the_longest_file_name_moves_nothing(page: ImportsPage) -> None:
    width = page._view.drop.width()
    least = page.minimumSizeHint()
    page.take(Path("文" * 120 + ".xlsx"))
    assert page._view.drop.width() == width
    assert page.minimumSizeHint().width() <= max(least.width(), 856)


def test_every_button_has_a_name(page: ImportsPage, qtbot: QtBot) -> None:
    page.take(Path("a.xlsx"))
    for part in page.findChildren(QPushButton):
        assert part.accessibleName(), part.objectName()


@pytest.mark.parametrize(
    ("counts", "said_all", "said_brief"),
    [
        ({"residents_added": 14, "households_added": 6}, "新增 14 人、6 户", "新增 14 人"),
        ({"residents_updated": 1_200}, "更新 1,200 人", "更新 1,200 人"),
        ({"members_added": 2, "unchanged": 3}, "新增 2 人", "新增 2 人"),
        ({"unchanged": 3}, "不变 3 人", "不变 3 人"),
        ({}, "没有变化", "没有变化"),
    ],
)
def test_what_came_of_it_in_words(counts: dict[str, int], said_all: str, said_brief: str) -> None:
    assert summary("residents", counts) == said_all
    assert brief("residents", counts) == said_brief


def test_moments_are_said_as_in_a_list() -> None:
    from datetime import datetime

    now = datetime(2026, 11, 20, 10, 42)
    cases = {
        datetime(2026, 11, 20, 8, 2): "今天 08:02",
        datetime(2026, 11, 19, 16, 20): "昨天 16:20",
        datetime(2026, 10, 30): "10-30",
        datetime(2025, 11, 20): "2025-11-20",
    }
    for at, text in cases.items():
        assert when(at, now) == text
