"""Organisations and cells: made, led, moved, closed; refused with a reason; taken back."""

from dataclasses import replace
from datetime import date

import pytest

from tests.wenming_desktop.party import ledgers, small
from tests.wenming_desktop.party.small import CELL, Small
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.party.cells import close_cell, save_cell
from wenming_desktop.party.node_forms import cell_form, org_form
from wenming_desktop.party.organisation import close_organisation, save_organisation
from wenming_desktop.party.organisation_model import CellSheet, CloseNode, OrgSheet
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_node import node_of_member, node_sheet
from wenming_desktop.party.service import reminders, tree
from wenming_desktop.work import Desk

TABLES = ("party_organization", "building_party_group", "party_member", "building",
          "post_assignment")  # fmt: skip


@pytest.fixture
def office(desk: Desk) -> Small:
    return small.make(desk)


def sheet_of(office: Small) -> CellSheet:
    return office.desk.read(cell_form, office.cell).sheet


def leaders(office: Small) -> list[tuple[object, ...]]:
    sql = "SELECT member_id, from_on, to_on FROM post_assignment WHERE post = '21' AND NOT is_void"
    return list(office.rows(sql + " ORDER BY id"))


def test_a_new_cell_is_named_after_its_building_and_led(office: Small) -> None:
    sheet = CellSheet(
        branch_id=office.branch,
        buildings=(office.four,),
        leader_id=office.member["赵立新"],
        activity_day="每月 15 日",
    )
    made = office.desk.write(save_cell, sheet)
    form = office.desk.read(cell_form, made)
    assert form.sheet.name == "槐荫一院4号楼党小组"
    assert form.sheet.buildings == (office.four,)
    assert form.sheet.public_phone == small.PHONES["赵立新"]
    assert leaders(office)[-1] == (office.member["赵立新"], "2026-11-20", None)


def test_a_building_has_one_cell_at_a_time(office: Small) -> None:
    sheet = CellSheet(branch_id=office.branch, buildings=(office.three, office.four))
    made = office.desk.write(save_cell, sheet)
    assert office.desk.read(cell_form, made).sheet.name == "槐荫一院3-4号楼党小组"
    assert sheet_of(office).buildings == ()
    shown = {one.id: one.group_id for one in office.desk.read(cell_form, made).buildings}
    assert shown == {office.three: made, office.four: made}


def test_another_leader_ends_the_one_before_and_takes_the_public_phone(office: Small) -> None:
    held = sheet_of(office)
    assert held.public_phone == small.PHONES["孙福顺"]
    office.desk.write(save_cell, replace(held, leader_id=office.member["赵立新"]))
    assert leaders(office) == [
        (office.member["孙福顺"], None, "2026-11-19"),
        (office.member["赵立新"], "2026-11-20", None),
    ]
    assert sheet_of(office).public_phone == small.PHONES["赵立新"]


def test_a_public_phone_of_the_office_stays_when_the_leader_goes(office: Small) -> None:
    office.desk.write(save_cell, replace(sheet_of(office), public_phone="8801 2000"))
    office.desk.write(save_cell, replace(sheet_of(office), leader_id=0))
    assert sheet_of(office).public_phone == "0971-88012000"
    assert leaders(office)[-1][2] == "2026-11-20"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": " ", "buildings": ()}, "party.not_filled", "buildings"),
        ({"branch_id": 0}, "party.not_filled", "branch_id"),
        ({"public_phone": "12"}, "party.phone_unread", "public_phone"),
        ({"id": 0}, "party.name_taken", "name"),
        ({"leader_id": 999}, "party.no_member", None),
        ({"buildings": (999,)}, "not_found", None),
    ],
)
def test_what_a_cell_cannot_be_is_refused_and_nothing_kept(
    office: Small, change: dict[str, object], code: str, field: str | None
) -> None:
    before = ledgers.dump(office.desk, *TABLES)
    with pytest.raises(UserError) as refused:
        office.desk.write(save_cell, replace(sheet_of(office), **change))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (code, field)
    assert ledgers.dump(office.desk, *TABLES) == before


def test_a_closed_cell_leaves_nobody_hanging(office: Small) -> None:
    office.desk.write(close_cell, CloseNode(office.cell))
    assert office.one("SELECT party_group_id FROM building WHERE id = ?", office.three) == (None,)
    assert set(office.rows("SELECT group_id, branch_id FROM party_member")) == {
        (None, office.branch)
    }
    assert leaders(office)[0][2] == "2026-11-20"
    (top,) = office.desk.read(tree)
    assert top.members == 4
    assert CELL not in str(top)
    with pytest.raises(NotFoundError):
        office.desk.read(cell_form, office.cell)


def test_every_act_is_taken_back_by_itself(office: Small) -> None:
    acts = (
        (save_cell, replace(sheet_of(office), buildings=(office.four,), name="新名")),
        (close_cell, CloseNode(office.cell)),
        (save_organisation, OrgSheet("第二网格党支部", "4", parent_id=office.committee)),
    )
    for service, command in acts:
        before = ledgers.dump(office.desk, *TABLES)
        office.desk.write(service, command)  # type: ignore[arg-type]
        assert ledgers.dump(office.desk, *TABLES) != before
        office.undo()
        assert ledgers.dump(office.desk, *TABLES) == before


def test_an_organisation_keeps_its_term_code_and_secretary(office: Small) -> None:
    held = office.desk.read(org_form, office.branch).sheet
    changed = replace(
        held,
        name="第一网格党支部委员会",
        org_code="063000001",
        term_from=date(2022, 5, 1),
        term_to=date(2027, 4, 30),
        secretary_id=office.member["孙福顺"],
        phone="8801 2001",
    )
    office.desk.write(save_organisation, changed)
    assert office.desk.read(org_form, office.branch).sheet == replace(
        changed, phone="0971-88012001"
    )
    sql = "SELECT member_id FROM post_assignment WHERE post = '11' AND to_on IS NULL"
    assert office.one(sql) == (office.member["孙福顺"],)


def test_a_branch_in_an_empty_office_makes_the_levels_above(desk: Desk) -> None:
    desk.write(save_organisation, OrgSheet("第一网格党支部", "4"))
    (top,) = desk.read(tree)
    assert [top.level, top.children[0].level] == ["1", "2"]
    assert top.children[0].children[0].children[0].name == "第一网格党支部"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "party.not_filled"),
        ({"name": "槐荫里社区大党委", "id": 0}, "party.name_taken"),
        ({"term_from": date(2026, 5, 1), "term_to": date(2026, 4, 1)}, "party.days_crossed"),
        ({"parent_id": -1}, "party.wrong_parent"),
    ],
)
def test_what_an_organisation_cannot_be_is_refused(
    office: Small, change: dict[str, object], code: str
) -> None:
    held = office.desk.read(org_form, office.branch).sheet
    if change.get("parent_id") == -1:
        change = {"parent_id": office.branch}
    with pytest.raises(UserError) as refused:
        office.desk.write(save_organisation, replace(held, **change))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_an_organisation_goes_only_when_nothing_is_below_it(office: Small) -> None:
    with pytest.raises(UserError, match="1 个党小组、4 名党员"):
        office.desk.write(close_organisation, CloseNode(office.branch))
    made = office.desk.write(save_organisation, OrgSheet("第二网格党支部", "4"))
    office.desk.write(close_organisation, CloseNode(made, reason="并入第一网格党支部"))
    (why,) = office.one("SELECT void_reason FROM party_organization WHERE id = ?", made)
    assert why == "2026-11-20 撤销：并入第一网格党支部"


def test_the_dialog_lists_members_of_the_cell_first_and_who_is_on_trial(office: Small) -> None:
    made = office.desk.write(
        save_cell, CellSheet(branch_id=office.branch, buildings=(office.four,))
    )
    form = office.desk.read(cell_form, office.cell)
    assert form.on_trial == {office.member["马驰"]}
    assert form.size == 4
    assert dict(form.members)[office.member["方远"]] == f"方远　{CELL}　双报到在职党员"
    assert office.desk.read(cell_form, made).size == 0


def test_the_head_of_a_node_tells_who_leads_above_it_and_what_is_amiss(office: Small) -> None:
    held = sheet_of(office)
    changed = replace(held, deputy_id=office.member["赵立新"], venue="红影厅", activity_day="15 日")
    office.desk.write(save_cell, changed)
    branch = office.desk.read(org_form, office.branch).sheet
    term = {"term_from": date(2021, 6, 1), "term_to": date(2026, 5, 31)}
    led = replace(branch, secretary_id=office.member["方远"], phone="8801 2001", **term)
    office.desk.write(save_organisation, led)
    cell = office.desk.read(node_sheet, NodeFilter("5", office.cell))
    assert (cell.deputy, cell.above_leader, cell.meets) == ("赵立新", "方远", "15 日　红影厅")
    above = office.desk.read(node_sheet, NodeFilter("4", office.branch))
    assert (above.leader, above.term) == ("方远", "2021-06-01 至 2026-05-31")
    assert ["不足 3 人" in above.warnings[0], "已在 2026-05-31 届满" in above.warnings[1]] == [
        True
    ] * 2


def test_a_member_of_a_closed_cell_is_found_in_the_branch(office: Small) -> None:
    office.desk.write(close_cell, CloseNode(office.cell))
    assert office.desk.read(node_of_member, office.member["方远"]) == ("4", office.branch)


def test_reminders_name_the_node_they_lead_to(office: Small) -> None:
    found = office.desk.read(reminders)
    small_one = ("4", office.branch, "branch.too_small")
    assert [(one.level, one.group_id, one.code) for one in found] == [small_one]
    held = office.desk.read(org_form, office.branch).sheet
    office.desk.write(save_organisation, replace(held, term_to=date(2027, 5, 20)))
    assert [(one.level, one.group_id, one.code) for one in office.desk.read(reminders)] == [
        small_one,
        ("4", office.branch, "org.term_ends"),
    ]
