"""From a backup back to an office: all of it or nothing, what was there is kept aside.

The backup is unpacked and checked beside the data first. Then an intent file is written; from
there on the swap is finished, at the next start if need be, by `finish_restore`.
"""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

from wenming_desktop.backup import bundle
from wenming_desktop.backup.bundle import BackupInfo
from wenming_desktop.backup.verify import Unlock, named_trouble, unpack, with_password
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.progress import SILENT, Progress
from wenming_desktop.security import vault_file
from wenming_desktop.security.files import sync_file, sync_folder, write_atomically

INTENT = "restore.intent"
STAGE = "restore.part"
ASIDE = ".before-restore"
_DATABASE = tuple(f"{bundle.DATABASE}{end}" for end in ("", "-wal", "-shm", "-journal"))
# All that belongs to one state of the office; the journal leaves with its database.
STATE = (*_DATABASE, vault_file.MAIN, vault_file.SECOND, "anchor.json", bundle.ATTACHMENTS)


class IntentDamagedError(StorageTroubleError):
    """An interrupted restore that cannot be finished by itself."""

    code = "restore.interrupted"
    text = (
        "上次恢复没有做完，记录文件（restore.intent）已损坏。请不要删除文件夹里的任何文件，"
        "把整个文件夹复制一份，再联系维护人员。"
    )


class RestoreWaitsError(UserError):
    """A backup is ready already and waits for the next start."""

    code = "restore.waits"
    text = "已经有一份备份准备好了，关掉程序再打开就会换上。要换另一份，先重新打开程序。"


def restore(
    file: Path, folder: Path, account: str | None, password: str, progress: Progress = SILENT
) -> BackupInfo:
    """Put a backup in place of the closed office in `folder`, as an account of that day."""
    return restore_with(file, folder, with_password(account, password), progress)


def restore_with(
    file: Path, folder: Path, unlock: Unlock, progress: Progress = SILENT
) -> BackupInfo:
    """Put a backup in place of the closed office, opened with a password or the paper code."""
    finish_restore(folder)
    info = stage_restore(file, folder, unlock, progress)
    finish_restore(folder)
    return info


def stage_restore(
    file: Path, folder: Path, unlock: Unlock, progress: Progress = SILENT
) -> BackupInfo:
    """Unpack and check a backup beside the data, which may be open, and write the intent.

    Nothing is swapped yet: the next start does that, in `finish_restore`.
    """
    if (folder / INTENT).exists():
        raise RestoreWaitsError
    stage = folder / STAGE
    with named_trouble(file):
        if stage.exists():
            shutil.rmtree(stage)
        stage.mkdir(parents=True)
        try:
            info = unpack(file, stage, unlock, progress, attachments=True)
            contents, _ = vault_file.load(stage)
            vault_file.save(stage, contents)
            _sync_tree(stage)
            staged = [name for name in STATE if (stage / name).exists()]
            intent = {"staged": staged, "aside": _aside_name(folder)}
            write_atomically(folder / INTENT, json.dumps(intent).encode())
        except BaseException:
            if not (folder / INTENT).exists():
                shutil.rmtree(stage)
            raise
    return info


def finish_restore(folder: Path) -> Path | None:
    """Finish a restore that was cut off; where the old state is kept, None if nothing was due.

    To be called at every start, before the vault or the data file is looked at.
    """
    if not (folder / INTENT).exists():
        if (folder / STAGE).exists():
            shutil.rmtree(folder / STAGE)
        return None
    staged, aside_name = _intent(folder)
    stage, aside = folder / STAGE, folder / "backup" / aside_name
    with named_trouble(folder):
        aside.mkdir(parents=True, exist_ok=True)
        _set_aside(folder, stage, aside, staged)
        for name in staged:
            if (stage / name).exists():
                (stage / name).replace(folder / name)
        sync_folder(folder)
        (folder / INTENT).unlink()
        sync_folder(folder)
        if stage.exists():
            shutil.rmtree(stage)
    return aside


def _set_aside(folder: Path, stage: Path, aside: Path, staged: list[str]) -> None:
    """Move the old state away; a name whose staged file is gone is already the new one."""
    for name in STATE:
        is_new = name in staged and not (stage / name).exists()
        if (folder / name).exists() and not is_new:
            (folder / name).replace(aside / name)
    # The old must be safely away before the new takes its names.
    for place in (aside, aside.parent, folder):
        sync_folder(place)


def _intent(folder: Path) -> tuple[list[str], str]:
    try:
        raw = json.loads((folder / INTENT).read_bytes())
        staged, aside = list(raw["staged"]), str(raw["aside"])
    except (ValueError, KeyError, TypeError) as error:
        raise IntentDamagedError from error
    if not set(staged) <= set(STATE) or not re.fullmatch(r"[0-9-]+\.before-restore", aside):
        raise IntentDamagedError
    return staged, aside


def _aside_name(folder: Path) -> str:
    stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
    name, number = f"{stamp}{ASIDE}", 1
    while (folder / "backup" / name).exists():
        number += 1
        name = f"{stamp}-{number}{ASIDE}"
    return name


def _sync_tree(stage: Path) -> None:
    for item in stage.rglob("*"):
        sync_folder(item) if item.is_dir() else sync_file(item)
    sync_folder(stage)
