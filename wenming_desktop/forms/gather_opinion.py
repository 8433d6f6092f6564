"""Brings an opinion of the data file into the form that draws it; a draft says so."""

from dataclasses import replace

from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.merit_opinion import OpinionForm
from wenming_desktop.opinions.model import ISSUED
from wenming_desktop.opinions.queries import opinion_choices, opinion_sheet
from wenming_desktop.settings import office
from wenming_desktop.work import Work, use_case

KEY = "merit_opinion"


@use_case("forms.merit_opinion", "打印评议意见表", right="party.read")
def gather_opinion(work: Work, opinion_id: int) -> OpinionForm:
    """The facts of one opinion's form; only what is approved and stands is no draft."""
    sheet, own = opinion_sheet(work, opinion_id), office(work)
    person = sheet.person
    return OpinionForm(
        party=own.party_full_name or own.short_name,
        number=sheet.number,
        name=person.name,
        gender=person.gender,
        birth=person.birth,
        political=person.political,
        unit_and_job=person.unit_and_job,
        address=person.address,
        reported_on=person.reported_on,
        matter=sheet.matter_name,
        matters=tuple(name for _, name in opinion_choices(work).matters),
        requesting_unit=sheet.requesting_unit,
        request_doc_no=sheet.request_doc_no,
        facts=sheet.facts,
        opinion=sheet.opinion,
        opinion_name=sheet.opinion_name,
        reasons=sheet.reasons,
        meeting_record_no=sheet.meeting_record_no,
        decided_by=sheet.decided_by,
        approved_on=sheet.approved_on,
        is_draft=sheet.state != ISSUED,
        printed_by=work.actor.name,
        printed_at=work.now,
    )


FORMS[KEY] = replace(FORMS[KEY], gather=gather_opinion)
