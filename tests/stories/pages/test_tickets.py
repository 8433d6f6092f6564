"""诉求工单: found, dispatched, signed, finished, called back, archived; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import RESULT, Office

At = Callable[..., Hand]


def test_from_the_list_to_the_archive(office: Office, at_work: At) -> None:
    office.unit()
    office.ticket("楼道灯不亮")
    office.ticket("井盖晚上有响声")
    hand = at_work(office, "诉求工单")
    hand.holds("fld_search_tickets")
    hand.type("井盖")
    hand.until(lambda: len(hand.rows("tbl_tickets")) == 1, "the one looked for")
    hand.key("Down")
    hand.holds("tbl_tickets")
    hand.key("F6")
    hand.holds("fld_handling_unit_id")
    hand.choose("fld_handling_unit_id", "裕和物业")
    hand.choose("fld_handler_id", "贾涛")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "签收", "dispatched")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "申请办结", "signed")
    hand.put("fld_result", RESULT)
    hand.choose("fld_outcome", "已解决")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "审核通过", "finished")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "完成回访并归档", "approved")
    hand.reach("fld_satisfaction")
    hand.key("1", "Ctrl+Return")
    hand.until(lambda: office.rows("SELECT status FROM ticket WHERE id = 2") == (("80",),), "done")
    hand.sees("并归档")
    hand.key("Esc")
    hand.sees("没有找到“井盖”")
    hand.holds("fld_search_tickets")
    hand.key("Esc")
    hand.until(lambda: len(hand.rows("tbl_tickets")) == 1, "the other one is still open")


def test_an_unhappy_caller_sends_it_back(office: Office, at_work: At) -> None:
    office.ticket("井盖晚上有响声", unit=office.unit(), road=3)
    hand = at_work(office, "诉求工单")
    hand.reach("tbl_tickets")
    hand.key("Return")
    hand.until(lambda: hand.reads("btn_take_step") == "完成回访并归档", "to be called back")
    hand.reach("fld_satisfaction")
    hand.key("3")
    hand.until(lambda: "退回重办" in hand.reads("btn_take_step"), "the button tells what comes")
    hand.put("原话", "晚上还是响")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.reads("btn_take_step") == "签收", "with the unit again")
    hand.key("Ctrl+Z")
    hand.sees("已撤销")
    hand.until(lambda: hand.reads("btn_take_step") == "完成回访并归档", "as before")
