"""Reading the archive: listed page by page, found by number, title or who printed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import defer

from db.tables.office import Staff
from db.tables.records import PrintLog
from wenming_desktop.archive.model import KeptPaper, PaperFilter, PaperRow
from wenming_desktop.archive.rules import AUDITOR, RIGHTS, barred, visible
from wenming_desktop.errors import NotFoundError
from wenming_desktop.work import Work, use_case

_WHAT = "打印存档"


@use_case("archive.count", "查看打印存档", right="any")
def count_papers(work: Work, wanted: PaperFilter) -> int:
    """How many papers this account may see answer the question."""
    rows = select(func.count(PrintLog.id)).outerjoin(Staff, Staff.id == PrintLog.by_id)
    return work.session.scalar(rows.where(*_matching(work, wanted))) or 0


@use_case("archive.papers", "翻看打印存档", right="any")
def papers(
    work: Work, wanted: PaperFilter, offset: int = 0, limit: int = 128
) -> tuple[PaperRow, ...]:
    """One page of the papers this account may see, the newest first."""
    rows = select(PrintLog, Staff.name).outerjoin(Staff, Staff.id == PrintLog.by_id)
    # The order of keeping, which no clock can disturb; faces are long and not listed.
    newest = rows.where(*_matching(work, wanted)).order_by(PrintLog.id.desc())
    page = newest.options(defer(PrintLog.face)).offset(offset).limit(limit)
    return tuple(_listed(row, by) for row, by in work.session.execute(page))


@use_case("archive.forms", "查看存档过的表单", right="any")
def forms_kept(work: Work) -> tuple[str, ...]:
    """The forms of which this account may see a paper."""
    forms = select(PrintLog.form).distinct().where(*_matching(work, PaperFilter()))
    return tuple(work.session.scalars(forms.order_by(PrintLog.form)))


@use_case("archive.paper", "查看存档的一份", right="any")
def paper(work: Work, paper_id: int) -> KeptPaper:
    """One paper with what stood on it."""
    row = own_paper(work, paper_id)
    by = work.session.get(Staff, row.by_id) if row.by_id else None
    face: Mapping[str, Any] = row.face if isinstance(row.face, dict) else {}
    return KeptPaper(_listed(row, by.name if by else ""), face, row.sha256 or "")


def own_paper(work: Work, paper_id: int) -> PrintLog:
    """The row of a paper; one that this account may not see is not there for it."""
    only = select(PrintLog).where(PrintLog.id == paper_id, _allowed(work), ~PrintLog.is_void)
    row = work.session.scalar(only)
    if row is None:
        raise NotFoundError(what=_WHAT)
    return row


def _allowed(work: Work) -> ColumnElement[bool]:
    rights = work.actor.rights
    seen: ColumnElement[bool] = PrintLog.object_table.in_(visible(rights))
    if AUDITOR in rights:
        seen |= PrintLog.object_table.is_(None) | PrintLog.object_table.not_in(tuple(RIGHTS))
    return seen & PrintLog.form.not_in(barred(rights))


def _matching(work: Work, wanted: PaperFilter) -> list[ColumnElement[bool]]:
    """What a row, beside the name of who printed it, must be."""
    found = [_allowed(work), ~PrintLog.is_void, PrintLog.face.is_not(None)]
    if wanted.form:
        found.append(PrintLog.form == wanted.form)
    for word in wanted.text.split():
        columns = (PrintLog.number, PrintLog.title, Staff.name)
        found.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    # A moment is stored as text that sorts; a day counts from midnight to midnight.
    day = func.substr(PrintLog.at, 1, 10)
    if wanted.from_on is not None:
        found.append(day >= wanted.from_on.isoformat())
    if wanted.to_on is not None:
        found.append(day <= wanted.to_on.isoformat())
    return found


def _listed(row: PrintLog, by: str | None) -> PaperRow:
    return PaperRow(
        id=row.id,
        at=row.at,
        form=row.form,
        title=row.title or "",
        number=row.number or "",
        by=by or "",
        pages=row.pages or 0,
        copies=row.copies,
        subject=row.object_table or "",
        row=row.object_id,
        purpose=row.purpose or "",
    )
