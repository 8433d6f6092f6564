"""今日工作台: what is due is opened from its row, and the page counts again; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


def test_the_late_one_first_opened_and_back(office: Office, at_work: At) -> None:
    unit = office.unit()
    office.ticket("楼上漏水到厨房")
    office.ticket("暖气不热", ago=20, unit=unit, road=1)
    hand = at_work(office)
    hand.holds("tbl_todo")
    assert [row for row in hand.rows("tbl_todo") if "暖气不热" in " ".join(row)]
    hand.walk("tbl_todo", "暖气不热")
    hand.key("Return")
    hand.meets("诉求工单")
    hand.sees("经过", "暖气不热")
    hand.page("今日工作台")
    hand.turn("tabs_todo", "待派单")
    hand.until(lambda: len(hand.rows("tbl_todo")) == 1, "only the one to dispatch")
    hand.press("btn_all_tickets")
    hand.meets("诉求工单")


def test_an_empty_office_shows_where_to_begin(office: Office, at_work: At) -> None:
    hand = at_work(office)
    hand.sees("社区刚建好，这里还是空的")
    hand.key("Space")
    hand.meets("导入台账")
