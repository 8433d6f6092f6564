"""节假日: the days off and the make-up days from which every deadline is counted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.tables.office import Workday
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.settings.clean import cleaned
from wenming_desktop.work import Work, use_case


class DayTakenError(UserError):
    """Two rows for one day would contradict each other."""

    code = "settings.day_taken"
    text = "{day} 已经有一条“{name}”，改那一条就行。没有保存。"


@dataclass(frozen=True)
class DaySheet:
    """A day that is not what its weekday says; without an id a new one."""

    day: date
    is_workday: bool = False
    name: str = ""
    id: int | None = None


@dataclass(frozen=True)
class DayList:
    """The days from last year on, newest first, and which years are known at all."""

    days: tuple[DaySheet, ...]
    years: tuple[int, ...]
    today: date


@use_case("settings.day_list", "查看节假日", right="settings.read")
def day_list(work: Work) -> DayList:
    """The calendar as it is kept."""
    today = work.now.date()
    rows = work.session.scalars(select(Workday).where(~Workday.is_void).order_by(Workday.day))
    days = [DaySheet(row.day, row.is_workday, row.name or "", row.id) for row in rows]
    years = tuple(sorted({sheet.day.year for sheet in days}))
    shown = tuple(sheet for sheet in reversed(days) if sheet.day.year >= today.year - 1)
    return DayList(shown, years, today)


@use_case("settings.day", "修改节假日", right="settings.write")
def save_day(work: Work, command: DaySheet) -> int:
    """Add a day or change one; returns its id. Deadlines already given stay as they were."""
    command = cleaned(command)
    same = work.session.scalar(select(Workday).where(Workday.day == command.day))
    row = same if command.id is None else work.session.get(Workday, command.id)
    if command.id is None and row is not None and not row.is_void:
        raise DayTakenError(day=command.day.isoformat(), name=row.name or "", field="day")
    if command.id is not None and same is not None and same.id != command.id:
        raise DayTakenError(day=command.day.isoformat(), name=same.name or "", field="day")
    if row is None and command.id is not None:
        raise NotFoundError(what="这一天")
    row = row or Workday(day=command.day)
    row.day, row.is_workday, row.name = command.day, command.is_workday, command.name
    row.is_void, row.source = False, "manual"
    work.session.add(row)
    work.session.flush()
    work.note(f"workday:{row.id}")
    return row.id
