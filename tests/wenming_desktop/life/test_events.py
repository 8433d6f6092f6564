"""Every event of a life: what it touches, what it writes, and that undo takes all of it back."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.make_register import household, member, number, person, picture, rows, values
from wenming_desktop.cards.model import Receive
from wenming_desktop.cards.service import issue_cards, mark_printed, receive
from wenming_desktop.households.edit_model import Door, MemberEdit
from wenming_desktop.life.model import Kind, LifeEvent, Recorded
from wenming_desktop.life.refusals import EventNotReadyError
from wenming_desktop.life.service import household_events, preview_event, record_event
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, Work, use_case

DAY = date(2026, 11, 18)
DOOR = Door("槐荫一院", "3", "2", "601")


@pytest.fixture
def home(desk: Desk) -> int:
    return household(
        desk,
        "501",
        member("王秀兰", number=number("1948-03-14", 28), care="低保、独居"),
        member("李大山", "夫", birth="1946-05-06", sex="男"),
        member("李强", "长子", birth="1975-05-06", sex="男"),
        member("周敏", "儿媳", birth="1977-08-01", sex="女"),
        member("李小雨", "孙女", birth="2008-06-01", sex="女"),
    )


def record(desk: Desk, event: LifeEvent) -> Recorded:
    """Record an event; afterwards undo has to bring everything back, so do that and do it again."""
    before = picture(desk)
    shown = desk.read(preview_event, event)
    assert shown.ready
    first = desk.write(record_event, event)
    assert first.touches == shown
    desk.write(undo_last_act)
    assert picture(desk) == before
    return desk.write(record_event, event)


def family(desk: Desk, household_id: int) -> list[tuple[str, str, int, int]]:
    return [
        (str(name), str(relation), int(hukou), int(living))
        for name, relation, hukou, living in rows(
            desk,
            "SELECT r.full_name, m.relation_to_head, m.is_hukou, m.is_living"
            " FROM household_membership m JOIN resident r ON r.id = m.resident_id"
            " WHERE m.household_id = ? AND m.to_on IS NULL AND NOT m.is_void ORDER BY r.id",
            household_id,
        )
    ]


def changes(desk: Desk) -> list[tuple[str, int | None, int | None]]:
    found = rows(desk, "SELECT kind, from_household, to_household FROM resident_change ORDER BY id")
    return [(str(kind), start, end) for kind, start, end in found]


def ids(desk: Desk, *names: str) -> tuple[int, ...]:
    return tuple(person(desk, name) for name in names)


def texts(done: Sequence[object]) -> str:
    return "\n".join(str(getattr(touch, "text", "")) for touch in done)


@use_case("test.life.party", "测试党员", right="any")
def _party(work: Work, resident: int, household_id: int) -> None:
    from db.tables.party import (
        BuildingPartyGroup,
        HouseholdLiaison,
        PartyMember,
        PostAssignment,
    )
    from db.tables.places import Building

    session = work.session
    member = PartyMember(resident_id=resident, member_status="1", member_kind="1")
    session.add(member)
    session.flush()
    group = BuildingPartyGroup(name="3号楼党小组", leader_id=member.id)
    session.add(group)
    session.flush()
    since = date(2024, 1, 1)
    session.add_all(
        [
            HouseholdLiaison(
                member_id=member.id, household_id=household_id, role="2", from_on=since
            ),
            PostAssignment(
                member_id=member.id,
                group_id=group.id,
                post="21",
                resident_id=resident,
                from_on=since,
            ),
        ]
    )
    session.query(Building).update({"captain_id": resident, "party_group_id": group.id})


def card(desk: Desk) -> int:
    desk.write(issue_cards)
    ((found,),) = rows(desk, "SELECT id FROM service_card")
    desk.write(mark_printed, (found,))
    desk.write(receive, Receive((found,), "王秀兰", "02"))
    return int(found)


def test_a_birth_adds_the_child_to_the_household(desk: Desk, home: int) -> None:
    child = MemberEdit(None, values(name="李小树", sex="男", relation="孙子"))
    done = record(desk, LifeEvent(Kind.BIRTH, DAY, home, newcomers=(child,)))
    assert rows(
        desk, "SELECT full_name, birth_date, residence_status FROM resident WHERE id = ?",
        done.residents[0],
    ) == (("李小树", "2026-11-18", "1"),)  # fmt: skip
    assert family(desk, home)[-1] == ("李小树", "41", 1, 1)
    assert changes(desk) == [("1", None, home)]
    (line,) = desk.read(household_events, home)
    assert (line.on, line.title, line.name) == (DAY, "出生", "李小树")


def test_a_death_of_the_head_turns_the_household_over_and_ends_what_he_had(
    desk: Desk, home: int
) -> None:
    (head, husband) = ids(desk, "王秀兰", "李大山")
    desk.write(_party, head, home)
    paper = card(desk)
    event = LifeEvent(Kind.DEATH, DAY, home, (head,))
    asked = desk.read(preview_event, event)
    assert [(ask.field, len(ask.people)) for ask in asked.asks] == [("new_head", 4)]
    with pytest.raises(EventNotReadyError):
        desk.write(record_event, event)
    done = record(desk, LifeEvent(Kind.DEATH, DAY, home, (head,), new_head=husband))
    assert family(desk, home) == [
        ("李大山", "02", 1, 1),
        ("李强", "22", 1, 1),
        ("周敏", "38", 1, 1),
        ("李小雨", "42", 1, 1),
    ]
    assert rows(desk, "SELECT lifecycle, lifecycle_on FROM resident WHERE id = ?", head) == (
        ("4", "2026-11-18"),
    )
    assert rows(desk, "SELECT marital_status FROM resident WHERE id = ?", husband) == (("30",),)
    assert rows(desk, "SELECT DISTINCT end_on, remark FROM special_care") == (
        ("2026-11-18", "死亡"),
    )
    assert rows(desk, "SELECT member_status FROM party_member") == (("7",),)
    assert rows(desk, "SELECT leader_id FROM building_party_group") == ((None,),)
    assert rows(desk, "SELECT captain_id FROM building") == ((None,),)
    for table in ("household_liaison", "post_assignment"):
        assert rows(desk, f"SELECT to_on FROM {table}") == (("2026-11-18",),)
    assert rows(desk, "SELECT head_name, people FROM household") == (("李大山", 4),)
    assert rows(desk, "SELECT status FROM service_card WHERE id = ?", paper) == (("4",),)
    assert "应换发" in texts(done.touches.reminds)
    assert changes(desk) == [("8", home, None)]


def test_the_last_one_to_die_closes_the_household_and_its_card(desk: Desk) -> None:
    alone = household(desk, "701", member("张福贵", birth="1940-01-01", sex="男"))
    paper = card(desk)
    record(desk, LifeEvent(Kind.DEATH, DAY, alone, ids(desk, "张福贵")))
    assert rows(desk, "SELECT status, moved_out_on, head_resident_id, people FROM household") == (
        ("moved", "2026-11-18", None, 0),
    )
    assert rows(desk, "SELECT status FROM service_card WHERE id = ?", paper) == (("6",),)


def test_a_spouse_from_outside_moves_in_with_the_marriage(desk: Desk, home: int) -> None:
    bride = MemberEdit(None, values(name="赵梅", sex="女", birth="1980-02-02", hukou="否"))
    (groom,) = ids(desk, "李强")
    done = record(desk, LifeEvent(Kind.MARRIAGE, DAY, home, (groom,), (bride,)))
    assert family(desk, home)[-1] == ("赵梅", "38", 0, 1)
    assert rows(desk, "SELECT marital_status FROM resident WHERE id = ?", groom) == (("20",),)
    assert changes(desk) == [("4", None, home), ("11", home, home)]
    assert done.household_id == home


def test_a_marriage_of_two_households_brings_one_over(desk: Desk, home: int) -> None:
    other = household(desk, "702", member("赵梅", sex="女", birth="1980-02-02"))
    groom, bride = ids(desk, "李强", "赵梅")
    record(desk, LifeEvent(Kind.MARRIAGE, DAY, home, (groom, bride)))
    assert family(desk, home)[-1] == ("赵梅", "38", 1, 1)
    assert rows(desk, "SELECT status FROM household WHERE id = ?", other) == (("moved",),)


def test_who_moves_in_gets_a_household_at_a_new_door(desk: Desk) -> None:
    people = (
        MemberEdit(None, values(name="马建国", relation="户主", hukou="否", status="4")),
        MemberEdit(None, values(name="马小军", relation="子", hukou="否", status="4")),
    )
    done = record(desk, LifeEvent(Kind.MOVE_IN, DAY, door=DOOR, newcomers=people))
    assert family(desk, done.household_id) == [("马建国", "02", 0, 1), ("马小军", "20", 0, 1)]
    assert rows(desk, "SELECT head_name, people, status, moved_in_on FROM household") == (
        ("马建国", 2, "active", "2026-11-18"),
    )
    assert changes(desk) == [("3", None, done.household_id)] * 2


@pytest.mark.parametrize(
    ("hukou", "living", "outcome"),
    [
        (True, True, ("1", "2", "5")),
        (False, True, ("3", "1", "6")),
        (True, False, ("2", "1", "5")),
    ],
)
def test_moving_out_ends_what_goes_and_keeps_what_stays(
    desk: Desk, home: int, hukou: bool, living: bool, outcome: tuple[str, str, str]
) -> None:
    state, life, kind = outcome
    (who,) = ids(desk, "李强")
    record(desk, LifeEvent(Kind.MOVE_OUT, DAY, home, (who,), hukou=hukou, living=living))
    found = rows(desk, "SELECT residence_status, lifecycle FROM resident WHERE id = ?", who)
    assert found == ((state, life),)
    stays = rows(
        desk,
        "SELECT is_hukou, is_living, from_on, to_on FROM household_membership"
        " WHERE resident_id = ? ORDER BY id",
        who,
    )
    assert stays[0] == (1, 1, "2020-01-01", "2026-11-18")
    kept = [(int(not hukou), int(not living), "2026-11-18", None)]
    assert list(stays[1:]) == (kept if not (hukou and living) else [])
    assert changes(desk) == [(kind, home, None)]


def test_part_of_a_household_moves_into_another(desk: Desk, home: int) -> None:
    other = household(desk, "702", member("赵梅", sex="女", birth="1980-02-02"))
    who = ids(desk, "李强", "李小雨")
    event = LifeEvent(Kind.MOVE_WITHIN, DAY, home, who, to_household=other)
    asked = desk.read(preview_event, event)
    assert {ask.field for ask in asked.asks} == {"relations"}
    relations = {who[0]: "配偶", who[1]: "女"}
    record(
        desk,
        LifeEvent(Kind.MOVE_WITHIN, DAY, home, who, to_household=other, relations=relations),
    )
    assert family(desk, other) == [
        ("李强", "10", 1, 1),
        ("李小雨", "30", 1, 1),
        ("赵梅", "02", 1, 1),
    ]
    assert changes(desk) == [("9", home, other)] * 2


def test_a_whole_household_moves_to_another_door_and_stays_itself(desk: Desk, home: int) -> None:
    card(desk)
    everybody = ids(desk, "王秀兰", "李大山", "李强", "周敏", "李小雨")
    done = record(desk, LifeEvent(Kind.MOVE_WITHIN, DAY, home, everybody, door=DOOR))
    assert done.household_id == home
    assert rows(
        desk,
        "SELECT ho.full_address, h.people FROM household h JOIN house ho ON ho.id = h.house_id",
    ) == (("槐荫一院3号楼2单元601", 5),)
    assert "门牌" in texts(done.touches.reminds)
    assert len(changes(desk)) == 5


def test_a_split_makes_a_household_with_its_own_relations(desk: Desk, home: int) -> None:
    going = ids(desk, "李强", "周敏", "李小雨")
    done = record(desk, LifeEvent(Kind.SPLIT, DAY, home, going, new_head=going[0]))
    assert family(desk, done.household_id) == [
        ("李强", "02", 1, 1),
        ("周敏", "10", 1, 1),
        ("李小雨", "30", 1, 1),
    ]
    assert family(desk, home) == [("王秀兰", "02", 1, 1), ("李大山", "11", 1, 1)]
    houses = rows(desk, "SELECT DISTINCT house_id FROM household")
    assert len(houses) == 1


def test_another_head_turns_every_relation(desk: Desk, home: int) -> None:
    (son,) = ids(desk, "李强")
    paper = card(desk)
    done = record(desk, LifeEvent(Kind.HEAD_CHANGE, DAY, home, new_head=son))
    assert family(desk, home) == [
        ("王秀兰", "52", 1, 1),
        ("李大山", "51", 1, 1),
        ("李强", "02", 1, 1),
        ("周敏", "10", 1, 1),
        ("李小雨", "30", 1, 1),
    ]
    (reminder,) = [touch for touch in done.touches.reminds if touch.area == "card"]
    assert (reminder.table, reminder.id) == ("service_card", paper)
    assert changes(desk) == [("13", home, home)]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "不能晚于今天"),
        (date(1970, 1, 1), "早于出生日期"),
        (date(2019, 12, 31), "早于入户日期"),
    ],
)
def test_an_event_is_dated_after_birth_and_stay_and_not_ahead(
    desk: Desk, home: int, day: date, why: str
) -> None:
    (who,) = ids(desk, "李强")
    event = LifeEvent(Kind.MOVE_OUT, day, home, (who,))
    (problem,) = desk.read(preview_event, event).problems
    assert why in problem
    before = picture(desk)
    with pytest.raises(EventNotReadyError, match=why):
        desk.write(record_event, event)
    assert picture(desk) == before


def test_who_is_left_without_guardian_is_named(desk: Desk, home: int) -> None:
    from db.tables.households import Resident
    from tests.wenming_desktop.cards.town import change

    father, girl = ids(desk, "李强", "李小雨")
    desk.write(change, Resident, girl, guardian_id=father)
    shown = desk.read(preview_event, LifeEvent(Kind.DEATH, DAY, home, (father,)))
    assert "李小雨的监护人是李强" in texts(shown.reminds)
