"""微心愿: from collected to fulfilled, what each step keeps, what it refuses, every step undone."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.wenming_desktop.wishes.conftest import Wishing
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.undoing import redo_last_act, undo_last_act
from wenming_desktop.wishes import service
from wenming_desktop.wishes.model import (
    ChangeWish,
    ClaimWish,
    CloseWish,
    CollectWish,
    FulfilWish,
    PublishWish,
    SignWish,
    WishFilter,
    WishSheet,
)
from wenming_desktop.wishes.queries import wish_count, wish_page, wish_sheet
from wenming_desktop.wishes.refusals import WishError, WrongMoveError
from wenming_desktop.work import Actor

TODAY = date(2026, 11, 20)
RECORD = (
    "SELECT member_id, date, content, hours, post, beneficiaries, wish_id FROM service_record"
    " WHERE NOT is_void"
)


def sheet(wishing: Wishing, wish: int) -> WishSheet:
    return wishing.desk.read(wish_sheet, wish)


def moves_of(wishing: Wishing, wish: int) -> dict[str, Any]:
    """Every service with what it would be given for this wish."""
    words = {"category": "03", "content": "轮椅"}
    return {
        "change": (service.change, ChangeWish(wish, **words)),
        "publish": (service.publish, PublishWish(wish)),
        "decline": (service.decline, CloseWish(wish, "已有同类救助")),
        "claim": (service.claim, ClaimWish(wish, name="热心邻居")),
        "give_back": (service.give_back, wish),
        "fulfil": (service.fulfil, FulfilWish(wish)),
        "sign": (service.sign, SignWish(wish)),
        "carry_over": (service.carry_over, wish),
        "cancel": (service.cancel, CloseWish(wish, "本人不要了")),
    }


def test_a_wish_is_collected_with_a_number_of_its_year(wishing: Wishing) -> None:
    first = wishing.collected(on=date(2025, 12, 30))
    second, third = wishing.collected(), wishing.collected(wishing.young)
    numbers = [sheet(wishing, one).number for one in (first, second, third)]
    assert numbers == ["XY20250001", "XY20260001", "XY20260002"]
    shown = sheet(wishing, second)
    assert (shown.person, shown.status_name, shown.collected_on) == ("李秀兰", "征集", TODAY)
    assert shown.suggested_name == "李奶奶（3号楼）"
    assert shown.moves == ("change", "publish", "decline", "cancel")


def test_a_road_to_the_end_by_a_member_leaves_one_record(wishing: Wishing) -> None:
    wish = wishing.claimed()
    shown = sheet(wishing, wish)
    assert (shown.claimant, shown.contact_due_on) == ("孙福顺", TODAY + timedelta(days=7))
    done = FulfilWish(wish, signed=True, thanks="谢谢你们", hours=Decimal("1.5"))
    wishing.desk.write(service.fulfil, done)
    shown = sheet(wishing, wish)
    assert (shown.status_name, shown.thanks, shown.signed) == ("已实现", "谢谢你们", True)
    assert [step.state for step in shown.steps] == ["done"] * 4
    (row,) = wishing.office.rows(RECORD)
    assert row == (
        wishing.member, "2026-11-20", "实现微心愿：想要一台轮椅", 1.5, "04", 1, wish
    )  # fmt: skip


def test_undoing_a_fulfilment_takes_its_record_away_and_redoing_brings_one_back(
    wishing: Wishing,
) -> None:
    wish = wishing.claimed()
    wishing.desk.write(service.fulfil, FulfilWish(wish, hours=Decimal(1)))
    wishing.desk.write(undo_last_act)
    assert sheet(wishing, wish).status == "3"
    assert wishing.office.rows(RECORD) == ()
    wishing.desk.write(redo_last_act)
    assert len(wishing.office.rows(RECORD)) == 1
    wishing.desk.write(undo_last_act)
    wishing.desk.write(service.fulfil, FulfilWish(wish, hours=Decimal(2)))
    ((*_, hours, _, _, _),) = wishing.office.rows(RECORD)
    assert hours == 2


@pytest.mark.parametrize("by", ["unit", "name"])
def test_others_leave_no_record_of_a_member(wishing: Wishing, by: str) -> None:
    wish = wishing.claimed(**({"unit_id": wishing.unit} if by == "unit" else {"name": "惠民超市"}))
    assert sheet(wishing, wish).claimant == ("区市场监管局" if by == "unit" else "惠民超市")
    wishing.desk.write(service.fulfil, FulfilWish(wish))
    assert wishing.office.rows(RECORD) == ()


def test_a_members_fulfilment_wants_hours_by_the_half(wishing: Wishing) -> None:
    wish = wishing.claimed()
    for hours in (None, Decimal(0), Decimal("0.3"), Decimal("12.5"), Decimal(-1)):
        with pytest.raises(WishError) as refused:
            wishing.desk.write(service.fulfil, FulfilWish(wish, hours=hours))
        assert refused.value.field == "hours"
    assert sheet(wishing, wish).status == "3"


def test_given_back_it_hangs_on_the_door_again(wishing: Wishing) -> None:
    wish = wishing.claimed()
    wishing.desk.write(service.give_back, wish)
    shown = sheet(wishing, wish)
    assert (shown.status, shown.claimant, shown.claimed_on, shown.late) == ("2", "", None, 0)
    wishing.desk.write(service.claim, ClaimWish(wish, name="惠民超市"))
    assert sheet(wishing, wish).claimant == "惠民超市"


def test_nobody_claimed_it_so_it_waits_and_is_shown_again(wishing: Wishing) -> None:
    wish = wishing.published()
    wishing.desk.write(service.carry_over, wish)
    assert sheet(wishing, wish).status_name == "未认领转下期"
    wishing.clock.now += timedelta(days=40)
    wishing.desk.write(service.publish, PublishWish(wish))
    assert sheet(wishing, wish).reviewed_on == date(2026, 12, 30)


def test_declined_and_cancelled_keep_the_reason(wishing: Wishing) -> None:
    one, other = wishing.collected(), wishing.claimed()
    wishing.desk.write(service.decline, CloseWish(one, "已有同类救助"))
    wishing.desk.write(service.cancel, CloseWish(other, "本人不要了"))
    assert [sheet(wishing, w).closed_reason for w in (one, other)] == ["已有同类救助", "本人不要了"]
    assert [sheet(wishing, w).moves for w in (one, other)] == [(), ()]


def test_an_end_wants_its_reason(wishing: Wishing) -> None:
    wish = wishing.collected()
    for act in (service.decline, service.cancel):
        for reason in ("", "  ", "\u200b"):
            with pytest.raises(WishError) as refused:
                wishing.desk.write(act, CloseWish(wish, reason))
            assert refused.value.field == "reason"


def test_a_signature_may_come_later(wishing: Wishing) -> None:
    wish = wishing.claimed(name="惠民超市")
    wishing.desk.write(service.fulfil, FulfilWish(wish))
    (line,) = wishing.desk.read(wish_page, WishFilter(), 0, 10)
    assert line.unsigned
    wishing.desk.write(service.sign, SignWish(wish, "多谢"))
    (line,) = wishing.desk.read(wish_page, WishFilter(), 0, 10)
    assert not line.unsigned
    assert sheet(wishing, wish).thanks == "多谢"


def test_every_move_that_the_table_forbids_is_refused_and_changes_nothing(
    wishing: Wishing,
) -> None:
    wish = wishing.claimed()
    before = sheet(wishing, wish)
    for move, (act, command) in moves_of(wishing, wish).items():
        if move not in before.moves:
            with pytest.raises(WrongMoveError, match="已认领"):
                wishing.desk.write(act, command)
    assert sheet(wishing, wish) == before


def test_every_move_can_be_taken_back(wishing: Wishing) -> None:
    for move in ("publish", "claim", "give_back", "carry_over", "publish", "cancel"):
        if move == "publish":
            wish = wishing.collected()
        before = sheet(wishing, wish)
        act, command = moves_of(wishing, wish)[move]
        wishing.desk.write(act, command)
        assert sheet(wishing, wish) != before
        wishing.desk.write(undo_last_act)
        assert sheet(wishing, wish) == before
        wishing.desk.write(act, command)
    made = wishing.collected()
    wishing.desk.write(undo_last_act)
    with pytest.raises(NotFoundError):
        sheet(wishing, made)


def test_what_is_not_right_is_named(wishing: Wishing) -> None:
    refusals: tuple[tuple[dict[str, Any], str], ...] = (
        ({"content": ""}, "content"),
        ({"content": "好" * 201}, "content"),
        ({"category": ""}, "category"),
        ({"category": "77"}, "category"),
        ({"cost": Decimal(-1)}, "cost"),
        ({"on": date(2026, 11, 21)}, "on"),
    )
    for said, field in refusals:
        given: dict[str, Any] = {"content": "轮椅", "category": "03", **said}
        with pytest.raises(WishError) as refused:
            wishing.desk.write(service.collect, CollectWish(wishing.old, **given))
        assert refused.value.field == field
    assert wishing.desk.read(wish_count, WishFilter()) == 0


def test_two_hundred_characters_fit_and_a_high_cost_is_only_told(wishing: Wishing) -> None:
    wish = wishing.collected(content="好" * 200, cost=Decimal(3200))
    shown = sheet(wishing, wish)
    assert (len(shown.content), shown.cost) == (200, Decimal(3200))
    assert "超过 500 元" in shown.cost_told


def test_a_claim_names_exactly_one(wishing: Wishing) -> None:
    wish = wishing.published()
    nobody: tuple[dict[str, Any], ...] = ({}, {"name": " "}, {"name": "甲", "member_id": 1})
    for by in nobody:
        with pytest.raises(WishError) as refused:
            wishing.desk.write(service.claim, ClaimWish(wish, **by))
        assert refused.value.field == "claimant"


def test_who_is_no_member_any_more_cannot_claim(wishing: Wishing) -> None:
    wish = wishing.published()
    with pytest.raises(WishError):
        wishing.desk.write(service.claim, ClaimWish(wish, member_id=999))
    with pytest.raises(WishError):
        wishing.desk.write(service.claim, ClaimWish(wish, unit_id=999))


def test_days_go_forward(wishing: Wishing) -> None:
    wish = wishing.collected(on=date(2026, 11, 10))
    with pytest.raises(WishError, match="早于"):
        wishing.desk.write(service.publish, PublishWish(wish, on=date(2026, 11, 9)))
    wishing.desk.write(service.publish, PublishWish(wish, on=date(2026, 11, 12)))
    with pytest.raises(WishError, match="早于"):
        wishing.desk.write(service.claim, ClaimWish(wish, name="甲乙", on=date(2026, 11, 11)))


def test_a_name_of_ones_own_may_not_be_the_whole_one(wishing: Wishing) -> None:
    wish = wishing.collected()
    with pytest.raises(WishError) as refused:
        wishing.desk.write(service.publish, PublishWish(wish, "李 秀兰（3号楼）"))
    assert refused.value.field == "display_name"
    wishing.desk.write(service.publish, PublishWish(wish, "三号楼的老人"))
    assert sheet(wishing, wish).display_name == "三号楼的老人"


def test_rights_and_own_grids_are_kept(wishing: Wishing) -> None:
    wish = wishing.collected()
    reader = Actor("看", rights=frozenset({"party.read"}))
    with pytest.raises(UserError):
        wishing.desk.acting_as(reader).write(service.publish, PublishWish(wish))
    rights = wishing.desk.actor.rights
    elsewhere = wishing.desk.acting_as(Actor("外", 77, rights=rights, grid_ids=frozenset({99})))
    assert elsewhere.read(wish_count, WishFilter()) == 0
    for act, command in moves_of(wishing, wish).values():
        with pytest.raises(NotFoundError):
            elsewhere.write(act, command)
    with pytest.raises(NotFoundError):
        elsewhere.read(wish_sheet, wish)
    with pytest.raises(NotFoundError):
        elsewhere.write(service.collect, CollectWish(wishing.old, "03", "轮椅"))


def test_an_older_step_is_not_taken_back_under_a_newer_one(wishing: Wishing) -> None:
    wish = wishing.published()
    ((publish,),) = wishing.office.rows("SELECT max(seq) FROM audit")
    wishing.desk.write(service.claim, ClaimWish(wish, name="惠民超市"))
    taken = wishing.desk.write(undo_last_act, 0, publish)
    assert [(row.kind, row.id) for row in taken.kept] == [("wish", wish)]
    shown = sheet(wishing, wish)
    assert (shown.status, shown.display_name) == ("3", "李奶奶（3号楼）")
