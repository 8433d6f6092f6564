"""Backups the program makes by itself: one in the data folder, one where the clerk said.

The copy in the data folder is made and read back first. The second is copied from it, read back
and compared; a stick that is not there or full never undoes the first.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.engine import file_of
from db.tables.office import Meta
from wenming_desktop.backup import bundle
from wenming_desktop.backup.bundle import BackupInfo
from wenming_desktop.backup.by_desk import (
    LastBackup,
    backup_state,
    begin_backup,
    checked_copy,
    note_automatic,
    note_backup,
    stage_by_desk,
)
from wenming_desktop.backup.plan import plan_of
from wenming_desktop.backup.rules import HERE, Auto, parse, place_word, spaced, superfluous
from wenming_desktop.progress import Progress
from wenming_desktop.security.files import replace
from wenming_desktop.work import Desk, Work, use_case

FOLDER = "backup"
_CHUNK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class AutoMade:
    """An automatic backup: the file in the data folder, and what was noted."""

    file: Path
    noted: LastBackup


@use_case("backup.office", "查看数据编号", right="any")
def office_mark(work: Work) -> tuple[str, datetime]:
    """Eight characters that tell the backups of this office from those of another, and now."""
    row = work.session.get(Meta, "vault_id")
    return hashlib.sha256((row.value if row is not None else "").encode()).hexdigest()[:8], work.now


def back_up_by_itself(desk: Desk, why: str) -> AutoMade:
    """Make an automatic backup (`why`: start, close, work, import, restore) and thin the old."""
    own, second, mark, now = _places(desk)
    number = 1 + max((auto.number for auto in _autos(mark, own, second)), default=0)
    made = _two_copies(desk, own / Auto(mark, number, now).name, second, (why, now))
    desk.write(note_automatic, made.noted)
    for place in (own, second):
        if place is not None and place.is_dir():
            _thin(place, mark)
    return made


def back_up_now(desk: Desk) -> AutoMade:
    """Make a backup by hand where the automatic ones lie; it is never thinned out."""
    desk.read(begin_backup)
    own, second, mark, now = _places(desk)
    name = f"hand-{mark}-{now:%Y%m%d-%H%M%S}{bundle.SUFFIX}"
    made = _two_copies(desk, own / name, second, ("hand", now))
    desk.write(note_backup, made.noted)
    return made


def go_back(desk: Desk, file: Path, account: str, password: str) -> BackupInfo:
    """Back up the present, then make `file` ready to take its place at the next start."""
    state = desk.read(backup_state)
    if state.last is None or state.changes:
        desk.read(begin_backup)
        back_up_by_itself(desk, "restore")
    return stage_by_desk(desk, file, account, password)


def _places(desk: Desk) -> tuple[Path, Path | None, str, datetime]:
    folder = file_of(desk.engine)[0].parent
    own = folder / FOLDER
    own.mkdir(exist_ok=True)
    second = plan_of(folder).second
    mark, now = desk.read(office_mark)
    return own, Path(second) if second else None, mark, now


def _two_copies(
    desk: Desk, target: Path, second: Path | None, act: tuple[str, datetime]
) -> AutoMade:
    why, now = act
    file = checked_copy(desk, target).file
    where, missing = HERE, ""
    if second is not None:
        missing = copy_to(file, second, desk.progress)
        where = where if missing else f"{HERE}和{spaced(place_word(str(second)))}"
    made = LastBackup(now, file.name, file.stat().st_size, why, where, missing)
    return AutoMade(file, made)


def copy_to(file: Path, folder: Path, progress: Progress) -> str:
    """Copy a backup and compare what arrived; says why where that is not possible."""
    word = place_word(str(folder))
    if not folder.is_dir():
        return f"{word}没插" if word.endswith("盘") else f"{word}找不到"
    part = folder / f"{file.name}.part"
    try:
        if shutil.disk_usage(folder).free < file.stat().st_size + _CHUNK:
            return f"{word}满了"
        progress.step(0, 2, f"存到{word}")
        shutil.copyfile(file, part)
        _settle(part)
        progress.step(1, 2, f"读回{word}核对")
        if bundle.sha256_of(part) != bundle.sha256_of(file):
            return f"{word}上的和本机不一样，换个 U 盘"
        replace(part, folder / file.name)
    except OSError as error:
        return f"{word}满了" if error.errno in _FULL else f"{word}写不进去"
    finally:
        # The stick may be gone by now: then its half file is gone with it.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return ""


def _settle(part: Path) -> None:
    """Bring a copy to the medium, so that it is read back from there and not from memory."""
    with part.open("r+b") as out:
        os.fsync(out.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _autos(mark: str, *folders: Path | None) -> Iterable[Auto]:
    for folder in folders:
        names = [item.name for item in folder.iterdir()] if folder and folder.is_dir() else []
        for name in names:
            auto = parse(name)
            if auto is not None and auto.office == mark:
                yield auto


def _thin(folder: Path, mark: str) -> None:
    """Remove automatic backups of this office that are no longer needed; nothing else."""
    for auto in superfluous(_autos(mark, folder)):
        with suppress(OSError):
            (folder / auto.name).unlink(missing_ok=True)
