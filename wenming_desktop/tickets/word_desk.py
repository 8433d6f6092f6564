"""What the settings show of replies, routes and words: names beside the ids."""

from dataclasses import dataclass

from db.tables.ticket_desk import TicketKeyword
from wenming_desktop.errors import NotFoundError
from wenming_desktop.tickets.replies import KINDS
from wenming_desktop.tickets.routing import Route
from wenming_desktop.tickets.words import CATEGORIES, Keyword, save_keyword
from wenming_desktop.work import Work, use_case

_ROUTES = """
SELECT r.id, r.handling_unit_id, r.handler_id, r.category, r.estate_id, r.grid_id, r.enabled,
       e.name, g.name, u.name, h.name
FROM routing_rule r LEFT JOIN estate e ON e.id = r.estate_id LEFT JOIN grid g ON g.id = r.grid_id
LEFT JOIN handling_unit u ON u.id = r.handling_unit_id LEFT JOIN handler h ON h.id = r.handler_id
WHERE NOT r.is_void ORDER BY NOT r.enabled, coalesce(r.category, '~'), r.id
"""
_WORDS = """
SELECT id, word, category FROM ticket_keyword WHERE enabled AND NOT is_void ORDER BY category, word
"""
Pairs = tuple[tuple[str, str], ...]
Ids = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class WordChoices:
    """Steps that have replies, and categories: all of them, and only those of the last level."""

    kinds: Pairs
    categories: Pairs
    leaves: Pairs = ()


@dataclass(frozen=True, slots=True)
class RouteChoices:
    """What a rule may say; handlers by the unit they belong to."""

    categories: Pairs
    estates: Ids
    grids: Ids
    units: Ids
    handlers: tuple[tuple[int, int, str], ...]
    """Unit, id and name."""


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A rule with its names."""

    route: Route
    category: str
    estate: str
    grid: str
    unit: str
    handler: str


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word that suggests a category."""

    word: str
    category: str
    name: str = ""
    id: int = 0


@use_case("tickets.word_choices", "查看标准答复", right="settings.read")
def word_choices(work: Work) -> WordChoices:
    """What the lists of replies and words are chosen from."""
    every, leaves = _categories(work)
    kinds = tuple((code, work.codes.name("ticket_action", code)) for code in KINDS)
    return WordChoices(kinds, every, leaves)


@use_case("tickets.route_choices", "查看派单去向", right="settings.read")
def route_choices(work: Work) -> RouteChoices:
    """What a rule is made of."""
    used = "SELECT id, name FROM {} WHERE NOT is_void{} ORDER BY id"
    units = used.format("handling_unit", " AND enabled")
    people = work.connection.exec_driver_sql(
        "SELECT handling_unit_id, id, name FROM handler WHERE enabled AND NOT is_void ORDER BY id"
    )
    return RouteChoices(
        _categories(work)[0],
        _ids(work, used.format("estate", "")),
        _ids(work, used.format("grid", "")),
        _ids(work, units),
        tuple((row[0], row[1], row[2]) for row in people),
    )


@use_case("tickets.route_lines", "查看派单去向", right="settings.read")
def route_lines(work: Work) -> tuple[RouteLine, ...]:
    """Every rule, those out of use last."""
    name = work.codes.name
    return tuple(
        RouteLine(
            Route(row[1], row[2], row[3] or "", row[4], row[5], bool(row[6]), row[0]),
            name(CATEGORIES, row[3]) if row[3] else "",
            *(row[at] or "" for at in (7, 8, 9, 10)),
        )
        for row in work.connection.exec_driver_sql(_ROUTES)
    )


@use_case("tickets.word_lines", "查看类别用词", right="settings.read")
def word_lines(work: Work) -> tuple[WordLine, ...]:
    """The words in use, category by category."""
    name = work.codes.name
    return tuple(
        WordLine(row[1], row[2], name(CATEGORIES, row[2]), row[0])
        for row in work.connection.exec_driver_sql(_WORDS)
    )


@use_case("tickets.change_word", "改类别用词", right="settings.write")
def change_word(work: Work, command: WordLine) -> int:
    """Add a word, or have another one stand for it; returns the id of what stands."""
    made = save_keyword(work, Keyword(command.word, command.category))
    if command.id and command.id != made:
        row = work.session.get(TicketKeyword, command.id)
        if row is None or row.is_void:
            raise NotFoundError(what="这个词")
        row.enabled = False
    return made


def _categories(work: Work) -> tuple[Pairs, Pairs]:
    """All categories in use, a finer one behind its first level; and the finer ones alone."""
    items = [item for item in work.codes.items(CATEGORIES) if item.enabled]
    names = {item.code: item.name for item in items}
    every = [
        (item.code, f"{names[item.parent]}·{item.name}" if item.parent in names else item.name)
        for item in sorted(items, key=lambda item: item.code)
    ]
    leaves = {item.code for item in items if item.parent}
    return tuple(every), tuple(pair for pair in every if pair[0] in leaves)


def _ids(work: Work, sql: str) -> Ids:
    return tuple((row[0], row[1] or "") for row in work.connection.exec_driver_sql(sql))
