"""The printed sheet says what the ticket says, and hides what is confidential."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2

from tests.wenming_desktop.tickets.conftest import RESULT
from wenming_desktop.forms import ticket_sheet
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.gather_ticket import gather_ticket
from wenming_desktop.tickets import queries
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk

Open = Callable[..., int]
Take = Callable[..., TicketRow]
Through = Callable[[int, str], TicketRow]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_settled_ticket_on_paper(town: Desk, opened: Open, through: Through) -> None:
    ticket = opened()
    through(ticket, "ARC")
    facts = town.read(gather_ticket, ticket)
    assert (facts.category, facts.subcategory) == ("水电气暖通信", "供暖不热")
    assert (facts.unit, facts.handler, facts.handler_phone) == (
        "供热公司",
        "马师傅",
        "139 0000 0088",
    )
    assert [step.action for step in facts.steps] == ["受理", "派单", "签收"]
    assert facts.workdays == 2
    said = "".join(text_of(bytes(ticket_sheet.draw(facts))).split())
    for words in ("SQ2026030001", "王秀兰", "供热公司", RESULT, "马师傅"):
        assert "".join(words.split()) in said


def test_a_step_taken_back_is_not_printed(town: Desk, opened: Open, take: Take) -> None:
    ticket = opened()
    take(ticket, "DSP", handling_unit="供热公司")
    take(ticket, "PRG", reason="写错了")
    town.write(undo_last_act)
    facts = town.read(gather_ticket, ticket)
    assert [step.action for step in facts.steps] == ["受理", "派单"]
    assert len(town.read(queries.ticket_log, ticket)) == 5


def test_a_confidential_name_is_not_printed(town: Desk, opened: Open) -> None:
    facts = town.read(gather_ticket, opened(nature="4"))
    said = text_of(bytes(ticket_sheet.draw(facts)))
    assert "王秀兰" not in said
    assert "13900000001" not in said.replace(" ", "")


def test_the_catalogue_knows_where_the_facts_come_from() -> None:
    assert FORMS["ticket_sheet"].gather is gather_ticket
