"""快速登记: a caller by initials, a category, what it is about; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


def test_a_known_caller(office: Office, at_work: At) -> None:
    office.household("501", "王秀兰", phone="13900001234")
    hand = at_work(office)
    hand.key("F2")
    hand.meets("快速登记")
    hand.holds("fld_caller")
    hand.type("wxl")
    hand.until(lambda: bool(hand.rows("lst_callers")), "the caller is offered")
    hand.key("Return")
    hand.until(lambda: hand.reads("fld_caller") == "王秀兰", "the caller is taken")
    assert hand.reads("fld_location_text") == "槐荫一院 3号楼 2单元 501"
    hand.reach("btn_anonymous")
    hand.key("Tab", "Space", "Tab")
    hand.holds("fld_content")
    hand.type("厨房水管漏水")
    hand.key("Ctrl+S")
    hand.meets("今日工作台")
    hand.sees("已登记")
    assert office.rows("SELECT content, complainant_name FROM ticket") == (
        ("厨房水管漏水", "王秀兰"),
    )


def test_put_away_and_taken_up_again(office: Office, at_work: At) -> None:
    hand = at_work(office)
    hand.key("F2")
    hand.meets("快速登记")
    hand.type("刘洋")
    hand.put("fld_content", "夜里有人放音响")
    hand.key("Esc")
    hand.meets("今日工作台")
    hand.key("F2")
    hand.meets("快速登记")
    assert hand.reads("fld_caller") == "刘洋"
    hand.key("Ctrl+S")
    hand.until(lambda: "类别" in hand.reads("err_category"), "what is missing is told beside it")
    hand.key("Space", "Ctrl+S")
    hand.until(lambda: "地点" in hand.reads("err_location_text"), "one after the other")
    hand.type("一院 3号楼")
    hand.key("Ctrl+S")
    hand.meets("今日工作台")
    assert office.count("ticket") == 1
