"""Column types: local days and moments as sortable text, codes, our foreign keys."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Dialect, ForeignKey, String
from sqlalchemy.types import TypeDecorator


class LocalDate(TypeDecorator[date]):
    """A day as `YYYY-MM-DD` text: sorts and compares as it reads."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """A day to text."""
        return None if value is None else value.isoformat()[:10]

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Text to a day."""
        return None if value is None else date.fromisoformat(value)


class LocalMoment(TypeDecorator[datetime]):
    """A local wall time as `YYYY-MM-DDTHH:MM:SS` text, naive, to the second."""

    impl = String(19)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """A moment to text."""
        return None if value is None else value.isoformat(timespec="seconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Text to a moment."""
        return None if value is None else datetime.fromisoformat(value)


def code() -> String:
    """A code of one of the code lists (kept as data, never an enumeration here)."""
    return String(12)


def ref(target: str, *, late: bool = False) -> ForeignKey:
    """A foreign key to `target.id`, checked at COMMIT so rows may be written in any order.

    `late` marks the closing edge of a circle of tables.
    """
    return ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED", use_alter=late)
