"""数据整理: a check looked through to the household it means, households ticked off; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


def test_a_check_leads_to_the_household_it_means(sample: Office, at_work: At) -> None:
    hand = at_work(sample, "数据整理")
    hand.reach("tbl_checks")
    assert hand.rows("tbl_checks"), "the sample has something to tidy"
    hand.key("Return")
    hand.holds("tbl_check_lines")
    assert hand.rows("tbl_check_lines")
    hand.key("Return")
    hand.meets("住户")


def test_households_are_ticked_off(sample: Office, at_work: At) -> None:
    hand = at_work(sample, "数据整理")
    before = sample.count("resident_change")
    hand.turn("tabs_tidy", "没核对")
    hand.reach("tbl_stale")
    hand.key("Space", "Ctrl+Return")
    hand.until(lambda: sample.count("resident_change") > before, "the household confirmed")
