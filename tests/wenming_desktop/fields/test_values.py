"""Numbers, money, yes and no, and the entry of the dictionary."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.fields import (
    Code,
    CodeBook,
    Codes,
    Day,
    Field,
    Flag,
    IdNumber,
    Kind,
    Moment,
    Money,
    Number,
    PersonName,
    Phone,
    Problem,
    Reading,
    Text,
    by_key,
)
from wenming_desktop.fields.kind import Parsed

READING = Reading(date(2026, 11, 20), CodeBook.from_csv(), "0971")


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Number(), 28, 28),
        (Number(), 28.0, 28),
        (Number(), "28", 28),
        (Number(), "28人次", 28),
        (Number(), "约20户", 20),
        (Number(), "1,234", 1234),
        (Number(), "１２", 12),
        (Number(), "无", None),
        (Number(), "", None),
        (Number(low=None), "-1", -1),
        (Number(1), 0.5, 0.5),
        (Number(1), "1.5小时", 1.5),
        (Number(1), "半小时", 0.5),
        (Number(2), 0.1 + 0.2, 0.3),
        (Money(), "￥1,234.50", Decimal("1234.50")),
        (Money(), "300元", Decimal("300.00")),
        (Money(), "1.2万元", Decimal("12000.00")),
        (Money(), 35.5, Decimal("35.50")),
        (Money(), "", None),
        (Flag(), "√", True),
        (Flag(), "是", True),
        (Flag(), "Y", True),
        (Flag(), 1.0, True),
        (Flag(), True, True),
        (Flag(), "×", False),
        (Flag(), "否", False),
        (Flag(), "无", False),
        (Flag(), 0, False),
        (Flag(), "", None),
        (Flag(), "不详", None),
    ],
)
def test_a_value_is_read(kind: Kind[Any], raw: object, value: object, reading: Reading) -> None:
    assert kind.parse(raw, "f", reading) == (value, (), "")


@pytest.mark.parametrize(
    ("kind", "raw", "said"),
    [
        (Number(), "2-3", "要一个数"),
        (Number(), "很多", "要一个数"),
        (Number(), 3.5, "要整数"),
        (Number(), -1, "不能小于 0"),
        (Number(0, 1, 12), 13, "要在 1 到 12 之间"),
        (Number(low=None, high=5), 6, "不能大于 5"),
        (Number(1), 0.25, "最多 1 位小数"),
        (Number(), float("inf"), "要一个数"),
        (Number(), True, "要一个数"),
        (Money(), -3, "不能小于 0"),
        (Money(), "几百", "要一个金额"),
        (Flag(), "也许", "只填“是”或“否”"),
    ],
)
def test_what_is_none_is_named(kind: Kind[Any], raw: object, said: str, reading: Reading) -> None:
    parsed = kind.parse(raw, "f", reading)
    assert parsed.value is None
    [problem] = parsed.problems
    assert (problem.code, problem.field, problem.severity) == ("value.unknown", "f", "kept")
    assert said in problem.message


def test_how_values_are_shown_and_written() -> None:
    assert Number().show(2346) == "2,346"
    assert Number(1).show(1.5) == "1.5"
    assert Number(1).show(10.0) == "10"
    assert Number().cell(28) == 28
    assert Money().show(Decimal("1234.5")) == "1,234.50"
    assert Money().cell(Decimal("1.00")) == Decimal("1.00")
    assert (Flag().show(True), Flag().cell(False), Flag().show(None)) == ("是", "否", "")


@given(st.integers(0, 10**9))
def test_a_number_shown_reads_back(number: int) -> None:
    kind = Number()
    assert kind.parse(kind.show(number), "f", READING).value == number


@given(st.decimals(0, 10**9, places=2))
def test_an_amount_shown_reads_back(amount: Decimal) -> None:
    assert Money().parse(Money().show(amount), "f", READING).value == amount


EVERY_KIND: list[Kind[Any]] = [
    Text(),
    Text(10, lines=True),
    PersonName(),
    IdNumber(),
    Phone(),
    Day(),
    Moment(),
    Number(),
    Number(2, None),
    Money(),
    Flag(),
    Code("family_relation"),
    Codes("special_care_category"),
]
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(),
    st.text("0123456789.-/E+年月日:、 （）xX·", max_size=30),
    st.text("高龄低保残疾、，党员无", max_size=12),
    st.dates(),
    st.datetimes(timezones=st.none() | st.timezones()),
    st.times(),
    st.timedeltas(),
    st.binary(),
    st.lists(st.text(), max_size=3),
    st.builds(object),
)


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: type(kind).__name__)
@given(raw=anything)
def test_no_object_makes_reading_raise(kind: Kind[Any], raw: object) -> None:
    parsed = kind.parse(raw, "resident.x", READING)
    assert isinstance(parsed, Parsed)
    assert all(isinstance(problem, Problem) for problem in parsed.problems)
    assert all(problem.field == "resident.x" for problem in parsed.problems)
    assert all(problem.message.endswith(("。", "？")) for problem in parsed.problems)
    shown = kind.show(parsed.value, READING.codes)
    assert isinstance(shown, str)
    assert isinstance(kind.mask(parsed.value, READING.codes), str)
    kind.cell(parsed.value, READING.codes)


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: type(kind).__name__)
@given(raw=anything)
def test_what_was_read_reads_the_same_again(kind: Kind[Any], raw: object) -> None:
    first = kind.parse(raw, "f", READING)
    if first.value is not None and not first.problems:
        assert kind.parse(first.value, "f", READING).value == first.value


def test_every_kind_names_its_editor() -> None:
    assert {type(kind).__name__: kind.editor for kind in EVERY_KIND} == {
        "Text": "text",
        "PersonName": "name",
        "IdNumber": "id",
        "Phone": "phone",
        "Day": "day",
        "Moment": "moment",
        "Number": "number",
        "Money": "money",
        "Flag": "flag",
        "Code": "code",
        "Codes": "codes",
    }


NAME = Field("resident.full_name", "姓名", PersonName(), "基本", required=True)
CARE = Field(
    "special_care.category", "类别", Codes("special_care_category"), required=True, privacy="L3"
)
EMPLOYER = Field("resident.employer", "工作单位", Text(60))


def test_a_field_knows_its_table_and_column() -> None:
    assert (NAME.entity, NAME.name) == ("resident", "full_name")
    assert by_key([NAME], [CARE]) == {NAME.key: NAME, CARE.key: CARE}


def test_a_required_field_may_not_stay_empty() -> None:
    assert [p.code for p in NAME.parse("", READING).problems] == ["name.missing"]
    assert [p.code for p in CARE.parse("", READING).problems] == ["value.missing"]
    assert EMPLOYER.parse("", READING).problems == ()
    assert CARE.parse("低保", READING).value == ("B01",)


def test_a_problem_is_refused_only_by_the_table() -> None:
    refused = {"id.checksum", "name.missing", "row.duplicate", "ticket.time_missing"}
    kept = {"id.shared", "id.fifteen_digits", "phone.malformed", "category.unknown"}
    assert {Problem(code, "f", "").severity for code in refused} == {"refused"}
    assert {Problem(code, "f", "").severity for code in kept} == {"kept"}
