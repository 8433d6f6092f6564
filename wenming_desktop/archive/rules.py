"""Who may see a paper: whoever may see what it is about."""

from collections.abc import Iterable

AUDITOR = "audit.read"
"""The right for a paper about something that no line below names."""

RIGHTS = {
    "household": "register.export",
    "building": "register.export",
    "ticket": "ticket.read",
    "recheck_sample": "ticket.read",
    "rectification_item": "ticket.read",
    "service_card": "card.read",
    "party_member": "party.read",
    "party_registration_card": "party.read",
    "party_contact_card": "party.read",
    "party_feedback_card": "party.read",
    "feedback_letter": "party.read",
    "merit_opinion": "party.read",
    "party_organization": "party.read",
    "building_party_group": "party.read",
    "wish": "party.read",
    "street": "settings.read",
    "street_chief": "settings.read",
    "month": "tally.read",
}
"""The right that reading a paper about a table needs; what prints whole households, exporting."""
FORMS = {"cell_roster": "register.export"}
"""Forms whose printing needs another right than what they are about: so does seeing them."""


def rights_for(form: str, subject: str) -> frozenset[str]:
    """The rights somebody needs for a paper of a form about a table."""
    own = {FORMS[form]} if form in FORMS else set()
    return frozenset({RIGHTS.get(subject, AUDITOR)} | own)


def barred(rights: Iterable[str]) -> tuple[str, ...]:
    """The forms that somebody with these rights may not see, whatever they are about."""
    held = frozenset(rights)
    return tuple(form for form, right in FORMS.items() if right not in held)


def visible(rights: Iterable[str]) -> tuple[str, ...]:
    """The tables whose papers somebody with these rights may see."""
    held = frozenset(rights)
    return tuple(subject for subject, right in RIGHTS.items() if right in held)
