"""What points at itself is taken apart in the window's thread, whoever makes new objects."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from ui.common.collector import Collector

MANY = 150_000


class Circle:
    """Points at itself and says in which thread it went."""

    went: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.went.append(threading.get_ident())


@pytest.fixture
def collecting() -> Iterator[None]:
    before = gc.get_threshold()
    gc.collect()
    gc.enable()
    Circle.went.clear()
    yield
    gc.set_threshold(*before)
    gc.disable()


def test_a_lane_that_makes_many_objects_takes_nothing_apart(qtbot: QtBot, collecting: None) -> None:
    collector = Collector()
    Circle()
    with ThreadPoolExecutor(1) as lane:
        kept = lane.submit(lambda: [[] for _ in range(MANY)]).result()
    assert Circle.went == []
    qtbot.waitUntil(lambda: bool(Circle.went))
    assert Circle.went == [threading.get_ident()]
    assert len(kept) == MANY
    collector.deleteLater()


def test_while_a_file_is_read_nothing_is_collected(qtbot: QtBot, collecting: None) -> None:
    collector = Collector()
    Circle()
    kept = [[] for _ in range(MANY)]
    gc.disable()
    collector.look()
    assert Circle.went == []
    gc.enable()
    collector.look()
    assert len(Circle.went) == 1
    assert len(kept) == MANY
    collector.deleteLater()
