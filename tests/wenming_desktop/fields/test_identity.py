"""Identity numbers: what passes, what is refused and why, what is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.fields import CodeBook, IdNumber, Reading, birth_date, gender
from wenming_desktop.fields.identity import check_digit, mask, upgrade

TODAY = date(2026, 11, 20)
READING = Reading(TODAY, CodeBook((), ()))
KIND = IdNumber()

digits = st.text("0123456789", min_size=3, max_size=3)
valid = st.builds(
    lambda area, born, seq: f"{area:06d}{born:%Y%m%d}{seq}",
    st.integers(0, 999_999),
    st.dates(date(1890, 1, 1), TODAY),
    digits,
).map(lambda first: first + check_digit(first))


def codes(raw: object) -> list[str]:
    return [problem.code for problem in KIND.parse(raw, "resident.id_number", READING).problems]


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("630100196605046598", "630100196605046598"),
        ("６３０１００　１９６６０５０４　６５９８", "630100196605046598"),
        ("630100 19660504 6598", "630100196605046598"),
        ("630100-19660504-6598", "630100196605046598"),
        ("'630100196605046598", "630100196605046598"),
        ("‘630100196605046598’", "630100196605046598"),
        ("\u202d630100196605046598\u202c", "630100196605046598"),
        ("630100196605046598\n", "630100196605046598"),
        ("63010019640614577x", "63010019640614577X"),
        ("63010019640614577Ｘ", "63010019640614577X"),
        (630100196605046598, "630100196605046598"),
        ("630104192403090002", "630104192403090002"),  # the county is younger than the person
        ("810000199408230021", "810000199408230021"),  # residence permit, Hong Kong
        ("CHN110000666666", "CHN110000666666"),  # foreign permanent, the old form
        ("", None),
        (None, None),
        ("无", None),
        ("暂无", None),
        ("/", None),
    ],
)
def test_a_number_is_stored_plain(raw: object, stored: str | None) -> None:
    parsed = KIND.parse(raw, "resident.id_number", READING)
    assert parsed.value == stored
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        ("630100196605046591", "id.checksum", "最后一位对不上"),
        (6.30100196605046e17, "id.precision_lost", "存成了数字"),
        (630100196605046000, "id.precision_lost", "存成了数字"),
        ("630100196605046000", "id.precision_lost", "存成了数字"),
        ("6.301E+17", "id.precision_lost", "存成了数字"),
        ("6.30100196605046E+17", "id.precision_lost", "存成了数字"),
        ("630100203101012151", "id.birth_in_future", "2031-01-01"),
        ("630100199902300011", "id.no_such_date", "没有这一天"),
        ("630100199913300011", "id.no_such_date", "出生月份是 13，没有这个月"),
        ("630100188901010011", "id.no_such_date", "1889"),
        ("630100991301465", "id.no_such_date", "没有这个月"),
        ("63010019660504659", "id.malformed", "现在 17 位，身份证号要 18 位"),
        ("6301001966050465988", "id.malformed", "现在 19 位"),
        ("63O100196605046598", "id.malformed", "是不是数字 0"),
        ("63010019660504659A", "id.malformed", "数字或 X"),
        ("6****************8", "id.malformed", "打了码"),
        ("见户口本", "id.malformed", "要 18 位"),
        (True, "id.malformed", "要 18 位"),
    ],
)
def test_a_wrong_number_is_refused_by_name(raw: object, code: str, said: str) -> None:
    parsed = KIND.parse(raw, "resident.id_number", READING)
    assert parsed.value is None
    [problem] = parsed.problems
    assert (problem.code, problem.field) == (code, "resident.id_number")
    assert problem.severity == "refused"
    assert said in problem.message


@pytest.mark.parametrize("raw", ["630100660504659", 630100660504659.0, "630100660504659.0"])
def test_fifteen_digits_are_upgraded_and_kept(raw: object) -> None:
    parsed = KIND.parse(raw, "resident.id_number", READING)
    assert parsed.value == "630100196605046598"
    assert parsed.note == "630100660504659"
    assert [(p.code, p.severity) for p in parsed.problems] == [("id.fifteen_digits", "kept")]


def test_a_float_is_refused_even_when_its_zeros_happen_to_check() -> None:
    firsts = (f"630100196605{day:02d}000" for day in range(1, 29))
    lucky = next(first + "0" for first in firsts if check_digit(first) == "0")
    assert codes(lucky) == []
    assert codes(float(lucky)) == ["id.precision_lost"]
    assert codes(int(lucky)) == ["id.precision_lost"]


@given(valid)
def test_every_valid_number_passes_whatever_its_county(number: str) -> None:
    parsed = KIND.parse(number, "f", READING)
    assert parsed == (number, (), "")
    assert birth_date(number) == date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    assert gender(number) == ("1" if number[16] in "13579" else "2")


@given(valid, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_typo_is_caught(number: str, at: int, typo: str) -> None:
    wrong = number[:at] + typo + number[at + 1 :]
    assert bool(codes(wrong)) == (wrong != number)


@given(valid, st.integers(0, 16))
def test_every_swap_of_neighbours_is_caught(number: str, at: int) -> None:
    wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert bool(codes(wrong)) == (wrong != number)


@given(st.text(max_size=30))
def test_the_mask_shows_the_ends_only(number: str) -> None:
    hidden = mask(number)
    assert len(hidden) == len(number)
    assert set(hidden[1:-1]) <= {"*"}


def test_the_mask_of_a_number() -> None:
    assert KIND.mask("63010019640614577X") == "6****************X"
    assert KIND.mask(None) == ""
    assert mask("12") == "**"


def test_a_cell_is_text() -> None:
    assert KIND.cell("630100196605046598") == "630100196605046598"


def test_what_no_number_tells() -> None:
    assert birth_date("CHN110000666666") is None
    assert gender("CHN110000666666") is None
    assert birth_date("630100199902300011") is None
    assert upgrade("630100660504659") == "630100196605046598"
