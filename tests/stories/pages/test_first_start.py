"""第一次打开: the sample office, one's own office with its recovery key; keys alone."""

from collections.abc import Callable
from pathlib import Path

from tests.hand import Hand

NEW = "Changqing-0731"
Begin = Callable[[Path], Hand]


def test_the_sample_office(program: Begin, tmp_path: Path) -> None:
    hand = program(tmp_path / "新")
    hand.holds("fld_community")
    hand.press("btn_open_sample")
    hand.until(lambda: hand.title.endswith("今日工作台"), "the sample office", 60_000)
    hand.sees("演示", "今天要办")
    assert not (tmp_path / "新").exists()


def test_an_office_of_ones_own(program: Begin, tmp_path: Path) -> None:
    hand = program(tmp_path / "新")
    hand.holds("fld_community")
    hand.key("Return")
    hand.sees("社区名称还没写。")
    hand.type("槐荫里社区居民委员会")
    for word in ("林晓燕", NEW, NEW):
        hand.key("Tab")
        hand.type(word)
    hand.key("Return")
    hand.sees("恢复码")
    assert len(hand.reads("lbl_paper_key")) > 20
    assert not hand.can("btn_enter"), "the key is on paper first"
    hand.press("fld_kept")
    hand.press("btn_enter")
    hand.until(lambda: hand.title.endswith("今日工作台"), "at work", 30_000)
    hand.sees("社区刚建好，这里还是空的")
