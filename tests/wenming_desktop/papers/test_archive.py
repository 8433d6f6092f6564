"""Papers that were printed: kept with their face, drawn again as they were."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import Clock
from tests.forms import reading
from tests.make import Office
from wenming_desktop.archive import PaperFilter, PaperRow, keep_paper, paper, papers
from wenming_desktop.archive.model import PaperToKeep
from wenming_desktop.errors import NotFoundError
from wenming_desktop.forms import feedback_card, feedback_letter, recovery_sheet
from wenming_desktop.forms.page import Pdf
from wenming_desktop.papers.archive import NotKeptError, Paper, keep, kept_forms, reprint, shown
from wenming_desktop.papers.forms import NoRecordError, PrintForm, draw_form, print_form
from wenming_desktop.papers.household import draw_record, draw_sheet
from wenming_desktop.work import Desk

LETTER = feedback_letter.sample()


def letter(desk: Desk) -> int:
    return keep(desk, Paper("feedback_letter", LETTER, feedback_letter.draw(LETTER), 7))


def listed(desk: Desk) -> tuple[PaperRow, ...]:
    return desk.read(papers, PaperFilter())


def test_a_letter_is_kept_under_its_number_with_its_hash(desk: Desk) -> None:
    pdf = feedback_letter.draw(LETTER)
    kept = desk.read(paper, keep(desk, Paper("feedback_letter", LETTER, pdf, 7)))
    assert kept.sha256 == hashlib.sha256(bytes(pdf)).hexdigest()
    row = kept.listed
    assert (row.number, row.title, row.pages) == (LETTER.letter_no, "党员表现反馈函", pdf.pages)
    assert (row.subject, row.row) == ("feedback_letter", 7)


def test_a_card_is_listed_with_the_name_on_it(desk: Desk) -> None:
    card = feedback_card.sample_feedback()
    assert not card.is_draft
    keep(desk, Paper("feedback_card", card, feedback_card.draw(card), 1))
    (row,) = listed(desk)
    assert (row.number, row.title) == (card.card_no, f"党员服务社区反馈卡 {card.name}")


def test_what_the_caller_says_stands_before_the_facts(desk: Desk) -> None:
    pdf = feedback_letter.draw(LETTER)
    said = Paper("feedback_letter", LETTER, pdf, 7, "函 3", "给二机厂的函", 3, "考核")
    keep(desk, said)
    (row,) = listed(desk)
    assert (row.number, row.title, row.copies, row.purpose) == (
        "函 3",
        "给二机厂的函",
        3,
        "考核",
    )


def test_a_paper_is_drawn_again_though_the_office_has_changed(desk: Desk, clock: Clock) -> None:
    made = Office(desk, clock)
    made.grid("3")
    made.household("501", "王秀兰", "李强")
    ticket = made.ticket("暖气不热")
    first = print_form(desk, PrintForm("ticket_sheet", ticket))
    (row,) = listed(desk)
    clock.now += timedelta(days=400)
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE community SET full_name = '换了名字的居委会'")
        connection.exec_driver_sql("UPDATE ticket SET content = '改过的内容'")
    assert reading.text(shown(desk, row.id)) == reading.text(first)
    assert reading.text(print_form(desk, PrintForm("ticket_sheet", ticket))) != reading.text(first)


def test_another_copy_is_noted_and_looking_is_not(desk: Desk) -> None:
    kept = letter(desk)
    shown(desk, kept)
    assert listed(desk)[0].copies == 1
    again = reprint(desk, kept)
    assert listed(desk)[0].copies == 2
    assert reading.text(again) == reading.text(feedback_letter.draw(LETTER))


def test_drafts_and_the_recovery_code_are_never_kept(desk: Desk) -> None:
    draft = replace(LETTER, letter_no="")
    code = recovery_sheet.sample()
    for one in (
        Paper("feedback_letter", draft, feedback_letter.draw(draft), 7),
        Paper("recovery_sheet", code, recovery_sheet.draw(code), 1),
    ):
        assert not one.is_kept
        with pytest.raises(NotKeptError):
            keep(desk, one)
    assert listed(desk) == ()


def test_drawing_keeps_nothing_and_printing_does(desk: Desk, clock: Clock) -> None:
    made = Office(desk, clock)
    ticket = made.ticket("暖气不热")
    drawn = draw_form(desk, PrintForm("ticket_sheet", ticket))
    assert (drawn.row, drawn.facts.content) == (ticket, "暖气不热")
    print_form(desk, PrintForm("household_sheet"))
    assert listed(desk) == ()
    print_form(desk, PrintForm("ticket_sheet", ticket))
    (row,) = listed(desk)
    assert (row.form, row.row, row.number) == ("ticket_sheet", ticket, drawn.facts.ticket_no)
    assert kept_forms(desk) == (("ticket_sheet", "居民诉求登记（办理）单"),)


@pytest.mark.parametrize("command", [PrintForm("month_report", 1), PrintForm("recovery_sheet", 1)])
def test_a_form_that_no_record_fills_is_refused(desk: Desk, command: PrintForm) -> None:
    with pytest.raises(NoRecordError):
        print_form(desk, command)


def test_household_papers_know_their_household(desk: Desk, clock: Clock) -> None:
    home = Office(desk, clock).household("501", "王秀兰")
    for drawn in (draw_sheet(desk, home), draw_record(desk, home)):
        assert isinstance(drawn.pdf, Pdf)
        kept = keep(desk, drawn)
        assert reading.text(shown(desk, kept)) == reading.text(drawn.pdf)
    assert {(row.subject, row.row) for row in listed(desk)} == {("household", home)}


def test_a_form_that_is_no_more_is_said_so(desk: Desk) -> None:
    kept = desk.write(keep_paper, PaperToKeep("old_form", "household", "旧表", {}, 1, "", "", None))
    with pytest.raises(NotFoundError, match="old_form"):
        shown(desk, kept)
