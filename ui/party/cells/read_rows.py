"""What the dialogs of the party page read from their rows: days, chosen ids."""

from collections.abc import Mapping

from ui.common.date_field import DateField
from ui.common.form_row import FormRow

UNREAD = "写不出是哪一天，比如 2026-12-01"


def days_read(rows: Mapping[str, FormRow], *names: str) -> bool:
    """Whether every day that was written can be read; the others say so."""
    fine = True
    for name in names:
        editor = rows[name].editor
        if isinstance(editor, DateField) and editor.unread():
            rows[name].show_error(UNREAD)
            fine = False
    return fine


def chosen(value: object) -> int:
    """The id a drop-down gave, 0 where it gave none."""
    return value if isinstance(value, int) else 0
