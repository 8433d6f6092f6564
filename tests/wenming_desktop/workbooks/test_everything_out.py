"""全部数据导出: every row of every register in a file that another program reads."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.wenming_desktop.workbooks.clerk import query
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.everything_out import ExportEverything, export_everything
from wenming_desktop.workbooks.residents_out import FullNeedsReasonError


@pytest.mark.parametrize("opened", ["dev"], indirect=True)
def test_every_row_of_every_register_is_in_the_file(opened: Desk, tmp_path: Path) -> None:
    file = tmp_path / "全部数据.xlsx"
    rows = export_everything(opened, ExportEverything(file, "换系统"))
    book = CalamineWorkbook.from_path(str(file))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    for table in ("resident", "household", "household_membership", "house", "special_care"):
        stored = len(query(opened, f"SELECT id FROM {table}"))
        assert len(sheets[table]) == stored + 1
    assert sum(len(cells) - 1 for name, cells in sheets.items() if name != "说明") == rows
    head = sheets["resident"][0]
    names = [row[head.index("姓名 full_name")] for row in sheets["resident"][1:]]
    assert names == [
        row["full_name"] for row in query(opened, "SELECT full_name FROM resident ORDER BY id")
    ]
    assert book.sheet_names[-1] == "说明"
    assert {"draft", "meta", "account_secret"}.isdisjoint(book.sheet_names)
    log = query(opened, "SELECT what, reason, rows FROM export_log ORDER BY id DESC LIMIT 1")
    assert [tuple(row.values()) for row in log] == [("everything", "换系统", rows)]


def test_full_numbers_leave_only_for_a_reason(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "全部数据.xlsx"
    with pytest.raises(FullNeedsReasonError):
        export_everything(desk, ExportEverything(file, " "))
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises((UserError, StorageTroubleError)):
        export_everything(desk, ExportEverything(tmp_path / "没有" / "全部.xlsx", "换系统"))
