"""Whether a data file, or the one in a backup, is whole: read back, never repaired."""

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from db.engine import Key, RawConnection, connect, file_of
from db.errors import translate
from wenming_desktop.backup import bundle
from wenming_desktop.backup.bundle import BackupDamagedError, BackupInfo, Bundle
from wenming_desktop.progress import SILENT, Progress
from wenming_desktop.security.files import file_trouble
from wenming_desktop.security.vault import UnknownAccountError, Vault
from wenming_desktop.work import DataFileTroubleError

Unlock = Callable[[Vault], Key]
CIPHER, STRUCTURE, LINKS = "加密页校验", "数据结构", "表间引用"


@dataclass(frozen=True)
class Check:
    """One check of the data file and what it found."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True)
class Contents:
    """What a data file holds, in numbers; `audit` is the head of the history chain."""

    counts: dict[str, int]
    audit: tuple[int, str] | None
    schema: str


def with_password(account: str | None, password: str) -> Unlock:
    """Open a backup as an account of that day; it need not be named where there is one."""

    def unlock(vault: Vault) -> Key:
        if account is None and len(vault.accounts) != 1:
            raise UnknownAccountError(account="")
        return vault.unlock(account or vault.accounts[0], password)

    return unlock


def with_paper(code: str) -> Unlock:
    """Open a backup with the recovery code on paper."""
    return lambda vault: vault.unlock_paper(code)


def with_key(key: Key) -> Unlock:
    """Open a backup of our own with the key at hand."""
    return lambda _vault: key


def integrity(engine: Engine) -> list[Check]:
    """Check the open data file: journal brought in, cipher pages, structure, references.

    In this order: the cipher check reads the main file only, and a connection that met a bad
    page tells wrong things afterwards, so every check has its own.
    """
    path, key = file_of(engine)
    return [_checkpoint(path, key), *file_checks(path, key, wal=True)]


def file_checks(path: Path, key: Key, *, wal: bool = False) -> list[Check]:
    """Cipher pages, structure and references of a file, each on a fresh connection."""
    return [
        _check(CIPHER, path, key, wal, "PRAGMA cipher_integrity_check"),
        _check(STRUCTURE, path, key, wal, "PRAGMA integrity_check"),
        _check(LINKS, path, key, wal, "PRAGMA foreign_key_check"),
    ]


def contents_of(path: Path, key: Key) -> Contents:
    """Rows per table, head of the history chain and schema version of a closed file."""
    with named_trouble(path), _own(path, key) as raw:
        tables = [
            str(name)
            for _, name, kind, *_ in raw.execute("PRAGMA main.table_list")
            if kind == "table" and not name.startswith("sqlite_")
        ]
        counts = {name: _one(raw, f'SELECT count(*) FROM "{name}"')[0] for name in sorted(tables)}
        head = _one(raw, "SELECT seq, hash FROM audit ORDER BY seq DESC") if _has_audit(raw) else ()
        versioned = "alembic_version" in tables
        version = _one(raw, "SELECT version_num FROM alembic_version") if versioned else ()
    return Contents(counts, (head[0], head[1]) if head else None, version[0] if version else "")


def verify(
    file: Path, folder: Path, account: str | None, password: str, progress: Progress = SILENT
) -> BackupInfo:
    """Read a backup back as an account of that day and check all of it."""
    return verify_with(file, folder, with_password(account, password), progress)


def verify_with(
    file: Path, folder: Path, unlock: Unlock, progress: Progress = SILENT
) -> BackupInfo:
    """Read a backup back in the data folder's `tmp` and check all of it; leaves nothing."""
    try:
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix="verify-", dir=folder / "tmp"))
    except OSError as error:
        raise file_trouble(error, folder / "tmp") from error
    try:
        return unpack(file, stage, unlock, progress)
    finally:
        shutil.rmtree(stage)


def unpack(
    file: Path, stage: Path, unlock: Unlock, progress: Progress, *, attachments: bool = False
) -> BackupInfo:
    """Check a backup from the outside in, leaving its files in the empty folder `stage`."""
    with bundle.opened(file) as found:
        progress.step(0, 5, "核对备份的文件")
        _room_for(found, stage)
        found.read_back(bundle.VAULT, stage / bundle.VAULT)
        vault = Vault.load(stage)
        key = unlock(vault)
        if vault.vault_id != found.manifest.vault_id:
            raise BackupDamagedError(file=file.name, what="钥匙和清单不是一套")
        found.prove(key)
        found.read_back(bundle.DATABASE, stage / bundle.DATABASE)
        progress.step(1, 5, "核对附件")
        _attachments(found, stage, attachments)
        progress.step(2, 5, "核对加密页和数据结构")
        check_copy(stage / bundle.DATABASE, key, file)
        progress.step(3, 5, "核对各表条数")
        held = contents_of(stage / bundle.DATABASE, key)
        if (held.counts, held.audit) != (found.manifest.counts, found.manifest.audit):
            raise BackupDamagedError(file=file.name, what="条数和清单不符")
    progress.step(4, 5, "计算校验值")
    info = BackupInfo(file, bundle.sha256_of(file), held.counts)
    progress.step(5, 5)
    return info


def check_copy(path: Path, key: Key, file: Path) -> None:
    """Refuse a copy of the data file that fails any check; `file` is named to the clerk."""
    for check in file_checks(path, key):
        if not check.ok:
            raise BackupDamagedError(file=file.name, what=check.name)


@contextmanager
def named_trouble(path: Path) -> Iterator[None]:
    """Turn trouble of SQLite or the system into errors a clerk can read."""
    try:
        yield
    except OSError as error:
        raise file_trouble(error, path) from error
    except Exception as error:
        named = translate(error)
        if named is None:
            raise
        raise DataFileTroubleError(named) from error


@contextmanager
def _own(path: Path, key: Key, *, wal: bool = False) -> Iterator[RawConnection]:
    raw = connect(path, key, wal=wal)
    try:
        yield raw
    finally:
        raw.close()


def _one(raw: RawConnection, sql: str) -> tuple[Any, ...]:
    return raw.execute(sql).fetchone() or ()


def _has_audit(raw: RawConnection) -> bool:
    columns = {row[1] for row in raw.execute("PRAGMA table_info(audit)")}
    return columns >= {"seq", "hash"}


def _checkpoint(path: Path, key: Key) -> Check:
    name = "日志并入数据文件"
    try:
        with _own(path, key, wal=True) as raw:
            busy = _one(raw, "PRAGMA wal_checkpoint(TRUNCATE)")[0]
    except Exception as error:
        return _failed(name, error)
    return Check(name, not busy, "有别的操作正在使用数据，请稍后再查" if busy else "已并入")


def _check(name: str, path: Path, key: Key, wal: bool, pragma: str) -> Check:
    try:
        with _own(path, key, wal=wal) as raw:
            found = [row for row in raw.execute(pragma).fetchall() if row[0] != "ok"]
    except Exception as error:
        return _failed(name, error)
    return Check(name, not found, f"发现 {len(found)} 处问题" if found else "完好")


def _failed(name: str, error: Exception) -> Check:
    """A check that could not even be run; what is no storage trouble stays a bug."""
    named = translate(error)
    if named is None:
        raise error
    return Check(name, ok=False, detail=named.text)


def _attachments(found: Bundle, stage: Path, keep: bool) -> None:
    names = [name for name in found.members if name.startswith(f"{bundle.ATTACHMENTS}/")]
    if keep:
        (stage / bundle.ATTACHMENTS).mkdir()
    for name in names:
        found.read_back(name, stage / name if keep else None)


def _room_for(found: Bundle, stage: Path) -> None:
    """Refuse early what cannot fit; it would fail later, with more to clear away."""
    need = sum(fact.size for fact in found.manifest.files.values())
    require_room(stage, need, found.file)


def require_room(folder: Path, need: int, file: Path) -> None:
    """Refuse when `folder` has less room than `need` bytes and a half more."""
    if shutil.disk_usage(folder).free < need * 3 // 2:
        raise file_trouble(OSError(errno.ENOSPC, "no room"), file)
