"""The ways in besides a password: the recovery code on paper, a backup, both."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from wenming_desktop.backup import finish_restore, restore_with, with_paper, with_password
from wenming_desktop.lock import NAME, take
from wenming_desktop.progress import SILENT, Progress
from wenming_desktop.security.kdf import check_new_password
from wenming_desktop.security.passwords import password_recovered
from wenming_desktop.security.vault import Vault
from wenming_desktop.settings import Office
from wenming_desktop.start.office import (
    FolderTakenError,
    NewOffice,
    NoOfficeError,
    Workplace,
    create,
    login_of,
    open_office,
    open_with,
)
from wenming_desktop.work import storage_trouble


@dataclass(frozen=True)
class Lost:
    """A password nobody knows any more: whose, the code on paper, the password from now on."""

    account: str
    code: str = field(repr=False)
    password: str = field(repr=False)


def open_with_paper(
    folder: Path, lost: Lost, *, clock: Callable[[], datetime] = datetime.now
) -> Workplace:
    """Open an office with the code on paper; the account has the new password from then on.

    The code, the account and the new password are all tried before the vault is touched.
    """
    if not folder.is_dir():
        raise NoOfficeError
    check_new_password(lost.password, (lost.account,))
    lock = take(folder)
    try:
        with storage_trouble():
            finish_restore(folder)
            place = _open(folder, lost, clock)
    except BaseException:
        lock.release()
        raise
    place.closing.append(lock.release)
    return place


def open_backup(
    folder: Path,
    file: Path,
    way: Lost | tuple[str, str],
    progress: Progress = SILENT,
    *,
    over: bool = False,
) -> Workplace:
    """Put a backup into an empty folder and open it: by paper, or as (account, password).

    With `over` it takes the place of data that cannot be opened, which is kept aside.
    """
    if isinstance(way, Lost):
        check_new_password(way.password, (way.account,))
        unlock = with_paper(way.code)
    else:
        unlock = with_password(*way)
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with take(folder), storage_trouble():
            if not over and _holds_data(folder):
                raise FolderTakenError
            restore_with(file, folder, unlock, progress)
    except BaseException:
        _clear(folder, made)
        raise
    if isinstance(way, Lost):
        return open_with_paper(folder, way)
    return open_office(folder, *way)


def found(folder: Path, community: str, account: str, password: str) -> Workplace:
    """Make a new office from what the first page asks for."""
    office = Office(full_name=community, short_name=community.removesuffix("居民委员会"))
    return create(folder, NewOffice(office, account, password))


def finish_started(folder: Path) -> None:
    """Finish a restore that was cut off before the folder is looked at."""
    with take(folder), storage_trouble():
        finish_restore(folder)


def _open(folder: Path, lost: Lost, clock: Callable[[], datetime]) -> Workplace:
    vault = Vault.load(folder)
    login = login_of(vault, lost.account)
    key = vault.unlock_paper(lost.code)
    place = open_with(folder, vault, login, key, clock)
    try:
        vault.reset_password(login, lost.password, key)
        place.desk.write(password_recovered, vault.fingerprint(login))
    except BaseException:
        place.close()
        raise
    return place


def _holds_data(folder: Path) -> bool:
    finish_restore(folder)
    return any(item.name != NAME for item in folder.iterdir())


def _clear(folder: Path, made: bool) -> None:
    """Leave an empty folder empty, and none that was not there before."""
    if any(item.name != NAME for item in folder.iterdir()):
        return
    (folder / NAME).unlink(missing_ok=True)
    if made:
        folder.rmdir()
