"""全局查找: a person, a ticket, a deed, from any page; keys alone."""

from collections.abc import Callable

from tests.hand import Hand
from tests.make import Office

At = Callable[..., Hand]


def found(hand: Hand, text: str, line: str) -> None:
    """Look for a text and wait for a line of the answers."""
    hand.key("Ctrl+K")
    hand.holds("fld_find")
    hand.key("Ctrl+A", "Del")
    hand.type(text)
    hand.until(lambda: line in hand.line("lst_find"), f"{line} in hand")


def test_person_ticket_and_deed(office: Office, at_work: At) -> None:
    office.household("501", "王秀兰")
    office.ticket("井盖晚上有响声")
    ((number,),) = office.rows("SELECT ticket_no FROM ticket")
    hand = at_work(office, "月度统计")
    before = hand.held
    hand.key("Ctrl+K")
    hand.holds("fld_find")
    hand.key("Esc")
    assert hand.held == before, "Esc gives the focus back"
    found(hand, "wxl", "王秀兰")
    hand.key("Return")
    hand.meets("住户")
    hand.sees("成员")
    found(hand, str(number)[-8:], str(number)[-4:])
    hand.key("Return")
    hand.meets("诉求工单")
    hand.sees("井盖晚上有响声", "经过")
    found(hand, "快速登记", "快速登记")
    hand.key("Return")
    hand.meets("快速登记")
