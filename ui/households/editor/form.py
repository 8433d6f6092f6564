"""The form of one household: door, facts, book, the other fields of the member in hand, house.

Laid out from the dictionary: a field of a section not known here gets a section of its own.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.common.buttons import Btn, row
from ui.common.form_row import FormRow
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.households.editor.book import IN_BOOK, MemberTable
from ui.households.editor.door import DoorEditor
from ui.households.editor.fields import AnyEditor, make_editor, said, show
from ui.households.editor.notes import AlikeBar, LeaveBar, Lines
from ui.households.editor.sheet import NAME, Sheet
from wenming_desktop.fields import Field
from wenming_desktop.households.edit_choices import EditChoices
from wenming_desktop.households.fields import Dictionary

FIRST, BOOK = "基本信息", "成员"
_HOUSEHOLD, _PERSON = "户", "本人"
_NAMES: Final = {_HOUSEHOLD: FIRST, _PERSON: "本人其他", "关爱": "标签与关怀"}


class EditForm(QScrollArea):
    """`edited` whenever a value changed, `left` when a field was left, `at_section` where one is.

    `entered_last` says that Enter has nowhere to go on.
    """

    edited = Signal()
    left = Signal()
    at_section = Signal(str)
    door_edited = Signal()

    def __init__(self, dictionary: Dictionary, choices: EditChoices) -> None:
        super().__init__()
        self.dictionary, self.choices = dictionary, choices
        self.sheet: Sheet | None = None
        self.household: dict[str, tuple[AnyEditor, FormRow]] = {}
        self.person: dict[str, tuple[AnyEditor, FormRow]] = {}
        self.tops: dict[str, QWidget] = {}
        self.section_of: dict[str, str] = dict.fromkeys(IN_BOOK, BOOK)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.door = DoorEditor()
        estates = [(name, name) for name in self.choices.estates]
        self.door.estate.offer(estates)
        self.door_row = FormRow("door", "门牌", self.door, required=True)
        self.book = MemberTable(self.dictionary.member, self.choices)
        self.alike, self.leave, self.going = AlikeBar(), LeaveBar(), Lines()
        self.whose = Words("", "strong")
        self.whose.setObjectName("lbl_whose")
        self.remove = Btn("去掉这一位", name="remove_member", small=True)
        for field in self.dictionary.household:
            self._field(field, self.household)
        for field in self.dictionary.member:
            if field.key not in IN_BOOK:
                self._field(field, self.person)

    def _field(self, field: Field, where: dict[str, tuple[AnyEditor, FormRow]]) -> None:
        editor = make_editor(field, self.choices)
        name = field.key.replace(".", "_")
        made = FormRow(name, field.label, editor, required=field.required)
        where[field.key] = (editor, made)
        label = field.section or "其他"
        self.section_of[field.key] = _NAMES.get(label, label)
        editor.edited.connect(partial(self._typed, field.key))
        editor.left.connect(self.left)
        editor.entered.connect(self._on)

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setProperty("k", "scrolled")
        lines = column(whole, margins=(8, 11, 20, 8), gap=8)
        lines.addWidget(self.door_row)
        self.tops[FIRST] = self.door_row
        groups = self._groups(self.dictionary.household)
        lines.addLayout(self._grid(groups.pop(FIRST, []), self.household))
        lines.addLayout(self._people())
        for label, keys in self._groups(
            f for f in self.dictionary.member if f.key not in IN_BOOK
        ).items():
            self._section(lines, label, keys, self.person)
        for label, keys in groups.items():
            self._section(lines, label, keys, self.household)
        lines.addStretch(1)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _people(self) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setSpacing(4)
        title = Words(BOOK, "strong")
        about = Words("在最后一行直接填就能加人", "sm3")
        head = row(title, about, None, spacing=8)
        head.setContentsMargins(12, 0, 0, 0)
        self.tops[BOOK] = title
        layout.addLayout(head)
        box = frame("card")
        column(box, margins=(1, 1, 1, 1)).addWidget(self.book)
        around = row(box)
        around.setContentsMargins(12, 0, 0, 4)
        layout.addLayout(around)
        for part in (self.alike, self.going):
            layout.addWidget(part)
        whose = row(self.whose, Words("的其他信息", "sm3"), None, self.remove, spacing=8)
        whose.setContentsMargins(12, 4, 0, 0)
        layout.addLayout(whose)
        layout.addWidget(self.leave)
        return layout

    def _groups(self, fields: Iterable[Field]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for field in fields:
            found.setdefault(self.section_of[field.key], []).append(field.key)
        return found

    def _section(
        self,
        lines: QVBoxLayout,
        label: str,
        keys: list[str],
        where: dict[str, tuple[AnyEditor, FormRow]],
    ) -> None:
        title = Words(label, "head")
        title.setContentsMargins(12, 4, 0, 0)
        self.tops.setdefault(label, title)
        lines.addWidget(title)
        lines.addLayout(self._grid(keys, where))

    def _grid(self, keys: list[str], where: dict[str, tuple[AnyEditor, FormRow]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(8)
        for column_at in (0, 1):
            grid.setColumnStretch(column_at, 1)
        line = side = 0
        for key in keys:
            wide = where[key][0].metaObject().className() in ("CodesEditor", "TextEditor")
            if wide and side:
                line, side = line + 1, 0
            grid.addWidget(where[key][1], line, side, 1, 2 if wide else 1)
            line, side = (line + 1, 0) if wide or side else (line, 1)
        return grid

    def _connect(self) -> None:
        self.door.edited.connect(self._door_typed)
        self.door.left.connect(self.left)
        self.door.filled.connect(self._to_book)
        self.book.edited.connect(self._book_typed)
        self.book.left.connect(self.left)
        self.book.taken.connect(self._taken)
        self.book.ended.connect(self._out_of_book)

    def labels(self) -> list[str]:
        """The sections in the order they stand."""
        return list(self.tops)

    def align(self) -> None:
        """Give all labels the width of the widest; called when shown or restyled."""
        rows = [self.door_row, *(r for _, r in (*self.household.values(), *self.person.values()))]
        for each in rows:
            each.restyle()
        widest = max(each.label_width() for each in rows)
        for each in rows:
            each.align_label(widest)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a household; nobody is told."""
        self.sheet = sheet
        self.door.put(sheet.door)
        for key, (editor, _) in self.household.items():
            show(editor, sheet.value(key))
        self.leave.hide()
        self.book.show_sheet(sheet)
        self.book.take(0, focus=False)
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the values again, where the sheet changed under the form."""
        if self.sheet is None:
            return
        self.door.put(self.sheet.door)
        for key, (editor, _) in self.household.items():
            show(editor, self.sheet.value(key))
        at = min(max(self.book.at, 0), len(self.sheet.members) - 1)
        self.book.rows_changed()
        self.book.at = -1
        self.book.take(at, focus=False)

    def _typed(self, key: str) -> None:
        if self.sheet is None:
            return
        member = self.book.member()
        if key in self.household:
            changed = self.sheet.put(key, said(self.household[key][0]))
        else:
            changed = member is not None and member.put(key, said(self.person[key][0]))
            if changed and not self.sheet.members[-1].empty:
                self.sheet.keep_empty_row()
                self.book.rows_changed()
        if changed:
            self.edited.emit()

    def _door_typed(self) -> None:
        if self.sheet is not None:
            door = self.door.value()
            stored = self.sheet.stored_door
            same = (door.estate, door.building, door.unit or "0", door.room)
            known = (stored.estate, stored.building, stored.unit or "0", stored.room)
            self.sheet.door = stored if same == known else door
            self.edited.emit()
            self.door_edited.emit()

    def _book_typed(self, key: str) -> None:
        if key == NAME:
            self._name()
        self.edited.emit()

    def _taken(self, _at: int) -> None:
        member = self.book.member()
        if member is not None:
            for key, (editor, _) in self.person.items():
                show(editor, member.value(key))
            self.leave.hide()
            self._name()
        self.left.emit()

    def _name(self) -> None:
        member = self.book.member()
        name = member.value(NAME) if member is not None else ""
        self.whose.setText(name or "新成员")
        self.remove.setVisible(member is not None and not (member.empty and not name))

    def _to_book(self) -> None:
        if self.sheet is not None:
            at = self.book.at if 0 <= self.book.at < len(self.sheet.members) else 0
            self.book.take(at)

    def _out_of_book(self, step: int) -> None:
        if step < 0:
            self.to_section(FIRST)
            return
        if self.sheet is not None and len(self.sheet.members) > 1:
            self.book.take(len(self.sheet.members) - 2, focus=False)
        self.to_person()

    def to_person(self) -> None:
        """Go to the other fields of the member in hand."""
        if self.person:
            next(iter(self.person.values()))[0].setFocus(Qt.FocusReason.TabFocusReason)

    def to_book(self) -> None:
        """Go to the row in hand."""
        self._to_book()

    def _on(self) -> None:
        """Enter goes on to the next field."""
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self.focusNextPrevChild(True)

    def to_section(self, label: str) -> None:
        """Bring a section to the top, with the cursor in its first field."""
        if label == FIRST:
            self.door.go("")
        elif label == BOOK:
            self._to_book()
        else:
            both = {**self.person, **self.household}
            key = next((key for key in both if self.section_of[key] == label), None)
            if key is not None:
                both[key][0].setFocus(Qt.FocusReason.TabFocusReason)
        inner = self.widget()
        if inner is not None:
            top = self.tops[label].mapTo(inner, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(max(0, top - 10))

    def go(self, key: str, member: int | None) -> None:
        """Put the cursor into a field, of a member or of the household."""
        if member is not None:
            self.book.take(member, key, focus=key in IN_BOOK)
        both: Mapping[str, tuple[AnyEditor, FormRow]] = {**self.person, **self.household}
        if key in both:
            both[key][0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif member is None:
            self.door.go(key)
