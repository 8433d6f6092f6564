"""The ways in besides a password: paper, a backup; all of it or nothing."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import close_all, open_engine
from tests.conftest import PASSWORD, Template
from wenming_desktop.backup import backup
from wenming_desktop.backup.bundle import NotABackupError
from wenming_desktop.backup.peek import newest, peek
from wenming_desktop.lock import InUseError, take
from wenming_desktop.progress import CancelledError, Countdown
from wenming_desktop.security.kdf import WeakPasswordError
from wenming_desktop.security.own import myself
from wenming_desktop.security.paper_key import PaperKeyLengthError
from wenming_desktop.security.vault import Vault, WrongPaperKeyError, WrongPasswordError
from wenming_desktop.start import (
    DATABASE,
    FolderTakenError,
    Lost,
    UnknownAccountError,
    finish_started,
    open_backup,
    open_office,
    open_with_paper,
)

NEW = "Changqing-0731"


@pytest.fixture
def code(template: Template, office_folder: Path) -> str:
    return Vault.load(office_folder).new_paper(template.key)


@pytest.fixture
def file(template: Template, office_folder: Path, code: str, tmp_path: Path) -> Path:
    engine = open_engine(office_folder / DATABASE, template.key)
    info = backup(engine, office_folder, tmp_path / "一.wmbak")
    close_all(engine)
    return info.file


def actions(place_folder: Path, key: Template) -> list[str]:
    engine = open_engine(place_folder / DATABASE, key.key)
    with engine.connect().execution_options(readonly=True) as connection:
        found = list(connection.scalars(text("SELECT action FROM audit ORDER BY seq")))
    close_all(engine)
    return found


def test_the_paper_gives_the_account_a_new_password(
    office_folder: Path, template: Template, code: str
) -> None:
    with open_with_paper(office_folder, Lost("demo", code, NEW)) as place:
        assert place.account == "demo"
    with open_office(office_folder, "demo", NEW) as place:
        assert place.desk.read(myself).account == "demo"
        with place.engine.connect().execution_options(readonly=True) as connection:
            stored = connection.scalar(text("SELECT public_key FROM account"))
        assert stored == place.vault.fingerprint("demo"), "the data file knows the new key, too"
    with pytest.raises(WrongPasswordError):
        open_office(office_folder, "demo", PASSWORD)
    assert "accounts.recovered" in actions(office_folder, template)


def test_wrong_passwords_before_do_not_keep_the_new_one_waiting(
    office_folder: Path, code: str
) -> None:
    left = []
    for _ in range(5):
        with pytest.raises(WrongPasswordError) as caught:
            open_office(office_folder, "demo", "wrong-word-1")
        left.append(caught.value.facts)
    assert left == [{"left": 4}, {"left": 3}, {"left": 2}, {"left": 1}, {"seconds": 30}]
    open_with_paper(office_folder, Lost("demo", code, NEW)).close()
    open_office(office_folder, "demo", NEW).close()


@pytest.mark.parametrize(
    ("lost", "error"),
    [
        (Lost("demo", "", NEW), PaperKeyLengthError),
        (Lost("demo", "-".join(["000011"] * 8), NEW), WrongPaperKeyError),
        (Lost("nobody", "", NEW), UnknownAccountError),
        (Lost("demo", "", "1234567890"), WeakPasswordError),
    ],
)
def test_what_is_wrong_leaves_the_old_password(
    office_folder: Path, lost: Lost, error: type[Exception]
) -> None:
    before = (office_folder / "vault.json").read_bytes()
    with pytest.raises(error):
        open_with_paper(office_folder, lost)
    assert (office_folder / "vault.json").read_bytes() == before
    open_office(office_folder, "demo", PASSWORD).close()


def test_an_office_in_use_is_not_recovered(office_folder: Path, code: str) -> None:
    with take(office_folder), pytest.raises(InUseError):
        open_with_paper(office_folder, Lost("demo", code, NEW))


def test_a_backup_says_what_it_holds_before_it_is_opened(file: Path) -> None:
    facts = peek(file)
    assert facts.accounts == ("demo",)
    assert (facts.residents, facts.households, facts.tickets) == (0, 0, 0)
    assert facts.size == file.stat().st_size


def test_some_other_file_is_told(tmp_path: Path) -> None:
    other = tmp_path / "照片.wmbak"
    other.write_bytes(b"\x89PNG" * 100)
    with pytest.raises(NotABackupError):
        peek(other)


def test_the_newest_backup_of_a_folder(tmp_path: Path, file: Path) -> None:
    assert newest(tmp_path) is None
    (tmp_path / "backup").mkdir()
    shutil.copy(file, tmp_path / "backup" / "一.wmbak")
    assert newest(tmp_path) == tmp_path / "backup" / "一.wmbak"


@pytest.mark.parametrize("there", [True, False])
def test_a_backup_opens_in_an_empty_folder(tmp_path: Path, file: Path, there: bool) -> None:
    folder = tmp_path / "新"
    if there:
        folder.mkdir()
    with open_backup(folder, file, ("demo", PASSWORD)) as place:
        assert place.desk.read(myself).roles
    assert not (folder / "restore.part").exists()


def test_a_backup_opens_with_the_paper(tmp_path: Path, file: Path, code: str) -> None:
    open_backup(tmp_path / "新", file, Lost("demo", code, NEW)).close()
    open_office(tmp_path / "新", "demo", NEW).close()


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, office_folder: Path, file: Path
) -> None:
    before = {path.name for path in office_folder.iterdir()}
    with pytest.raises(FolderTakenError):
        open_backup(office_folder, file, ("demo", PASSWORD))
    assert {path.name for path in office_folder.iterdir()} - {"wm.lock"} == before - {"wm.lock"}


def test_what_cannot_be_opened_is_replaced_and_kept_aside(office_folder: Path, file: Path) -> None:
    (office_folder / DATABASE).write_bytes(b"broken" * 1000)
    open_backup(office_folder, file, ("demo", PASSWORD), over=True).close()
    (aside,) = (office_folder / "backup").glob("*.before-restore")
    assert (aside / DATABASE).read_bytes() == b"broken" * 1000


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(
    ("word", "steps", "error"),
    [("wrong-word-1", 99, WrongPasswordError), (PASSWORD, 3, CancelledError)],
)
def test_a_restore_that_fails_or_is_stopped_leaves_the_folder_as_it_was(
    tmp_path: Path, file: Path, there: bool, word: str, steps: int, error: type[Exception]
) -> None:
    folder = tmp_path / "新"
    if there:
        folder.mkdir()
    with pytest.raises(error):
        open_backup(folder, file, ("demo", word), Countdown(steps))
    assert folder.exists() == there
    assert not there or list(folder.iterdir()) == []


def test_half_a_restore_is_cleared_before_the_folder_is_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "新"
    (folder / "restore.part" / "attach").mkdir(parents=True)
    finish_started(folder)
    assert not (folder / "restore.part").exists()
