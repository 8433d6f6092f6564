"""Pictures from files or the clipboard, prepared in a process of their own."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from wenming_desktop.evidence import child
from wenming_desktop.evidence.model import Picture, Refused
from wenming_desktop.evidence.refusals import FolderGoneError
from wenming_desktop.progress import SILENT, Progress
from wenming_desktop.spawn import spawned

MOST_BYTES = 64 * 1024 * 1024
"""A phone's largest picture, 200 megapixels, has some 50."""
HEIC_ENDINGS = (".heic", ".heif")
ENDINGS = (".jpg", ".jpeg", ".png", ".bmp", ".webp")
_SECONDS = 20
_WHY = {
    "photo.kind": "不是能存的照片（JPG、PNG、BMP、WebP）",
    "photo.heic": "是 HEIC，存不了。手机里把相机格式改成“兼容性最好”再拍，或者先转成 JPG",
    "photo.broken": "照片坏了，可能没有传完。请从手机里再传一次",
    "photo.pixels": "像素太多，存不了。手机里把照片尺寸调小一档再拍，或者改小再添加",
    "photo.bytes": f"文件超过 {MOST_BYTES >> 20} MB",
    "photo.slow": "照片读不出来，文件可能已经损坏",
    "photo.missing": "文件打不开，可能已经拔掉或移走",
}


class Found(NamedTuple):
    """The pictures of a folder, and how many there are beside them that nothing here can read."""

    pictures: list[Path]
    heic: int = 0


def pictures_in(folder: Path, progress: Progress = SILENT) -> Found:
    """The pictures of a folder and of those below it (a phone by USB), the newest first."""
    if not folder.is_dir():
        raise FolderGoneError(name=folder.name or str(folder))
    found: list[tuple[float, Path]] = []
    heic = 0
    for at, path in enumerate(folder.rglob("*")):
        progress.step(at, 0, "正在找照片")
        if path.suffix.lower() in ENDINGS:
            found += _dated(path)
        elif path.suffix.lower() in HEIC_ENDINGS:
            heic += len(_dated(path))
    return Found([path for _, path in sorted(found, reverse=True)], heic)


def glance_at(
    paths: Sequence[Path], tell: Callable[[Path, bytes], object], progress: Progress = SILENT
) -> None:
    """Tell a small copy of each of these files as it is ready; an empty one of what is none."""
    with _Studio(glances=True) as studio:
        for at, path in enumerate(paths):
            progress.step(at, len(paths), "正在看照片")
            data = _bytes_of(path)
            found = data if isinstance(data, str) else studio.develop(path.name, data)
            tell(path, b"" if isinstance(found, str) else found.small)


def prepare_files(
    paths: Sequence[Path], progress: Progress = SILENT
) -> tuple[tuple[Picture, ...], tuple[Refused, ...]]:
    """Read and prepare these files; those that cannot be kept are named with the reason."""
    return prepare(((path.name, _bytes_of(path)) for path in paths), len(paths), progress)


def prepare(
    given: Iterable[tuple[str, bytes | str]], total: int, progress: Progress = SILENT
) -> tuple[tuple[Picture, ...], tuple[Refused, ...]]:
    """Prepare (name, bytes) one by one; a text in place of bytes is the code of a refusal."""
    kept: list[Picture] = []
    refused: list[Refused] = []
    with _Studio() as studio:
        for at, (name, data) in enumerate(given):
            progress.step(at, total, "正在整理照片")
            found = data if isinstance(data, str) else studio.develop(name, data)
            if isinstance(found, str):
                refused.append(Refused(name, _WHY[found]))
            else:
                kept.append(found)
    return tuple(kept), tuple(refused)


def _dated(path: Path) -> list[tuple[float, Path]]:
    """A file with its time; nothing where it is none, or went away with its phone."""
    try:
        facts = path.stat()
    except OSError:
        return []
    return [(facts.st_mtime, path)] if S_ISREG(facts.st_mode) else []


def _bytes_of(path: Path) -> bytes | str:
    try:
        if path.stat().st_size > MOST_BYTES:
            return "photo.bytes"
        return path.read_bytes()
    except OSError:
        return "photo.missing"


class _Studio(ExitStack):
    """One process for many pictures; a picture that fells it costs only itself."""

    def __init__(self, *, glances: bool = False) -> None:
        super().__init__()
        self._glances = glances
        self._pipe: Connection | None = None

    def develop(self, name: str, data: bytes) -> Picture | str:
        """The picture, or the code of its refusal."""
        if self._pipe is None:
            self._pipe = self.enter_context(spawned(child.run, self._glances, duplex=True))
        try:
            self._pipe.send_bytes(data)
            if not self._pipe.poll(_SECONDS):
                return self._fallen("photo.slow")
            header = json.loads(self._pipe.recv_bytes())
            if "refused" in header:
                return str(header["refused"])
            jpeg, small = self._pipe.recv_bytes(), self._pipe.recv_bytes()
        except (EOFError, OSError):
            return self._fallen("photo.slow")
        taken = header["taken_at"]
        return Picture(name, jpeg, small, datetime.fromisoformat(taken) if taken else None)

    def _fallen(self, code: str) -> str:
        self.close()
        self._pipe = None
        return code
