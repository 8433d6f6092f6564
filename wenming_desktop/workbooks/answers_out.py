"""名单回填: the answers of finished tickets go into the superior's own workbook, as it was sent.

Rows are known by the superior's number. Only empty cells of columns that ask for an answer are
written; rows of tickets that are not known or not finished stay as they are and are named. An
order merged into another takes that one's answer; one handed on, withdrawn or not accepted says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from db.tables.records import ExportLog
from wenming_desktop.fields import identity, phones
from wenming_desktop.fields.text import scrub
from wenming_desktop.settings import office
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.work import Desk, Work, use_case
from wenming_desktop.workbooks.answers_out_columns import (
    NUMBER,
    UNIT,
    UNIT_PHONE,
    AnswerColumn,
    answer_columns,
    cells,
    written,
)
from wenming_desktop.workbooks.answers_out_facts import NAMES, Open, answer, facts_of
from wenming_desktop.workbooks.answers_out_model import (
    ENDING,
    Answered,
    AnswerPlan,
    AnswersNoColumnError,
    AnswersNoNumberError,
    AnswersTargetError,
    Fill,
    FillAnswers,
    RowLeft,
)
from wenming_desktop.workbooks.answers_out_write import write_answers
from wenming_desktop.workbooks.book import Book, SheetGrid
from wenming_desktop.workbooks.files import KINDS, estate_names, tables_of
from wenming_desktop.workbooks.reader import read
from wenming_desktop.workbooks.table import Table

_NUMBERED = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1\d{10})(?!\d)")
_MOMENTS = frozenset(name for name in NAMES if name.endswith("_at"))


class _Line(NamedTuple):
    """One row of a list."""

    sheet: str
    row: int
    number: str
    cells: Sequence[object]
    columns: tuple[AnswerColumn, ...]


def preview(desk: Desk, file: Path, columns: tuple[str, ...] = ()) -> AnswerPlan:
    """What filling a list would do; nothing is written."""
    return _planned(desk, file, columns)[1]


def fill(desk: Desk, command: FillAnswers) -> Answered:
    """Write the filled copy and log that answers left the office."""
    checked_target(command)
    book, plan = _planned(desk, command.file, command.columns)
    write_answers(command.file, command.out, book, plan.fills)
    desk.write(_note, plan)
    return Answered(plan, command.out)


def checked_target(command: FillAnswers) -> None:
    """Refuse to write over the list itself, or under a name that lies about its kind."""
    same = command.out.exists() and command.out.samefile(command.file)
    if same or command.out.suffix.lower() != ENDING:
        raise AnswersTargetError(field="out")


def _planned(desk: Desk, file: Path, columns: tuple[str, ...]) -> tuple[Book, AnswerPlan]:
    book = read(file, desk.progress)
    tables = tables_of(book, KINDS["tickets"], desk.read(estate_names))
    tables = tuple(table for table in tables if NUMBER in table.columns)
    if not tables:
        raise AnswersNoNumberError(file=book.name)
    grids = {grid.name: grid for grid in book.sheets}
    lines = [line for t in tables for line in _lines(t, grids[t.sheet], columns)]
    asked = {column for line in lines for column in line.columns}
    if not asked:
        raise AnswersNoColumnError(file=book.name)
    plan = desk.read(_plan, tuple(lines))
    in_order = sorted(asked)
    heads = tuple(dict.fromkeys(column.head for column in in_order))
    return book, replace(plan, columns=heads, keys=tuple(sorted({c.key for c in in_order})))


def _lines(table: Table, grid: SheetGrid, wanted: tuple[str, ...]) -> Iterable[_Line]:
    asked = answer_columns(table, grid)
    columns = tuple(column for column in asked if not wanted or column.key in wanted)
    for row in table.rows:
        number = scrub(table.get(row, NUMBER))[0]
        if number:
            yield _Line(table.sheet, row.number, number, cells(grid, row.number), columns)


@use_case("answers.preview", "名单回填", right="register.export")
def _plan(work: Work, lines: tuple[_Line, ...]) -> AnswerPlan:
    known = facts_of(work, sorted({line.number for line in lines}))
    fills: list[Fill] = []
    left: list[RowLeft] = []
    ours = office(work)
    for line in lines:
        said = answer(work, known.get(line.number, []), {column.key for column in line.columns})
        if isinstance(said, Open):
            left.append(RowLeft(line.sheet, line.row, line.number, *said))
            continue
        said[UNIT] = said[UNIT] or ours.full_name or ours.short_name
        if said[UNIT_PHONE] is None:
            said[UNIT_PHONE] = ours.duty_phone
        fills += _fills(work, line, said)
    return AnswerPlan(len(lines), tuple(fills), (), tuple(left))


def _fills(work: Work, line: _Line, said: dict[str, Any]) -> Iterable[Fill]:
    like = next((at for at, cell in enumerate(line.cells) if isinstance(cell, datetime)), None)
    for column in line.columns:
        value = said[column.key]
        if not value or written(line.cells, column.at):
            continue
        place = (line.sheet, line.row, column.at)
        if column.key in _MOMENTS:
            at = datetime.fromisoformat(value)
            # As the list itself writes its times: real ones, or text.
            yield Fill(*place, f"{at:%Y-%m-%d %H:%M}") if like is None else Fill(*place, at, like)
        else:
            yield Fill(*place, _shown(work, column.key, value))


def _shown(work: Work, key: str, value: str) -> str:
    if key == UNIT_PHONE:
        return value
    field = FIELDS[key]
    # A result is the clerk's own words: whose number stands in them is nobody's to send on.
    return _NUMBERED.sub(_covered, field.kind.show(value, work.codes))


def _covered(found: re.Match[str]) -> str:
    text = found.group()
    return phones.mask(text) if len(text) == 11 else identity.mask(text)


@use_case("answers.export", "名单回填", right="register.export", undo="none")
def _note(work: Work, plan: AnswerPlan) -> None:
    left = len(plan.left)
    work.session.add(
        ExportLog(
            what="answers",
            filter={"rows": plan.rows, "left": left},
            rows=plan.filled,
            columns=list(plan.keys),
            at=work.now,
            by_id=work.actor.staff_id,
        )
    )
    work.note("export:answers", rows=plan.filled, left=left)
