"""The archive: what was printed is kept, found, and seen by those who may see its subject."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.conftest import Clock
from wenming_desktop.archive import (
    PaperFilter,
    PaperToKeep,
    count_papers,
    forms_kept,
    keep_paper,
    note_copy,
    paper,
    papers,
)
from wenming_desktop.archive.rules import AUDITOR, RIGHTS, rights_for, visible
from wenming_desktop.errors import NotFoundError
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.undoing import NothingToUndoError, history_mark, undo_last_act
from wenming_desktop.work import Desk, NoRightError

LETTER = PaperToKeep(
    form="feedback_letter",
    subject="feedback_letter",
    title="党员表现反馈函 示例厂",
    face={"office": "中共槐荫里社区委员会", "rows": [{"times": 3}]},
    pages=2,
    sha256="a" * 64,
    number="槐荫里社党函〔2026〕3号",
    row=7,
)
SHEET = replace(
    LETTER, form="household_sheet", subject="household", title="登记表", number="HH-0001", row=1
)

EVERYTHING = PaperFilter()


def only(desk: Desk, *rights: str) -> Desk:
    """The same desk for an account with these rights alone."""
    return desk.acting_as(replace(desk.actor, rights=frozenset(rights)))


def numbers(desk: Desk, wanted: PaperFilter = EVERYTHING) -> list[str]:
    found = [row.number for row in desk.read(papers, wanted)]
    assert desk.read(count_papers, wanted) == len(found)
    return found


def test_a_paper_comes_out_as_it_went_in(desk: Desk, clock: Clock) -> None:
    kept = desk.write(keep_paper, LETTER)
    found = desk.read(paper, kept)
    assert (found.face, found.sha256) == (LETTER.face, LETTER.sha256)
    row = found.listed
    assert (row.at, row.form, row.title, row.number) == (
        clock.now, LETTER.form, LETTER.title, LETTER.number,
    )  # fmt: skip
    assert (row.pages, row.copies, row.subject, row.row) == (2, 1, "feedback_letter", 7)
    assert desk.read(papers, PaperFilter()) == (row,)


def test_the_newest_stands_first_and_pages_meet(desk: Desk, clock: Clock) -> None:
    for at in range(7):
        clock.now += timedelta(minutes=at % 2)
        desk.write(keep_paper, replace(LETTER, number=f"FK-{at}"))
    whole = numbers(desk)
    assert whole == [f"FK-{at}" for at in range(6, -1, -1)]
    pages = [desk.read(papers, PaperFilter(), start, 3) for start in (0, 3, 6)]
    assert [row.number for page in pages for row in page] == whole


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (PaperFilter(), {"HH-0001", LETTER.number}),
        (PaperFilter(form="household_sheet"), {"HH-0001"}),
        (PaperFilter(form="ticket_sheet"), set()),
        (PaperFilter(text="hh-0"), {"HH-0001"}),
        (PaperFilter(text="反馈函 3号"), {LETTER.number}),
        (PaperFilter(text="反馈函 HH"), set()),
        (PaperFilter(text="%"), set()),
        (PaperFilter(text="_"), set()),
        (PaperFilter(from_on=date(2026, 11, 20)), {LETTER.number}),
        (PaperFilter(to_on=date(2026, 11, 19)), {"HH-0001"}),
        (PaperFilter(from_on=date(2026, 11, 19), to_on=date(2026, 11, 20)),
         {"HH-0001", LETTER.number}),
    ],
)  # fmt: skip
def test_papers_are_found(desk: Desk, clock: Clock, wanted: PaperFilter, found: set[str]) -> None:
    clock.now -= timedelta(days=1)
    desk.write(keep_paper, SHEET)
    clock.now += timedelta(days=1)
    desk.write(keep_paper, LETTER)
    assert set(numbers(desk, wanted)) == found


def test_who_printed_it_is_found_by_name(desk: Desk) -> None:
    desk.write(keep_paper, LETTER)
    with desk.engine.begin() as connection:
        connection.execute(text("INSERT INTO staff (name) VALUES ('林晓燕')"))
        connection.execute(text("UPDATE print_log SET by_id = (SELECT max(id) FROM staff)"))
    (row,) = desk.read(papers, PaperFilter(text="晓燕"))
    assert row.by == "林晓燕"


def test_everybody_sees_only_what_he_may_see_otherwise(desk: Desk) -> None:
    letter, sheet = desk.write(keep_paper, LETTER), desk.write(keep_paper, SHEET)
    strange = desk.write(keep_paper, replace(LETTER, subject="account", number="X"))
    party, export, audit = (
        only(desk, right) for right in ("party.read", "register.export", AUDITOR)
    )
    assert numbers(party) == [LETTER.number]
    assert numbers(export) == ["HH-0001"]
    assert numbers(audit) == ["X"]
    assert numbers(only(desk)) == []
    assert party.read(forms_kept) == ("feedback_letter",)
    for who, hidden in ((party, sheet), (party, strange), (export, letter), (audit, sheet)):
        with pytest.raises(NotFoundError):
            who.read(paper, hidden)
        with pytest.raises(NotFoundError):
            who.write(note_copy, hidden)


def test_a_roster_needs_the_right_that_printing_it_needs(desk: Desk) -> None:
    roster = replace(LETTER, form="cell_roster", subject="building_party_group", number="R")
    notice = replace(roster, form="cell_notice", number="N")
    for paper_ in (roster, notice):
        desk.write(keep_paper, paper_)
    party, both = only(desk, "party.read"), only(desk, "party.read", "register.export")
    assert numbers(party) == ["N"]
    assert numbers(both) == ["N", "R"]
    with pytest.raises(NoRightError):
        party.write(keep_paper, roster)


def test_nobody_keeps_what_he_may_not_see(desk: Desk) -> None:
    with pytest.raises(NoRightError):
        only(desk, "party.read").write(keep_paper, SHEET)
    assert numbers(desk) == []


def test_copies_are_counted_and_stay(desk: Desk) -> None:
    kept = desk.write(keep_paper, replace(LETTER, copies=2))
    assert desk.write(note_copy, kept) == 3
    assert desk.write(note_copy, kept, 2) == 5
    assert desk.read(paper, kept).listed.copies == 5


def test_what_was_printed_is_audited_without_its_words(desk: Desk) -> None:
    kept = desk.write(keep_paper, LETTER)
    desk.write(note_copy, kept)
    with desk.engine.connect() as connection:
        rows = connection.execute(text("SELECT obj, detail FROM audit ORDER BY seq DESC LIMIT 2"))
        for obj, detail in rows:
            assert obj == "print:feedback_letter:7"
            assert f'"archive": {kept}' in detail or f'"archive":{kept}' in detail
            assert "槐荫里" not in detail


def test_every_form_says_who_may_see_its_papers() -> None:
    named = {form.subject for form in FORMS.values()} - {"account"}
    assert named <= set(RIGHTS)
    assert rights_for("recovery_sheet", "account") == {AUDITOR}
    assert set(visible(RIGHTS.values())) == set(RIGHTS)
    assert visible(()) == ()


def test_undo_passes_a_print_by(desk: Desk) -> None:
    before = desk.read(history_mark)
    kept = desk.write(keep_paper, LETTER)
    desk.write(note_copy, kept)
    with pytest.raises(NothingToUndoError):
        desk.write(undo_last_act, before)
    assert desk.read(paper, kept).listed.copies == 2
