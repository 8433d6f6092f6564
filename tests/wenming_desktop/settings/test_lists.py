"""Lists of the settings: told apart by name, nothing lost, refused with the field at fault."""

from dataclasses import replace

import pytest

from wenming_desktop import undoing
from wenming_desktop.errors import UserError
from wenming_desktop.settings.lists import (
    NameMissingError,
    NameTakenError,
    PhoneWrongError,
    UnitSheet,
    Worker,
    save_unit,
    save_worker,
    unit_sheets,
    workers,
)
from wenming_desktop.settings.rules import lines_of, pairs_of, phone_wrong
from wenming_desktop.tickets.offers import intake_choices
from wenming_desktop.work import Desk

LIN = Worker("林晓燕", ("民政专干", "网格员"), "8801 2004")


def test_a_worker_is_renamed_not_doubled(desk: Desk) -> None:
    row_id = desk.write(save_worker, LIN)
    before = len(desk.read(workers))
    desk.write(save_worker, replace(LIN, id=row_id, name=" 林小燕 ", is_active=False))
    listed = desk.read(workers)
    assert len(listed) == before
    # Who left stands last.
    assert listed[-1] == replace(LIN, id=row_id, name="林小燕", is_active=False)
    desk.write(undoing.undo_last_act)
    assert replace(LIN, id=row_id) in desk.read(workers)


@pytest.mark.parametrize(
    ("wanted", "error", "field"),
    [
        (Worker("  "), NameMissingError, "name"),
        (Worker("林晓燕"), NameTakenError, "name"),
        (Worker("梁志勇", phone="没有"), PhoneWrongError, "phone"),
    ],
)
def test_a_worker_is_refused_with_the_field(
    desk: Desk, wanted: Worker, error: type[UserError], field: str
) -> None:
    desk.write(save_worker, LIN)
    before = desk.read(workers)
    with pytest.raises(error) as refused:
        desk.write(save_worker, wanted)
    assert refused.value.field == field
    assert desk.read(workers) == before


def test_who_is_no_longer_named_is_offered_no_more_and_may_come_back(desk: Desk) -> None:
    sheet = UnitSheet("裕和物业", handlers=(("贾涛", ""), ("马师傅", "8801 4401")))
    row_id = desk.write(save_unit, sheet)
    kept = replace(sheet, id=row_id, handlers=(("马师傅", "8801 4401"),))
    desk.write(save_unit, kept)
    assert desk.read(unit_sheets) == (kept,)
    offered = {unit.name: unit.handlers for unit in desk.read(intake_choices).units}
    assert [one.name for one in offered["裕和物业"]] == ["马师傅"]
    desk.write(save_unit, replace(sheet, id=row_id))
    assert desk.read(unit_sheets)[0].handlers == sheet.handlers
    desk.write(save_unit, replace(kept, enabled=False))
    assert desk.read(intake_choices).units == ()


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("", True),
        ("8801 2000", True),
        ("0971-8801200", True),
        ("95598", True),
        ("8801 2000 转 12", True),
        ("+86 139 0000 1111", True),
        ("8", False),
        ("八八零一", False),
        ("8801 2000（办公室）", False),
    ],
)
def test_a_telephone_is_figures(text: str, fine: bool) -> None:
    assert (phone_wrong(text) == "") is fine


@pytest.mark.parametrize(
    ("text", "needs", "pairs", "wrong"),
    [
        ("供暖报修 8801 5100", True, (("供暖报修", "8801 5100"),), ""),
        ("物业：8801 4400\n\n供电 95598", True, (("物业", "8801 4400"), ("供电", "95598")), ""),
        ("12345 热线 12345", True, (("12345 热线", "12345"),), ""),
        ("马师傅", False, (("马师傅", ""),), ""),
        ("马师傅", True, (), "第 1 行"),
        ("贾涛8801", False, (), "第 1 行"),
        ("贾涛 8801 4401\n贾涛", False, None, "写了两行"),
    ],
)
def test_names_and_telephones_line_by_line(
    text: str, needs: bool, pairs: tuple[tuple[str, str], ...] | None, wrong: str
) -> None:
    found, said = pairs_of(text, needs_phone=needs)
    assert wrong in said
    assert bool(wrong) is bool(said)
    assert pairs is None or found == pairs


def test_lines_lose_what_is_empty_or_twice() -> None:
    assert lines_of(" 甲 \n\n乙\n甲\n") == ("甲", "乙")
