"""回头看抽中的工单: a finding is a step of its ticket's log, and goes when that is taken back."""

from sqlalchemy import select

from db.tables.ticket_desk import RecheckItem
from wenming_desktop.work import Work


def take_back(work: Work, ticket_id: int, seq: int) -> None:
    """The step was taken back: the drawn ticket waits again for somebody to go and look."""
    found = select(RecheckItem).where(
        RecheckItem.ticket_id == ticket_id, RecheckItem.action_seq == seq, ~RecheckItem.is_void
    )
    for item in work.session.scalars(found):
        item.rebound = item.checked_on = item.checked_by = item.note = item.action_seq = None
