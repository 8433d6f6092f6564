"""月度统计: another month, the tickets behind a figure, the workbook, the paper; keys alone."""

from collections.abc import Callable
from pathlib import Path

from tests.hand import Hand, book_cells, pdf_text
from tests.make import Office

At = Callable[..., Hand]
MONTH = "2026年10月"


def turn_to(hand: Hand, month: str) -> None:
    """Turn back until the month stands there."""
    hand.reach("btn_period_back")
    for _ in range(60):
        if hand.reads("lbl_period") == month:
            return
        hand.key("Left")
    raise AssertionError(hand.reads("lbl_period"))


def test_behind_a_figure_and_out_as_a_workbook(sample: Office, at_work: At, tmp_path: Path) -> None:
    hand = at_work(sample, "月度统计")
    turn_to(hand, MONTH)
    hand.reach("tbl_month")
    hand.sees("“受理件数 146”怎么来的")
    hand.key("Return")
    hand.holds("tbl_behind")
    hand.sees("146 件")
    assert len(hand.rows("tbl_behind")) == 146
    hand.key("Esc")
    hand.holds("tbl_month")
    hand.picks(tmp_path / "月报.xlsx")
    hand.key("Ctrl+E")
    hand.sees("月报.xlsx")
    assert "146" in book_cells(tmp_path / "月报.xlsx")


def test_the_paper_of_the_month(sample: Office, at_work: At, tmp_path: Path) -> None:
    hand = at_work(sample, "月度统计")
    turn_to(hand, MONTH)
    hand.picks(tmp_path / "月报.pdf")
    hand.key("Ctrl+P")
    hand.meets("社区工作月报")
    hand.key("Ctrl+S")
    hand.sees("已存到“月报.pdf”")
    assert "146" in pdf_text(tmp_path / "月报.pdf")
    hand.key("Esc")
    hand.meets("月度统计")
