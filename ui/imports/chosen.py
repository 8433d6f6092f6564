"""What the clerk has said of a file's columns, over what the heads were taken for."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ui.common.memory import Memory
from wenming_desktop.workbooks.desk_imports import Checked, ColumnSeen, field_label
from wenming_desktop.workbooks.mapping import CHOSEN, NOT_IMPORTED, ColumnPlace


class Chosen:
    """The columns as they stand now; a field belongs to one column of a table."""

    def __init__(self) -> None:
        self.columns: list[ColumnSeen] = []
        self.choices: dict[ColumnPlace, str] = {}

    def take(self, columns: Iterable[ColumnSeen], choices: Mapping[ColumnPlace, str]) -> None:
        """Take the columns of a check that was made with these choices."""
        self.columns, self.choices = list(columns), dict(choices)

    def choose(self, at: int, key: str) -> None:
        """Say what a column is; whichever had the field before is left out."""
        column = self.columns[at]
        if column.place is None or column.key == key:
            return
        if key:
            for other, held in enumerate(self.columns):
                if other != at and held.key == key and _same_table(held, column):
                    self._put(other, NOT_IMPORTED, f"改给了“{column.head}”")
        self._put(at, key, CHOSEN)

    def _put(self, at: int, key: str, reason: str) -> None:
        column = self.columns[at]
        if column.place is None:
            return
        self.choices[column.place] = key
        label, state = (field_label(key), "sure") if key else ("不导入", "none")
        self.columns[at] = replace(column, key=key, label=label, reason=reason, state=state)


def _same_table(one: ColumnSeen, other: ColumnSeen) -> bool:
    return one.place is not None and other.place is not None and one.place[:2] == other.place[:2]


def signature(kind: str, columns: Sequence[ColumnSeen]) -> str:
    """Name the make of a file by its heads, so that the next one like it is known again."""
    heads = [[*column.place[1:], column.head] for column in columns if column.place is not None]
    text = json.dumps([kind, sorted(heads)], ensure_ascii=False)
    return f"import/map/{hashlib.sha256(text.encode()).hexdigest()[:20]}"


def held_choices(memory: Memory, checked: Checked) -> dict[ColumnPlace, str]:
    """Return what was said of the columns of a file of the same make, the last time."""
    key = signature(checked.request.kind, checked.columns)
    return read_back(memory.get_text(key), checked.columns)


def keep_choices(memory: Memory, checked: Checked) -> None:
    """Remember what was said of the columns; heads of a file are not kept, nor its contents."""
    if checked.request.choices:
        key = signature(checked.request.kind, checked.columns)
        memory.keep_text(key, written(checked.request.choices))


def written(choices: Mapping[ColumnPlace, str]) -> str:
    """Write choices down without the names of sheets, which change from month to month."""
    return json.dumps([[place.header_row, place.column, key] for place, key in choices.items()])


def read_back(text: str, columns: Sequence[ColumnSeen]) -> dict[ColumnPlace, str]:
    """Read choices for a file of the same make; what does not fit is nothing."""
    try:
        rows = json.loads(text) if text else []
        said = {(int(row), int(column)): str(key) for row, column, key in rows}
    except (ValueError, TypeError):
        return {}
    places = (column.place for column in columns if column.place is not None)
    found = {place: said[place[1:]] for place in places if place[1:] in said}
    return {place: key for place, key in found.items() if not key or field_label(key)}
