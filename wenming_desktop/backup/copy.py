"""Making a backup while the office works on: copy, check, bundle, read back, then name it."""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

import wenming_desktop
from db.engine import Key, connect, create_file, file_of
from wenming_desktop.backup import bundle
from wenming_desktop.backup.bundle import BackupInfo, Manifest
from wenming_desktop.backup.verify import check_copy, contents_of, named_trouble, require_room
from wenming_desktop.errors import UserError
from wenming_desktop.progress import SILENT, Progress
from wenming_desktop.security import vault_file
from wenming_desktop.security.files import replace, sync_file


class BackupNameError(UserError):
    """A name that is not a backup's."""

    code = "backup.name"
    text = "备份文件的名字要以 .wmbak 结尾，现在是“{file}”。请换个名字。"


class NoFolderError(UserError):
    """The folder to write into is not there (a USB stick was pulled)."""

    code = "backup.no_folder"
    text = "放备份的文件夹“{folder}”不存在。请插好 U 盘或另选一个文件夹。"


def backup(
    engine: Engine,
    folder: Path,
    target: Path,
    progress: Progress = SILENT,
    *,
    clock: Callable[[], datetime] = datetime.now,
) -> BackupInfo:
    """Write a checked backup of the open office to `target`; work may go on meanwhile.

    A file under its final name is always whole: until then it is called `.part`.
    """
    target = _target(target)
    path, key = file_of(engine)
    scratch = folder / "tmp"
    with named_trouble(target):
        scratch.mkdir(parents=True, exist_ok=True)
        size = path.stat().st_size
        require_room(scratch, size, target)
        require_room(target.parent, size + _attached(folder), target)
        stage = Path(tempfile.mkdtemp(prefix="backup-", dir=scratch))
        part = target.with_name(target.name + ".part")
        try:
            copy = stage / bundle.DATABASE
            progress.step(0, 4, "复制数据")
            copy_database(path, copy, key)
            progress.step(1, 4, "核对副本")
            check_copy(copy, key, target)
            progress.step(2, 4, "写入备份文件")
            counts = _write(part, copy, key, folder, clock())
            progress.step(3, 4, "读回核对")
            _read_back(part, key)
            info = BackupInfo(target, bundle.sha256_of(part), counts)
            replace(part, target)
        finally:
            part.unlink(missing_ok=True)
            shutil.rmtree(stage)
    progress.step(4, 4)
    return info


def copy_database(source: Path, target: Path, key: Key) -> None:
    """Copy the data file as one moment saw it, into one file without a journal.

    In one step: a copy in several is begun anew by every write of another connection.
    """
    create_file(target, key)
    reader = connect(source, key)
    try:
        writer = connect(target, key, wal=False)
        try:
            reader.backup(writer, pages=-1)
            writer.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            writer.close()
    finally:
        reader.close()
    sync_file(target)


def _target(target: Path) -> Path:
    if target.suffix.lower() != bundle.SUFFIX:
        raise BackupNameError(file=target.name)
    if not target.parent.is_dir():
        raise NoFolderError(folder=target.parent.name)
    return target


def _attachments(folder: Path) -> dict[str, Path]:
    attached = folder / bundle.ATTACHMENTS
    files = sorted(attached.iterdir()) if attached.is_dir() else []
    return {f"{bundle.ATTACHMENTS}/{file.name}": file for file in files if file.is_file()}


def _attached(folder: Path) -> int:
    return sum(file.stat().st_size for file in _attachments(folder).values())


def _write(part: Path, copy: Path, key: Key, folder: Path, now: datetime) -> dict[str, int]:
    vault, _ = vault_file.load(folder)
    held = contents_of(copy, key)
    manifest = Manifest(
        made_at=now.isoformat(timespec="seconds"),
        program=wenming_desktop.__version__,
        schema=held.schema,
        vault_id=vault.vault_id,
        epoch=vault.dek_epoch,
        counts=held.counts,
        audit=held.audit,
        files={},
    )
    parts: dict[str, Path | bytes] = {
        bundle.VAULT: vault_file.to_bytes(vault),
        bundle.DATABASE: copy,
        **_attachments(folder),
    }
    with part.open("wb") as out:
        bundle.write(out, manifest, key, parts)
        out.flush()
        os.fsync(out.fileno())
        if hasattr(os, "posix_fadvise"):
            # Read back from the medium, not from memory.
            os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return held.counts


def _read_back(part: Path, key: Key) -> None:
    with bundle.opened(part) as written:
        written.prove(key)
        for name in written.manifest.files:
            written.read_back(name)
