"""The one door to the data file: opens it encrypted, with every safety pragma set.

Nothing else in the program may open a database. Writers begin IMMEDIATE (a deferred
begin ends in "database is locked" as soon as a reader wants to write); readers say
`execution_options(readonly=True)` and begin deferred.
"""

import os
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from db.errors import (
    ClosedError,
    CorruptError,
    FileExistsHereError,
    MissingFileError,
    WrongKeyError,
    translate,
)

# Two connections that write and checkpoint together could corrupt the WAL before this.
OLDEST_SQLITE = (3, 51, 3)
# Every page is decrypted on its way in: what is read again stays in memory.
CACHE_KIB = 64 * 1024
BUSY_SECONDS = 10
SALT_BYTES = 16
PAGE_BYTES = 4096
# cipher_memory_security stays off: with it every allocation locks and wipes memory, which made an
# import five and a GROUP BY ten times slower, while Python's own copies of the same values are
# swappable all the same. What leaves memory clean is the end of the process.
_PRAGMAS = (
    "foreign_keys=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
)
# These read the file: only once it is known to open.
_PROVEN = ("synchronous=FULL", f"cache_size=-{CACHE_KIB}")


@dataclass(frozen=True)
class Key:
    """What opens a data file: the raw key and the file's salt. Never shown, never logged."""

    dek: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.dek) != 32 or len(self.salt) != SALT_BYTES:
            raise ValueError("a key is 32 bytes and its salt 16")


class RawConnection(dbapi2.Connection):  # type: ignore[misc]  # the driver has no types
    """The driver's connection, which a weak reference can follow.

    Once shut it stays quiet: a session that lives longer still wants to roll back.
    """

    shut = False

    def close(self) -> None:
        """Close for good."""
        self.shut = True
        super().close()

    def commit(self) -> None:
        """Commit, or leave nothing open: a refused COMMIT would stand in the next one's way."""
        try:
            super().commit()
        except dbapi2.Error:
            self.rollback()
            raise

    def rollback(self) -> None:
        """Roll back what is open; nothing is, after `close`."""
        if not self.shut:
            super().rollback()


@dataclass(eq=False)
class _Door:
    """Makes the connections of one engine and remembers those that are still alive."""

    path: Path
    key: Key
    open_now: "weakref.WeakSet[RawConnection]" = field(default_factory=weakref.WeakSet)
    closed: bool = False

    def __call__(self) -> RawConnection:
        if self.closed:
            raise ClosedError
        raw = connect(self.path, self.key)
        self.open_now.add(raw)
        return raw


_doors: "weakref.WeakKeyDictionary[Engine, _Door]" = weakref.WeakKeyDictionary()


def create_file(path: Path, key: Key) -> None:
    """Make an empty encrypted data file; refuses a path that is taken."""
    _require_sqlite()
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise FileExistsHereError(path.name) from None
    raw = _keyed(path, key)
    try:
        raw.execute("PRAGMA journal_mode=WAL").fetchall()
        raw.execute("PRAGMA user_version=0").fetchall()
    finally:
        raw.close()


def connect(path: Path, key: Key, *, wal: bool = True) -> RawConnection:
    """Open one connection of our own (checks, copies); the caller closes it.

    `wal=False` leaves the journal as it is, for a copy that shall stay one file.
    """
    _require_sqlite()
    # Even with mode=rw SQLite would take an empty file for a fresh, healthy database.
    if not path.is_file() or path.stat().st_size == 0:
        raise MissingFileError(path.name)
    if path.stat().st_size < PAGE_BYTES:
        raise CorruptError(path.name)
    raw = _keyed(path, key)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in ("journal_mode=WAL", *_PROVEN) if wal else _PROVEN:
            raw.execute(f"PRAGMA {pragma}").fetchall()
    except dbapi2.Error as error:
        raw.close()
        raise _opening_trouble(path, key, error) from error
    return raw


def open_engine(path: Path, key: Key) -> Engine:
    """Open the data file for work; fails here and now when it cannot be read."""
    door = _Door(path, key)
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=door,
        poolclass=QueuePool,
        pool_use_lifo=True,
        pool_size=5,
        max_overflow=0,
        hide_parameters=True,
    )
    _doors[engine] = door
    event.listen(engine, "begin", _begin)
    with engine.connect().execution_options(readonly=True):
        return engine


def close_all(engine: Engine) -> None:
    """Leave no file open, not even of connections still checked out; the engine stays shut."""
    door = _doors.get(engine)
    if door is not None:
        door.closed = True
    engine.dispose()
    for raw in list(door.open_now) if door is not None else ():
        raw.close()


def file_of(engine: Engine) -> tuple[Path, Key]:
    """The path and key an engine was opened with."""
    door = _doors[engine]
    return door.path, door.key


def left_open(path: Path) -> bool:
    """Whether the last program to use the file ended without closing it (ask before opening)."""
    wal = path.with_name(path.name + "-wal")
    return wal.is_file() and wal.stat().st_size > 0


def _keyed(path: Path, key: Key) -> RawConnection:
    """A connection with its key and pragmas, not yet proven to read the file."""
    raw = dbapi2.connect(
        f"{path.resolve().as_uri()}?mode=rw",
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        factory=RawConnection,
    )
    # Before the key: the cipher library otherwise writes its own lines to standard error.
    raw.execute("PRAGMA cipher_log_level=NONE").fetchall()
    raw.execute(f"PRAGMA key=\"x'{key.dek.hex()}{key.salt.hex()}'\"").fetchall()
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}").fetchall()
    return raw  # type: ignore[no-any-return]


def _begin(connection: Connection) -> None:
    """Start the transaction of a reader or of a writer."""
    reader: Any = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql("BEGIN" if reader else "BEGIN IMMEDIATE")


def _opening_trouble(path: Path, key: Key, error: dbapi2.Error) -> Exception:
    """Tell a foreign file from a damaged one; the password was proven by the vault before."""
    trouble = translate(error)
    if not isinstance(trouble, CorruptError):
        return trouble or error
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES)
    # A foreign file differs in about half of the 128 bits, a damaged salt in a few.
    differing = (int.from_bytes(salt) ^ int.from_bytes(key.salt)).bit_count()
    return WrongKeyError(trouble.detail) if differing > 24 else trouble


def _require_sqlite() -> None:
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {dbapi2.sqlite_version} is older than 3.51.3")
