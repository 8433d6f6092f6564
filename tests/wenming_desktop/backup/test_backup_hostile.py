"""Backups that were cut, flipped, put together by hand, or are something else."""

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.wenming_desktop.backup.conftest import ACCOUNT, CHEAP, PASSWORD, SmallOffice
from wenming_desktop import backup as backups
from wenming_desktop.backup import backup, verify, verify_with
from wenming_desktop.backup.bundle import BackupDamagedError, BackupNewerError, NotABackupError
from wenming_desktop.errors import NotFoundError, UserError
from wenming_desktop.security.vault import Vault

COUNTS = {"alembic_version": 1, "audit": 2, "household": 9, "resident": 300}


def make(office: SmallOffice, tmp_path: Path) -> Path:
    return backup(office.engine, office.folder, tmp_path / "周五.wmbak").file


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def members_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def flipped(good: bytes, at: int) -> bytes:
    return good[:at] + bytes([good[at] ^ (1 << at % 8)]) + good[at + 1 :]


def test_flipped_bits_and_cuts_are_noticed(office: SmallOffice, tmp_path: Path) -> None:
    """A flip is refused; one in a date of the zip's own headers may pass, no content does."""
    file = make(office, tmp_path)
    good, members = file.read_bytes(), members_of(file)
    broken = tmp_path / "broken.wmbak"
    damaged = [good[: len(good) * n // 10] for n in range(10)]
    damaged += [flipped(good, at) for at in range(7, len(good), len(good) // 40)]
    refused = 0
    for content in damaged:
        broken.write_bytes(content)
        try:
            verify(broken, office.folder, ACCOUNT, PASSWORD)
            assert members_of(broken) == members
        except (BackupDamagedError, NotABackupError):
            refused += 1
    assert refused >= len(damaged) - 2


def repack(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same zip with changed members, checksums right: what someone with a tool can do."""
    members = members_of(file)
    change(members)
    target = file.with_name("repacked.wmbak")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def edit_manifest(members: dict[str, bytes], **changes: object) -> None:
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()


def put_in_attachment(members: dict[str, bytes]) -> None:
    """A changed attachment whose digest is right in the manifest: only the MAC tells."""
    name, content = "attach/0a1b.bin", b"other"
    files = json.loads(members["manifest.json"])["files"]
    files[name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    members[name] = content
    edit_manifest(members, files=files)


@pytest.mark.parametrize(
    "change",
    [
        put_in_attachment,
        lambda members: edit_manifest(members, counts={**COUNTS, "resident": 299}),
        lambda members: edit_manifest(members, epoch=2),
        lambda members: edit_manifest(members, mac="é"),
        lambda members: edit_manifest(members, files=[]),
        lambda members: edit_manifest(members, counts=None),
        lambda members: members.update({"wm.db": members["wm.db"] + bytes(4096)}),
        lambda members: members.pop("attach/0a1b.bin"),
        lambda members: members.pop("wm.db"),
        lambda members: members.update({"manifest.json": b"[" * 100_000}),
        lambda members: members.update({"manifest.json": b"\xff"}),
    ],
)
def test_a_bundle_somebody_changed_is_refused(
    office: SmallOffice, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    file = repack(make(office, tmp_path), change)
    with pytest.raises(BackupDamagedError):
        verify(file, office.folder, ACCOUNT, PASSWORD)


def test_a_bundle_of_a_newer_program_is_left_alone(office: SmallOffice, tmp_path: Path) -> None:
    file = repack(make(office, tmp_path), lambda members: edit_manifest(members, v=2))
    with pytest.raises(BackupNewerError, match="升级"):
        verify(file, office.folder, ACCOUNT, PASSWORD)


@pytest.mark.parametrize(
    "name",
    [
        *("../evil", "/etc/evil", "attach/../../evil", "attach/a/b", "attach/.hidden", "wm.db-wal"),
        *("C:\\evil", "attach/con:x", "attach/a\x00b", "vault.bak.json", "attach/", "attach/龙"),
    ],
)
def test_a_hostile_member_name_is_refused_and_writes_nowhere(
    office: SmallOffice, tmp_path: Path, name: str
) -> None:
    def change(members: dict[str, bytes]) -> None:
        members[name] = b"evil"
        files = json.loads(members["manifest.json"])["files"]
        files[name] = {"size": 4, "sha256": hashlib.sha256(b"evil").hexdigest()}
        edit_manifest(members, files=files)

    file = repack(make(office, tmp_path), change)
    before = names(tmp_path)
    with pytest.raises(BackupDamagedError):
        verify(file, office.folder, ACCOUNT, PASSWORD)
    assert names(tmp_path) == before


def hostile_zip(kind: str, good: bytes) -> bytes:
    """A bundle with a link, a bomb, or a member that stands twice."""
    out = io.BytesIO(good)
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("attach/zz")
        if kind == "link":
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
        elif kind == "bomb":
            archive.writestr(info, bytes(1 << 20), zipfile.ZIP_DEFLATED)
        else:
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("wm.db", b"another")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["link", "bomb", "twice"])
def test_links_bombs_and_doubles_are_refused(
    office: SmallOffice, tmp_path: Path, kind: str
) -> None:
    file = make(office, tmp_path)
    file.write_bytes(hostile_zip(kind, file.read_bytes()))
    with pytest.raises(BackupDamagedError):
        verify(file, office.folder, ACCOUNT, PASSWORD)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 100, b"x" * 5000])
def test_another_file_is_not_called_a_damaged_backup(
    office: SmallOffice, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "x.wmbak"
    file.write_bytes(content)
    with pytest.raises(NotABackupError) as caught:
        verify(file, office.folder, ACCOUNT, PASSWORD)
    assert caught.value.exit_code == 3


def test_a_file_that_is_gone_or_a_folder(office: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="没有找到"):
        verify(tmp_path / "gone.wmbak", office.folder, ACCOUNT, PASSWORD)
    with pytest.raises(UserError):
        verify(tmp_path, office.folder, ACCOUNT, PASSWORD)


def test_the_bundle_of_another_office_needs_its_own_key(
    office: SmallOffice, tmp_path: Path
) -> None:
    file = make(office, tmp_path)
    (tmp_path / "other").mkdir()
    _, key, code = Vault.create(tmp_path / "other", "li", PASSWORD, CHEAP)
    with pytest.raises(BackupDamagedError, match="校验码"):
        verify_with(file, office.folder, backups.with_key(key))
    with pytest.raises(UserError, match="恢复码"):
        verify_with(file, office.folder, backups.with_paper(code))
