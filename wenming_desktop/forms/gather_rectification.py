"""Brings an item of 整改清单 and its photos into the notice that orders it."""

from dataclasses import replace

from wenming_desktop.evidence.model import Owner
from wenming_desktop.evidence.refusals import PhotoGoneError
from wenming_desktop.evidence.service import photo, photos_of
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.photo_paper import for_print
from wenming_desktop.forms.rectification_notice import RectificationNotice
from wenming_desktop.rectification.model import CLOSED, FAILED, REBOUND, ItemSheet
from wenming_desktop.rectification.service import item_sheet
from wenming_desktop.settings import office
from wenming_desktop.tickets import queries
from wenming_desktop.work import Work, use_case

KEY = "rectification_notice"
ITEM, TICKET = "rectification_item", "ticket"
_MOST = 2
_CHECKED = {CLOSED: True, FAILED: False}


@use_case("forms.rectification_notice", "打印整改通知单", right="ticket.read")
def gather_notice(work: Work, item_id: int) -> RectificationNotice:
    """The facts of a notice; photos are the item's own, else those of its ticket."""
    sheet = item_sheet(work, item_id)
    line = sheet.line
    done = bool(sheet.rectified_on) and line.status != REBOUND
    ticket = queries.ticket_sheet(work, line.ticket_id) if line.ticket_id else None
    before, after = (_photos(work, sheet, kind) for kind in ("before", "after"))
    return RectificationNotice(
        notice_no=line.number,
        office=office(work).full_name,
        unit=line.unit,
        person=line.person,
        phone=sheet.phone,
        place=line.location,
        grid=sheet.grid,
        found_at=(ticket.row.accepted_at if ticket else None) or sheet.issued_on,
        found_by=ticket.registrar if ticket else "",
        origin=sheet.origin + (f"　{line.ticket_no}" if line.ticket_no else ""),
        problem=line.problem,
        standard=sheet.standard,
        demand=sheet.measures,
        deadline=line.deadline,
        done_at=sheet.rectified_on if done else None,
        done=sheet.result if done else "",
        checked_by=sheet.checked_by if done else "",
        checked_at=sheet.checked_on if done else None,
        passed=_CHECKED.get(line.status),
        before=tuple(jpeg for jpeg, _ in before),
        after=tuple(jpeg for jpeg, _ in after) if done else (),
        before_words=tuple(words for _, words in before),
        after_words=tuple(words for _, words in after) if done else (),
    )


def _photos(work: Work, sheet: ItemSheet, kind: str) -> list[tuple[bytes, str]]:
    """The last photos of a kind with what they show; one whose file is gone is left out."""
    owners = [Owner(ITEM, sheet.line.id)]
    if sheet.line.ticket_id:
        owners.append(Owner(TICKET, sheet.line.ticket_id))
    for owner in owners:
        kept = [one for one in photos_of(work, owner) if one.kind == kind]
        if kept:
            found = ((_photo(work, one.id), one.caption) for one in kept[-_MOST:])
            return [(jpeg, words) for jpeg, words in found if jpeg]
    return []


def _photo(work: Work, photo_id: int) -> bytes:
    try:
        return for_print(photo(work, photo_id))
    except PhotoGoneError:
        return b""


FORMS[KEY] = replace(FORMS[KEY], gather=gather_notice)
