"""Names of levels put together, and who counts as a member."""

from datetime import date

import pytest

from wenming_desktop.party.rules import counts_as_member, joined, suffixes, superior_levels


@pytest.mark.parametrize(
    ("place", "level", "name"),
    [
        ("青河区", "区委", "青河区委"),
        ("青河区", "青河区委", "青河区委"),
        ("文澜街道", "街道工委", "文澜街道工委"),
        ("槐荫里社区", "社区大党委", "槐荫里社区大党委"),
        ("", "区委", "区委"),
        ("青河县", "区委", "青河县区委"),
    ],
)
def test_joined(place: str, level: str, name: str) -> None:
    assert joined(place, level) == name


@pytest.mark.parametrize(
    ("count", "levels"),
    [(0, []), (1, ["2"]), (2, ["1", "2"]), (3, ["1", "1", "2"])],
)
def test_superior_levels(count: int, levels: list[str]) -> None:
    assert superior_levels(count) == levels


def test_suffixes_come_longest_first() -> None:
    assert suffixes(["党小组"]) == ["党小组", "小组", "组"]


END = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("status", "since", "counts"),
    [
        ("1", date(2026, 6, 30), True),
        ("2", None, True),
        (None, None, True),
        ("1", END, False),
        ("3", None, False),
        ("6", date(2000, 1, 1), False),
    ],
)
def test_counts_as_member(status: str | None, since: date | None, counts: bool) -> None:
    assert counts_as_member("1", status, since, END) is counts
