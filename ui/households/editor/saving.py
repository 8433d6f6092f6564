"""Saving the sheet: refused with its problems, stopped where somebody saved meanwhile."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.drafts import Drafts
from ui.households.editor.foot import Foot
from ui.households.editor.form import EditForm
from ui.households.editor.notes import ClashBar
from ui.households.editor.sheet import NAME, Member, Sheet, rebase
from ui.jobs import Jobs, Reply
from wenming_desktop.errors import UserError
from wenming_desktop.households.edit_choices import next_door
from wenming_desktop.households.edit_model import Difference
from wenming_desktop.households.fields import Dictionary
from wenming_desktop.households.refusals import ChangedSinceError, SheetProblemsError
from wenming_desktop.households.save import save_household
from wenming_desktop.households.sheet import differences


class Saving(QObject):
    """`saved` carries the household, `next_begun` the next door, `stopped` problems and rows.

    `changed` tells that the values under the form are others now.
    """

    saved = Signal(int)
    next_begun = Signal(object)
    stopped = Signal(object, object)
    changed = Signal()

    def __init__(
        self,
        jobs: Jobs,
        drafts: Drafts,
        form: EditForm,
        dictionary: Dictionary,
        parts: tuple[Foot, ClashBar],
    ) -> None:
        super().__init__(form)
        self._jobs, self._drafts, self._form = jobs, drafts, form
        self._dictionary = dictionary
        self._foot, self._clash = parts
        self._clash.theirs.connect(self._take_theirs)

    def save(self, sheet: Sheet, *, more: bool) -> None:
        """Save what was typed; what was not changed needs no saving."""
        if self._foot.waiting:
            return
        if not sheet.dirty and sheet.household_id is not None:
            self._done(sheet, more, sheet.household_id)
            return
        self._foot.wait(waiting=True)
        reply = Reply(
            partial(self._done, sheet, more),
            partial(self._refused, sheet, sheet.rows()),
            self._failed,
        )
        self._jobs.write(self, reply, save_household, sheet.command(), self._dictionary)

    def _done(self, sheet: Sheet, more: bool, household: int) -> None:
        self._foot.wait(waiting=False)
        self._drafts.drop(sheet.form)
        if more:
            self._jobs.read(self, self.next_begun.emit, next_door, sheet.door)
        else:
            self.saved.emit(household)

    def _refused(self, sheet: Sheet, rows: list[int], error: UserError) -> None:
        self._foot.wait(waiting=False)
        if isinstance(error, SheetProblemsError):
            self.stopped.emit(error.problems, rows)
        elif isinstance(error, ChangedSinceError):
            self._clashed(sheet, error)
        else:
            self._jobs.messages.warn(error.message)

    def _failed(self, text: str) -> None:
        self._foot.wait(waiting=False)
        self._jobs.messages.trouble(text)

    def _clashed(self, sheet: Sheet, error: ChangedSinceError) -> None:
        """Somebody saved meanwhile: both values are shown, what was typed stays."""
        before = sheet.source or error.current
        found = differences(before, error.current, sheet.command(), self._dictionary)
        rebase(sheet, error.current)
        self._clash.show_found(error.message, found)
        self.changed.emit()

    def _take_theirs(self, one: Difference) -> None:
        sheet = self._form.sheet
        if sheet is None:
            return
        if not one.member:
            sheet.typed.pop(one.field, None)
        for member in sheet.members:
            if one.member and _is(member, one.member):
                member.typed.pop(one.field, None)
        self.changed.emit()


def _is(member: Member, name: str) -> bool:
    """Whether a difference speaks of this member."""
    return name in (member.value(NAME), member.stored.get(NAME))
