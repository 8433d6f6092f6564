"""A list at the left, the row in hand as a form at the right; each row keeps what was typed."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from ui.common import ime, theme
from ui.common.buttons import Btn, on_click
from ui.common.columns import Column
from ui.common.frames import EmptyState, column, frame
from ui.common.held_rows import AtHand, held
from ui.common.labels import Words
from ui.common.table_model import PagedModel
from ui.common.table_view import RecordTable
from ui.jobs import Reply
from ui.page import Services
from ui.settings.form import Form, Values, errors_of
from ui.settings.section import SaveFoot, Section, scrolled
from wenming_desktop.errors import UserError

RowT = TypeVar("RowT")
_NEW = 0


class RowsSection(Section, Generic[RowT]):
    """Rows with an id; `0` is the row being added."""

    what = ""
    icon = "ri.group-line"
    empty_words = ("", "")

    def __init__(self, services: Services, name: str, columns: Sequence[Column[RowT]]) -> None:
        super().__init__(services, name)
        self._rows: dict[int, RowT] = {}
        self._typed: dict[int, Values] = {}
        self._shown: int | None = None
        self._model: PagedModel[RowT] = PagedModel(AtHand(), columns, self)
        self._table = RecordTable(name, f"{self.what}列表", self._model)
        self._empty = EmptyState(f"empty_{name}")
        self._count = Words("", "sm3")
        self._new = Btn(f"加{self.what}", name=f"add_{name}", icon="ri.add-line", small=True)
        self._new.setToolTip("Ctrl+N")
        if not self.may_write:
            self._new.hide()
        self.form = Form()
        self._title = Words("", "strong")
        self._title.setObjectName("lbl_row")
        self._foot = SaveFoot(may_write=self.may_write)
        self.fill(self.form)
        self.form.spare()
        self.form.lock(locked=not self.may_write)
        self._lay_out()
        self._table.settled.connect(self._settled)
        self._table.opened.connect(self._opened)
        self.form.edited.connect(self._edited)
        self._foot.save_asked.connect(self.save)
        self._foot.drop_asked.connect(self._drop)
        on_click(self._new, self.add)

    @abstractmethod
    def fill(self, form: Form) -> None:
        """Put the fields into the form."""

    @abstractmethod
    def read(self) -> None:
        """Read the rows and call `show_rows`."""

    @abstractmethod
    def key(self, line: RowT) -> int:
        """The id of a row."""

    @abstractmethod
    def values_of(self, line: RowT | None) -> Values:
        """A row as its fields show it; None is a new one."""

    @abstractmethod
    def command(self, line: RowT | None, values: Values) -> tuple[Callable[..., Any], Any, Values]:
        """The service, its command, and what is wrong with the fields instead."""

    def showing(self, line: RowT | None) -> None:
        """Get the fields ready for a row."""

    def _lay_out(self) -> None:
        left = frame("card")
        inside = column(left, margins=(1, 1, 1, 1))
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(Words(self.what, "strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._new)
        inside.addLayout(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        inside.addWidget(self._stack, 1)
        self._right = frame("card")
        pane = column(self._right, margins=(1, 1, 1, 1))
        body = QWidget()
        fields = column(body, margins=(16, 12, 16, 12), gap=8)
        fields.addWidget(self._title)
        fields.addWidget(self.form, 1)
        pane.addWidget(scrolled(body), 1)
        pane.addWidget(self._foot)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 1)
        split.setSizes([1 << 12, theme.px("detail_w")])
        self._right.setMinimumWidth(300)
        column(self).addWidget(split)

    @override
    def start(self) -> None:
        self.read()

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show the rows; what is typed stays with its row."""
        self._rows = {self.key(line): line for line in rows}
        self._typed = {k: v for k, v in self._typed.items() if k in self._rows or k == _NEW}
        self._count.setText(f"{len(rows):,}")
        self._model.load(held(tuple(rows)))
        self._stack.setCurrentIndex(0 if rows else 1)
        if not rows:
            self._empty.say(*self.empty_words, icon=self.icon, tone="ink")
        shown = self._shown
        if shown != _NEW and shown not in self._rows:
            shown = next(iter(self._rows), _NEW if self.may_write else None)
        self._bring(shown)
        self.read_draft()

    @override
    def show_draft(self, content: Mapping[str, Any]) -> None:
        rows = {int(key): dict(values) for key, values in content.items() if key.isdigit()}
        fresh = {k: v for k, v in rows.items() if k not in self._typed}
        self._typed.update({k: v for k, v in fresh.items() if k in self._rows or k == _NEW})
        first = next(iter(self._typed), None)
        if first is not None:
            self._bring(first)
            self._foot.say("上次没存的改动还在，看一眼再按 Ctrl+S 保存")

    def _bring(self, shown: int | None) -> None:
        self._right.setVisible(shown is not None)
        if shown is None:
            return
        at = self._model.place_of(lambda line: self.key(line) == shown)
        self._show(shown)
        if at >= 0:
            self._table.go_to(at)
        else:
            self._table.clearSelection()

    def _show(self, shown: int) -> None:
        self._shown = shown
        line = self._rows.get(shown)
        self.showing(line)
        clean = self.values_of(line)
        self.form.put(self._typed.get(shown, clean))
        name = clean.get("name", "")
        self._title.setText(name or f"新{self.what}")
        self._edited()

    def _settled(self, at: int) -> None:
        line = self._model.row(at)
        if line is not None and self.key(line) != self._shown:
            self._show(self.key(line))

    def _opened(self, at: int) -> None:
        self._settled(at)
        self.form.focus_first()

    @override
    def add(self) -> None:
        if self.may_write:
            self._table.clearSelection()
            self._right.show()
            self._show(_NEW)
            self.form.focus_first()

    @override
    def save(self) -> None:
        ime.commit()
        shown = self._shown
        if shown is None or not self.may_write or not self._dirty():
            return
        service, command, wrong = self.command(self._rows.get(shown), self.form.values())
        self.form.show_errors(wrong)
        if wrong:
            self._foot.say(f"还有 {len(wrong)} 处要改，没有保存")
            return
        self._foot.say("正在保存")
        reply = Reply(partial(self._saved, shown), self._refused)
        self.jobs.write(self, reply, service, command)

    def _saved(self, shown: int, result: object) -> None:
        self._typed.pop(shown, None)
        self.keep_draft({str(key): values for key, values in self._typed.items()})
        # A service that saves several rows answers with all their ids.
        made = result[0] if isinstance(result, tuple) and len(result) == 1 else result
        if shown == _NEW and shown == self._shown and isinstance(made, int):
            self._shown = made
        self.read()

    def _refused(self, error: UserError) -> None:
        self.form.show_errors(errors_of(error, self.form))
        self._foot.say(error.message)

    def _drop(self) -> None:
        if self._shown is not None:
            self._typed.pop(self._shown, None)
            self._show(self._shown)

    def _dirty(self) -> bool:
        if self._shown is None:
            return False
        return self.form.values() != self.values_of(self._rows.get(self._shown))

    def _edited(self) -> None:
        if self._shown is None:
            return
        dirty = self._dirty()
        if dirty:
            self._typed[self._shown] = self.form.values()
        else:
            self._typed.pop(self._shown, None)
        self._foot.show_state(dirty=dirty)
        self.unsaved.emit(bool(self._typed))
        self.keep_draft({str(key): values for key, values in self._typed.items()})
