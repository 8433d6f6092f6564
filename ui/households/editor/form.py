"""The form of one household: door, facts, book, the other fields of the member in hand, house.

Laid out from the dictionary: a field of a section not known here gets a section of its own.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, row
from ui.common.form_row import FormRow
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.households.editor.book import IN_BOOK, MemberTable
from ui.households.editor.door import DoorEditor
from ui.households.editor.notes import AlikeBar, LeaveBar, Lines
from ui.households.editor.rows import BOOK, FIRST, FieldRows
from ui.households.editor.sheet import NAME, Sheet
from wenming_desktop.households.edit_choices import EditChoices
from wenming_desktop.households.fields import Dictionary

__all__ = ["BOOK", "FIRST", "EditForm"]
_DRESSED_MS = 20


class EditForm(QScrollArea):
    """`edited` whenever a value changed, `left` when a field was left."""

    edited = Signal()
    left = Signal()

    def __init__(self, dictionary: Dictionary, choices: EditChoices) -> None:
        super().__init__()
        self.choices = choices
        self.sheet: Sheet | None = None
        self.rows = FieldRows(dictionary, choices, self._value, self)
        self.door = DoorEditor()
        self.door.estate.offer([(name, name) for name in choices.estates])
        self.door_row = FormRow("door", "门牌", self.door, required=True)
        self.book = MemberTable(dictionary.member, choices)
        self.alike, self.leave, self.going = AlikeBar(), LeaveBar(), Lines()
        self.whose = Words("", "strong")
        self.whose.setObjectName("lbl_whose")
        self.remove = Btn("去掉这一位", name="remove_member", small=True)
        self.tops: dict[str, QWidget] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setProperty("k", "scrolled")
        lines = column(whole, margins=(8, 11, 20, 8), gap=8)
        lines.addWidget(self.door_row)
        self.tops[FIRST] = self.door_row
        groups = self.rows.groups(self.rows.household)
        lines.addLayout(self.rows.lay(groups.pop(FIRST, []), later=False))
        lines.addLayout(self._people())
        for label, keys in (*self.rows.groups(self.rows.person).items(), *groups.items()):
            title = Words(label, "head")
            title.setContentsMargins(12, 4, 0, 0)
            self.tops.setdefault(label, title)
            lines.addWidget(title)
            lines.addLayout(self.rows.lay(keys, later=True))
        lines.addStretch(1)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.align()
        self.rows.begin()

    def _people(self) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setSpacing(4)
        title = Words(BOOK, "strong")
        head = row(title, Words("在最后一行直接填就能加人", "sm3"), None, spacing=8)
        head.setContentsMargins(12, 0, 0, 0)
        self.tops[BOOK] = title
        layout.addLayout(head)
        box = frame("card")
        column(box, margins=(1, 1, 1, 1)).addWidget(self.book)
        around = row(box)
        around.setContentsMargins(12, 0, 0, 4)
        layout.addLayout(around)
        layout.addWidget(self.alike)
        layout.addWidget(self.going)
        whose = row(self.whose, Words("的其他信息", "sm3"), None, self.remove, spacing=8)
        whose.setContentsMargins(12, 4, 0, 0)
        layout.addLayout(whose)
        layout.addWidget(self.leave)
        return layout

    def _connect(self) -> None:
        self.rows.edited.connect(self._typed)
        self.rows.left.connect(self.left)
        self.rows.entered.connect(self._on)
        self.rows.complete.connect(self._align_soon)
        self.door.edited.connect(self._door_typed)
        self.door.left.connect(self.left)
        self.door.filled.connect(self.to_book)
        self.book.edited.connect(self._book_typed)
        self.book.left.connect(self.left)
        self.book.taken.connect(self._taken)
        self.book.ended.connect(self._out_of_book)

    def sections(self) -> list[str]:
        """The sections in the order they stand."""
        return list(self.tops)

    def align(self) -> None:
        """Give all labels the width of the widest."""
        self.rows.align()
        self.door_row.restyle()
        self.door_row.align_label(self.rows.label_width())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._align_soon()

    def _align_soon(self) -> None:
        # Every row measures itself anew first: when it is dressed, and a late one when shown.
        QTimer.singleShot(_DRESSED_MS, self, self.align)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a household; nobody is told."""
        self.sheet = sheet
        self.leave.hide()
        self.book.show_sheet(sheet)
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the values again, where the sheet changed under the form."""
        if self.sheet is None:
            return
        self.door.put(self.sheet.door)
        self.rows.put_all(self.rows.household)
        at = min(max(self.book.at, 0), len(self.sheet.members) - 1)
        self.book.rows_changed()
        self.book.at = -1
        self.book.take(at, focus=False)

    def _value(self, key: str) -> str:
        member = self.book.member()
        if key in self.rows.household:
            return self.sheet.value(key) if self.sheet is not None else ""
        return member.value(key) if member is not None else ""

    def _typed(self, key: str) -> None:
        member, text = self.book.member(), self.rows.value(key)
        if self.sheet is None or member is None:
            return
        if key in self.rows.household:
            changed = self.sheet.put(key, text)
        else:
            changed = member.put(key, text)
            if changed and not self.sheet.members[-1].empty:
                self.sheet.keep_empty_row()
                self.book.rows_changed()
        if changed:
            self.edited.emit()

    def _door_typed(self) -> None:
        if self.sheet is not None:
            door, stored = self.door.value(), self.sheet.stored_door
            # A staircase without a number is 0 in the register and nothing on the form.
            unit = "0" if stored.unit == "0" and not door.unit else door.unit
            self.sheet.door = stored if replace(door, unit=unit) == stored else door
            self.edited.emit()

    def _book_typed(self, key: str) -> None:
        if key == NAME:
            self._name()
        self.edited.emit()

    def _taken(self, _at: int) -> None:
        self.rows.put_all(self.rows.person)
        self.leave.hide()
        self._name()
        self.left.emit()

    def _name(self) -> None:
        member = self.book.member()
        name = member.value(NAME) if member is not None else ""
        self.whose.setText(name or "新成员")
        self.remove.setVisible(member is not None and not (member.empty and not name))

    def _out_of_book(self, step: int) -> None:
        if step < 0:
            self.to_section(FIRST)
            return
        if self.sheet is not None and len(self.sheet.members) > 1:
            self.book.take(len(self.sheet.members) - 2, focus=False)
        if self.remove.isVisible():
            self.remove.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.to_person()

    def to_person(self) -> None:
        """Go to the other fields of the member in hand."""
        if self.rows.person:
            self.rows.go(self.rows.person[0], Qt.FocusReason.TabFocusReason)

    def to_book(self) -> None:
        """Go to the row in hand."""
        if self.sheet is not None:
            at = self.book.at if 0 <= self.book.at < len(self.sheet.members) else 0
            self.book.take(at)

    def _on(self) -> None:
        """Enter goes on to the next field."""
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self.rows.finish()
            self.focusNextPrevChild(True)

    def to_section(self, label: str) -> None:
        """Bring a section to the top, with the cursor in its first field."""
        keys = [*self.rows.person, *self.rows.household]
        key = next((key for key in keys if self.rows.section_of[key] == label), None)
        if label == FIRST:
            self.door.go("")
        elif label == BOOK:
            self.to_book()
        elif key is not None:
            self.rows.go(key, Qt.FocusReason.TabFocusReason)
        inner = self.widget()
        if inner is not None:
            top = self.tops[label].mapTo(inner, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(max(0, top - 10))

    def where(self) -> tuple[str, int | None]:
        """The field the cursor is in, and the row of its member."""
        now = QApplication.focusWidget()
        for key, editor in self.book.editors.items():
            if editor is now:
                return key, self.book.at
        for key, (part, _) in self.rows.made.items():
            if now is not None and (part is now or part.isAncestorOf(now)):
                return key, self.book.at if key in self.rows.person else None
        return self.door.owns(now), None

    def go(self, key: str, member: int | None) -> None:
        """Put the cursor into a field, of a member or of the household."""
        if member is not None:
            self.book.take(member, key, focus=key in IN_BOOK)
        if key in self.rows.fields:
            self.rows.go(key)
        elif member is None:
            self.door.go(key)
