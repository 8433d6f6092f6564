"""What the reader gives back, whatever the file is called and however it was written."""

import datetime
import hashlib
import multiprocessing
import subprocess
import sys
import textwrap
from pathlib import Path

import openpyxl
import psutil
import pytest

from tests.data.hostile import corpus
from wenming_desktop.progress import CancelledError, Countdown
from wenming_desktop.workbooks import reader
from wenming_desktop.workbooks.refusals import FileKindError, FileMissingError

_TEXT = "姓名,电话\r\n张三,13900000001\r\n"


def _rows(path: Path) -> list[list[object]]:
    return reader.read(path).sheets[0].rows


def test_values_of_every_type_and_their_place(tmp_path: Path) -> None:
    path = tmp_path / "值.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"] = "户主"
    sheet["C3"] = 13900000001
    sheet["D3"] = True
    sheet["B5"] = datetime.datetime(2026, 8, 1, 9, 30)
    sheet["C5"] = datetime.date(2026, 8, 1)
    sheet["D5"] = datetime.time(9, 30)
    sheet.merge_cells("B5:B6")
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "hidden"
    book.save(path)
    read = reader.read(path)
    assert read.name == "值.xlsx"
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [grid.hidden for grid in read.sheets] == [False, True]
    grid = read.sheets[0]
    assert grid.rows[:2] == [["", "", "", ""]] * 2
    assert grid.rows[2] == ["", "户主", 13900000001.0, True]
    assert grid.rows[4] == [
        "",
        datetime.datetime(2026, 8, 1, 9, 30),
        datetime.date(2026, 8, 1),
        datetime.time(9, 30),
    ]
    assert grid.merged == [(4, 1, 5, 1)]


def test_formulas_give_their_values(tmp_path: Path) -> None:
    path = tmp_path / "公式.xlsx"
    path.write_bytes(
        corpus.xlsx(
            '<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>张三</v></c>'
            '<c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><v>=cmd|x</v></c></row>'
        )
    )
    assert _rows(path) == [["张三", 2.0, "=cmd|x"]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("甲.csv", _TEXT.encode()),
        ("甲.csv", _TEXT.encode("utf-8-sig")),
        ("甲.txt", _TEXT.encode("gb18030")),
        ("甲.csv", _TEXT.encode("utf-16")),
        ("甲.csv", b"\xfe\xff" + _TEXT.encode("utf-16-be")),
        ("甲.txt", _TEXT.replace(",", "\t").encode("utf-16")),
        ("甲.csv", _TEXT.replace(",", ";").encode()),
        ("甲.xls", _TEXT.replace(",", "\t").encode("gb18030")),
        ("甲.csv", _TEXT.replace("13900000001", '="13900000001"').encode()),
    ],
)
def test_text_tables(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert _rows(path) == [["姓名", "电话"], ["张三", "13900000001"]]


def test_blank_lines_and_cells_of_several_lines_keep_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "行.csv"
    path.write_text('sep=;\n姓名;备注\n\n张三;"一\n二"\n李四;三\n', "utf-8")
    blank = ["", ""]
    assert _rows(path) == [blank, ["姓名", "备注"], blank, ["张三", "一\n二"], ["李四", "三"]]


def test_old_private_characters_become_today_s(tmp_path: Path) -> None:
    path = tmp_path / "旧.txt"
    path.write_bytes("姓名,别名\n".encode("gb18030") + b"\xfe\x59,\xa6\xd9\n")
    assert _rows(path)[1] == ["\u9fb4", "\ufe10"]


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    ledger: list[list[object]] = [["姓名", "室"], ["张三", 101]]
    for name in ("甲.xls", "甲.et", "甲.xlsx", "甲.csv", "甲"):
        path = tmp_path / name
        path.write_bytes(corpus.xls(ledger))
        assert _rows(path) == [["姓名", "室"], ["张三", 101.0]]
        path.write_bytes(corpus.xlsx(corpus.cell("A1", "5")))
        assert _rows(path) == [[5.0]]


def test_opendocument_with_its_endless_blank_rows(tmp_path: Path) -> None:
    path = tmp_path / "甲.ods"
    word = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    path.write_bytes(
        corpus.ods(
            "<table:table-row>" + word.format("姓名") + word.format("室") + "</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        )
    )
    assert _rows(path) == [["姓名", "室"]]


def test_reading_stops_after_a_thousand_blank_rows_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    path.write_bytes(corpus.xlsx(corpus.cell("A1") + corpus.cell("A900") + corpus.cell("A2500")))
    grid = reader.read(path).sheets[0]
    assert (len(grid.rows), grid.cut_at) == (900, 900)
    path.write_bytes(corpus.xlsx(corpus.cell("A1") + corpus.cell("A900")))
    assert reader.read(path).sheets[0].cut_at is None


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        reader.read(tmp_path / "没有.xlsx")
    with pytest.raises(FileKindError):
        reader.read(tmp_path)
    with pytest.raises(FileMissingError):
        reader.read(tmp_path / "a\0b.xlsx")


def test_cancelling_ends_the_child_at_once(tmp_path: Path) -> None:
    path = tmp_path / "多.csv"
    path.write_text("姓名,电话\n" + "张三,139\n" * 200_000, "utf-8")
    with pytest.raises(CancelledError):
        reader.read(path, Countdown(5))
    assert multiprocessing.active_children() == []


def test_a_script_without_a_guard_may_read(tmp_path: Path) -> None:
    ledger = tmp_path / "甲.csv"
    ledger.write_text(_TEXT, "utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(
            f"""
            from pathlib import Path
            from wenming_desktop.workbooks import reader
            print(len(reader.read(Path({str(ledger)!r})).sheets[0].rows))
            """
        ),
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        env={"PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("2\n", "")


def test_the_child_loads_nothing_it_does_not_need() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, wenming_desktop.workbooks.child; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    heavy = {"sqlalchemy", "openpyxl", "PySide6", "reportlab", "wenming_desktop.errors", "db"}
    assert not loaded & heavy


def _wide_row(row: int) -> str:
    cells = (f'<c t="inlineStr"><is><t>{hash((row, n)):x}</t></is></c>' for n in range(12))
    return f"<row>{''.join(cells)}</row>"


class _Peak:
    def __init__(self) -> None:
        self.bytes = 0

    def step(self, done: int, total: int, note: str = "") -> None:
        me = psutil.Process()
        total_bytes = me.memory_info().rss
        for child in me.children():
            total_bytes += child.memory_info().rss
        self.bytes = max(self.bytes, total_bytes)


def test_a_wide_ledger_stays_within_memory(tmp_path: Path) -> None:
    path = tmp_path / "宽.xlsx"
    path.write_bytes(corpus.xlsx("".join(map(_wide_row, range(30_000)))))
    before = psutil.Process().memory_info().rss
    peak = _Peak()
    assert len(reader.read(path, peak).sheets[0].rows) == 30_000
    assert peak.bytes - before < 400 * 2**20
