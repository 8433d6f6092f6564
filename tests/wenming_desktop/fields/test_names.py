"""Names of people and text: nothing of what people write is refused for its characters."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.fields import PersonName, Reading, Text, clean_text, search_key
from wenming_desktop.fields.names import doubtful, surname
from wenming_desktop.fields.text import is_nothing, scrub

KIND = PersonName()


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("周正", "周正"),
        ("李　明", "李明"),
        (" 李 明 ", "李明"),
        ("欧阳 明月", "欧阳明月"),
        ("吐尔逊·买买提", "吐尔逊·买买提"),
        ("吐尔逊•买买提", "吐尔逊·买买提"),
        ("吐尔逊・买买提", "吐尔逊·买买提"),
        ("吐尔逊‧买买提", "吐尔逊·买买提"),
        ("吐尔逊∙买买提", "吐尔逊·买买提"),
        ("吐尔逊⋅买买提", "吐尔逊·买买提"),
        ("吐尔逊．买买提", "吐尔逊·买买提"),
        ("吐尔逊.买买提", "吐尔逊·买买提"),
        ("吐尔逊 · 买买提", "吐尔逊·买买提"),
        ("·李明·", "李明"),
        ("李䶮", "李䶮"),
        ("𬭚㛃", "𬭚㛃"),
        ("李\ue81e", "李\u9fb4"),
        ("John  Smith", "John Smith"),
        ("J. Smith", "J. Smith"),
        ("=1+1", "=1+1"),
        ("=cmd|'/c calc'!A0", "=cmd|'/c calc'!A0"),
        ("冯<b>粗", "冯<b>粗"),
        ("王□", "王□"),
        ("李四2", "李四2"),
    ],
)
def test_a_name_is_kept(raw: str, stored: str, reading: Reading) -> None:
    parsed = KIND.parse(raw, "resident.full_name", reading)
    assert parsed == (stored, (), "")
    assert KIND.cell(stored) == stored


@pytest.mark.parametrize("raw", ["", None, "  ", "·", "\u3000"])
def test_only_an_empty_name_is_refused(raw: object, reading: Reading) -> None:
    [problem] = KIND.parse(raw, "resident.full_name", reading).problems
    assert (problem.code, problem.severity) == ("name.missing", "refused")
    assert PersonName(optional=True).parse(raw, "f", reading) == (None, (), "")


@pytest.mark.parametrize("raw", ["褚\u202eabc", "褚\u200babc", "褚\x00abc", "\ufeff褚abc"])
def test_characters_nobody_sees_go_and_are_told(raw: str, reading: Reading) -> None:
    parsed = KIND.parse(raw, "resident.full_name", reading)
    assert parsed.value == "褚abc"
    assert [(p.code, p.severity) for p in parsed.problems] == [("text.control_characters", "kept")]


def test_doubtful_characters_are_pointed_out() -> None:
    assert doubtful("王□明?") == "□?"
    assert doubtful("吐尔逊·买买提") == ""


@pytest.mark.parametrize(
    ("name", "family", "masked"),
    [("周正", "周", "周某"), ("尉迟文", "尉迟", "尉迟某"), ("李小明", "李", "李某某")],
)
def test_a_posted_name_shows_the_family_only(name: str, family: str, masked: str) -> None:
    assert surname(name) == family
    assert KIND.mask(name) == masked


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, ""),
        (1.0, "1"),
        (101, "101"),
        (1.5, "1.5"),
        (True, "是"),
        (date(2026, 10, 3), "2026-10-03"),
        (datetime(2026, 10, 3, 9, 5), "2026-10-03 09:05:00"),
        ("  一院\t1号楼\r\n ", "一院 1号楼"),
        ("e\u0301", "\u00e9"),
        ("a\u200bb\ud800c", "abc"),
        (b"bytes", ""),
        (object(), ""),
        (10**400, ""),
        (float("nan"), "nan"),
    ],
)
def test_any_cell_becomes_clean_text(raw: object, text: str) -> None:
    assert clean_text(raw) == text


@given(st.text() | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Lo", "Zs"])))
def test_clean_text_is_clean_and_stays_so(raw: str) -> None:
    text = clean_text(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in text)
    assert clean_text(text) == text
    text.encode("utf-8")


def test_lines_are_kept_where_wanted(reading: Reading) -> None:
    assert scrub("一\r\n二\t三", lines=True) == ("一\n二 三", False)
    assert Text(lines=True).parse("一\n二", "f", reading).value == "一\n二"
    assert Text().parse("一\n二", "f", reading).value == "一 二"
    assert (Text(lines=True).editor, Text().editor) == ("text", "line")


def test_a_text_too_long_is_cut_and_told(reading: Reading) -> None:
    parsed = Text(3).parse("一二三四", "f", reading)
    assert parsed.value == "一二三"
    [problem] = parsed.problems
    assert (problem.code, problem.severity) == ("text.too_long", "kept")
    assert "现在 4 个字，最多存 3 个字" in problem.message


@pytest.mark.parametrize(
    ("left", "right"),
    [("吐尔逊·买买提", "吐尔逊买买提"), ("Ａ１ b", "a1B"), ("1 号楼", "1号楼"), ("吐.买", "吐·买")],
)
def test_search_keys_meet(left: str, right: str) -> None:
    assert search_key(left) == search_key(right)


@pytest.mark.parametrize(
    ("text", "empty"), [("", True), ("/", True), ("N/A", True), ("无锡", False)]
)
def test_words_for_nothing(text: str, empty: bool) -> None:
    assert is_nothing(text) is empty
