"""整改: the table of its states, who may check, what is open and late."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest

from tests.conftest import NOW, Clock
from wenming_desktop.rectification import rules
from wenming_desktop.rectification.model import Move, NewItem
from wenming_desktop.rectification.refusals import (
    CheckerError,
    DeadlineError,
    ItemFieldError,
    WordsMissingError,
    WrongActError,
)
from wenming_desktop.rectification.service import act, add_item, item_lines, item_sheet
from wenming_desktop.settings.staff import StaffMember, save_staff
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

WALL = NewItem(
    "一院 3号楼西侧", "外墙皮脱落，有坠落危险", "幸福物业", "赵建国", NOW + timedelta(days=3)
)
ROADS = {
    "1": ("issue",),
    "2": ("done", "shelve"),
    "3": ("pass", "fail"),
    "4": ("rebound",),
    "5": ("done", "shelve"),
    "6": ("done", "shelve"),
    "7": ("resume",),
}


@pytest.mark.parametrize(("status", "wanted"), ROADS.items())
def test_the_table(status: str, wanted: tuple[str, ...]) -> None:
    assert rules.possible(status) == wanted


def test_nothing_else_is_allowed() -> None:
    allowed = {(status, name) for status, acts in ROADS.items() for name in acts}
    assert {pair for pair in product("1234567", rules.ACTS) if pair in rules.TABLE} == allowed


def test_from_the_order_to_the_rebound_and_back(desk: Desk, clock: Clock) -> None:
    item = desk.write(add_item, WALL)
    sheet = desk.read(item_sheet, item)
    assert sheet.line.number.startswith("ZG202611")
    assert (sheet.line.status_name, sheet.acts) == ("整改中", ("done", "shelve"))
    for name, note in (
        ("done", "已铲除重抹"),
        ("fail", "还有一处"),
        ("done", "补抹"),
        ("pass", ""),
    ):
        clock.now += timedelta(hours=1)
        desk.write(act, Move(item, name, note=note))
    sheet = desk.read(item_sheet, item)
    assert (sheet.line.status, sheet.result, sheet.line.lamp) == ("4", "补抹", "none")
    assert desk.read(item_lines) == ()
    desk.write(act, Move(item, "rebound", note="又脱落"))
    assert [line.status for line in desk.read(item_lines)] == ["6"]
    desk.write(undo_last_act)
    assert desk.read(item_sheet, item).line.status == "4"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"location": " "}, ItemFieldError),
        ({"problem": ""}, ItemFieldError),
        ({"responsible_unit": ""}, ItemFieldError),
        ({"responsible_person": ""}, ItemFieldError),
        ({"deadline": NOW}, DeadlineError),
    ],
)
def test_what_nobody_could_act_on_is_refused(
    desk: Desk, wrong: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        desk.write(add_item, replace(WALL, **wrong))  # type: ignore[arg-type]
    assert desk.read(item_lines) == ()


def test_an_act_out_of_turn_or_without_words_changes_nothing(desk: Desk) -> None:
    item = desk.write(add_item, WALL)
    for name, note, error in (("pass", "", WrongActError), ("done", " ", WordsMissingError)):
        with pytest.raises(error):
            desk.write(act, Move(item, name, note=note))
    assert desk.read(item_sheet, item).line.status == "2"


def test_who_put_it_right_does_not_check_it(desk: Desk) -> None:
    (worker,) = desk.write(save_staff, (StaffMember("赵建国"),))[-1:]
    item = desk.write(add_item, WALL)
    desk.write(act, Move(item, "done", note="已抹"))
    with pytest.raises(CheckerError):
        desk.write(act, Move(item, "pass", by_id=worker))
    desk.write(act, Move(item, "pass"))
    assert desk.read(item_sheet, item).checked_on is not None


@pytest.mark.parametrize(
    ("hours", "lamp"), [(0, "green"), (66, "amber"), (72, "amber"), (73, "red")]
)
def test_lamps(desk: Desk, clock: Clock, hours: int, lamp: str) -> None:
    desk.write(add_item, replace(WALL, deadline=datetime(2026, 11, 23, 10, 42)))
    clock.now = NOW + timedelta(hours=hours)
    assert [line.lamp for line in desk.read(item_lines)] == [lamp]
