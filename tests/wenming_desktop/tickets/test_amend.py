"""补正: a wrong field is put right, both values stay in the log, and it can be taken back."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.wenming_desktop.tickets.conftest import CALL, raw
from wenming_desktop.errors import UserError
from wenming_desktop.search.service import find
from wenming_desktop.tickets.amend import (
    AMENDABLE,
    LIFT_RIGHT,
    Amend,
    NotAmendableError,
    SameValueError,
    StaysConfidentialError,
    amend,
)
from wenming_desktop.tickets.board_view import CallerHiddenError, show_caller, ticket_view
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.tickets.orders import TakeStep
from wenming_desktop.tickets.refusals import (
    FieldMissingError,
    ReasonMissingError,
    UnknownCodeError,
)
from wenming_desktop.tickets.service import do_step
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

Opened = Callable[..., int]


def stored(desk: Desk, ticket: int, *names: str) -> tuple[Any, ...]:
    with raw(desk) as ask:
        return tuple(ask(f"SELECT {','.join(names)} FROM ticket WHERE id = ?", ticket)[0])


def log(desk: Desk, ticket: int) -> list[tuple[str, Any]]:
    with raw(desk) as ask:
        sql = "SELECT action, payload FROM ticket_action WHERE ticket_id = ? ORDER BY seq"
        return [(row[0], json.loads(row[1] or "{}")) for row in ask(sql, ticket)]


def test_every_field_that_may_be_put_right_has_a_name() -> None:
    assert all(f"ticket.{name}" in FIELDS for name in AMENDABLE)


@pytest.mark.parametrize(
    ("field", "value", "now"),
    [
        ("category", "楼道灯不亮", "0505"),
        ("source", "02", None),
        ("complainant_phone", "139 0000 0002", "13900000002"),
        ("complainant_name", "王秀英", "王秀英"),
        ("title", "暖气不热", "暖气不热"),
        ("expectation", "尽快", "尽快"),
    ],
)
def test_both_values_stay_in_the_log(
    town: Desk, opened: Opened, field: str, value: str, now: str | None
) -> None:
    ticket = opened()
    (was,) = stored(town, ticket, field)
    command = Amend(ticket, field, value, "听错了")
    if now is None:
        with pytest.raises(SameValueError):
            town.write(amend, command)
        return
    town.write(amend, command)
    assert stored(town, ticket, field) == (now,)
    action, payload = log(town, ticket)[-1]
    assert action == "COR"
    assert payload == {"field": field, "now": now, **({"was": was} if was else {})}
    town.write(undo_last_act)
    assert stored(town, ticket, field) == (was,)
    assert [name for name, _ in log(town, ticket)] == ["REG", "ACC", "COR", "COR"]


def test_a_place_brings_its_building_and_grid(town: Desk, opened: Opened) -> None:
    ticket = opened()
    before = stored(town, ticket, "building_id", "grid_id")
    town.write(amend, Amend(ticket, "location_text", "一院 12号楼", "门牌记错"))
    after = stored(town, ticket, "building_id", "grid_id")
    assert after[0] not in (None, before[0])
    assert after[1] not in (None, before[1])
    town.write(undo_last_act)
    assert stored(town, ticket, "building_id", "grid_id") == before


def test_what_was_done_stays_as_it_was(
    town: Desk, opened: Opened, through: Callable[[int, str], Any]
) -> None:
    ticket = opened()
    through(ticket, "ARC")
    before = stored(town, ticket, "status", "due_at", "archived_at", "satisfaction")
    town.write(amend, Amend(ticket, "category", "0505", "类别选错"))
    assert stored(town, ticket, "status", "due_at", "archived_at", "satisfaction") == before


@pytest.mark.parametrize(
    ("field", "value", "reason", "error"),
    [
        ("status", "80", "x", NotAmendableError),
        ("due_at", "2026-12-01", "x", NotAmendableError),
        ("category", "没有这一类", "x", UnknownCodeError),
        ("content", "  ", "x", FieldMissingError),
        ("title", "暖气不热", " ", ReasonMissingError),
    ],
)
def test_what_cannot_be_put_right_changes_nothing(
    town: Desk, opened: Opened, field: str, value: str, reason: str, error: type[UserError]
) -> None:
    ticket = opened()
    with pytest.raises(error):
        town.write(amend, Amend(ticket, field, value, reason))
    assert [name for name, _ in log(town, ticket)] == ["REG", "ACC"]


def found(desk: Desk) -> list[str]:
    return [hit.kind for hit in desk.read(find, CALL.complainant_phone or "")]


def test_a_caller_may_ask_later_not_to_be_named(town: Desk, opened: Opened) -> None:
    ticket = opened()
    assert "ticket" in found(town)
    town.write(amend, Amend(ticket, "is_confidential", "是", "怕邻居知道"))
    assert stored(town, ticket, "is_confidential") == (1,)
    assert "ticket" not in found(town)
    (line,) = [one for one in town.read(ticket_view, ticket).lines if "补正" in one.text]
    assert "原来“否”，现在“是”" in line.text
    town.write(undo_last_act)
    assert stored(town, ticket, "is_confidential") == (0,)


def test_what_is_told_of_others_is_confidential_from_then_on(town: Desk, opened: Opened) -> None:
    ticket = opened()
    town.write(amend, Amend(ticket, "nature", "4", "其实是举报"))
    assert stored(town, ticket, "nature", "is_confidential") == ("4", 1)
    with pytest.raises(StaysConfidentialError):
        town.write(amend, Amend(ticket, "is_confidential", "否", "不要紧"))
    town.write(undo_last_act)
    assert stored(town, ticket, "nature", "is_confidential") == (CALL.nature, 0)


def test_who_may_not_approve_may_hide_a_caller_and_not_uncover_him(
    town: Desk, opened: Opened
) -> None:
    ticket = opened()
    clerk = town.acting_as(type(town.actor)("员", 1, 1, town.actor.rights - {LIFT_RIGHT}))
    clerk.write(amend, Amend(ticket, "is_confidential", "1", "怕邻居知道"))
    with pytest.raises(StaysConfidentialError):
        clerk.write(amend, Amend(ticket, "is_confidential", "0", "不要紧"))
    town.write(amend, Amend(ticket, "is_confidential", "0", "本人同意"))
    assert stored(town, ticket, "is_confidential") == (0,)


def test_who_works_on_a_confidential_matter_does_not_see_whose_it_is(
    town: Desk, opened: Opened
) -> None:
    sure = town.actor
    assert town.write(show_caller, opened(is_confidential=True)).name == CALL.complainant_name
    for hidden in (True, False):
        ticket = opened(is_confidential=hidden)
        town.write(do_step, TakeStep(ticket, "DSP", handler="梁志勇"))
        with raw(town) as ask:
            (staff,) = ask("SELECT id FROM staff WHERE name = '梁志勇'")[0]
        handler = town.acting_as(replace(sure, name="梁志勇", staff_id=staff))
        if hidden:
            with pytest.raises(CallerHiddenError):
                handler.write(show_caller, ticket)
        else:
            assert handler.write(show_caller, ticket).name == CALL.complainant_name
