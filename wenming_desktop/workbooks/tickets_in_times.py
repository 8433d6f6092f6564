"""The moments of a list's row, as superiors write them: 11-25, 11月25日前, 24:00, 尽快."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Final, NamedTuple

from wenming_desktop.fields import Problem, Reading
from wenming_desktop.fields.said import Side, hear
from wenming_desktop.fields.text import is_nothing, scrub
from wenming_desktop.tickets.fields import FIELDS
from wenming_desktop.workbooks.tickets_in_entry import DUE

LAST_MINUTE: Final = time(23, 59, 59)


class Found(NamedTuple):
    """A moment, whether only its day is known, what is wrong with it, what was written."""

    at: datetime | None = None
    day_only: bool = False
    problems: tuple[Problem, ...] = ()
    text: str = ""


class Times:
    """Reads the moments of the rows of one table, at the hour it is taken in."""

    def __init__(self, at: Mapping[str, int], reading: Reading, now: datetime) -> None:
        self._at, self._reading, self.now = at, reading, now

    def moment(self, row: Sequence[object], key: str) -> Found:
        """A moment that has been: without its year it is the last such day."""
        raw = self._raw(row, key)
        if raw is None or raw == "":
            return Found()
        value, problems, note = FIELDS[key].kind.parse(raw, key, self._reading)
        text = scrub(raw)[0]
        if value is None and problems:
            said = hear(text, self.now, Side.PAST, spoken=False)
            if said is not None and said.day is not None:
                return Found(said.on(said.day), said.clock is None, (), text)
        return Found(value, note == "day", problems, text)

    def deadline(self, row: Sequence[object], accepted: datetime) -> Found:
        """When it is to be done: without its year the nearest day, a day alone to its end.

        One that nobody can read, or before the acceptance, is none: its words are told.
        """
        raw = self._raw(row, DUE)
        text = scrub(raw)[0]
        if is_nothing(text):
            return Found()
        at = self._until(raw, text, accepted)
        if at is None:
            return self._told(text, f"办理期限写的是“{text[:20]}”，看不出是几时")
        if at < accepted:
            return self._told(
                text, f"办理期限 {at:%m-%d %H:%M} 早于受理时间 {accepted:%m-%d %H:%M}"
            )
        return Found(at, text=text)

    def _until(self, raw: object, text: str, accepted: datetime) -> datetime | None:
        said = None
        if isinstance(raw, str):
            said = hear(text, accepted, Side.NEAREST, spoken=False)
        if said is not None and said.day is not None:
            return said.on(said.day, LAST_MINUTE)
        value, _, note = FIELDS[DUE].kind.parse(raw, DUE, self._reading)
        at: datetime | None = value
        return datetime.combine(at, LAST_MINUTE) if at and note == "day" else at

    def _told(self, text: str, what: str) -> Found:
        said = f"{what}，先按社区自己的时限办。原话记在备注里。"
        return Found(None, problems=(Problem("value.unknown", DUE, said),), text=text)

    def _raw(self, row: Sequence[object], key: str) -> object:
        index = self._at.get(key)
        return None if index is None else row[index]
