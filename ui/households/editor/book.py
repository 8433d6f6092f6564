"""The members as the 户口簿 has them: one row a person; the row in hand is typed in."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from ui.common import theme
from ui.common.restyle import OnRestyle, restyle_one
from ui.households.editor.cells import BookRows, Cells, Said, draw_said
from ui.households.editor.fields import make_editor, said, show
from ui.households.editor.lines import Line
from ui.households.editor.sheet import AGE, BIRTH, NAME, NUMBER, RELATION, SEX, Member, Sheet
from wenming_desktop.fields import Field
from wenming_desktop.households.edit_choices import EditChoices

_KEYS: Final = (
    (RELATION, "与户主", 88),
    (NAME, "姓名", 0),
    (NUMBER, "身份证号", 180),
    (SEX, "性别", 58),
    (BIRTH, "出生日期", 106),
    (AGE, "年龄", 46),
    ("resident.phone", "电话", 124),
    ("resident.ethnicity", "民族", 84),
    ("resident.political_status", "政治面貌", 98),
)
IN_BOOK: Final = frozenset(key for key, _, _ in _KEYS)
"""The fields that stand in the book; all others stand below it for the member in hand."""
_LEAST_NAME: Final = 130


class MemberTable(OnRestyle, QTableView):
    """`taken` tells the row in hand, `edited` the field changed, `ended` where Tab leaves."""

    taken = Signal(int)
    edited = Signal(str)
    left = Signal()
    ended = Signal(int)

    def __init__(self, fields: tuple[Field, ...], choices: EditChoices) -> None:
        super().__init__()
        self.setObjectName("tbl_members")
        self.setAccessibleName("成员")
        known = {field.key: field for field in fields}
        columns = tuple(c for c in _KEYS if c[0] in known or c[0] == AGE)
        self._choices, self._rows = choices, BookRows(columns)
        self._said: Mapping[int, tuple[Said, ...]] = {}
        self.at = -1
        self.cells = Cells(self, tuple(key for key, _, _ in columns))
        self.setItemDelegate(self.cells)
        self.setModel(self._rows)
        self.editors: dict[str, Line] = {}
        for key, _, _ in columns:
            if key in known:
                self._add(known[key])
        self._behave()
        self.setFocusProxy(next(iter(self.editors.values())))
        self.restyle()

    def _add(self, field: Field) -> None:
        editor = make_editor(field, self._choices, prefix="member_", cell=True)
        if not isinstance(editor, Line):
            raise TypeError(f"{field.key} is no line")
        editor.in_cell = True
        editor.setParent(self.viewport())
        editor.hide()
        editor.edited.connect(partial(self._edited, field.key))
        editor.left.connect(self.left)
        editor.entered.connect(partial(self._step, field.key, 1))
        editor.stepped.connect(partial(self._step, field.key))
        editor.rowed.connect(partial(self._other_row, field.key))
        self.editors[field.key] = editor

    def _behave(self) -> None:
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(30)
        self.horizontalScrollBar().valueChanged.connect(lambda _at: self._place())

    @override
    def restyle(self) -> None:
        self.horizontalHeader().setFixedHeight(theme.px("head"))
        self._fit()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another household; nobody is in hand."""
        self._said = {}
        self._rows.beginResetModel()
        self._rows.sheet = sheet
        self._rows.endResetModel()
        self.at = -1
        self._fit()

    def member(self) -> Member | None:
        """The member in hand."""
        sheet = self._rows.sheet
        held = sheet is not None and 0 <= self.at < len(sheet.members)
        return sheet.members[self.at] if held and sheet is not None else None

    def take(self, at: int, key: str = "", *, focus: bool = True) -> None:
        """Take a row in hand, with the cursor in a field of it."""
        sheet = self._rows.sheet
        if sheet is None or not 0 <= at < len(sheet.members):
            return
        if at != self.at:
            self.at = at
            self.cells.held = at
            self.load()
            self.taken.emit(at)
        if focus:
            wanted = self.editors.get(key)
            part = wanted if wanted is not None and not wanted.isHidden() else None
            (part or next(iter(self.editors.values()))).setFocus(Qt.FocusReason.TabFocusReason)

    def load(self) -> None:
        """Put the values of the member in hand into the editors."""
        member = self.member()
        if member is not None:
            for key, editor in self.editors.items():
                show(editor, member.value(key))
        self.lay_rows()

    def lay_rows(self) -> None:
        """Give every row its height and the editors their places; a member more adds a row."""
        sheet = self._rows.sheet
        if sheet is not None and self._rows.rowCount() != self.verticalHeader().count():
            self._rows.layoutChanged.emit()
        self._fit()

    def rows_changed(self) -> None:
        """Members came or went."""
        self._rows.beginResetModel()
        self._rows.endResetModel()
        self._fit()

    def tell(self, problems: Mapping[int, tuple[Said, ...]]) -> None:
        """Show what is said of each row, in its cell and in a line below it."""
        self._said = problems
        self.cells.wrong = {(row, s.key): s.tone for row, found in problems.items() for s in found}
        self._mark()
        self._fit()

    def _mark(self) -> None:
        mine = {s.key: s for s in reversed(self._said.get(self.at, ()))}
        for key, editor in self.editors.items():
            told = mine.get(key)
            restyle_one(editor, "state", told.tone if told is not None else "")
            editor.setAccessibleDescription(told.text if told is not None else "")

    def _edited(self, key: str) -> None:
        member = self.member()
        if member is None or not member.put(key, said(self.editors[key])):
            return
        sheet = self._rows.sheet
        if key == NUMBER and sheet is not None and member.follow_number(sheet.today):
            for other in (BIRTH, SEX):
                if other in self.editors:
                    show(self.editors[other], member.value(other))
        self.edited.emit(key)
        if sheet is not None and not sheet.members[-1].empty:
            sheet.keep_empty_row()
            self.rows_changed()
        self._place()
        self.viewport().update()

    def _open(self) -> list[str]:
        """The keys one may type in of the member in hand: what a number says is not typed."""
        member, sheet = self.member(), self._rows.sheet
        if member is None or sheet is None:
            return []
        told = member.follow_number(sheet.today)
        known = {key for key in (BIRTH, SEX) if told and member.value(key)}
        return [key for key in self.editors if key not in known]

    def _step(self, key: str, step: int) -> None:
        """Go on by cells; from the end of a row to the next, from the empty one out."""
        member, keys = self.member(), self._open()
        if member is None:
            return
        at = keys.index(key) + step if key in keys else 0
        if 0 <= at < len(keys):
            self.take(self.at, keys[at])
        elif step > 0 and not member.empty:
            self.take(self.at + 1, self._first())
        elif step < 0 and self.at > 0:
            self.take(self.at - 1, keys[-1])
        else:
            self.ended.emit(step)

    def _first(self) -> str:
        return next(iter(self.editors))

    def _other_row(self, key: str, step: int) -> None:
        self.take(self.at + step, key)

    def _fit(self) -> None:
        """Column widths, row heights, and as tall as all of it."""
        scale = theme.px("f_body") / 15
        room = self.viewport().width()
        widths = [round(width * scale) for _, _, width in self._rows.columns]
        least = round(_LEAST_NAME * scale)
        for at, width in enumerate(widths):
            rest = max(least, room - sum(widths))
            self.horizontalHeader().resizeSection(at, width or rest)
        high = theme.px("head") + 2
        for at in range(self._rows.rowCount()):
            tall = theme.px("row") * (2 if self._wraps(at) else 1)
            tall += theme.px("f_sm") + 10 if self._said.get(at) else 0
            self.verticalHeader().resizeSection(at, tall)
            high += tall
        wide = least + sum(widths) > room
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if wide else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(high + (self.horizontalScrollBar().sizeHint().height() if wide else 0))
        self._place()
        self.viewport().update()

    def _wraps(self, at: int) -> bool:
        sheet = self._rows.sheet
        if sheet is None or at == self.at:
            return False
        column = next(c for c, (key, _, _) in enumerate(self._rows.columns) if key == NAME)
        width = self.horizontalHeader().sectionSize(column) - 16
        words = QFontMetrics(theme.font(bold=True))
        return words.horizontalAdvance(sheet.members[at].value(NAME)) > width

    def _place(self) -> None:
        """Put the editors over the cells of the row in hand."""
        keys = set(self._open())
        for column, (key, _, _) in enumerate(self._rows.columns):
            editor = self.editors.get(key)
            if editor is None:
                continue
            area = self.visualRect(self._rows.index(self.at, column))
            if key in keys:
                editor.setGeometry(area.left() + 2, area.top() + 1, area.width() - 4, 0)
                editor.resize(area.width() - 4, theme.px("ctl"))
            editor.setVisible(key in keys)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid():
            self.take(at.row(), self._rows.columns[at.column()][0])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        for row, told in self._said.items():
            columns = [key for key, _, _ in self._rows.columns]
            first = told[0]
            column = columns.index(first.key) if first.key in columns else 0
            draw_said(self.viewport(), self.visualRect(self._rows.index(row, column)), told)
