"""登记服务卡: the fourteen lines of a member's paper card, saved all or none."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.choice import Choice
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.common.labels import Words
from ui.drafts import Drafts
from ui.jobs import Jobs, Reply
from ui.party.records.grid_row import HEADS, STRETCH, GridRow
from wenming_desktop.drafts import KeptDraft
from wenming_desktop.errors import UserError
from wenming_desktop.party import records
from wenming_desktop.party.record_model import MOST_ROWS, MemberChoice, RecordChoices, TypeIn
from wenming_desktop.party.record_queries import record_choices

FORM: Final = "records.card"
_WIDE, _HIGH = 66, 46
"""In letters of the body type: as wide and high as the card needs."""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class CardGrid(FormDialog):
    """One member, fourteen lines; `saved` when they are written."""

    saved = Signal()

    def __init__(self, jobs: Jobs, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__("card", "登记服务卡", "记下", parent)
        self._jobs, self._drafts = jobs, drafts
        self._rows: list[GridRow] = []
        self._sent: list[GridRow] = []
        self._asked: int | None = None
        self.member = Choice("card_member", "党员", searchable=True)
        self.confirmed = Choice("card_confirmed", "确认人")
        self._who = self.add(FormRow("card_member", "党员", self.member, required=True))
        self.add(FormRow("card_confirmed", "确认人", self.confirmed))
        self._sheet = QWidget()
        self._sheet.setObjectName("grid_card")
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(3)
        self.column.addWidget(self._sheet)
        self._draft = Words("", "okay")
        self._draft.setObjectName("lbl_card_draft")
        self.column.addWidget(self._draft)
        self.told.setText("一行一次服务，像纸卡上那样写；空行不记。Enter 到下一格，Ctrl+S 记下。")
        self.submitted.connect(self._save)
        self.member.activated.connect(self._touched)
        self.confirmed.activated.connect(self._touched)
        drafts.kept.connect(self._draft_kept)
        drafts.failed.connect(self._draft_failed)

    def begin(self, member: int | None = None) -> None:
        """Show it, for a member if one is named; what was typed before stands in it again."""
        self._asked = member
        self._jobs.read(self, self._offer, record_choices)

    def _offer(self, choices: RecordChoices) -> None:
        self.member.offer([(None, ""), *((m.id, member_words(m)) for m in choices.members)])
        self.confirmed.offer([(None, ""), *choices.staff])
        if not self._rows:
            self._make(choices.posts)
            self.confirmed.choose(choices.me)
            self._drafts.read(self, FORM, self._put_back)
        if self._asked is not None:
            self.member.choose(self._asked)
        self.bring()
        if self._asked is not None:
            self._first().setFocus()

    def _first(self) -> QWidget:
        row = next((row for row in self._rows if row.blank()), self._rows[0])
        return row.stops()[0]

    def _make(self, posts: Sequence[tuple[str, str]]) -> None:
        for at, head in enumerate(HEADS):
            self._grid.addWidget(Words(head, "t3"), 0, at)
            self._grid.setColumnStretch(at, STRETCH.get(at, 0))
        for at in range(1, MOST_ROWS + 1):
            row = GridRow(at, posts, partial(self._day_above, at))
            row.lay_into(self._grid, 2 * at)
            row.edited.connect(partial(self._edited, row))
            for stop in row.stops():
                stop.installEventFilter(self)
            self._rows.append(row)

    def _day_above(self, at: int) -> date | None:
        days = (row.day() for row in reversed(self._rows[: at - 1]))
        return next((day for day in days if day is not None), None)

    @override
    def _fit(self) -> None:
        super()._fit()
        size = theme.px("f_body")
        screen = self.screen().availableGeometry()
        width, height = min(size * _WIDE, screen.width() - 40), min(size * _HIGH, screen.height())
        self.resize(width, height - 40)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next field, from an empty line to the button."""
        plain = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if plain and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            self._go_on(watched)
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, stop: QObject) -> None:
        stops = [part for row in self._rows for part in row.stops()]
        at = next((at for at, part in enumerate(stops) if part is stop), 0)
        row = self._rows[at // len(self._rows[0].stops())]
        if stop is row.stops()[0] and row.blank():
            self.do.setFocus()
        else:
            (stops[at + 1] if at + 1 < len(stops) else self.do).setFocus()

    def _edited(self, row: GridRow) -> None:
        row.right()
        if not row.blank():
            above = (one.post.value() for one in reversed(self._rows[: row.at - 1]))
            row.offer_post(next((code for code in above if code is not None), None))
        self._touched()

    def _touched(self, _at: int = 0) -> None:
        self._who.clear()
        rows = [row.kept() if not row.blank() else [] for row in self._rows]
        if not any(rows):
            self._drafts.drop(FORM)
            self._draft.setText("")
        else:
            content = {"member": self.member.value(), "by": self.confirmed.value(), "rows": rows}
            self._drafts.keep(FORM, content)

    def _put_back(self, draft: KeptDraft | None) -> None:
        if draft is None:
            return
        self.member.choose(draft.content.get("member"))
        self.confirmed.choose(draft.content.get("by"))
        for row, kept in zip(self._rows, draft.content.get("rows", ()), strict=False):
            if kept:
                row.put(kept)
        self._draft_kept(FORM, draft.at)

    def _draft_kept(self, form: str, at: datetime) -> None:
        if form == FORM and any(not row.blank() for row in self._rows):
            self._draft.setText(f"草稿 {at:%H:%M} 已存")

    def _draft_failed(self, form: str, why: str) -> None:
        if form == FORM:
            self._draft.setText(f"草稿还没存上，先别关机。{why}")

    def _save(self) -> None:
        member, by = self.member.value(), self.confirmed.value()
        if not isinstance(member, int):
            self._who.show_error("没有选党员，写名字或拼音就能找到。")
            self.member.setFocus()
            return
        for row in self._rows:
            row.right()
        self._sent = [row for row in self._rows if not row.blank()]
        for row in self._sent:
            wrong = row.unread()
            if wrong is not None:
                row.wrong(*wrong)
                return
        confirmed = by if isinstance(by, int) else None
        command = TypeIn(member, tuple(row.row(confirmed) for row in self._sent))
        self.wait(waiting=True)
        reply = Reply(self._written, self._refused, self.fail)
        self._jobs.write(self, reply, records.type_in, command)

    def _written(self, _ids: Any) -> None:
        self.wait(waiting=False)
        for row in self._rows:
            row.clear()
        self._drafts.drop(FORM)
        self._draft.setText("")
        self.saved.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.wait(waiting=False)
        at, _, name = (error.field or "").partition(".")
        if at.isdecimal() and 0 < int(at) <= len(self._sent):
            self._sent[int(at) - 1].wrong(name, str(error.facts.get("said", error.message)))
        elif error.field == "member_id":
            self._who.show_error(error.message)
        else:
            self.fail(error.message)


def member_words(member: MemberChoice) -> str:
    """Return a member as choices name him: the name, told apart by the cell."""
    return f"{member.name}　{member.cell}" if member.cell else member.name
