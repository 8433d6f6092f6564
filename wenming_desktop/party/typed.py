"""What was typed of an organisation, a cell or a post, made clean or refused by its field."""

from datetime import date

from wenming_desktop.fields import clean_text
from wenming_desktop.fields.phones import number_of
from wenming_desktop.party.organisation_model import (
    NotFilledError,
    OrderOfDaysError,
    PhoneUnreadError,
)
from wenming_desktop.settings import office
from wenming_desktop.work import Work


def filled(raw: str, limit: int, what: str, field: str) -> str:
    """A text that must be there."""
    text = clean_text(raw, limit).strip()
    if not text:
        raise NotFilledError(what=what, field=field)
    return text


def maybe(raw: str, limit: int) -> str | None:
    """A text that may be missing."""
    return clean_text(raw, limit).strip() or None


def phone(work: Work, raw: str, field: str = "phone") -> str | None:
    """A telephone number as stored; one that is none is refused."""
    text = clean_text(raw).strip()
    if not text:
        return None
    number = number_of(text, office(work).area_code)
    if number is None:
        raise PhoneUnreadError(phone=text[:20], field=field)
    return number


def in_order(
    first: tuple[str, date | None], last: tuple[str, date | None], field: str = ""
) -> None:
    """Refuse days that are the wrong way round."""
    if first[1] is not None and last[1] is not None and last[1] < first[1]:
        raise OrderOfDaysError(later=last[0], earlier=first[0], field=field or None)
