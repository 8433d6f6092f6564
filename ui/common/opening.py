"""A list whose count and first page are looked for in one read: a search is gone through once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject
from typing_extensions import override

from ui.common.table_model import Reader, Ticket
from ui.common.waiting import HeardReads

Done = Callable[[Any], object]


class Opened(Protocol):
    """What the joined service answers: how many there are, and the rows asked for."""

    @property
    def total(self) -> int:
        """How many rows the whole list has."""

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows asked for."""


@dataclass(frozen=True)
class Questions:
    """The two services a table asks when it is filled, and the one that answers both."""

    count: Callable[..., int]
    page: Callable[..., Any]
    both: Callable[..., Opened]


class OpeningReads(HeardReads):
    """Joins the two questions; of several letters typed in a row only the last is answered."""

    def __init__(
        self, reads: Reader, reply: Callable[..., Any], questions: Questions, parent: QObject
    ) -> None:
        super().__init__(reads, reply, parent)
        self._questions = questions
        self._counts: tuple[Any, Done] | None = None
        self._last: Ticket | None = None

    @override
    def read(self, owner: QObject, done: Done, service: Callable[..., Any], *args: Any) -> Ticket:
        if service is self._questions.count:
            self._counts = (args[0], done)
            return _Joined()
        asked, self._counts = self._counts, None
        if service is not self._questions.page or asked is None or asked[0] != args[0]:
            return super().read(owner, done, service, *args)
        if self._last is not None:
            self._last.drop()
        both = partial(_tell_both, asked[1], done)
        self._last = super().read(owner, both, self._questions.both, *args)
        return self._last


class _Joined:
    """The half that waits for the other: it cannot be dropped alone."""

    def drop(self) -> None:
        """Nothing runs yet."""


def _tell_both(counted: Done, opened: Done, found: Opened) -> None:
    counted(found.total)
    opened(found.rows)
