"""派单去向: whom a ticket of a category at a place usually goes to, by the office's own rules."""

from dataclasses import dataclass

from sqlalchemy import select

from db.tables.office import Handler, HandlingUnit
from db.tables.places import Building
from db.tables.ticket_desk import RoutingRule
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.work import Work, use_case

_FIRST_LEVEL = 2


class RouteError(UserError):
    """A rule that sends nothing anywhere."""

    code = "tickets.route"
    text = "没有保存：要选承办单位，并至少选类别、小区、网格中的一样。"


@dataclass(frozen=True, slots=True)
class Route:
    """A rule: what is left empty means any."""

    handling_unit_id: int | None
    handler_id: int | None = None
    category: str = ""
    estate_id: int | None = None
    grid_id: int | None = None
    enabled: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class Going:
    """Where a ticket would go, and by which rule in words."""

    handling_unit_id: int
    unit: str
    handler_id: int | None
    handler: str
    why: str


@use_case("tickets.route", "建议派单去向", right="ticket.read")
def route(
    work: Work, category: str, building_id: int | None = None, grid_id: int | None = None
) -> Going | None:
    """The rule that says most of this category and place; None where none fits."""
    building = work.session.get(Building, building_id) if building_id else None
    estate = building.estate_id if building else None
    grid = grid_id or (building.grid_id if building else None)
    fitting = [
        one
        for one in _rules(work)
        if category.startswith(one.category or "")
        and one.estate_id in (None, estate)
        and one.grid_id in (None, grid)
    ]
    best = max(fitting, key=_says, default=None)
    return _going(work, best) if best is not None else None


@use_case("tickets.routes", "查看派单去向", right="settings.read")
def routes(work: Work) -> tuple[Route, ...]:
    """Every rule that is in use, those that say most first."""
    return tuple(
        Route(
            row.handling_unit_id,
            row.handler_id,
            row.category or "",
            row.estate_id,
            row.grid_id,
            row.enabled,
            row.id,
        )
        for row in sorted(_rules(work), key=_says, reverse=True)
    )


@use_case("tickets.save_route", "保存派单去向", right="settings.write")
def save_route(work: Work, command: Route) -> int:
    """Add a rule, change one or take it out of use."""
    if not command.handling_unit_id or not (
        command.category or command.estate_id or command.grid_id
    ):
        raise RouteError(field="handling_unit_id")
    row = work.session.get(RoutingRule, command.id) if command.id else RoutingRule()
    if row is None or row.is_void:
        raise NotFoundError(what="这条去向")
    row.handling_unit_id, row.handler_id = command.handling_unit_id, command.handler_id
    row.category = command.category or None
    row.estate_id, row.grid_id = command.estate_id, command.grid_id
    row.enabled = command.enabled
    work.session.add(row)
    work.session.flush()
    work.note(f"routing_rule:{row.id}")
    return row.id


def _rules(work: Work) -> list[RoutingRule]:
    """Rules in use that lead to a unit in use."""
    wanted = (
        select(RoutingRule)
        .join(HandlingUnit, HandlingUnit.id == RoutingRule.handling_unit_id)
        .where(RoutingRule.enabled, ~RoutingRule.is_void)
        .where(HandlingUnit.enabled, ~HandlingUnit.is_void)
        .order_by(RoutingRule.id)
    )
    return list(work.session.scalars(wanted))


def _says(rule: RoutingRule) -> tuple[int, int, int]:
    """How much a rule says: the finer category first, then the finer place, then the newer."""
    return (len(rule.category or ""), 2 * bool(rule.grid_id) + bool(rule.estate_id), rule.id)


def _going(work: Work, rule: RoutingRule) -> Going:
    unit = work.session.get_one(HandlingUnit, rule.handling_unit_id)
    person = work.session.get(Handler, rule.handler_id) if rule.handler_id else None
    there = person if person is not None and person.enabled and not person.is_void else None
    why = "按派单去向"
    if rule.category:
        level = "小类" if len(rule.category) > _FIRST_LEVEL else "大类"
        why += f"：{level}“{work.codes.name('ticket_category', rule.category)}”"
    return Going(unit.id, unit.name, there.id if there else None, there.name if there else "", why)
