"""导入台账: a file chosen, a column mended, checked, taken in, taken back; keys alone."""

from collections.abc import Callable
from pathlib import Path

from tests.hand import Hand
from tests.make import Office, ledger

At = Callable[..., Hand]
HEAD = ("姓名", "与户主关系", "出生日期", "小区", "楼", "单元", "房号", "备用栏")
ROWS = (
    ("王秀兰", "户主", "1962-03-14", "槐荫一院", "3", "2", "501", "13900001234"),
    ("王学礼", "配偶", "1960-01-02", "槐荫一院", "3", "2", "501", ""),
    ("赵立新", "户主", "1975-08-30", "槐荫一院", "3", "2", "502", "13900001235"),
)


def test_in_with_a_mended_column_and_out_again(office: Office, at_work: At, tmp_path: Path) -> None:
    hand = at_work(office, "导入台账", threads=True)
    hand.picks(ledger(tmp_path / "名册.xlsx", HEAD, *ROWS))
    hand.key("Ctrl+O")
    hand.holds("tbl_columns")
    hand.walk("tbl_columns", "备用栏")
    hand.key("Return")
    hand.pick("电话")
    hand.until(lambda: " 电话" in hand.line("tbl_columns"), "the column is taken as a phone")
    hand.key("Ctrl+Return")
    hand.sees("新增 3 人、2 户")
    hand.key("Ctrl+Return")
    hand.sees("导入完成")
    assert (office.count("resident"), office.count("household")) == (3, 2)
    assert ("13900001234",) in office.rows("SELECT phone FROM resident")
    hand.press("btn_undo_import")
    hand.sees("已撤销第 1 批")
    assert office.count("resident") == 0
