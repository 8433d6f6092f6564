"""The sample's scratch folder goes with its window, and a killed one's at the next start."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from tests.conftest import CHEAP, OFFICE, PASSWORD
from wenming_desktop.demo import scratch
from wenming_desktop.lock import take
from wenming_desktop.log import start_log
from wenming_desktop.progress import Progress
from wenming_desktop.start import NewOffice, Workplace, create


@pytest.fixture(autouse=True)
def small_sample(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def make(folder: Path, password: str, progress: Progress) -> Workplace:
        return create(folder, NewOffice(OFFICE, "demo", PASSWORD), cost=CHEAP)

    monkeypatch.setattr(scratch, "open_sample", make)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_the_folder_goes_when_the_sample_is_closed(tmp_path: Path) -> None:
    place = scratch.open_scratch()
    start_log(place.folder / "log")
    assert [path.name for path in tmp_path.iterdir()] == [place.folder.parent.name]
    place.close()
    assert list(tmp_path.iterdir()) == []


def test_a_sample_that_could_not_be_made_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> Workplace:
        raise OSError("no room")

    monkeypatch.setattr(scratch, "open_sample", fail)
    with pytest.raises(OSError, match="no room"):
        scratch.open_scratch()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_sample_left_is_swept_and_one_in_use_is_not(tmp_path: Path) -> None:
    dead, alive, young, other = (
        tmp_path / name for name in ("wenming-demo-a", "wenming-demo-b", "wenming-demo-c", "x")
    )
    for folder in (dead, alive, young, other):
        (folder / "data").mkdir(parents=True)
    take(dead / "data").release()
    (dead / "data" / "wm.lock").touch()
    with take(alive / "data"):
        assert scratch.sweep() == [dead]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [alive.name, young.name, other.name]
    )
    long_ago = time.time() - 7200
    os.utime(young, (long_ago, long_ago))
    (alive / "data" / "wm.lock").touch()
    assert sorted(scratch.sweep()) == [alive, young]
