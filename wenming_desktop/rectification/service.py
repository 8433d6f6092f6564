"""Make an item of 整改清单, take it through its table, list what is open."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from db.tables.office import Staff
from db.tables.ticket_desk import RectificationItem
from wenming_desktop.errors import NotFoundError
from wenming_desktop.evidence.owners import own_items
from wenming_desktop.fields import clean_text, search_key
from wenming_desktop.rectification import rules
from wenming_desktop.rectification.acts import Told, read_lines, with_line, words_with
from wenming_desktop.rectification.model import OPEN, WAITING, ItemLine, ItemSheet, Move, NewItem
from wenming_desktop.rectification.refusals import (
    CheckerError,
    DeadlineError,
    ItemFieldError,
    MomentError,
    NewDeadlineError,
    StandardError,
    WordsMissingError,
    WrongActError,
)
from wenming_desktop.rectification.standards import standards, words_of
from wenming_desktop.settings import take_number
from wenming_desktop.work import Work, use_case

LONGEST = {
    "location": 80, "problem": 500, "responsible_unit": 60, "responsible_person": 50,
    "responsible_phone": 20, "measures": 500,
}  # fmt: skip
MOST_WORDS = 200
"""Letters of what an act says."""
_REQUIRED = (
    ("location", "位置"),
    ("problem", "问题"),
    ("responsible_unit", "责任单位"),
    ("responsible_person", "责任人"),
)
_ROWS = """
SELECT i.id, i.item_no, i.status, i.location, i.problem, i.responsible_unit,
       i.responsible_person, i.deadline, i.ticket_id, t.ticket_no,
       i.origin, i.responsible_phone, g.name, i.standard_code, i.measures, i.issued_on,
       i.rectified_on, i.checked_on, s.name, i.check_note, i.result, i.remark
FROM rectification_item i LEFT JOIN ticket t ON t.id = i.ticket_id
LEFT JOIN grid g ON g.id = i.grid_id LEFT JOIN staff s ON s.id = i.checked_by
WHERE NOT i.is_void
"""


@use_case("rectification.add", "新建整改", right="ticket.write")
def add_item(work: Work, command: NewItem) -> int:
    """Make an item and issue it at once; returns its id."""
    texts: dict[str, Any] = {
        name: clean_text(getattr(command, name), most) for name, most in LONGEST.items()
    }
    command = replace(command, **texts)
    for name, label in _REQUIRED:
        if not getattr(command, name):
            raise ItemFieldError(label=label, field=name)
    if command.standard_code and command.standard_code not in {one.code for one in standards()}:
        raise StandardError(code_=command.standard_code, field="standard_code")
    if command.deadline <= work.now:
        raise DeadlineError(field="deadline")
    item = RectificationItem(
        item_no=take_number(work, "rectification", work.now),
        **texts,
        origin=command.origin,
        ticket_id=command.ticket_id,
        grid_id=command.grid_id,
        standard_code=command.standard_code or None,
        deadline=command.deadline,
        issued_on=work.now,
        status=rules.TABLE[WAITING, "issue"],
    )
    work.session.add(item)
    work.session.flush()
    work.note(f"rectification_item:{item.id}")
    return item.id


@use_case("rectification.act", "办理整改", right="ticket.write")
def act(work: Work, command: Move) -> int:
    """Take an item one step on, as the table allows; what is said is kept in its log."""
    item = _seen(work, command.item_id)
    name = rules.ACTS.get(command.act, command.act)
    target = rules.TABLE.get((item.status or "", command.act))
    if target is None:
        status = work.codes.name("rectification_status", item.status)
        raise WrongActError(number=item.item_no or "", status=status, act=name)
    note = clean_text(command.note, MOST_WORDS)
    if command.act in rules.NEEDS_WORDS and not note:
        raise WordsMissingError(act=name, field="note")
    at = _at(work, item, command)
    by = _keep(work, item, command, note, at)
    due = _restarted(work, item, command)
    said = words_with(note, due, item.deadline)
    item.remark = with_line(item.remark or "", Told(at, name, by, said))
    item.deadline, item.status = due or item.deadline, target
    work.session.flush()
    work.note(f"rectification_item:{item.id}", step=command.act)
    return item.id


def _seen(work: Work, item_id: int) -> RectificationItem:
    """An item that is in no grid of somebody else."""
    if not _rows(work, " AND i.id = ?", item_id):
        raise NotFoundError(what="这一条整改")
    return work.session.get_one(RectificationItem, item_id)


def _at(work: Work, item: RectificationItem, command: Move) -> datetime:
    """When it was done: after what was done before, to the minute, and not still to come."""
    at = (command.at or work.now).replace(microsecond=0)
    told = [one.at for one in read_lines(item.remark or "")]
    known = [one for one in (item.issued_on, *told) if one is not None]
    last = max(known, default=at).replace(second=0, microsecond=0)
    if not last <= at <= work.now:
        raise MomentError(
            number=item.item_no or "",
            act=rules.ACTS[command.act],
            at=f"{at:%Y-%m-%d %H:%M}",
            last=f"{last:%Y-%m-%d %H:%M}",
            field="at",
        )
    return at


def _keep(work: Work, item: RectificationItem, command: Move, note: str, at: datetime) -> str:
    """What an act leaves in the item's columns; returns the name of who did it."""
    by = command.by_id or work.actor.staff_id
    person = work.session.get(Staff, by) if by else None
    name = (person.name or "") if person is not None else work.actor.name
    if command.act == "done":
        item.rectified_on, item.result = at, note
    elif command.act in {"pass", "fail"}:
        responsible = item.responsible_person or ""
        if person is not None and search_key(name) == search_key(responsible):
            raise CheckerError(name=responsible, field="by_id")
        item.checked_on, item.checked_by, item.check_note = at, by, note or None
    elif command.act == "rebound":
        item.rebound, item.check_note = True, note
    return name


def _restarted(work: Work, item: RectificationItem, command: Move) -> datetime | None:
    """The deadline of an act after which somebody has to put it right again."""
    if command.act not in rules.RESTARTS:
        return None
    due = command.deadline or rules.deadline_from(work.now, item.deadline)
    if due <= work.now:
        raise NewDeadlineError(field="deadline")
    return due


@use_case("rectification.list", "查看整改清单", right="ticket.read")
def item_lines(work: Work, *, is_open: bool = True) -> tuple[ItemLine, ...]:
    """The items, those that are due first; all of them or only what is open."""
    lines = [_line(work, row) for row in _rows(work)]
    wanted = [line for line in lines if not is_open or line.status in OPEN]
    return tuple(sorted(wanted, key=lambda line: (line.deadline or work.now, line.id)))


@use_case("rectification.sheet", "查看整改", right="ticket.read")
def item_sheet(work: Work, item_id: int) -> ItemSheet:
    """All that is known of one item."""
    row = next(iter(_rows(work, " AND i.id = ?", item_id)), None)
    if row is None:
        raise NotFoundError(what="这一条整改")
    name = work.codes.name
    return ItemSheet(
        line=_line(work, row),
        origin=name("rectification_source", row[10]),
        phone=row[11] or "",
        grid=row[12] or "",
        standard=words_of(row[13]),
        measures=row[14] or "",
        result=row[20] or "",
        issued_on=_moment(row[15]),
        rectified_on=_moment(row[16]),
        checked_on=_moment(row[17]),
        checked_by=row[18] or "",
        check_note=row[19] or "",
        acts=rules.possible(row[2] or ""),
        log=read_lines(row[21] or ""),
        next_deadline=rules.deadline_from(work.now, _moment(row[7])),
    )


@use_case("rectification.of_ticket", "查看整改", right="ticket.read")
def items_of_ticket(work: Work, ticket_id: int) -> tuple[ItemLine, ...]:
    """The items that a ticket brought about."""
    return tuple(_line(work, row) for row in _rows(work, " AND i.ticket_id = ?", ticket_id))


def _rows(work: Work, more: str = "", *values: object) -> list[Any]:
    own, ids = own_items(work)
    sql = f"{_ROWS}{more}{own} ORDER BY i.id"
    return list(work.connection.exec_driver_sql(sql, (*values, *ids)))


def _line(work: Work, row: Any) -> ItemLine:
    status, deadline = row[2] or "", _moment(row[7])
    return ItemLine(
        id=row[0],
        number=row[1] or "",
        status=status,
        status_name=work.codes.name("rectification_status", status),
        location=row[3] or "",
        problem=row[4] or "",
        unit=row[5] or "",
        person=row[6] or "",
        deadline=deadline,
        lamp=rules.lamp(status, deadline, work.now),
        ticket_id=row[8],
        ticket_no=row[9] or "",
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
