"""Takes steps and offers to take them back: 撤销 names the very rows the step has added."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject

from ui.common.undo_bar import Action
from ui.jobs import Jobs, Reply
from ui.tickets.whistle import AnswerOrder
from wenming_desktop.errors import UserError
from wenming_desktop.tickets import service, whistle
from wenming_desktop.tickets.archiving import Archived, ArchiveMany, archive_many
from wenming_desktop.tickets.board_view import last_act
from wenming_desktop.tickets.model import TicketRow
from wenming_desktop.tickets.orders import TakeStep

_CALLED_BACK = "70"


@dataclass(frozen=True)
class Taking:
    """One act: what is ordered, what the bar says, who hears that it was done or was not."""

    command: TakeStep | AnswerOrder
    words: str
    done: Callable[[], object]
    refused: Callable[[UserError], object]
    failed: Callable[[str], object]
    archive: bool = False
    """Whether a call-back that stands sends the ticket to the archive at once."""
    seqs: tuple[int, ...] = ()
    """Rows of the act so far."""


class StepTaker(QObject):
    """Writes steps through the lanes, one after the other."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.busy = False

    def take(self, taking: Taking) -> None:
        """Take a step; while one is being written, another press does nothing."""
        if self.busy:
            return
        self.busy = True
        if isinstance(taking.command, AnswerOrder):
            self._answer(taking, taking.command)
            return
        reply = Reply(
            partial(self._taken, taking),
            partial(self._refused, taking),
            partial(self._failed, taking),
        )
        self._jobs.write(self, reply, service.do_step, taking.command)

    def _answer(self, taking: Taking, answered: AnswerOrder) -> None:
        """Save who answers a whistle; the window's own bar names the act and takes it back."""
        reply = Reply(
            partial(self._answered, taking),
            partial(self._refused, taking),
            partial(self._failed, taking),
        )
        self._jobs.write(self, reply, whistle.answer, answered.order)

    def _answered(self, taking: Taking, _ticket: int) -> None:
        self.busy = False
        taking.done()

    def _refused(self, taking: Taking, error: UserError) -> None:
        self.busy = False
        taking.refused(error)

    def archive(self, order: ArchiveMany) -> None:
        """Archive many tickets as one act; the undo bar takes it back as one."""
        if self.busy:
            return
        self.busy = True
        reply = Reply(self._archived, self._not_archived, self._trouble, self._stopped)
        self._jobs.watch("归档工单", self, reply, archive_many, order)

    def _archived(self, archived: Archived) -> None:
        self.busy = False
        if archived.kept:
            number, why = archived.kept[0]
            self._jobs.messages.warn(
                f"{len(archived.kept):,} 件没有归档，还在原处。工单 {number}：{why}"
            )

    def _not_archived(self, error: UserError) -> None:
        self.busy = False
        self._jobs.messages.warn(error.message)

    def _trouble(self, why: str) -> None:
        self.busy = False
        self._jobs.messages.trouble(why)

    def _stopped(self) -> None:
        self.busy = False
        self._jobs.messages.say("已停止，一件也没有归档。", icon="ri.close-line")

    def _failed(self, taking: Taking, why: str) -> None:
        self.busy = False
        taking.failed(why)

    def _taken(self, taking: Taking, row: TicketRow) -> None:
        self.busy = False
        taking.done()
        heard = partial(self._named, taking, row)
        self._jobs.read(self, heard, last_act, row.id)

    def _named(self, taking: Taking, row: TicketRow, seqs: tuple[int, ...]) -> None:
        taking = replace(taking, seqs=(*taking.seqs, *seqs))
        if taking.archive and row.status == _CALLED_BACK:
            further = replace(
                taking,
                command=TakeStep(row.id, "ARC"),
                words=f"{taking.words}，并归档",
                refused=partial(self._stays, taking, row.id),
                archive=False,
            )
            self.take(further)
            return
        self._say(taking, row.id)

    def _stays(self, taking: Taking, ticket: int, error: UserError) -> None:
        """The call-back stands although the ticket could not be archived."""
        self._say(taking, ticket)
        self._jobs.messages.warn(error.message)

    def _say(self, taking: Taking, ticket: int) -> None:
        undo = Action("撤销", partial(self._undo, ticket, taking.seqs))
        self._jobs.messages.say(taking.words, undo)

    def _undo(self, ticket: int, seqs: tuple[int, ...]) -> None:
        self._jobs.write(self, self._undone, service.correct, ticket, seqs)

    def _undone(self, row: TicketRow) -> None:
        number = (row.number or "").removeprefix("SQ")
        self._jobs.messages.say(
            f"已撤销，工单 {number} 回到“{row.status_name}”", icon="ri.arrow-go-back-line"
        )
