"""Files that mean harm end in a sentence for the clerk, soon and within bounds."""

import time
from pathlib import Path

import pytest

from tests.data.hostile import corpus
from wenming_desktop.workbooks import reader
from wenming_desktop.workbooks.refusals import BY_CODE, FileRefusedError

_SECONDS = 10


@pytest.mark.parametrize("name", corpus.NAMES)
def test_refused_with_its_reason_in_seconds(name: str, tmp_path: Path) -> None:
    path, code = corpus.make_one(tmp_path, name)
    started = time.monotonic()
    with pytest.raises(FileRefusedError) as refused:
        reader.read(path)
    assert time.monotonic() - started < _SECONDS
    assert refused.value.code == code
    assert name in refused.value.message
    assert "{" not in refused.value.message


def test_spoiled_xls_never_harms_the_reader(tmp_path: Path) -> None:
    rows: list[list[object]] = [["姓名", "电话", 1.5]] + [[f"张{n}", n, ""] for n in range(40)]
    path = tmp_path / "坏.xls"
    outcomes = set()
    for data in corpus.mutations(corpus.xls(rows), 60, seed=7):
        path.write_bytes(data)
        try:
            reader.read(path)
            outcomes.add("read")
        except FileRefusedError as refused:
            outcomes.add(refused.code)
    assert "file.damaged" in outcomes
    assert outcomes <= {"read", *BY_CODE}


def test_200_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as big:
        big.truncate(200 * 2**20)
    started = time.monotonic()
    with pytest.raises(FileRefusedError) as refused:
        reader.read(path)
    assert refused.value.code == "file.too_large"
    assert "200 MB" in refused.value.message
    assert time.monotonic() - started < 1


def test_blank_styled_cells_far_away_are_no_reason_to_refuse(tmp_path: Path) -> None:
    path = tmp_path / "格式.xlsx"
    path.write_bytes(
        corpus.xlsx(corpus.cell("B2", "7") + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    )
    assert reader.read(path).sheets[0].rows == [["", ""], ["", 7.0]]


def test_merged_over_the_whole_sheet_is_only_a_note(tmp_path: Path) -> None:
    path = tmp_path / "合并.xlsx"
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path.write_bytes(corpus.xlsx(corpus.cell("A1"), tail=merged))
    assert reader.read(path).sheets[0].merged == [(0, 0, 1048575, 16383)]
