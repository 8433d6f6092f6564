"""The numbers of the rail follow the data file; what cannot be read is not shown."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import NOW
from tests.ui import stand_in
from tests.ui.conftest import Said
from ui.badges import Badges
from ui.common.memory import Memory
from ui.common.nav import Nav
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.pages import PAGES
from wenming_desktop.work import Desk, Work, use_case

LATE = (NOW - timedelta(days=2)).isoformat()


@use_case("test.late_ticket", "写", right="any", undo="none")
def late_ticket(work: Work) -> None:
    work.connection.exec_driver_sql(
        "INSERT INTO ticket (status, due_at, is_anonymous) VALUES ('40', ?, 0)", (LATE,)
    )


@pytest.fixture
def nav(qtbot: QtBot) -> Nav:
    nav = Nav("槐荫里社区", "林晓燕", [page.nav() for page in PAGES])
    qtbot.addWidget(nav)
    return nav


@pytest.fixture
def badges(desk: Desk, said: Said, nav: Nav, tmp_path: Path) -> Iterator[Badges]:
    lane = stand_in.AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    services = Services(jobs, Memory(tmp_path / "window.ini"), Office("槐荫里社区", "林晓燕"))
    holder = QObject()
    yield (made := Badges(services, nav, holder))
    made.setParent(None)
    jobs.close()


def told(nav: Nav, key: str) -> str:
    return nav.buttons[key].accessibleName()


def test_what_is_past_due_is_told_beside_its_page(badges: Badges, nav: Nav, desk: Desk) -> None:
    badges.start()
    assert told(nav, "tickets") == "到诉求工单"
    desk.write(late_ticket)
    badges._jobs.changed.emit(frozenset({"ticket"}))
    QTest.qWait(500)
    assert (told(nav, "tickets"), told(nav, "cards")) == ("到诉求工单，超期 1", "到连心卡")


def test_a_write_elsewhere_asks_nothing(badges: Badges, nav: Nav, desk: Desk) -> None:
    badges.start()
    desk.write(late_ticket)
    badges._jobs.changed.emit(frozenset({"household"}))
    QTest.qWait(500)
    assert told(nav, "tickets") == "到诉求工单"
