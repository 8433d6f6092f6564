"""What a hand needs on the panels of wishes and opinions: a panel over real data, its parts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import make
from tests.ui.conftest import Said
from tests.ui.stand_in import AtOnce
from ui.common.memory import Memory
from ui.jobs import Jobs, Lanes
from ui.page import Office, Services
from ui.party.node_panel import NodePanel
from wenming_desktop.work import Desk

PanelT = TypeVar("PanelT", bound=NodePanel)


@pytest.fixture
def real(desk: Desk, said: Said, tmp_path: Path) -> Iterator[Services]:
    """The lanes of a window over the real desk, answering at once."""
    lane = AtOnce()
    jobs = Jobs(desk, said, Lanes(lane, lane))
    yield Services(
        jobs, Memory(tmp_path / "w.ini"), Office("槐荫里社区", "demo", desk.actor.rights)
    )
    jobs.close()


def shown_at_home(
    qtbot: QtBot, services: Services, kind: type[PanelT], office: make.Office
) -> PanelT:
    """A panel on the screen, showing the community's committee."""
    panel = kind(services)
    qtbot.addWidget(panel)
    services.jobs.changed.connect(panel.changed)
    panel.resize(890, 420)
    panel.show()
    ((home,),) = office.rows("SELECT id FROM party_organization WHERE level = '3'")
    panel.show_node("3", home)
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def part(of: QWidget, kind: type[Any], name: str) -> Any:
    """A part of a widget by its name."""
    found = of.findChild(kind, name)
    assert found is not None, name
    return found


def dialog_of(qtbot: QtBot, panel: QWidget, kind: type[Any]) -> Any:
    """The dialog a panel has opened, in front."""
    found = panel.window().findChild(kind)
    assert found is not None
    qtbot.waitUntil(lambda: found.isVisible() and found.isActiveWindow())
    return found
