"""Whom a ticket goes to by the office's rules: what says most of category and place wins."""

import pytest

from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.tickets.routing import Route, RouteError, route, routes, save_route
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk, Work, use_case


@use_case("test.ids", "读编号", right="any")
def ids(work: Work) -> dict[str, int]:
    """Names of units, grids and buildings with their ids."""
    found: dict[str, int] = {}
    for sql in (
        "SELECT name, id FROM handling_unit",
        "SELECT name, id FROM grid",
        "SELECT building_no || '号楼', id FROM building",
        "SELECT name, id FROM handler",
    ):
        found |= {str(row[0]): row[1] for row in work.connection.exec_driver_sql(sql)}
    return found


@pytest.fixture
def known(town: Desk) -> dict[str, int]:
    town.write(
        save_units,
        (
            Unit("供热公司", "", (("马师傅", ""),)),
            Unit("物业", "", (("老赵", ""),)),
            Unit("二组", "", ()),
        ),
    )
    return town.read(ids)


def test_the_finer_rule_wins_and_says_why(town: Desk, known: dict[str, int]) -> None:
    town.write(save_route, Route(known["物业"], category="08"))
    town.write(save_route, Route(known["供热公司"], known["马师傅"], category="0801"))
    town.write(save_route, Route(known["二组"], category="08", grid_id=known["第二网格"]))
    table = (
        ("0801", "3号楼", "供热公司", "马师傅"),
        ("0803", "3号楼", "物业", ""),
        ("0803", "12号楼", "二组", ""),
        ("0801", "12号楼", "供热公司", "马师傅"),
    )
    for category, building, unit, handler in table:
        going = town.read(route, category, known[building])
        assert going is not None
        assert (going.unit, going.handler) == (unit, handler)
        assert "去向" in going.why
    assert town.read(route, "0101", known["3号楼"]) is None
    assert [one.category for one in town.read(routes)] == ["0801", "08", "08"]


def test_a_rule_taken_out_of_use_or_undone_sends_nothing(town: Desk, known: dict[str, int]) -> None:
    row = town.write(save_route, Route(known["物业"], category="08"))
    town.write(save_route, Route(known["物业"], category="08", enabled=False, id=row))
    assert town.read(route, "0801") is None
    town.write(undo_last_act)
    assert town.read(route, "0801") is not None


@pytest.mark.parametrize("wrong", [Route(None, category="08"), Route(1)])
def test_a_rule_that_sends_nothing_anywhere_is_refused(town: Desk, wrong: Route) -> None:
    with pytest.raises(RouteError):
        town.write(save_route, wrong)
    assert town.read(routes) == ()
