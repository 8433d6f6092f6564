"""Printed papers go into the archive with their face, and come back out exactly as they were."""

import hashlib
from dataclasses import dataclass
from typing import Any

from wenming_desktop.archive.model import PaperToKeep
from wenming_desktop.archive.queries import forms_kept, paper
from wenming_desktop.archive.service import keep_paper, note_copy
from wenming_desktop.errors import NotFoundError
from wenming_desktop.forms.catalogue import FORMS
from wenming_desktop.forms.face import face_of, facts_of
from wenming_desktop.forms.page import Pdf
from wenming_desktop.work import Desk

NEVER = frozenset({"recovery_sheet"})
"""What must stand nowhere but on paper: the code that opens the data."""
_NUMBERS = ("letter_no", "opinion_no", "card_no", "ticket_no", "household_no")
_NAMES = ("name", "cell", "head")


@dataclass(frozen=True)
class Paper:
    """A paper that was drawn from `facts`; `row` is the record it is about.

    `number` is the one printed on it and `title` what a list calls it; empty, both are taken
    from the facts.
    """

    form: str
    facts: Any
    pdf: Pdf
    row: int | None = None
    number: str = ""
    title: str = ""
    copies: int = 1
    purpose: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether it belongs into the archive: no draft, and nothing that only paper may hold."""
        return self.form not in NEVER and not getattr(self.facts, "is_draft", False)


class NotKeptError(ValueError):
    """A draft, or what must stand nowhere but on paper, was to be kept."""


def keep(desk: Desk, paper: Paper) -> int:
    """Put a paper into the archive; returns its id there."""
    if not paper.is_kept:
        raise NotKeptError(paper.form)
    form = FORMS[paper.form]
    return desk.write(
        keep_paper,
        PaperToKeep(
            form=form.key,
            subject=form.subject,
            title=paper.title or " ".join(filter(None, (form.title, _first(paper.facts, _NAMES)))),
            face=face_of(paper.facts),
            pages=paper.pdf.pages,
            sha256=hashlib.sha256(paper.pdf).hexdigest(),
            number=paper.number or _first(paper.facts, _NUMBERS),
            row=paper.row,
            copies=paper.copies,
            purpose=paper.purpose,
        ),
    )


def kept_forms(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The forms, by key and title, of which this account may see papers."""
    kept = desk.read(forms_kept)
    return tuple((key, FORMS[key].title if key in FORMS else key) for key in kept)


def shown(desk: Desk, paper_id: int) -> Pdf:
    """A kept paper drawn again from its face, to be looked at."""
    kept = desk.read(paper, paper_id)
    form = FORMS.get(kept.listed.form)
    if form is None:
        raise NotFoundError(what=f"表单“{kept.listed.form}”")
    pdf: Pdf = form.draw(facts_of(form.key, kept.face))
    return pdf


def reprint(desk: Desk, paper_id: int) -> Pdf:
    """A kept paper drawn again to be printed: one copy more is noted."""
    pdf = shown(desk, paper_id)
    desk.write(note_copy, paper_id)
    return pdf


def _first(facts: object, names: tuple[str, ...]) -> str:
    found = (getattr(facts, name, "") for name in names)
    return next((text for text in found if isinstance(text, str) and text), "")
