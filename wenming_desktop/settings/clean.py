"""A sheet of settings as it is kept: every text in it clean, however it was pasted."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from wenming_desktop.fields.text import clean_text

T = TypeVar("T")
LONGEST = 200


def cleaned(sheet: T) -> T:
    """The same frozen sheet with every text of it cleaned, also in its lists."""
    if not is_dataclass(sheet) or isinstance(sheet, type):
        return sheet
    values = {item.name: _clean(getattr(sheet, item.name)) for item in fields(sheet)}
    return replace(sheet, **values)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        # Half a character is refused in words (`BrokenTextError`), not dropped in silence.
        value.encode()
        return clean_text(value, LONGEST)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    return value
