"""撤销 and 重做 walk back and forth over acts of every room, this account's own only."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from db import search, search_docs
from db.tables.cards import ServiceCard
from tests.wenming_desktop.cards.town import Town, build, statuses, stored
from wenming_desktop import checks
from wenming_desktop.cards.model import Deliver, Replace
from wenming_desktop.cards.service import deliver, issue_cards, mark_printed, replace
from wenming_desktop.errors import NotFoundError
from wenming_desktop.households.model import HouseholdFilter
from wenming_desktop.households.queries import household_count
from wenming_desktop.security.undo import NothingToUndoError, UndoConflictError
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.queries import ticket_by_number, ticket_log
from wenming_desktop.tickets.service import correct, do_step, register
from wenming_desktop.undoing import (
    NothingToRedoError,
    StepStaysTakenBackError,
    history_mark,
    redo_last_act,
    standing_act,
    undo_last_act,
)
from wenming_desktop.work import Actor, Desk
from wenming_desktop.workbooks.batches import AlreadyUndoneError, undo_batch
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions


@pytest.fixture
def town(desk: Desk) -> Town:
    built = desk.write(build, ["王秀兰", "陈国栋", "欧阳小满", "吐尔逊·买买提"])
    with desk.engine.connect() as connection:
        search.rebuild(connection, list(search_docs.docs(connection)))
        connection.commit()
    return built


@pytest.fixture
def mark(desk: Desk, town: Town) -> int:
    return desk.read(history_mark)


@pytest.fixture
def printed(desk: Desk, mark: int) -> tuple[int, ...]:
    desk.write(issue_cards)
    ids = tuple(card.id for card in desk.read(stored))
    desk.write(mark_printed, ids)
    return ids


def ticket(desk: Desk) -> int:
    command = OpenTicket(
        source="02",
        category="0801",
        content="家里暖气不热，老人一个人住",
        location_text="一院 3号楼 2单元 501",
        complainant_name="王秀兰",
        complainant_phone="13900002046",
    )
    return desk.write(register, Registration(command))


def failing(desk: Desk) -> list[str]:
    return [check.name for check in checks.of_data(desk.engine) if not check.ok]


def test_the_newest_act_is_named_in_words(desk: Desk, mark: int, printed: tuple[int, ...]) -> None:
    act = desk.read(standing_act, mark)
    assert act is not None
    assert (act.words, act.action) == ("打印连心卡 4 张", "cards.printed")


def test_back_and_forth_ends_where_it_began(
    desk: Desk, mark: int, printed: tuple[int, ...]
) -> None:
    assert desk.write(undo_last_act, mark).act.words == "打印连心卡 4 张"
    assert statuses(desk) == ["1"] * 4
    assert desk.write(undo_last_act, mark).act.title == "制作连心卡"
    assert statuses(desk) == []
    with pytest.raises(NothingToUndoError):
        desk.write(undo_last_act, mark)
    assert desk.write(redo_last_act, mark).act.title == "制作连心卡"
    assert statuses(desk) == ["1"] * 4
    assert desk.write(redo_last_act, mark).act.words == "打印连心卡 4 张"
    assert statuses(desk) == ["2"] * 4
    with pytest.raises(NothingToRedoError):
        desk.write(redo_last_act, mark)
    for state in ("1", None):
        desk.write(undo_last_act, mark)
        assert set(statuses(desk)) == ({state} if state else set())
    assert failing(desk) == []


def test_new_work_ends_what_could_be_done_again(
    desk: Desk, mark: int, printed: tuple[int, ...]
) -> None:
    desk.write(undo_last_act, mark)
    desk.write(mark_printed, printed[:1])
    with pytest.raises(NothingToRedoError):
        desk.write(redo_last_act, mark)
    assert statuses(desk) == ["2", "1", "1", "1"]


def test_a_bar_takes_back_its_own_act_though_others_came_after(
    desk: Desk, mark: int, printed: tuple[int, ...]
) -> None:
    act = desk.read(standing_act, mark)
    assert act is not None
    desk.write(deliver, Deliver(printed[:1], on=date(2026, 11, 19)))
    taken = desk.write(undo_last_act, mark, act.seq)
    assert statuses(desk) == ["3", "1", "1", "1"]
    assert [kept.id for kept in taken.kept if kept.kind == ServiceCard.__tablename__]
    with pytest.raises(NothingToUndoError):
        desk.write(undo_last_act, mark, act.seq)


@pytest.mark.parametrize("reason", ["8", "9"])
def test_a_replaced_card_is_the_live_one_again(
    desk: Desk, mark: int, printed: tuple[int, ...], reason: str
) -> None:
    before = desk.read(stored)
    (new,) = desk.write(replace, Replace(printed[:1], reason))
    after = desk.read(stored)
    assert [card.status for card in after if card.household == before[0].household][1:] == ["1"]
    desk.write(undo_last_act, mark)
    assert desk.read(stored) == before
    desk.write(redo_last_act, mark)
    assert desk.read(stored) == after
    assert new == after[-1].id
    assert failing(desk) == []


def test_a_replaced_card_stays_replaced_once_the_new_one_is_printed(
    desk: Desk, mark: int, printed: tuple[int, ...]
) -> None:
    new = desk.write(replace, Replace(printed[:1], "9"))
    act = desk.read(standing_act, mark)
    assert act is not None
    desk.write(mark_printed, new)
    before = desk.read(stored)
    with pytest.raises(UndoConflictError):
        desk.write(undo_last_act, mark, act.seq)
    assert desk.read(stored) == before
    assert failing(desk) == []


def test_what_was_before_the_window_opened_and_what_others_did_stays(
    desk: Desk, printed: tuple[int, ...]
) -> None:
    now = desk.read(history_mark)
    with pytest.raises(NothingToUndoError):
        desk.write(undo_last_act, now)
    other = desk.acting_as(Actor("别人", rights=desk.actor.rights))
    assert other.read(standing_act) is None
    with pytest.raises(NothingToUndoError):
        other.write(undo_last_act, 0, now)
    assert statuses(desk) == ["2"] * 4


def test_a_registration_goes_and_comes_back(desk: Desk, mark: int) -> None:
    made = ticket(desk)
    number = desk.read(ticket_by_number, made).number
    assert desk.write(undo_last_act, mark).act.words == f"登记诉求 {number}"
    with pytest.raises(NotFoundError):
        desk.read(ticket_by_number, made)
    assert desk.write(redo_last_act, mark).act.words == f"登记诉求 {number}"
    assert desk.read(ticket_by_number, made).number == number
    desk.write(undo_last_act, mark)
    with pytest.raises(NotFoundError):
        desk.read(ticket_by_number, made)
    assert failing(desk) == []


def test_a_step_is_corrected_in_the_log_and_not_done_again(desk: Desk, mark: int) -> None:
    made = ticket(desk)
    desk.write(do_step, TakeStep(made, "RCK", None, reason="现场看过"))
    taken = desk.write(undo_last_act, mark)
    assert taken.act.title == "办理工单"
    assert [row.action for row in desk.read(ticket_log, made)][-1] == "COR"
    with pytest.raises(StepStaysTakenBackError):
        desk.write(redo_last_act, mark)
    # Next in line is the registration itself, which has gone no further than its opening.
    desk.write(undo_last_act, mark)
    with pytest.raises(NotFoundError):
        desk.read(ticket_by_number, made)
    assert failing(desk) == []


def test_a_step_corrected_on_its_own_page_is_not_corrected_twice(desk: Desk, mark: int) -> None:
    made = ticket(desk)
    desk.write(do_step, TakeStep(made, "RCK", reason="现场看过"))
    desk.write(correct, made)
    assert desk.read(standing_act, mark).title == "登记诉求"  # type: ignore[union-attr]


HEAD = ("小区", "楼号", "单元", "房号", "姓名", "与户主关系", "电话")


def test_an_import_goes_comes_back_and_can_still_be_taken_back_whole(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "台账.xlsx"
    made = openpyxl.Workbook()
    made.worksheets[0].append(HEAD)
    made.worksheets[0].append(("一院", "3", "1", "101", "王秀兰", "户主", "13900000001"))
    made.worksheets[0].append(("一院", "3", "1", "102", "孙福顺", "户主", "13900000003"))
    made.save(path)
    batch = import_file(desk, "residents", path, ImportOptions()).batch
    assert batch is not None
    assert desk.write(undo_last_act).act.words == "导入居民台账 2 行"
    assert desk.read(household_count, HouseholdFilter()) == 0
    desk.write(redo_last_act)
    assert desk.read(household_count, HouseholdFilter()) == 2
    desk.write(undo_batch, batch)
    assert desk.read(household_count, HouseholdFilter()) == 0
    desk.write(redo_last_act)
    assert desk.read(household_count, HouseholdFilter()) == 2
    desk.write(undo_last_act)
    assert desk.read(household_count, HouseholdFilter()) == 0
    with pytest.raises(AlreadyUndoneError):
        desk.write(undo_batch, batch)
    assert failing(desk) == []
