"""What a half-filled registration says: the command it would be, the matter it is about."""

from typing import Final, Protocol

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from ui.common.choice import Choice
from ui.tickets.caller import CallerField
from ui.tickets.categories import CategoryPicker
from ui.tickets.circumstances import Outside, When
from ui.tickets.phone import PhoneLine
from ui.tickets.same import AGAIN, MERGE, Same
from ui.tickets.sending import SendTo
from ui.tickets.urgency import NORMAL, Urgency
from wenming_desktop.tickets.intake import CallerFacts, Registration
from wenming_desktop.tickets.model import OpenTicket
from wenming_desktop.tickets.similar import Matter

_DIGITS: Final = frozenset("0123456789-+ ")
_LEAST_PHONE: Final = 7
_NOWHERE: Final = CallerFacts("", "", "")


class Filled(Protocol):
    """The parts of the form that say something."""

    facts: CallerFacts | None
    same: Same | None
    caller: CallerField
    phone: PhoneLine
    anonymous: QPushButton
    categories: CategoryPicker
    content: QPlainTextEdit
    place: QLineEdit
    when: When
    sending: SendTo
    source: Choice
    urgency: Urgency
    outside: Outside


def command_of(form: Filled) -> Registration:
    """The call as it would be registered."""
    if form.same is not None and form.same.act == MERGE:
        return Registration(_ticket(form), merge_into_id=form.same.matter.id)
    return Registration(_ticket(form), form.sending.unit_id(), form.sending.handler_id())


def matter_of(form: Filled) -> Matter:
    """What is known so far of the matter itself; half a number is none."""
    _, phone = _caller(form)
    return Matter(
        phone if sum(map(str.isdigit, phone)) >= _LEAST_PHONE else "",
        form.categories.value(),
        _home(form).building_id,
        form.place.text().strip(),
    )


def unread(form: Filled) -> str:
    """The field that holds a time nobody can read, or an empty string."""
    if form.when.at.unread():
        return "occurred_at"
    outside = form.outside
    return "external_due_at" if not outside.isHidden() and outside.due.unread() else ""


def _caller(form: Filled) -> tuple[str, str]:
    """Name and phone as they would be registered; of an anonymous caller neither."""
    facts, name, phone = form.facts, form.caller.text().strip(), form.phone.text().strip()
    if form.anonymous.isChecked():
        return "", ""
    if facts is None and not phone and name and set(name) <= _DIGITS:
        name, phone = "", name
    return name, phone or (facts.phone if facts is not None else "")


def _home(form: Filled) -> CallerFacts:
    """The caller's home where it is the place of the matter too; else a place to be found."""
    facts = form.facts
    at_home = facts is not None and form.place.text().strip() == facts.address
    return facts if facts is not None and at_home else _NOWHERE


def _ticket(form: Filled) -> OpenTicket:
    name, phone = _caller(form)
    home, hidden = _home(form), form.anonymous.isChecked()
    facts = None if hidden else form.facts
    source = form.source.value()
    again = form.same if form.same is not None and form.same.act == AGAIN else None
    return OpenTicket(
        source=source if isinstance(source, str) else None,
        category=form.categories.value() or None,
        location_text=form.place.text().strip() or None,
        content=form.content.toPlainText().strip() or None,
        nature=form.when.nature_code(),
        urgency=form.urgency.value() or NORMAL,
        complainant_phone=phone or None,
        complainant_name=name or None,
        complainant_house_id=facts.house_id if facts is not None else None,
        complainant_address=facts.address if facts is not None else None,
        is_anonymous=hidden,
        is_confidential=form.when.secret.isChecked(),
        occurred_at=form.when.occurred_at(),
        grid_id=home.grid_id,
        building_id=home.building_id,
        external_no=form.outside.external_no(),
        external_due_at=form.outside.due_at(),
        duplicate_of_id=again.matter.id if again is not None else None,
    )
