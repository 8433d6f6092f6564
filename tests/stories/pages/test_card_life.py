"""连心卡: a card's whole life, and a number that opens its household; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


def states(office: Office) -> list[str]:
    return [row[0] for row in office.rows("SELECT status FROM service_card ORDER BY id")]


def test_a_cards_whole_life(office: Office, at_work: At) -> None:
    for room, head in (("501", "王秀兰"), ("502", "赵立新")):
        office.household(room, head)
    office.household("101", "陈国栋", building="4")
    office.grid("3")
    hand = at_work(office, "连心卡")
    printed(office, hand)
    reissued(office, hand)
    handed_out_and_lost(office, hand)


def printed(office: Office, hand: Hand) -> None:
    """Made and printed; one came out badly, which is noticed later, and is printed again."""
    hand.press("给没有卡的 3 户制卡")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 3, "three cards to print")
    hand.press("btn_mark_printed")
    hand.until(lambda: states(office) == ["2"] * 3, "printed")
    hand.turn("tabs_cards", "已印待发")
    hand.walk("tbl_cards", "王秀兰")
    hand.press("btn_card_spoilt")
    hand.until(lambda: states(office) == ["1", "2", "2"], "one waits again")
    hand.turn("tabs_cards", "待印")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 1, "it is listed")
    hand.press("btn_mark_printed")
    hand.until(lambda: states(office) == ["2"] * 3, "printed again")


def reissued(office: Office, hand: Hand) -> None:
    """The grid worker has another phone: the two cards of his grid no longer hold."""
    office.new_phone("梁志勇", "13900002999")
    hand.turn("tabs_cards", "应换发")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 2, "both of his grid")
    assert all("网格员电话变了" in " ".join(row) for row in hand.rows("tbl_cards"))
    hand.choose("fld_card_stair", "槐荫一院 3号楼 2单元（2）")
    hand.key("Ctrl+Return")
    hand.until(lambda: states(office) == ["7", "7", "2", "1", "1"], "replaced in one act")
    hand.sees("没有要换发的卡")
    hand.key("Ctrl+Z")
    hand.sees("已撤销")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 2, "undo brings the list back")
    hand.key("Ctrl+Y")
    hand.until(lambda: states(office) == ["7", "7", "2", "1", "1"], "done again")


def handed_out_and_lost(office: Office, hand: Hand) -> None:
    """The new card is printed, handed out, signed for and lost; its successor waits."""
    hand.turn("tabs_cards", "待印")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 2, "two new cards")
    assert all("网格员电话变了" in " ".join(row) for row in hand.rows("tbl_cards"))
    hand.press("btn_mark_printed")
    hand.turn("tabs_cards", "已印待发")
    hand.walk("tbl_cards", "王秀兰")
    hand.key("Ctrl+Return")
    hand.turn("tabs_cards", "待签收")
    hand.reach("tbl_cards")
    hand.until(lambda: hand.reads("签收人") == "王秀兰", "the head may sign")
    hand.key("Ctrl+Return")
    hand.until(lambda: states(office) == ["7", "7", "2", "4", "2"], "signed for")
    hand.turn("tabs_cards", "已签收")
    hand.walk("tbl_cards", "王秀兰")
    hand.key("Ctrl+Return")
    hand.until(lambda: states(office)[-1] == "1", "the successor")
    hand.turn("tabs_cards", "待印")
    hand.until(lambda: "遗失补打" in " ".join(hand.rows("tbl_cards")[0]), "why it waits")


def test_a_number_opens_the_household_from_anywhere(office: Office, at_work: At) -> None:
    office.household("501", "王秀兰")
    office.household("502", "赵立新")
    office.cards()
    ((number,),) = office.rows("SELECT card_no FROM service_card ORDER BY id DESC LIMIT 1")
    hand = at_work(office, "月度统计")
    hand.key("Ctrl+K")
    hand.holds("fld_find")
    # A scanner types and presses Enter without waiting for any answer.
    hand.type(str(number).lower())
    hand.key("Return")
    hand.meets("住户")
    hand.sees("赵立新", "成员")

    hand.page("连心卡")
    hand.reach("tbl_cards")
    hand.type(str(number)[-2:])
    hand.holds("fld_card_number")
    hand.key("Return")
    hand.until(lambda: len(hand.rows("tbl_cards")) == 1, "its card is in hand")
    assert "赵立新" in " ".join(hand.rows("tbl_cards")[0])
    hand.reach("tbl_cards")
    hand.key("Return")
    hand.meets("住户")
    hand.sees("赵立新")
