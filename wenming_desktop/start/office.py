"""An office made, and an office opened with a password."""

import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from db import codes, upgrade
from db.engine import Key, close_all, create_file, open_engine
from db.errors import WrongKeyError
from wenming_desktop.backup import backup, finish_restore
from wenming_desktop.errors import StorageTroubleError, UserError
from wenming_desktop.lock import take
from wenming_desktop.places.zoning import apply_zones, zones_due
from wenming_desktop.security import seeds
from wenming_desktop.security.accounts import AddAccount, add_account, signed_in
from wenming_desktop.security.guard import RightsGuard, actor_of
from wenming_desktop.security.kdf import STANDARD, Cost
from wenming_desktop.security.recorder import Recorder
from wenming_desktop.security.vault import Vault
from wenming_desktop.settings import SaveOffice, save_office
from wenming_desktop.tickets.clock import seed_days
from wenming_desktop.work import Actor, Desk, storage_trouble

DATABASE = "wm.db"
FOLDERS = ("backup", "attach", "tmp", "log")


class FolderTakenError(UserError):
    """The data folder holds something already."""

    code = "init.folder_not_empty"
    text = "文件夹里已经有东西，没有动它。请换一个空文件夹，或直接打开里面的数据。"


class NoOfficeError(StorageTroubleError):
    """There is no office in the data folder."""

    code = "storage.missing"
    text = "这个文件夹里没有数据。请先建立本社区（init），或从备份恢复。"


class UnknownAccountError(StorageTroubleError):
    """The account does not exist, is disabled, or was not named."""

    code = "account.unknown"
    text = "没有账号“{login}”，或者已停用。可用的账号：{known}。"


class AccountNotNamedError(StorageTroubleError):
    """Several accounts, and nobody said which."""

    code = "account.unnamed"
    text = "这份数据有几个账号，请用 --account 写明是哪一个：{known}。"


@dataclass
class Workplace:
    """An open office; close it when done (`with`)."""

    folder: Path
    engine: Engine
    vault: Vault
    desk: Desk
    account: str
    paper_key: str = ""
    closing: list[Callable[[], object]] = field(default_factory=list)

    @property
    def database(self) -> Path:
        """The data file."""
        return self.folder / DATABASE

    def close(self) -> None:
        """Leave no file open and no lock held."""
        close_all(self.engine)
        for step in self.closing:
            step()

    def __enter__(self) -> "Workplace":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True)
class NewOffice:
    """What `create` needs: the office sheet and the first account."""

    office: SaveOffice
    account: str
    password: str


def create(
    folder: Path,
    new: NewOffice,
    *,
    cost: Cost = STANDARD,
    clock: Callable[[], datetime] = datetime.now,
) -> Workplace:
    """Make a new office in an empty or absent folder; its first account is 书记 and 系统维护."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderTakenError
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    lock = take(folder)
    try:
        with storage_trouble():
            place = _create(folder, new, cost, clock)
    except BaseException:
        lock.release()
        _clear(folder, made)
        raise
    place.closing.append(lock.release)
    return place


def open_office(
    folder: Path,
    account: str | None,
    password: str,
    *,
    clock: Callable[[], datetime] = datetime.now,
) -> Workplace:
    """Unlock an office; raises `WrongPasswordError`, storage errors, `UnknownAccountError`."""
    if not folder.is_dir():
        raise NoOfficeError
    lock = take(folder)
    try:
        with storage_trouble():
            finish_restore(folder)
            place = _open(folder, account, password, clock)
    except BaseException:
        lock.release()
        raise
    place.closing.append(lock.release)
    return place


def _open(
    folder: Path, account: str | None, password: str, clock: Callable[[], datetime]
) -> Workplace:
    if not (folder / "vault.json").exists() and not (folder / "vault.bak.json").exists():
        raise NoOfficeError
    vault = Vault.load(folder)
    login = login_of(vault, account)
    return open_with(folder, vault, login, vault.unlock(login, password), clock)


def open_with(
    folder: Path, vault: Vault, login: str, key: Key, clock: Callable[[], datetime]
) -> Workplace:
    """Open the data file with its key, as an account that may sign in."""
    engine = open_engine(folder / DATABASE, key)
    try:
        _check_vault(engine, vault)
        _clear_scratch(folder)
        if upgrade.upgrade(engine, lambda: _backup_before_upgrade(engine, folder, clock())):
            _top_up(engine, clock())
        desk = desk_for(engine, login, clock)
        desk.write(signed_in, vault.failures_before)
        if desk.read(zones_due):
            desk.write(apply_zones)
    except BaseException:
        close_all(engine)
        raise
    return Workplace(folder, engine, vault, desk, login)


def _create(folder: Path, new: NewOffice, cost: Cost, clock: Callable[[], datetime]) -> Workplace:
    vault, key, paper = Vault.create(folder, new.account, new.password, cost)
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    create_file(folder / DATABASE, key)
    engine = open_engine(folder / DATABASE, key)
    try:
        upgrade.upgrade(engine)
        with engine.connect() as connection:
            _seed(connection, vault, clock())
            connection.commit()
        founder = Actor(name=new.account, rights=seeds.all_rights())
        desk = _desk(engine, founder, clock)
        public = vault.fingerprint(new.account)
        roles = ("secretary", "admin")
        desk.write(add_account, AddAccount(new.account, roles, new.account, public))
        desk.write(save_office, new.office)
        desk = desk_for(engine, new.account, clock)
    except BaseException:
        close_all(engine)
        raise
    return Workplace(folder, engine, vault, desk, new.account, paper)


def _seed(connection: Connection, vault: Vault, now: datetime) -> None:
    codes.load(connection, now)
    seeds.load(connection, now, seed_days())
    for name, value in (("vault_id", vault.vault_id), ("history_key", secrets.token_hex(32))):
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES (?, ?)", (name, value))


def _top_up(engine: Engine, now: datetime) -> None:
    """Give an older file the code lists, rights and number patterns of this program."""
    with engine.connect() as connection:
        codes.load(connection, now)
        seeds.add_missing(connection, now)
        connection.commit()


def desk_for(engine: Engine, login: str, clock: Callable[[], datetime] = datetime.now) -> Desk:
    """The desk of an account on an open data file."""
    return _desk(engine, _actor(engine, login), clock)


def _desk(engine: Engine, actor: Actor, clock: Callable[[], datetime]) -> Desk:
    return Desk(engine, actor, guard=RightsGuard(), recorder=Recorder, clock=clock)


def _actor(engine: Engine, login: str) -> Actor:
    with engine.connect() as plain, Session(plain.execution_options(readonly=True)) as session:
        actor = actor_of(session, login)
    if actor is None:
        raise UnknownAccountError(login=login, known="")
    return actor


def _check_vault(engine: Engine, vault: Vault) -> None:
    """Refuse a data file that belongs to another vault."""
    with engine.connect() as plain:
        connection = plain.execution_options(readonly=True)
        stored = connection.exec_driver_sql("SELECT value FROM meta WHERE key='vault_id'").scalar()
    if stored != vault.vault_id:
        raise WrongKeyError


def login_of(vault: Vault, account: str | None) -> str:
    """The account meant; it need not be named where there is one."""
    known = vault.accounts
    if account is None and len(known) == 1:
        return known[0]
    if account is None:
        raise AccountNotNamedError(known="、".join(known))
    if account not in known:
        raise UnknownAccountError(login=account, known="、".join(known))
    return account


def _backup_before_upgrade(engine: Engine, folder: Path, now: datetime) -> None:
    backup(engine, folder, folder / "backup" / f"upgrade-{now:%Y%m%d-%H%M%S}.wmbak")


def _clear_scratch(folder: Path) -> None:
    """Take away what a run that was killed left half made; what is held goes the next time."""
    left = [*(folder / "tmp").glob("*"), *(folder / "backup").glob("*.wmbak.part")]
    for item in left:
        with suppress(PermissionError):
            shutil.rmtree(item) if item.is_dir() else item.unlink()


def _clear(folder: Path, made: bool) -> None:
    """Take away what a failed `create` left in a folder that was empty."""
    for item in sorted(folder.rglob("*"), reverse=True):
        item.rmdir() if item.is_dir() else item.unlink()
    if made:
        folder.rmdir()
