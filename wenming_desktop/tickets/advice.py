"""What a call being taken down is told: where it lies, whom it goes to, what it is like."""

from dataclasses import dataclass

from wenming_desktop.tickets import whereabouts
from wenming_desktop.tickets.routing import Going, route
from wenming_desktop.tickets.similar import Matter, SameMatter, similar
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True, slots=True)
class Advice:
    """All of it in one read; `grid` is the name of the grid the place lies in."""

    same: tuple[SameMatter, ...] = ()
    going: Going | None = None
    grid: str = ""


@use_case("tickets.advise", "查看登记提示", right="ticket.read")
def advise(work: Work, matter: Matter) -> Advice:
    """What the office knows already of such a matter at such a place."""
    if matter.building_id is not None:
        place = whereabouts.of_building(work, matter.building_id)
    else:
        place = whereabouts.locate(work, matter.location)
    going = route(work, matter.category, place.building_id, place.grid_id)
    return Advice(
        similar(work, matter), going if matter.category else None, _grid(work, place.grid_id)
    )


def _grid(work: Work, grid_id: int | None) -> str:
    found = work.connection.exec_driver_sql("SELECT name FROM grid WHERE id = ?", (grid_id,))
    return str(found.scalar() or "")
