"""认领岗位: claimed, changed, finished, withdrawn; listed by member and by node."""

from datetime import date

import pytest

from tests.make_register import rows
from tests.wenming_desktop.party.duty_place import found, member_id, outsider
from wenming_desktop.party.claims import claim_count, claim_page, claims_of, end_claim, save_claim
from wenming_desktop.party.duty_model import Claim, EndClaim
from wenming_desktop.party.member_refusals import MemberStepError, ValueWrongError
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

TODAY = date(2026, 11, 20)


def test_a_claim_lives_from_claimed_to_done(desk: Desk) -> None:
    found(desk, 1)
    gao = member_id(desk, "高和")
    one = desk.write(save_claim, Claim(gao, "07", "看护花坛", "3号楼", plan_times_per_year=12))
    (line,) = desk.read(claims_of, gao)
    assert (line.post_name, line.item, line.target) == ("环境卫生监督岗", "看护花坛", "3号楼")
    assert (line.claimed_on, line.status_name, line.plan_times_per_year) == (TODAY, "履行中", 12)
    desk.write(save_claim, Claim(gao, "08", "教太极", claim_id=one))
    assert desk.read(claims_of, gao)[0].post_name == "文体教育岗"
    desk.write(end_claim, EndClaim(one, done=True))
    (line,) = desk.read(claims_of, gao)
    assert (line.status_name, line.ended_on) == ("完成", TODAY)
    with pytest.raises(MemberStepError, match="已经完成"):
        desk.write(end_claim, EndClaim(one, done=False))
    desk.write(undo_last_act)
    assert desk.read(claims_of, gao)[0].status_name == "履行中"
    desk.write(end_claim, EndClaim(one, done=False))
    assert desk.read(claims_of, gao)[0].status_name == "退出"


def test_what_is_wrong_is_said(desk: Desk) -> None:
    found(desk, 1)
    gao = member_id(desk, "高和")
    one = desk.write(save_claim, Claim(gao, "07"))
    for wrong, key in (
        (Claim(gao, ""), "post"),
        (Claim(gao, "07"), "item"),
        (Claim(gao, "08", claimed_on=date(2027, 1, 1)), "on"),
        (Claim(gao, "08", plan_times_per_year=0), "times"),
    ):
        with pytest.raises(ValueWrongError) as caught:
            desk.write(save_claim, wrong)
        assert caught.value.field == key
    with pytest.raises(ValueWrongError, match="早于认领"):
        desk.write(end_claim, EndClaim(one, done=True, on=date(2026, 11, 1)))
    assert rows(desk, "SELECT count(*) FROM post_claim") == ((1,),)


def test_a_node_lists_the_claims_of_its_members(desk: Desk) -> None:
    found(desk, 1)
    gao, far = member_id(desk, "高和"), outsider(desk)
    cell = NodeFilter("5", 1)
    whole = NodeFilter("3", rows(desk, "SELECT id FROM party_organization WHERE level='3'")[0][0])
    done = desk.write(save_claim, Claim(gao, "07"))
    desk.write(end_claim, EndClaim(done, done=True))
    desk.write(save_claim, Claim(gao, "08", claimed_on=date(2026, 3, 1)))
    desk.write(save_claim, Claim(far, "10"))
    assert (desk.read(claim_count, cell), desk.read(claim_count, whole)) == (2, 3)
    assert [line.post for line in desk.read(claim_page, cell, 0, 10)] == ["08", "07"]
    assert [line.member for line in desk.read(claim_page, whole, 0, 1)] == ["路远"]
    assert desk.read(claim_count, NodeFilter("3", whole.id, "路远")) == 1
