"""Words of the lists are renamed, timed, put out of use and taken back; never deleted."""

from dataclasses import replace

import pytest

from wenming_desktop import undoing
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.settings.codes import CodeRow, code_rows, save_code
from wenming_desktop.settings.lists import NameTakenError
from wenming_desktop.tickets.deadlines import workdays
from wenming_desktop.work import Desk, Work, use_case


@use_case("test.code.term", "查时限", right="any")
def term(work: Work, category: str) -> int:
    return workdays(work, category)


def _row(desk: Desk, code: str) -> CodeRow:
    return next(r for r in desk.read(code_rows) if (r.list, r.code) == ("ticket_category", code))


def test_a_term_counts_at_once_and_can_be_taken_back(desk: Desk) -> None:
    row = _row(desk, "0102")
    before = desk.read(term, "0102")
    desk.write(save_code, replace(row, workdays=9))
    assert desk.read(term, "0102") == 9
    desk.write(undoing.undo_last_act)
    assert desk.read(term, "0102") == before
    desk.write(save_code, replace(row, workdays=None))
    assert _row(desk, "0102").workdays is None


def test_a_name_is_cleaned_and_its_other_columns_stay(desk: Desk) -> None:
    row = _row(desk, "0102")
    desk.write(save_code, replace(row, name=" 垃圾\u200b堆放 ", enabled=False))
    assert _row(desk, "0102") == replace(row, name="垃圾堆放", enabled=False)


def test_what_cannot_be_is_refused(desk: Desk) -> None:
    row, other = _row(desk, "0102"), _row(desk, "0101")
    with pytest.raises(NameTakenError):
        desk.write(save_code, replace(row, name=other.name))
    for wrong in (replace(row, name=""), replace(row, workdays=0), replace(row, workdays=366)):
        with pytest.raises(UserError):
            desk.write(save_code, wrong)
    with pytest.raises(NotFoundError):
        desk.write(save_code, replace(row, id=999_999))
    assert _row(desk, "0102") == row
