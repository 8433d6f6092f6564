"""Doors as people write them come out as the same four parts, or not at all."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.workbooks import address, numerals
from wenming_desktop.workbooks.door import Door


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("3-2-501", ("", "3", "2", "501")),
        ("3—2—501", ("", "3", "2", "501")),
        ("3号楼2单元501室", ("", "3", "2", "501")),
        ("三号楼二单元501", ("", "3", "2", "501")),
        ("十二号楼一单元五〇一", ("", "12", "1", "501")),
        ("3#2-501", ("", "3", "2", "501")),
        ("3#楼2单元501", ("", "3", "2", "501")),
        ("3幢2单元501", ("", "3", "2", "501")),
        ("3栋2门501号", ("", "3", "2", "501")),
        ("3号2单元501", ("", "3", "2", "501")),
        ("A座2单元301", ("", "A", "2", "301")),
        ("3号楼501室", ("", "3", "", "501")),
        ("3号楼二单元五层502室", ("", "3", "2", "502")),
        ("3号楼2单元5楼东户", ("", "3", "2", "5楼东户")),
        ("一院3-2-501", ("一院", "3", "2", "501")),
        ("一院十一号楼2单元501", ("一院", "11", "2", "501")),
        ("1号院3号楼2单元501", ("1号院", "3", "2", "501")),
        ("裕和花园12号楼1单元501", ("裕和花园", "12", "1", "501")),
        ("一院7号楼1单元501(租住)", ("一院", "7", "1", "501")),
        ("甲3号楼", ("", "甲3", "", "")),
        ("甲3号楼1单元101", ("", "甲3", "1", "101")),
        ("附5号", ("", "附5", "", "")),
        ("平房 3排5号", ("", "3排", "0", "5")),
        ("棉纺院3排5号", ("棉纺院", "3排", "0", "5")),
        ("３号楼２单元５０１", ("", "3", "2", "501")),
        ("一院2号楼", ("一院", "2", "", "")),
        ("青海省西宁市城西区某某街道槐荫里社区一院3号楼2单元501", ("一院", "3", "2", "501")),
        ("西关大街12号裕和花园3号楼2单元501", ("裕和花园", "3", "2", "501")),
        ("阳光小区东区3号楼1单元201", ("阳光小区东区", "3", "1", "201")),
    ],
)
def test_read(text: str, door: tuple[str, str, str, str]) -> None:
    assert address.parse(text) == Door(*door)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3-501",
        "501",
        "2021-3-501",
        "12345-2-501",
        "2026-08-01",
        "3号楼4号楼501",
        "一二号楼3单元201",
        "八一路3号2-501",
        "一院2号楼燃气停气",
        "张三",
        "13900000001",
    ],
)
def test_unsure_is_no_door(text: str) -> None:
    assert address.parse(text) is None


def test_a_known_estate_settles_what_alone_is_unsure() -> None:
    assert address.parse("八一三号楼2单元501") is None
    assert address.parse("八一三号楼2单元501", ["八一"]) == Door("八一", "3", "2", "501")


@pytest.mark.parametrize(
    ("cells", "door"),
    [
        (("一院", "1号楼", "一单元", "501室"), ("一院", "1", "1", "501")),
        (("一院", 1.0, 1.0, 501.0), ("一院", "1", "1", "501")),
        (("一院", 1, "1单元", "5层501"), ("一院", "1", "1", "501")),
        (("", "3号楼", None, "2-501"), ("", "3", "2", "501")),
        (("", "", "", "3-2-501"), ("", "3", "2", "501")),
        (("一院", "3", "2", "3-2-501"), ("一院", "3", "2", "501")),
        (("", "一院3号楼", "1", "101"), ("一院", "3", "1", "101")),
        (("", "12-3-501", "", ""), ("", "12", "3", "501")),
        (("", "3排", 0, 5), ("", "3排", "0", "5")),
        (("一院", "甲3号楼", "东单元", "东户"), ("一院", "甲3", "东", "东户")),
        (("一院", None, None, None), ("一院", "", "", "")),
    ],
)
def test_cells(cells: tuple[object, ...], door: tuple[str, str, str, str]) -> None:
    assert address.from_parts(*cells) == Door(*door)


@pytest.mark.parametrize(
    "cells",
    [
        ("一院", "3", "2", "4-2-501"),
        ("一院", "二院3号楼", "1", "101"),
        ("一院", "3", "1", datetime.datetime(2003, 2, 1)),
        ("", "", "", ""),
    ],
)
def test_cells_that_contradict_each_other_are_no_door(cells: tuple[object, ...]) -> None:
    assert address.from_parts(*cells) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一院3号楼", ("一院", "3", "", "")),
        ("3号楼", ("", "3", "", "")),
        ("2单元", ("", "", "2", "")),
        ("槐荫里社区一院3号楼居民花名册", ("一院", "3", "", "")),
        ("棉纺院居民信息登记表", ("棉纺院", "", "", "")),
        ("槐荫里社区居民家庭信息台账", None),
        ("居民花名册", None),
        ("Sheet1", None),
        ("三网格", None),
        ("填报单位(盖章):槐荫里社区居民委员会", None),
    ],
)
def test_sheet_names_and_titles(text: str, said: tuple[str, str, str, str] | None) -> None:
    assert address.place(text) == (None if said is None else Door(*said))


_ESTATES = st.sampled_from(["", "一院", "棉纺院", "裕和花园", "1号院", "阳光小区"])
_BUILDINGS = st.one_of(
    st.integers(1, 199).map(str),
    st.integers(1, 20).map("甲{}".format),
    st.sampled_from(["A", "B", "12A"]),
)
_DOORS = st.builds(
    Door,
    _ESTATES,
    _BUILDINGS,
    st.integers(1, 12).map(str),
    st.integers(101, 3309).map(str),
)
_ROW_HOUSES = st.builds(
    Door,
    _ESTATES,
    st.integers(1, 40).map("{}排".format),
    st.just("0"),
    st.integers(1, 60).map(str),
)


@given(st.one_of(_DOORS, _ROW_HOUSES))
def test_what_is_written_is_read_back(door: Door) -> None:
    assert address.parse(door.text) == door
    assert address.from_parts(door.estate, door.building, door.unit, door.room) == door


@given(_DOORS, st.sampled_from(["{}-{}-{}", "{}#{}-{}", "{}幢{}单元{}室", "{}号楼-{}单元-{}"]))
def test_every_way_of_writing_gives_the_same_door(door: Door, shape: str) -> None:
    text = door.estate + shape.format(door.building, door.unit, door.room)
    assert address.parse(text) == door


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    door = address.parse(text)
    assert door is None or door.building
    address.place(text)
    address.from_parts(text, text, text, text)


@given(st.integers(1, 999))
def test_chinese_numerals(value: int) -> None:
    assert numerals.number(numerals.spelled(value)) == str(value)
