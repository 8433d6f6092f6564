"""Offices filled once, for the tests of exports and of what comes back of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from db.engine import close_all, open_engine
from tests.conftest import Clock, Template
from wenming_desktop import start
from wenming_desktop.work import Desk
from wenming_desktop.workbooks.files import import_file
from wenming_desktop.workbooks.outcome import ImportOptions

LEDGERS = Path(__file__).parents[2] / "data" / "ledgers"
DEV = [LEDGERS / n for n in ("居民信息台账.xlsx", "居民花名册.xls", "三网格.csv", "待核人员.xlsx")]
SAMPLES = [
    resources.path("samples", n) for n in ("居民信息台账.xlsx", "居民花名册.xls", "文澜苑居民.csv")
]


@pytest.fixture(scope="session")
def filled(template: Template, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Offices filled once: the dev ledgers, the sample ledgers, a few homes."""
    made = {}
    few = tmp_path_factory.mktemp("few") / "几户.csv"
    lines = (LEDGERS / "三网格.csv").read_bytes().splitlines(keepends=True)
    few.write_bytes(b"".join(lines[:60]))
    for name, files in (("dev", DEV), ("samples", SAMPLES), ("few", [few])):
        folder = tmp_path_factory.mktemp(name) / "office"
        shutil.copytree(template.folder, folder)
        engine = open_engine(folder / start.DATABASE, template.key)
        desk = start.desk_for(engine, "demo", Clock())
        for file in files:
            import_file(desk, "residents", file, ImportOptions())
        close_all(engine)
        made[name] = folder
    return made


@pytest.fixture
def opened(
    request: pytest.FixtureRequest, filled: dict[str, Path], template: Template, tmp_path: Path
) -> Iterator[Desk]:
    """A desk on a copy of the small office, or of the one a test names."""
    folder = tmp_path / "filled"
    shutil.copytree(filled[getattr(request, "param", "few")], folder)
    engine = open_engine(folder / start.DATABASE, template.key)
    yield start.desk_for(engine, "demo", Clock())
    close_all(engine)
