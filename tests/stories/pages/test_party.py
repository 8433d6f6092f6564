"""党建: the tree walked, a member found, his households opened; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


def test_from_the_tree_to_a_household_a_member_looks_after(sample: Office, at_work: At) -> None:
    hand = at_work(sample, "党建")
    hand.holds("tree_party")
    hand.walk("tree_party", "槐荫一院1号楼党小组")
    hand.until(lambda: len(hand.rows("tbl_members")) == 4, "the members of the cell")
    hand.key("Ctrl+F")
    hand.holds("fld_search")
    hand.type("linhua")
    hand.until(lambda: len(hand.rows("tbl_members")) == 1, "the one looked for")
    hand.reach("tbl_members")
    hand.key("Return")
    hand.sees("资料", "党小组", "1号楼党小组")
    hand.key("Esc")
    hand.turn("tabs_party", "包联户")
    hand.until(lambda: bool(hand.rows("tbl_liaisons")), "the households he looks after")
    assert hand.reads("fld_search") == "linhua"
    hand.reach("tbl_liaisons")
    hand.key("Down", "Return")
    hand.meets("住户")
    hand.sees("成员", "包联党员")


def test_what_is_amiss_leads_to_its_cell(sample: Office, at_work: At) -> None:
    hand = at_work(sample, "党建")
    hand.turn("tabs_party", "提醒")
    hand.reach("tbl_warnings")
    assert "不足 3 人" in hand.line("tbl_warnings")
    cell = hand.rows("tbl_warnings")[0]
    hand.key("Return")
    hand.holds("tree_party")
    assert any(word in hand.line("tree_party") for word in cell)
