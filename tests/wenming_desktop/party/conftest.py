"""An office whose residents are registered, made once for each set of ledgers and copied."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.engine import close_all, open_engine
from tests.conftest import NOW, Clock, Template
from tests.wenming_desktop.party import ledgers
from wenming_desktop import start
from wenming_desktop.work import Desk

Opener = Callable[[Path], Desk]


@pytest.fixture(scope="session")
def registered(template: Template, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    made: dict[Path, Path] = {}
    for ledger in (ledgers.DEV, ledgers.SAMPLE):
        folder = tmp_path_factory.mktemp("registered") / "office"
        shutil.copytree(template.folder, folder)
        engine = open_engine(folder / start.DATABASE, template.key)
        ledgers.import_registers(start.desk_for(engine, "demo", lambda: NOW), ledger)
        close_all(engine)
        made[ledger] = folder
    return made


@pytest.fixture
def office_of(
    registered: dict[Path, Path], template: Template, tmp_path: Path, clock: Clock
) -> Iterator[Opener]:
    """A desk on a copy of an office with the residents of a folder of ledgers."""
    engines = []

    def opened(ledger: Path) -> Desk:
        folder = tmp_path / f"office-{len(engines)}"
        shutil.copytree(registered[ledger], folder)
        engine = open_engine(folder / start.DATABASE, template.key)
        engines.append(engine)
        return start.desk_for(engine, "demo", clock)

    yield opened
    for engine in engines:
        close_all(engine)


@pytest.fixture
def dev(office_of: Opener) -> Desk:
    return office_of(ledgers.DEV)
