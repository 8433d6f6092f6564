"""微心愿: which move leads where, when a contact is late, what the door may read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_desktop.fields.codes import CodeBook
from wenming_desktop.fields.names import surname
from wenming_desktop.wishes import rules
from wenming_desktop.wishes.rules import Shown

TODAY = date(2026, 11, 20)
ALLOWED = {
    "1": ("change", "publish", "decline", "cancel"),
    "2": ("change", "claim", "carry_over", "cancel"),
    "3": ("give_back", "fulfil", "cancel"),
    "4": ("sign",),
    "5": ("change", "publish", "cancel"),
    "6": (),
    "7": (),
}
LED = {
    "publish": "2", "decline": "6", "claim": "3", "give_back": "2", "fulfil": "4",
    "carry_over": "5", "cancel": "7",
}  # fmt: skip


def shown(name: str, gender: str | None, age: int | None, building: str = "3号楼") -> Shown:
    return Shown(name, surname(name), gender, age, building)


def test_the_table_names_every_state_of_the_list() -> None:
    codes = {item.code for item in CodeBook.from_csv().items("wish_status")}
    assert set(ALLOWED) == codes
    assert {target for _, target in rules.MOVES.values() if target} <= codes


@pytest.mark.parametrize("status", ALLOWED)
def test_each_state_has_its_moves(status: str) -> None:
    assert rules.possible(status) == ALLOWED[status]
    for move in rules.MOVES:
        assert rules.may(move, status) == (move in ALLOWED[status])


@pytest.mark.parametrize(("move", "target"), LED.items())
def test_each_move_leads_to_one_state(move: str, target: str) -> None:
    for status in rules.MOVES[move][0]:
        assert rules.after(move, status) == target


def test_a_change_leaves_the_state_as_it_is() -> None:
    assert [rules.after("change", status) for status in "125"] == ["1", "2", "5"]


@pytest.mark.parametrize(
    ("name", "gender", "age", "said"),
    [
        ("李秀兰", "2", 78, "李奶奶（3号楼）"),
        ("陈国栋", "1", 60, "陈爷爷（3号楼）"),
        ("林晓燕", "2", 59, "林阿姨（3号楼）"),
        ("方远", "1", 18, "方叔叔（3号楼）"),
        ("方远", "1", 17, "方同学（3号楼）"),
        ("欧阳小满", None, 9, "欧阳同学（3号楼）"),
        ("王建", "1", None, "王叔叔（3号楼）"),
        ("王建", None, 70, "王老人（3号楼）"),
        ("王建", "9", None, "王某（3号楼）"),
        ("阿依古丽·买买提", "2", 66, "一位奶奶（3号楼）"),
        ("王", "2", 66, "一位奶奶（3号楼）"),
        ("", None, None, "一位居民（3号楼）"),
        ("John Smith", "1", 30, "一位叔叔（3号楼）"),
    ],
)
def test_the_door_reads_who_it_is_without_the_name(
    name: str, gender: str | None, age: int | None, said: str
) -> None:
    assert rules.display_name(shown(name, gender, age)) == said


def test_without_a_building_the_name_stands_alone() -> None:
    assert rules.display_name(shown("李秀兰", "2", 78, "")) == "李奶奶"


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@given(
    st.text(HAN, min_size=2, max_size=5),
    st.sampled_from([None, "0", "1", "2", "9"]),
    st.none() | st.integers(0, 120),
    st.text(max_size=12),
)
def test_the_whole_name_is_never_shown(
    name: str, gender: str | None, age: int | None, words: str
) -> None:
    who = shown(name, gender, age)
    assert name not in rules.short_name(who)
    told = rules.without_name(f"{words}{name[:1]} {name[1:]}想要", name, who)
    assert not rules.names_somebody(told.replace(rules.short_name(who), "*"), name)


def test_a_telephone_number_is_not_shown() -> None:
    who = shown("李秀兰", "2", 78)
    assert rules.without_name("轮椅一台，电话 139 0000 2281", "李秀兰", who) == (
        "轮椅一台，电话 ***"
    )
    assert rules.without_name("买 12 卷纸，500 元内", "李秀兰", who) == "买 12 卷纸，500 元内"


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("3", date(2026, 11, 20), 0),
        ("3", date(2026, 11, 19), 1),
        ("3", date(2026, 11, 1), 19),
        ("3", None, 0),
        ("4", date(2026, 11, 1), 0),
        ("2", date(2026, 11, 1), 0),
    ],
)
def test_a_contact_is_late_after_its_day(status: str, due: date | None, late: int) -> None:
    assert rules.late_days(status, due, TODAY) == late


def test_the_contact_is_due_a_week_after_the_claim() -> None:
    assert rules.contact_due(date(2026, 12, 28)) == date(2027, 1, 4)


@pytest.mark.parametrize(("cost", "told"), [(None, 0), ("0", 0), ("500", 0), ("500.5", 1)])
def test_a_high_cost_is_told_and_no_more(cost: str | None, told: int) -> None:
    assert bool(rules.cost_told(Decimal(cost) if cost else None)) == bool(told)


@pytest.mark.parametrize(
    ("status", "marks"),
    [
        ("1", "done now next next"),
        ("2", "done done now next"),
        ("3", "done done done now"),
        ("4", "done done done done"),
        ("5", "done done now next"),
        ("6", "done next next next"),
        ("7", "done next next next"),
    ],
)
def test_the_stages_say_where_a_wish_is(status: str, marks: str) -> None:
    assert rules.stages(status) == tuple(marks.split())


def test_a_day_to_come_or_before_the_last_step_is_a_fault() -> None:
    assert "还没到" in rules.date_fault(date(2026, 11, 21), TODAY, None, "认领日期")
    assert "早于" in rules.date_fault(date(2026, 11, 1), TODAY, date(2026, 11, 2), "认领日期")
    assert not rules.date_fault(TODAY, TODAY, TODAY, "认领日期")
