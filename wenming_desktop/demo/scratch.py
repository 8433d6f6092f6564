"""Where the sample office of the window stands: a folder that goes when the window does."""

import shutil
import tempfile
import time
from pathlib import Path

from wenming_desktop.demo.build import new_password, open_sample
from wenming_desktop.lock import NAME, InUseError, take
from wenming_desktop.log import stop_log
from wenming_desktop.progress import SILENT, Progress
from wenming_desktop.start import Workplace

PREFIX = "wenming-demo-"
_YOUNG = 60 * 60


def open_scratch(progress: Progress = SILENT) -> Workplace:
    """The sample office in a folder of its own, which is removed when it is closed."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        place = open_sample(folder / "data", new_password(), progress)
    except BaseException:
        shutil.rmtree(folder)
        raise
    # The log lies in the folder, too, and an open file cannot be removed everywhere.
    place.closing += [stop_log, lambda: _remove(folder)]
    return place


def sweep(parent: Path | None = None) -> list[Path]:
    """Remove what samples left that were killed; returns what was removed."""
    where = parent or Path(tempfile.gettempdir())
    left = [folder for folder in where.glob(f"{PREFIX}*") if _is_left(folder)]
    for folder in left:
        _remove(folder)
    return left


def _is_left(folder: Path) -> bool:
    """Whether nobody works there: its lock is free, or it never got as far as a lock."""
    data = folder / "data"
    try:
        if not (data / NAME).exists():
            return time.time() - folder.stat().st_mtime > _YOUNG
        take(data).release()
    except (InUseError, OSError):
        # In use, gone meanwhile, or somebody else's: not ours to remove.
        return False
    return True


def _remove(folder: Path) -> None:
    """Remove a folder; what another program still holds is swept the next time."""
    shutil.rmtree(folder, ignore_errors=True)
