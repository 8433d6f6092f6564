"""Standard replies offered for a step of one ticket, with what is known of it filled in."""

from dataclasses import dataclass, replace
from datetime import datetime

from wenming_desktop.tickets import store
from wenming_desktop.tickets.replies import KINDS, Reply, filled, replies
from wenming_desktop.work import Work, use_case


@dataclass(frozen=True, slots=True)
class ReplyOffer:
    """The replies of a step; what nobody knows yet still stands in braces."""

    replies: tuple[Reply, ...]


@use_case("tickets.reply_offer", "查看标准答复", right="ticket.read")
def reply_offer(work: Work, ticket_id: int, kind: str) -> ReplyOffer:
    """The replies for a step of a ticket, those of its category first."""
    ticket = store.find(work, ticket_id)
    if kind not in KINDS:
        return ReplyOffer(())
    known = {
        "承办单位": ticket.handling_unit_name or "",
        "经办人": ticket.handler_name or "",
        "地点": ticket.location_text or "",
        "日期": _day(ticket.due_at),
    }
    found = replies(work, kind, ticket.category or "")
    return ReplyOffer(tuple(replace(one, text=filled(one.text, known)) for one in found))


def _day(at: datetime | None) -> str:
    return f"{at.month}月{at.day}日" if at else ""
