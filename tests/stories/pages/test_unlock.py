"""解锁: a wrong password, the right one, the lock; keys alone."""

from collections.abc import Callable
from pathlib import Path

from tests.hand import Hand

WORD = "huaiyin-kz7781"
Begin = Callable[[Path], Hand]


def test_wrong_then_right(program: Begin, office_folder: Path) -> None:
    hand = program(office_folder)
    hand.holds("fld_password")
    hand.key("Return")
    hand.sees("先输入密码，再按回车。")
    hand.type("wrong-word-1")
    hand.key("Return")
    hand.sees("密码不对，还能试 4 次。")
    hand.holds("fld_password")
    hand.type(WORD)
    hand.key("Return")
    hand.until(lambda: hand.title.endswith("今日工作台"), "at work", 30_000)
