"""Rows of a list of tickets: times, words and places read, problems named."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from wenming_desktop.fields import Problem, search_key
from wenming_desktop.fields.text import is_nothing, scrub
from wenming_desktop.progress import Progress
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.workbooks import address
from wenming_desktop.workbooks.outcome import Outcome
from wenming_desktop.workbooks.table import Row, Table
from wenming_desktop.workbooks.tickets_in_entry import (
    ACCEPTED,
    ASKED,
    CALLED,
    CONFIDENTIAL,
    DUE,
    FINISHED,
    NAME,
    NUMBER,
    PHONE,
    RATING,
    REGISTERED,
    SENT,
    STATUS,
    UNIT,
    Entry,
    Hour,
)
from wenming_desktop.workbooks.tickets_in_times import Times
from wenming_desktop.workbooks.tickets_in_words import (
    CATEGORY,
    PARENT,
    Categories,
    is_secret,
    source_of,
)

PLACE = ("estate.name", "building.building_no", "building_unit.unit_no", "house.room_no")
WRITTEN = ("ticket.location_text", "house.full_address")
TIMES = (ACCEPTED, REGISTERED, SENT, ASKED, FINISHED, CALLED, DUE)
APART = frozenset({NUMBER, CATEGORY, PARENT, UNIT, CONFIDENTIAL, *TIMES})
DONE_OR_OUT = frozenset({"60", "70", "80", "91", "92", "93", "94"})
OF_THE_END = ("contact_result", "outcome", "dissatisfaction_reason", "callback_note")
ANONYMOUS = frozenset({"匿名", "匿名群众", "匿名人", "不愿透露"})
STEP = 500


def read_tickets(
    tables: Sequence[Table], hour: Hour, progress: Progress, outcome: Outcome
) -> list[Entry]:
    """Read every row; of rows with the same number the first stands."""
    total = sum(len(table.rows) for table in tables)
    entries: list[Entry] = []
    seen: set[Any] = set()
    categories = Categories(hour.reading.codes)
    for table in tables:
        reader = _RowReader(table, hour, categories, outcome)
        for row in table.rows:
            if outcome.rows % STEP == 0:
                progress.step(outcome.rows, total, "核对数据")
            outcome.rows += 1
            entry = reader.read(row, seen)
            if entry is not None:
                seen.add(entry.number or entry.order)
                entries.append(entry)
    return entries


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, hour: Hour, categories: Categories, outcome: Outcome) -> None:
        self.table, self.reading, self.outcome = table, hour.reading, outcome
        self.estates, self.categories = hour.estates, categories
        self.source = source_of((*table.titles, table.sheet), self.reading.codes)
        self.at = {key: index for index, key in enumerate(table.keys)}
        self.ahead = hour.ahead
        self.times = Times(self.at, self.reading, hour.now)
        self.plain = [
            (index, key, FIELDS[key].kind)
            for key, index in self.at.items()
            if key in FIELDS and key not in APART
        ]

    def read(self, row: Row, seen: set[Any]) -> Entry | None:
        """One row as a ticket, None when it is refused."""
        number = self._text(row, NUMBER) or None
        if number and number in seen:
            said = f"单号 {number} 在表里已经有一行，这一行没有导入，以前一行为准。"
            self._remark(row, "ticket.duplicate", NUMBER, said)
            return None
        entry = self._timed(row, number)
        if entry is None:
            return None
        said_of = self._values(row)
        self._settle(row, entry, said_of)
        self._place(row, entry)
        if number is None and entry.order in seen:
            self._remark(row, "ticket.duplicate", NUMBER, "表里已经有完全一样的一行，没有再导入。")
            return None
        return entry

    def _timed(self, row: Row, number: str | None) -> Entry | None:
        """The row's times; without acceptance, or with a finish before it, it is refused."""
        starts = (self.times.moment(row.values, key).at for key in (ACCEPTED, REGISTERED, SENT))
        accepted = next(filter(None, starts), None)
        if accepted is None:
            shown = self._text(row, ACCEPTED)[:20]
            said = f"受理时间写的是“{shown}”，看不出是哪天。" if shown else "没有受理时间。"
            self._remark(row, "ticket.time_missing", ACCEPTED, said + "这一行没有导入。")
            return None
        finished = self._end(row, FINISHED, accepted)
        asked = self._end(row, ASKED, accepted)
        if not self._may_be(row, accepted, asked, finished):
            return None
        entry = Entry(self.table.sheet, row.number, number, accepted)
        if FINISHED not in self.at:
            finished = asked
        entry.approved_at = finished
        entry.asked_at = min(asked, finished) if asked and finished else asked or finished
        called = self._end(row, CALLED, accepted)
        if called is not None and called > self.times.now:
            self._remark(row, "value.unknown", CALLED, "回访时间还没有到，先没有记。请核对日期。")
        elif finished is not None and called is not None:
            entry.called_at = max(called, finished)
        registered = self.times.moment(row.values, REGISTERED).at
        entry.values = {
            "registered_at": _iso(registered or accepted),
            "external_sent_at": _iso(self.times.moment(row.values, SENT).at),
        }
        return entry

    def _may_be(
        self, row: Row, accepted: datetime, asked: datetime | None, finished: datetime | None
    ) -> bool:
        """Whether the row's times can have been; says what cannot."""
        if any(at is not None and at < accepted for at in (finished, asked)):
            said = "办结时间早于受理时间，这一行没有导入。请核对两个时间。"
            self._remark(row, "ticket.finish_before_accept", FINISHED, said)
            return False
        for key, name, at in (
            (ACCEPTED, "受理时间", accepted),
            (FINISHED, "办结时间", finished or asked),
        ):
            if at is not None and at > self.times.now and not self.ahead:
                said = f"{name} {at:%Y-%m-%d %H:%M} 还没有到，这一行没有导入。请核对日期。"
                self._remark(row, "ticket.time_ahead", key, said)
                return False
        return True

    def _end(self, row: Row, key: str, accepted: datetime) -> datetime | None:
        """A later moment; one given as a day only is not before an acceptance on that day."""
        found = self.times.moment(row.values, key)
        self._tell(row, found.problems)
        same_day = found.at is not None and found.at.date() == accepted.date()
        return accepted if found.day_only and same_day else found.at

    def _tell(self, row: Row, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.outcome.remark(self.table.sheet, row.number, problem)

    def _values(self, row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {}
        notes: list[str] = []
        for index, key, kind in self.plain:
            raw = row.values[index]
            if raw == "" or raw is None:
                continue
            value, problems, note = kind.parse(raw, key, self.reading)
            self._tell(row, problems)
            if value is not None:
                values[key.partition(".")[2]] = value
            if note and key == PHONE:
                notes.append(note)
        remarks = (values.get("remark"), *notes, values.pop("co_handlers", None))
        values["remark"] = "；".join(filter(None, remarks)) or None
        return values

    def _settle(self, row: Row, entry: Entry, said: dict[str, Any]) -> None:
        """Put what was read where it belongs."""
        entry.grid, entry.handler = said.pop("grid_id", None), _name(said.pop("handler_id", None))
        entry.registrar = said.pop("registrar_id", None)
        entry.caller = said.pop("callback_by", None)
        entry.unit = self._unit(row)
        self._promise(row, entry, said)
        category, problem = self.categories.find(self._text(row, PARENT), self._text(row, CATEGORY))
        if problem:
            self._remark(row, "category.unknown", CATEGORY, problem)
        said["category"] = category
        name = said.get("complainant_name")
        if name in ANONYMOUS:
            said["complainant_name"], said["is_anonymous"] = None, True
        elif name and name.strip("()（）【】") == "保密":
            said["complainant_name"] = None
        said.setdefault("source", self.source)
        said["is_confidential"] = self._secret(row) or said.get("nature") == "4"
        said["occurred_at"] = _iso(said.get("occurred_at"))
        said.setdefault("title", " ".join((said.get("content") or "").split())[:30] or None)
        self._check_end(row, entry, said)
        entry.values |= said

    def _promise(self, row: Row, entry: Entry, said: dict[str, Any]) -> None:
        """The superior's deadline; words that are none stay beside the ticket."""
        due = self.times.deadline(row.values, entry.accepted_at)
        entry.due_at = due.at
        self._tell(row, due.problems)
        if due.problems:
            _beside(said, f"来文的办理期限：{due.text[:60]}")

    def _secret(self, row: Row) -> bool:
        """Whether who called is kept secret; where nobody can tell, he is."""
        text = self._text(row, CONFIDENTIAL)
        said = is_secret(text)
        if said is None and text:
            words = f"是否保密写的是“{text[:20]}”，看不出是不是，先按保密收下。"
            self._remark(row, "value.unknown", CONFIDENTIAL, words)
            return True
        return bool(said) or any(
            is_secret(self._text(row, key), alone=False) for key in (NAME, PHONE)
        )

    def _check_end(self, row: Row, entry: Entry, said: dict[str, Any]) -> None:
        """A rating needs a finish; a status that claims an end needs its time."""
        status = said.pop("status", None)
        entry.rating = said.get("satisfaction")
        heard = search_key(self._text(row, RATING))
        if heard == "未回访":
            said.pop("satisfaction", None)
        elif heard == "未接通":
            said.setdefault("contact_result", "3")
        if entry.asked_at is None and (words := said.pop("result_text", None)):
            # Only a finish has a result: what was written meanwhile stays beside the ticket.
            _beside(said, words)
        if entry.approved_at is None:
            self._check_open(row, said, status)
        elif said.get("satisfaction") or said.get("contact_result"):
            entry.called_at = entry.called_at or entry.approved_at

    def _check_open(self, row: Row, said: dict[str, Any], status: str | None) -> None:
        """A ticket without a finish has nothing that only comes with one."""
        for name in OF_THE_END:
            said.pop(name, None)
        if said.pop("satisfaction", None):
            text = "还没有办结时间，满意度先没有记。"
            self._remark(row, "rating.unknown", RATING, text)
        if status in DONE_OR_OUT:
            name = self.reading.codes.name("ticket_status", status)
            text = f"状态是“{name}”，可是没有办结时间，先按还在办收下。请补上时间。"
            self._remark(row, "value.unknown", STATUS, text)

    def _unit(self, row: Row) -> str | None:
        name = self._text(row, UNIT)
        if is_nothing(name):
            return None
        if len(name) > 60:
            said = f"承办单位有 {len(name)} 个字，最多 60 个字，先空着。请写单位的名称。"
            self._remark(row, "unit.unknown", UNIT, said)
            return None
        return name

    def _place(self, row: Row, entry: Entry) -> None:
        """The door the row names, in parts or in one text; the text stays as written."""
        cells = [row.values[self.at[key]] if key in self.at else "" for key in PLACE]
        written = next((text for key in WRITTEN if (text := self._text(row, key))), "")
        door = address.from_parts(*cells) if any(cells) else None
        if (door is None or not door.building) and written:
            door = address.parse(written, self.estates) or door
        entry.door = door
        entry.values["location_text"] = written[:100] or (door.text if door else None) or None

    def _text(self, row: Row, key: str) -> str:
        index = self.at.get(key)
        return "" if index is None else scrub(row.values[index])[0]

    def _remark(self, row: Row, code: str, key: str, said: str) -> None:
        self.outcome.remark(self.table.sheet, row.number, Problem(code, key, said))


def _beside(said: dict[str, Any], words: str) -> None:
    """Put words to the remark."""
    said["remark"] = "；".join(filter(None, (said.get("remark"), words)))


def _name(said: str | None) -> str | None:
    return None if said is None or is_nothing(said) else said


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None
