"""Many tickets go to the archive as one act and come back as one."""

import time
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import Clock
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.archiving import ArchiveMany, archive_many
from wenming_desktop.tickets.board import BoardFilter
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.service import correct, do_step, register
from wenming_desktop.undoing import (
    StepStaysTakenBackError,
    history_mark,
    redo_last_act,
    standing_act,
    undo_last_act,
)
from wenming_desktop.work import Desk

_CLOSING = BoardFilter("closing")


@pytest.fixture
def office(desk: Desk) -> Desk:
    desk.write(save_units, (Unit("裕和物业"),))
    return desk


def called_back(desk: Desk, count: int) -> list[int]:
    """Tickets whose caller has been asked: they wait for the archive."""
    given: dict[str, Any] = {"source": "02", "category": "0801", "location_text": "一院 3-2-402"}
    ids = []
    for at in range(count):
        ticket = desk.write(register, Registration(OpenTicket(content=f"第 {at} 件", **given), 1))
        for action, more in (
            ("SGN", {}),
            ("FIN", {"result": "换了阀门，晚上复查没有再漏", "outcome": "1"}),
            ("APV", {}),
            ("CBK", {"contact_result": "1", "satisfaction": "1", "outcome": "1"}),
        ):
            desk.write(do_step, TakeStep(ticket, action, **more))
        ids.append(ticket)
    return ids


def statuses(desk: Desk, ids: list[int]) -> list[str]:
    return [desk.read(ticket_view, ticket).status for ticket in ids]


@pytest.fixture
def waiting(office: Desk) -> list[int]:
    return called_back(office, 3)


def test_all_the_filter_shows_go_at_once(office: Desk, waiting: list[int]) -> None:
    archived = office.write(archive_many, ArchiveMany(wanted=_CLOSING))
    assert (archived.done, archived.kept) == (3, ())
    assert statuses(office, waiting) == ["80"] * 3


def test_only_the_chosen_go(office: Desk, waiting: list[int]) -> None:
    office.write(archive_many, ArchiveMany((waiting[0], waiting[2])))
    assert statuses(office, waiting) == ["80", "70", "80"]


def test_one_that_may_not_go_stays_and_is_named(office: Desk, waiting: list[int]) -> None:
    given = OpenTicket(source="02", category="0801", content="刚来的", location_text="院里")
    fresh = office.write(register, Registration(given))
    archived = office.write(archive_many, ArchiveMany((*waiting, fresh)))
    assert archived.done == 3
    ((number, why),) = archived.kept
    assert number == office.read(ticket_view, fresh).number
    assert why
    assert statuses(office, [*waiting, fresh]) == ["80"] * 3 + ["20"]


def test_taken_back_as_one_and_not_done_again(
    office: Desk, clock: Clock, waiting: list[int]
) -> None:
    mark = office.read(history_mark)
    office.write(archive_many, ArchiveMany(wanted=_CLOSING))
    act = office.read(standing_act, mark)
    assert act is not None
    assert act.words == "归档 3 件"
    clock.now += timedelta(minutes=1)
    office.write(undo_last_act, mark)
    assert statuses(office, waiting) == ["70"] * 3
    assert office.read(standing_act, mark) is None
    with pytest.raises(StepStaysTakenBackError):
        office.write(redo_last_act, mark)


def test_one_that_went_on_since_stays_archived_its_own_way(
    office: Desk, clock: Clock, waiting: list[int]
) -> None:
    mark = office.read(history_mark)
    office.write(archive_many, ArchiveMany(wanted=_CLOSING))
    seq = office.read(standing_act, mark)
    assert seq is not None
    clock.now += timedelta(minutes=1)
    office.write(correct, waiting[1])
    office.write(undo_last_act, mark, seq.seq)
    assert statuses(office, waiting) == ["70"] * 3


def test_a_list_of_many_goes_in_seconds(office: Desk) -> None:
    called_back(office, 12)
    began = time.perf_counter()
    assert office.write(archive_many, ArchiveMany(wanted=_CLOSING)).done == 12
    assert time.perf_counter() - began < 1.5, "359 of them are to go in a few seconds"
