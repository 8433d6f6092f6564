"""One row of a form: its label, whether it must be filled, the editor, and a line below it.

The line is where a person learns what is wrong (danger) or worth a look (warn); it is also told
as the editor's description, so that a screen reader says it when the cursor comes there.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.labels import IconLabel, Words
from ui.common.restyle import OnRestyle, restyle_one

_LABEL: Final = 76 / 15
_TONES: Final = {
    "error": ("ri.error-warning-line", "danger_text", "error"),
    "warn": ("ri.alert-line", "warn_text", "warn"),
    "okay": ("ri.checkbox-circle-line", "ok_text", "okay"),
    "": ("", "", "sm3"),
}


class _Message(QWidget):
    """An icon, a sentence and at most one thing to do about it; no room while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.icon = IconLabel("ri.error-warning-line", "icon_s", "danger_text")
        self.words = Words("", "error")
        self.words.setWordWrap(True)
        self.act = Btn("", name=f"{name}_act", k="link")
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 2, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.words, 1)
        line.addWidget(self.act)
        self.hide()

    def show_words(self, tone: str, text: str, action: str) -> None:
        icon, colour, kind = _TONES[tone]
        self.icon.setVisible(bool(icon))
        if icon:
            self.icon.show_icon(icon, colour)
        restyle_one(self.words, "k", kind)
        self.words.setText(text)
        self.act.setText(action)
        self.act.setAccessibleName(f"{action}：{text}")
        self.act.setVisible(bool(action))
        self.setVisible(bool(text))


class FormRow(OnRestyle, QWidget):
    """Puts a label before an editor and a line below it; the editor keeps its own name."""

    def __init__(self, name: str, label: str, editor: QWidget, *, required: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"row_{name}")
        self.label, self.editor, self.required = label, editor, required
        self._told = self._editor().accessibleDescription()
        self._run: Callable[[], object] | None = None
        self._star, self._words = Words("*" if required else "", "req"), Words(label, "t2")
        self._side = QWidget()
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(3)
        side.addStretch(1)
        side.addWidget(self._star)
        side.addWidget(self._words)
        self._words.setBuddy(self._editor())
        self._message = _Message(name)
        on_click(self._message.act, self._acted)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(editor)
        below.addWidget(self._message)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(below, 1)
        if not self._editor().accessibleName():
            self._editor().setAccessibleName(label)
        self._describe("")
        self.restyle()

    def _editor(self) -> QWidget:
        return self.editor.focusProxy() or self.editor

    @override
    def restyle(self) -> None:
        self._side.setFixedHeight(theme.px("ctl"))
        least = round(theme.px("f_body") * _LABEL)
        self._side.setFixedWidth(max(least, self._side.sizeHint().width()))

    def label_width(self) -> int:
        """Return how much room the label takes."""
        return self._side.width()

    def align_label(self, width: int) -> None:
        """Give the label the room of the widest one of its form."""
        self._side.setFixedWidth(width)

    def show_error(self, text: str) -> None:
        """Say what is wrong: what stands there and what is needed."""
        self._say("error", text)

    def show_warning(
        self, text: str, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Say what is worth a look, with at most one thing to do about it."""
        self._run = run
        self._say("warn", text, action if run is not None else "")

    def show_note(self, text: str) -> None:
        """Say something in quiet words."""
        self._say("", text)

    def clear(self) -> None:
        """Say nothing."""
        self._say("", "")

    def text(self) -> str:
        """Return what is said below the editor."""
        return self._message.words.text()

    def wrong(self) -> bool:
        """Whether the row says that something is wrong."""
        return bool(self._editor().property("state") == "error")

    def lock(self, *, locked: bool) -> None:
        """Show the value without letting it be changed."""
        editor = self._editor()
        if isinstance(editor, QLineEdit):
            editor.setReadOnly(locked)
        else:
            editor.setEnabled(not locked)

    def _say(self, tone: str, text: str, action: str = "") -> None:
        self._message.show_words(tone, text, action)
        restyle_one(self._editor(), "state", tone if text else "")
        self._describe(text)

    def _describe(self, text: str) -> None:
        must = "必填" if self.required else ""
        said = "；".join(part for part in (text, must, self._told) if part)
        self._editor().setAccessibleDescription(said)

    def _acted(self) -> None:
        if self._run is not None:
            self._run()


def first_wrong(rows: list[FormRow]) -> FormRow | None:
    """Bring the cursor to the first row that says something is wrong; return it."""
    for row in rows:
        if row.wrong():
            row._editor().setFocus(Qt.FocusReason.OtherFocusReason)
            return row
    return None


def next_wrong(rows: list[FormRow]) -> FormRow | None:
    """Bring the cursor to the next wrong row after the one in hand, round the end (F8)."""
    at = next((at for at, row in enumerate(rows) if row._editor().hasFocus()), -1)
    return first_wrong([*rows[at + 1 :], *rows[: at + 1]])
