"""The program starts itself anew: the same options, the same process number, nothing kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from wenming_desktop.options import LOCKED, Globals, same_window, split_globals


@pytest.mark.parametrize("account", [None, "林晓燕"])
def test_the_same_window_has_the_same_options(tmp_path: Path, account: str | None) -> None:
    command = same_window(Globals(tmp_path, account))
    assert command[:3] == [sys.executable, "-m", "wenming_desktop"]
    found, rest = split_globals(command[3:])
    assert (found, rest) == (Globals(tmp_path, account), [])


def test_a_frozen_program_starts_its_own_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert same_window(Globals(tmp_path)) == [sys.executable, "--data", str(tmp_path)]


@pytest.mark.skipif(sys.platform == "win32", reason="there a second process is started")
@pytest.mark.parametrize("locked", ["", "10"])
def test_it_becomes_a_new_process(locked: str) -> None:
    shown = f"import os; print(os.getpid(), os.environ.get({LOCKED!r}, ''))"
    code = (
        "import os, sys; from wenming_desktop.options import start_anew;"
        "print(os.getpid(), flush=True);"
        f"start_anew([sys.executable, '-c', {shown!r}], {locked!r})"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    before, after = ran.stdout.splitlines()
    assert after.split(" ") == [before, locked]
