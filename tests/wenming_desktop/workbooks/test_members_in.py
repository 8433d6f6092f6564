"""Rosters become members, cells, posts and households looked after; nothing is guessed."""

from typing import Any

import pytest

from tests import make_register
from tests.wenming_desktop.party import ledgers
from tests.wenming_desktop.party.conftest import Opener, office_of, registered
from wenming_desktop.party.member_model import SaveMember
from wenming_desktop.party.members import save_member
from wenming_desktop.work import Desk
from wenming_desktop.workbooks import headers
from wenming_desktop.workbooks.batches import undo_batch
from wenming_desktop.workbooks.members_in import (
    ImportMembers,
    import_members,
    preview_members,
)
from wenming_desktop.workbooks.people import NoTableError

__all__ = ["office_of", "registered"]
WRITTEN = (
    "party_organization building_party_group party_member post_assignment household_liaison "
    "work_unit building household resident search_doc"
)
TABLES = tuple(WRITTEN.split())
WHO: dict[str, object] = {
    "姓名": "甲一",
    "联系电话": "13900000001",
    "党员类型": "在册党员",
    "人员类别": "正式党员",
    "所在党支部": "第一网格党支部",
    "所在党小组": "一院1号楼党小组",
}
NEVER = "一院9号楼党小组"


@pytest.fixture
def dev(office_of: Opener) -> Desk:
    return office_of(ledgers.DEV)


def ask(desk: Desk, sql: str) -> list[tuple[Any, ...]]:
    with desk.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def facts(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """What a roster leaves behind, told without the order things were written in."""
    return {
        "members": ask(
            desk,
            "SELECT m.full_name, m.id_number, m.member_kind, m.member_status, m.joined_on,"
            " m.reported_on, coalesce(m.phone, r.phone), m.resident_id, g.name, o.name, u.name"
            " FROM party_member m LEFT JOIN resident r ON r.id = m.resident_id"
            " LEFT JOIN building_party_group g ON g.id = m.group_id"
            " LEFT JOIN party_organization o ON o.id = m.branch_id"
            " LEFT JOIN work_unit u ON u.id = m.work_unit_id ORDER BY m.id_number, m.full_name",
        ),
        "cells": ask(
            desk,
            "SELECT g.name, o.name, m.full_name, g.public_phone, b.id FROM building_party_group g"
            " JOIN party_organization o ON o.id = g.branch_id"
            " LEFT JOIN party_member m ON m.id = g.leader_id"
            " LEFT JOIN building b ON b.party_group_id = g.id ORDER BY 1, 5",
        ),
        "households": ask(
            desk,
            "SELECT h.id, m.full_name, l.full_name FROM household h"
            " JOIN household_liaison x ON x.household_id = h.id"
            " JOIN party_member m ON m.id = x.member_id"
            " JOIN party_member l ON l.id = h.liaison_member_id ORDER BY 1, 2",
        ),
    }


def test_the_dev_roster(dev: Desk) -> None:
    outcome = ledgers.import_roster(dev, ledgers.DEV)
    assert (outcome.rows, outcome.problems) == (62, [])
    assert outcome.counts == {
        "members_added": 62,
        "members_updated": 0,
        "unchanged": 0,
        "cells_added": 14,
    }
    told = facts(dev)
    first = next(row for row in told["members"] if row[0] == "高春秀")
    assert first == (
        "高春秀", "630100196005247943", "2", "1", "1984-05-01", "2026-05-13", "13900008975",
        first[7], "一院1号楼党小组", "第一网格党支部", "区市场监管局",
    )  # fmt: skip
    assert all(row[7] for row in told["members"])
    assert all(cell[2] and cell[3] and cell[4] for cell in told["cells"])
    assert ask(dev, "SELECT count(*) FROM post_assignment WHERE post = '21'") == [(14,)]


def test_a_member_takes_what_is_said_of_him_from_the_resident(dev: Desk) -> None:
    before = ledgers.dump(dev, "resident")
    ledgers.import_roster(dev, ledgers.DEV)
    assert ledgers.dump(dev, "resident") == before
    assert ask(
        dev,
        "SELECT count(*) FROM party_member m JOIN resident r ON r.id = m.resident_id"
        " WHERE r.full_name = m.full_name AND r.id_number = m.id_number"
        " AND m.gender IS NULL AND m.birth_date IS NULL"
        " AND (m.ethnicity IS NULL OR r.ethnicity IS NULL)",
    ) == [(62,)]


def test_the_sample_names_the_one_door_that_is_none(office_of: Opener) -> None:
    outcome = ledgers.import_roster(office_of(ledgers.SAMPLE), ledgers.SAMPLE)
    assert [(p.row, p.code, p.severity) for p in outcome.problems] == [
        (70, "member.unknown_household", "kept")
    ]
    assert "15-9-901" in outcome.problems[0].message


def test_twice_is_unchanged(dev: Desk) -> None:
    ledgers.import_roster(dev, ledgers.DEV)
    before = ledgers.dump(dev, *TABLES, "audit")
    again = ledgers.import_roster(dev, ledgers.DEV)
    assert again.batch is None
    assert again.counts == {
        "members_added": 0,
        "members_updated": 0,
        "unchanged": 62,
        "cells_added": 0,
    }
    assert ledgers.dump(dev, *TABLES, "audit") == before


def test_the_order_of_rows_does_not_matter(dev: Desk, office_of: Opener) -> None:
    other = office_of(ledgers.DEV)
    ledgers.import_roster(dev, ledgers.DEV)
    ledgers.import_roster(other, ledgers.DEV, ledgers.shuffled)
    assert facts(dev) == facts(other)
    assert ledgers.import_roster(dev, ledgers.DEV, ledgers.shuffled).counts["unchanged"] == 62


def test_other_headings_and_sheet_names(dev: Desk) -> None:
    words = {
        "姓名": "党员姓名",
        "身份证号": "公民身份号码",
        "人员类别": "正式/预备",
        "入党时间": "加入党组织日期",
        "党员类型": "组织关系类型",
        "所在党支部": "网格党支部",
        "所在党小组": "所属党小组",
        "职务": "党内职务",
        "工作单位": "派出单位",
        "联系电话": "手机号码",
        "报到时间": "到社区报到时间",
        "包联户": "联系家庭",
    }
    outcome = ledgers.import_roster(dev, ledgers.DEV, ledgers.headed(words))
    assert (outcome.counts["members_added"], outcome.problems) == (62, [])
    assert ledgers.import_roster(dev, ledgers.DEV).counts["unchanged"] == 62


def test_taken_back_it_is_as_before(dev: Desk) -> None:
    before = ledgers.dump(dev, *TABLES)
    outcome = ledgers.import_roster(dev, ledgers.DEV)
    assert outcome.batch is not None
    undone = dev.write(undo_batch, outcome.batch)
    assert undone.kept == ()
    assert ledgers.dump(dev, *TABLES) == before


def test_a_preview_counts_the_same_and_writes_nothing(dev: Desk) -> None:
    before = ledgers.dump(dev, *TABLES)
    command = ImportMembers(
        ledgers.tables(ledgers.DEV / ledgers.ROSTER, ("party_member", "post_assignment"))
    )
    seen = dev.read(preview_members, command)
    assert ledgers.dump(dev, *TABLES) == before
    written = dev.write(import_members, command)
    assert (seen.counts, seen.problems) == (written.counts, written.problems)


def test_without_residents_nothing_is_lost_and_all_is_linked_later(desk: Desk) -> None:
    first = ledgers.import_roster(desk, ledgers.DEV)
    assert first.counts["members_added"] == 62
    assert {p.code for p in first.problems} == {"member.unknown_household", "value.unknown"}
    assert {p.severity for p in first.problems} == {"kept"}
    ledgers.import_registers(desk, ledgers.DEV)
    then = ledgers.import_roster(desk, ledgers.DEV)
    assert (then.counts["members_updated"], then.problems) == (62, [])
    assert all(cell[4] for cell in facts(desk)["cells"])
    assert ledgers.import_roster(desk, ledgers.DEV).counts["unchanged"] == 62


@pytest.mark.parametrize(
    ("said", "doors"),
    [
        ("1-3-201、1-3-502", ["1-3-201", "1-3-502"]),
        ("1-3-201 1-3-502", ["1-3-201", "1-3-502"]),
        ("1号楼3单元201室；一院1号楼3单元502", ["1-3-201", "1-3-502"]),
        ("3-201，3单元502", ["1-3-201", "1-3-502"]),
        ("1-3-201/1-3-201", ["1-3-201"]),
        ("1-9-901、1-3-502", ["1-3-502"]),
        ("别处园1-3-502", []),
        ("无", []),
    ],
)
def test_households_as_people_write_them(dev: Desk, said: str, doors: list[str]) -> None:
    dev.write(import_members, ledgers.members({**WHO, "包联户": said}))
    found = ask(
        dev,
        "SELECT b.building_no || '-' || u.unit_no || '-' || ho.room_no FROM household_liaison l"
        " JOIN household h ON h.id = l.household_id JOIN house ho ON ho.id = h.house_id"
        " JOIN building_unit u ON u.id = ho.building_unit_id"
        " JOIN building b ON b.id = u.building_id ORDER BY 1",
    )
    assert [row[0] for row in found] == doors


def test_two_households_at_a_door_are_told_apart_by_the_head(office_of: Opener) -> None:
    desk = office_of(ledgers.SAMPLE)
    (door,) = ask(
        desk,
        "SELECT u.unit_no || '-' || ho.room_no, max(h.head_name) FROM household h"
        " JOIN house ho ON ho.id = h.house_id JOIN building_unit u ON u.id = ho.building_unit_id"
        " JOIN building b ON b.id = u.building_id WHERE b.building_no = '5'"
        " GROUP BY ho.id HAVING count(*) = 2",
    )
    who = {**WHO, "所在党小组": "槐荫一院5号楼党小组"}
    outcome = desk.write(import_members, ledgers.members({**who, "包联户": f"5-{door[0]}"}))
    assert [p.code for p in outcome.problems] == ["member.unknown_household"]
    assert "不止一户" in outcome.problems[0].message
    for said in (f"5-{door[0]}（{door[1]}）", f"5-{door[0]}{door[1]}", door[1]):
        outcome = desk.write(import_members, ledgers.members({**who, "包联户": said}))
        assert outcome.problems == []
    assert ask(
        desk,
        "SELECT h.head_name FROM household_liaison l JOIN household h ON h.id = l.household_id",
    ) == [(door[1],)]


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("一院1号楼党小组", ["1"]),
        ("一院1号楼栋党小组", ["1"]),
        ("一院一号楼楼栋党小组", ["1"]),
        ("一院1、2号楼党小组", ["1", "2"]),
        ("一院1号楼", ["1"]),
        ("老干部党小组", []),
        (NEVER, []),
    ],
)
def test_a_cell_finds_its_buildings(dev: Desk, cell: str, numbers: list[str]) -> None:
    outcome = dev.write(import_members, ledgers.members({**WHO, "所在党小组": cell}))
    found = ask(
        dev,
        "SELECT b.building_no FROM building b JOIN building_party_group g"
        f" ON g.id = b.party_group_id WHERE g.name = '{cell}' ORDER BY 1",
    )
    assert [row[0] for row in found] == numbers
    assert [p.code for p in outcome.problems] == (["value.unknown"] if cell == NEVER else [])


def test_one_building_has_one_cell_however_it_is_written(dev: Desk) -> None:
    dev.write(
        import_members,
        ledgers.members(
            WHO,
            {**WHO, "姓名": "乙二", "联系电话": "13900000002", "所在党小组": "一院一号楼党小组"},
        ),
    )
    late = {**WHO, "姓名": "丙三", "联系电话": "", "所在党小组": "一院1#楼党小组"}
    dev.write(import_members, ledgers.members(late))
    assert ask(dev, "SELECT count(DISTINCT group_id), count(*) FROM party_member") == [(1, 3)]


def test_cells_of_one_name_under_two_branches_are_two(dev: Desk) -> None:
    outcome = dev.write(
        import_members,
        ledgers.members(
            {**WHO, "所在党小组": "第一党小组"},
            {**WHO, "姓名": "乙二", "所在党支部": "第二网格党支部", "所在党小组": "第一党小组"},
        ),
    )
    assert outcome.counts["cells_added"] == 2


def test_a_new_leader_follows_the_old_one(dev: Desk) -> None:
    old: dict[str, object] = {**WHO, "职务": "组长"}
    new = {**WHO, "姓名": "乙二", "联系电话": "13900000002", "职务": "组长"}
    dev.write(import_members, ledgers.members(old))
    outcome = dev.write(import_members, ledgers.members({**old, "职务": ""}, new))
    assert (outcome.counts["members_added"], outcome.counts["unchanged"]) == (1, 1)
    assert ask(
        dev,
        "SELECT m.full_name, g.public_phone FROM building_party_group g"
        " JOIN party_member m ON m.id = g.leader_id",
    ) == [("乙二", "13900000002")]
    assert ask(
        dev,
        "SELECT m.full_name, p.to_on FROM post_assignment p"
        " JOIN party_member m ON m.id = p.member_id ORDER BY p.id",
    ) == [("甲一", "2026-11-20"), ("乙二", None)]


def test_of_two_leaders_one_is_taken_and_the_other_named(dev: Desk) -> None:
    rows = (
        {**WHO, "职务": "组长"},
        {**WHO, "姓名": "乙二", "联系电话": "13900000002", "职务": "组长"},
    )
    outcome = dev.write(import_members, ledgers.members(*rows))
    assert [(p.code, p.severity) for p in outcome.problems] == [("member.second_leader", "kept")]
    assert ask(dev, "SELECT count(*) FROM post_assignment") == [(1,)]
    again = dev.write(import_members, ledgers.members(*reversed(rows)))
    assert (again.counts["unchanged"], again.batch) == (2, None)


def test_the_public_phone_follows_the_leader_unless_it_was_set_apart(dev: Desk) -> None:
    number = {**WHO, "身份证号": "630100197608192165", "职务": "组长"}
    dev.write(import_members, ledgers.members(number))
    dev.write(import_members, ledgers.members({**number, "联系电话": "13900000005"}))
    assert ask(dev, "SELECT public_phone FROM building_party_group") == [("13900000005",)]
    with dev.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE building_party_group SET public_phone = '8801 2000'")
        connection.commit()
    dev.write(import_members, ledgers.members({**number, "联系电话": "13900000006"}))
    assert ask(dev, "SELECT public_phone FROM building_party_group") == [("8801 2000",)]


@pytest.mark.parametrize(
    ("post", "column", "named"),
    [
        ("党支部书记", "org_id", "第一网格党支部"),
        ("组织委员", "org_id", "第一网格党支部"),
        ("社区党委书记", "org_id", "槐荫里社区大党委"),
    ],
)
def test_posts_of_branch_and_committee(dev: Desk, post: str, column: str, named: str) -> None:
    command = ledgers.members({**WHO, "职务": post})
    dev.write(import_members, command)
    assert ask(
        dev,
        f"SELECT o.name FROM post_assignment p JOIN party_organization o ON o.id = p.{column}",
    ) == [(named,)]
    assert dev.write(import_members, command).batch is None


@pytest.mark.parametrize(
    ("changed", "code", "severity"),
    [
        ({"姓名": ""}, "name.missing", "refused"),
        ({"身份证号": "630100197608192166"}, "id.checksum", "refused"),
        ({"党员类型": "荣誉会员"}, "value.unknown", "kept"),
        ({"人员类别": "看看再说"}, "value.unknown", "kept"),
        ({"职务": "舰长"}, "value.unknown", "kept"),
        ({"联系电话": "1390000"}, "phone.malformed", "kept"),
        ({"入党时间": "很久以前"}, "value.unknown", "kept"),
        ({"包联楼栋": "99号楼"}, "value.unknown", "kept"),
    ],
)
def test_a_row_that_is_not_clean_is_named(
    dev: Desk, changed: dict[str, object], code: str, severity: str
) -> None:
    outcome = dev.write(import_members, ledgers.members({**WHO, **changed}))
    assert [(p.row, p.code, p.severity) for p in outcome.problems] == [(2, code, severity)]
    assert outcome.counts["members_added"] == int(severity == "kept")


def test_the_same_person_again_and_a_number_that_two_bear(dev: Desk) -> None:
    number = {**WHO, "身份证号": "630100197608192165"}
    outcome = dev.write(
        import_members,
        ledgers.members(number, number, {**number, "姓名": "乙二", "联系电话": ""}),
    )
    found = [(p.row, p.code) for p in outcome.problems]
    assert (3, "row.duplicate") in found
    assert (4, "id.shared") in found
    assert outcome.counts["members_added"] == 2


def test_a_month_says_nothing_against_a_day(dev: Desk) -> None:
    dev.write(import_members, ledgers.members({**WHO, "入党时间": "2000-03-17"}))
    for said, counts in (("2000.03", 0), ("2000年", 0), ("2000.04", 1)):
        outcome = dev.write(import_members, ledgers.members({**WHO, "入党时间": said}))
        assert outcome.counts["members_updated"] == counts
    assert ask(dev, "SELECT joined_on FROM party_member") == [("2000-04-01",)]


def test_an_empty_cell_takes_nothing_away(dev: Desk) -> None:
    dev.write(import_members, ledgers.members({**WHO, "工作单位": "区市场监管局"}))
    bare = {key: WHO[key] for key in ("姓名", "联系电话")}
    assert dev.write(import_members, ledgers.members(bare)).counts["unchanged"] == 1


def test_a_later_roster_changes_what_it_says_otherwise(dev: Desk) -> None:
    dev.write(import_members, ledgers.members({**WHO, "包联户": "1-3-201"}))
    before = ledgers.dump(dev, *TABLES)
    moved = {**WHO, "人员类别": "预备党员", "所在党小组": "一院2号楼党小组", "包联户": "2-2-601"}
    outcome = dev.write(import_members, ledgers.members(moved))
    assert outcome.counts["members_updated"] == 1
    assert ask(
        dev,
        "SELECT m.member_status, g.name FROM party_member m"
        " JOIN building_party_group g ON g.id = m.group_id",
    ) == [("2", "一院2号楼党小组")]
    assert ask(dev, "SELECT count(*) FROM household_liaison") == [(2,)]
    assert outcome.batch is not None
    dev.write(undo_batch, outcome.batch)
    assert ledgers.dump(dev, *TABLES) == before


def test_a_building_looked_after_as_a_whole(dev: Desk) -> None:
    command = ledgers.members({**WHO, "包联楼栋": "1号楼、2号楼"})
    dev.write(import_members, command)
    assert ask(
        dev,
        "SELECT b.building_no FROM household_liaison l JOIN building b ON b.id = l.building_id",
    ) == [("1",), ("2",)]
    assert dev.write(import_members, command).batch is None


def test_a_sheet_without_members_is_refused(dev: Desk) -> None:
    table = ledgers.tables(ledgers.DEV / "三网格.csv", ("resident",))
    with pytest.raises(NoTableError):
        dev.write(import_members, ImportMembers(table))


def test_a_linked_member_typed_by_hand_is_known_to_the_roster(desk: Desk) -> None:
    """Name, number and telephone of who is linked stand only on his row as a resident."""
    number = make_register.number("1958-03-12", 41)
    person = make_register.member("孙福顺", number=number, phone="13900007712")
    make_register.household(desk, "501", person)
    typed = {"party_member.full_name": "孙福顺", "party_member.id_number": number,
             "party_member.member_kind": "1"}  # fmt: skip
    one = desk.write(save_member, SaveMember(typed)).id
    row = {"姓名": "孙福顺", "身份证号": number, "联系电话": "13900007712", "党员类型": "在册党员"}
    outcome = desk.write(import_members, ledgers.members(row))
    assert (outcome.counts["members_added"], outcome.counts["unchanged"]) == (0, 1)
    kept = "SELECT id, full_name, id_number, phone FROM party_member"
    assert make_register.rows(desk, kept) == ((one, None, None, None),)


@pytest.mark.parametrize(
    ("said", "role"), [("", "2"), ("联户", "2"), ("结对帮扶", "3"), ("包楼", "1")]
)
def test_the_way_of_looking_after_is_read(dev: Desk, said: str, role: str) -> None:
    head = ["姓名", "党员类型", "所在党小组", "包联户", "包联方式"]
    line = ["甲一", "在册党员", "一院1号楼党小组", "1-3-201、1-3-502", said]
    dev.write(import_members, ImportMembers(ledgers.typed([head, line], headers.MEMBERS)))
    found = make_register.rows(dev, "SELECT DISTINCT role FROM household_liaison")
    assert found == ((role,),)
