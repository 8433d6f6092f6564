"""What is typed behind the options of `tickets ...`, read: moments, days, names, amounts."""

import re
from datetime import date, datetime
from decimal import Decimal

import typer

from wenming_desktop.tickets.orders import Quantity
from wenming_desktop.tickets.whistle_model import NOBODY, Came

_BETWEEN = re.compile(r"[、，,;；\s]+")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s]+)")
_PARTS = re.compile(r"[、，,;；]+")


def moment(text: str) -> datetime | None:
    """A time as the contract writes it; nothing is None."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError as error:
        raise typer.BadParameter(f"时间要写成 2026-11-20T10:42:00，现在是“{text}”") from error


def day(text: str) -> date | None:
    """A day as the contract writes it; nothing is None."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"日期要写成 2026-11-20，现在是“{text}”") from error


def names(text: str) -> tuple[str, ...]:
    """Names with anything usual between them."""
    return tuple(name for name in _BETWEEN.split(text) if name)


def came(text: str, hours: float) -> tuple[Came, ...] | None:
    """Who came; 无 is nobody, nothing written says nothing about it."""
    said = names(text)
    if not said:
        return None
    return tuple(Came(name, hours) for name in said if name not in NOBODY)


def quantities(text: str) -> tuple[Quantity, ...]:
    """3处、20米 as amounts in measures."""
    return tuple(_quantity(part) for part in _PARTS.split(text) if part.strip())


def _quantity(part: str) -> Quantity:
    found = _AMOUNT.fullmatch(part.strip())
    if found is None:
        raise typer.BadParameter(f"办理数量要写成 3处、20米，现在是“{part.strip()}”")
    return Quantity(found[2], Decimal(found[1]))
