"""Where the office set it (`tickets`: {"photo_gate": true}), no finish without its pair of photos.

Left unset a missing pair is only said and listed (`pairs`). Lists that come in are not asked.
"""

from typing import Final

from sqlalchemy import select

from db.tables.office import Setting
from db.tables.tickets import Ticket
from wenming_desktop.evidence.model import SIDE_NAMES, Pair
from wenming_desktop.evidence.owners import KEEPERS, TICKET
from wenming_desktop.evidence.service import pairs
from wenming_desktop.tickets.model import CLOSED, CONSULTING, PRAISE
from wenming_desktop.tickets.refusals import StepRefusedError
from wenming_desktop.work import Work, use_case

KEY, GATE = "tickets", "photo_gate"
FINISHING = "50"
FIRST_LEVELS = ("01", "02", "03", "04", "05")
"""市容环境、宣传广告、施工管理、街面秩序、公用设施: what can be seen before and after."""

_HAS: Final = (
    "EXISTS (SELECT 1 FROM attachment p WHERE p.owner_table = 'ticket' AND p.owner_id = t.id"
    " AND p.kind = '{0}' AND NOT p.is_void)"
)
BEFORE, AFTER = (_HAS.format(side) for side in ("before", "after"))
LACKING: Final = (
    f"t.status IN ({','.join(repr(status) for status in sorted(CLOSED))})"
    f" AND substr(coalesce(t.category, ''), 1, 2) IN ({','.join(map(repr, FIRST_LEVELS))})"
    f" AND coalesce(t.nature, '') NOT IN ('{CONSULTING}', '{PRAISE}')"
    f" AND NOT ({BEFORE} AND {AFTER})"
)
"""Of ticket `t`: it is finished, and what was changed cannot be seen from before and after."""


class PhotosMissingError(StepRefusedError):
    """The office wants to see what was there before and after."""

    code = "ticket.photos"
    text = "工单 {number} 还没有{lacks}的照片。本社区要求这类工单先有照片再办结；写好的结果还在。"


class LastPhotoError(StepRefusedError):
    """A finish that had to have its pair would lose it."""

    code = "ticket.last_photo"
    text = (
        "这是工单 {number} 唯一一张{side}的照片，本社区要求办结的工单有前后照片，没有撤下。"
        "要换，先添加新的，再撤下这一张；工单退回重办以后也可以撤。"
    )


def asks_for_pair(category: str | None, nature: str | None) -> bool:
    """Whether the work on such a ticket ought to be seen before and after."""
    return (category or "")[:2] in FIRST_LEVELS and nature not in (CONSULTING, PRAISE)


def check(work: Work, ticket: Ticket) -> None:
    """Refuse a finish that cannot be seen, where the office wants it so."""
    if not asks_for_pair(ticket.category, ticket.nature) or not is_set(work):
        return
    have = pairs(work, "ticket", (ticket.id,)).get(ticket.id, Pair())
    sides = ((have.before, "整改前"), (have.after, "整改后"))
    lacks = "和".join(name for count, name in sides if not count)
    if lacks:
        raise PhotosMissingError(number=ticket.ticket_no or "", lacks=lacks)


def keep_pair(work: Work, ticket_id: int, kind: str) -> None:
    """Refuse to take the last photo of a side off a ticket whose finish was asked for by it."""
    ticket = work.session.get_one(Ticket, ticket_id)
    finished = not ticket.is_void and ticket.status in CLOSED | {FINISHING}
    asked = finished and asks_for_pair(ticket.category, ticket.nature)
    if asked and kind in SIDE_NAMES and is_set(work):
        raise LastPhotoError(number=ticket.ticket_no or "", side=SIDE_NAMES[kind])


@use_case("settings.photo_gate", "查看照片要求", right="settings.read")
def photo_gate(work: Work) -> bool:
    """Whether the office wants a pair of photos before a finish."""
    return is_set(work)


@use_case("settings.set_photo_gate", "修改照片要求", right="settings.write")
def set_photo_gate(work: Work, wanted: bool) -> None:
    """Want a pair of photos before a finish, or only list what is missing."""
    row = _row(work)
    if row is None:
        row = Setting(key=KEY, value={})
        work.session.add(row)
    kept = row.value if isinstance(row.value, dict) else {}
    row.value = {**kept, GATE: wanted}
    work.session.flush()


def is_set(work: Work) -> bool:
    """Whether a finish is refused without its pair; left unset it is not."""
    row = _row(work)
    return row is not None and isinstance(row.value, dict) and row.value.get(GATE) is True


def _row(work: Work) -> Setting | None:
    return work.session.scalars(select(Setting).where(Setting.key == KEY, ~Setting.is_void)).first()


KEEPERS[TICKET] = keep_pair
