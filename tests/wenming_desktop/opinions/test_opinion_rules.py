"""评先评优意见: what each opinion must say, who may decide a veto, when the lamp burns."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.fields.codes import CodeBook
from wenming_desktop.opinions import rules
from wenming_desktop.opinions.rules import Draft

TODAY = date(2026, 11, 20)
REQUEST = Draft("1", "区委组织部", date(2026, 11, 18), date(2026, 11, 25), "服务 3 次")
VETO = replace(
    REQUEST, opinion="4", reasons="拒不履行", meeting_record_no="2026-11", decided_by=("甲", "乙")
)


def fields(draft: Draft) -> list[str]:
    return [field for field, _ in rules.missing(draft, TODAY)]


def test_every_opinion_of_the_list_is_known() -> None:
    codes = {item.code for item in CodeBook.from_csv().items("merit_opinion")}
    assert codes == {rules.AGREE, rules.ADVISE, rules.DEFER, rules.VETO, rules.UNKNOWN}


@pytest.mark.parametrize(
    ("opinion", "lacking"),
    [
        ("", []),
        ("1", []),
        ("2", ["reasons"]),
        ("3", ["reasons"]),
        ("4", ["reasons", "meeting_record_no", "decided_by"]),
        ("5", []),
    ],
)
def test_each_opinion_asks_for_its_own(opinion: str, lacking: list[str]) -> None:
    assert fields(replace(REQUEST, opinion=opinion)) == lacking


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, []),
        ({"reasons": " \n"}, ["reasons"]),
        ({"meeting_record_no": " "}, ["meeting_record_no"]),
        ({"decided_by": ()}, ["decided_by"]),
        ({"decided_by": ("甲",)}, ["decided_by"]),
        ({"decided_by": ("甲", " 甲 ")}, ["decided_by"]),
        ({"decided_by": ("甲", "")}, ["decided_by"]),
        ({"decided_by": ("甲", "乙", "丙")}, []),
        ({"facts": ""}, ["facts"]),
    ],
)
def test_a_veto_stands_on_reasons_a_meeting_and_two_people(
    change: dict[str, object], lacking: list[str]
) -> None:
    assert fields(replace(VETO, **change)) == lacking


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({"matter": ""}, ["matter"]),
        ({"requesting_unit": "  "}, ["requesting_unit"]),
        ({"received_on": None}, ["received_on"]),
        ({"received_on": date(2026, 11, 21)}, ["received_on"]),
        ({"due_on": date(2026, 11, 17)}, ["due_on"]),
        ({"due_on": None}, []),
        ({"facts": ""}, []),
    ],
)
def test_a_request_says_who_asks_what_and_when(
    change: dict[str, object], lacking: list[str]
) -> None:
    assert fields(replace(REQUEST, **change)) == lacking


NAMES = st.lists(st.text("甲乙丙丁 ", max_size=3), max_size=5).map(tuple)


@given(
    st.sampled_from(["", "1", "2", "3", "4", "5"]),
    st.text(" \n理由", max_size=4),
    st.text(" 号1", max_size=4),
    NAMES,
    st.text(" 表现", max_size=4),
)
def test_no_veto_ever_stands_without_all_of_it(
    opinion: str, reasons: str, meeting: str, names: tuple[str, ...], facts: str
) -> None:
    draft = replace(
        REQUEST,
        opinion=opinion,
        reasons=reasons,
        meeting_record_no=meeting,
        decided_by=names,
        facts=facts,
    )
    whole = (
        bool(reasons.strip()),
        bool(meeting.strip()),
        len({"".join(name.split()) for name in names} - {""}) >= 2,
    )
    stands = not rules.missing(draft, TODAY)
    if opinion == "4":
        assert stands == (all(whole) and bool(facts.strip()))
    elif opinion in ("2", "3"):
        assert stands == (whole[0] and bool(facts.strip()))
    else:
        assert stands == (not opinion or bool(facts.strip()))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ()),
        ("何建平", ("何建平",)),
        ("何建平、林晓燕", ("何建平", "林晓燕")),
        ("何建平，林晓燕; 梁志勇", ("何建平", "林晓燕", "梁志勇")),
        ("何建平 何建平", ("何建平",)),
        ("阿依古丽·买买提/何建平", ("阿依古丽·买买提", "何建平")),
    ],
)
def test_names_are_read_from_a_line(typed: str, names: tuple[str, ...]) -> None:
    assert rules.people(typed) == names


def weekdays(after: date, through: date) -> int:
    days = (after + timedelta(days=at) for at in range(1, (through - after).days + 1))
    return sum(day.weekday() < 5 for day in days)


@pytest.mark.parametrize(
    ("due", "runs", "lamp"),
    [
        (None, True, ("", "")),
        (date(2026, 11, 19), True, ("red", "超期 1 天")),
        (date(2026, 11, 13), True, ("red", "超期 5 天")),
        (date(2026, 11, 20), True, ("amber", "今天到期")),
        (date(2026, 11, 23), True, ("amber", "剩 1 天")),
        (date(2026, 11, 22), True, ("amber", "剩 0 天")),
        (date(2026, 11, 27), True, ("green", "剩 5 天")),
        (date(2026, 11, 13), False, ("", "")),
    ],
)
def test_the_lamp_counts_working_days(due: date | None, runs: bool, lamp: tuple[str, str]) -> None:
    assert rules.lamp(due, TODAY, weekdays, runs=runs) == lamp


def test_a_year_before_the_29th_of_february_is_the_28th() -> None:
    assert rules.year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert rules.year_before(TODAY) == date(2025, 11, 20)
