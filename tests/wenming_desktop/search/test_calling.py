"""Who may be calling: told apart by door, covered number and what is known of the home."""

import pytest

from tests.make_register import household, member
from wenming_desktop.search.calling import MOST, who_calls
from wenming_desktop.work import Desk


@pytest.fixture
def home(desk: Desk) -> int:
    return household(
        desk,
        "501",
        member("王秀兰", phone="13900002046", birth="1942-03-14", sex="女"),
        member("周建军", "儿子", phone="13900007705"),
    )


@pytest.mark.parametrize("typed", ["王秀兰", "wxl", "13900002046", "2046"])
def test_one_is_found_by_name_letters_number_and_tail(desk: Desk, home: int, typed: str) -> None:
    found = desk.read(who_calls, typed)
    assert [one.kind for one in found if one.title == "王秀兰"][:1] == ["resident"]
    assert {one.phone for one in found if one.title == "王秀兰"} == {"139****2046"}


def test_a_home_is_called_by_its_heads_number_and_named_by_its_labels(
    desk: Desk, home: int
) -> None:
    for one in desk.read(who_calls, "3-2-501"):
        if one.kind == "household":
            assert (one.id, one.phone) == (home, "139****2046")
        assert "高龄" in [tag.label for tag in one.tags]


def test_who_has_no_number_and_no_home_label_is_listed_bare(desk: Desk) -> None:
    household(desk, "502", member("吴学礼"))
    assert {(one.phone, one.tags) for one in desk.read(who_calls, "吴学礼")} == {("", ())}


def test_a_few_are_enough_and_nobody_is_an_answer(desk: Desk) -> None:
    for room in range(601, 609):
        household(desk, str(room), member("李明"))
    assert len(desk.read(who_calls, "李明")) == MOST
    assert desk.read(who_calls, "没有这个人") == ()
