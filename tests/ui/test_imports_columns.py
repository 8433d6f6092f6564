"""导入台账, 对应列 and 要改的行: columns told anew, remembered; problem rows; the backup before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.choice import Choice
from ui.common.memory import Memory
from ui.common.saved_strip import SavedStrip
from ui.common.step_bar import StepBar
from ui.common.table_view import RecordTable
from ui.imports.chosen import read_back, signature, written
from ui.imports.page import ImportsPage
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from wenming_desktop.backup import automatic
from wenming_desktop.backup.by_desk import BackupRefusedError
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.desk_imports import ColumnSeen, recent_batches
from wenming_desktop.workbooks.mapping import ColumnPlace

LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"
HEADS = ["姓名", "小区", "楼号", "单元", "室", "花名"]
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, said: Said, tmp_path: Path) -> Iterator[ImportsPage]:
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    facts = Office("槐荫里社区", "demo", desk.actor.rights)
    page = ImportsPage(Services(jobs, Memory(tmp_path / "w.ini"), facts))
    qtbot.addWidget(page)
    page.resize(1180, 620)
    page.show()
    page.start()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    jobs.close()


def ledger(folder: Path, rows: int = 2, *names: str) -> Path:
    book = openpyxl.Workbook()
    for name in names or ("住户",):
        sheet = book.create_sheet(name)
        sheet.append(HEADS)
        for at in range(rows):
            sheet.append(
                [f"周{name}{'甲乙丙丁'[at % 4]}{at}", "一院", "3", "1", str(at + 101), f"花{at}"]
            )
    del book["Sheet"]
    path = folder / "采集表.xlsx"
    book.save(path)
    return path


def go_on(page: ImportsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Return, _CTRL)


def words(page: ImportsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def table(page: ImportsPage) -> RecordTable:
    return page._view.mapping.table()


def choice(page: ImportsPage, at: int) -> Choice:
    found = page._view.mapping.choice(at)
    assert found is not None
    return found


def say(page: ImportsPage, qtbot: QtBot, at: int, label: str) -> None:
    """Tell a column anew by keys: its row, Enter, the name of the field, Enter."""
    table(page).setFocus()
    table(page).go_to(at)
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    found = choice(page, at)
    assert found.view().isVisible()
    found.view().setCurrentIndex(found.model().index(found.findText(label), 0))
    qtbot.keyClick(found.view(), Qt.Key.Key_Return)


def told(page: ImportsPage, at: int) -> list[str]:
    model = table(page).model()
    return [str(model.index(at, n).data()) for n in range(model.columnCount())][-4:]


def remarks(desk: Desk) -> list[Any]:
    with desk.engine.connect() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT remark FROM resident")]


def test_a_column_is_told_anew_by_keys_and_comes_in_so(
    page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page.take(ledger(tmp_path))
    assert "6 列认出 5 列" in words(page)
    assert told(page, 5) == ["花名", "花0", "不导入", "没认出来"]
    say(page, qtbot, 5, "备注")
    assert told(page, 5) == ["花名", "花0", "备注", "你选的"]
    assert "6 列认出 6 列" in words(page)
    assert "对应改过了，下一步会重新检查" in words(page)
    assert table(page).hasFocus()
    go_on(page, qtbot)
    assert page.findChild(StepBar).step() == 2
    go_on(page, qtbot)
    assert remarks(desk) == ["花0", "花1"]


def test_a_field_goes_over_and_the_other_column_is_left_out(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take(ledger(tmp_path))
    say(page, qtbot, 5, "姓名")
    assert told(page, 0) == ["姓名", "周住户甲0", "不导入", "改给了“花名”"]
    assert choice(page, 0).currentText() == "不导入"


def test_what_does_not_do_is_said_and_stays_to_be_mended(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take(ledger(tmp_path))
    say(page, qtbot, 0, "不导入")
    go_on(page, qtbot)
    assert page.findChild(StepBar).step() == 1
    assert "姓名" in page._view.mapping.refusal.words.text()
    assert page._view.mapping.refusal.isVisible()
    say(page, qtbot, 0, "姓名")
    go_on(page, qtbot)
    assert page.findChild(StepBar).step() == 2


def test_the_next_file_of_the_same_make_is_taken_the_same_way(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    page.take(ledger(tmp_path))
    say(page, qtbot, 5, "备注")
    go_on(page, qtbot)
    go_on(page, qtbot)
    go_on_again = ledger(tmp_path, 3, "下个月")
    page.take(go_on_again)
    assert told(page, 5)[-2:] == ["备注", "你选的"]
    held = "".join(page.services.memory._ini.allKeys())
    assert "花名" not in held


def test_it_is_forgotten_where_that_is_wished(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = ledger(tmp_path)
    page.take(path)
    say(page, qtbot, 5, "备注")
    keep = page.findChild(QCheckBox, "fld_keep_mapping")
    assert isinstance(keep, QCheckBox)
    keep.setFocus()
    qtbot.keyClick(keep, Qt.Key.Key_Space)
    go_on(page, qtbot)
    go_on(page, qtbot)
    page.take(path)
    assert told(page, 5)[-2:] == ["不导入", "没认出来"]


def test_one_sheet_alone_is_taken(page: ImportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.take(ledger(tmp_path, 2, "住户", "租户"))
    assert "12 列认出 10 列" in words(page)
    found = page.findChild(Choice, "fld_sheet")
    assert isinstance(found, Choice)
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_Down)
    qtbot.keyClick(found, Qt.Key.Key_Down)
    assert "6 列认出 5 列" in words(page)
    assert found.currentText() == "只要“租户”"
    assert page.findChild(QPushButton, "btn_next_step").text() == "下一步：检查 2 行"


SEEN = [
    ColumnSeen("表", "姓名", "", "姓名", "", "sure", ColumnPlace("表", 1, 0), "resident.full_name"),
    ColumnSeen("表", "花名", "", "不导入", "", "none", ColumnPlace("表", 1, 5)),
    ColumnSeen("表", "（不在列里）", "", "小区", "", "sure"),
]


@pytest.mark.parametrize(
    "text", ["", "x", "{}", "[1]", "[[1,2]]", '[["a",5,"resident.remark"]]', '[[1,5,"no.such"]]']
)
def test_a_broken_memory_of_columns_says_nothing(text: str) -> None:
    assert read_back(text, SEEN) == {}


def test_what_was_written_is_read_back_on_another_sheet() -> None:
    text = written({ColumnPlace("十月", 1, 5): "resident.remark", ColumnPlace("十月", 1, 0): ""})
    assert read_back(text, SEEN) == {SEEN[1].place: "resident.remark", SEEN[0].place: ""}


def test_the_make_of_a_file_is_its_heads_and_kind() -> None:
    assert signature("residents", SEEN) == signature("residents", SEEN[::-1])
    assert signature("residents", SEEN) != signature("members", SEEN)
    assert signature("residents", SEEN) != signature("residents", SEEN[1:])


# the rows that want a person


def test_problem_rows_become_a_workbook_beside_the_ledger(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes((LEDGERS / "待核人员.xlsx").read_bytes())
    before = path.read_bytes()
    page.take(path)
    go_on(page, qtbot)
    wished = [str(path), str(tmp_path / "要改的行.xlsx"), str(tmp_path / "没有" / "x.xlsx")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (wished.pop(0), ""))
    save, strip = page.findChild(QPushButton, "btn_save_problems"), page.findChild(SavedStrip)
    save.click()
    assert path.read_bytes() == before
    assert "不能盖住台账" in strip.text()
    save.click()
    assert strip.text() == "已存成“要改的行.xlsx”，9 行"
    assert page.findChild(QPushButton, "btn_open_folder").isVisible()
    (sheet,) = openpyxl.load_workbook(tmp_path / "要改的行.xlsx")
    assert sheet.max_row == 10
    assert sheet["A2"].font.color.rgb == "FFC13A1E"
    save.click()
    assert "存不进“x.xlsx”" in strip.text()
    assert page.findChild(QPushButton, "btn_retry").isVisible()


# the backup before


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What automatic backups were asked for, none of them made."""
    asked: list[str] = []
    monkeypatch.setattr(automatic, "back_up_by_itself", lambda _desk, why: asked.append(why))
    return asked


@pytest.mark.parametrize(("rows", "why"), [(50, []), (51, ["import"])])
def test_many_rows_are_backed_up_before(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path, made: list[str], rows: int, why: list[str]
) -> None:  # fmt: skip
    page.take(ledger(tmp_path, rows))
    go_on(page, qtbot)
    assert ("导入前自动备份一次" in words(page)) == bool(why)
    go_on(page, qtbot)
    qtbot.waitUntil(lambda: page.findChild(StepBar).step() == 4)
    assert made == why
    assert page._view.result.isVisible()


@pytest.mark.parametrize(("answer", "batches"), [("wait", 0), ("go_on", 1)])
def test_without_a_backup_the_clerk_decides(
    page: ImportsPage, qtbot: QtBot, desk: Desk, tmp_path: Path, answer: str, batches: int
) -> None:
    def full(*_: object) -> None:
        raise BackupRefusedError(sentence="磁盘满了。")

    asked: list[str] = []

    def ask(question: str, _choices: object, done: Any) -> None:
        asked.append(question)
        done(answer)

    page.take(ledger(tmp_path, 60))
    go_on(page, qtbot)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(automatic, "back_up_by_itself", full)
        patch.setattr(page.jobs.messages, "ask", ask)
        go_on(page, qtbot)
        qtbot.waitUntil(lambda: bool(asked))
    assert len(desk.read(recent_batches)) == batches
    assert asked == ["导入前的备份没有做成，还没有导入。磁盘满了。"]
