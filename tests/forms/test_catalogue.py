"""Every form there is, drawn from its own sample."""

import pytest

from tests.forms import reading
from wenming_desktop.forms.catalogue import FORMS, form

BLANK_PAGES = {
    "cell_roster": 2,
    "contact_card": 2,
    "household_sheet": 2,
    "rectification_notice": 2,
    "registration_card": 2,
    "registration_card_2up": 2,
}
"""Pages of an empty form that has more than one: front and back of one sheet, or an annex."""


def test_the_forms_are_found():
    assert sorted(FORMS) == [
        "building_front",
        "cell_notice",
        "cell_roster",
        "contact_card",
        "delivery_register",
        "feedback_card",
        "feedback_card_2up",
        "feedback_letter",
        "household_record",
        "household_sheet",
        "merit_opinion",
        "month_report",
        "party_tree",
        "recheck_list",
        "recovery_sheet",
        "rectification_notice",
        "registration_card",
        "registration_card_2up",
        "service_card",
        "street_sign",
        "ticket_feedback",
        "ticket_sheet",
        "top_grievances",
        "transfer_slip",
        "wish_board",
    ]


@pytest.mark.parametrize("key", sorted(FORMS))
def test_a_form_draws_its_sample(key):
    entry = FORMS[key]
    pdf = entry.draw(entry.sample())
    reading.check(pdf)
    assert pdf.pages == reading.pages(pdf) > 0
    assert (pdf.missing, pdf.cut) == ((), ())
    fonts = reading.fonts(pdf)
    assert fonts
    assert all(embedded and mapped for _, embedded, mapped in fonts)
    assert entry.title
    assert entry.subject


@pytest.mark.parametrize("key", sorted(key for key in FORMS if FORMS[key].blank))
def test_a_blank_form_draws(key):
    entry = FORMS[key]
    assert entry.blank is not None
    pdf = entry.draw(entry.blank())
    reading.check(pdf)
    assert pdf.pages == BLANK_PAGES.get(key, 1)


def test_two_forms_cannot_share_a_key():
    with pytest.raises(ValueError, match="ticket_sheet"):
        form("ticket_sheet", "又一张", "ticket", sample=str)(FORMS["ticket_sheet"].draw)
