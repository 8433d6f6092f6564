"""The .wmbak: a stored zip of the encrypted data file, the vault, attachments and a manifest.

The manifest names every member with size and SHA-256 and carries a MAC made with the data
key, so a bundle somebody put together himself is refused before its database is opened.
"""

import hashlib
import hmac
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.engine import Key
from wenming_desktop.errors import NotFoundError, StorageTroubleError, UserError
from wenming_desktop.security.files import file_trouble
from wenming_desktop.security.vault_file import MAIN, canonical

DATABASE = "wm.db"
VAULT = MAIN
MANIFEST = "manifest.json"
ATTACHMENTS = "attach"
SUFFIX = ".wmbak"
FORMAT = "wenming-backup"
VERSION = 1
_ATTACHMENT = re.compile(r"attach/[A-Za-z0-9][A-Za-z0-9_-]{0,79}(\.[A-Za-z0-9]{1,8})?")
_MOST_MEMBERS = 200_000
_MOST_SMALL = 32 << 20
_CHUNK = 1 << 20
_BAD_ZIP = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError)


class NotABackupError(UserError):
    """Some other file."""

    code = "backup.not_ours"
    text = "“{file}”不是本程序的备份文件（.wmbak）。请另选一个。"


class BackupDamagedError(StorageTroubleError):
    """A backup that is not whole; nothing was restored from it."""

    code = "backup.damaged"
    text = "备份“{file}”已损坏（{what}），没有动现有数据。请换一份备份。"


class BackupNewerError(StorageTroubleError):
    """A backup of a newer program."""

    code = "storage.newer"
    text = "备份“{file}”是用更新版本的程序做的，这个版本读不了。请先升级本程序。"


@dataclass(frozen=True)
class BackupInfo:
    """A backup that was read back and found whole: rows per table."""

    file: Path
    sha256: str
    counts: dict[str, int]


@dataclass(frozen=True)
class FileFact:
    """What a member has to be."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself; `audit` is the head of the history chain."""

    made_at: str
    program: str
    schema: str
    vault_id: str
    epoch: int
    counts: dict[str, int]
    audit: tuple[int, str] | None
    files: dict[str, FileFact]

    def to_bytes(self, key: Key) -> bytes:
        """The signed manifest."""
        facts = {"format": FORMAT, "v": VERSION, **asdict(self)}
        return canonical({**facts, "mac": _mac(canonical(facts), key, self)})


@dataclass(frozen=True)
class Member:
    """One file of an open bundle."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    def chunks(self) -> Iterator[bytes]:
        """The content, piece by piece."""
        with self.archive.open(self.info) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk


@dataclass(frozen=True)
class Bundle:
    """An open bundle whose members are the allowed ones and those the manifest names."""

    file: Path
    manifest: Manifest
    signed: dict[str, Any]
    members: dict[str, Member]

    def read_back(self, name: str, into: Path | None = None) -> None:
        """Compare a member with the manifest, writing it to `into` on the way."""
        if into is None:
            self._compare(name, None)
            return
        with into.open("xb") as out:
            self._compare(name, out)

    def prove(self, key: Key) -> None:
        """Refuse a manifest that was not made with this key."""
        facts = {name: value for name, value in self.signed.items() if name != "mac"}
        mac = _mac(canonical(facts), key, self.manifest)
        if not hmac.compare_digest(mac.encode(), str(self.signed.get("mac")).encode()):
            raise BackupDamagedError(file=self.file.name, what="清单的校验码不对")

    def _compare(self, name: str, out: IO[bytes] | None) -> None:
        digest, size, fact = hashlib.sha256(), 0, self.manifest.files[name]
        try:
            for chunk in self.members[name].chunks():
                digest.update(chunk)
                size += len(chunk)
                if out is not None:
                    out.write(chunk)
        except _BAD_ZIP as error:
            raise BackupDamagedError(file=self.file.name, what=name) from error
        if (size, digest.hexdigest()) != (fact.size, fact.sha256):
            raise BackupDamagedError(file=self.file.name, what=name)


def write(target: IO[bytes], manifest: Manifest, key: Key, parts: dict[str, Path | bytes]) -> None:
    """Write a bundle: vault first, then the data, the signed manifest last."""
    files: dict[str, FileFact] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda name: (name != VAULT, name)):
            files[name] = _add(archive, name, parts[name])
        full = Manifest(**{**vars(manifest), "files": files})
        _add(archive, MANIFEST, full.to_bytes(key))


@contextmanager
def opened(file: Path) -> Iterator[Bundle]:
    """Open a bundle from anywhere; refuses names, sizes and kinds that are not ours."""
    try:
        with file.open("rb") as raw:
            ours = _looks_like_ours(raw)
            try:
                archive = zipfile.ZipFile(raw)
                members = _members(archive, file.stat().st_size)
                signed = json.loads(_small(members[MANIFEST]))
                manifest = _manifest(signed, set(members) - {MANIFEST})
            except (*_BAD_ZIP, KeyError, TypeError, AttributeError) as error:
                raise _refusal(file, ours) from error
            if manifest is None:
                raise BackupNewerError(file=file.name)
            yield Bundle(file, manifest, signed, members)
    except FileNotFoundError:
        raise NotFoundError(what=f"备份文件“{file.name}”") from None
    except OSError as error:
        raise file_trouble(error, file) from error


def sha256_of(file: Path) -> str:
    """The digest of a whole file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _mac(body: bytes, key: Key, manifest: Manifest) -> str:
    info = f"wm-backup-v1|{manifest.vault_id}|{manifest.epoch}".encode()
    mac_key = HKDF(hashes.SHA256(), 32, None, info).derive(key.dek)
    return hmac.new(mac_key, body, hashlib.sha256).hexdigest()


def _add(archive: zipfile.ZipFile, name: str, source: Path | bytes) -> FileFact:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as out:
        for chunk in _chunks(source):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return FileFact(size, digest.hexdigest())


def _chunks(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _members(archive: zipfile.ZipFile, size: int) -> dict[str, Member]:
    infos = archive.infolist()
    members = {info.filename: Member(archive, info) for info in infos}
    # Stored members cannot be larger than the file, so a bomb shows in the sum.
    too_much = sum(info.file_size for info in infos) > size or len(infos) > _MOST_MEMBERS
    if len(members) != len(infos) or too_much or not all(_allowed(info) for info in infos):
        raise ValueError("a member that is not ours")
    return members


def _allowed(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    plain = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1
    name = info.orig_filename
    known = name in {DATABASE, VAULT, MANIFEST} or _ATTACHMENT.fullmatch(name) is not None
    return known and plain and info.file_size == info.compress_size and kind in {0, stat.S_IFREG}


def _small(member: Member) -> bytes:
    if member.info.file_size > _MOST_SMALL:
        raise ValueError("too large for a manifest")
    return b"".join(member.chunks())


def _manifest(raw: Any, names: set[str]) -> Manifest | None:
    """The manifest, or None when a newer program made it."""
    if raw["format"] != FORMAT:
        raise ValueError("not a manifest of ours")
    if raw["v"] != VERSION:
        return None
    files = {name: FileFact(fact["size"], fact["sha256"]) for name, fact in raw["files"].items()}
    if set(files) != names or not names >= {DATABASE, VAULT}:
        raise ValueError("the manifest names other members")
    head = raw["audit"]
    return Manifest(
        made_at=str(raw["made_at"]),
        program=str(raw["program"]),
        schema=str(raw["schema"]),
        vault_id=str(raw["vault_id"]),
        epoch=int(raw["epoch"]),
        counts={str(name): int(count) for name, count in raw["counts"].items()},
        audit=None if head is None else (int(head[0]), str(head[1])),
        files=files,
    )


def _looks_like_ours(raw: IO[bytes]) -> bool:
    """Whether the first member is a vault: then a bad end means damage, not a wrong file."""
    start = raw.read(30 + len(VAULT))
    raw.seek(0)
    return start.startswith(b"PK\x03\x04") and start.endswith(VAULT.encode())


def _refusal(file: Path, ours: bool) -> Exception:
    if ours:
        return BackupDamagedError(file=file.name, what="文件不完整或被改过")
    return NotABackupError(file=file.name)
