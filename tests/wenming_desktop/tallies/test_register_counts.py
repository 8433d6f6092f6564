"""R01-R11: stock and flow agree with a plain count, on made rows and after real events."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.tables.households import HouseholdMembership
from db.tables.places import Building, Grid
from tests.make_register import household, member, person, rows, values
from tests.wenming_desktop.cards.town import change
from tests.wenming_desktop.tallies import register_plain as plain
from wenming_desktop.households.edit_model import Door, MemberEdit
from wenming_desktop.households.rules import Change
from wenming_desktop.life.model import Kind, LifeEvent
from wenming_desktop.life.service import record_event
from wenming_desktop.tallies.register_counts import RegisterFigures, count
from wenming_desktop.tallies.register_fetch import register_counts
from wenming_desktop.tallies.register_model import RegisterFacts, StayFact
from wenming_desktop.work import Desk, Work, use_case

FIRST = date(2026, 11, 1)
BEGIN, END = date(2026, 11, 10), date(2026, 11, 30)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
MONTH = (date(2026, 11, 1), date(2026, 12, 1))
COMPARED = (
    "living", "registered", "together", "registered_only", "living_only", "split_within",
    "living_before", "entered", "left",
)  # fmt: skip


@st.composite
def a_life(draw: st.DrawFn) -> list[tuple[int, bool, date, date]]:
    """Stays of one person that follow one another, for each of registered and living."""
    found = []
    for hukou in (True, False):
        days = sorted(draw(st.lists(DAYS, min_size=0, max_size=6)))
        for start, stop in zip(days[::2], days[1::2], strict=False):
            found.append((draw(st.integers(1, 3)), hukou, start, stop))
    return found


@given(st.lists(a_life(), max_size=5))
def test_the_count_is_that_of_going_day_by_day(
    lives: list[list[tuple[int, bool, date, date]]],
) -> None:
    stays = [
        StayFact(who, home, hukou, not hukou, start, stop)
        for who, life in enumerate(lives)
        for home, hukou, start, stop in life
    ]
    raw = [
        {
            "resident_id": stay.resident,
            "household_id": stay.household,
            "is_hukou": stay.hukou,
            "is_living": stay.living,
            "from_on": stay.begin.isoformat(),
            "to_on": stay.end.isoformat(),
        }
        for stay in stays
    ]
    found = count(RegisterFacts({}, stays, {}, (), (), (), (), {}), BEGIN, END)
    assert sizes(found) == plain.population(raw, BEGIN, END)
    assert found.balanced


def sizes(found: RegisterFigures) -> dict[str, int]:
    return {name: len(getattr(found, name)) for name in COMPARED}


def month(desk: Desk) -> RegisterFigures:
    found = desk.read(register_counts, *MONTH)
    names = ("resident_id", "household_id", "is_hukou", "is_living", "from_on", "to_on")
    raw = rows(desk, f"SELECT {','.join(names)} FROM household_membership WHERE NOT is_void")
    stays = [dict(zip(names, row, strict=True)) for row in raw]
    assert sizes(found) == plain.population(stays, *MONTH)
    births = {int(r[0]): str(r[1] or "") for r in rows(desk, "SELECT id, birth_date FROM resident")}
    last = date(2026, 11, 30)
    by_age = plain.ages(births, plain.who(stays, last, "is_living"), last)
    assert sum(len(ids) for _, ids in found.ages) == sum(by_age.values())
    assert len(found.over_60) == sum(n for years, n in by_age.items() if years >= 60)
    assert found.balanced
    return found


def test_events_of_a_month_are_counted_and_reconcile(desk: Desk) -> None:
    born = {"birth": "1950-01-01"}
    home = household(
        desk,
        "501",
        member("王秀兰", care="低保、独居", **born),
        member("李强", "子", birth="1985-01-01"),
        member("李小雨", "孙女", birth="2015-01-01"),
    )
    household(desk, "502", member("赵梅", birth="1943-01-01"))
    ill = household(desk, "503", member("孙福", living="否", birth="1990-01-01"))
    day = date(2026, 11, 18)
    child = MemberEdit(None, values(name="李小树", relation="孙子"))
    tenant = MemberEdit(
        None, values(name="马建国", relation="户主", hukou="否", status="4", birth="1980-06-01")
    )
    desk.write(record_event, LifeEvent(Kind.BIRTH, day, home, newcomers=(child,)))
    desk.write(
        record_event, LifeEvent(Kind.DEATH, day, residents=(person(desk, "赵梅"),), household_id=2)
    )
    desk.write(
        record_event,
        LifeEvent(Kind.MOVE_IN, day, door=Door("槐荫一院", "3", "2", "601"), newcomers=(tenant,)),
    )
    desk.write(
        record_event,
        LifeEvent(Kind.MOVE_OUT, day, home, (person(desk, "李强"),), hukou=False),
    )
    found = month(desk)
    lines = found.lines({"B01": "低保"})
    said = {line.name: line.count for line in lines}
    assert (said["总户数"], said["实有人口"], said["　其中 低保"]) == (3, 4, 1)
    told = {line.name: line.count for line in lines if line.code == "R10" and line.count}
    assert told == {
        "出生": 1, "死亡": 1, "流入": 1, "流出": 1, "实有人口增加": 2, "实有人口减少": 2
    }  # fmt: skip
    assert (said["户在人不在"], said["人在户不在"], said["流动人口"]) == (2, 1, 1)
    assert (said["关爱对象（去重）"], set(found.cares)) == (1, {"A02", "B01"})
    assert set(found.flows[Change.FLOW_OUT]) == {person(desk, "李强")}
    assert said["房屋总数"] == 4
    assert found.checked_rate == 0
    assert ill


def test_people_put_into_the_register_are_told_apart_from_those_who_came(desk: Desk) -> None:
    household(desk, "501", member("王秀兰", since="2026-11-15"))
    found = month(desk)
    assert (sizes(found)["living_before"], sizes(found)["entered"]) == (0, 1)
    assert list(found.entered_untold) == [person(desk, "王秀兰")]


def test_a_move_within_is_nobody_coming_or_going(desk: Desk) -> None:
    home = household(desk, "501", member("王秀兰"), member("李强", "子"))
    event = LifeEvent(
        Kind.SPLIT, date(2026, 11, 18), home, (person(desk, "李强"),),
        door=Door("槐荫一院", "3", "2", "601"),
    )  # fmt: skip
    desk.write(record_event, event)
    found = month(desk)
    counted = sizes(found)
    assert (counted["living"], counted["entered"], counted["left"]) == (2, 0, 0)
    assert len(found.households) == 2


def test_a_ledger_s_together_counts_as_registered_where_he_lives(desk: Desk) -> None:
    household(desk, "501", member("王秀兰"), member("李强", "子", hukou="否"))
    desk.write(change, HouseholdMembership, 1, is_hukou=False)
    found = desk.read(register_counts, *MONTH)
    counted = sizes(found)
    assert (counted["registered"], counted["together"], counted["living_only"]) == (1, 1, 1)


def test_a_grid_counts_its_own_people_and_a_move_out_of_it_as_leaving(desk: Desk) -> None:
    home = household(desk, "501", member("王秀兰"), member("李强", "子"))
    household(desk, "101", member("赵梅"), building="8")
    desk.write(change, Building, 2, grid_id=desk.write(add_grid))
    event = LifeEvent(
        Kind.SPLIT, date(2026, 11, 18), home, (person(desk, "李强"),),
        door=Door("槐荫一院", "8", "2", "601"),
    )  # fmt: skip
    desk.write(record_event, event)
    found = desk.read(register_counts, *MONTH, 1)
    counted = sizes(found)
    assert (counted["living_before"], counted["entered"], counted["living"]) == (1, 1, 2)
    assert len(found.houses["total"]) == 2


@use_case("test.counts.grid", "测试网格", right="any")
def add_grid(work: Work) -> int:
    grid = Grid(code="03", name="第三网格")
    work.session.add(grid)
    work.session.flush()
    return grid.id
