"""An office with three people who wish, a member who claims, and a work unit."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.engine import close_all, open_engine
from tests.conftest import Clock, Template
from tests.make import Office
from tests.make_register import person
from wenming_desktop import start
from wenming_desktop.wishes.model import ClaimWish, CollectWish, PublishWish
from wenming_desktop.wishes.service import claim, collect, publish
from wenming_desktop.work import Desk

WANTED = "想要一台轮椅"


@dataclass
class Wishing:
    """The office and the ids a story needs."""

    office: Office
    desk: Desk
    clock: Clock
    old: int
    young: int
    far: int
    member: int
    unit: int

    def collected(
        self, who: int | None = None, content: str = "想要一台轮椅", **said: object
    ) -> int:
        """A wish that was written down."""
        given = {"category": "03", **said}
        return self.desk.write(collect, CollectWish(who or self.old, content=content, **given))  # type: ignore[arg-type]

    def published(
        self, who: int | None = None, content: str = "想要一台轮椅", **said: object
    ) -> int:
        """A wish that hangs on the door."""
        made = self.collected(who, content, **said)
        return self.desk.write(publish, PublishWish(made))

    def claimed(self, **by: object) -> int:
        """A wish that the member, or whoever is named, has claimed."""
        made = self.published()
        given = by or {"member_id": self.member}
        return self.desk.write(claim, ClaimWish(made, **given))  # type: ignore[arg-type]


def settled(template: Template, folder: Path, make: Callable[[Desk, Clock], object]) -> Path:
    """An office with its people in it, made once and copied for each test."""
    shutil.copytree(template.folder, folder)
    engine, clock = open_engine(folder / start.DATABASE, template.key), Clock()
    make(start.desk_for(engine, "demo", clock), clock)
    close_all(engine)
    return folder


@pytest.fixture(scope="session")
def wishing_folder(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(template, tmp_path_factory.mktemp("wishing") / "office", make_wishing)


@pytest.fixture
def office_folder(wishing_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(wishing_folder, tmp_path / "office"))


@pytest.fixture
def wishing(desk: Desk, clock: Clock) -> Wishing:
    return found_wishing(desk, clock)


def make_wishing(desk: Desk, clock: Clock) -> Wishing:
    """Buildings 3 and 5, one cell, people of two ages, a member checked in from a unit."""
    office = Office(desk, clock)
    office.household("501", "李秀兰", birth="1948-03-14", sex="女")
    office.household("502", "方远", birth="2012-05-06", sex="男")
    office.household("101", "阿依古丽·买买提", birth="1958-05-06", sex="女", building="5")
    office.member("孙福顺", 所在党小组="3号楼党小组", 包联户="", 工作单位="区市场监管局")
    return found_wishing(desk, clock)


def found_wishing(desk: Desk, clock: Clock) -> Wishing:
    """The same office where it is made already."""
    office = Office(desk, clock)
    # Numbers of people made later differ from those of the people who are there.
    office._serial = 500
    ((member,),) = office.rows("SELECT id FROM party_member")
    ((unit,),) = office.rows("SELECT id FROM work_unit")
    people = (person(desk, name) for name in ("李秀兰", "方远", "阿依古丽·买买提"))
    return Wishing(office, desk, clock, *people, member, unit)
