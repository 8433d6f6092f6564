"""Somebody found as one types: a line, and below it whoever the letters may mean."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.frames import column
from ui.common.search_field import SearchField
from ui.jobs import Job, Jobs
from ui.life.group import Group
from wenming_desktop.wishes.model import PersonChoice

if TYPE_CHECKING:
    from wenming_desktop.work import Work

_ChoiceRole: Final = Qt.ItemDataRole.UserRole


class _Line(SearchField):
    """The line; arrows walk the list below while it stands open, Enter takes one."""

    moved = Signal(int)
    taken = Signal()
    dropped = Signal()

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(name, hint)
        self.offering = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if self.offering and step is not None:
            self.moved.emit(step)
        elif self.offering and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            # The first Esc puts the list away, the next one the dialog.
            if self.offering:
                self.dropped.emit()
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)


class PersonField(Group):
    """Holds one person; `changed` when another one, or nobody, is meant."""

    changed = Signal()

    def __init__(
        self,
        jobs: Jobs,
        find: "Callable[[Work, str], tuple[PersonChoice, ...]]",
        name: str,
        hint: str,
    ) -> None:
        super().__init__()
        self._jobs, self._find = jobs, find
        self._job: Job | None = None
        self._held: PersonChoice | None = None
        self.line = _Line(name, hint)
        self.list = QListWidget()
        self.list.setObjectName(f"lst_{name}")
        self.list.setAccessibleName("找到的人，↑↓ 选，回车选定")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        inside = column(self, gap=2)
        inside.addWidget(self.line)
        inside.addWidget(self.list)
        self.line.asked.connect(self._ask)
        self.line.moved.connect(self._move)
        self.line.taken.connect(self._take)
        self.line.dropped.connect(self._close)
        self.line.textEdited.connect(self._loosen)
        self.list.itemClicked.connect(self._clicked)

    @override
    def parts(self) -> list[QWidget]:
        return [self.line]

    def value(self) -> int | None:
        """Return the person in hand, or None."""
        return self._held.id if self._held is not None else None

    def put(self, one: PersonChoice | None) -> None:
        """Show a person, or nobody."""
        self._held = one
        self.line.setText(_words(one) if one is not None else "")
        self._close()

    def _loosen(self, _text: str) -> None:
        if self._held is not None:
            self._held = None
            self.changed.emit()

    def _ask(self, text: str) -> None:
        if self._job is not None:
            self._job.drop()
        if not text or (self._held is not None and text == _words(self._held)):
            self._close()
            return
        self._job = self._jobs.read(self, partial(self._offer, text), self._find, text)

    def _offer(self, text: str, found: tuple[PersonChoice, ...]) -> None:
        if text != self.line.wanted():
            return
        self.list.clear()
        for one in found:
            item = QListWidgetItem(_words(one), self.list)
            item.setData(_ChoiceRole, one)
            item.setSizeHint(QSize(0, theme.px("row")))
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(len(found) * theme.px("row") + 4)
        self.list.setVisible(bool(found))
        self.line.offering = bool(found)

    def _close(self) -> None:
        self.list.hide()
        self.line.offering = False

    def _move(self, step: int) -> None:
        self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())

    def _take(self) -> None:
        self._clicked(self.list.currentItem())

    def _clicked(self, item: QListWidgetItem) -> None:
        one = item.data(_ChoiceRole)
        self.put(PersonChoice(*one))
        self.changed.emit()


def _words(one: PersonChoice) -> str:
    return f"{one.name}　{one.place}" if one.place else one.name
