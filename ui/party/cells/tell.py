"""How a dialog of the party page says why something was refused."""

from collections.abc import Mapping

from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from wenming_desktop.errors import UserError

UNREAD = "写不出是哪一天，比如 2026-12-01"


def tell(dialog: FormDialog, rows: Mapping[str, FormRow], error: UserError) -> None:
    """Say why beside its field, or above the buttons where it has none."""
    row = rows.get(error.field or "")
    if row is None:
        dialog.fail(error.message)
        return
    dialog.wait(waiting=False)
    row.show_error(error.message)
    first_wrong(dialog.rows)


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
