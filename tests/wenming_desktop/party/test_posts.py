"""Posts: one leader at a time, people of every kind, ended by an act, shown by node."""

from dataclasses import replace
from datetime import date

import pytest

from tests.wenming_desktop.party import ledgers, small
from tests.wenming_desktop.party.small import CELL, Small
from wenming_desktop.errors import UserError
from wenming_desktop.party import rules
from wenming_desktop.party.node_forms import post_form
from wenming_desktop.party.organisation_model import AssignPost, EndPost, PostLine
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.post_queries import post_count, post_page
from wenming_desktop.party.posts import assign_post, end_post
from wenming_desktop.party.service import reminders, warnings
from wenming_desktop.security.service import reveal
from wenming_desktop.work import Desk


@pytest.fixture
def office(desk: Desk) -> Small:
    return small.make(desk)


def lines(office: Small, level: str, row_id: int, text: str = "") -> tuple[PostLine, ...]:
    wanted = NodeFilter(level, row_id, text)
    found = office.desk.read(post_page, wanted, 0, 50)
    assert office.desk.read(post_count, wanted) == len(found)
    return found


def cell_leader(office: Small) -> object:
    return office.one("SELECT leader_id FROM building_party_group WHERE id = ?", office.cell)[0]


def leading(office: Small, name: str, since: date | None = None) -> AssignPost:
    return AssignPost("21", ("cell", office.cell), ("member", office.member[name]), from_on=since)


def test_one_leader_at_a_time(office: Small) -> None:
    office.desk.write(assign_post, leading(office, "赵立新", date(2026, 11, 1)))
    assert cell_leader(office) == office.member["赵立新"]
    (held,) = [line for line in lines(office, "5", office.cell) if line.post == "党小组组长"]
    assert (held.name, held.from_on, held.to_on) == ("赵立新", date(2026, 11, 1), None)
    ended = office.one(
        "SELECT to_on FROM post_assignment WHERE member_id = ? AND post = '21'",
        office.member["孙福顺"],
    )
    assert ended == ("2026-10-31",)


def test_a_leader_named_twice_on_one_day_leaves_one_row(office: Small) -> None:
    office.desk.write(assign_post, leading(office, "赵立新"))
    office.desk.write(assign_post, leading(office, "方远"))
    standing = office.rows(
        "SELECT member_id FROM post_assignment WHERE post = '21' AND NOT is_void AND to_on IS NULL"
    )
    assert standing == ((office.member["方远"],),)
    assert cell_leader(office) == office.member["方远"]


def test_ending_a_leader_empties_the_cell_and_is_taken_back(office: Small) -> None:
    before = ledgers.dump(office.desk, "post_assignment", "building_party_group")
    (held,) = lines(office, "5", office.cell)
    office.desk.write(end_post, EndPost(held.id))
    assert cell_leader(office) is None
    assert [one.code for one in office.desk.read(warnings)] == ["cell.no_leader"]
    office.undo()
    assert ledgers.dump(office.desk, "post_assignment", "building_party_group") == before


def test_a_leaders_term_that_is_over_is_told(office: Small) -> None:
    term = AssignPost(
        "21",
        ("cell", office.cell),
        ("member", office.member["赵立新"]),
        from_on=date(2021, 1, 1),
        to_on=date(2026, 1, 1),
    )
    office.desk.write(assign_post, term)
    found = [one.code for one in office.desk.read(reminders) if one.level == "5"]
    assert found == ["cell.leader_term_over"]


PEOPLE = (
    AssignPost("38", ("building", 0), name="秦卫国", phone="139 0000 3301", duty="治安"),
    AssignPost("31", ("building", 0), ("resident", 0), from_on=date(2025, 3, 1)),
    AssignPost("37", ("building", 0), ("staff", 0), to_on=date(2027, 12, 31)),
)


def placed(office: Small, at: int) -> AssignPost:
    kinds = {"resident": "SELECT min(id) FROM resident", "staff": "SELECT min(id) FROM staff"}
    kind = PEOPLE[at].person[0]
    person = (kind, int(str(office.one(kinds[kind])[0]))) if kind else ("", 0)
    return replace(PEOPLE[at], place=("building", office.three), person=person)


def test_people_who_are_no_members_hold_posts_of_a_building(office: Small) -> None:
    for at in range(3):
        office.desk.write(assign_post, placed(office, at))
    found = {line.post: line for line in lines(office, "5", office.cell)}
    police = found["社区民警"]
    assert (police.name, police.who, police.place) == ("秦卫国", "外单位", "槐荫一院 3号楼")
    assert police.phone_masked == "139****3301"
    assert police.duty == "治安"
    assert police.phone_of == ("post_assignment", police.id)
    number = office.desk.write(reveal, *police.phone_of, "phone", "查看电话")
    assert number == "13900003301"
    assert found["楼栋长"].who == "居民"
    assert found["包栋(包楼)干部"].to_on == date(2027, 12, 31)
    captain = office.one("SELECT captain_id FROM building WHERE id = ?", office.three)
    assert captain == office.one("SELECT min(id) FROM resident")
    office.desk.write(end_post, EndPost(found["楼栋长"].id))
    assert office.one("SELECT captain_id FROM building WHERE id = ?", office.three) == (None,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"post": ""}, "party.not_filled"),
        ({"post": "11"}, "party.post_not_here"),
        ({"post": "36", "person": ("", 0), "name": ""}, "party.not_filled"),
        ({"person": ("", 0), "name": "秦卫国"}, "party.post_not_here"),
        ({"from_on": date(2026, 12, 1)}, "party.days_crossed"),
        ({"to_on": date(2026, 1, 1)}, "party.days_crossed"),
        ({"place": ("cell", 999)}, "not_found"),
        ({"post": "36", "person": ("", 0), "name": "秦", "phone": "1"}, "party.phone_unread"),
    ],
)
def test_what_a_post_cannot_be_is_refused(
    office: Small, change: dict[str, object], code: str
) -> None:
    command = replace(leading(office, "赵立新"), **change)  # type: ignore[arg-type]
    with pytest.raises(UserError) as refused:
        office.desk.write(assign_post, command)
    assert refused.value.code == code


def test_the_same_post_is_not_held_twice(office: Small) -> None:
    with pytest.raises(UserError, match="孙福顺已经是党小组组长，从 以前 起"):
        office.desk.write(assign_post, leading(office, "孙福顺"))


def test_posts_are_found_from_above_and_by_words(office: Small) -> None:
    office.desk.write(assign_post, placed(office, 0))
    secretary = AssignPost("11", ("org", office.branch), ("member", office.member["孙福顺"]))
    office.desk.write(assign_post, secretary)
    posts = [line.post for line in lines(office, "4", office.branch)]
    assert posts == ["党支部书记", "党小组组长", "社区民警"]
    assert [line.post for line in lines(office, "3", office.committee)] == posts
    assert [line.name for line in lines(office, "3", office.committee, "民警")] == ["秦卫国"]
    assert len(lines(office, "3", office.committee, "孙福")) == 2


def test_the_dialog_offers_the_places_of_the_node(office: Small) -> None:
    cell = office.desk.read(post_form, NodeFilter("5", office.cell))
    assert [words for _, _, words in cell.places] == [CELL, "槐荫一院 3号楼"]
    above = office.desk.read(post_form, NodeFilter("3", office.committee))
    kinds = [kind for kind, _, _ in above.places]
    assert kinds == ["committee", "cell", "building", "building"]
    offered = {name: places for _, name, places, _ in above.posts}
    assert offered["楼栋长"] == ("building",)
    assert "网格员" not in offered


@pytest.mark.parametrize(
    ("post", "places", "own"),
    [
        ("01", (rules.AT_COMMITTEE,), True),
        ("04", (rules.AT_COMMITTEE,), False),
        ("11", (rules.AT_BRANCH,), True),
        ("21", (rules.AT_CELL,), True),
        ("35", (rules.AT_BUILDING, rules.AT_GRID), False),
        ("900", rules.EVERYWHERE, False),
    ],
)
def test_where_a_post_is_held_and_by_whom(post: str, places: tuple[str, ...], own: bool) -> None:
    assert rules.held_at(post) == places
    assert rules.members_only(post) is own
