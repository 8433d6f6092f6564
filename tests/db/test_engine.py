"""The door to the data file: what it refuses, what it promises, what it leaves open."""

import gc
import os
import shutil
import threading
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlcipher3 import dbapi2

from db import errors
from db.engine import Key, close_all, connect, create_file, left_open, open_engine

KEY = Key(bytes(range(32)), bytes(range(100, 116)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "数据 文件.db"
    create_file(path, KEY)
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE door (id INTEGER PRIMARY KEY, place TEXT UNIQUE)"))
        connection.execute(
            text("INSERT INTO door VALUES (:id, :place)"),
            [{"id": i, "place": f"{i}号楼 某某" * 20} for i in range(400)],
        )
    close_all(engine)
    return path


def count(engine: Engine) -> int:
    with engine.connect().execution_options(readonly=True) as connection:
        return int(connection.execute(text("SELECT count(*) FROM door")).scalar_one())


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("temp_store", 2),
        ("cipher_memory_security", "0"),
    ],
)
def test_every_connection_has_the_safety_pragmas(file: Path, pragma: str, value: object) -> None:
    engine = open_engine(file, KEY)
    with engine.connect() as writer:
        assert writer.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        with engine.connect().execution_options(readonly=True) as reader:
            assert reader.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    close_all(engine)


def test_nothing_readable_stands_in_the_file(file: Path) -> None:
    content = file.read_bytes()
    assert "号楼".encode() not in content
    assert b"SQLite format 3" not in content
    assert content[:16] == KEY.salt


def test_a_path_that_is_taken_is_not_overwritten(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(errors.FileExistsHereError):
        create_file(file, KEY)
    assert file.read_bytes() == before


@pytest.mark.parametrize("size", [None, 0])
def test_a_missing_or_empty_file_is_no_fresh_database(tmp_path: Path, size: int | None) -> None:
    path = tmp_path / "wm.db"
    if size is not None:
        path.touch()
    with pytest.raises(errors.MissingFileError):
        open_engine(path, KEY)
    assert path.exists() == (size is not None)


def test_a_file_of_another_vault_is_told_from_a_damaged_one(file: Path) -> None:
    with pytest.raises(errors.WrongKeyError):
        open_engine(file, Key(os.urandom(32), os.urandom(16)))
    with pytest.raises(errors.CorruptError):
        open_engine(file, Key(os.urandom(32), KEY.salt))
    file.write_bytes(b"PK\x03\x04" + os.urandom(5000))
    with pytest.raises(errors.WrongKeyError):
        open_engine(file, KEY)


def test_a_damaged_salt_still_opens_because_the_vault_keeps_it(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[3] ^= 8
    file.write_bytes(content)
    engine = open_engine(file, KEY)
    assert count(engine) == 400
    close_all(engine)


def test_a_flipped_bit_is_an_error_or_harmless_never_a_wrong_value(file: Path) -> None:
    good = file.read_bytes()
    healthy = [(i, f"{i}号楼 某某" * 20) for i in range(400)]
    troubles: list[errors.DataFileError | None] = []
    for at in range(20, len(good), len(good) // 40):
        content = bytearray(good)
        content[at] ^= 1 << (at % 8)
        file.write_bytes(content)
        try:
            raw = connect(file, KEY, wal=False)
            try:
                rows = raw.execute("SELECT id, place FROM door ORDER BY id").fetchall()
                assert rows == healthy
            finally:
                raw.close()
        except (dbapi2.Error, errors.DataFileError) as error:
            troubles.append(errors.translate(error))
    assert len(troubles) > 10
    assert {type(trouble) for trouble in troubles} == {errors.CorruptError}


@pytest.mark.parametrize("size", [1, 15, 16, 511, 4095])
def test_a_stump_is_refused(file: Path, size: int) -> None:
    os.truncate(file, size)
    with pytest.raises(errors.DataFileError) as caught:
        open_engine(file, KEY)
    assert caught.value.code == "storage.corrupt"


def test_after_close_all_no_file_is_open_and_the_engine_stays_shut(file: Path) -> None:
    engine = open_engine(file, KEY)
    held = engine.connect()
    held.execute(text("SELECT 1"))
    idle = engine.connect()
    idle.close()
    close_all(engine)
    assert [f.path for f in psutil.Process().open_files() if file.name in f.path] == []
    assert sorted(p.name for p in file.parent.iterdir()) == [file.name]
    with pytest.raises(errors.ClosedError):
        engine.connect()
    held.close()
    close_all(engine)


def test_a_session_that_outlives_the_closing_is_collected_in_silence(file: Path) -> None:
    engine = open_engine(file, KEY)
    held = engine.connect()
    held.execute(text("SELECT 1"))
    close_all(engine)
    del held
    gc.collect()  # an unexpected log would fail the test


def test_a_left_over_journal_tells_of_an_unclean_end(file: Path, tmp_path: Path) -> None:
    assert not left_open(file)
    engine = open_engine(file, KEY)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM door WHERE id = 1"))
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("", "-wal"):
        shutil.copy(f"{file}{name}", crashed / f"wm.db{name}")
    close_all(engine)
    assert left_open(crashed / "wm.db")
    again = open_engine(crashed / "wm.db", KEY)
    assert count(again) == 399
    close_all(again)


def test_foreign_keys_savepoints_and_rollback_of_tables_work(file: Path) -> None:
    engine = open_engine(file, KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bell (door_id INTEGER REFERENCES door(id))"))
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("INSERT INTO bell VALUES (9999)"))
    with engine.begin() as connection:
        inner = connection.begin_nested()
        connection.execute(text("DELETE FROM door WHERE id = 5"))
        inner.rollback()
    with engine.connect() as connection:
        connection.execute(text("DROP TABLE bell"))
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM bell")).scalar() == 0
    assert count(engine) == 400
    close_all(engine)


def test_a_commit_that_is_refused_leaves_the_next_one_free(file: Path) -> None:
    engine = open_engine(file, KEY)
    key = "id INTEGER REFERENCES door DEFERRABLE INITIALLY DEFERRED"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE bell ({key})")
    with engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO bell VALUES (7777)")
        with pytest.raises(IntegrityError):
            connection.commit()
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM bell").scalar() == 0
        connection.exec_driver_sql("INSERT INTO bell VALUES (1)")
    close_all(engine)


def test_no_value_reaches_the_text_of_an_error(file: Path) -> None:
    engine = open_engine(file, KEY)
    taken = {"id": 7000, "place": "1号楼 某某" * 20}
    with engine.connect() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(text("INSERT INTO door VALUES (:id, :place)"), taken)
    assert "某某" not in str(caught.value)
    assert KEY.dek.hex() not in f"{KEY!r} {engine!r} {engine.url} {caught.value!r}"
    close_all(engine)


def test_writers_in_threads_wait_their_turn(file: Path) -> None:
    engine = open_engine(file, KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE tally (n INTEGER)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))
    trouble: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(25):
                with engine.begin() as connection:
                    n = connection.execute(text("SELECT n FROM tally")).scalar_one()
                    connection.execute(text("UPDATE tally SET n = :n"), {"n": n + 1})
        except DatabaseError as error:
            trouble.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not trouble
    with engine.connect() as connection:
        assert connection.execute(text("SELECT n FROM tally")).scalar() == 100
    close_all(engine)


def test_a_reader_does_not_hold_up_a_writer(file: Path) -> None:
    engine = open_engine(file, KEY)
    with engine.connect().execution_options(readonly=True) as reader:
        before = reader.execute(text("SELECT count(*) FROM door")).scalar()
        with engine.begin() as writer:
            writer.execute(text("DELETE FROM door WHERE id < 10"))
        assert reader.execute(text("SELECT count(*) FROM door")).scalar() == before == 400
    assert count(engine) == 390
    close_all(engine)


def test_a_full_disk_keeps_what_was_saved_and_reading_goes_on(file: Path) -> None:
    engine = open_engine(file, KEY)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.rollback()
        connection.execution_options(readonly=True)
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        connection.commit()
        with pytest.raises(DatabaseError) as caught:
            connection.exec_driver_sql("INSERT INTO door VALUES (9999, hex(zeroblob(20000)))")
        trouble = errors.translate(caught.value)
        assert isinstance(trouble, errors.FullDiskError)
        assert trouble.code == "storage.full"
        connection.rollback()
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
        connection.exec_driver_sql("INSERT INTO door VALUES (9999, 'small')")
        connection.commit()
    assert count(engine) == 401
    close_all(engine)


def test_somebody_elses_lock_is_named(file: Path) -> None:
    raw, other = connect(file, KEY), connect(file, KEY)
    try:
        raw.execute("BEGIN IMMEDIATE")
        other.execute("PRAGMA busy_timeout=1")
        with pytest.raises(dbapi2.OperationalError) as caught:
            other.execute("BEGIN IMMEDIATE")
        assert isinstance(errors.translate(caught.value), errors.LockedError)
    finally:
        raw.close()
        other.close()


def test_every_trouble_says_what_and_what_next() -> None:
    kinds = errors.DataFileError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds) > 8
    for kind in kinds:
        assert kind.text.endswith("。")
        assert kind.next_step.startswith("请")
        assert kind().message == kind.text + kind.next_step


def test_what_is_no_storage_trouble_stays_itself() -> None:
    assert errors.translate(ValueError("x")) is None
    assert errors.translate(dbapi2.IntegrityError("x")) is None


@pytest.mark.parametrize(("dek", "salt"), [(b"short", bytes(16)), (bytes(32), b"")])
def test_a_key_has_its_length(dek: bytes, salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Key(dek, salt)
