"""The editor for each kind of field: the dictionary names the kind, this makes the widget."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click
from ui.common.date_field import DateField
from ui.common.day_words import day_words, read_day
from ui.households.editor.lines import CodeLine, IdLine, Line, Pairs
from wenming_desktop.fields import Code, Codes, Field
from wenming_desktop.households.edit_choices import EditChoices

YES_NO: Pairs = (("是", "是"), ("否", "否"))


class DayEditor(DateField):
    """A day, typed or from the calendar, read and told as 2026-10-03."""

    left, entered = Signal(), Signal()

    def __init__(self, name: str, label: str, choices: EditChoices) -> None:
        super().__init__(name, label, lambda: choices.today)
        self.choices = choices
        self.line.left.connect(self.left)
        self.line.returnPressed.connect(self.entered)

    def put_text(self, text: str) -> None:
        """Show a day given as text; what is no day is shown as it is."""
        day = read_day(text, self.choices.today) if text else None
        self.line.setText(day_words(day) if day is not None else text)

    def said(self) -> str:
        """The day as 2026-10-03, or what else stands there."""
        day = self.value()
        return day.isoformat() if day is not None else self.text()


class TextEditor(QPlainTextEdit):
    """Several lines of words; Tab leaves."""

    edited, left, entered = Signal(), Signal(), Signal()

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(f"fld_{name}")
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self._putting = False
        self.textChanged.connect(self._changed)

    def put(self, text: str) -> None:
        """Show a value without telling anybody."""
        self._putting = True
        self.setPlainText(text)
        self._putting = False

    def value(self) -> str:
        """What stands there."""
        return self.toPlainText().strip()

    def _changed(self) -> None:
        if not self._putting:
            self.edited.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class CodesEditor(QWidget):
    """Several words of a list: each is a button that takes it off, the line adds one."""

    edited, left, entered = Signal(), Signal(), Signal()

    def __init__(self, name: str, label: str, pairs: Pairs) -> None:
        super().__init__()
        self._label, self._name = label, name
        self._held: list[str] = []
        self.line = CodeLine(name, label)
        self.line.setPlaceholderText("添加")
        self.line.offer(pairs)
        self.setFocusProxy(self.line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.line, 1)
        self._pairs = pairs
        self.line.entered.connect(self._enter)
        self.line.left.connect(self._leave)
        self.line.chosen.connect(lambda _label: self._add())

    def put(self, text: str) -> None:
        """Show the words of a value without telling anybody."""
        self._held = [part for part in text.replace("、", "；").split("；") if part]
        self.line.setText("")
        self._draw()

    def value(self) -> str:
        """The words, as the register reads them; what is still typed counts."""
        typed = self.line.text().strip()
        return "；".join([*self._held, *[typed] * bool(typed)])

    def _add(self) -> bool:
        label = self.line.text().strip()
        if not label:
            return False
        self.line.setText("")
        if label not in self._held:
            self._held.append(label)
            self._draw()
            self.edited.emit()
        return True

    def _enter(self) -> None:
        if not self._add():
            self.entered.emit()

    def _leave(self) -> None:
        self._add()
        self.left.emit()

    def _drop(self, label: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._held.remove(label)
        self._draw()
        self.edited.emit()
        self.left.emit()

    def _draw(self) -> None:
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            part = item.widget() if item is not None else None
            if part is not None:
                part.hide()
                part.deleteLater()
        for at, label in enumerate(self._held):
            button = Btn(f"{label} ×", name=f"{self._name}_{at + 1}", small=True)
            button.setAccessibleName(f"去掉{self._label} {label}")
            on_click(button, partial(self._drop, label))
            self._row.insertWidget(at, button)


AnyEditor = Line | DayEditor | TextEditor | CodesEditor
_Make = Callable[[str, str, Field, EditChoices], AnyEditor]


def _code(name: str, label: str, field: Field, choices: EditChoices) -> CodeLine:
    line = CodeLine(name, label)
    kind = field.kind
    line.offer(choices.lists.get(kind.list, ()) if isinstance(kind, Code) else YES_NO)
    return line


def _codes(name: str, label: str, field: Field, choices: EditChoices) -> CodesEditor:
    kind = field.kind
    pairs = choices.lists.get(kind.list, ()) if isinstance(kind, Codes) else ()
    return CodesEditor(name, label, pairs)


_MAKERS: dict[str, _Make] = {
    "id": lambda name, label, _field, _choices: IdLine(name, label),
    "code": _code,
    "flag": _code,
    "codes": _codes,
    "day": lambda name, label, _field, choices: DayEditor(name, label, choices),
    "text": lambda name, label, _field, _choices: TextEditor(name, label),
}
_IN_CELLS = frozenset({"id", "code", "flag"})


def make_editor(
    field: Field, choices: EditChoices, *, prefix: str = "", cell: bool = False
) -> AnyEditor:
    """Make the editor of a field; one in a cell is always a line."""
    name = f"{prefix}{field.key.replace('.', '_')}"
    kind = field.kind.editor
    maker = _MAKERS.get(kind) if not cell or kind in _IN_CELLS else None
    if maker is None:
        return Line(name, field.label)
    return maker(name, field.label, field, choices)


def show(editor: AnyEditor, text: str) -> None:
    """Put a value into whatever editor this is, unless it stands there already."""
    if said(editor) == text:
        return
    if isinstance(editor, DayEditor):
        editor.put_text(text)
    else:
        editor.put(text)


def said(editor: AnyEditor) -> str:
    """What stands in whatever editor this is."""
    return editor.said() if isinstance(editor, DayEditor) else editor.value()
