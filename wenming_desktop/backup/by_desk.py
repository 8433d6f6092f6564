"""Backups as the window asks for them: made, noted in the history, read back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from db.engine import file_of
from db.tables.history import Audit, ChangeImage
from wenming_desktop.backup.bundle import BackupInfo
from wenming_desktop.backup.copy import backup
from wenming_desktop.backup.restore import stage_restore
from wenming_desktop.backup.rules import place_word
from wenming_desktop.backup.verify import verify_with, with_key, with_password
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.work import Desk, Work, use_case

_MADE = "backup.made"
_MOST_SHOWN = 100


class BackupRefusedError(UserError):
    """A backup that was not made or is not whole; the office's own data is not concerned."""

    code = "backup.refused"
    text = "{sentence}"


@dataclass(frozen=True)
class LastBackup:
    """A backup of this data file: when, under what name, how large; why, by whom, where.

    `missing` says why there is no second copy where one was wanted.
    """

    at: datetime
    file: str
    size: int
    why: str = "hand"
    where: str = ""
    missing: str = ""
    by: str = ""


@dataclass(frozen=True)
class BackupState:
    """The newest backup, how much was changed since, and now."""

    last: LastBackup | None
    changes: int
    now: datetime


@use_case("backup.begin", "备份", right="backup.write", undo="none")
def begin_backup(work: Work) -> datetime:
    """The moment of a backup, for who may make one."""
    return work.now


@use_case(_MADE, "备份", right="backup.write", undo="none")
def note_backup(work: Work, made: LastBackup) -> None:
    """Note that a checked backup was made."""
    _note(work, made)


@use_case("backup.made_by_itself", "自动备份", right="any", undo="none")
def note_automatic(work: Work, made: LastBackup) -> None:
    """Note a backup that the program made by itself, whoever is signed in."""
    _note(work, made)


@use_case("backup.last", "查看备份", right="settings.read")
def last_backup(work: Work) -> LastBackup | None:
    """The newest backup that was noted."""
    return next(iter(_noted(work, 1)), (None, 0))[0]


@use_case("backup.noted", "查看备份记录", right="settings.read")
def backups_noted(work: Work) -> tuple[LastBackup, ...]:
    """The backups that were noted, the newest first."""
    return tuple(made for made, _ in _noted(work, _MOST_SHOWN))


@use_case("backup.state", "查看备份情况", right="any")
def backup_state(work: Work) -> BackupState:
    """The newest backup and how many rows were changed since; signing in is no change."""
    noted = _noted(work, 1)
    last, since = noted[0] if noted else (None, 0)
    changed = select(func.count()).where(
        ChangeImage.audit_seq > since, ChangeImage.table_name != "account"
    )
    return BackupState(last, work.session.scalar(changed) or 0, work.now)


def make_backup(desk: Desk, target: Path) -> BackupInfo:
    """Make a checked backup of the open office and note it."""
    now = desk.read(begin_backup)
    info = checked_copy(desk, target)
    where = place_word(str(target.parent))
    made = LastBackup(now, target.name, target.stat().st_size, "hand", where)
    desk.write(note_backup, made)
    return info


def checked_copy(desk: Desk, target: Path) -> BackupInfo:
    """Make a backup; nothing is noted."""
    with _told_in_place():
        return backup(desk.engine, file_of(desk.engine)[0].parent, target, desk.progress)


def verify_backup(desk: Desk, file: Path) -> BackupInfo:
    """Read a backup of this office back and check all of it; nothing is changed."""
    desk.read(begin_backup)
    path, key = file_of(desk.engine)
    with _told_in_place():
        return verify_with(file, path.parent, with_key(key), desk.progress)


def stage_by_desk(desk: Desk, file: Path, account: str, password: str) -> BackupInfo:
    """Make a backup ready to take the place of the open office at the next start."""
    desk.read(begin_backup)
    folder = file_of(desk.engine)[0].parent
    with _told_in_place():
        return stage_restore(file, folder, with_password(account, password), desk.progress)


@contextmanager
def _told_in_place() -> Iterator[None]:
    """A stick that is full or a file that is damaged is no trouble with the data file."""
    try:
        yield
    except StorageTroubleError as error:
        raise BackupRefusedError(sentence=error.message) from error


def _note(work: Work, made: LastBackup) -> None:
    facts = {name: getattr(made, name) for name in ("file", "size", "why", "where", "missing")}
    work.note("backup", **facts, at=work.now.isoformat())


def _noted(work: Work, most: int) -> list[tuple[LastBackup, int]]:
    """What the history tells of backups, the newest first, each with its number."""
    rows = work.session.execute(
        select(Audit.seq, Audit.actor, Audit.detail)
        .where(Audit.action.in_((_MADE, "backup.made_by_itself")))
        .order_by(Audit.seq.desc())
        .limit(most)
    )
    found = []
    for seq, actor, detail in rows:
        if isinstance(detail, dict):
            extra = {name: str(detail.get(name, "")) for name in ("where", "missing")}
            at, why = datetime.fromisoformat(detail["at"]), str(detail.get("why", "hand"))
            made = LastBackup(at, detail["file"], detail["size"], why, by=actor, **extra)
            found.append((made, seq))
    return found
