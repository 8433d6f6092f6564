"""A superior's order is registered once: its number stands on one ticket that counts."""

from wenming_desktop.tickets.model import EXTERNAL_SOURCES, OpenTicket
from wenming_desktop.tickets.refusals import StepRefusedError
from wenming_desktop.work import Work

_SQL = """
SELECT ticket_no, status FROM ticket WHERE external_no = ? AND NOT is_void ORDER BY id LIMIT 1
"""
_DRAFT = "（草稿）"


class NumberKnownError(StepRefusedError):
    """The superior's number is that of a ticket the office has."""

    code = "ticket.number_known"
    text = (
        "单号 {external} 已有工单 {known}（{status}），没有再登记。"
        "请打开那件工单办理；单号写错了，就在这里改。"
    )
    focus = "external_no"


def check_number(work: Work, command: OpenTicket) -> None:
    """Refuse a superior's order whose number a ticket bears that is not voided."""
    if command.external_no is None or command.source not in EXTERNAL_SOURCES:
        return
    found = work.connection.exec_driver_sql(_SQL, (command.external_no,)).first()
    if found is not None:
        status = work.codes.name("ticket_status", found[1]).partition("(")[0]
        known = found[0] or _DRAFT
        raise NumberKnownError(external=command.external_no, known=known, status=status)
