"""Rows that are at hand already, for a table that otherwise reads page by page."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from ui.common.table_model import PageSource, Ticket

RowT = TypeVar("RowT")


class _Done:
    def drop(self) -> None:
        """Nothing waits."""


class AtHand:
    """Answers a table at once."""

    def read(
        self,
        owner: QObject,
        done: Callable[[Any], object],
        service: Callable[..., Any],
        *args: Any,
    ) -> Ticket:
        """Call the service without a data file and hand its result on."""
        done(service(None, *args))
        return _Done()


def held(rows: Sequence[RowT]) -> PageSource[Sequence[RowT], RowT]:
    """Return a source over rows in memory."""
    return PageSource(_count, _page, rows)


def _count(_work: object, rows: Sequence[Any]) -> int:
    return len(rows)


def _page(_work: object, rows: Sequence[RowT], offset: int, limit: int) -> Sequence[RowT]:
    return rows[offset : offset + limit]
