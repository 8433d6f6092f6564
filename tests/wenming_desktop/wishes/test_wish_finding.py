"""Who a wish is for and who claims one, found by name, initials, door or work unit."""

from dataclasses import replace

from tests.wenming_desktop.wishes.conftest import Wishing
from wenming_desktop.wishes.finding import MOST, find_members, find_people


def people(wishing: Wishing, text: str) -> list[str]:
    return [one.name for one in wishing.desk.read(find_people, text)]


def test_a_resident_is_found_as_everywhere_else(wishing: Wishing) -> None:
    for text in ("李秀兰", "lxl", "lixiulan", "秀兰"):
        (one,) = wishing.desk.read(find_people, text)
        assert one == (wishing.old, "李秀兰", "槐荫一院 3-2-501"), text


def test_a_door_brings_everybody_behind_it(wishing: Wishing) -> None:
    wishing.office.household("301", "何玉芳", "林国栋")
    assert set(people(wishing, "3-2-301")) == {"何玉芳", "林国栋"}
    assert people(wishing, "何玉芳")[0] == "何玉芳"


def test_nothing_typed_finds_nobody_and_a_list_is_short(wishing: Wishing) -> None:
    assert people(wishing, " ") == []
    for room in range(1, 12):
        wishing.office.household(f"{room}01", f"王建{'一二三四五六七八九十兴'[room - 1]}")
    assert len(people(wishing, "王建")) == MOST


def test_only_people_of_own_grids_are_found(wishing: Wishing) -> None:
    actor = replace(wishing.desk.actor, grid_ids=frozenset({99}))
    assert wishing.desk.acting_as(actor).read(find_people, "李秀兰") == ()


def test_a_member_is_found_with_his_unit(wishing: Wishing) -> None:
    for text in ("孙福顺", "sfs"):
        (one,) = wishing.desk.read(find_members, text)
        assert one == (wishing.member, "孙福顺", "区市场监管局"), text


def test_a_member_who_is_a_resident_is_found_once(wishing: Wishing) -> None:
    wishing.office.household("401", "罗建平", birth="1958-03-12")
    wishing.office.member("罗建平")
    assert [one.name for one in wishing.desk.read(find_members, "罗建平")] == ["罗建平"]
    assert wishing.desk.read(find_members, "李秀兰") == ()
