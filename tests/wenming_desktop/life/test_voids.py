"""Voided records count for nothing and come back whole within thirty days."""

from datetime import timedelta

import pytest

from tests.conftest import Clock
from tests.make_register import household, member, person, picture, rows
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.households.refusals import CannotVoidError, ReasonMissingError, TooLateError
from wenming_desktop.life.voids import (
    restore_household,
    restore_resident,
    void_household,
    void_resident,
    voided,
)
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

COUNTED = (
    "SELECT (SELECT count(*) FROM household WHERE NOT is_void),"
    " (SELECT count(*) FROM resident WHERE NOT is_void),"
    " (SELECT count(*) FROM household_membership WHERE NOT is_void AND to_on IS NULL),"
    " (SELECT count(*) FROM service_card WHERE status IN ('1', '2', '3', '4'))"
)


def test_a_voided_household_comes_back_with_its_people_but_not_its_card(desk: Desk) -> None:
    made = household(desk, "501", member("王秀兰"), member("李强", "子"))
    desk.write(issue_cards)
    before = picture(desk)
    desk.write(void_household, made, "录重了")
    assert rows(desk, COUNTED) == ((0, 0, 0, 0),)
    desk.write(undo_last_act)
    assert picture(desk) == before
    desk.write(void_household, made, "录重了")
    (line,) = desk.read(voided)
    assert (line.table, line.id, line.reason, line.days_left) == ("household", made, "录重了", 30)
    desk.write(restore_household, made)
    assert rows(desk, COUNTED) == ((1, 2, 2, 0),)
    assert rows(desk, "SELECT head_name, people FROM household") == (("王秀兰", 2),)
    assert desk.read(voided) == ()


def test_a_voided_person_comes_back_where_he_was(desk: Desk) -> None:
    household(desk, "501", member("王秀兰"), member("李强", "子", care="残疾"))
    before, who = picture(desk), person(desk, "李强")
    desk.write(void_resident, who, "查无此人")
    assert rows(desk, "SELECT people FROM household") == ((1,),)
    assert rows(desk, "SELECT count(*) FROM special_care WHERE NOT is_void") == ((0,),)
    (line,) = desk.read(voided)
    assert (line.name, line.door) == ("李强", "槐荫一院3号楼2单元501")
    desk.write(restore_resident, who)
    assert picture(desk) == before


def test_a_head_is_not_voided_while_others_stay(desk: Desk) -> None:
    household(desk, "501", member("王秀兰"), member("李强", "子"))
    with pytest.raises(CannotVoidError, match="户主"):
        desk.write(void_resident, person(desk, "王秀兰"), "录重了")


@pytest.mark.parametrize(("days", "refused"), [(30, None), (31, TooLateError)])
def test_what_is_voided_comes_back_for_thirty_days(
    desk: Desk, clock: Clock, days: int, refused: type[UserError] | None
) -> None:
    made = household(desk, "501", member("王秀兰"))
    desk.write(void_household, made, "录重了")
    clock.now += timedelta(days=days)
    assert len(desk.read(voided)) == int(refused is None)
    if refused is None:
        desk.write(restore_household, made)
        return
    with pytest.raises(refused):
        desk.write(restore_household, made)


def test_voiding_needs_a_reason_and_something_to_void(desk: Desk) -> None:
    made = household(desk, "501", member("王秀兰"))
    with pytest.raises(ReasonMissingError):
        desk.write(void_household, made, "  ")
    with pytest.raises(NotFoundError):
        desk.write(restore_household, made)
