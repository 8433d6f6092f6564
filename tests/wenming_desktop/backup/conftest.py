"""A small office of its own: one vault, a data file with some rows, two attachments."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import Key, close_all, create_file, open_engine
from wenming_desktop.security.kdf import Cost
from wenming_desktop.security.vault import Vault

ACCOUNT, PASSWORD = "wang", "huaiyin-kz7781"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1, below_floor=True)
SCHEMA = (
    "CREATE TABLE alembic_version (version_num TEXT)",
    "INSERT INTO alembic_version VALUES ('v0001')",
    "CREATE TABLE audit (seq INTEGER PRIMARY KEY, hash TEXT)",
    "INSERT INTO audit VALUES (1, 'aa'), (2, 'bb')",
    "CREATE TABLE household (id INTEGER PRIMARY KEY, door TEXT)",
    "CREATE TABLE resident (id INTEGER PRIMARY KEY, household_id REFERENCES household, name TEXT)",
    "CREATE VIRTUAL TABLE search_text USING fts5(body)",
    "INSERT INTO household SELECT value, 'x' FROM json_each('[1,2,3,4,5,6,7,8,9]')",
)


@dataclass
class SmallOffice:
    """An open office, its key and its paper code."""

    folder: Path
    engine: Engine
    key: Key
    code: str

    def add(self, first: int, count: int) -> None:
        with self.engine.begin() as connection:
            for i in range(first, first + count):
                connection.exec_driver_sql(
                    "INSERT INTO resident VALUES (?, ?, ?)", (i, i % 9 + 1, f"某某{i}" * 30)
                )

    def residents(self) -> int:
        with self.engine.connect().execution_options(readonly=True) as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM resident").scalar_one())

    def close(self) -> None:
        close_all(self.engine)

    def reopen(self) -> None:
        key = Vault.load(self.folder).unlock(ACCOUNT, PASSWORD)
        self.engine = open_engine(self.folder / "wm.db", key)


def make_office(folder: Path) -> SmallOffice:
    folder.mkdir()
    _, key, code = Vault.create(folder, ACCOUNT, PASSWORD, CHEAP)
    create_file(folder / "wm.db", key)
    engine = open_engine(folder / "wm.db", key)
    with engine.begin() as connection:
        for statement in SCHEMA:
            connection.exec_driver_sql(statement)
    (folder / "attach").mkdir()
    for name in ("0a1b.bin", "77ff.bin"):
        (folder / "attach" / name).write_bytes(name.encode() * 500)
    office = SmallOffice(folder, engine, key, code)
    office.add(0, 300)
    return office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "office")
    yield made
    made.close()
