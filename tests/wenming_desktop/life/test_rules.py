"""How relations turn under another head."""

from datetime import date

import pytest

from wenming_desktop.life.rules import Kin, couple, spouse_of, turned

OLD, YOUNG = date(1980, 1, 1), date(1990, 1, 1)
FAMILY = [
    Kin(1, "户主", "02", "1", date(1955, 1, 1)),
    Kin(2, "妻", "12", "2", date(1957, 1, 1)),
    Kin(3, "长子", "22", "1", OLD),
    Kin(4, "二女", "33", "2", YOUNG),
    Kin(5, "母亲", "52", "2", date(1930, 1, 1)),
    Kin(6, "孙子", "41", "1", date(2010, 1, 1)),
    Kin(7, "保姆", "98", "2", None),
]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (1, ["02", "12", "22", "33", "52", "41", "98"]),
        (2, ["10", "02", "22", "33", "54", "41", "80"]),
        (3, ["51", "52", "02", "77", "62", "80", "80"]),
        (4, ["51", "52", "71", "02", "62", "80", "80"]),
        (5, ["20", "38", "41", "42", "02", "80", "80"]),
        (7, ["80", "80", "80", "80", "80", "80", "02"]),
    ],
)
def test_relations_turn_with_the_head(head: int, wanted: list[str]) -> None:
    found = turned(FAMILY, head)
    assert [found[one.id] for one in FAMILY] == wanted


def test_an_only_child_s_family_is_his_own() -> None:
    people = [FAMILY[2], Kin(8, "儿媳", "38", "2", OLD), FAMILY[5]]
    assert turned(people, 3) == {3: "02", 8: "10", 6: "20"}


@pytest.mark.parametrize(
    ("relation", "sex", "wanted"),
    [("02", "2", "10"), ("22", "2", "38"), ("33", "1", "28"), ("52", "1", "80")],
)
def test_who_marries_in_gets_the_relation_of_the_spouse(
    relation: str, sex: str, wanted: str
) -> None:
    assert spouse_of(relation, sex) == wanted


def test_a_couple_is_told_by_its_relations() -> None:
    assert couple(FAMILY, FAMILY[0]) == FAMILY[1]
    assert couple(FAMILY, FAMILY[1]) == FAMILY[0]
    assert couple(FAMILY, FAMILY[2]) is None
