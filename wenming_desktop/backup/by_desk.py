"""Backups as the window asks for them: made, noted in the history, read back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from db.engine import file_of
from db.tables.history import Audit
from wenming_desktop.backup.bundle import BackupInfo
from wenming_desktop.backup.copy import backup
from wenming_desktop.backup.verify import verify_with, with_key
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.work import Desk, Work, use_case

_MADE = "backup.made"


class BackupRefusedError(UserError):
    """A backup that was not made or is not whole; the office's own data is not concerned."""

    code = "backup.refused"
    text = "{sentence}"


@dataclass(frozen=True)
class LastBackup:
    """The newest backup of this data file: when, under what name, how large."""

    at: datetime
    file: str
    size: int


@use_case("backup.begin", "备份", right="backup.write", undo="none")
def begin_backup(work: Work) -> datetime:
    """The moment of a backup, for who may make one."""
    return work.now


@use_case(_MADE, "备份", right="backup.write", undo="none")
def note_backup(work: Work, file: str, size: int) -> None:
    """Note that a checked backup was made."""
    work.note("backup", file=file, size=size, at=work.now.isoformat())


@use_case("backup.last", "查看备份", right="settings.read")
def last_backup(work: Work) -> LastBackup | None:
    """The newest backup that was noted."""
    detail = work.session.scalars(
        select(Audit.detail).where(Audit.action == _MADE).order_by(Audit.seq.desc()).limit(1)
    ).first()
    if not isinstance(detail, dict):
        return None
    return LastBackup(datetime.fromisoformat(detail["at"]), detail["file"], detail["size"])


def make_backup(desk: Desk, target: Path) -> BackupInfo:
    """Make a checked backup of the open office and note it."""
    desk.read(begin_backup)
    with _told_in_place():
        info = backup(desk.engine, file_of(desk.engine)[0].parent, target, desk.progress)
    desk.write(note_backup, target.name, target.stat().st_size)
    return info


def verify_backup(desk: Desk, file: Path) -> BackupInfo:
    """Read a backup of this office back and check all of it; nothing is changed."""
    desk.read(begin_backup)
    path, key = file_of(desk.engine)
    with _told_in_place():
        return verify_with(file, path.parent, with_key(key), desk.progress)


@contextmanager
def _told_in_place() -> Iterator[None]:
    """A stick that is full or a file that is damaged is no trouble with the data file."""
    try:
        yield
    except StorageTroubleError as error:
        raise BackupRefusedError(sentence=error.message) from error
