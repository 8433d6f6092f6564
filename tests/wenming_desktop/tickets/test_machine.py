"""工单的一生, thousands of them: random acts of several accounts against the data file.

After every act the log holds nothing that the dossier forbids, the stored row says what the log
says, and the month balances; at the end of a life every month is counted a second time by a
script that imports nothing of the program. WENMING_LIVES=3000 lives about 3,000 tickets, says how
many it were, and asks that every step of the table was taken, and every other one was tried and
refused.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import event

from db.engine import connect
from tests.conftest import Clock, Template
from tests.make_whistle import cell
from tests.wenming_desktop.tickets import plain_life
from tests.wenming_desktop.tickets.machine import Lives
from tests.wenming_desktop.tickets.machine_words import FORBIDDEN, LIVES
from tests.wenming_desktop.tickets.machine_world import World
from wenming_desktop import start
from wenming_desktop.security.accounts import AddAccount, add_account
from wenming_desktop.work import Desk

OF_THEM_PER_OFFICE = 7
ENOUGH = 2500
"""So many lives meet every step from every state."""
GUARDED = {
    "a reason is wanted", "asked too late", "extended by oneself", "merged into nothing",
    "nobody works on that one", "not by a clerk", "not in person", "others are in it",
    "own approval", "own work",
}  # fmt: skip
"""What so many lives also run into, each time refused."""


@pytest.fixture
def world(town: Desk, clock: Clock, template: Template, office_folder: Path) -> Iterator[World]:
    cell(town, "3号楼党小组", ("孙福顺", "方远"), "3")
    town.write(add_account, AddAccount("lin", ("staff",), "v1", "林晓燕"))
    town.write(add_account, AddAccount("liang", ("secretary", "staff"), "v2", "梁志勇"))
    desks = [town, *(start.desk_for(town.engine, who, clock) for who in ("lin", "liang"))]
    # Thousands of acts wait for no disk: what is proved here is not what a power cut leaves.
    event.listen(town.engine, "connect", _without_disk)
    town.engine.dispose()
    file = connect(office_folder / start.DATABASE, template.key)
    yield World(file, clock, desks)
    file.close()


def _without_disk(raw: Any, _record: object) -> None:
    raw.execute("PRAGMA synchronous=OFF").fetchall()


def test_random_lives_hold_to_the_table(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    run_state_machine_as_test(
        type("LivesOfThisOffice", (Lives,), {"world": world}),
        settings=settings(
            max_examples=-(-LIVES // OF_THEM_PER_OFFICE) or 10,
            stateful_step_count=25 if LIVES else 15,
            deadline=None,
            # Lives are short and told whole: making them shorter would take minutes.
            phases=(Phase.generate,),
            derandomize=not LIVES,
            suppress_health_check=list(HealthCheck),
        ),
    )
    steps = sum(world.taken.values())
    assert steps > 100
    if LIVES:
        with capsys.disabled():
            sys.stdout.write(_told(world, steps))
    if LIVES >= ENOUGH:
        assert sorted(set(plain_life.ARROWS) - set(world.taken)) == []
        assert sorted(FORBIDDEN - set(world.refused)) == []
        assert sorted(GUARDED - set(world.kept_out)) == []


def _told(world: World, steps: int) -> str:
    taken, refused = set(world.taken) & set(plain_life.ARROWS), set(world.refused)
    return (
        f"\n{world.lives} lives, {steps} rows, {dict(world.acts)}\n"
        f"arrows taken: {len(taken)} of {len(plain_life.ARROWS)},"
        f" forbidden steps refused: {len(refused)} of {len(FORBIDDEN)}\n"
        f"kept out: {dict(world.kept_out)}\n"
    )
