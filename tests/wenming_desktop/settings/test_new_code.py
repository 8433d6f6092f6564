"""An office adds words of its own to the lists that may grow."""

import pytest

from wenming_desktop import undoing
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.settings.codes import CodeRow, code_rows
from wenming_desktop.settings.lists import NameMissingError, NameTakenError
from wenming_desktop.settings.new_code import MAY_GROW, ListFullError, NewCode, add_code
from wenming_desktop.work import Desk


def listed(desk: Desk, name: str) -> list[CodeRow]:
    return [row for row in desk.read(code_rows) if row.list == name]


@pytest.mark.parametrize("name", MAY_GROW)
def test_a_new_word_has_the_next_code_and_stands_before_the_others(desk: Desk, name: str) -> None:
    before = listed(desk, name)
    made = desk.write(add_code, NewCode(name, " 送餐\u200b上门 "))
    after = listed(desk, name)
    (new,) = (row for row in after if row.id == made)
    assert after == [*before[:-1], new, before[-1]]
    assert (new.name, new.enabled, new.workdays) == ("送餐上门", True, None)
    assert len(new.code) == len(before[-1].code)
    assert before[-2].code < new.code < before[-1].code
    desk.write(undoing.undo_last_act)
    assert listed(desk, name) == before


def test_a_term_goes_with_a_word_that_has_one(desk: Desk) -> None:
    made = desk.write(add_code, NewCode("errand_type", "代缴水费", 3))
    (new,) = (row for row in listed(desk, "errand_type") if row.id == made)
    assert (new.code, new.workdays) == ("E36", 3)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (NewCode("errand_type", " "), NameMissingError),
        (NewCode("wish_category", "生活用品"), NameTakenError),
        (NewCode("gender", "另一个"), NotFoundError),
        (NewCode("ticket_category", "新的"), NotFoundError),
        (NewCode("errand_type", "代缴水费", 366), UserError),
    ],
)
def test_what_cannot_be_added_is_refused(
    desk: Desk, command: NewCode, error: type[UserError]
) -> None:
    before = desk.read(code_rows)
    with pytest.raises(error):
        desk.write(add_code, command)
    assert desk.read(code_rows) == before


def test_a_list_of_one_digit_fills_up_before_its_nine(desk: Desk) -> None:
    for number in (6, 7, 8):
        desk.write(add_code, NewCode("ticket_return_reason", f"第 {number} 种"))
    with pytest.raises(ListFullError):
        desk.write(add_code, NewCode("ticket_return_reason", "再一种"))
