"""A cell brought to paper: counted as the page counts, logged, nothing on the door but what may."""

import json
from datetime import date

import pytest

from tests.forms import reading
from tests.make_register import rows
from tests.wenming_desktop.party import small
from tests.wenming_desktop.party.small import CELL, Small
from wenming_desktop.errors import NotFoundError
from wenming_desktop.forms.cell_facts import KindSums, LinkedLine
from wenming_desktop.forms.gather_cell import gather_notice, gather_roster, sums_of
from wenming_desktop.papers import cells
from wenming_desktop.party.duty_model import Assign
from wenming_desktop.party.liaisons import assign
from wenming_desktop.party.organisation_model import AssignPost
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.page_node import node_sheet
from wenming_desktop.party.posts import assign_post
from wenming_desktop.work import Desk


@pytest.fixture
def office(desk: Desk) -> Small:
    return small.make(desk)


def squeezed(pdf: bytes) -> str:
    return "".join(reading.text(pdf).split())


def test_the_roster_lists_the_members_of_the_page_and_sums_them_by_kind(office: Small) -> None:
    roster = office.desk.read(gather_roster, office.cell)
    sheet = office.desk.read(node_sheet, NodeFilter("5", office.cell))
    assert [one.name for one in roster.members] == ["孙福顺", "赵立新", "方远", "马驰"]
    assert roster.sums == KindSums(on_roll=3, dual=1)
    assert roster.sums.total == sheet.members
    assert (roster.cell, roster.leader) == (CELL, "孙福顺")
    assert (roster.branch, roster.buildings) == ("第一网格党支部", ("槐荫一院 3号楼",))
    first, _, checked_in, on_trial = roster.members
    assert (first.remark, on_trial.remark) == ("组长", "预备")
    assert (checked_in.kind, checked_in.employment) == ("双报到在职党员", "区市场监管局")
    assert first.phone == small.PHONES["孙福顺"]


def test_a_household_of_two_members_is_counted_once(office: Small) -> None:
    one, two = office.member["孙福顺"], office.member["赵立新"]
    office.desk.write(assign, Assign(one, households=office.homes[:2], building_id=office.three))
    office.desk.write(assign, Assign(two, households=office.homes[1:]))
    roster = office.desk.read(gather_roster, office.cell)
    assert roster.linked == (
        LinkedLine("槐荫一院 3号楼", "孙福顺", ("王秀兰", "陈国栋"), whole=True),
        LinkedLine("槐荫一院 3号楼", "赵立新", ("陈国栋",)),
        LinkedLine("槐荫一院 4号楼", "赵立新", ("何玉芳",)),
    )
    assert roster.linked_homes == 3
    assert [line.homes for line in roster.members] == [2, 2, 0, 0]
    assert (roster.covered, roster.households) == (2, 2)


def test_nobody_looked_after_is_no_coverage(office: Small) -> None:
    roster = office.desk.read(gather_roster, office.cell)
    assert (roster.linked, roster.linked_homes) == ((), 0)
    assert (roster.covered, roster.households) == (0, 2)


@pytest.mark.parametrize(
    ("kinds", "sums"),
    [
        (["1", "4", "1"], KindSums(on_roll=3, flowed_out=1)),
        (["1", "2", "3", "4", "5"], KindSums(2, 1, 1, 1, 1)),
        ([None, "9", "2"], KindSums(dual=1, unknown=2)),
        ([], KindSums()),
    ],
)
def test_each_kind_is_counted_in_one_place(kinds: list[str | None], sums: KindSums) -> None:
    assert sums_of(kinds) == sums
    assert sums.total == len(kinds)


def test_the_roster_is_printed_marked_logged_and_kept(office: Small) -> None:
    pdf = cells.print_roster(office.desk, office.cell)
    text = squeezed(pdf)
    for part in ("孙福顺", "13900007712", "合计4人（在册3人；双报到1人；流入0人）"):
        assert part in text
    actions = [row[0] for row in rows(office.desk, "SELECT action FROM audit ORDER BY seq")]
    assert "cells.print_roster" in actions
    ((form, pages, face),) = rows(office.desk, "SELECT form, pages, face FROM print_log")
    assert (form, pages) == ("cell_roster", 2)
    assert "党小组花名册" in json.loads(str(face))["watermark"]


def test_no_identity_number_reaches_either_paper(office: Small) -> None:
    numbers = [row[0] for row in rows(office.desk, "SELECT id_number FROM resident")]
    office.desk.write(assign, Assign(office.member["孙福顺"], households=office.homes))
    for pdf in (
        cells.print_roster(office.desk, office.cell),
        cells.print_notice(office.desk, cells.PrintNotice(office.cell)),
    ):
        text = squeezed(pdf)
        assert numbers
        assert not any(number in text for number in numbers if number)


def test_the_notice_names_who_is_there_for_what(office: Small) -> None:
    desk = office.desk
    place = ("building", office.three)
    desk.write(assign_post, AssignPost("38", place, name="值班岗", phone="88015110", duty="治安"))
    captain = ("member", office.member["赵立新"])
    desk.write(assign_post, AssignPost("31", place, captain, duty="楼道消防"))
    gone = AssignPost("40", place, name="旧顾问", from_on=date(2026, 1, 1), to_on=date(2026, 2, 1))
    desk.write(assign_post, gone)
    notice = desk.read(gather_notice, office.cell)
    assert (notice.leader, notice.public_phone) == ("孙福顺", small.PHONES["孙福顺"])
    people = {one.name: (one.post, one.duty, one.phone) for one in notice.members}
    assert people["赵立新"] == ("楼栋长", "楼道消防", "")
    assert people["方远"][0] == "党员"
    assert people["值班岗"][0::2] == ("社区民警", "0971-88015110")
    assert "旧顾问" not in people
    assert "孙福顺" not in people
    assert notice.made_on == date(2026, 11, 20)
    assert notice.duty_phone == "8801 2000"


@pytest.mark.parametrize(("paper", "width"), [("A4", 210), ("A3", 420)])
def test_strangers_read_no_private_number_no_door_and_no_birth(
    office: Small, paper: str, width: int
) -> None:
    desk = office.desk
    with desk.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE party_member SET birth_date = '1961-04-07', address = '槐荫路 9 号'"
        )
    pdf = cells.print_notice(desk, cells.PrintNotice(office.cell, paper))
    text = squeezed(pdf)
    assert "赵立新" in text
    assert small.PHONES["赵立新"] not in text
    for private in ("1961", "槐荫路", "501", "王秀兰"):
        assert private not in text
    assert round(reading.picture(pdf, dpi=72).width * 25.4 / 72) == width
    actions = [row[0] for row in rows(desk, "SELECT action FROM audit ORDER BY seq")]
    assert "cells.print_notice" in actions


def test_a_cell_that_is_no_more_has_no_papers(office: Small) -> None:
    with office.desk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE building_party_group SET closed_on = '2026-11-01'")
    with pytest.raises(NotFoundError, match="这个党小组"):
        cells.print_roster(office.desk, office.cell)
    with pytest.raises(NotFoundError, match="这个党小组"):
        office.desk.read(gather_notice, office.cell)
