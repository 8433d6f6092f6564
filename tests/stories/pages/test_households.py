"""住户: found by initials, opened, and back to the list; by keyboard alone."""

from collections.abc import Callable

import pytest

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


@pytest.fixture
def street(office: Office) -> Office:
    office.household("501", "王秀兰", "王学礼")
    office.household("502", "赵立新")
    office.household("402", "陈国栋")
    return office


def test_found_by_initials_opened_and_back(street: Office, at_work: At) -> None:
    hand = at_work(street, "住户")
    assert len(hand.rows("tbl_households")) == 3
    hand.holds("fld_search")
    hand.type("wxl")
    hand.until(lambda: len(hand.rows("tbl_households")) == 1, "one household")
    assert "王秀兰" in " ".join(hand.rows("tbl_households")[0])
    hand.key("Down")
    hand.holds("tbl_households")
    hand.key("Return")
    hand.until(lambda: hand.held != "tbl_households", "the household in hand")
    hand.sees("成员", "王学礼")
    hand.key("Esc")
    hand.holds("tbl_households")
    hand.key("Ctrl+F")
    hand.holds("fld_search")
    hand.key("Esc")
    hand.until(lambda: len(hand.rows("tbl_households")) == 3, "all again")


def test_what_is_nowhere_is_told(street: Office, at_work: At) -> None:
    hand = at_work(street, "住户")
    hand.type("zzz")
    hand.sees("没有找到")
