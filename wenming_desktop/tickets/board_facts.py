"""One ticket in words: caller, deadline, answer, as the detail page says them."""

from datetime import datetime
from typing import Final

from wenming_desktop.fields import Phone
from wenming_desktop.households.model import Tag
from wenming_desktop.households.queries import labels_of
from wenming_desktop.tickets.board_words import day_words, stamp
from wenming_desktop.tickets.model import TicketSheet
from wenming_desktop.work import Work

PHONE: Final = Phone()


def headline(title: str) -> str:
    """A title as it heads a line: without the full stop of the sentence it was taken from."""
    return title.rstrip("。 ") or title


def masked_of(work: Work, sheet: TicketSheet) -> str:
    """The caller's number, covered; nothing of a confidential one."""
    if sheet.is_confidential or not sheet.complainant_phone:
        return ""
    return PHONE.mask(sheet.complainant_phone, work.codes)


def tags_of(work: Work, ticket_id: int, sheet: TicketSheet) -> tuple[Tag, ...]:
    """The labels of the caller's household."""
    if sheet.is_confidential or sheet.is_anonymous:
        return ()
    home = work.connection.exec_driver_sql(
        "SELECT h.id FROM ticket t JOIN household h ON h.house_id = t.complainant_house_id"
        " AND NOT h.is_void WHERE t.id = ? LIMIT 1",
        (ticket_id,),
    ).scalar()
    return labels_of(work, [home]).get(home, ()) if home is not None else ()


def due_of(sheet: TicketSheet, now: datetime) -> str:
    """The deadline and what it comes from."""
    if sheet.row.due_at is None:
        return ""
    why = f"{sheet.workdays} 个工作日" if sheet.workdays else sheet.urgency_name.partition("(")[0]
    return stamp(sheet.row.due_at, now) + (f"（{why}）" if why else "")


def answer_of(sheet: TicketSheet, now: datetime) -> str:
    """What the complainant said, who asked and when."""
    if sheet.callback_at is None:
        return ""
    parts = (sheet.contact_result_name, sheet.row.satisfaction_name)
    said_so = "，".join(part for part in parts if part)
    asked = (one for one in sheet.actions if one.action == "CBK" and one.at == sheet.callback_at)
    words = next((one.text.strip() for one in asked), "")
    said_so += f"：“{words}”" if words else ""
    return f"{said_so}（{sheet.callback_by} {day_words(sheet.callback_at, now)}）"
