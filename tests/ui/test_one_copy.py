"""The second copy of the program brings the first to the front."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.common.one_copy import OneCopy


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[OneCopy]:
    copy = OneCopy(tmp_path)
    assert copy.is_first()
    copy.listen()
    yield copy
    copy.release()


def test_the_second_copy_is_told_and_the_first_comes_forward(
    qtbot: QtBot, first: OneCopy, tmp_path: Path
) -> None:
    second = OneCopy(tmp_path)
    with qtbot.waitSignal(first.front_asked):
        assert not second.is_first()


def test_another_folder_is_another_program(first: OneCopy, tmp_path: Path) -> None:
    other = OneCopy(tmp_path / "elsewhere")
    assert other.is_first()
    other.release()


def test_after_the_first_left_the_next_is_first(
    qtbot: QtBot, first: OneCopy, tmp_path: Path
) -> None:
    first.release()
    second = OneCopy(tmp_path)
    assert second.is_first()
    second.listen()
    with qtbot.waitSignal(second.front_asked):
        assert not OneCopy(tmp_path).is_first()
    second.release()


def test_a_first_copy_that_never_answers_does_not_stop_the_second(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.common.one_copy._PATIENCE", 10)
    silent = OneCopy(tmp_path)
    assert silent.is_first()
    assert OneCopy(tmp_path).is_first()
    silent.release()
