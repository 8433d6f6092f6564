"""A program killed at any moment loses no acknowledged commit and leaves nothing half done."""

import random
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from db.engine import Key
from tests.conftest import PASSWORD, Template
from tests.stories import life
from tests.stories.killed import PEOPLE, run_and_kill
from wenming_desktop import checks, start
from wenming_desktop.backup import verify_with, with_key

KILLS = 5
pytestmark = pytest.mark.long


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    """An office that knows a handling unit, a building and a grid."""
    shutil.copytree(template.folder, tmp_path / "office")
    with start.open_office(tmp_path / "office", "demo", PASSWORD) as place:
        life.settle(place.desk)
    return tmp_path / "office"


def a_while() -> None:
    """No moment is like another."""
    time.sleep(random.uniform(0, 0.25))


def whole(place: start.Workplace) -> None:
    """Nothing of the data file contradicts anything else."""
    assert [(c.name, c.detail) for c in checks.run(place) if not c.ok] == []


def rows(place: start.Workplace, sql: str) -> list[Any]:
    with place.engine.connect() as connection:
        return list(connection.exec_driver_sql(sql))


def test_imports(folder: Path) -> None:
    first = 0
    for _ in range(KILLS):
        acks = run_and_kill("imports", folder, PASSWORD, first, a_while)
        with start.open_office(folder, "demo", PASSWORD) as place:
            whole(place)
            people = dict(rows(place, "SELECT remark, count(*) FROM resident GROUP BY remark"))
            homes = rows(place, "SELECT count(*), sum(people) FROM household")
            batches = rows(place, "SELECT sum(rows), count(*) FROM import_batch")
        assert set(acks) <= set(people), "an acknowledged import is gone"
        assert set(people.values()) == {PEOPLE}, "half an import"
        assert homes == [(PEOPLE * len(people),) * 2]
        assert batches == [(PEOPLE * len(people), len(people))]
        first = len(people)


def steps_saved(place: start.Workplace) -> dict[int, int]:
    """How many steps each ticket has, by the number its content names; each looked over."""
    found = {}
    for content, status, steps, last in rows(
        place,
        "SELECT t.content, t.status, count(*), max(a.seq || ' ' || a.to_status)"
        " FROM ticket t JOIN ticket_action a ON a.ticket_id = t.id GROUP BY t.id",
    ):
        assert last == f"{steps} {status}", "the ticket and its log differ"
        assert content not in found
        found[int(content[1:-1])] = steps
    return found


def no_step_lost(place: start.Workplace, acks: list[str]) -> int:
    """Compare what was saved with what was acknowledged; the number of the next ticket."""
    whole(place)
    saved = steps_saved(place)
    for ack in acks:
        ticket, steps = map(int, ack.split())
        assert saved.get(ticket, 0) >= steps, "an acknowledged step is gone"
    numbers = rows(place, "SELECT ticket_no FROM ticket WHERE ticket_no IS NOT NULL")
    assert len(set(numbers)) == len(numbers) == len(saved)
    return max(saved) + 1


def test_ticket_edits(folder: Path) -> None:
    first = 0
    for _ in range(KILLS):
        acks = run_and_kill("edits", folder, PASSWORD, first, a_while)
        with start.open_office(folder, "demo", PASSWORD) as place:
            first = no_step_lost(place, acks)


def test_backups_while_writing(folder: Path, template: Template) -> None:
    first, verified = 0, set[str]()

    def one_is_made() -> None:
        deadline = time.monotonic() + 20
        while not any((folder / "backup").glob("*.wmbak")) and time.monotonic() < deadline:
            time.sleep(0.01)
        a_while()

    for _ in range(KILLS):
        acks = run_and_kill("backups", folder, PASSWORD, first, one_is_made)
        with start.open_office(folder, "demo", PASSWORD) as place:
            first = no_step_lost(place, acks)
            assert not any((folder / "tmp").iterdir()), "the copy that was being made"
            assert not any((folder / "backup").glob("*.part"))
        verified |= verify_new(folder, template.key, verified)
    assert verified


def verify_new(folder: Path, key: Key, known: set[str]) -> set[str]:
    """Read back every backup with its final name that was not read before."""
    new = {file.name for file in (folder / "backup").glob("*.wmbak")} - known
    for name in new:
        verify_with(folder / "backup" / name, folder, with_key(key))
    return new
