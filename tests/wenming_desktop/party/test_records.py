"""Service records: written once by the work, typed from a card all or none, mended, taken out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make_register
from tests.conftest import NOW
from tests.make_whistle import cell
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.party import record_queries, records
from wenming_desktop.party.record_checks import RecordRefusedError, hours_wrong
from wenming_desktop.party.record_model import (
    Contact,
    EditRecord,
    Made,
    RecordFilter,
    RecordRow,
    RecordTotals,
    TypeIn,
    span_of,
)
from wenming_desktop.party.service import coverage
from wenming_desktop.places.service import EstateSheet, save_estates
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import USE_CASES, Desk, Work, use_case

TODAY = NOW.date()
ROW = RecordRow(date(2026, 11, 5), "清理楼道杂物", 1.5, "07", "3号楼", 12)
EVERYTHING = (date(1900, 1, 1), date(2100, 1, 1))


@use_case("probe.once", "试写", right="party.write")
def once(work: Work, made: Made) -> int | None:
    return records.write_once(work, made)


@use_case("probe.out", "试作废", right="party.write")
def out(work: Work, origin: tuple[str, int]) -> tuple[int, ...]:
    return records.void_made(work, origin, "撤回")


@use_case("probe.back", "试恢复", right="party.write")
def back(work: Work, ids: tuple[int, ...]) -> tuple[int, ...]:
    return records.restore_made(work, ids)


@pytest.fixture(scope="module", autouse=True)
def probes() -> Any:
    yield
    for service in (once, out, back):
        USE_CASES.pop(service, None)


@pytest.fixture
def members(desk: Desk) -> list[int]:
    return cell(desk, "3号楼党小组", ["孙福顺", "方远", "邵明"])[1]


@pytest.fixture
def home(desk: Desk) -> int:
    desk.write(save_estates, (EstateSheet("槐荫一院", buildings=(("3", 2, 6, 24),)),))
    return make_register.household(desk, "101", make_register.member("王秀兰", birth="1950-01-02"))


def totals(desk: Desk, **wanted: Any) -> RecordTotals:
    return desk.read(record_queries.record_totals, RecordFilter(**wanted))


def lines(desk: Desk, **wanted: Any) -> list[tuple[date, str, str, float | None, str]]:
    page = desk.read(record_queries.record_page, RecordFilter(**wanted), 0, 100)
    return [(one.date, one.member, one.content, one.hours, one.origin) for one in page]


@pytest.mark.parametrize(
    ("origin", "key", "word"),
    [
        (("ticket", 7), "ticket:7:{m}", "工单"),
        (("wish", 4), "wish:4:{m}", "心愿"),
        (("liaison", 9), "liaison:9:{m}:2026-11-05", "联系住户"),
    ],
)
def test_work_writes_its_record_once(
    desk: Desk, members: list[int], origin: tuple[str, int], key: str, word: str
) -> None:
    made = Made(members[0], date(2026, 11, 5), "换了井盖", 2, origin)
    assert made.key == key.format(m=members[0])
    with desk.engine.begin() as connection:
        # The rows the work belongs to: a record points at them.
        connection.exec_driver_sql("INSERT INTO ticket (id, ticket_no) VALUES (7, 'SQ1')")
        connection.exec_driver_sql("INSERT INTO wish (id, wish_no) VALUES (4, 'XY1')")
        connection.exec_driver_sql("INSERT INTO household (id) VALUES (9)")
    first = desk.write(once, made)
    assert first is not None
    assert desk.write(once, made) is None
    assert desk.write(once, replace(made, member_id=members[1])) is not None
    assert totals(desk) == RecordTotals(2, 2, 4)
    page = desk.read(record_queries.record_page, RecordFilter(), 0, 9)
    assert {one.origin.split(" ")[0] for one in page} == {word}
    assert {one.opens for one in page} == {(origin[0].replace("liaison", "household"), origin[1])}


def test_what_was_taken_out_is_written_again_and_never_twice(
    desk: Desk, members: list[int]
) -> None:
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO ticket (id) VALUES (7), (71)")
    made = Made(members[0], TODAY, "换了井盖", 2, ("ticket", 7))
    other = replace(made, origin=("ticket", 71))
    first = desk.write(once, made)
    desk.write(once, other)
    assert desk.write(out, ("ticket", 7)) == (first,)
    assert totals(desk).times == 1
    again = desk.write(once, made)
    assert again not in {None, first}
    assert desk.write(back, (first,)) == ()
    assert totals(desk).times == 2
    desk.write(out, ("ticket", 7))
    assert desk.write(back, (again, 999)) == (again,)
    assert totals(desk).times == 2


def test_a_card_is_saved_whole(desk: Desk, members: list[int]) -> None:
    rows = tuple(replace(ROW, date=date(2026, 11, day)) for day in range(1, 15))
    ids = desk.write(records.type_in, TypeIn(members[0], rows))
    assert len(set(ids)) == 14
    assert totals(desk, member_id=members[0]) == RecordTotals(14, 1, 21)
    assert lines(desk)[0] == (date(2026, 11, 14), "孙福顺", "清理楼道杂物", 1.5, "手工")
    sheet = desk.read(record_queries.record_sheet, ids[0])
    assert sheet.row == rows[0]
    desk.write(undo_last_act)
    assert totals(desk) == RecordTotals(0, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"date": None}, "date"),
        ({"date": TODAY + timedelta(days=1)}, "date"),
        ({"content": "  "}, "content"),
        ({"content": "长" * 201}, "content"),
        ({"place": "远" * 41}, "place"),
        ({"hours": None}, "hours"),
        ({"hours": 0}, "hours"),
        ({"hours": -1}, "hours"),
        ({"hours": 0.7}, "hours"),
        ({"hours": 12.5}, "hours"),
        ({"beneficiaries": -1}, "beneficiaries"),
        ({"beneficiaries": 10_000}, "beneficiaries"),
        ({"post": "77"}, "post"),
        ({"confirmed_by": 999}, "confirmed_by"),
    ],
)
def test_one_wrong_row_saves_nothing_and_is_named(
    desk: Desk, members: list[int], wrong: dict[str, Any], field: str
) -> None:
    rows = (ROW, replace(ROW, **wrong))
    with pytest.raises(RecordRefusedError, match="第 2 行") as caught:
        desk.write(records.type_in, TypeIn(members[0], rows))
    assert (caught.value.field, caught.value.row) == (f"2.{field}", 2)
    assert totals(desk).times == 0


@pytest.mark.parametrize("count", [0, 15])
def test_a_card_has_one_to_fourteen_lines(desk: Desk, members: list[int], count: int) -> None:
    with pytest.raises(UserError, match=f"现在是 {count} 行"):
        desk.write(records.type_in, TypeIn(members[0], (ROW,) * count))


def test_a_day_has_twelve_hours_over_all_records(desk: Desk, members: list[int]) -> None:
    desk.write(records.type_in, TypeIn(members[0], (replace(ROW, hours=8),)))
    whole = (replace(ROW, hours=3), replace(ROW, hours=1.5))
    with pytest.raises(RecordRefusedError, match=r"12\.5 小时") as caught:
        desk.write(records.type_in, TypeIn(members[0], whole))
    assert caught.value.field == "2.hours"
    desk.write(records.type_in, TypeIn(members[1], whole))
    [first] = desk.write(records.type_in, TypeIn(members[0], whole[:1]))
    with pytest.raises(RecordRefusedError, match="12 小时"):
        desk.write(records.edit, EditRecord(first, replace(ROW, hours=4.5)))
    desk.write(records.edit, EditRecord(first, replace(ROW, hours=4)))
    assert totals(desk, member_id=members[0]).hours == 12


@given(hours=st.floats(-3, 30) | st.integers(-6, 60).map(lambda n: n / 2))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_only_half_hours_of_a_day_stand(desk: Desk, hours: float) -> None:
    good = hours * 2 == int(hours * 2) and 0.5 <= hours <= 12
    assert (hours_wrong(hours) == "") == good


def test_a_record_is_mended_and_taken_out_with_a_reason(desk: Desk, members: list[int]) -> None:
    [first] = desk.write(records.type_in, TypeIn(members[0], (ROW,)))
    mended = replace(ROW, content="给独居老人送餐", hours=2.0, post="04", place="")
    desk.write(records.edit, EditRecord(first, mended))
    assert desk.read(record_queries.record_sheet, first).row == mended
    desk.write(undo_last_act)
    assert desk.read(record_queries.record_sheet, first).row == ROW
    with pytest.raises(UserError, match="为什么作废"):
        desk.write(records.void, first, " ")
    desk.write(records.void, first, "记重了")
    assert totals(desk).times == 0
    for service, more in ((records.edit, EditRecord(first, ROW)), (records.void, first)):
        with pytest.raises(NotFoundError):
            desk.write(service, *([more] if service is records.edit else [more, "再来"]))
    desk.write(undo_last_act)
    assert totals(desk).times == 1


def test_a_contact_stands_once_a_day(desk: Desk, members: list[int], home: int) -> None:
    told = Contact(members[0], home, TODAY, "2", "问了取暖", 0.5)
    desk.write(records.contact, told)
    with pytest.raises(UserError, match="已经记过一次"):
        desk.write(records.contact, replace(told, note="又问"))
    desk.write(records.contact, replace(told, date=TODAY - timedelta(days=1)))
    desk.write(records.contact, replace(told, member_id=members[1]))
    assert lines(desk, member_id=members[1]) == [
        (TODAY, "方远", "电话联系住户：问了取暖", 0.5, "联系住户")
    ]
    with pytest.raises(RecordRefusedError, match="怎么联系"):
        desk.write(records.contact, replace(told, way="99", date=date(2026, 11, 1)))
    with pytest.raises(NotFoundError):
        desk.write(records.contact, replace(told, household_id=999, date=date(2026, 11, 1)))


def test_moving_a_contact_to_a_day_that_has_one_is_refused(
    desk: Desk, members: list[int], home: int
) -> None:
    told = Contact(members[0], home, TODAY, "1", "", 0.5)
    desk.write(records.contact, told)
    other = desk.write(records.contact, replace(told, date=TODAY - timedelta(days=1)))
    row = desk.read(record_queries.record_sheet, other).row
    with pytest.raises(UserError, match="已经记过一次"):
        desk.write(records.edit, EditRecord(other, replace(row, date=TODAY)))
    desk.write(records.edit, EditRecord(other, replace(row, date=TODAY - timedelta(days=2))))
    desk.write(records.contact, replace(told, date=TODAY - timedelta(days=1)))
    assert totals(desk).times == 3


def test_totals_are_the_coverages_of_the_same_days(desk: Desk, members: list[int]) -> None:
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), TODAY]
    for at, day in enumerate(days):
        row = replace(ROW, date=day, hours=0.5 * (at + 1))
        desk.write(records.type_in, TypeIn(members[at % 3], (row,)))
    for period in ("this", "last", "year", "all"):
        begin, end = span_of(period, TODAY)
        found = totals(desk, begin=begin, end=end)
        told = desk.read(coverage, begin or EVERYTHING[0], end or EVERYTHING[1])
        assert found == RecordTotals(told.times, told.people, told.hours), period
    assert [totals(desk, begin=b, end=e).times for b, e in map(_span, _PERIODS)] == [2, 2, 4, 5]


_PERIODS = ("this", "last", "year", "all")


def _span(period: str) -> tuple[date | None, date | None]:
    return span_of(period, TODAY)


def test_the_first_half_year_follows_the_second_of_the_year_before() -> None:
    assert span_of("last", date(2026, 3, 1)) == (date(2025, 7, 1), date(2026, 1, 1))
    assert span_of("this", date(2026, 3, 1)) == (date(2026, 1, 1), date(2026, 7, 1))


def test_a_nodes_list_is_of_its_members(desk: Desk, members: list[int]) -> None:
    group, [other] = cell(desk, "12号楼党小组", ["罗建平"])
    desk.write(records.type_in, TypeIn(members[0], (ROW,)))
    desk.write(records.type_in, TypeIn(other, (replace(ROW, content="教老人用手机"),)))
    assert [one[1] for one in lines(desk, level="5", id=group)] == ["罗建平"]
    assert [one[1] for one in lines(desk, text="手机")] == ["罗建平"]
    assert desk.read(record_queries.record_count, RecordFilter("5", group)) == 1
    assert len(lines(desk)) == 2


def test_forms_are_offered_members_posts_and_households(
    desk: Desk, members: list[int], home: int
) -> None:
    offered = desk.read(record_queries.record_choices)
    assert [one.name for one in offered.members] == ["孙福顺", "方远", "邵明"]
    assert ("07", "环境卫生监督岗") in offered.posts
    assert offered.me in dict(offered.staff)
    assert desk.read(record_queries.homes_offered, members[0]) == ()
    with desk.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO household_liaison (member_id, household_id) VALUES (?, ?)",
            (members[0], home),
        )
    [theirs] = desk.read(record_queries.homes_offered, members[0])
    assert theirs.id == home
    assert "王秀兰" in theirs.words
    [found] = desk.read(record_queries.homes_offered, members[1], "王秀兰")
    assert found == theirs
