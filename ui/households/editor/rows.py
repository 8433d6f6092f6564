"""The rows of the form, one a field, made from the dictionary; those far down are made last."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout

from ui.common import theme
from ui.common.form_row import FormRow
from ui.households.editor.book import IN_BOOK
from ui.households.editor.fields import AnyEditor, make_editor, said, show
from wenming_desktop.fields import Field
from wenming_desktop.households.edit_choices import EditChoices
from wenming_desktop.households.fields import Dictionary

FIRST, BOOK = "基本信息", "成员"
_NAMES: Final = {"户": FIRST, "本人": "本人其他", "关爱": "标签与关怀"}
_WIDE: Final = frozenset({"codes", "text"})
_TOP: Final = Qt.AlignmentFlag.AlignTop
_LABEL: Final = 76 / 15
_AT_ONCE: Final = 5


class FieldRows(QObject):
    """Makes a row for every field that does not stand in the book.

    `edited` carries the key, `left` tells that a field was left, `entered` that Enter goes on.
    `ask` gives the value a row made late has to show; `complete` tells that all are made.
    """

    edited = Signal(str)
    left = Signal()
    entered = Signal()
    complete = Signal()

    def __init__(
        self,
        dictionary: Dictionary,
        choices: EditChoices,
        ask: Callable[[str], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._choices, self._ask = choices, ask
        person = [field for field in dictionary.member if field.key not in IN_BOOK]
        self.fields = {field.key: field for field in (*dictionary.household, *person)}
        self.labels = {f.key: f.label for f in (*dictionary.household, *dictionary.member)}
        self.household = [field.key for field in dictionary.household]
        self.person = [field.key for field in person]
        self.section_of = dict.fromkeys(IN_BOOK, BOOK)
        for field in self.fields.values():
            label = field.section or "其他"
            self.section_of[field.key] = _NAMES.get(label, label)
        self.made: dict[str, tuple[AnyEditor, FormRow]] = {}
        self._later: list[Callable[[], None]] = []
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._make_some)

    def groups(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Keys by the section they stand in, in their order."""
        found: dict[str, list[str]] = {}
        for key in keys:
            found.setdefault(self.section_of[key], []).append(key)
        return found

    def lay(self, keys: Iterable[str], *, later: bool) -> QGridLayout:
        """A block of two columns; `later` makes its rows when there is time."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(8)
        for at in (0, 1):
            grid.setColumnStretch(at, 1)
        line = side = 0
        for key in keys:
            wide = self.fields[key].kind.editor in _WIDE
            if wide and side:
                line, side = line + 1, 0
            make = partial(self._make, self.fields[key], grid, (line, side, 1, 2 if wide else 1))
            if later:
                self._later.append(make)
            else:
                make()
            line, side = (line + 1, 0) if wide or side else (line, 1)
        return grid

    def begin(self) -> None:
        """Go on making rows whenever nothing else is to be done."""
        self._clock.start()

    def finish(self) -> None:
        """Make what is still to be made, now."""
        while self._later:
            self._make_some()

    def _make_some(self) -> None:
        for make in self._later[:_AT_ONCE]:
            make()
        del self._later[:_AT_ONCE]
        if not self._later and self._clock.isActive():
            self._clock.stop()
            self.complete.emit()

    def _make(self, field: Field, grid: QGridLayout, spot: tuple[int, int, int, int]) -> None:
        editor = make_editor(field, self._choices)
        row = FormRow(field.key.replace(".", "_"), field.label, editor, required=field.required)
        row.align_label(self.label_width())
        self.made[field.key] = editor, row
        show(editor, self._ask(field.key))
        editor.edited.connect(partial(self.edited.emit, field.key))
        editor.left.connect(self.left)
        editor.entered.connect(self.entered)
        grid.addWidget(row, *spot, _TOP)

    def label_width(self) -> int:
        """How wide the widest label of the form is, with room for its star."""
        words = QFontMetrics(theme.font())
        widest = max(words.horizontalAdvance(f.label) for f in self.fields.values())
        return max(
            round(theme.px("f_body") * _LABEL), widest + 2 * words.horizontalAdvance("*") + 9
        )

    def align(self) -> None:
        """Give all labels the same width again."""
        width = self.label_width()
        for _, row in self.made.values():
            row.restyle()
            row.align_label(width)

    def put(self, key: str) -> None:
        """Show the value of a field, if its row is there."""
        if key in self.made:
            show(self.made[key][0], self._ask(key))

    def put_all(self, keys: Iterable[str]) -> None:
        """Show the values of these fields."""
        for key in keys:
            self.put(key)

    def value(self, key: str) -> str:
        """What stands in a field."""
        return said(self.made[key][0])

    def go(self, key: str, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into a field."""
        self.finish()
        self.made[key][0].setFocus(reason)
