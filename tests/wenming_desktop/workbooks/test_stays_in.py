"""人户状态 of a ledger: who is registered and who lives here follows from it, and is counted so."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.wenming_desktop.workbooks.clerk import query, take
from wenming_desktop import checks
from wenming_desktop.tallies.register_fetch import register_counts
from wenming_desktop.work import Desk, Work, use_case

HEADS = ("小区", "楼栋", "单元", "房号", "户主", "姓名", "与户主关系", "人户状态")
HOME = ("槐荫一院", "3", "2", "501", "王秀兰")


@use_case("test.register_counts", "读", right="any")
def counted(work: Work) -> tuple[int, int]:
    counts = register_counts(work, date(2026, 11, 1), date(2026, 12, 1))
    return len(counts.living), len(counts.registered)


def ledger(path: Path, *states: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADS)
    people = (("王秀兰", "户主"), ("王建国", "子"), ("李小文", "儿媳"), ("王小雨", "孙女"))
    for (name, relation), state in zip(people, states, strict=False):
        sheet.append((*HOME, name, relation, state))
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("said", "stay"),
    [
        ("人户一致", (1, 1)),
        ("空挂", (1, 0)),
        ("租户", (0, 1)),
        ("流动", (0, 1)),
        ("待核实", (0, 1)),
        ("", (0, 1)),
    ],
)
def test_what_a_ledger_says_of_residence_is_what_the_register_knows(
    desk: Desk, tmp_path: Path, said: str, stay: tuple[int, int]
) -> None:
    take(desk, ledger(tmp_path / "台账.xlsx", "人户一致", said))
    rows = query(desk, "SELECT is_hukou, is_living FROM household_membership ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [(1, 1), stay]
    (home,) = query(desk, "SELECT people FROM household")
    assert home["people"] == 1 + stay[1]
    assert [check.name for check in checks.of_data(desk.engine) if not check.ok] == []


def test_who_lives_here_and_who_is_registered_is_counted(desk: Desk, tmp_path: Path) -> None:
    take(desk, ledger(tmp_path / "台账.xlsx", "人户一致", "空挂", "租户"))
    take(desk, ledger(tmp_path / "再来.xlsx", "人户一致", "空挂", "租户", "空挂"))
    (home,) = query(desk, "SELECT people FROM household")
    assert home["people"] == 2
    assert desk.read(counted) == (2, 3)
