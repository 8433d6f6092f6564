"""When a backup is due, which stay, what the status line says."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.backup.rules import (
    Auto,
    Standing,
    Told,
    is_due,
    parse,
    place_word,
    superfluous,
    told,
)

NOW = datetime(2026, 11, 20, 10, 42)
OFFICE = "00ff00ff"


def _autos(moments: list[datetime]) -> list[Auto]:
    return [Auto(OFFICE, number, at) for number, at in enumerate(moments, 1)]


def test_a_year_of_work_leaves_some_two_dozen() -> None:
    first = datetime(2025, 11, 20, 8, 2)
    moments = [first + timedelta(days=day, hours=3 * part) for day in range(366) for part in (0, 1)]
    autos = _autos(moments)
    gone = set(superfluous(autos))
    left = [auto for auto in autos if auto not in gone]
    days = sorted({auto.at.date() for auto in left}, reverse=True)
    assert 18 <= len(left) <= 26
    assert [auto.number for auto in left if auto.at.date() in days[:2]] == [729, 730, 731, 732]
    assert len({(auto.at.year, auto.at.month) for auto in left}) == 12


@given(
    st.lists(
        st.datetimes(min_value=datetime(2019, 1, 1), max_value=datetime(2099, 1, 1)), max_size=60
    )
)
def test_the_newest_three_stay_whatever_the_clock_said(moments: list[datetime]) -> None:
    autos = _autos(moments)
    gone = superfluous(autos)
    assert not set(gone) & set(autos[-3:])
    left = [auto for auto in autos if auto not in gone]
    assert superfluous(left) == []


@given(st.integers(1, 10**7), st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1)))
def test_a_name_tells_what_it_was_made_of(number: int, at: datetime) -> None:
    auto = Auto(OFFICE, number, at.replace(microsecond=0))
    assert parse(auto.name) == auto


@pytest.mark.parametrize(
    "name",
    [
        "槐荫里-20261120-080200.wmbak",
        "upgrade-20261120-080200.wmbak",
        "auto-00ff00ff-000001-20261320-080200.wmbak",
        "auto-00ff00ff-000001-20261120-080200.wmbak.part",
    ],
)
def test_what_a_hand_made_is_never_taken_for_automatic(name: str) -> None:
    assert parse(name) is None


@pytest.mark.parametrize(
    ("last", "changes", "due"),
    [
        (None, 0, False),
        (None, 1, True),
        (NOW - timedelta(minutes=30), 5, False),
        (NOW - timedelta(hours=2), 5, True),
        (NOW - timedelta(hours=2), 0, False),
        (NOW - timedelta(hours=11), 1, True),
        (NOW + timedelta(days=900), 1, True),
    ],
)
def test_work_since_the_last_one_makes_it_due(
    last: datetime | None, changes: int, due: bool
) -> None:
    assert is_due(last, NOW, changes) is due


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, Told("还没有备份", "warn")),
        (
            Standing(datetime(2026, 11, 20, 8, 2), "E 盘"),
            Told("今天 08:02 已备份到 E 盘", "ok"),
        ),
        (Standing(datetime(2026, 11, 19, 17, 40), "本机"), Told("昨天 17:40 已备份到本机", "ok")),
        (
            Standing(datetime(2026, 11, 20, 8, 2), "本机", "E 盘没插"),
            Told("今天 08:02 已备份到本机，E 盘没插", "warn"),
        ),
        (Standing(datetime(2026, 11, 11, 8, 2), "本机"), Told("已经 9 天没有备份", "warn")),
        (Standing(datetime(2026, 11, 1, 8, 2), "本机"), Told("已经 19 天没有备份", "danger")),
    ],
)
def test_the_status_line_says_it_as_a_clerk_would(last: Standing | None, said: Told) -> None:
    assert told(last, NOW) == said


@pytest.mark.parametrize(
    ("folder", "word"),
    [
        ("E:\\社区备份", "E 盘"),
        ("d:/", "D 盘"),
        ("/media/user/KINGSTON/备份", "U 盘"),
        ("/home/user/社区备份", "“社区备份”"),
        ("", "另一个文件夹"),
    ],
)
def test_a_folder_is_called_by_its_drive(folder: str, word: str) -> None:
    assert place_word(folder) == word
