"""办理数量合计: what the tickets a period finished achieved, by category and measure.

Counted is what 办结件数 counts, once a ticket: with the last finish that stood at the period's
end. A round that was done over counts as the round that replaced it; a finish taken back, turned
down or not yet approved, a voided ticket and one that is open again count nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import NamedTuple

from wenming_desktop.tallies import fetch
from wenming_desktop.tallies.figures import count, group, namers
from wenming_desktop.tallies.model import NONE, ActionFact, Book, Figures, Ids, Names, Sheet, Value
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.replay import standing
from wenming_desktop.tickets import deadlines
from wenming_desktop.tickets.model import CLOSED
from wenming_desktop.work import Work, use_case

KEY, TICKETS, TOTAL = "tickets_quantities", "工单", "合计"
MEASURES = "quantity_measure"
_ROWS = """
SELECT q.ticket_id, q.action_seq, q.measure, q.amount
FROM json_each(:ids) w CROSS JOIN ticket_quantity q ON q.ticket_id = w.value
WHERE NOT q.is_void ORDER BY q.id
"""


class Achieved(NamedTuple):
    """What one finish achieved in one measure."""

    ticket: int
    seq: int
    measure: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class QuantitySum:
    """How much of a measure a first-level category's tickets achieved, and which tickets."""

    category: str
    measure: str
    amount: Decimal
    tickets: Ids


@dataclass(frozen=True)
class Quantities:
    """A period's sums; `categories` and `measures` are the rows and columns of their table."""

    sums: tuple[QuantitySum, ...] = ()
    categories: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], QuantitySum]:
        return {(one.category, one.measure): one for one in self.sums}

    def amount(self, category: str, measure: str) -> Decimal:
        """The sum of a measure in a category, or in all of them (合计)."""
        return sum((one.amount for one in self._of(category, measure)), Decimal(0))

    def tickets(self, category: str, measure: str) -> Ids:
        """The tickets behind a cell; `TICKETS` for those with any measure."""
        return NONE.union(*(one.tickets for one in self._of(category, measure)))

    @property
    def document(self) -> list[dict[str, object]]:
        """The sums as the command line gives them, by name."""
        return [
            {
                "category": one.category,
                "measure": one.measure,
                "amount": number(one.amount),
                "tickets": len(one.tickets),
            }
            for one in sorted(self.sums, key=lambda one: (one.category, one.measure))
        ]

    def _of(self, category: str, measure: str) -> Iterable[QuantitySum]:
        rows = self.categories if category == TOTAL else (category,)
        columns = self.measures if measure == TICKETS else (measure,)
        places = ((row, column) for row in rows for column in columns)
        return [self._places[place] for place in places if place in self._places]


@use_case("tallies.quantities", "查看统计", right="tally.read")
def quantity_sums(work: Work, period: Period, grid: str | None = None) -> tuple[QuantitySum, ...]:
    """The sums of a period, of the whole community or of one grid by name or code."""
    place = fetch.grid_named(work, grid)
    book = fetch.book(work, period, place and place[0])
    figures = count(book, period, deadlines.calendar(work))
    return quantities(work, book, figures, fetch.names(work, book.tickets.values())).sums


def quantities(work: Work, book: Book, figures: Figures, names: Names) -> Quantities:
    """What the tickets that count as finished achieved, with the words of its table."""
    rows = fetch.rows(work, _ROWS, ids=json.dumps(sorted(figures.completed)))
    facts = [Achieved(row[0], row[1], row[2], Decimal(str(row[3]))) for row in rows]
    said = {fact.measure: work.codes.name(MEASURES, fact.measure) for fact in facts}
    order = {item.code: at for at, item in enumerate(work.codes.items(MEASURES))}
    measures = {item.name: None for item in work.codes.items(MEASURES)}
    measures |= {said[code]: None for code in sorted(said) if code not in order}
    named = [fact._replace(measure=said[fact.measure]) for fact in facts]
    return summed(named, book, figures, (names, tuple(measures)))


def summed(
    facts: Sequence[Achieved], book: Book, figures: Figures, words: tuple[Names, tuple[str, ...]]
) -> Quantities:
    """Add up what counts; `words` are the names of the categories and the measures in order."""
    names, measures = words
    last = {i: _last_finish(book.logs.get(i, ()), figures.period) for i in figures.completed}
    counted = [fact for fact in facts if last.get(fact.ticket) == fact.seq]
    category = namers(figures, names)["by_category"]
    groups = group(figures, category, {fact.ticket for fact in counted})
    amounts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    tickets: dict[tuple[str, str], set[int]] = defaultdict(set)
    for fact in counted:
        place = (category(fact.ticket), fact.measure)
        amounts[place] += fact.amount
        tickets[place].add(fact.ticket)
    sums = (
        QuantitySum(*place, amounts[place], frozenset(tickets[place]))
        for place in product(groups, measures)
        if place in amounts
    )
    return Quantities(tuple(sums), tuple(groups), measures)


def sheet(told: Quantities) -> Sheet:
    """Table 3, third part: a category a row, a measure a column."""

    def row(name: str) -> tuple[Value, ...]:
        amounts = (number(told.amount(name, measure)) for measure in told.measures)
        return name, len(told.tickets(name, TICKETS)), *amounts

    rows = tuple(row(name) for name in (*told.categories, TOTAL))
    shape = ("text", "count", *("amount" for _ in told.measures))
    return Sheet(
        key=KEY,
        title="办理数量统计",
        heads=("类别", TICKETS, *told.measures),
        rows=rows,
        formats=tuple(shape for _ in rows),
        notes=(
            "数量是办结时填的，按“办结件数”里的工单加；"
            "一件工单重办过的只算最后一次办结，没有填数量的不在表里。",
        ),
        unit="件，数量的单位见表头",
    )


def number(amount: Decimal) -> int | float:
    """An amount as a cell holds it."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _last_finish(log: Sequence[ActionFact], period: Period) -> int | None:
    """The row of the last finish that stood at the period's end."""
    asked = last = None
    for row in standing([row for row in log if row.at < period.end]):
        if row.action == "FIN":
            asked = row.seq
        if row.action == "APV" or (row.action == "FIN" and row.to_status in CLOSED):
            last = asked
    return last
