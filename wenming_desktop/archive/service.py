"""Taking printed papers in, and counting the copies made of them later."""

from db.tables.records import PrintLog
from wenming_desktop.archive.model import PaperToKeep
from wenming_desktop.archive.queries import own_paper
from wenming_desktop.archive.rules import rights_for
from wenming_desktop.work import NoRightError, Work, use_case


@use_case("archive.keep_paper", "打印存档", right="any", undo="none")
def keep_paper(work: Work, paper: PaperToKeep) -> int:
    """Keep a paper that was printed; returns its id in the archive.

    What was printed stays printed: no undo takes it out again.
    """
    if not rights_for(paper.form, paper.subject) <= work.actor.rights:
        raise NoRightError(title="打印存档")
    row = PrintLog(
        form=paper.form,
        object_table=paper.subject,
        object_id=paper.row,
        number=paper.number or None,
        title=paper.title[:80] or None,
        pages=paper.pages,
        copies=paper.copies,
        purpose=paper.purpose[:60] or None,
        face=dict(paper.face),
        sha256=paper.sha256,
        at=work.now,
        by_id=work.actor.staff_id,
    )
    work.session.add(row)
    work.session.flush()
    work.note(f"print:{paper.form}:{paper.row or ''}", archive=row.id, pages=paper.pages)
    return row.id


@use_case("archive.note_copy", "打印存档加印", right="any", undo="none")
def note_copy(work: Work, paper_id: int, copies: int = 1) -> int:
    """Count more copies of a kept paper; returns how many there are now."""
    row = own_paper(work, paper_id)
    row.copies += copies
    work.note(f"print:{row.form}:{row.object_id or ''}", archive=row.id, copies=copies)
    return row.copies
