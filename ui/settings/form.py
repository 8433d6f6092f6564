"""A form of settings: a label, an editor and, below it, what is to be put right."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Segment, row
from ui.common.choice import Choice
from ui.common.frames import column
from ui.common.labels import Words
from ui.common.restyle import OnRestyle, restyle_one
from wenming_desktop.errors import UserError

Values = dict[str, str]
ON: Final = "1"
Editor = QLineEdit | QPlainTextEdit | QCheckBox | Choice | Segment


class Area(OnRestyle, QPlainTextEdit):
    """Several lines; Tab leaves it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(round(theme.px("f_body") * 1.45 * self._lines) + 16)


class Form(QWidget):
    """Fields by key; every value is text, a tick is `1`."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._editors: dict[str, Editor] = {}
        self._errors: dict[str, Words] = {}
        self._labels: dict[str, Words] = {}
        self._picks: list[Choice] = []
        self._layout = column(self, gap=4)

    def head(self, text: str) -> None:
        """Begin a group."""
        if self._editors:
            self._layout.addSpacing(8)
        self._layout.addWidget(Words(text, "head"))

    def line(
        self, key: str, label: str, *, longest: int = 60, hint: str = "", required: bool = False
    ) -> QLineEdit:
        """Add one line of text."""
        edit = QLineEdit()
        edit.setMaxLength(longest)
        edit.setPlaceholderText(hint)
        edit.textEdited.connect(self._edited)
        self._add(key, label, edit, required=required)
        return edit

    def area(self, key: str, label: str, hint: str, lines: int = 4) -> None:
        """Add a list, one item a line."""
        edit = Area(lines)
        edit.setPlaceholderText(hint)
        edit.textChanged.connect(self._edited)
        self._add(key, label, edit)

    def choice(self, key: str, label: str, *, searchable: bool = False) -> Choice:
        """Add a drop-down; a searchable one is found by a part of its words or by initials."""
        box = Choice(key, label, searchable=searchable)
        box.activated.connect(self._edited)
        self._add(key, label, box)
        return box

    def pick(self, key: str, label: str, chosen: Callable[[str], object]) -> Choice:
        """Add a searchable drop-down that is no value: what is picked is told and done."""
        box = Choice(key, label, searchable=True)
        line = box.lineEdit()
        if line is not None:
            line.setObjectName(f"edit_{key}")
            line.setAccessibleName(label)
        box.activated.connect(lambda _at: (name := str(box.value() or "")) and chosen(name))
        words = Words(label, "sm2")
        words.setBuddy(box)
        self._layout.addWidget(words)
        self._layout.addWidget(box)
        self._picks.append(box)
        return box

    def add_line(self, key: str, text: str) -> None:
        """Write one more line into a list, unless it is there."""
        editor = self._editors[key]
        if isinstance(editor, QPlainTextEdit):
            lines = [line for line in editor.toPlainText().splitlines() if line.strip()]
            editor.setPlainText("\n".join(dict.fromkeys([*lines, text])))

    def segment(self, key: str, label: str, choices: Sequence[tuple[str, str]]) -> None:
        """Add joined buttons of which one is on."""
        buttons = Segment(key, choices)
        buttons.chosen.connect(self._edited)
        self._add(key, label, buttons)

    def tick(self, key: str, label: str) -> None:
        """Add a tick box."""
        box = QCheckBox(label)
        box.clicked.connect(self._edited)
        self._add(key, "", box)
        box.setAccessibleName(label)

    def spare(self) -> None:
        """Leave the rest empty."""
        self._layout.addStretch(1)

    def part(self, widget: QWidget) -> None:
        """Add a widget that is no field."""
        self._layout.addWidget(widget)

    def values(self) -> Values:
        """Return what stands in the fields."""
        return {key: _read(editor) for key, editor in self._editors.items()}

    def put(self, values: Mapping[str, str]) -> None:
        """Fill the fields; nobody is told."""
        for key, editor in self._editors.items():
            editor.blockSignals(True)
            _write(editor, values.get(key, ""))
            editor.blockSignals(False)
        self.show_errors({})

    def show_errors(self, wrong: Mapping[str, str]) -> None:
        """Write what is wrong under its field; the cursor goes to the first one."""
        first = True
        for key, words in self._errors.items():
            said = wrong.get(key, "")
            words.setText(said)
            words.setVisible(bool(said))
            editor = self._editors[key]
            restyle_one(editor, "state", "error" if said else "")
            editor.setAccessibleDescription(said)
            if said and first:
                editor.setFocus()
                first = False

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        next(iter(self._editors.values())).setFocus()

    def show_field(self, key: str, *, shown: bool) -> None:
        """Hide a field that a row has no use for."""
        editor = self._editors[key]
        for part in (editor, self._labels.get(key)):
            if part is not None:
                part.setVisible(shown)

    def knows(self, key: str) -> bool:
        """Whether there is a field of that key."""
        return key in self._editors

    def lock(self, *, locked: bool) -> None:
        """Show only: for an account that may not change anything."""
        for box in self._picks:
            box.setEnabled(not locked)
        for editor in self._editors.values():
            if isinstance(editor, QLineEdit | QPlainTextEdit):
                editor.setReadOnly(locked)
            else:
                editor.setEnabled(not locked)

    def _add(self, key: str, label: str, editor: Editor, *, required: bool = False) -> None:
        editor.setObjectName(f"fld_{key}")
        editor.setAccessibleName(label)
        box = QVBoxLayout()
        box.setSpacing(3)
        if label:
            words = Words(label, "sm2")
            words.setBuddy(editor)
            self._labels[key] = words
            star = [Words("*", "req")] if required else []
            box.addLayout(row(words, *star, None, spacing=3))
        box.addWidget(editor, 0, _side(editor))
        error = Words("", "error")
        error.setObjectName(f"err_{key}")
        error.setWordWrap(True)
        error.hide()
        box.addWidget(error)
        self._editors[key], self._errors[key] = editor, error
        self._layout.addLayout(box)

    def _edited(self, _value: object = None) -> None:
        self.edited.emit()


def _side(editor: Editor) -> Qt.AlignmentFlag:
    stands_left = isinstance(editor, Segment | QCheckBox)
    return Qt.AlignmentFlag.AlignLeft if stands_left else Qt.AlignmentFlag(0)


def _read(editor: Editor) -> str:
    if isinstance(editor, QLineEdit):
        return editor.text().strip()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    if isinstance(editor, QCheckBox):
        return ON if editor.isChecked() else ""
    return str(editor.value() or "")


def _write(editor: Editor, value: str) -> None:
    if isinstance(editor, QLineEdit):
        editor.setText(value)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(value)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(value == ON)
    else:
        editor.choose(value)


def errors_of(error: UserError, *forms: Form) -> Values:
    """A refusal beside the field it names; nothing when no form has that field."""
    field = error.field or ""
    return {field: error.message} if any(form.knows(field) for form in forms) else {}
