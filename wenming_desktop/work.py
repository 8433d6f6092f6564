"""One way to do work: a use case `(work, command) -> id or frozen row`, run by `Desk`.

`Desk.write` opens one transaction, commits it once and tells what changed; `Desk.read` never
commits. Nothing else opens a session, no row object leaves, no use case runs without its right.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db import errors as db_errors
from db.base import Base
from db.tables import office as tables
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.fields.codes import CodeBook, CodeItem
from wenming_desktop.progress import SILENT, Progress

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


class NoRightError(UserError):
    """The account may not do this."""

    code = "right.missing"
    text = "这个账号没有“{title}”的权限，没有做任何改动。请找书记或系统维护开通。"


class DataFileTroubleError(StorageTroubleError):
    """Trouble with the data file, told in the words of `db.errors`."""

    def __init__(self, cause: db_errors.DataFileError) -> None:
        self.code = cause.code  # type: ignore[misc]  # each cause brings its own code
        self.text = "{sentence}"  # type: ignore[misc]
        super().__init__(sentence=cause.message)


class BrokenTextError(UserError):
    """A text that no encoding has: half a character, from a broken paste."""

    code = "text.broken"
    text = "文字里有半个坏字符，没有做任何改动。请删掉这段文字，重新输入一遍。"


@dataclass(frozen=True)
class Actor:
    """Who works: the staff row, the account and its rights (`grid_ids` None = every grid)."""

    name: str
    staff_id: int | None = None
    account_id: int | None = None
    rights: frozenset[str] = frozenset()
    grid_ids: frozenset[int] | None = None


@dataclass(frozen=True)
class UseCase:
    """A registered use case: `undo` is images, none, or the name of a use case that corrects."""

    name: str
    title: str
    right: str
    undo: str = "images"


USE_CASES: dict[Callable[..., Any], UseCase] = {}


def use_case(name: str, title: str, *, right: str, undo: str = "images") -> Callable[[F], F]:
    """Register a service function with the right it needs; `title` is what a clerk calls it."""

    def register(service: F) -> F:
        if any(case.name == name for case in USE_CASES.values()):
            raise ValueError(f"use case {name} registered twice")
        USE_CASES[service] = UseCase(name, title, right, undo)
        return service

    return register


class Guard(Protocol):
    """Decides whether an actor may run a use case."""

    def check(self, actor: Actor, case: UseCase) -> None:
        """Raise `NoRightError` when he may not."""


@dataclass
class Work:
    """One unit of work: the session, who and when, and what it leaves in the history."""

    session: Session
    actor: Actor
    now: datetime
    codes: CodeBook
    progress: Progress = SILENT
    writes: bool = False
    obj: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    recorder: "Recording | None" = None

    @property
    def connection(self) -> Connection:
        """The connection of this unit of work, for statements outside the ORM."""
        return self.session.connection()

    def note(self, obj: str, **detail: Any) -> None:
        """Name the act's object and facts for the audit; never a personal value."""
        self.obj = obj
        self.detail.update(detail)

    def insert_rows(
        self, table: type[Base], columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> range:
        """Insert many raw rows (without id) at once; returns their ids.

        The common columns are filled here; the caller writes the search index.
        """
        return self._recording().insert_rows(self, table, columns, rows)

    def update_rows(
        self, table: type[Base], columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Update many rows; each is raw values of `columns`, then the id."""
        self._recording().update_rows(self, table, columns, rows)

    def _recording(self) -> "Recording":
        if self.recorder is None:
            raise RuntimeError("a read may not write")
        return self.recorder


class Recording(Protocol):
    """Keeps before and after of every row one act touches."""

    def insert_rows(
        self, work: Work, table: type[Base], columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> range:
        """See `Work.insert_rows`."""

    def update_rows(
        self, work: Work, table: type[Base], columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """See `Work.update_rows`."""

    def before_flush(self, work: Work) -> None:
        """Take the before-images of what the session is about to write."""

    def after_flush(self, work: Work) -> None:
        """Note the rows that the session has written."""

    def finish(self, work: Work, case: UseCase) -> frozenset[str]:
        """Write images, audit row and derived data; returns the tables that changed."""


class Desk:
    """Runs use cases on the data file for one actor."""

    def __init__(
        self,
        engine: Engine,
        actor: Actor,
        *,
        guard: Guard,
        recorder: Callable[[], Recording],
        clock: Callable[[], datetime],
    ) -> None:
        self.engine, self.actor = engine, actor
        self._guard, self._recorder, self._clock = guard, recorder, clock
        self._progress: Progress = SILENT
        self.on_change: list[Callable[[frozenset[str]], None]] = []
        self._codes: list[CodeBook] = []

    @property
    def progress(self) -> Progress:
        """Whom this desk tells where its work is."""
        return self._progress

    def watched_by(self, progress: Progress) -> "Desk":
        """The same desk, whose work tells `progress` where it is."""
        desk = Desk.__new__(Desk)
        desk.__dict__.update(self.__dict__)
        desk._progress = progress
        return desk

    def acting_as(self, actor: Actor) -> "Desk":
        """The same desk for another actor."""
        desk = self.watched_by(self._progress)
        desk.actor = actor
        return desk

    def read(
        self, service: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a reading use case; nothing it does is kept."""
        self._allow(service)
        with storage_trouble(), self.engine.connect() as plain:
            connection = plain.execution_options(readonly=True)
            with Session(connection, autoflush=False) as session:
                work = Work(session, self.actor, self._now(), self._codebook(session))
                work.progress = self._progress
                return _plain(service(work, *args, **kwargs))

    def write(
        self, service: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a writing use case in one transaction; saved when this returns, else nothing is."""
        case = self._allow(service)
        recording = self._recorder()
        with (
            storage_trouble(),
            self.engine.connect() as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            work = Work(session, self.actor, self._now(), self._codebook(session))
            work.progress, work.writes, work.recorder = self._progress, True, recording
            event.listen(session, "before_flush", lambda *_: recording.before_flush(work))
            event.listen(session, "after_flush", lambda *_: recording.after_flush(work))
            result = _plain(service(work, *args, **kwargs))
            session.flush()
            changed = recording.finish(work, case)
            session.commit()
            connection.commit()
        if "code_item" in changed:
            self._codes.clear()
        for listener in self.on_change:
            listener(changed)
        return result

    def _allow(self, service: Callable[..., Any]) -> UseCase:
        case = USE_CASES.get(service)
        if case is None:
            raise RuntimeError(f"{getattr(service, '__qualname__', service)} is no use case")
        self._guard.check(self.actor, case)
        return case

    def _now(self) -> datetime:
        return self._clock().replace(microsecond=0)

    def _codebook(self, session: Session) -> CodeBook:
        if not self._codes:
            self._codes.append(CodeBook(_code_items(session)))
        return self._codes[0]


@contextmanager
def storage_trouble() -> Iterator[None]:
    """Turn trouble with the data file, or a text it cannot take, into an error to be read."""
    try:
        yield
    except db_errors.DataFileError as error:
        raise DataFileTroubleError(error) from error
    except UnicodeEncodeError as error:
        raise BrokenTextError from error
    except DBAPIError as error:
        named = db_errors.translate(error.orig) if error.orig is not None else None
        if named is None:
            raise
        raise DataFileTroubleError(named) from error


def _code_items(session: Session) -> Iterator[CodeItem]:
    rows = session.execute(
        select(
            tables.CodeItem.list,
            tables.CodeItem.code,
            tables.CodeItem.name,
            tables.CodeItem.note,
            tables.CodeItem.parent,
            tables.CodeItem.sort,
            tables.CodeItem.enabled,
            tables.CodeItem.extra,
        )
        .where(~tables.CodeItem.is_void)
        .order_by(tables.CodeItem.list, tables.CodeItem.sort)
    )
    for row in rows:
        listed, code, name, note, parent, sort, enabled, extra = row
        yield CodeItem(listed, code, name, note or "", parent or "", sort, enabled, extra or {})


def _plain(result: T) -> T:
    """Refuse a table row on its way out: it would outlive its session."""
    if isinstance(result, Base) or (
        isinstance(result, list | tuple) and any(isinstance(item, Base) for item in result)
    ):
        raise TypeError("a table row may not leave its unit of work")
    return result


def as_staff(actor: Actor, staff_id: int, name: str) -> Actor:
    """The same rights in another person's name (`--by`: who did it, not who typed it)."""
    return replace(actor, staff_id=staff_id, name=name)
