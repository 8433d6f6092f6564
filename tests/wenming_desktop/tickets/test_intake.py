"""What a call is told and what becomes of it: callers found, advice given, merged, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.wenming_desktop.tickets.conftest import CALL
from tests.wenming_desktop.tickets.test_service import figure
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.errors import NotFoundError
from wenming_desktop.search.service import find
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.advice import Advice, advise
from wenming_desktop.tickets.intake import Registration
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.refusals import NotUndoableError
from wenming_desktop.tickets.routing import Route, save_route
from wenming_desktop.tickets.service import register, undo_opening
from wenming_desktop.tickets.similar import Matter
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

PEOPLE = (
    ("501", "王秀兰", "13900002046"),
    ("502", "欧阳文静", "13900007788"),
    ("601", "赵立新", "13900003311"),
)


@pytest.fixture
def homes(town: Desk, tmp_path: Path) -> Desk:
    """Three households in one stairway."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(["小区", "楼号", "单元", "房号", "姓名", "与户主关系", "出生日期", "电话"])
    for room, name, phone in PEOPLE:
        sheet.append(["一院", "3", "2", room, name, "户主", "1962-01-18", phone])
    made.save(tmp_path / "台账.xlsx")
    import_file(town, "residents", tmp_path / "台账.xlsx", ImportOptions())
    return town


CALLERS = (
    ("13900002046", "王秀兰"),
    ("139 0000 2046", "王秀兰"),
    ("2046", "王秀兰"),
    ("02046", "王秀兰"),
    ("２０４６", "王秀兰"),
    ("王秀兰", "王秀兰"),
    ("秀兰", "王秀兰"),
    ("欧阳", "欧阳文静"),
    ("wxl", "王秀兰"),
    ("oywj", "欧阳文静"),
    ("wangxiulan", "王秀兰"),
    ("3-2-501", "王秀兰"),
    ("一院 3-2-502", "欧阳文静"),
    ("3号楼2单元601", "赵立新"),
)
"""By phone, its tail, name, initials and door."""


def test_a_caller_is_found_by_whatever_he_says(homes: Desk) -> None:
    for typed, name in CALLERS:
        hits = homes.read(find, typed, 12)
        first = next(hit for hit in hits if hit.kind in ("resident", "household"))
        assert first.title == name, typed
        assert homes.read(queries.caller_facts, first.kind, first.id).name == name, typed


def test_the_caller_comes_with_open_tickets_and_card(
    homes: Desk, opened: Callable[..., int]
) -> None:
    (hit,) = [one for one in homes.read(find, "2046", 5) if one.kind == "resident"]
    phone = "13900002046"
    late = opened(complainant_phone=phone, content="水管漏了", category="0706")
    soon = opened(complainant_phone=phone, urgency="3")
    opened(complainant_phone=phone, is_confidential=True)
    facts = homes.read(queries.caller_facts, hit.kind, hit.id)
    assert [one.id for one in facts.tickets] == [soon, late], "the most urgent first, no secret one"
    assert all(one.number and one.lamp_text for one in facts.tickets)
    assert (facts.card_no, facts.card_label) == ("", "未发卡")
    homes.write(issue_cards)
    facts = homes.read(queries.caller_facts, hit.kind, hit.id)
    assert (facts.card_no[:4], facts.card_label) == ("LXK-", "待印")


def test_advice_names_the_grid_the_unit_and_the_same_matter(
    town: Desk, opened: Callable[..., int]
) -> None:
    town.write(save_units, (Unit("供热公司", "", (("马师傅", ""),)),))
    town.write(save_route, Route(1, 1, category="0801"))
    first = opened()
    told = town.read(advise, Matter("", "0801", None, "一院3号楼2单元402"))
    assert told.grid == "第一网格"
    assert told.going is not None
    assert (told.going.unit, told.going.handler) == ("供热公司", "马师傅")
    assert [one.id for one in told.same] == [first], "the same building though said otherwise"
    assert town.read(advise, Matter()) == Advice()
    assert town.read(advise, Matter(location="一院12号楼")).going is None


def merged(town: Desk, into: int, **said: object) -> int:
    call = replace(CALL, **said)  # type: ignore[arg-type]
    return town.write(register, Registration(call, 1, 1, merge_into_id=into))


def row(town: Desk, ticket: int) -> TicketRow:
    return town.read(queries.ticket_by_number, ticket)


def test_registered_and_merged_in_one_act(town: Desk, opened: Callable[..., int]) -> None:
    first = opened()
    second = merged(town, first, complainant_phone="13900000077")
    shown = row(town, second)
    assert (shown.status, shown.handling_unit) == ("93", None), "merged and sent to nobody"
    assert [one.action for one in town.read(queries.ticket_log, second)] == ["REG", "ACC", "MRG"]
    assert [one.action for one in town.read(queries.ticket_log, first)] == ["REG", "ACC"]
    assert figure(town, "accepted", "out", "open_at_end") == (2, 1, 1), "one matter to settle"


def test_a_merged_registration_is_taken_back_whole(town: Desk, opened: Callable[..., int]) -> None:
    first = opened()
    before = figure(town, "accepted", "out", "open_at_end")
    second = merged(town, first)
    town.write(undo_last_act)
    with pytest.raises(NotFoundError):
        row(town, second)
    assert row(town, first).status == "20"
    assert figure(town, "accepted", "out", "open_at_end") == before


def test_a_later_merge_keeps_the_ticket(
    town: Desk, opened: Callable[..., int], take: Callable[..., TicketRow]
) -> None:
    first, second = opened(), opened()
    take(second, "MRG", into=first)
    with pytest.raises(NotUndoableError):
        town.write(undo_opening, second, (1, 2))
    assert row(town, second).status == "93"


def test_merged_into_nothing_is_not_registered(town: Desk) -> None:
    with pytest.raises(NotFoundError):
        merged(town, 999)
    assert town.read(queries.ticket_list) == ()


def test_the_nth_time_is_counted(town: Desk, opened: Callable[..., int]) -> None:
    first = opened()
    again = town.write(register, Registration(replace(CALL, duplicate_of_id=first)))
    (newest, _) = town.read(advise, Matter(CALL.complainant_phone or "")).same
    assert (newest.id, newest.seq) == (again, 3)


@pytest.mark.parametrize(
    ("asked", "due", "begins"),
    [
        (datetime(2026, 3, 10, 12), datetime(2026, 3, 10, 12), "按转办要求 3月10日 12:00 前办结。"),
        (datetime(2026, 4, 10, 12), datetime(2026, 3, 11, 17, 30), "供暖不热 2 个工作日。"),
        (None, datetime(2026, 3, 11, 17, 30), "供暖不热 2 个工作日。"),
    ],
)
def test_the_superiors_deadline_caps_ours(
    town: Desk, asked: datetime | None, due: datetime, begins: str
) -> None:
    shown = town.read(queries.due_preview, "0801", "1", asked)
    assert shown.due_at == due
    assert shown.words.startswith(begins)
    call = replace(CALL, source="11", external_no="A1", external_due_at=asked)
    assert row(town, town.write(register, Registration(call))).due_at == due
