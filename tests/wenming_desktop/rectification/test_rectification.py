"""整改: the table of its states, who may check, what is open and late."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest

from tests.conftest import NOW, Clock
from wenming_desktop.rectification import rules
from wenming_desktop.rectification.acts import Told, read_lines, with_line
from wenming_desktop.rectification.model import Move, NewItem
from wenming_desktop.rectification.refusals import (
    CheckerError,
    DeadlineError,
    ItemFieldError,
    MomentError,
    NewDeadlineError,
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


ROAD = (
    ("shelve", "要等改造资金"),
    ("resume", "资金到了"),
    ("done", "已铲除重抹"),
    ("fail", "还有一处"),
    ("done", "补抹"),
    ("pass", "看过了"),
    ("rebound", "又脱落"),
)


def test_every_act_is_told_with_what_was_said_and_goes_with_it(desk: Desk, clock: Clock) -> None:
    item = desk.write(add_item, WALL)
    for at, (name, note) in enumerate(ROAD, 1):
        clock.now = NOW + timedelta(days=10 * at)
        desk.write(act, Move(item, name, note=note))
        log = desk.read(item_sheet, item).log
        assert [one.act for one in log] == [rules.ACTS[done] for done, _ in ROAD[:at]]
    for (_, note), told in zip(ROAD, log, strict=True):
        assert note in told.words
        assert told.at is not None
        assert told.by
    desk.write(undo_last_act)
    assert [one.words for one in desk.read(item_sheet, item).log] == [one.words for one in log[:-1]]


@pytest.mark.parametrize(
    "road", [("shelve", "resume"), ("done", "fail"), ("done", "pass", "rebound")]
)
def test_what_starts_again_has_a_deadline_that_can_be_kept(
    desk: Desk, clock: Clock, road: tuple[str, ...]
) -> None:
    item = desk.write(add_item, WALL)
    for name in road[:-1]:
        desk.write(act, Move(item, name, note="说明"))
    clock.now = NOW + timedelta(days=30)
    last = Move(item, road[-1], note="说明")
    with pytest.raises(NewDeadlineError):
        desk.write(act, replace(last, deadline=NOW))
    desk.write(act, last)
    sheet = desk.read(item_sheet, item)
    assert (sheet.line.lamp, sheet.line.deadline) == ("green", datetime(2026, 12, 23, 17, 30))
    assert f"期限 2026-12-23 17:30（原 {WALL.deadline:%Y-%m-%d %H:%M}）" in sheet.log[-1].words
    desk.write(undo_last_act)
    desk.write(act, replace(last, deadline=datetime(2027, 1, 8, 17, 30)))
    assert desk.read(item_sheet, item).line.deadline == datetime(2027, 1, 8, 17, 30)


@pytest.mark.parametrize(
    "at", [datetime(2020, 1, 1), NOW - timedelta(minutes=1), datetime(2031, 1, 1)]
)
def test_a_moment_before_the_order_or_to_come_is_refused(desk: Desk, at: datetime) -> None:
    item = desk.write(add_item, WALL)
    with pytest.raises(MomentError, match="不能早于上一步"):
        desk.write(act, Move(item, "done", at=at, note="清了"))
    assert desk.read(item_sheet, item).log == ()


def test_a_line_of_another_hand_says_what_it_says() -> None:
    told = Told(NOW, "报告整改完成", "贾涛", "清走　了")
    assert read_lines(with_line("原有的备注\n", told)) == (Told(None, "", "", "原有的备注"), told)
