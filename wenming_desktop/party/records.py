"""服务记录: written once by the work itself, typed from paper cards, mended, taken out.

A record that a ticket, a wish or a contact with a household wrote carries its origin as a key,
and stands once under it; one that was taken out may be written again.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import func, select

from db.tables.households import Household, Resident
from db.tables.party import PartyMember, ServiceRecord
from wenming_desktop.errors import NotFoundError
from wenming_desktop.fields import clean_text
from wenming_desktop.party.record_checks import (
    LONG_CONTENT,
    ContactAgainError,
    NoRowsError,
    RecordRefusedError,
    VoidReasonError,
    checked,
    listed,
)
from wenming_desktop.party.record_model import (
    LIAISON,
    MOST_HOURS,
    MOST_ROWS,
    Contact,
    EditRecord,
    Made,
    RecordRow,
    TypeIn,
)
from wenming_desktop.work import Work, use_case

MISTAKEN: Final = "误录"


def write_once(work: Work, made: Made) -> int | None:
    """Write the record of a piece of work; None where it stands already."""
    standing = select(ServiceRecord.id).where(
        ServiceRecord.origin_key == made.key, ~ServiceRecord.is_void
    )
    work.session.flush()
    if work.session.scalar(standing) is not None:
        return None
    row = RecordRow(
        made.date,
        made.content,
        None if made.hours is None else float(made.hours),
        made.post,
        made.place or "",
        made.beneficiaries,
        made.confirmed_by if made.confirmed_by is not None else work.actor.staff_id,
    )
    _member(work, made.member_id)
    [record] = _store(work, made.member_id, [checked(work, row, timed=False)])
    kind, row_id = made.origin
    record.origin_key = made.key
    column = {"ticket": "ticket_id", "wish": "wish_id", LIAISON: "household_id"}[kind]
    setattr(record, column, row_id)
    work.session.flush()
    return record.id


def void_made(work: Work, origin: tuple[str, int], reason: str = "") -> tuple[int, ...]:
    """Take out every record a piece of work wrote; returns which, for `restore_made`."""
    kind, row_id = origin
    work.session.flush()
    found = work.session.scalars(
        select(ServiceRecord)
        .where(ServiceRecord.origin_key.like(f"{kind}:{row_id}:%"), ~ServiceRecord.is_void)
        .order_by(ServiceRecord.id)
    ).all()
    return _void(work, found, reason or MISTAKEN)


def void_records(work: Work, ids: Iterable[int], reason: str) -> tuple[int, ...]:
    """Take out these records as far as they stand; returns which."""
    found = (work.session.get(ServiceRecord, row_id) for row_id in ids)
    return _void(work, [row for row in found if row is not None and not row.is_void], reason)


def restore_made(work: Work, ids: Iterable[int]) -> tuple[int, ...]:
    """Bring back records that were taken out, unless the same work wrote another since."""
    back: list[int] = []
    work.session.flush()
    for row_id in ids:
        row = work.session.get(ServiceRecord, row_id)
        if row is None or not row.is_void:
            continue
        same = select(ServiceRecord.id).where(
            ServiceRecord.origin_key == row.origin_key, ~ServiceRecord.is_void
        )
        if work.session.scalar(same) is None:
            row.is_void, row.void_reason = False, None
            work.session.flush()
            back.append(row.id)
    return tuple(back)


@use_case("records.type_in", "登记服务卡", right="party.write")
def type_in(work: Work, command: TypeIn) -> tuple[int, ...]:
    """Write the lines of a paper card, all of them or none; returns their ids."""
    if not 1 <= len(command.rows) <= MOST_ROWS:
        raise NoRowsError(most=MOST_ROWS, count=len(command.rows))
    _member(work, command.member_id)
    rows = [checked(work, row, at) for at, row in enumerate(command.rows, 1)]
    made = _store(work, command.member_id, rows, numbered=True)
    work.note(f"party_member:{command.member_id}", rows=len(made))
    return tuple(row.id for row in made)


@use_case("records.edit", "修改服务记录", right="party.write")
def edit(work: Work, command: EditRecord) -> int:
    """Make a record say this; whose it is and where it came from stays."""
    record = _record(work, command.id)
    row = checked(work, command.row)
    _room(work, _one_member(record), [row], apart=record.id)
    _fill(record, row)
    key = record.origin_key or ""
    if key.startswith(f"{LIAISON}:") and row.date is not None:
        record.origin_key = f"{key.rpartition(':')[0]}:{row.date.isoformat()}"
        _refuse_twice(work, record)
    work.note(f"service_record:{record.id}")
    return record.id


@use_case("records.void", "作废服务记录", right="party.write")
def void(work: Work, record_id: int, reason: str) -> int:
    """Take a record out: counted nowhere, kept with the reason."""
    record = _record(work, record_id)
    if not reason.strip():
        raise VoidReasonError(field="reason")
    _void(work, [record], reason)
    work.note(f"service_record:{record.id}", void=True)
    return record.id


@use_case("records.contact", "记一次联系", right="party.write")
def contact(work: Work, command: Contact) -> int:
    """Write down that a member was in touch with a household: once a day."""
    household = work.session.get(Household, command.household_id)
    if household is None or household.is_void:
        raise NotFoundError(what="这一户", field="household_id")
    if not listed(work, "visit_method", command.way):
        raise RecordRefusedError("way", "请选怎么联系的。")
    way = work.codes.name("visit_method", command.way)
    note = clean_text(command.note, LONG_CONTENT - len(way) - 6)
    content = f"{way}联系住户" + (f"：{note}" if note else "")
    made = Made(
        command.member_id, command.date, content, command.hours, (LIAISON, command.household_id)
    )
    record = write_once(work, made)
    if record is None:
        name = _member(work, command.member_id)
        raise ContactAgainError(day=f"{command.date:%Y-%m-%d}", name=name, field="date")
    work.note(f"service_record:{record}")
    return record


def _void(work: Work, found: Iterable[ServiceRecord], reason: str) -> tuple[int, ...]:
    gone: list[int] = []
    for record in found:
        record.is_void, record.void_reason = True, reason.strip()[:200]
        gone.append(record.id)
    work.session.flush()
    return tuple(gone)


def _record(work: Work, record_id: int) -> ServiceRecord:
    found = work.session.get(ServiceRecord, record_id)
    if found is None or found.is_void:
        raise NotFoundError(what="这条服务记录")
    return found


def _one_member(record: ServiceRecord) -> int:
    return record.member_id or 0


def _member(work: Work, member_id: int) -> str:
    """The name of a member who is there."""
    found = work.session.get(PartyMember, member_id)
    if found is None or found.is_void:
        raise NotFoundError(what="这名党员", field="member_id")
    resident = work.session.get(Resident, found.resident_id) if found.resident_id else None
    return (resident.full_name if resident is not None else found.full_name) or ""


def _store(
    work: Work, member: int, rows: list[RecordRow], *, numbered: bool = False
) -> list[ServiceRecord]:
    _room(work, member, rows, numbered=numbered)
    made = []
    for row in rows:
        record = ServiceRecord(member_id=member)
        _fill(record, row)
        work.session.add(record)
        made.append(record)
    work.session.flush()
    return made


def _fill(record: ServiceRecord, row: RecordRow) -> None:
    values: dict[str, Any] = {
        "date": row.date,
        "content": row.content,
        "post": row.post,
        "place": row.place or None,
        "beneficiaries": row.beneficiaries,
        "hours": None if row.hours is None else Decimal(str(row.hours)),
        "confirmed_by": row.confirmed_by,
    }
    for name, value in values.items():
        setattr(record, name, value)


def _room(
    work: Work,
    member: int,
    rows: list[RecordRow],
    *,
    apart: int | None = None,
    numbered: bool = False,
) -> None:
    """Refuse more hours on one day than a day of service has, with what stands already."""
    days: dict[date, float] = defaultdict(float)
    for at, row in enumerate(rows, 1):
        if row.date is None:
            continue
        if row.date not in days:
            days[row.date] = _hours_of(work, member, row.date, apart)
        days[row.date] += row.hours or 0
        if days[row.date] > MOST_HOURS:
            said = (
                f"{row.date:%Y-%m-%d} 这一天加起来 {days[row.date]:g} 小时，"
                f"一天最多记 {MOST_HOURS:g} 小时，请核对。"
            )
            raise RecordRefusedError("hours", said, at if numbered else None)


def _hours_of(work: Work, member: int, day: date, apart: int | None) -> float:
    wanted = select(func.coalesce(func.sum(ServiceRecord.hours), 0)).where(
        ServiceRecord.member_id == member, ServiceRecord.date == day, ~ServiceRecord.is_void
    )
    if apart is not None:
        wanted = wanted.where(ServiceRecord.id != apart)
    return float(work.session.scalar(wanted) or 0)


def _refuse_twice(work: Work, record: ServiceRecord) -> None:
    same = select(ServiceRecord.id).where(
        ServiceRecord.origin_key == record.origin_key,
        ServiceRecord.id != record.id,
        ~ServiceRecord.is_void,
    )
    with work.session.no_autoflush:
        if work.session.scalar(same) is not None:
            name = _member(work, _one_member(record))
            raise ContactAgainError(day=f"{record.date:%Y-%m-%d}", name=name, field="date")
