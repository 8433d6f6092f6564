"""Portable mode: the program on a stick keeps its data beside itself, by one visible mark.

`portable.txt` or a folder `数据` beside the program means: the data is in that folder `数据`. Only
a frozen program has a "beside"; `--data` and WENMING_DATA outrank the mark.
"""

import sys
from pathlib import Path

MARK, FOLDER = "portable.txt", "数据"


def program_folder() -> Path | None:
    """The folder the program was put into; None when it runs from an installed Python."""
    if not getattr(sys, "frozen", False):
        return None
    return Path(sys.executable).resolve().parent


def portable_folder(beside: Path | None) -> Path | None:
    """The data folder beside the program, if somebody asked for it there."""
    if beside is None:
        return None
    folder = beside / FOLDER
    return folder if folder.is_dir() or (beside / MARK).is_file() else None
