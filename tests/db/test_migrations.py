"""The migrations make exactly the tables the program works with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

import db.tables  # noqa: F401 - fills the metadata
from db import search, upgrade
from db.base import Base
from db.engine import Key, close_all, create_file, open_engine
from db.errors import NewerFileError
from db.types import LocalDate, LocalMoment

KEY = Key(bytes(32), bytes(16))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    create_file(tmp_path / "wm.db", KEY)
    engine = open_engine(tmp_path / "wm.db", KEY)
    yield engine
    close_all(engine)


def same_type(*seen: object) -> bool:
    *_, stored, own = seen
    if isinstance(own, LocalDate | LocalMoment):
        return getattr(stored, "length", None) != own.impl.length  # type: ignore[attr-defined]
    return False


def ours(_item: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and str(name).startswith("search_"))


def test_an_empty_file_is_brought_to_the_schema_of_the_program(engine: Engine) -> None:
    assert upgrade.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": same_type, "include_object": ours}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert upgrade.version_of(connection) == upgrade.HEAD


def test_the_newest_script_is_the_version_this_program_writes() -> None:
    scripts = sorted(path.stem for path in (upgrade.SCRIPTS / "versions").glob("v*.py"))
    assert scripts[-1].split("_")[0] == upgrade.HEAD


def test_a_file_of_this_version_is_left_alone_and_makes_no_backup(engine: Engine) -> None:
    upgrade.upgrade(engine)
    assert not upgrade.upgrade(engine, before=lambda: pytest.fail("no backup is needed"))


def test_a_newer_file_is_refused_before_anything_is_touched(engine: Engine) -> None:
    upgrade.upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'v9999'")
        connection.commit()
    with pytest.raises(NewerFileError):
        upgrade.upgrade(engine, before=lambda: pytest.fail("it must be refused first"))


def test_an_older_file_is_copied_before_it_is_changed(engine: Engine) -> None:
    made: list[str] = []
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('v0000')")
        connection.commit()
    with pytest.raises(NewerFileError):
        upgrade.upgrade(engine, before=lambda: made.append("backup"))
    assert made == []


def test_audit_rows_can_neither_be_changed_nor_removed_nor_skipped(engine: Engine) -> None:
    upgrade.upgrade(engine)
    insert = (
        "INSERT INTO audit (seq, ts_utc, actor, action, obj, detail, prev, hash)"
        " VALUES ({0}, '', '', '', '', '{{}}', '', '')"
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(insert.format(1))
        connection.commit()
        for statement in (
            "UPDATE audit SET actor = 'x'",
            "DELETE FROM audit",
            insert.format(3),
        ):
            with pytest.raises(Exception, match="audit"):
                connection.exec_driver_sql(statement)
            connection.rollback()


def test_the_search_index_of_the_migration_is_the_one_the_program_makes(
    engine: Engine, tmp_path: Path
) -> None:
    upgrade.upgrade(engine)
    create_file(tmp_path / "index.db", KEY)
    plain = open_engine(tmp_path / "index.db", KEY)
    try:
        with engine.connect() as ours, plain.connect() as wanted:
            search.create(wanted)
            schema = "SELECT name, sql FROM sqlite_master WHERE name LIKE 'search%' ORDER BY name"
            settings = "SELECT k, v FROM search_index_config ORDER BY k"
            for sql in (schema, settings):
                found = [tuple(row) for row in ours.exec_driver_sql(sql)]
                assert found == [tuple(row) for row in wanted.exec_driver_sql(sql)]
    finally:
        close_all(plain)


def test_the_history_of_zones_begins_with_the_grid_a_building_was_in(engine: Engine) -> None:
    with engine.connect() as connection:
        command.upgrade(upgrade.config_for(connection), "v0001")
        connection.exec_driver_sql("INSERT INTO grid (id, name) VALUES (7, '第一网格')")
        connection.exec_driver_sql(
            "INSERT INTO building (id, building_no, grid_id) VALUES (3, '3', 7), (4, '4', NULL)"
        )
        connection.commit()
    made: list[str] = []
    assert upgrade.upgrade(engine, before=lambda: made.append("backup"))
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT building_id, grid_id, to_on FROM building_zoning")
        assert [tuple(row) for row in rows] == [(3, 7, None)]
    assert made == ["backup"]


def test_the_lists_of_tickets_get_their_indices_in_a_file_that_has_tickets(engine: Engine) -> None:
    with engine.connect() as connection:
        command.upgrade(upgrade.config_for(connection), "v0002")
        connection.exec_driver_sql(
            "INSERT INTO ticket (id, ticket_no, title, status, is_void)"
            " VALUES (1, 'SQ1', '灯不亮', '20', 0), (2, 'SQ2', '水压低', '80', 1)"
        )
        connection.commit()
    assert upgrade.upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        for index in ("ix_ticket_board", "ix_ticket_number", "ix_ticket_words"):
            rows = connection.exec_driver_sql(
                f"SELECT id FROM ticket INDEXED BY {index} WHERE is_void = 0"
            )
            assert [row[0] for row in rows] == [1], index
