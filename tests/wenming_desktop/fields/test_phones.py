"""Telephone numbers as they stand in ledgers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.fields import Phone, Reading
from wenming_desktop.fields.phones import mask, numbers_in

KIND = Phone()
mobiles = st.integers(0, 9_999).map(lambda tail: f"1390000{tail:04d}")
fixed = st.builds(
    lambda area, number, ext: f"{area}-{number}{f'-{ext}' if ext else ''}",
    st.sampled_from(["010", "021", "0971", "0310"]),
    st.integers(2_000_000, 89_999_999),
    st.integers(0, 999_999),
)


@pytest.mark.parametrize(
    ("raw", "stored", "note"),
    [
        ("13900000721", "13900000721", ""),
        (13900000721.0, "13900000721", ""),
        (13900000721, "13900000721", ""),
        ("13900000721.0", "13900000721", ""),
        ("1.3900000721E+10", "13900000721", ""),
        ("１３９０００００７２１", "13900000721", ""),
        ("139 0000 0721", "13900000721", ""),
        ("139-0000-0721", "13900000721", ""),
        ("139.0000.0721", "13900000721", ""),
        ("+86 139 0000 0721", "13900000721", ""),
        ("8613900000721", "13900000721", ""),
        ("\u202d13900000721\u202c", "13900000721", ""),
        ("0971-6123456", "0971-6123456", ""),
        ("(0971)6123456", "0971-6123456", ""),
        ("0971 6123456", "0971-6123456", ""),
        ("09716123456", "0971-6123456", ""),
        ("010-61234567", "010-61234567", ""),
        ("6123456", "0971-6123456", ""),
        ("0971-6123456转801", "0971-6123456-801", ""),
        ("0971—6123456", "0971-6123456", ""),
        ("66123", "66123", ""),
        ("12345", "12345", ""),
        ("400-8001234", "4008001234", ""),
        ("（儿子）13900000721", "13900000721", "儿子"),
        ("13900000721（儿子）", "13900000721", "儿子"),
        ("儿子：13900000721", "13900000721", "儿子"),
        ("13900000721/13900000722", "13900000721", "13900000722"),
        ("13900000721、6123456", "13900000721", "0971-6123456"),
        ("13900000721 13900000722", "13900000721", "13900000722"),
        ("139 0000 0721 139 0000 0722", "13900000721", "13900000722"),
        ("13900000721\n13900000722", "13900000721", "13900000722"),
        ("13900000721-13900000722", "13900000721", "13900000722"),
        ("儿子13900000721，女儿13900000722", "13900000721", "儿子；13900000722 女儿"),
        ("", None, ""),
        (None, None, ""),
        ("无", None, ""),
        ("无电话", None, ""),
    ],
)
def test_a_number_is_read(raw: object, stored: str | None, note: str, reading: Reading) -> None:
    assert KIND.parse(raw, "resident.phone", reading) == (stored, (), note)


@pytest.mark.parametrize(
    ("raw", "stored", "said"),
    [
        ("1380000000", "1380000000", "现在 10 位，手机号要 11 位"),
        ("139000000001", "139000000001", "现在 12 位"),
        ("139****0721", None, "打了码"),
        ("同上", None, "要电话号码"),
        ("1.39E+10", "13900000000", "科学计数"),
        ("12", "12", "现在 2 位"),
        ("1380000000/13900000721", "13900000721", "现在 10 位"),
    ],
)
def test_a_wrong_number_is_kept_and_named(
    raw: object, stored: str | None, said: str, reading: Reading
) -> None:
    parsed = KIND.parse(raw, "resident.phone", reading)
    assert parsed.value == stored
    [problem] = parsed.problems
    assert (problem.code, problem.severity) == ("phone.malformed", "kept")
    assert said in problem.message


def test_without_an_area_code_a_local_number_stays(reading: Reading) -> None:
    assert numbers_in("6123456", "") == ([("6123456", "")], [])


@given(mobiles | fixed)
def test_what_is_shown_reads_back(number: str) -> None:
    assert numbers_in(KIND.show(number), "0971") == ([(number, "")], [])


@given(mobiles, mobiles, st.sampled_from(["/", "、", "，", ",", ";", " ", "\n", "  / "]))
def test_two_numbers_are_both_found(one: str, two: str, mark: str) -> None:
    found, bad = numbers_in(f"{one}{mark}{two}", "")
    assert [number for number, _ in found] == [one, two]
    assert bad == []


@given(mobiles)
def test_a_mobile_shows_three_and_four(number: str) -> None:
    assert mask(number) == f"{number[:3]}****{number[-4:]}"


@given(st.text("0123456789-", max_size=20))
def test_a_mask_never_shows_more_than_seven_characters(number: str) -> None:
    shown = len(mask(number).replace("*", ""))
    assert shown <= 7
    assert shown < len(number) or not number


def test_what_the_paper_and_the_sheet_get() -> None:
    assert KIND.show("13900001234") == "139 0000 1234"
    assert KIND.mask("13900001234") == "139****1234"
    assert KIND.cell("13900001234") == "13900001234"
    assert KIND.show("0971-6123456") == "0971-6123456"
