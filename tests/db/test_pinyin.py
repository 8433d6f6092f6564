"""Names are spelled as people say them: surnames by the office's table, then the dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import pinyin

NAMES = st.text(st.sampled_from("王秀兰曾单欧阳长乐翟覃强行重明𬎆䶮"), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("翟乐", {"zhai", "di"}),
        ("覃玉", {"qin", "tan"}),
        ("单芳", {"shan"}),
        ("曾红", {"zeng"}),
        ("仇英", {"qiu"}),
        ("解明", {"xie"}),
        ("查文", {"zha"}),
        ("区强", {"ou"}),
        ("尉迟恭", {"yu", "wei"}),
        ("万俟雅", {"mo", "wan"}),
        ("单于飞", {"chan", "shan"}),
        ("欧阳修", {"ou"}),
        ("王秀兰", {"wang"}),
        ("䶮明", {"yan"}),
        ("吕布", {"lv"}),
    ],
)
def test_a_surname_has_the_readings_of_the_table(name: str, first: set[str]) -> None:
    assert set(pinyin.spell(list(name))[0]) == first


def test_only_the_first_character_reads_as_a_surname() -> None:
    assert pinyin.spell(list("王单"))[1][0] == "dan"
    assert pinyin.spell(list("单单"), surname=False)[0][0] == "dan"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("王秀兰", {"wxl"}),
        ("翟明", {"zm", "dm"}),
        ("欧阳娜", {"oyn"}),
        ("䶮𬎆", {"yy"}),
        ("", {""}),
    ],
)
def test_initials(name: str, initials: set[str]) -> None:
    assert set(pinyin.initials(pinyin.spell(list(name)))) == initials


@given(NAMES)
def test_variants_are_few(name: str) -> None:
    assert len(pinyin.initials(pinyin.spell(list(name)))) <= pinyin.MAX_VARIANTS


def test_an_unknown_character_is_passed_over() -> None:
    spelling = pinyin.spell(["王", "\ue000", "兰"])
    assert pinyin.initials(spelling) == ["wl"]
    assert pinyin.spelled("wl", spelling)
    assert pinyin.initials(pinyin.spell(["\ue000"])) == [""]


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("wangxiu", ("wang", "xiu")),
        ("wangxl", ("wang", "x", "l")),
        ("wangxiul", ("wang", "xiu", "l")),
        ("xian", ("xi", "an")),
        ("xian", ("xian",)),
        ("zhangsf", ("zhang", "s", "f")),
        ("lvbu", ("lv", "bu")),
    ],
)
def test_typed_letters_are_cut_into_syllables(typed: str, cut: tuple[str, ...]) -> None:
    assert cut in pinyin.cuts(typed)


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=60))
def test_cuts_are_few_and_whole(letters: str) -> None:
    cuts = pinyin.cuts(letters)
    assert len(cuts) <= pinyin.MAX_CUTS
    assert all("".join(cut) == letters for cut in cuts)


@pytest.mark.parametrize(
    ("typed", "proof"),
    [
        ("wxl", (True, True)),
        ("wangxiulan", (True, True)),
        ("wangxl", (True, True)),
        ("wangx", (True, False)),
        ("xl", (False, True)),
        ("xiu", (False, False)),
        ("wl", None),
        ("ang", None),
        ("wxlx", None),
    ],
)
def test_what_spells_a_name(typed: str, proof: tuple[bool, bool] | None) -> None:
    assert pinyin.spelled(typed, pinyin.spell(list("王秀兰"))) == proof
