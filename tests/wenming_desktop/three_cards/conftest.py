"""An office with the members and services of the ledgers, made once and copied."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.engine import close_all, open_engine
from tests.conftest import NOW, Clock, Template
from tests.wenming_desktop.party import ledgers
from wenming_desktop import start
from wenming_desktop.three_cards.rules import Span
from wenming_desktop.work import Desk

H1, H2 = Span(date(2026, 1, 1), date(2026, 7, 1)), Span(date(2026, 7, 1), date(2027, 1, 1))
Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def rostered(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rostered") / "office"
    shutil.copytree(template.folder, folder)
    engine = open_engine(folder / start.DATABASE, template.key)
    desk = start.desk_for(engine, "demo", lambda: NOW)
    ledgers.import_roster(desk, ledgers.DEV)
    ledgers.import_records(desk, ledgers.DEV)
    close_all(engine)
    return folder


@pytest.fixture
def full(rostered: Path, template: Template, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on a copy of it; nobody's household is registered."""
    folder = tmp_path / "full"
    shutil.copytree(rostered, folder)
    engine = open_engine(folder / start.DATABASE, template.key)
    yield start.desk_for(engine, "demo", clock)
    close_all(engine)


@pytest.fixture
def rows(full: Desk) -> Rows:
    """What the data file holds."""

    def ask(sql: str, *bound: Any) -> list[tuple[Any, ...]]:
        with full.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql, bound)]

    return ask
