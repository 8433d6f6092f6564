"""Which forms are printed for a single row, and what reads their facts."""

from collections.abc import Callable
from typing import Any

from wenming_desktop.forms.gather_cell import gather_notice, gather_roster
from wenming_desktop.forms.gather_opinion import gather_opinion
from wenming_desktop.forms.gather_recheck import gather_recheck
from wenming_desktop.forms.gather_rectification import gather_notice as gather_rectification
from wenming_desktop.forms.gather_street import gather_street
from wenming_desktop.forms.gather_three_cards import (
    gather_contact,
    gather_feedback,
    gather_letter,
    gather_registration,
)
from wenming_desktop.forms.gather_ticket import gather_ticket
from wenming_desktop.forms.gather_ticket_papers import gather_feedback as gather_answer
from wenming_desktop.forms.gather_ticket_papers import gather_slip
from wenming_desktop.work import Work

GATHER: dict[str, Callable[[Work, int], Any]] = {
    "cell_notice": gather_notice,
    "cell_roster": gather_roster,
    "contact_card": gather_contact,
    "feedback_card": gather_feedback,
    "feedback_letter": gather_letter,
    "merit_opinion": gather_opinion,
    "recheck_list": gather_recheck,
    "rectification_notice": gather_rectification,
    "registration_card": gather_registration,
    "street_sign": gather_street,
    "ticket_feedback": gather_answer,
    "ticket_sheet": gather_ticket,
    "transfer_slip": gather_slip,
}
