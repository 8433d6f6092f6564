"""From a backup back to an office, whatever cuts in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from db.engine import connect
from tests.wenming_desktop.backup.conftest import ACCOUNT, PASSWORD, SmallOffice
from wenming_desktop.backup import backup, finish_restore, restore, restore_with, with_paper
from wenming_desktop.backup.bundle import BackupDamagedError
from wenming_desktop.backup.restore import INTENT, STAGE, IntentDamagedError
from wenming_desktop.progress import CancelledError, Countdown
from wenming_desktop.security.vault import Vault, WrongPasswordError

OLD, NEW = 300, 310


@pytest.fixture
def file(office: SmallOffice, tmp_path: Path) -> Path:
    """A backup of 300 residents; the office has 310 since, and another attachment."""
    info = backup(office.engine, office.folder, tmp_path / "old.wmbak")
    office.add(OLD, NEW - OLD)
    (office.folder / "attach" / "later.bin").write_bytes(b"later")
    (office.folder / "anchor.json").write_text("{}")
    office.close()
    return info.file


def state(office: SmallOffice) -> tuple[int, int]:
    """Residents and attachments of the office as it stands."""
    office.reopen()
    found = office.residents(), len(list((office.folder / "attach").iterdir()))
    office.close()
    return found


def aside(office: SmallOffice) -> list[Path]:
    return sorted((office.folder / "backup").glob("*.before-restore"))


def test_all_comes_back_and_what_was_there_is_kept(office: SmallOffice, file: Path) -> None:
    info = restore(file, office.folder, ACCOUNT, PASSWORD)
    assert info.counts["resident"] == OLD
    assert state(office) == (OLD, 2)
    (kept,) = aside(office)
    assert {path.name for path in kept.iterdir()} == {
        *("wm.db", "vault.json", "vault.bak.json", "attach", "anchor.json")
    }
    raw = connect(kept / "wm.db", office.key)
    assert raw.execute("SELECT count(*) FROM resident").fetchone() == (NEW,)
    raw.close()
    assert not (office.folder / STAGE).exists()
    assert not (office.folder / INTENT).exists()
    assert finish_restore(office.folder) is None


def test_a_journal_leaves_with_its_database(office: SmallOffice, file: Path) -> None:
    (office.folder / "wm.db-wal").write_bytes(b"pages of another life" * 1000)
    restore(file, office.folder, ACCOUNT, PASSWORD)
    assert (aside(office)[0] / "wm.db-wal").exists()
    assert state(office) == (OLD, 2)


def test_a_bare_computer_and_the_paper_are_enough(
    office: SmallOffice, file: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare" / "data"
    restore_with(file, bare, with_paper(office.code))
    assert Vault.load(bare).damaged == ()
    office.folder = bare
    assert state(office) == (OLD, 2)


def test_the_password_of_that_day_opens_it(office: SmallOffice, file: Path) -> None:
    Vault.load(office.folder).change_password(ACCOUNT, PASSWORD, "liushu_tiao9")
    with pytest.raises(WrongPasswordError):
        restore(file, office.folder, ACCOUNT, "liushu_tiao9")
    restore(file, office.folder, ACCOUNT, PASSWORD)
    assert state(office) == (OLD, 2)


def test_two_restores_keep_both_former_states(office: SmallOffice, file: Path) -> None:
    for _ in range(2):
        restore(file, office.folder, ACCOUNT, PASSWORD)
    assert len(aside(office)) == 2


def test_a_damaged_backup_touches_nothing(office: SmallOffice, file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4
    file.write_bytes(content)
    with pytest.raises(BackupDamagedError):
        restore(file, office.folder, ACCOUNT, PASSWORD)
    assert not (office.folder / STAGE).exists()
    assert state(office) == (NEW, 3)


@pytest.mark.parametrize("steps", [1, 3, 5])
def test_a_cancelled_restore_touches_nothing(office: SmallOffice, file: Path, steps: int) -> None:
    with pytest.raises(CancelledError):
        restore(file, office.folder, ACCOUNT, PASSWORD, Countdown(steps))
    assert not (office.folder / STAGE).exists()
    assert state(office) == (NEW, 3)


def test_a_half_unpacked_restore_is_cleared_at_the_next_start(
    office: SmallOffice, file: Path
) -> None:
    (office.folder / STAGE).mkdir()
    (office.folder / STAGE / "wm.db").write_bytes(b"half")
    assert finish_restore(office.folder) is None
    assert not (office.folder / STAGE).exists()
    assert state(office) == (NEW, 3)


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{}", b"[]"),
        json.dumps({"staged": ["../x"], "aside": "1.before-restore"}).encode(),
        json.dumps({"staged": ["wm.db"], "aside": "../../x"}).encode(),
    ],
)
def test_an_intent_that_cannot_be_read_is_not_guessed(
    office: SmallOffice, file: Path, content: bytes
) -> None:
    (office.folder / INTENT).write_bytes(content)
    with pytest.raises(IntentDamagedError, match="复制一份"):
        finish_restore(office.folder)
    (office.folder / INTENT).unlink()
    assert state(office) == (NEW, 3)


KILLED = """
import os, sys
from pathlib import Path
from wenming_desktop.backup import restore
real, left = {}, int(sys.argv[3])
def deadly(module, name):
    call = getattr(module, name)
    def wrapped(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return call(*args, **kwargs)
    setattr(module, name, wrapped)
for module, name in ((Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (os, "fsync")):
    deadly(module, name)
restore(Path(sys.argv[1]), Path(sys.argv[2]), "wang", "huaiyin-kz7781")
"""


@pytest.mark.parametrize("at", [2, 9, 16, 18, 21, 23, 25, 28, 30, 32, 33])
def test_a_restore_killed_anywhere_is_wholly_old_or_wholly_new(
    office: SmallOffice, file: Path, at: int
) -> None:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", KILLED, str(file), str(office.folder), str(at)]
    code = subprocess.run(command, cwd=root, check=False, env=dict(os.environ)).returncode
    assert code in {0, 9}
    finish_restore(office.folder)
    assert state(office) in {(NEW, 3), (OLD, 2)}
    assert not (office.folder / STAGE).exists()
    assert not (office.folder / INTENT).exists()
