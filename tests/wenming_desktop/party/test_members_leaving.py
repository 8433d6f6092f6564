"""A member leaves or moves: all that hangs on him is listed, households go on, one act."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make_register import household, member, number, person, picture, rows
from tests.wenming_desktop.party.duty_place import (
    CELL,
    found,
    give,
    lasting,
    looked_after,
    member_id,
    outsider,
)
from wenming_desktop.life.model import Kind, LifeEvent
from wenming_desktop.life.service import preview_event, record_event
from wenming_desktop.party.claims import claims_of, save_claim
from wenming_desktop.party.duty_model import MOVED, Assign, Claim, Helper, Leave
from wenming_desktop.party.leaving import hanging_of, leave_member
from wenming_desktop.party.liaisons import assign
from wenming_desktop.party.member_detail import member_detail
from wenming_desktop.party.member_model import SaveMember
from wenming_desktop.party.member_refusals import MemberGoneError, MemberStepError, ValueWrongError
from wenming_desktop.party.member_rules import propose
from wenming_desktop.party.members import save_member
from wenming_desktop.party.service import leaders, warnings
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

TODAY = date(2026, 11, 20)


def led_by(desk: Desk) -> tuple[object, ...]:
    return rows(desk, "SELECT leader_id FROM building_party_group")[0]


def test_all_that_hangs_on_him_is_listed(desk: Desk) -> None:
    homes = found(desk)
    su = member_id(desk, "苏敏静")
    give(desk, "苏敏静", *homes)
    give(desk, "高和", homes[0])
    desk.write(assign, Assign(su, building_id=1))
    desk.write(save_claim, Claim(su, "07", "看护花坛"))
    hanging = desk.read(hanging_of, su)
    assert (hanging.name, hanging.cell, hanging.today) == ("苏敏静", CELL, TODAY)
    assert [home.door for home in hanging.homes] == [
        "槐荫一院 3-2-101", "槐荫一院 3-2-201", "槐荫一院 3-2-301"
    ]  # fmt: skip
    assert hanging.homes[0].others == "高和"
    assert hanging.homes[0].proposal is None, "another member looks after it already"
    assert [one.name for one in hanging.buildings] == ["槐荫一院 3号楼"]
    assert hanging.posts == (f"{CELL}组长",)
    assert [(one.name, one.post) for one in hanging.cells] == [(CELL, "组长")]
    assert hanging.claims == ("环境卫生监督岗　看护花坛",)
    assert [one.name for one in hanging.helpers] == ["甲乙", "高和"]


def test_he_leaves_and_everything_goes_on_in_one_act(desk: Desk) -> None:
    homes = found(desk)
    su, gao, jia = (member_id(desk, name) for name in ("苏敏静", "高和", "甲乙"))
    give(desk, "苏敏静", *homes)
    desk.write(save_claim, Claim(su, "07"))
    before = picture(desk)
    saved = desk.write(
        leave_member,
        Leave(su, "6", homes={homes[0]: gao, homes[1]: jia}, leaders={1: gao}, note="去北京女儿家"),
    )
    assert saved.warnings == ()
    assert looked_after(desk) == {homes[0]: "高和", homes[1]: "甲乙", homes[2]: ""}
    assert lasting(desk) == {("高和", homes[0], "2"), ("甲乙", homes[1], "2")}
    assert led_by(desk) == (gao,)
    assert desk.read(leaders)[1].name == "高和"
    assert [line.status_name for line in desk.read(claims_of, su)] == ["退出"]
    detail = desk.read(member_detail, su)
    assert (detail.status_name, detail.posts) == ("转出", ())
    assert ("其他", "备注", "2026-11-20 去北京女儿家") in detail.facts
    assert [warning.code for warning in desk.read(warnings)] == ["cell.too_small"]
    desk.write(undo_last_act)
    assert picture(desk) == before
    assert desk.read(claims_of, su)[0].status_name == "履行中"


def test_who_moves_keeps_his_claims_and_his_place_in_the_branch(desk: Desk) -> None:
    homes = found(desk)
    su, gao = member_id(desk, "苏敏静"), member_id(desk, "高和")
    give(desk, "苏敏静", homes[0])
    desk.write(save_claim, Claim(su, "07"))
    desk.write(leave_member, Leave(su, MOVED, homes={homes[0]: gao}))
    detail = desk.read(member_detail, su)
    assert (detail.status, detail.cell, detail.branch) == ("1", "", "第一网格党支部")
    assert detail.claims[0].status_name == "履行中"
    assert (led_by(desk), looked_after(desk)[homes[0]]) == ((None,), "高和")


def test_who_left_takes_nothing_over_and_leaves_once(desk: Desk) -> None:
    homes = found(desk)
    su, gao = member_id(desk, "苏敏静"), member_id(desk, "高和")
    give(desk, "苏敏静", homes[0])
    with pytest.raises(MemberStepError, match="本人"):
        desk.write(leave_member, Leave(su, "6", homes={homes[0]: su}))
    desk.write(leave_member, Leave(gao, "7"))
    with pytest.raises(MemberGoneError, match="死亡"):
        desk.write(leave_member, Leave(su, "6", homes={homes[0]: gao}))
    with pytest.raises(MemberGoneError):
        desk.write(leave_member, Leave(gao, "6"))
    with pytest.raises(MemberGoneError):
        give(desk, "高和", homes[1])


@pytest.mark.parametrize(
    ("leave", "key"), [(Leave(1, ""), "why"), (Leave(1, "6", on=date(2027, 1, 1)), "on")]
)
def test_why_and_when_are_asked(desk: Desk, leave: Leave, key: str) -> None:
    outsider(desk)
    with pytest.raises(ValueWrongError) as caught:
        desk.write(leave_member, leave)
    assert caught.value.field == key


def test_somebody_comes_back_by_an_edit(desk: Desk) -> None:
    one = outsider(desk)
    desk.write(leave_member, Leave(one, "6"))
    desk.write(save_member, SaveMember({"party_member.member_status": "1"}, one))
    assert desk.read(member_detail, one).status == "1"


def helper(one: int, homes: int, *, same: bool = True) -> Helper:
    return Helper(one, f"党员{one}", "", same, homes, full=True)


def test_the_proposal_is_balanced_and_stays_in_the_cell() -> None:
    helpers = [helper(1, 9), helper(2, 7), helper(3, 0, same=False)]
    found = propose(range(100, 105), helpers)
    assert list(found.values()) == [2, 2, 1, 2, 3]
    assert propose([1], []) == {1: None}
    assert propose([1], [helper(1, 10), helper(2, 12, same=False)]) == {1: 1}


@given(
    homes=st.integers(0, 60),
    loads=st.lists(st.tuples(st.integers(0, 14), st.booleans()), min_size=1, max_size=8),
)
def test_nobody_goes_above_ten_while_somebody_is_below(
    homes: int, loads: list[tuple[int, bool]]
) -> None:
    helpers = [helper(n, load, same=same) for n, (load, same) in enumerate(loads)]
    found = propose(range(homes), helpers)
    after = {one.id: one.homes for one in helpers}
    for chosen in found.values():
        assert chosen is not None
        after[chosen] += 1
    room = sum(max(0, 10 - one.homes) for one in helpers)
    above = sum(max(0, after[one.id] - max(10, one.homes)) for one in helpers)
    assert above == max(0, homes - room)


def test_a_death_in_the_register_hands_the_households_over_too(desk: Desk) -> None:
    """What the preview tells is what the act does; a couple that goes takes nothing over."""
    homes = found(desk)
    numbers = {"苏敏静": number("1976-08-19", 216), "高和": number("1975-08-19", 31)}
    own = household(
        desk,
        "901",
        member("苏敏静", number=numbers["苏敏静"]),
        member("高和", "夫", number=numbers["高和"]),
    )
    for name, said in numbers.items():
        typed = {"party_member.id_number": said}
        desk.write(save_member, SaveMember(typed, member_id(desk, name)))
    su = member_id(desk, "苏敏静")
    give(desk, "苏敏静", *homes[:2])
    give(desk, "甲乙", homes[0])
    before = picture(desk)
    both = (person(desk, "苏敏静"), person(desk, "高和"))
    event = LifeEvent(Kind.MOVE_OUT, TODAY, own, both)
    told = [touch.text for touch in desk.read(preview_event, event).does]
    assert "槐荫一院 3-2-101 王二1一户还有甲乙联系" in told
    assert "槐荫一院 3-2-201 王三2一户改由甲乙联系" in told
    desk.write(record_event, event)
    assert looked_after(desk)[homes[0]] == looked_after(desk)[homes[1]] == "甲乙"
    desk.write(undo_last_act)
    assert picture(desk) == before
    one = LifeEvent(Kind.DEATH, TODAY, own, both[:1], new_head=both[1],
                    successors={homes[1]: member_id(desk, "高和")})  # fmt: skip
    desk.write(record_event, one)
    assert looked_after(desk)[homes[1]] == "高和"
    assert desk.read(member_detail, su).status == "7"
