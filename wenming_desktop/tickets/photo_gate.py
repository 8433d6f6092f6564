"""Where the office set it (`tickets`: {"photo_gate": true}), no finish without its pair of photos.

Left unset a missing pair is only said and listed (`pairs`). Lists that come in are not asked.
"""

from sqlalchemy import select

from db.tables.office import Setting
from db.tables.tickets import Ticket
from wenming_desktop.evidence.model import Pair
from wenming_desktop.evidence.service import pairs
from wenming_desktop.tickets.model import CONSULTING, PRAISE
from wenming_desktop.tickets.refusals import StepRefusedError
from wenming_desktop.work import Work

KEY, GATE = "tickets", "photo_gate"
FIRST_LEVELS = ("01", "02", "03", "04", "05")
"""市容环境、宣传广告、施工管理、街面秩序、公用设施: what can be seen before and after."""


class PhotosMissingError(StepRefusedError):
    """The office wants to see what was there before and after."""

    code = "ticket.photos"
    text = "工单 {number} 还没有{lacks}的照片。本社区要求这类工单先有照片再办结；写好的结果还在。"


def asks_for_pair(category: str | None, nature: str | None) -> bool:
    """Whether the work on such a ticket ought to be seen before and after."""
    return (category or "")[:2] in FIRST_LEVELS and nature not in (CONSULTING, PRAISE)


def check(work: Work, ticket: Ticket) -> None:
    """Refuse a finish that cannot be seen, where the office wants it so."""
    if not asks_for_pair(ticket.category, ticket.nature) or not _is_set(work):
        return
    have = pairs(work, "ticket", (ticket.id,)).get(ticket.id, Pair())
    sides = ((have.before, "整改前"), (have.after, "整改后"))
    lacks = "和".join(name for count, name in sides if not count)
    if lacks:
        raise PhotosMissingError(number=ticket.ticket_no or "", lacks=lacks)


def _is_set(work: Work) -> bool:
    kept = work.session.scalar(select(Setting.value).where(Setting.key == KEY, ~Setting.is_void))
    return isinstance(kept, dict) and kept.get(GATE) is True
