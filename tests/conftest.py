"""Fixtures: an office made once and copied per test, a clock that stands, logs that fail tests."""

import gc
import itertools
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from db.engine import Key, close_all, open_engine
from wenming_desktop import start
from wenming_desktop.security.kdf import Cost
from wenming_desktop.settings import Office
from wenming_desktop.work import Desk

_ENDED = itertools.count(1)
_ALL_OF_IT = 100
NOW = datetime(2026, 11, 20, 10, 42)
PASSWORD = "huaiyin-kz7781"
CHEAP = Cost(memory_kib=1024, passes=1, lanes=1, below_floor=True)
OFFICE = Office(
    full_name="西宁市城西区文澜街道槐荫里社区居民委员会",
    short_name="槐荫里社区",
    party_full_name="中共槐荫里社区委员会",
    subdistrict_name="文澜街道",
    district_name="城西区",
    city_name="西宁市",
    province_name="青海省",
    address="文澜路 18 号",
    duty_phone="8801 2000",
    supervision_hotline="8801 2110",
    area_code="0971",
    card_phones=(("供暖报修", "8801 5100"), ("物业", "8801 4400"), ("供电", "95598")),
)


def pytest_sessionstart() -> None:
    """Let no thread of a lane or of the runner collect: Qt's windows end in their own alone."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: none of them is left for one worker at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Collect here what a test left, every so often all of it.

    What stands after such a round is the program itself, half a million objects by the end:
    it is looked past from then on, for walking it again and again took minutes of a run.
    """
    yield
    if next(_ENDED) % _ALL_OF_IT:
        gc.collect(1)
    else:
        gc.collect()
        gc.freeze()


@dataclass
class Clock:
    """The office's wall clock in tests; set `now` to move it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Template:
    """A closed office to copy, and what opens it."""

    folder: Path
    key: Key


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("template") / "office"
    new = start.NewOffice(OFFICE, "demo", PASSWORD)
    place = start.create(folder, new, cost=CHEAP, clock=lambda: NOW)
    key = place.vault.unlock("demo", PASSWORD)
    place.close()
    return Template(folder, key)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office_folder(template: Template, tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    shutil.copytree(template.folder, folder)
    return folder


@pytest.fixture
def desk(template: Template, office_folder: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on a fresh copy of an empty office, signed in as its founder."""
    engine = open_engine(office_folder / start.DATABASE, template.key)
    yield start.desk_for(engine, "demo", clock)
    close_all(engine)


class _Unexpected(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def expected_logs() -> Iterator[Callable[[str], None]]:
    """Fail a test that logs a warning it did not announce: `expected_logs("logger name")`."""
    handler, allowed = _Unexpected(), set()
    logging.getLogger().addHandler(handler)
    yield allowed.add
    logging.getLogger().removeHandler(handler)
    surprises = [r for r in handler.records if r.name not in allowed]
    assert not surprises, [f"{r.name}: {r.getMessage()}" for r in surprises]
