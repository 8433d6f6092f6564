"""The letter's words: its table, its title's shape, names of any length, the kind of file."""

from dataclasses import replace
from datetime import date
from typing import Any

import page as page_validation
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms import reading
from tests.forms.test_letter import MANY, ONE, page_text
from tests.forms.test_service_card import HOSTILE
from wenming_desktop.forms.feedback_letter import COLUMNS, draw
from wenming_desktop.forms.letter import TITLE, WIDTH, title_lines
from wenming_desktop.forms.letter_facts import FeedbackLetter, LetterRow

# the table


def test_more_than_three_stand_in_a_table_whose_head_is_repeated() -> None:
    rows = tuple(
        LetterRow(f"甲{at}号", date(2025, 1, 1 + at % 28), "政策宣传", at, str(at), "优秀")
        for at in range(60)
    )
    pdf = draw(replace(MANY, rows=rows, members=tuple(row.name for row in rows)))
    assert pdf.pages > 4
    heads = [page for page, _ in reading.spots(pdf, "序号姓名报到时间认领岗位服务次数服务时长")]
    assert heads == list(range(1, len(heads) + 1))
    whole = "".join(page_text(pdf, page) for page in range(1, pdf.pages + 1))
    assert all(whole.count(f"甲{at}号") == 1 for at in range(60))
    # The request stands after the table, before the signature.
    assert whole.index("甲59号") < whole.index("请贵单位将以上情况") < whole.index("附件：")


@pytest.mark.parametrize(("count", "table"), [(1, False), (2, False), (3, False), (4, True)])
def test_up_to_three_are_named_in_the_title(count: int, table: bool) -> None:
    rows = MANY.rows[:count]
    letter = replace(MANY, rows=rows, members=tuple(row.name for row in rows))
    assert letter.title == (
        "关于贵单位在职党员2026年上半年参与社区服务情况的反馈函"
        if table
        else f"关于{'、'.join(letter.members)}同志2026年上半年参与社区服务情况的反馈函"
    )
    assert ("序号姓名" in page_text(draw(letter), 1)) is table


def test_the_table_is_as_wide_as_the_text() -> None:
    assert sum(width for _, width in COLUMNS) == WIDTH


# the shape of the title


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (MANY.title_words, ("关于贵单位在职党员2026年上半年", "参与社区服务情况的反馈函")),
        (ONE.title_words, ("关于张建国同志2026年上半年", "参与社区服务情况的反馈函")),
        (("关于报到的函",), ("关于报到的函",)),
        (("一" * 12, "二" * 4, "三" * 8, "四" * 4), ("一" * 12, "二" * 4 + "三" * 8 + "四" * 4)),
    ],
)
def test_a_title_makes_a_trapezium(words: tuple[str, ...], lines: tuple[str, ...]) -> None:
    assert title_lines(words) == lines


@given(st.lists(st.text("国", min_size=1, max_size=12), min_size=1, max_size=8))
def test_no_title_is_a_box_or_an_hourglass_where_it_need_not_be(words: list[str]) -> None:
    lines = title_lines(words)
    assert "".join(lines) == "".join(words)
    sizes = [len(line) for line in lines]
    assert all(TITLE.width(line) <= WIDTH for line in lines)
    waist = any(a > b < c for a, b, c in zip(sizes, sizes[1:], sizes[2:], strict=False))
    if len(lines) == 3 and waist:
        shapes = [
            [sum(map(len, part)) for part in (words[:a], words[a:b], words[b:])]
            for a in range(1, len(words))
            for b in range(a + 1, len(words))
        ]
        room = max(count for count in range(40) if TITLE.width("国" * count) <= WIDTH)
        good = [s for s in shapes if max(s) <= room and s[0] != s[1] != s[2]]
        assert not [s for s in good if not s[0] > s[1] < s[2]]


# the file


def test_the_file_is_pdf_a_2u() -> None:
    for letter in (MANY, ONE, replace(ONE, letter_no="", issued_on=None)):
        report = page_validation.validate_pdf_bytes(bytes(draw(letter)), profile="2u")
        assert report.is_compliant, [failure.message for failure in report.failures]
        assert report.rules.total > 100


def test_a_letter_without_number_or_day_says_that_it_is_a_draft() -> None:
    for letter in (replace(ONE, letter_no=""), replace(ONE, issued_on=None)):
        assert letter.is_draft
        pdf = draw(letter)
        assert [page for page, _ in reading.spots(pdf, "草稿")] == [1, 2]
    assert not reading.spots(draw(ONE), "草稿")


def test_the_longest_names_are_printed_whole() -> None:
    unit = "示例省示例市高新技术产业开发区人工智能与先进制造融合创新研究院有限责任公司"
    letter = replace(
        MANY,
        office="中共示例省示例市示例回族土族自治县示例街道槐荫里社区委员会",
        signatory="中共示例省示例市示例回族土族自治县示例街道槐荫里社区委员会",
        addressee=f"中共{unit}直属机关第二支部委员会",
        unit=unit,
    )
    pdf = draw(letter)
    assert (pdf.cut, pdf.missing) == ((), ())
    whole = "".join(page_text(pdf, page) for page in range(1, pdf.pages + 1))
    for name in (letter.office, letter.signatory, letter.addressee, unit):
        assert name in whole
    assert "王𬎆" in whole


def hostile(value: str) -> FeedbackLetter:
    texts: dict[str, Any] = dict.fromkeys(
        ("letter_no", "office", "addressee", "period", "signatory", "unit", "contact", "phone"),
        value,
    )
    row = LetterRow(value, None, value, 0, value, value)
    return replace(MANY, **texts, members=(value,), body=(value, value), rows=(row,) * 4)


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_value_stays_text_on_a_letter(value: str) -> None:
    pdf = draw(hostile(value))
    reading.check(pdf)
    for page in range(1, pdf.pages + 1):
        for word in reading.words(pdf, page):
            assert word.x > 19
            assert word.x + word.w < 191


@given(st.text(max_size=200))
@settings(max_examples=20, deadline=None)
def test_no_text_breaks_a_letter(value: str) -> None:
    assert draw(hostile(value)).pages >= 2
