"""The reads of the list: a new question's count and first page are looked for in one read."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from typing_extensions import override

from ui.common.table_model import Ticket
from ui.common.waiting import HeardReads
from ui.jobs import Jobs, Reply
from wenming_desktop.households.model import Opening
from wenming_desktop.households.queries import (
    household_count,
    household_opening,
    household_page,
)

Done = Callable[[Any], object]


class OpeningReads(HeardReads):
    """Joins the two questions a table asks when it is filled; a search is gone through once."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, Reply, parent)
        self._counts: tuple[Any, Done] | None = None
        self._last: Ticket | None = None

    @override
    def read(self, owner: QObject, done: Done, service: Callable[..., Any], *args: Any) -> Ticket:
        if service is household_count:
            self._counts = (args[0], done)
            return _Joined()
        asked, self._counts = self._counts, None
        if service is not household_page or asked is None or asked[0] != args[0]:
            return super().read(owner, done, service, *args)
        # Of several letters typed one after another only the last is still wanted.
        if self._last is not None:
            self._last.drop()
        both = partial(_tell_both, asked[1], done)
        self._last = super().read(owner, both, household_opening, *args)
        return self._last


class _Joined:
    """The half that waits for the other: it cannot be dropped alone."""

    def drop(self) -> None:
        """Nothing runs yet."""


def _tell_both(counted: Done, opened: Done, found: Opening) -> None:
    counted(found.total)
    opened(found.rows)
