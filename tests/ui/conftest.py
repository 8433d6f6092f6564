"""Fixtures of the window: the look, lanes that run at once, what was said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from tests.ui import stand_in
from ui.common import theme
from ui.common.memory import Memory
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes
from ui.messages import Messages
from ui.page import Office, Services

RIGHTS = frozenset({"register.read", "register.reveal", "ticket.read", "ticket.write"})


@dataclass
class Said(Messages):
    """Records what would be said; what a test did not expect fails it."""

    said: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def say(self, text: str, action: Any = None, icon: str = "") -> None:
        self.said.append(("say", text))

    def warn(self, text: str) -> None:
        # As the real ones: what a box says already is not said twice.
        if ("trouble", text) not in self.said:
            self.said.append(("warn", text))

    def offer(self, text: str, actions: Any) -> None:
        self.said.append(("offer", text))

    def trouble(self, text: str) -> None:
        self.said.append(("trouble", text))

    def bug(self, number: str) -> None:
        self.said.append(("bug", number))

    def take(self) -> list[tuple[str, str]]:
        """Return what was said and forget it."""
        said, self.said = self.said, []
        return said


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    if theme.current() != Tokens() or not qapp.styleSheet():
        theme.apply(qapp, Tokens())


@pytest.fixture
def said() -> Iterator[Said]:
    messages = Said()
    yield messages
    left = [what for what in messages.said if what[0] != "say"]
    assert not left, left


@pytest.fixture
def office() -> stand_in.Office:
    return stand_in.Office()


@pytest.fixture
def fake_desk(office: stand_in.Office) -> stand_in.FakeDesk:
    return stand_in.FakeDesk(office)


@pytest.fixture
def jobs(fake_desk: stand_in.FakeDesk, said: Said) -> Iterator[Jobs]:
    lane = stand_in.AtOnce()
    yield (made := Jobs(fake_desk, said, Lanes(lane, lane)))
    made.close()


@pytest.fixture
def services(jobs: Jobs, tmp_path: Path) -> Services:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    return Services(jobs, Memory(tmp_path / "window.ini"), Office("槐荫里社区", "林晓燕", RIGHTS))
