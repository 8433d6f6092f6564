"""全局查找: one box over whatever page is open, searched as one types, used without a mouse."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)
from typing_extensions import override

from ui.common import theme
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.common.restyle import OnRestyle
from ui.common.search_field import SearchField
from ui.find.entries import Command, Entry, arranged
from ui.find.lines import EntryRole, LineDelegate
from ui.jobs import Job, Jobs
from wenming_desktop.search.answers import search_answers
from wenming_desktop.search.model import Answer

_MOST: Final = 14
_WIDTH, _TOP = 700, 61
_NOTHING: Final = "没有找到。可以输姓名、首字母、门牌、电话尾号、工单号或卡号"
_HOW: Final = "首字母、全拼、门牌、电话尾号都能找"

Commands = Callable[[str, Answer | None], Sequence[Command]]


class _Field(SearchField):
    """The line one types in; the keys of the list are pressed here too."""

    key_pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__("find", "找人、门牌、电话、工单或功能", pause_ms=20)
        self.setProperty("k", "find")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LIST_KEYS and not event.modifiers() & _HELD:
            self.key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)


_HELD: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_LIST_KEYS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_Return: 0,
    Qt.Key.Key_Enter: 0,
    Qt.Key.Key_Escape: 0,
}


class FindBox(OnRestyle, QFrame):
    """The box; `chosen` carries the answer to open. A command is run by the box itself."""

    chosen = Signal(object)

    def __init__(self, jobs: Jobs, commands: Commands, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("find")
        self.setAccessibleName("全局查找")
        self._jobs, self._commands, self._over = jobs, commands, over
        self._job: Job | None = None
        self._before: QWidget | None = None
        self._shown = ""
        self._to_open = ""
        self.field = _Field()
        self.list = QListWidget()
        self._foot = Words(_HOW)
        self._lay_out()
        self.field.asked.connect(self._ask)
        self.field.key_pressed.connect(self._key)
        self.list.itemClicked.connect(self._clicked)
        over.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.hide()
        self.restyle()

    def _lay_out(self) -> None:
        self.list.setObjectName("lst_find")
        self.list.setAccessibleName("查找结果")
        self.list.setProperty("k", "plain")
        self.list.setItemDelegate(LineDelegate(self.list))
        # It is walked from the line one types in, which keeps the focus.
        self.list.setFocusProxy(self.field)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = frame("cardhead")
        line = QHBoxLayout(head)
        line.setContentsMargins(4, 0, 16, 0)
        line.addWidget(self.field, 1)
        line.addWidget(Words("Esc 关闭", "sm3"))
        foot = frame("foot")
        low = QHBoxLayout(foot)
        low.setContentsMargins(14, 8, 14, 8)
        low.addWidget(Words("↑↓ 选　回车打开"))
        low.addStretch(1)
        low.addWidget(self._foot)
        layout = column(self, margins=(1, 1, 1, 1))
        layout.addWidget(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(foot)

    @override
    def restyle(self) -> None:
        if self.isVisible():
            self._place()

    def bring(self) -> None:
        """Show the box, with what was typed last marked to be typed over."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self._place()
        self.field.selectAll()
        self.field.setFocus()
        self._search(self.field.wanted())

    def leave(self) -> None:
        """Hide the box and give the focus back."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self._over)
        self.hide()
        if inside and self._before is not None:
            self._before.setFocus()
        self._before = None

    def entry(self) -> Entry | None:
        """Return the line in hand."""
        item = self.list.currentItem()
        found = item.data(EntryRole) if item is not None else None
        return found if isinstance(found, Entry) else None

    def entries(self) -> list[Entry]:
        """Return all lines."""
        return [self.list.item(at).data(EntryRole) for at in range(self.list.count())]

    def _ask(self, text: str) -> None:
        if text != self._to_open:
            self._to_open = ""
        self._search(text)

    def _search(self, text: str) -> None:
        if self._job is not None:
            self._job.drop()
            self._job = None
        if not text:
            self.show_answers("", ())
        else:
            show = partial(self.show_answers, text)
            self._job = self._jobs.read(self, show, search_answers, text, _MOST)

    def show_answers(self, text: str, answers: tuple[Answer, ...]) -> None:
        """Show what was found, the first line in hand."""
        self._shown, self._job = text, None
        people = [answer for answer in answers if answer.kind in ("resident", "household")]
        commands = self._commands(text.lower(), people[0] if people else None)
        entries = arranged(answers, commands)
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(self.list)
            item.setData(EntryRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.spoken)
            if entry.is_caption:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._foot.setText(_HOW if entries else _NOTHING)
        self._walk(0)
        self._place()
        if text and text == self._to_open:
            self._to_open = ""
            self._open()

    def _key(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_now()
        else:
            self._walk(_LIST_KEYS[Qt.Key(key)])

    def _open_now(self) -> None:
        """Open the line in hand; an answer still on its way is opened when it is here.

        A scanner presses Enter before the question was even asked.
        """
        if self.field.wanted() != self._shown:
            self._to_open = self.field.wanted()
        else:
            self._open()

    def _walk(self, step: int) -> None:
        """Move the choice over the captions; single steps go round the ends."""
        rows = [at for at, entry in enumerate(self.entries()) if not entry.is_caption]
        if not rows:
            return
        now = self.list.currentRow()
        to = rows.index(now) + step if now in rows else 0
        to = to % len(rows) if abs(step) == 1 else max(0, min(to, len(rows) - 1))
        self.list.setCurrentRow(rows[to])
        if to == 0:
            self.list.scrollToTop()

    def _clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self._open()

    def _open(self) -> None:
        entry = self.entry()
        if entry is None:
            return
        self.leave()
        if entry.command is not None:
            entry.command.run()
        elif entry.answer is not None:
            self.chosen.emit(entry.answer)

    def _place(self) -> None:
        scale = theme.px("f_body") / 15
        width = min(round(_WIDTH * scale), self._over.width() - 32)
        lines = sum(self.list.sizeHintForRow(at) for at in range(self.list.count()))
        chrome = theme.px("f_xl") * 2 + 14 + theme.px("foot")
        height = min(chrome + lines + 6, self._over.height() - _TOP - 24)
        self.setGeometry((self._over.width() - width) // 2, _TOP, width, height)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Go when one clicks elsewhere; what was typed stays."""
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._before = None
            self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
