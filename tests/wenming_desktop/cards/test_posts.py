"""Who stands on a card: the office's choice of posts, each by the holder nearest to the door."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from db.tables.office import Staff
from db.tables.party import PartyMember, PartyOrganization, PostAssignment
from db.tables.places import Building, Grid
from tests.conftest import OFFICE
from tests.wenming_desktop.cards.test_stale import hold
from tests.wenming_desktop.cards.town import Town, add_households, change
from wenming_desktop.cards.faces import gather
from wenming_desktop.cards.look import card_look, post_choices
from wenming_desktop.cards.model import CardFilter
from wenming_desktop.cards.queries import faces
from wenming_desktop.cards.queues import card_ids, stale_why
from wenming_desktop.cards.service import issue_cards, mark_printed
from wenming_desktop.papers.cards import draw_look
from wenming_desktop.settings import save_office
from wenming_desktop.work import Desk, Work, use_case

CAPTAIN = "31"


def lines(desk: Desk, *posts: str, building: int = 0, **sheet: Any) -> list[str]:
    """The lines of the first card of building 1, or of the other: post, name, number."""
    desk.write(save_office, replace(OFFICE, card_posts=posts, **sheet))
    if not desk.read(card_ids, CardFilter("1")):
        desk.write(issue_cards)
    cards = desk.read(card_ids, CardFilter("1"))
    (face,) = desk.read(faces, [cards[2 * building]])
    return [" ".join(line).replace("  ", " ") for line in (face.main, *face.lines)]


@use_case("test.cards.orgs", "测试组织", right="any")
def organisations(work: Work, group: int, grid: int) -> tuple[int, int]:
    """A committee and a branch below it that the grid and the cell belong to."""
    members = [PartyMember(full_name=name) for name in ("周明兰", "赵立新")]
    work.session.add_all(members)
    work.session.flush()
    top = PartyOrganization(name="大党委", level="3", phone="8801 2001", secretary_id=members[0].id)
    work.session.add(top)
    work.session.flush()
    branch = PartyOrganization(
        name="第三支部", level="4", parent_id=top.id, grid_id=grid, phone="8801 2031",
        secretary_id=members[1].id,
    )  # fmt: skip
    work.session.add(branch)
    work.session.flush()
    return top.id, branch.id


def test_the_nearest_holder_is_printed(desk: Desk, town: Town) -> None:
    top, branch = desk.write(organisations, town.group, town.grid)
    places = [
        ({}, "全社区"),
        ({"org_id": top}, "党委的"),
        ({"org_id": branch}, "支部的"),
        ({"grid_id": town.grid}, "网格的"),
        ({"group_id": town.group}, "小组的"),
        ({"building_id": town.building1}, "本楼的"),
    ]
    for place, name in places:
        desk.write(hold, post=CAPTAIN, person_name=name, phone="8801 7700", **place)
        assert lines(desk, CAPTAIN)[0] == f"楼栋长 {name} 8801 7700"
    assert lines(desk, CAPTAIN, building=1)[0] == "楼栋长 党委的 8801 7700"


def test_of_two_in_one_place_the_later_one(desk: Desk, town: Town) -> None:
    for name, day in (("后来的", date(2026, 5, 1)), ("先来的", date(2026, 2, 1))):
        held = desk.write(hold, post=CAPTAIN, person_name=name, phone="1")
        desk.write(change_post, held, day, None)
    assert lines(desk, CAPTAIN)[0].startswith("楼栋长 后来的")


@use_case("test.cards.term", "测试任期", right="any")
def change_post(work: Work, held: int, begin: date | None, end: date | None) -> None:
    """The time of a post."""
    row = work.session.get_one(PostAssignment, held)
    row.from_on, row.to_on = begin, end


@pytest.mark.parametrize(
    ("begin", "end", "printed"),
    [
        (date(2026, 11, 20), None, True),
        (date(2026, 11, 21), None, False),
        (None, date(2026, 11, 20), True),
        (None, date(2026, 11, 19), False),
        (None, None, True),
    ],
)
def test_only_in_his_time(
    desk: Desk, town: Town, begin: date | None, end: date | None, printed: bool
) -> None:
    held = desk.write(hold, post=CAPTAIN, person_name="马存义", phone="8801 7731")
    desk.write(change_post, held, begin, end)
    assert ("楼栋长 马存义 8801 7731" in lines(desk, CAPTAIN)) is printed


def test_staff_members_and_organisations_bring_their_public_number(desk: Desk, town: Town) -> None:
    desk.write(organisations, town.group, town.grid)
    desk.write(hold, post="38", staff_id=town.worker)
    desk.write(hold, post="22", member_id=town.leader, group_id=town.group)
    assert lines(desk, "01", "11", "38", duty_phone="") == [
        "党委书记 周明兰 8801 2001",
        "党支部书记 赵立新 8801 2031",
        "社区民警 梁志勇 139 0000 2003",
    ]
    assert lines(desk, "22") == ["党小组副组长 孙福顺 8801 7712", "社区值班 值班室 8801 2000"]


def test_a_number_that_is_not_public_is_not_printed(desk: Desk, town: Town) -> None:
    """A member's own phone stands in the register for the office alone."""
    desk.write(change, PartyMember, town.leader, phone="139 0000 9999")
    desk.write(hold, post=CAPTAIN, member_id=town.leader)
    assert lines(desk, CAPTAIN) == ["社区值班 值班室 8801 2000"]


def test_grid_chief_and_the_one_sent_down_to_the_building(desk: Desk, town: Town) -> None:
    desk.write(change, Grid, town.grid, chief_id=town.worker)
    desk.write(change, Building, town.building1, staff_id=town.worker)
    assert lines(desk, "33", "37")[:2] == [
        "网格长 梁志勇 139 0000 2003",
        "包栋干部 梁志勇 139 0000 2003",
    ]


@pytest.mark.parametrize(
    ("posts", "shown"),
    [
        (("34", "21"), ["网格员", "楼栋党小组长", "社区值班"]),
        (("21", "34"), ["楼栋党小组长", "网格员", "社区值班"]),
        (("01", "34", "21"), ["网格员", "楼栋党小组长", "社区值班"]),
        (("01", "21"), ["社区值班", "楼栋党小组长"]),
        (("22", "34"), ["网格员", "社区值班"]),
        (("31", "34", "21", "38", "39"), ["楼栋长", "网格员", "楼栋党小组长", "社区值班"]),
        ((), ["社区值班"]),
    ],
)
def test_the_order_of_the_office_as_many_as_fit(
    desk: Desk, town: Town, posts: tuple[str, ...], shown: list[str]
) -> None:
    for post in ("31", "38", "39"):
        desk.write(hold, post=post, person_name="马存义", phone="8801 7731")
    assert [line.split()[0] for line in lines(desk, *posts)] == shown


def test_ten_thousand_cards_ask_no_more_than_one(desk: Desk, town: Town) -> None:
    doors = [("二院", str(b), "1", f"{f}01") for b in range(1, 21) for f in range(1, 11)]
    desk.write(add_households, doors, "李明")
    desk.write(issue_cards)
    cards = desk.read(card_ids, CardFilter("1"))
    assert desk.read(questions, cards[:1]) == desk.read(questions, cards)
    desk.write(mark_printed, cards)
    assert desk.read(stale_why) == ()


@use_case("test.cards.questions", "测试查询数", right="any")
def questions(work: Work, cards: tuple[int, ...]) -> int:
    """How many statements the faces of these cards take."""
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        asked.append(sql)

    event.listen(work.connection, "before_cursor_execute", note)
    gather(work, cards)
    event.remove(work.connection, "before_cursor_execute", note)
    return len(asked)


def test_the_look_names_what_does_not_fit_and_who_is_missing(desk: Desk, town: Town) -> None:
    names = dict(desk.read(post_choices))
    assert names["21"] == "楼栋党小组长"
    assert "兼职委员" in names.values(), "brackets explain and are not printed"
    sheet = replace(
        OFFICE,
        card_posts=("34", "21", "31", "38", "39"),
        card_services=tuple(f"能办的事{at}" for at in range(9)),
        card_phones=tuple((f"电话{at}", "8801 2000") for at in range(7)),
        card_heading="这些事情我们都可以上门来给您办理",
    )
    said = "\n".join(draw_look(desk, sheet).warnings)
    for part in (
        "选了 5 个岗位，卡上放得下 4 行，值班电话占 1 行",
        "楼栋长、社区民警、家庭医生还没有登记姓名和电话",
        "能办的事写了 9 行，超过 8 行",
        "常用电话写了 7 行，超过 6 行",
        "“这些事情我们都可以上门来给您办理”太长",
    ):
        assert part in said
    assert draw_look(desk, OFFICE).warnings == ()


def test_the_look_shows_no_real_household(desk: Desk, town: Town) -> None:
    shown = desk.read(card_look, replace(OFFICE, card_name="full"))
    assert shown.face.card_no == "LXK-00-00001"
    assert (shown.face.main.name, shown.face.grid) == ("梁志勇", "第三网格")
    assert desk.read(card_look, replace(OFFICE, card_name="none")).face.household_name == ""


def test_a_worker_who_left_leaves_his_posts_too(desk: Desk, town: Town) -> None:
    desk.write(hold, post="38", staff_id=town.worker)
    desk.write(change, Staff, town.worker, is_active=False)
    assert lines(desk, "38") == ["社区值班 值班室 8801 2000"]
