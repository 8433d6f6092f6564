"""An office with a member checked in who has served, and what is known of him."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock, Template
from tests.make import Office
from tests.wenming_desktop.wishes.conftest import settled
from wenming_desktop.opinions.model import OpinionSheet, RegisterRequest, SaveOpinion
from wenming_desktop.opinions.queries import opinion_sheet
from wenming_desktop.opinions.service import register, save
from wenming_desktop.work import Desk

FACTS = "报到后参加服务 3 次。"


@dataclass
class Asked:
    """The office, its member and short ways to an opinion."""

    office: Office
    desk: Desk
    clock: Clock
    member: int
    other: int

    def request(self, **said: Any) -> int:
        """A request of the organisation department."""
        given: dict[str, Any] = {
            "member_id": self.member,
            "matter": "1",
            "requesting_unit": "区委组织部",
            "request_doc_no": "青组函〔2026〕18号",
            "received_on": date(2026, 11, 18),
            "due_on": date(2026, 11, 25),
        }
        return self.desk.write(register, RegisterRequest(**(given | said)))

    def written(self, opinion: str = "1", **said: Any) -> int:
        """An opinion that waits for the secretary."""
        made = self.request()
        self.desk.write(save, self.command(made, opinion=opinion, **said))
        return made

    def command(self, made: int, **said: Any) -> SaveOpinion:
        """What the dialog would save."""
        sheet = self.sheet(made)
        given: dict[str, Any] = {
            "matter": sheet.matter,
            "requesting_unit": sheet.requesting_unit,
            "request_doc_no": sheet.request_doc_no,
            "received_on": sheet.received_on,
            "due_on": sheet.due_on,
            "facts": FACTS,
        }
        return SaveOpinion(made, **(given | said))

    def sheet(self, made: int) -> OpinionSheet:
        """The whole of it."""
        return self.desk.read(opinion_sheet, made)


def make_asked(desk: Desk, clock: Clock) -> Asked:
    """Two members of two cells; the first one works at a bureau and lives in building 3."""
    office = Office(desk, clock)
    office.household("501", "孙福顺", birth="1958-03-12", sex="女")
    office.member("孙福顺", 工作单位="区市场监管局", 组织关系="双报到", 所在党小组="3号楼党小组")
    office.member("罗建平", 所在党支部="第二网格党支部", 所在党小组="5号楼党小组")
    return found_asked(desk, clock)


def found_asked(desk: Desk, clock: Clock) -> Asked:
    """The same office where it is made already."""
    office = Office(desk, clock)
    # Numbers of people made later differ from those of the people who are there.
    office._serial = 500
    ids = dict(office.rows("SELECT full_name, id FROM party_member"))
    return Asked(office, desk, clock, ids["孙福顺"], ids["罗建平"])


@pytest.fixture(scope="session")
def asked_folder(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(template, tmp_path_factory.mktemp("asked") / "office", make_asked)


@pytest.fixture
def office_folder(asked_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(asked_folder, tmp_path / "office"))


@pytest.fixture
def asked(desk: Desk, clock: Clock) -> Asked:
    return found_asked(desk, clock)
