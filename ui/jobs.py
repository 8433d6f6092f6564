"""How the window gets work done: off its own thread, in lanes, answered on its own thread.

One write lane, two read lanes. Every job has an owner: when the owner's window is gone before
the answer comes, the answer is dropped. Errors end in three ways: refused input is told to the
form (`Reply.refused`) or in a bar, trouble with the data file in a box, all else is a fault of
the program, logged under a number without any resident's data.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    ParamSpec,
    Protocol,
    TypeVar,
)

import shiboken6
from PySide6.QtCore import QObject, Signal

from ui.common.lanes import Lanes, log_fault, threads
from ui.common.watched import Watched
from ui.messages import Messages
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.progress import CancelledError, Progress

if TYPE_CHECKING:
    from wenming_desktop.work import Desk, Work

__all__ = ["DeskLike", "Job", "Jobs", "Lanes", "Reply", "Watched", "log_fault", "threads"]
P = ParamSpec("P")
T = TypeVar("T")
Told = Callable[[str], object] | None


class DeskLike(Protocol):
    """What the lanes need of `wenming_desktop.work.Desk`."""

    on_change: list[Callable[[frozenset[str]], None]]

    def read(self, service: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Run a reading use case."""

    def write(self, service: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Run a writing use case."""

    def watched_by(self, progress: Progress) -> "DeskLike":
        """Return the same desk, telling `progress` of every step."""


@dataclass(frozen=True)
class Reply(Generic[T]):
    """Where an answer goes; without `refused` a refusal is said in a bar.

    `failed` hears of trouble with the data file instead of a box, of a fault beside its box;
    without it `refused` hears of trouble too, beside the box. `stopped` hears of 停止.
    """

    done: Callable[[T], object]
    refused: Callable[[UserError], object] | None = None
    failed: Told = None
    stopped: Callable[[], object] | None = None


class Job:
    """One piece of work under way."""

    def __init__(self, owner: QObject, reply: Reply[Any], call: Callable[[], Any]) -> None:
        self.owner, self.reply = owner, reply
        self._call: Callable[[], Any] | None = call
        self.result: object = None
        self.error: Exception | None = None
        self.dropped = False

    def drop(self) -> None:
        """Forget it: not begun if it still waits, not answered if it runs."""
        self.dropped = True

    def run(self) -> None:
        """Do the work; called in a lane."""
        call, self._call = self._call, None
        if self.dropped or call is None:
            return
        try:
            self.result = call()
        except Exception as error:
            self.error = error


class Jobs(QObject):
    """The lanes; `changed` names the tables that a write has changed."""

    changed = Signal(object)
    watching = Signal(object)
    _arrived = Signal(object)
    _noted = Signal(object)

    def __init__(
        self,
        desk: DeskLike,
        messages: Messages,
        lanes: Lanes | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.messages = messages
        self._desk = desk
        self._lanes = lanes or threads()
        self._closed = False
        # Bound slots of an object of the window's thread: signals from lanes are queued to it.
        self._arrived.connect(self._deliver)
        self._noted.connect(self._tell_change)
        desk.on_change.append(self._note_change)

    def read(
        self,
        owner: QObject,
        done: Callable[[T], object] | Reply[T],
        service: "Callable[Concatenate[Work, P], T]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job:
        """Run a reading use case."""
        return self._put(
            self._lanes.read, owner, done, partial(self._desk.read, service, *args, **kwargs)
        )

    def write(
        self,
        owner: QObject,
        done: Callable[[T], object] | Reply[T],
        service: "Callable[Concatenate[Work, P], T]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job:
        """Run a writing use case."""
        return self._put(
            self._lanes.write, owner, done, partial(self._desk.write, service, *args, **kwargs)
        )

    def draw(
        self,
        owner: QObject,
        done: Callable[[T], object] | Reply[T],
        function: Callable[P, T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job:
        """Run a function that needs no data file, such as drawing a form."""
        return self._put(self._lanes.read, owner, done, partial(function, *args, **kwargs))

    def paper(
        self,
        owner: QObject,
        done: Callable[[T], object] | Reply[T],
        function: "Callable[Concatenate[Desk, P], T]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job:
        """Run a function that reads through the desk and draws (`wenming_desktop.papers`)."""
        call: Callable[..., T] = function
        return self._put(self._lanes.read, owner, done, partial(call, self._desk, *args, **kwargs))

    def watch(
        self,
        title: str,
        owner: QObject,
        done: Callable[[T], object] | Reply[T],
        service: "Callable[Concatenate[Work, P], T]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Watched:
        """Run long writing work that shows its progress and can be stopped."""
        watched = self._watched(title)
        desk = self._desk.watched_by(watched)
        call = partial(desk.write, service, *args, **kwargs)
        self._put(self._lanes.write, owner, done, partial(_watched_call, watched, call))
        return watched

    def watch_paper(
        self,
        title: str,
        owner: QObject,
        done: Callable[[T], object] | Reply[T],
        function: "Callable[Concatenate[Desk, P], T]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Watched:
        """Run `paper` work that takes long (a backup, a big print) and can be stopped."""
        watched = self._watched(title)
        call: Callable[..., T] = function
        bound = partial(call, self._desk.watched_by(watched), *args, **kwargs)
        self._put(self._lanes.read, owner, done, partial(_watched_call, watched, bound))
        return watched

    def watch_draw(
        self,
        title: str,
        owner: QObject,
        done: Callable[[T], object] | Reply[T],
        function: "Callable[Concatenate[Progress, P], T]",
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Watched:
        """Run `draw` work that takes long; the function gets the progress to tell it to."""
        watched = self._watched(title)
        bound = partial(function, watched, *args, **kwargs)
        self._put(self._lanes.read, owner, done, partial(_watched_call, watched, bound))
        return watched

    def _watched(self, title: str) -> Watched:
        watched = Watched(title, self)
        self.watching.emit(watched)
        return watched

    def close(self) -> None:
        """Let work under way end, and every write handed in; take no more."""
        self._closed = True
        self._lanes.read.shutdown(wait=True, cancel_futures=True)
        self._lanes.write.shutdown(wait=True)

    def _put(
        self,
        lane: Executor,
        owner: QObject,
        done: Callable[[T], object] | Reply[T],
        call: Callable[[], T],
    ) -> Job:
        job = Job(owner, done if isinstance(done, Reply) else Reply(done), call)
        if not self._closed:
            lane.submit(self._run, job)
        return job

    def _run(self, job: Job) -> None:
        job.run()
        if shiboken6.isValid(self) and not self._closed:
            self._arrived.emit(job)

    def _note_change(self, tables: frozenset[str]) -> None:
        if tables and shiboken6.isValid(self) and not self._closed:
            self._noted.emit(tables)

    def _tell_change(self, tables: frozenset[str]) -> None:
        self.changed.emit(tables)

    def _deliver(self, job: Job) -> None:
        error, job.error = job.error, None
        gone = self._closed or job.dropped or not shiboken6.isValid(job.owner)
        self._tell_trouble(error, None if gone else job.reply.failed)
        if gone:
            return
        if error is None:
            job.reply.done(job.result)
        elif isinstance(error, StorageTroubleError):
            if job.reply.failed is None and job.reply.refused is not None:
                job.reply.refused(error)
        elif isinstance(error, UserError):
            self._refuse(job, error)
        elif isinstance(error, CancelledError):
            stopped = partial(self.messages.say, "已停止，没有保存。", icon="ri.close-line")
            (job.reply.stopped or stopped)()

    def _tell_trouble(self, error: Exception | None, failed: Told) -> None:
        if self._closed:
            # Nobody is there to be told; the log has it.
            if error is not None and not isinstance(error, UserError | CancelledError):
                log_fault(error)
        elif isinstance(error, StorageTroubleError):
            (failed or self.messages.trouble)(error.message)
        elif error is not None and not isinstance(error, UserError | CancelledError):
            self.messages.bug(log_fault(error))
            if failed is not None:
                failed("程序出错，刚才这一步没有保存。")

    def _refuse(self, job: Job, error: UserError) -> None:
        if job.reply.refused is not None:
            job.reply.refused(error)
        else:
            self.messages.warn(error.message)


def _watched_call(watched: Watched, call: Callable[[], T]) -> T:
    try:
        return call()
    finally:
        if shiboken6.isValid(watched):
            watched.ended.emit()
