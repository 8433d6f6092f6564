"""微心愿 beside other rooms: people voided or made one, long words, a member's figures."""

from datetime import date
from decimal import Decimal

import pytest

from tests.make_register import person
from tests.wenming_desktop.wishes.conftest import Wishing
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households.merge import merge_residents
from wenming_desktop.households.tidy_model import Merge
from wenming_desktop.life.voids import void_resident
from wenming_desktop.three_cards.figures import member_figures
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.wishes import service
from wenming_desktop.wishes.model import ClaimWish, CloseWish, FulfilWish, WishSheet
from wenming_desktop.wishes.queries import wish_sheet
from wenming_desktop.wishes.refusals import WishError

TODAY = date(2026, 11, 20)


def sheet(wishing: Wishing, wish: int) -> WishSheet:
    return wishing.desk.read(wish_sheet, wish)


def test_the_wish_of_somebody_voided_is_still_seen_and_ended(wishing: Wishing) -> None:
    wish = wishing.published(wishing.young)
    wishing.desk.write(void_resident, wishing.young, "录入有误")
    shown = sheet(wishing, wish)
    assert (shown.person, shown.display_name) == ("方远", "方同学（3号楼）")
    wishing.desk.write(service.cancel, CloseWish(wish, "录入有误"))
    assert sheet(wishing, wish).status == "7"
    with pytest.raises(NotFoundError):
        wishing.collected(wishing.young)


def test_two_residents_made_one_keep_their_wishes(wishing: Wishing) -> None:
    wishing.office.household("502", "方远远", birth="2012-05-06", building="5")
    other = person(wishing.desk, "方远远")
    wish = wishing.collected(other)
    wishing.desk.write(merge_residents, Merge(wishing.young, other))
    assert sheet(wishing, wish).person == "方远"


def test_long_words_are_refused_never_cut(wishing: Wishing) -> None:
    wish = wishing.published()
    with pytest.raises(WishError) as refused:
        wishing.desk.write(service.claim, ClaimWish(wish, name="惠" * 61))
    assert refused.value.field == "claimant"
    wishing.desk.write(service.claim, ClaimWish(wish, name="惠" * 60))
    with pytest.raises(WishError) as refused:
        wishing.desk.write(service.fulfil, FulfilWish(wish, thanks="谢" * 201))
    assert refused.value.field == "thanks"


def test_a_fulfilled_wish_counts_once_among_what_the_member_did(wishing: Wishing) -> None:
    before = wishing.desk.read(member_figures, wishing.member, Span.half_of(TODAY))
    wish = wishing.claimed()
    wishing.desk.write(service.fulfil, FulfilWish(wish, hours=Decimal("1.5")))
    after = wishing.desk.read(member_figures, wishing.member, Span.half_of(TODAY))
    assert before is not None
    assert after is not None
    assert (after.times - before.times, after.hours - before.hours) == (1, 1.5)
    assert (after.wishes, after.fulfilled) == (1, 1)
