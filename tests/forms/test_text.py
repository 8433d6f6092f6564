"""Lines of Chinese text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenming_desktop.forms import text as t
from wenming_desktop.forms.text import Style, choices, lay, para, printable

STYLE = Style("hei", 10, 15)
EM = 10 / t.MM  # the width of one Chinese character


def lines(text: str, characters: float) -> list[str]:
    return [line.text for line in lay(printable(text), STYLE, EM * characters + 0.01)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("社区居民委员会", 4, ["社区居民", "委员会"]),
        ("社区居民，委员会", 4, ["社区居", "民，委员", "会"]),  # no mark begins a line
        ("社区（居民）会", 3, ["社区", "（居", "民）会"]),  # no bracket ends one
        ("他说：“好。”走了", 4, ["他说：", "“好。”", "走了"]),
        ("电话139 0000 5530打", 6, ["电话139", "0000 5530打"]),  # too wide: at its blanks
        ("电话139 0000 5530打", 8, ["电话", "139 0000 5530打"]),  # a number stays whole
        ("共1,066.5件", 3.9, ["共", "1,066.5", "件"]),
        ("第一行\n第二行", 9, ["第一行", "第二行"]),
        ("第一行\r\n\r\n第二行", 9, ["第一行", "", "第二行"]),
        ("", 4, [""]),
        ("，，，，，，", 4, ["，，，，", "，，"]),  # nothing but marks: cut anyway
        ("A" * 20, 4, None),
    ],
)
def test_lines_break_where_a_reader_expects(text, width, expected):
    made = lines(text, width)
    if expected is None:
        assert "".join(made) == text
        assert len(made) > 1
    else:
        assert made == expected


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("李\u202e明", "李明"),
        ("a\x00b\x07c", "abc"),
        ("\ud800王", "王"),
        ("零\u200b宽", "零宽"),
        ("葛\U000e0100", "葛"),
        ("a\tb", "a b"),
        ("一\u2028二", "一\n二"),
        ("<b>粗</b>&amp;", "<b>粗</b>&amp;"),
        (None, ""),
        (12, "12"),
    ],
)
def test_only_what_can_be_seen_is_printed(raw, shown):
    assert printable(raw) == shown


@given(st.text(max_size=200), st.floats(1, 40))
@settings(max_examples=150, deadline=None)
def test_no_line_is_too_wide_and_no_character_is_lost(text, characters):
    width = EM * characters + 0.01
    made = para(text, STYLE, width)
    for line in made.lines:
        assert len(line.text) <= 1 or STYLE.width(line.text) <= width + 1e-6
    assert "".join(made.text.split()) == "".join(printable(text).split())


def test_a_paragraph_splits_between_lines_and_loses_nothing():
    whole = para("社区居民委员会" * 30, STYLE, 50)
    first, rest = whole.split(20)
    assert first.height <= 20
    assert first.lines + rest.lines == whole.lines


def test_the_first_line_is_indented():
    whole = para("社区居民委员会" * 3, STYLE, 50, indent=STYLE.width("　　"))
    assert [line.indent > 0 for line in whole.lines][:2] == [True, False]


def test_choices_tick_the_chosen_one():
    assert choices(("满意", "不满意"), "满意") == "☑满意　☐不满意"
    assert choices(("满意",)) == "☐满意"
