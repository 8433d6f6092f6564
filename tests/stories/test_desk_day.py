"""The day at the desk on a real screen: long, so only when asked for by WENMING_LONG_TESTS=1."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("xvfb-run", "openbox", "xdotool", "scrot", "pdftotext")


@pytest.mark.skipif(not os.environ.get("WENMING_LONG_TESTS"), reason="takes two minutes")
def test_a_day_at_the_desk_comes_out_right(tmp_path: Path) -> None:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    assert missing == []
    command = [
        "xvfb-run", "-a", "-s", "-screen 0 1366x768x24",
        sys.executable, "-m", "tests.stories.desk_day", "--out", str(tmp_path),
    ]  # fmt: skip
    ran = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert len(list(tmp_path.glob("*.png"))) >= 16
