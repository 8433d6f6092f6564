"""What the windows of the three cards share: a body, a foot, their own bar with 撤销."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import column, frame
from ui.common.labels import Elided
from ui.common.undo_bar import Action, Bars
from ui.jobs import Reply
from ui.messages import Messages
from ui.page import Services
from wenming_desktop import undoing
from wenming_desktop.errors import UserError
from wenming_desktop.undoing import TakenBack

T = TypeVar("T")
UNREAD: Final = "写不出是哪一天，比如 11-20、昨天"
_RIGHT, _UNDO = "party.write", "history.undo"
_TABLES: Final = frozenset(
    {
        "party_registration_card",
        "party_contact_card",
        "party_feedback_card",
        "feedback_letter",
        "party_member",
        "service_record",
        "post_claim",
        "wish",
        "work_unit",
        "household_liaison",
    }
)


class CardWindow(QDialog):
    """A modeless window that writes and says what it wrote; subclasses fill `inside` and `line`."""

    def __init__(self, services: Services, name: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(f"dlg_{name}")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.services, self.jobs = services, services.jobs
        self.may_write = _RIGHT in services.office.rights
        self._may_undo = _UNDO in services.office.rights
        self._since: int | None = None
        self._busy = False
        self.body = QWidget()
        self.inside = column(self.body, margins=(14, 12, 14, 10), gap=8)
        self.note = Elided("", "t2")
        self.note.setObjectName(f"lbl_{name}_note")
        foot = frame("dlgfoot")
        self.line = QHBoxLayout(foot)
        self.line.setContentsMargins(16, 9, 16, 9)
        self.line.setSpacing(8)
        self.line.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.body, 1)
        layout.addWidget(foot)
        self.near = Messages(self)
        self.near.attach(self, Bars(self.body))
        QShortcut(QKeySequence("Ctrl+Z"), self, self.undo)
        self.jobs.changed.connect(self._changed)

    def add_button(self, button: Btn, action: Callable[[], object]) -> Btn:
        """Put a button into the foot."""
        self.line.addWidget(button)
        on_click(button, action)
        return button

    def bring(self, wide: int, high: int) -> None:
        """Show it in front, as large as asked but not larger than the window behind it."""
        scale = theme.px("f_body") / 15
        behind = self.parentWidget()
        most = behind.window().size() if behind is not None else self.size() * 4
        self.resize(min(round(wide * scale), most.width()), min(round(high * scale), most.height()))
        if self._since is None and self._may_undo:
            self.jobs.read(self, self._begin, undoing.history_mark)
        self.show()
        self.raise_()
        self.activateWindow()

    def refresh(self) -> None:
        """Read anew what is shown."""

    def write(self, said: str, service: Callable[..., Any], *command: object) -> None:
        """Write, say it and offer to take it back; nothing is sent twice."""
        if self._busy or not self.may_write:
            return
        self._busy = True
        reply: Reply[Any] = Reply(partial(self._written, said), self._refused, self._failed)
        self.jobs.write(self, reply, service, *command)

    def refused(self, error: UserError) -> None:
        """Say why it was refused; a subclass says it beside the field."""
        self.near.warn(error.message)

    def undo(self) -> None:
        """Take back what was written last in this window (Ctrl+Z)."""
        if self._since is not None and not self._busy:
            self._busy = True
            reply: Reply[TakenBack] = Reply(self._undone, self._refused, self._failed)
            self.jobs.write(self, reply, undoing.undo_last_act, self._since)

    def _begin(self, mark: int) -> None:
        self._since = mark

    def _written(self, said: str, _result: object) -> None:
        self._busy = False
        undo = Action("撤销", self.undo, "Ctrl+Z") if self._since is not None else None
        self.near.say(said, undo)

    def _undone(self, taken: TakenBack) -> None:
        self._busy = False
        kept = f"。其中 {len(taken.kept)} 条{taken.kept[0].reason}，没有动" if taken.kept else ""
        self.near.say(f"已撤销：{taken.act.words}{kept}", icon="ri.arrow-go-back-line")

    def _refused(self, error: UserError) -> None:
        self._busy = False
        self.refused(error)

    def _failed(self, text: str) -> None:
        self._busy = False
        self.near.trouble(text)

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & _TABLES:
            self.refresh()
