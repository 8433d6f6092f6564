"""Bring a data file to this program's version: backup first, newer files refused."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from db import search
from db.errors import NewerFileError

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
HEAD = "v0005"
"""The version this program writes; a test compares it with the newest script, so that starting
needs no alembic when nothing is to be done."""


def version_of(connection: Connection) -> str | None:
    """The version of the file, None when it is empty."""
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
    ).first()
    if found is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def upgrade(engine: Engine, before: Callable[[], object] | None = None) -> bool:
    """Upgrade the file to `HEAD`; returns whether anything changed.

    `before` makes the backup and is called only when an existing file changes. Raises
    `NewerFileError` for a version this program does not know.
    """
    with engine.connect().execution_options(readonly=True) as connection:
        current = version_of(connection)
    if current == HEAD:
        return False
    if current is not None:
        if current not in _known_versions():
            raise NewerFileError(current)
        if before is not None:
            before()
    # A batch rebuild would trip over foreign keys; they are checked as a whole before commit.
    with engine.connect() as connection:
        _run(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise RuntimeError("foreign keys broken by the upgrade")
        connection.commit()
    return True


def config_for(connection: Connection) -> "Config":
    """Alembic's settings for an open connection; no ini file."""
    from alembic.config import Config  # noqa: PLC0415 - half a second, only when needed

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["include_object"] = _is_ours
    return config


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415

    command.upgrade(config_for(connection), "head")


def _known_versions() -> set[str]:
    return {script.stem.split("_")[0] for script in (SCRIPTS / "versions").glob("v*.py")}


def _is_ours(_item: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and (name or "").startswith(search.PREFIX))
