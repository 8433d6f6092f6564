"""办理数量合计: what the finishes of a period achieved, by category and measure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from wenming_desktop.tallies import fetch
from wenming_desktop.tallies.model import ActionFact
from wenming_desktop.tallies.period import Period
from wenming_desktop.tallies.replay import standing
from wenming_desktop.tickets.model import CLOSED
from wenming_desktop.work import Work, use_case

MEASURES = "quantity_measure"
_ROWS = """
SELECT q.ticket_id, q.action_seq, q.measure, q.amount, t.category
FROM ticket_quantity q JOIN ticket t ON t.id = q.ticket_id
WHERE NOT q.is_void AND NOT t.is_void AND t.accepted_at < :end {own} ORDER BY q.id
"""


@dataclass(frozen=True, slots=True)
class QuantitySum:
    """How much of a measure a first-level category's tickets achieved, and which tickets."""

    category: str
    measure: str
    amount: Decimal
    tickets: frozenset[int]


@use_case("tallies.quantities", "查看统计", right="tally.read")
def quantity_sums(work: Work, period: Period) -> tuple[QuantitySum, ...]:
    """The sums of every finish that was approved inside the period, by category and measure.

    A finish taken back, turned down or not yet approved counts nothing; each round's own counts.
    """
    book = fetch.book(work, period)
    approved = {
        (key, seq)
        for key, log in book.logs.items()
        for seq in _approved([row for row in log if row.at < period.end], period)
    }
    names = fetch.names(work, book.tickets.values())
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    tickets: dict[tuple[str, str], set[int]] = defaultdict(set)
    for ticket, seq, measure, amount, category in fetch.rows(work, _ROWS, end=period.end):
        if (ticket, seq) in approved:
            key = (names.category(category), work.codes.name(MEASURES, measure))
            sums[key] += Decimal(str(amount))
            tickets[key].add(ticket)
    return tuple(QuantitySum(*key, sums[key], frozenset(tickets[key])) for key in sorted(sums))


def _approved(log: list[ActionFact], period: Period) -> Iterable[int]:
    """The finishes that came to stand inside the period, by their rows."""
    asked: int | None = None
    for row in standing(log):
        if row.action == "FIN":
            asked = row.seq
        stood = row.action == "APV" or (row.action == "FIN" and row.to_status in CLOSED)
        if stood and asked is not None and row.at >= period.begin:
            yield asked
