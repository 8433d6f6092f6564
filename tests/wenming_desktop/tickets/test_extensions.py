"""延期: each request's row follows the log, also when a step is taken back."""

from collections.abc import Callable

from tests.wenming_desktop.tickets.conftest import raw
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.service import correct
from wenming_desktop.work import Desk


def test_what_is_taken_back_of_an_extension_is_gone_from_its_row(
    town: Desk, opened: Callable[..., int], take: Callable[..., TicketRow]
) -> None:
    def rows() -> list[tuple[int, str | None, str | None]]:
        with raw(town) as ask:
            found = ask("SELECT days, decision, new_due_at FROM ticket_extension WHERE NOT is_void")
        return [tuple(row) for row in found]

    ticket = opened()
    take(ticket, "DSP", handling_unit="供热公司")
    take(ticket, "EXA", days=3, reason="等材料")
    assert rows() == [(3, None, None)]
    granted = take(ticket, "EXY").due_at
    assert granted is not None
    assert rows() == [(3, "1", granted.isoformat())]
    town.write(correct, ticket)
    assert rows() == [(3, None, None)]
    town.write(correct, ticket)
    assert rows() == []
