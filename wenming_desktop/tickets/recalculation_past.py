"""The working calendar as it stood at an act, out of the images of what changed since."""

import json
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from wenming_desktop.tickets import deadlines
from wenming_desktop.tickets.clock import Calendar, OfficeHours
from wenming_desktop.work import Work

_IMAGES = """
SELECT audit_seq, table_name, row_id, last_row_id, before FROM change_image
WHERE table_name IN ('workday', 'community') ORDER BY audit_seq DESC, id DESC
"""
_DAYS = "SELECT id, day, is_workday, is_void FROM workday"
_ACT = """
SELECT audit_seq, row_id FROM change_image
WHERE table_name = 'ticket_action' AND kind = 'ins' AND last_row_id >= ?
ORDER BY last_row_id LIMIT 1
"""
Days = dict[int, tuple[date, bool]]
Edit = tuple[int, Days, OfficeHours]


class PastCalendars:
    """The calendar in force, and before each act that changed it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.now = deadlines.calendar(work)
        found = sorted(_edits(work, self.now.hours), key=itemgetter(0))
        self._seqs = [seq for seq, _, _ in found]
        self._before = [(days, hours) for _, days, hours in found]
        self._made: dict[int, Calendar] = {}

    @property
    def changed(self) -> bool:
        """Whether the calendar was ever edited."""
        return bool(self._seqs)

    def when(self, action_id: int) -> Calendar:
        """The calendar by which the act counted that wrote this row of a log."""
        found = self._work.connection.exec_driver_sql(_ACT, (action_id,)).first()
        # A row without an image was there before anything was watched.
        act = found[0] if found is not None and found[1] <= action_id else 0
        at = bisect_right(self._seqs, act)
        if at == len(self._seqs):
            return self.now
        if at not in self._made:
            days, hours = self._before[at]
            self._made[at] = Calendar(dict(days.values()), hours)
        return self._made[at]


def _edits(work: Work, hours: OfficeHours) -> Iterable[Edit]:
    """Number of each act that changed the calendar and what stood before, the newest first."""
    rows = work.connection.exec_driver_sql(_DAYS)
    days: Days = {row[0]: (date.fromisoformat(row[1]), bool(row[2])) for row in rows if not row[3]}
    images = list(work.connection.exec_driver_sql(_IMAGES))
    for seq, group in groupby(images, key=itemgetter(0)):
        was = dict(days), hours
        for _, table, first, last, before in group:
            stored = json.loads(before) if before else None
            if table == "community":
                hours = _hours(stored)
            else:
                _put_back(days, range(first, last + 1), stored)
        if was != (days, hours):
            yield seq, dict(days), hours


def _put_back(days: Days, ids: Iterable[int], stored: dict[str, Any] | None) -> None:
    for row_id in ids:
        if stored is None or stored["is_void"]:
            days.pop(row_id, None)
        else:
            days[row_id] = date.fromisoformat(stored["day"]), bool(stored["is_workday"])


def _hours(stored: dict[str, Any] | None) -> OfficeHours:
    text = stored["work_hours"] if stored else None
    return deadlines.hours(json.loads(text) if text else None)
