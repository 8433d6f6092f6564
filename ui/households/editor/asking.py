"""What the editor asks while one types: the check, the door, who may be the same person."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.common.buttons import Btn, on_click
from ui.households.editor.form import EditForm
from ui.households.editor.sheet import NAME, NUMBER, Member, Sheet
from ui.jobs import Job, Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.households.check import check_household
from wenming_desktop.households.edit_choices import DoorSeen, door_seen
from wenming_desktop.households.edit_model import (
    Door,
    EditSheet,
    Leaving,
    Likeness,
    SaveHousehold,
    SheetCheck,
)
from wenming_desktop.households.fields import Dictionary
from wenming_desktop.households.sheet import read_household_for_edit

_PAUSE_MS: Final = 200
_STAY: Final = "household_membership."


class Asking(QObject):
    """`checked` carries the problems and the rows they count; `brought` that a member changed.

    A check waits until the cursor rests, and an answer that came too late is dropped.
    """

    checked = Signal(object, object)
    brought = Signal()
    open_asked = Signal(int)

    def __init__(self, jobs: Jobs, form: EditForm, dictionary: Dictionary, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._form, self._dictionary = jobs, form, dictionary
        self._sheet: Sheet | None = None
        self._job: Job | None = None
        self._said: SaveHousehold | None = None
        self._door: Door | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE_MS)
        self._clock.timeout.connect(self.check)
        form.alike.same.connect(self._bring)
        form.alike.other.connect(self._other)
        form.leave.gone.connect(self._gone)
        on_click(form.remove, self._remove)

    def take(self, sheet: Sheet) -> None:
        """Ask about another sheet from now on."""
        self._sheet, self._said, self._door = sheet, None, None
        self._form.alike.show_found(None)
        self._form.door_row.clear()
        self._show_going()

    def check_soon(self) -> None:
        """Check once the cursor rests."""
        self._clock.start()

    def check(self) -> None:
        """Ask what is wrong, if anything was changed since."""
        sheet = self._sheet
        if sheet is None:
            return
        self._ask_door(sheet)
        command = sheet.command()
        if command == self._said:
            return
        self._said = command
        if self._job is not None:
            self._job.drop()
        if not sheet.dirty:
            self._form.alike.show_found(None)
            self.checked.emit((), ())
            return
        rows = sheet.rows()
        reply = Reply(partial(self._answered, sheet, rows), self._refused)
        self._job = self._jobs.read(self, reply, check_household, command, self._dictionary)

    def _refused(self, _error: UserError) -> None:
        """Saving says it again and says it loud; while one types nothing is interrupted."""
        self._said = None

    def _answered(self, sheet: Sheet, rows: list[int], found: SheetCheck) -> None:
        if sheet is self._sheet and rows == sheet.rows():
            self.checked.emit(found.problems, rows)
            self._show_alike(sheet, rows, found.alike)

    def _show_alike(self, sheet: Sheet, rows: list[int], alike: Iterable[Likeness]) -> None:
        for one in alike:
            member = sheet.members[rows[one.member]]
            if one.resident_id not in member.refused:
                self._form.alike.show_found(one._replace(member=rows[one.member]))
                return
        self._form.alike.show_found(None)

    def _ask_door(self, sheet: Sheet) -> None:
        door = sheet.door
        whole = bool(door.estate and door.building and door.room)
        if door == self._door:
            return
        self._door = door
        if whole and door != sheet.stored_door:
            self._jobs.read(self, partial(self._seen, door), door_seen, door)
        elif not self._form.door_row.wrong():
            self._form.door_row.clear()

    def _seen(self, door: Door, seen: DoorSeen) -> None:
        row, sheet = self._form.door_row, self._sheet
        if sheet is None or door != sheet.door or row.wrong():
            return
        other = seen.household_id
        if other is not None and other != sheet.household_id:
            run: Callable[[], object] = partial(self.open_asked.emit, other)
            row.show_warning(f"这里已经有一户：{seen.head or '还没有户主'}。", "打开这一户", run)
        elif not seen.there:
            row.show_note("登记簿里还没有这个房号，保存时新建。")
        else:
            row.clear()

    def _bring(self, found: Likeness) -> None:
        """The person typed is one of the register: he comes here, with what is known of him."""
        if found.household_id is None:
            self._brought(found, {})
            return
        self._jobs.read(
            self,
            partial(self._home_read, found),
            read_household_for_edit,
            found.household_id,
            self._dictionary,
        )

    def _home_read(self, found: Likeness, home: EditSheet) -> None:
        known = next((m.values for m in home.members if m.resident_id == found.resident_id), {})
        self._brought(found, {k: v for k, v in known.items() if not k.startswith(_STAY)})

    def _brought(self, found: Likeness, known: dict[str, str]) -> None:
        sheet = self._sheet
        if sheet is None or found.member >= len(sheet.members):
            return
        member = sheet.members[found.member]
        typed = {k: v for k, v in member.typed.items() if v.strip() and known.get(k) != v}
        if found.why == "number":
            typed.pop(NUMBER, None)
        sheet.members[found.member] = replace(
            member, resident_id=found.resident_id, stored=known, typed=typed, brought=True
        )
        self._form.alike.show_found(None)
        self.brought.emit()
        self._form.book.take(found.member, NAME)

    def _other(self, found: Likeness, why: str) -> None:
        sheet = self._sheet
        if sheet is None or found.member >= len(sheet.members):
            return
        member = sheet.members[found.member]
        member.refused.add(found.resident_id)
        if found.why == "number":
            member.same_number = why
        self._form.alike.show_found(None)
        self._said = None
        self.brought.emit()
        self._form.book.take(found.member, NUMBER if found.why == "number" else NAME)

    def _remove(self) -> None:
        """Take the member in hand off: somebody new at once, one of the register with a reason."""
        member = self._form.book.member()
        if member is None or self._sheet is None:
            return
        if member.resident_id is None or member.brought:
            self._drop(None)
        else:
            self._form.leave.ask(member)

    def _gone(self, leaving: Leaving) -> None:
        self._drop(leaving)

    def _drop(self, leaving: Leaving | None) -> None:
        sheet, at = self._sheet, self._form.book.at
        if sheet is not None and 0 <= at < len(sheet.members):
            sheet.remove(at, leaving)
            self._show_going()
            self.brought.emit()
            self._form.to_book()

    def _show_going(self) -> None:
        sheet = self._sheet
        going = sheet.leaving if sheet is not None else []
        self._form.going.show_lines([self._line(at, *one) for at, one in enumerate(going)])

    def _line(self, at: int, member: Member, leaving: Leaving) -> tuple[str, Btn]:
        name = member.value(NAME)
        keep = Btn("留下", name=f"keep_member_{at + 1}", k="link")
        keep.setAccessibleName(f"留下{name}")
        on_click(keep, partial(self._keep, at))
        how = "登记错了" if leaving.mistake else "不在这一户了"
        return f"{name}　保存后去掉：{how}，{leaving.reason}", keep

    def _keep(self, at: int) -> None:
        if self._sheet is not None:
            self._sheet.take_back(at)
            self._show_going()
            self.brought.emit()
            self._form.to_book()
