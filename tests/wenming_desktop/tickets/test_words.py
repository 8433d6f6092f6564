"""What a caller says suggests a category; the office's own words come to it."""

import pytest

from wenming_desktop.tickets.words import (
    Keyword,
    KeywordError,
    drop_keyword,
    keywords,
    ranked,
    save_keyword,
    suggest,
)
from wenming_desktop.work import Desk

SAID = (
    ("家里暖气不热，老人冷得受不了", "0801"),
    ("三单元楼道灯不亮，晚上看不见", "0505"),
    ("小区门口的路灯坏了两盏", "0504"),
    ("楼上漏水，把我家天花板泡了", "0706"),
    ("下水道堵了，污水往外冒", "0503"),
    ("电动车在楼道充电，太危险", "0901"),
    ("有人从楼上扔烟头，高空抛物", "0903"),
    ("消防通道被车堵住了", "0902"),
    ("闻到煤气味，是不是漏气", "1903"),
    ("想问一下高龄津贴怎么领", "1104"),
    ("隔壁半夜打麻将，太吵了", "1001"),
    ("楼下跳广场舞音响太大", "1007"),
    ("垃圾桶满了没人收", "0509"),
    ("电梯坏了三天没人修", "0607"),
    ("有人困在电梯里", "1909"),
    ("三楼煤气泄漏了", "1903"),
    ("楼道里天然气味很大", "1903"),
    ("厨房燃气泄露，赶紧来人", "1903"),
    ("老人关在电梯里半小时了", "1909"),
    ("对面楼浓烟滚滚", "1904"),
)


@pytest.mark.parametrize(("text", "code"), SAID)
def test_the_first_suggestion_is_what_was_meant(desk: Desk, text: str, code: str) -> None:
    first, *_ = desk.read(suggest, text)
    assert first.code == code
    assert first.words
    assert all(word in text for word in first.words)


@pytest.mark.parametrize("text", ["", "  ", "你好", "123"])
def test_what_says_nothing_suggests_nothing(desk: Desk, text: str) -> None:
    assert desk.read(suggest, text) == ()


def test_a_word_within_a_longer_one_counts_for_nothing() -> None:
    table = [("路灯", "0504"), ("路灯杆", "0511"), ("灯", "0505")]
    assert ranked("路灯杆歪了", table) == [("0511", ("路灯杆",))]
    assert ranked("灯不亮，路灯也不亮", table) == [("0504", ("路灯",))]


def test_the_office_adds_its_own_words_and_takes_them_out(desk: Desk) -> None:
    own = Keyword("大喇叭", "0408")
    assert desk.read(suggest, "早市的大喇叭") == ()
    desk.write(save_keyword, own)
    assert [one.code for one in desk.read(suggest, "早市的大喇叭")] == ["0408"]
    assert Keyword("大喇叭", "0408", "商业噪音") in desk.read(keywords)
    desk.write(drop_keyword, own)
    assert desk.read(suggest, "早市的大喇叭") == ()
    desk.write(save_keyword, own)
    assert desk.read(suggest, "早市的大喇叭")


@pytest.mark.parametrize(
    ("word", "category"),
    [("灯", "0505"), ("", "0505"), ("灯" * 21, "0505"), ("路灯", "05"), ("路灯", "x")],
)
def test_a_word_that_suggests_nothing_is_refused(desk: Desk, word: str, category: str) -> None:
    before = desk.read(keywords)
    with pytest.raises(KeywordError):
        desk.write(save_keyword, Keyword(word, category))
    assert desk.read(keywords) == before
