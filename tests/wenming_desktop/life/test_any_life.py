"""Whatever happens in whatever order: nobody lives twice, and the months reconcile."""

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make_register import household, member, rows, values
from tests.wenming_desktop.tallies import register_plain as plain
from wenming_desktop.errors import UserError
from wenming_desktop.households.edit_model import Door, MemberEdit
from wenming_desktop.households.rules import Stay, overlapping
from wenming_desktop.life.model import Kind, LifeEvent
from wenming_desktop.life.service import record_event
from wenming_desktop.tallies.register_fetch import register_counts
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

FIRST = date(2026, 10, 20)
STEPS = st.tuples(
    st.sampled_from([*Kind, "undo"]),
    st.integers(0, 31),
    st.integers(0, 7),
    st.integers(0, 7),
    st.booleans(),
    st.booleans(),
)
_doors = iter(range(1000, 10**6))


@given(st.lists(STEPS, min_size=3, max_size=9))
@settings(
    max_examples=14,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nobody_lives_twice_and_every_month_reconciles(
    desk: Desk, script: list[tuple[Kind | str, int, int, int, bool, bool]]
) -> None:
    for size in (3, 1, 2):
        people = [member(f"人{n}", rel) for n, rel in enumerate(("户主", "子", "女"))][:size]
        household(desk, str(next(_doors)), *people)
    for kind, day, one, other, hukou, living in script:
        if kind == "undo":
            with suppress(UserError):
                desk.write(undo_last_act)
        else:
            _happen(desk, Kind(kind), FIRST + timedelta(days=day), (one, other), (hukou, living))
        _check(desk)


def _happen(
    desk: Desk, kind: Kind, day: date, pick: tuple[int, int], goes: tuple[bool, bool]
) -> None:
    homes = [row[0] for row in rows(desk, "SELECT id FROM household WHERE NOT is_void")][-6:]
    home = int(homes[pick[0] % len(homes)])
    kin = [
        int(row[0])
        for row in rows(
            desk,
            "SELECT DISTINCT resident_id FROM household_membership"
            " WHERE household_id = ? AND to_on IS NULL AND NOT is_void",
            home,
        )
    ]
    who = tuple(kin[pick[1] % len(kin) :][: 1 + pick[1] % 2]) if kin else ()
    stays = [one for one in kin if one not in who]
    new = MemberEdit(None, values(name="新人", relation="其他" if kin else "户主"))
    event = LifeEvent(
        kind,
        day,
        home,
        who,
        (new,) if kind in (Kind.BIRTH, Kind.MARRIAGE, Kind.MOVE_IN) else (),
        to_household=int(homes[pick[1] % len(homes)]) if pick[0] % 2 else None,
        door=Door("槐荫一院", "8", "1", str(next(_doors))),
        new_head=(stays or kin or [None])[-1],
        relations=dict.fromkeys(who, "其他"),
        hukou=goes[0],
        living=goes[1],
    )
    acts = rows(desk, "SELECT count(*) FROM audit")
    try:
        desk.write(record_event, event)
    except UserError:
        assert rows(desk, "SELECT count(*) FROM audit") == acts


def _check(desk: Desk) -> None:
    names = ("resident_id", "household_id", "is_hukou", "is_living", "from_on", "to_on")
    found = rows(desk, f"SELECT {','.join(names)} FROM household_membership WHERE NOT is_void")
    stays: dict[int, list[Stay]] = {}
    for who, home, hukou, living, since, until in found:
        span = (_day(since), _day(until))
        stays.setdefault(int(who), []).append(Stay(int(home), bool(hukou), bool(living), *span))
    for mine in stays.values():
        assert not overlapping(mine)
    heads = rows(
        desk,
        "SELECT count(*) FROM household_membership m JOIN household h ON h.id = m.household_id"
        " WHERE m.to_on IS NULL AND NOT m.is_void AND m.relation_to_head IN ('02', '03')"
        " AND m.resident_id <> coalesce(h.head_resident_id, 0)",
    )
    assert heads == ((0,),)
    raw = [dict(zip(names, row, strict=True)) for row in found]
    for begin, end in ((FIRST, date(2026, 11, 1)), (date(2026, 11, 1), date(2026, 12, 1))):
        counted = desk.read(register_counts, begin, end)
        assert counted.balanced
        told = plain.population(raw, begin, end)
        assert {name: len(getattr(counted, name)) for name in told} == told


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
