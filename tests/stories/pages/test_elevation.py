"""楼栋图: a building chosen, coloured, walked door by door, a household opened; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


def test_walked_by_arrows_and_a_household_opened(sample: Office, at_work: At) -> None:
    hand = at_work(sample, "楼栋图")
    hand.holds("list_buildings")
    first = hand.reads("lbl_building")
    hand.key("Down")
    hand.until(lambda: hand.reads("lbl_building") != first, "the next building")
    hand.reach("tbl_front")
    here = hand.line("tbl_front")
    hand.key("Down")
    assert hand.line("tbl_front") != here, "an arrow goes to the door below"
    hand.sees("打开住户")
    hand.key("Return")
    hand.meets("住户")
    hand.sees("成员")


def test_coloured_by_cards(sample: Office, at_work: At) -> None:
    hand = at_work(sample, "楼栋图")
    hand.reach("fld_colour_by")
    hand.key("Right")
    hand.sees("待印")
    assert hand.is_on("连心卡")


def test_doors_of_a_new_building(sample: Office, at_work: At) -> None:
    hand = at_work(sample, "楼栋图")
    houses = sample.count("house")
    hand.press("btn_plan_doors")
    hand.meets("批量建房屋")
    hand.put("fld_plan_buildings", "31")
    hand.sees("1 栋共 36 套")
    hand.key("Ctrl+S")
    hand.meets("楼栋图")
    assert sample.count("house") == houses + 36
    hand.walk("list_buildings", "31号楼")
    hand.until(lambda: "31号楼" in hand.reads("lbl_building"), "the new building in hand")
