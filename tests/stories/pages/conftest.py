"""What page stories begin with: a hand at the window, an office behind it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from db.engine import close_all, open_engine
from tests.conftest import CHEAP, NOW, PASSWORD, Clock, Template
from tests.hand import Hand
from tests.make import Office
from tests.ui.program_hand import Programs
from tests.ui.stand_in import AtOnce
from ui.common import ime, theme
from ui.common.memory import Memory
from ui.common.tokens import Tokens
from ui.jobs import Jobs, Lanes
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.page import Office as Facts
from ui.page import Services
from wenming_desktop import start
from wenming_desktop.cards.service import issue_cards
from wenming_desktop.demo import fill
from wenming_desktop.demo import sample as bundled
from wenming_desktop.work import Desk

_SHOW = QEvent.Type.Show


class Flashes(QObject):
    """Notices parts shown before they stand in a window: they take the keys from it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != _SHOW or not isinstance(watched, QWidget):
            return False
        if watched.isWindow():
            plain = watched.windowType() in (Qt.WindowType.Widget, Qt.WindowType.Window)
            if plain and not watched.windowTitle():
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def hand(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hand]:
    """Keys and eyes; the input method is guarded as in the program."""
    if theme.current() != Tokens() or not qapp.styleSheet():
        theme.apply(qapp, Tokens())
    guard, flashes = ime.install(qapp), Flashes(qapp)
    yield Hand(qtbot, monkeypatch)
    for watch in (guard, flashes):
        qapp.removeEventFilter(watch)
        watch.deleteLater()
    assert flashes.seen == [], "shown for a moment as a window of their own"


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Office:
    """A new office, to be filled as a story needs it."""
    return Office(desk, clock)


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The sample office with its cards numbered, made once."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    new = start.NewOffice(bundled.office(), "demo", PASSWORD)
    place = start.create(folder, new, cost=CHEAP, clock=lambda: NOW)
    fill(place)
    place.desk.write(issue_cards)
    key = place.vault.unlock("demo", PASSWORD)
    place.close()
    return Template(folder, key)


@pytest.fixture
def sample(sample_template: Template, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A copy of the sample office."""
    folder = tmp_path / "sample"
    shutil.copytree(sample_template.folder, folder)
    engine = open_engine(folder / start.DATABASE, sample_template.key)
    yield Office(start.desk_for(engine, "demo", clock), clock)
    close_all(engine)


@pytest.fixture
def at_work(qtbot: QtBot, hand: Hand, tmp_path: Path) -> Iterator[Callable[..., Hand]]:
    """Opens the window on an office, at a page; `threads` runs work beside the window."""
    opened: list[MainWindow] = []

    def open_window(office: Office, page: str = "", *, threads: bool = False) -> Hand:
        lane = AtOnce()
        lanes = None if threads else Lanes(lane, lane)
        jobs = Jobs(office.desk, Messages(), lanes)
        facts = Facts("槐荫里社区", "demo", office.desk.actor.rights)
        window = MainWindow(Services(jobs, Memory(tmp_path / "w.ini"), facts))
        qtbot.addWidget(window)
        opened.append(window)
        window.resize(1366, 696)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.wait(1)
        if page:
            hand.page(page)
        return hand

    yield open_window
    for window in opened:
        window.services.jobs.close()


@pytest.fixture
def program(qtbot: QtBot, hand: Hand, qapp: QApplication) -> Iterator[Callable[[Path], Hand]]:
    """Starts the program on a folder, as its icon does."""
    programs = Programs(qapp)

    def begin(folder: Path) -> Hand:
        programs(folder)
        return hand

    yield begin
    programs.end()
