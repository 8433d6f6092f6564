"""One act on an item that has to say something: what was done, or who checked and what he saw."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow, first_wrong
from ui.jobs import Jobs, Reply
from ui.tickets.rectification.text_area import TextArea
from wenming_desktop.errors import UserError
from wenming_desktop.rectification.choices import ItemChoices, item_choices
from wenming_desktop.rectification.model import ItemSheet, Move
from wenming_desktop.rectification.rules import ACTS, NEEDS_WORDS, RESTARTS, until
from wenming_desktop.rectification.service import MOST_WORDS, act

CHECKS: Final = frozenset({"pass", "fail"})
ASKED: Final = NEEDS_WORDS | CHECKS | RESTARTS
"""Acts that are not done at once."""
_LABELS: Final = {
    "done": ("整改情况", "还没有写整改情况，写做了什么、现在怎样"),
    "pass": ("核查说明", ""),
    "fail": ("哪里没改好", "还没有写哪里没改好，退回去要让人知道改什么"),
    "rebound": ("现在怎样", "还没有写现在怎样，反弹会重新开始整改"),
    "shelve": ("为什么长期", "还没有写理由，转长期以后不再计时"),
    "resume": ("说明", ""),
}


class ActDialog(FormDialog):
    """Takes an item one step on; `taken` carries what was done."""

    taken = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None, sheet: ItemSheet, key: str) -> None:
        line = sheet.line
        super().__init__("item_act", f"{ACTS[key]}　{line.number}", ACTS[key], parent)
        self._jobs, self._line, self._key = jobs, line, key
        label, self._missing = _LABELS[key]
        self.note = TextArea("act_note", label, 3)
        self._note = self.add(FormRow("act_note", label, self.note, required=bool(self._missing)))
        self.checker = Choice("act_by", "核查人")
        self._by: FormRow | None = None
        if key in CHECKS:
            self._by = self.add(FormRow("act_by", "核查人", self.checker, required=True))
            jobs.read(self, self._offer, item_choices)
        self.deadline = DateField("act_deadline", "新的期限")
        self._due: FormRow | None = None
        if key in RESTARTS:
            self._due = self.add(FormRow("act_deadline", "新的期限", self.deadline, required=True))
            self.deadline.put(sheet.next_deadline.date() if sheet.next_deadline else None)
        place = f"{line.location}：{' '.join(line.problem.split())}"
        self.told.setText(f"{place[:60]}{'…' if len(place) > 60 else ''}")
        self.submitted.connect(self._save)

    def _offer(self, choices: ItemChoices) -> None:
        self.checker.offer(choices.staff)
        self.checker.choose(choices.me)

    def _save(self) -> None:
        for row in self.rows:
            row.clear()
        said = self.note.toPlainText().strip()
        if self._missing and not said:
            self._note.show_error(self._missing)
        if len(said) > MOST_WORDS:
            self._note.show_error(f"现在 {len(said)} 个字，最多 {MOST_WORDS} 个字")
        day = self.deadline.value()
        if self._due is not None and day is None:
            wrong = "看不出是哪一天，像 3.5 这样写" if self.deadline.unread() else "还没有写期限"
            self._due.show_error(wrong)
        if first_wrong(self.rows) is not None:
            return
        by = self.checker.value()
        person = by if self._by is not None and isinstance(by, int) else None
        due = until(day) if self._due is not None and day is not None else None
        command = Move(self._line.id, self._key, by_id=person, note=said, deadline=due)
        self.wait(waiting=True)
        self._jobs.write(self, Reply(self._written, self._refused, self.fail), act, command)

    def _written(self, _item: int) -> None:
        self.accept()
        self.taken.emit(self._key)

    def _refused(self, error: UserError) -> None:
        row = {"note": self._note, "by_id": self._by, "deadline": self._due}.get(error.field or "")
        self.fail("" if row is not None else error.message)
        if row is not None:
            row.show_error(error.message)
            first_wrong(self.rows)
