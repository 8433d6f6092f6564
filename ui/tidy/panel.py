"""What the four lists have in common: rows, grey bars, why there are none, what may be done."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.frames import EmptyState, column, frame
from ui.common.labels import Elided, Words
from ui.common.memory import Memory
from ui.common.restyle import OnRestyle
from ui.common.table_model import Ticket
from ui.common.waiting import HeardReads, Skeleton
from ui.jobs import Reply
from ui.page import Services

_ROWS, _EMPTY, _WAITING = range(3)
FINE: Final = "都整理好了"


class Panel(OnRestyle, QFrame):
    """One list; `counted` carries how many lines it has, None where that is not known."""

    counted = Signal(object)

    def __init__(self, services: Services, name: str, rows: QWidget, keys: str) -> None:
        super().__init__()
        self.setObjectName(f"panel_{name}")
        self.setProperty("k", "card")
        self.services, self.jobs = services, services.jobs
        self.may_write = "register.write" in services.office.rights
        self._keys = keys
        self.told, self.tools = Elided("", "t2"), QHBoxLayout()
        self.tools.setSpacing(8)
        self._reads = HeardReads(self.jobs, Reply, self)
        self._reads.slow.connect(self._wait)
        self._reads.refused.connect(self._refused)
        self._empty = EmptyState(f"empty_{name}")
        self._again = Btn("再读一遍", name=f"again_{name}", icon="ri.refresh-line")
        on_click(self._again, self.read)
        self._empty.buttons.addWidget(self._again)
        self._stack = QStackedWidget()
        for part in (rows, self._empty, Skeleton(f"wait_{name}")):
            self._stack.addWidget(part)
        self._foot = frame("foot")
        self._said, self._hint = Elided(""), Words(keys)
        self._asked: dict[Callable[..., Any], Ticket] = {}
        self._known = False
        self._lay_out()
        self.restyle()

    def _lay_out(self) -> None:
        inside = column(self, margins=(1, 1, 1, 1))
        head = frame("cardhead")
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 6, 10, 6)
        line.setSpacing(10)
        line.addWidget(self.told, 1)
        line.addLayout(self.tools)
        inside.addWidget(head)
        inside.addWidget(self._stack, 1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(14, 0, 14, 0)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._hint)
        inside.addWidget(self._foot)

    @override
    def restyle(self) -> None:
        self._foot.setFixedHeight(theme.px("foot"))

    def read(self) -> None:
        """Read the list."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Bring the cursor to the list."""
        raise NotImplementedError

    def restore(self, memory: Memory) -> None:
        """Take up what was chosen the last time."""

    def keep(self, memory: Memory) -> None:
        """Remember what is chosen."""

    def ask(self, done: Callable[[Any], object], service: Callable[..., Any], *args: Any) -> None:
        """Read through the list's own ears: grey bars when it is slow, a reason when refused."""
        waiting = self._asked.pop(service, None)
        if waiting is not None:
            waiting.drop()
        self._asked[service] = self._reads.read(self, done, service, *args)

    def write(self, button: Btn, service: Callable[..., Any], *args: Any) -> None:
        """Write once for a button, which rests meanwhile; the list is read again by the write."""

        def end(text: str = "") -> None:
            button.setEnabled(True)
            if text:
                self.jobs.messages.warn(text)

        button.setEnabled(False)
        reply: Reply[Any] = Reply(lambda _done: end(), lambda error: end(error.message), end)
        self.jobs.write(self, reply, service, *args)

    def tell(self, said: str) -> None:
        """Say in the foot what is in hand."""
        self._said.setText(said)

    def show_rows(self, said: str, count: int | None) -> None:
        """Show the rows there are, with words about them in the foot."""
        self._show(_ROWS, said, count)

    def say_fine(self, text: str) -> None:
        """There is nothing to do here."""
        self._again.hide()
        self._empty.say(FINE, text, icon="ri.checkbox-circle-line", tone="ok")
        self._show(_EMPTY, "", 0)

    def _show(self, part: int, said: str, count: int | None) -> None:
        self._known = True
        self._said.setText(said)
        self._hint.setVisible(part == _ROWS)
        self._stack.setCurrentIndex(part)
        self.counted.emit(count)

    def _wait(self) -> None:
        if not self._known:
            self._stack.setCurrentIndex(_WAITING)
            self._hint.hide()
            self._said.setText("正在看")

    def _refused(self, text: str) -> None:
        self._again.show()
        self._empty.say("没有读出来", text, icon="ri.error-warning-line", tone="danger")
        self._show(_EMPTY, "", None)
        self._known = False
