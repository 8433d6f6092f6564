"""The rows of a member's form, one for each field of the dictionary that it wants."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_row import FormRow
from ui.life.group import short_line
from wenming_desktop.fields import Code, Field, Text
from wenming_desktop.party.fields import MEMBER_FIELDS
from wenming_desktop.party.member_model import MemberLists, MemberSheet

FIELDS: Final = {one.key: one for one in MEMBER_FIELDS if one.entity == "party_member"}
BRANCH, CELL, UNIT = (f"party_member.{name}" for name in ("branch_id", "group_id", "work_unit_id"))
NAME, KIND = "party_member.full_name", "party_member.member_kind"
UNREAD: Final = "日期没有看懂。写 3.5、昨天或 2026-10-03 都行。"
FROM_REGISTER: Final = "灰色的几项以居民档案为准，到住户档案里改。"
_FEW = 9
_NOTHING: Final = ("", "没有写")
_LONG = 100


class MemberForm:
    """Makes the rows of some fields, fills them from a sheet and gives back what was typed."""

    def __init__(
        self, keys: Iterable[str], today: Callable[[], date], required: Collection[str] = ()
    ) -> None:
        self._today = today
        self.rows: dict[str, FormRow] = {}
        for key in keys:
            one = FIELDS[key]
            name = f"member_{one.name}"
            editor, needed = self._editor(one, name), one.required or key in required
            self.rows[key] = FormRow(name, one.label, editor, required=needed)

    def _editor(self, one: Field, name: str) -> QWidget:
        if isinstance(one.kind, Code) or one.key in (BRANCH, CELL, UNIT):
            return Choice(name, one.label, searchable=True)
        if one.kind.editor == "day":
            return DateField(name, one.label, self._today)
        return short_line(name, one.label, one.kind.limit if isinstance(one.kind, Text) else _LONG)

    def offer(self, lists: MemberLists) -> None:
        """Give the choices their lists; what was chosen stays chosen."""
        pairs = {
            BRANCH: [(str(row_id), name) for row_id, name in lists.branches],
            CELL: [(str(cell.id), cell.name) for cell in lists.cells],
            UNIT: [(name, name) for name in lists.units],
            **{key: list(codes) for key, codes in lists.codes.items()},
        }
        for key, row in self.rows.items():
            if isinstance(row.editor, Choice):
                row.editor.offer([_NOTHING, *pairs.get(key, ())])

    def fill(self, sheet: MemberSheet) -> None:
        """Show a sheet; what the resident's own row says is locked."""
        for key, row in self.rows.items():
            row.clear()
            self.put(key, sheet.values.get(key, ""))
            self._lock(row, locked=key in sheet.linked)

    def _lock(self, row: FormRow, *, locked: bool) -> None:
        if isinstance(row.editor, DateField):
            row.editor.setEnabled(not locked)
        row.lock(locked=locked)

    def put(self, key: str, text: str) -> None:
        """Put a value into a field."""
        editor = self.rows[key].editor
        if isinstance(editor, Choice):
            if text and key not in (BRANCH, CELL) and editor.findData(text) < 0:
                editor.addItem(text, text)  # a word the list no longer has is not lost
            editor.choose(text)
        elif isinstance(editor, DateField):
            editor.put(date.fromisoformat(text) if text else None)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def text(self, key: str) -> str:
        """What stands in a field, as the service reads it."""
        editor = self.rows[key].editor
        if isinstance(editor, Choice):
            if key == UNIT:
                typed = editor.currentText().strip()
                return "" if typed == _NOTHING[1] else typed
            return str(editor.value() or "")
        if isinstance(editor, DateField):
            day = editor.value()
            return day.isoformat() if day is not None else editor.text()
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    def values(self) -> dict[str, str]:
        """Everything typed, by the keys of the dictionary."""
        return {key: self.text(key) for key in self.rows}

    def unread(self) -> bool:
        """Mark what is typed and is no choice or no day; whether there was any."""
        found = False
        for key, row in self.rows.items():
            row_says = self._unread(key, row)
            if row_says:
                row.show_error(row_says)
                found = True
        return found

    def _unread(self, key: str, row: FormRow) -> str:
        editor = row.editor
        if isinstance(editor, DateField) and editor.unread():
            return UNREAD
        if isinstance(editor, Choice) and key != UNIT and editor.value() is None:
            typed = editor.currentText().strip()
            return f"没有“{typed[:20]}”这一项，请从列表里选。" if typed else ""
        return ""
