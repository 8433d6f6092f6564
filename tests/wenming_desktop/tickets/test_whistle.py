"""吹哨报到: whom a ticket is whistled to, who answers and comes, and what a finish writes of it."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import Clock
from tests.make_whistle import cell
from tests.wenming_desktop.tickets.conftest import MONDAY, RESULT, raw
from wenming_desktop.errors import NotFoundError
from wenming_desktop.party.page_model import NodeFilter
from wenming_desktop.party.record_model import RecordFilter, RecordLine
from wenming_desktop.party.record_queries import record_page
from wenming_desktop.party.service import coverage
from wenming_desktop.tickets import refusals, whistle
from wenming_desktop.tickets.board import BoardFilter, board_page
from wenming_desktop.tickets.board_view import ticket_view
from wenming_desktop.tickets.life import effective
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.service import correct, void_ticket
from wenming_desktop.tickets.store import read_log
from wenming_desktop.tickets.whistle_model import Answer, Came, SaveAnswers, WhistleLine
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, Work, use_case

Take = Callable[..., TicketRow]
DONE = {"result": RESULT, "outcome": "1"}
PEOPLE = ("孙福顺", "方远", "邵明")


@pytest.fixture
def party(town: Desk) -> dict[str, int]:
    """Two cells, 3号楼's over building 3; ids of cells and members by name."""
    found: dict[str, int] = {}
    for name, people, building in (
        ("3号楼党小组", PEOPLE, "3"),
        ("12号楼党小组", ("罗建平", "孙福顺"), ""),
    ):
        found[name], ids = cell(town, name, people, building)
        for who, row_id in zip(people, ids, strict=True):
            found.setdefault(who, row_id)
    return found


@pytest.fixture
def working(town: Desk, party: dict[str, int], opened: Callable[..., int], take: Take) -> int:
    """A ticket of building 3 that is being worked on."""
    with raw(town) as ask:
        ((building,),) = ask("SELECT id FROM building WHERE building_no = '3'")
    ticket = opened(building_id=building)
    take(ticket, "DSP", handling_unit="供热公司")
    take(ticket, "SGN")
    return ticket


def blown(desk: Desk, ticket: int) -> tuple[WhistleLine, ...]:
    return desk.read(whistle.whistles_of, ticket)


def written(desk: Desk) -> tuple[RecordLine, ...]:
    return desk.read(record_page, RecordFilter(), 0, 100)


def names(desk: Desk) -> list[str]:
    return sorted(line.member for line in written(desk))


def test_a_whistle_goes_to_the_cell_of_the_building(
    town: Desk, party: dict[str, int], working: int, take: Take
) -> None:
    take(working, "COH", reason="来三个人抬井盖", needed=3)
    [line] = blown(town, working)
    assert (line.group_id, line.cell) == (party["3号楼党小组"], "3号楼党小组")
    assert (line.asked, line.needed, line.closed_at) == ("来三个人抬井盖", 3, None)
    assert line.waits
    view = town.read(ticket_view, working)
    assert view.lines[0].text == "吹哨给3号楼党小组，要 3 人：来三个人抬井盖"
    assert view.status == "40"


def test_a_cell_may_be_named_and_members_answer_at_once(
    town: Desk, party: dict[str, int], working: int, take: Take
) -> None:
    take(working, "COH", cell="12号楼党小组", members=("罗建平", "孙福顺"))
    [line] = blown(town, working)
    assert line.cell == "12号楼党小组"
    # Of two of one name it is the one of the cell.
    assert [one.member_id for one in line.claims] != [party["罗建平"], party["孙福顺"]]
    assert [one.name for one in line.claims] == ["罗建平", "孙福顺"]
    assert not line.waits


@pytest.mark.parametrize(
    ("said", "error", "field"),
    [
        ({"cell": "9号楼党小组"}, NotFoundError, "cell"),
        ({"cell": 99}, NotFoundError, "cell"),
        ({"needed": 0}, refusals.NeededError, "needed"),
        ({"needed": 100}, refusals.NeededError, "needed"),
        ({"members": ("没这人",)}, NotFoundError, "members"),
    ],
)
def test_a_whistle_for_nobody_is_refused_and_nothing_is_written(
    town: Desk, working: int, take: Take, said: dict[str, Any], error: Any, field: str
) -> None:
    with pytest.raises(error) as caught:
        take(working, "COH", **said)
    assert caught.value.field == field
    assert blown(town, working) == ()


def test_where_no_building_is_known_the_cell_has_to_be_chosen(
    town: Desk, party: dict[str, int], opened: Callable[..., int], take: Take
) -> None:
    ticket = opened(location_text="文澜路路口")
    take(ticket, "DSP", handling_unit="供热公司")
    with pytest.raises(refusals.CellMissingError) as caught:
        take(ticket, "COH")
    assert caught.value.field == "cell"
    take(ticket, "COH", cell=party["12号楼党小组"])
    assert [line.cell for line in blown(town, ticket)] == ["12号楼党小组"]


def test_an_office_without_cells_keeps_a_note(
    town: Desk, opened: Callable[..., int], take: Take
) -> None:
    ticket = opened()
    take(ticket, "DSP", handling_unit="供热公司")
    take(ticket, "COH", reason="请街道一起办")
    assert blown(town, ticket) == ()
    assert town.read(ticket_view, ticket).lines[0].text == "吹哨：请街道一起办"


def test_members_answer_and_take_their_word_back(
    town: Desk, party: dict[str, int], working: int, take: Take
) -> None:
    take(working, "COH", needed=2)
    [line] = blown(town, working)
    first, second = town.write(whistle.claim_by, line.id, ("方远", party["邵明"]))
    assert town.write(whistle.claim_by, line.id, ("方远",)) == (first,)
    town.write(whistle.withdraw, second)
    assert [one.name for one in blown(town, working)[0].claims] == ["方远"]
    town.write(undo_last_act)
    assert [one.name for one in blown(town, working)[0].claims] == ["方远", "邵明"]
    town.write(whistle.record_came, line.id, (Came("方远", 1.5, "抬井盖"),))
    with pytest.raises(refusals.CameAlreadyError, match="方远"):
        town.write(whistle.withdraw, first)
    [line] = blown(town, working)
    assert [(one.name, one.hours, one.did) for one in line.came] == [("方远", 1.5, "抬井盖")]


def test_the_list_of_a_whistle_is_saved_as_one_act(
    town: Desk, party: dict[str, int], working: int, take: Take
) -> None:
    take(working, "COH")
    [line] = blown(town, working)
    town.write(whistle.claim_by, line.id, ("方远", "邵明"))
    answers = (Answer(party["孙福顺"], came=True, hours=2), Answer(party["方远"]))
    town.write(whistle.answer, SaveAnswers(line.id, answers))
    [line] = blown(town, working)
    assert {one.name: one.hours for one in line.claims} == {"方远": None, "孙福顺": 2}
    town.write(whistle.answer, SaveAnswers(line.id, (Answer(party["孙福顺"]),)))
    assert [one.came_at for one in blown(town, working)[0].claims] == [None]
    town.write(undo_last_act)
    town.write(undo_last_act)
    assert [one.name for one in blown(town, working)[0].claims] == ["方远", "邵明"]
    with pytest.raises(refusals.CameWrongError, match=r"方远：时长 0\.3"):
        town.write(
            whistle.answer, SaveAnswers(line.id, (Answer(party["方远"], came=True, hours=0.3),))
        )


def test_a_finish_closes_the_whistle_and_writes_one_record_each(
    town: Desk, working: int, take: Take, clock: Clock
) -> None:
    take(working, "COH", reason="来两个人抬井盖", members=("方远", "邵明"))
    clock.now += timedelta(days=1)
    take(working, "FIN", came=(Came("方远", 1.5), Came("邵明", 2, "看水阀")), **DONE)
    [line] = blown(town, working)
    assert line.closed_at == clock.now
    by = {one.member: one for one in written(town)}
    assert {name: (one.hours, one.content) for name, one in by.items()} == {
        "方远": (1.5, "吹哨报到：来两个人抬井盖"),
        "邵明": (2, "吹哨报到：看水阀"),
    }
    one = by["方远"]
    assert (one.date, one.place) == (clock.now.date(), "一院 3号楼 2单元 501")
    number = town.read(ticket_view, working).number
    assert one.origin == f"工单 SQ{number}"
    assert one.opens == ("ticket", working)
    assert "到场方远、邵明" in town.read(ticket_view, working).lines[0].text
    with pytest.raises(refusals.WhistleClosedError):
        town.write(whistle.claim_by, line.id, ("孙福顺",))


def test_who_came_may_be_told_before_the_finish(
    town: Desk, working: int, take: Take, clock: Clock
) -> None:
    take(working, "COH", members=("方远", "邵明"))
    [line] = blown(town, working)
    town.write(whistle.record_came, line.id, (Came("方远", 3),))
    clock.now += timedelta(days=2)
    take(working, "FIN", **DONE)
    assert [(one.member, one.date, one.hours) for one in written(town)] == [
        ("方远", MONDAY.date(), 3)
    ]


def test_a_finish_asks_who_came_and_nobody_is_an_answer(
    town: Desk, working: int, take: Take
) -> None:
    take(working, "COH", members=("方远", "邵明"))
    with pytest.raises(refusals.WhoCameError, match="有 2 名党员报到") as caught:
        take(working, "FIN", **DONE)
    assert caught.value.field == "came"
    take(working, "FIN", came=(), **DONE)
    assert names(town) == []
    assert blown(town, working)[0].closed_at is not None


def test_who_is_unticked_with_the_finish_did_not_come(town: Desk, working: int, take: Take) -> None:
    take(working, "COH", members=("方远", "邵明"))
    [line] = blown(town, working)
    town.write(whistle.record_came, line.id, (Came("方远"), Came("邵明")))
    take(working, "FIN", came=(Came("邵明"), Came("罗建平", 1)), **DONE)
    assert names(town) == ["罗建平", "邵明"]
    town.write(correct, working)
    assert [one.name for one in blown(town, working)[0].came] == ["方远", "邵明"]


def test_somebody_came_to_a_ticket_that_was_never_whistled(
    town: Desk, working: int, take: Take
) -> None:
    with pytest.raises(refusals.NoWhistleError):
        take(working, "FIN", came=(Came("方远"),), **DONE)
    take(working, "FIN", came=(), **DONE)
    assert names(town) == []


@pytest.mark.parametrize("way", ["bar", "page"])
def test_the_finish_taken_back_takes_its_records_and_another_brings_them(
    town: Desk, working: int, take: Take, way: str
) -> None:
    take(working, "COH", members=("方远", "邵明"))
    for _ in range(3):
        take(working, "FIN", came=(Came("方远", 1.5), Came("邵明", 1.5)), **DONE)
        assert names(town) == ["方远", "邵明"]
        told = town.read(coverage, date(2026, 1, 1), date(2027, 1, 1))
        assert (told.times, told.people, told.hours) == (2, 2, 3)
        if way == "bar":
            town.write(undo_last_act)
        else:
            town.write(correct, working)
        assert names(town) == []
        [line] = blown(town, working)
        assert (line.closed_at, line.came) == (None, ())
        assert len(line.claims) == 2


def test_sent_back_or_reworked_the_work_was_done_and_counts_once(
    town: Desk, working: int, take: Take, clock: Clock
) -> None:
    take(working, "COH", members=("方远",))
    take(working, "FIN", came=(Came("方远"),), **DONE)
    take(working, "APN", reason="再看看")
    assert names(town) == ["方远"]
    take(working, "FIN", **DONE)
    take(working, "APV")
    take(working, "RWK", reason="又漏了")
    assert names(town) == ["方远"]
    take(working, "SGN")
    clock.now += timedelta(days=1)
    take(working, "COH", members=("方远", "邵明"))
    assert [line.closed_at is None for line in blown(town, working)] == [False, True]
    take(working, "FIN", came=(Came("方远"), Came("邵明")), **DONE)
    assert names(town) == ["方远", "邵明"]
    town.write(correct, working)
    assert names(town) == ["方远"]


def test_a_ticket_that_leaves_the_count_takes_its_records_along(
    town: Desk, working: int, take: Take, opened: Callable[..., int]
) -> None:
    take(working, "COH", members=("方远",))
    take(working, "FIN", came=(Came("方远"),), **DONE)
    take(working, "APN", reason="并到另一件")
    for action, said in (
        ("MRG", {"into": opened()}),
        ("WDR", {"reason": "不要了"}),
        ("TRF", {"to_unit": "城管"}),
    ):
        take(working, action, **said)
        assert names(town) == [], action
        town.write(correct, working)
        assert names(town) == ["方远"], action
    town.write(void_ticket, working, "误录")
    assert names(town) == []
    town.write(undo_last_act)
    assert names(town) == ["方远"]


def test_lists_mark_the_tickets_that_wait_for_answers(town: Desk, working: int, take: Take) -> None:
    def marked() -> bool:
        [line] = town.read(board_page, BoardFilter("all"), 0, 9)
        return line.waits

    assert not marked()
    take(working, "COH", needed=2, members=("方远",))
    assert marked()
    [line] = blown(town, working)
    town.write(whistle.claim_by, line.id, ("邵明",))
    assert not marked()
    take(working, "COH")
    assert marked()
    take(working, "FIN", came=(), **DONE)
    assert not marked()


def test_a_whistle_taken_back_is_gone_with_its_answers(
    town: Desk, working: int, take: Take
) -> None:
    take(working, "COH", members=("方远",))
    town.write(correct, working)
    assert blown(town, working) == ()
    assert town.read(whistle.open_whistles) == ()
    take(working, "FIN", **DONE)
    assert names(town) == []


def test_a_confidential_ticket_tells_its_records_nothing(
    town: Desk, working: int, take: Take
) -> None:
    with town.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ticket SET is_confidential = 1")
    take(working, "COH", reason="举报的事去看一眼", members=("方远",))
    take(working, "FIN", came=(Came("方远"),), **DONE)
    [one] = written(town)
    assert "举报" not in one.content
    assert one.place == ""


def test_too_many_hours_on_one_day_name_the_member_and_keep_the_ticket_open(
    town: Desk, working: int, take: Take
) -> None:
    take(working, "COH", members=("方远",))
    with pytest.raises(refusals.CameWrongError, match="方远：时长 13") as caught:
        take(working, "FIN", came=(Came("方远", 13),), **DONE)
    assert caught.value.field == "came"
    assert town.read(ticket_view, working).status == "40"
    assert blown(town, working)[0].closed_at is None


def test_open_whistles_are_listed_by_node_until_the_ticket_is_finished(
    town: Desk, party: dict[str, int], working: int, take: Take, clock: Clock
) -> None:
    take(working, "COH", needed=2, members=("方远",))
    clock.now += timedelta(days=2)
    [one] = town.read(whistle.open_whistles)
    assert (one.ticket_id, one.cell, one.claimed, one.needed) == (working, "3号楼党小组", 1, 2)
    assert (one.days, one.waits, one.again) == (2, True, True)
    here, other = party["3号楼党小组"], party["12号楼党小组"]
    assert town.read(whistle.open_whistles, NodeFilter("5", here)) == (one,)
    assert town.read(whistle.open_whistles, NodeFilter("5", other)) == ()
    take(working, "COH", cell=other)
    assert len(town.read(whistle.open_whistles)) == 2
    take(working, "FIN", came=(), **DONE)
    assert town.read(whistle.open_whistles) == ()


def test_the_page_is_offered_its_own_cell_and_its_members_first(
    town: Desk, party: dict[str, int], working: int, take: Take
) -> None:
    offer = town.read(whistle.whistle_offer, working)
    assert offer.cell_id == party["3号楼党小组"]
    assert [name for _, name in offer.cells] == ["3号楼党小组", "12号楼党小组"]
    assert offer.members == ()
    take(working, "COH")
    offer = town.read(whistle.whistle_offer, working)
    assert [one.name for one in offer.members[:3]] == list(PEOPLE)
    take(working, "COH", cell="12号楼党小组")
    assert town.read(whistle.whistle_offer, working).members[0].name == "罗建平"


@pytest.mark.parametrize("seed", range(4))
def test_whatever_way_it_goes_records_are_those_of_the_finishes_that_stand(
    town: Desk, working: int, take: Take, seed: int
) -> None:
    dice = random.Random(seed)
    told: dict[int, set[str]] = {}
    take(working, "COH", members=PEOPLE)
    for _ in range(14):
        view = town.read(ticket_view, working)
        action = dice.choice({"30": ["SGN"], "40": ["FIN", "COH"]}.get(view.status, ["APN", "COR"]))
        if action == "COR" or (len(told) > 1 and dice.random() < 0.3):
            town.write(correct, working)
        elif action == "FIN":
            came = {who for who in PEOPLE if dice.random() < 0.5}
            row = take(working, "FIN", came=tuple(Came(who, 0.5) for who in sorted(came)), **DONE)
            told[town.read(ticket_view, row.id).last_seq] = came
        elif action == "COH":
            take(working, "COH", members=(dice.choice(PEOPLE),))
        else:
            take(working, action, reason="再来")
        standing = town.read(_standing, working)
        expected = sorted(set().union(*(told[seq] for seq in standing)))
        assert names(town) == expected


@use_case("probe.finishes", "试看", right="ticket.read")
def _standing(work: Work, ticket: int) -> list[int]:
    return [row.seq for row in effective(read_log(work, ticket).rows) if row.action == "FIN"]
