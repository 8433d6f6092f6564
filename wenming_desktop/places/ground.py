"""Ground laid out before any ledger: estates, buildings, units and doors made in bulk."""

from sqlalchemy import select

from db.derived import short_address
from db.tables.places import Building, Estate
from wenming_desktop.fields.text import clean_text
from wenming_desktop.places import doors
from wenming_desktop.places.doors import DoorKey
from wenming_desktop.places.model import MOST_DOORS, DoorPlan, PlanSeen, PlanWrongError
from wenming_desktop.work import Work, use_case

_RIGHT = "settings.write"


@use_case("places.see_plan", "查看要建的房屋", right=_RIGHT)
def see_plan(work: Work, plan: DoorPlan) -> PlanSeen:
    """What `make_plan` would make; `PlanWrongError` says what is wrong with it."""
    wanted = planned(plan)
    known = doors.known_doors(work.connection)
    return PlanSeen(
        buildings=len(set(_numbers(plan))),
        doors=len(wanted),
        there=sum(door in known for door in wanted),
        first=short_address(*wanted[0]),
        last=short_address(*wanted[-1]),
    )


@use_case("places.make_plan", "批量建房屋", right=_RIGHT)
def make_plan(work: Work, plan: DoorPlan) -> int:
    """Make the missing doors of a plan; returns how many. What is there stays as it is."""
    wanted = planned(plan)
    known = doors.known_doors(work.connection)
    new = [door for door in wanted if door not in known]
    doors.make_doors(work, wanted)
    _facts(work, plan)
    work.note("places", buildings=len(_numbers(plan)), doors=len(new))
    return len(new)


def planned(plan: DoorPlan) -> list[DoorKey]:
    """Every door of a plan in the order one walks: building, unit, floor, door."""
    estate, numbers = clean_text(plan.estate).strip(), _numbers(plan)
    _check(plan, estate, numbers)
    units = [str(unit) for unit in range(1, plan.units + 1)] or ["0"]
    floors = range(plan.first_floor, plan.first_floor + plan.floors)
    rooms = [f"{floor}{door:02}" for floor in floors for door in range(1, plan.doors + 1)]
    return [(estate, number, unit, room) for number in numbers for unit in units for room in rooms]


def _numbers(plan: DoorPlan) -> list[str]:
    found = (clean_text(number).strip().removesuffix("号楼") for number in plan.buildings)
    return list(dict.fromkeys(number for number in found if number))


def _check(plan: DoorPlan, estate: str, numbers: list[str]) -> None:
    rules = (
        (not estate, "还没有写小区名称"),
        (not numbers, "还没有写楼号"),
        (not 0 <= plan.units <= 30, "单元数要在 0 到 30 之间"),
        (not 1 <= plan.floors <= 60, "层数要在 1 到 60 之间"),
        (not 1 <= plan.first_floor <= 20, "起始楼层要在 1 到 20 之间"),
        (not 1 <= plan.doors <= 40, "每层户数要在 1 到 40 之间"),
    )
    for wrong, what in rules:
        if wrong:
            raise PlanWrongError(what=what)
    total = len(numbers) * max(1, plan.units) * plan.floors * plan.doors
    if total > MOST_DOORS:
        raise PlanWrongError(
            what=f"这样要建 {total:,} 套房屋，一次最多 {MOST_DOORS:,} 套，请分几次建"
        )


def _facts(work: Work, plan: DoorPlan) -> None:
    """Write down floors and units of the buildings where nobody has yet."""
    top, homes = plan.first_floor + plan.floors - 1, max(1, plan.units) * plan.floors * plan.doors
    rows = work.session.scalars(
        select(Building)
        .join(Estate, Estate.id == Building.estate_id)
        .where(Estate.name == clean_text(plan.estate).strip())
        .where(Building.building_no.in_(_numbers(plan)))
    )
    for building in rows:
        building.floors = building.floors or top
        building.unit_count = building.unit_count or max(1, plan.units)
        building.designed_houses = building.designed_houses or homes
