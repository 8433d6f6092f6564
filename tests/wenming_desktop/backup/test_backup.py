"""Making and reading back one .wmbak."""

import errno
import hashlib
import json
import os
import subprocess
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wenming_desktop.backup.conftest import ACCOUNT, PASSWORD, SmallOffice
from wenming_desktop import backup as backups
from wenming_desktop.backup import Check, backup, integrity, verify, verify_with
from wenming_desktop.backup.copy import BackupNameError, NoFolderError
from wenming_desktop.backup.verify import file_checks
from wenming_desktop.errors import StorageTroubleError
from wenming_desktop.progress import CancelledError, Countdown
from wenming_desktop.security.files import FileTroubleError
from wenming_desktop.security.vault import WrongPasswordError

COUNTS = {"alembic_version": 1, "audit": 2, "household": 9, "resident": 300}


def make(office: SmallOffice, tmp_path: Path) -> Path:
    return backup(office.engine, office.folder, tmp_path / "周五.wmbak").file


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_backup_says_what_it_holds_and_reads_back(office: SmallOffice, tmp_path: Path) -> None:
    info = backup(office.engine, office.folder, tmp_path / "周五.wmbak")
    assert info.counts == COUNTS
    assert info.sha256 == hashlib.sha256(info.file.read_bytes()).hexdigest()
    assert verify(info.file, office.folder, ACCOUNT, PASSWORD) == info
    assert verify(info.file, office.folder, None, PASSWORD) == info
    for unlock in (backups.with_key(office.key), backups.with_paper(office.code)):
        assert verify_with(info.file, office.folder, unlock) == info
    assert list((office.folder / "tmp").iterdir()) == []
    assert not list(tmp_path.glob("*.part"))


def test_the_bundle_is_a_plain_zip_with_nothing_readable_in_it(
    office: SmallOffice, tmp_path: Path
) -> None:
    file = make(office, tmp_path)
    subprocess.run(["unzip", "-tqq", str(file)], check=True)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == [
            *("vault.json", "attach/0a1b.bin", "attach/77ff.bin", "wm.db", "manifest.json")
        ]
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.read("wm.db")[:16] == office.key.salt
    assert (manifest["audit"], manifest["epoch"], manifest["schema"]) == ([2, "bb"], 1, "v0001")
    content = file.read_bytes()
    for secret in ("某某1".encode(), office.key.dek, PASSWORD.encode(), b"SQLite format 3"):
        assert secret not in content


def test_a_backup_of_a_file_in_use_is_of_one_moment(office: SmallOffice, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        first = 1000
        while not stop.is_set():
            office.add(first, 7)
            first += 7

    writer = threading.Thread(target=write)
    writer.start()
    try:
        infos = [backup(office.engine, office.folder, tmp_path / f"{n}.wmbak") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    for info in infos:
        assert (info.counts["resident"] - 300) % 7 == 0
        assert verify(info.file, office.folder, ACCOUNT, PASSWORD) == info
    assert infos[0].counts["resident"] <= infos[2].counts["resident"] <= office.residents()


def test_a_later_backup_replaces_the_file(office: SmallOffice, tmp_path: Path) -> None:
    first = make(office, tmp_path)
    office.add(500, 5)
    assert backup(office.engine, office.folder, first).counts["resident"] == 305
    assert verify(first, office.folder, ACCOUNT, PASSWORD).counts["resident"] == 305


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_a_cancelled_backup_leaves_nothing(office: SmallOffice, tmp_path: Path, steps: int) -> None:
    before = names(tmp_path)
    with pytest.raises(CancelledError):
        backup(office.engine, office.folder, tmp_path / "x.wmbak", Countdown(steps))
    assert names(tmp_path) - {"office/tmp"} == before


@pytest.mark.parametrize("at", range(1, 16, 2))
def test_a_disk_that_fails_leaves_no_final_file(
    office: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    calls = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(errno.ENOSPC, "full")
            return real(*args, **kwargs)

        return call

    before = names(tmp_path) | {"office/tmp"}
    for place, name in (
        (os, "fsync"),
        (Path, "open"),
        (Path, "replace"),
        (zipfile.ZipFile, "open"),
    ):
        monkeypatch.setattr(place, name, counted(getattr(place, name)))
    try:
        backup(office.engine, office.folder, tmp_path / "x.wmbak")
    except FileTroubleError as error:
        outcome = error.code
    else:
        outcome = "done"
    monkeypatch.undo()
    assert outcome == "storage.full"
    left = names(tmp_path) - before
    assert left <= {"x.wmbak"}
    if left:  # the last thing to fail is making the new name lasting
        assert verify(tmp_path / "x.wmbak", office.folder, ACCOUNT, PASSWORD).counts == COUNTS


def test_no_room_is_said_before_any_work(
    office: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Room", (), {"free": 1000}))
    with pytest.raises(FileTroubleError, match="空间不够"):
        backup(office.engine, office.folder, tmp_path / "x.wmbak")


def test_a_bad_place_or_name_is_refused(office: SmallOffice, tmp_path: Path) -> None:
    for target in (office.folder / "wm.db", tmp_path / "x.zip", tmp_path / "x"):
        with pytest.raises(BackupNameError, match="wmbak"):
            backup(office.engine, office.folder, target)
    with pytest.raises(NoFolderError, match="U 盘"):
        backup(office.engine, office.folder, tmp_path / "gone" / "x.wmbak")


def test_a_damaged_office_is_not_backed_up(office: SmallOffice, tmp_path: Path) -> None:
    office.close()
    path = office.folder / "wm.db"
    content = bytearray(path.read_bytes())
    for at in range(4096 * 5 + 100, len(content), 4096):
        content[at] ^= 1
    path.write_bytes(content)
    office.reopen()
    with pytest.raises(StorageTroubleError) as caught:
        make(office, tmp_path)
    assert caught.value.code in {"storage.corrupt", "backup.damaged"}
    assert not list(tmp_path.glob("*.wmbak*"))
    assert not all(check.ok for check in integrity(office.engine))


def test_a_wrong_password_is_not_damage(office: SmallOffice, tmp_path: Path) -> None:
    file = make(office, tmp_path)
    with pytest.raises(WrongPasswordError):
        verify(file, office.folder, ACCOUNT, "not this one")
    assert list((office.folder / "tmp").iterdir()) == []


def test_the_four_checks_of_a_healthy_file(office: SmallOffice) -> None:
    found = integrity(office.engine)
    assert [check.name for check in found] == [
        *("日志并入数据文件", "加密页校验", "数据结构", "表间引用")
    ]
    assert all(check.ok for check in found)
    assert (office.folder / "wm.db-wal").stat().st_size == 0
    assert office.residents() == 300


def test_a_broken_reference_is_found(office: SmallOffice) -> None:
    with office.engine.connect() as connection:
        connection.rollback()
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM household WHERE id = 1")
        raw.execute("PRAGMA foreign_keys=ON")
    assert [check for check in integrity(office.engine) if not check.ok] == [
        Check("表间引用", ok=False, detail="发现 34 处问题")
    ]


def test_bit_flips_cuts_and_rubbish_are_all_found(office: SmallOffice) -> None:
    office.close()
    path = office.folder / "wm.db"
    good = path.read_bytes()
    damaged = [good[:-4096], good[: len(good) // 2], good + bytes(4096)]
    damaged += [flipped(good, at) for at in range(20, len(good), len(good) // 24)]
    for content in damaged:
        path.write_bytes(content)
        assert not all(check.ok for check in file_checks(path, office.key))
    path.write_bytes(good)
    assert all(check.ok for check in file_checks(path, office.key))
    office.reopen()


def flipped(good: bytes, at: int) -> bytes:
    return good[:at] + bytes([good[at] ^ (1 << at % 8)]) + good[at + 1 :]
