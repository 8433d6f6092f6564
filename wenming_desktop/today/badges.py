"""What waits where: the small numbers beside the pages in the rail."""

from collections.abc import Mapping

from wenming_desktop.cards import rules
from wenming_desktop.cards.model import CardFilter
from wenming_desktop.cards.queues import card_count
from wenming_desktop.tickets.orders import TicketFilter
from wenming_desktop.tickets.queries import ticket_count
from wenming_desktop.work import Work, use_case


@use_case("today.badges", "查看待办数", right="any")
def badges(work: Work) -> Mapping[str, int]:
    """By page: tickets past due, cards to print; what the account may not see is left out."""
    found: dict[str, int] = {}
    if "ticket.read" in work.actor.rights:
        found["tickets"] = ticket_count(work, TicketFilter(overdue=True))
    if "card.read" in work.actor.rights:
        found["cards"] = card_count(work, CardFilter(status=rules.WAITING))
    return found
