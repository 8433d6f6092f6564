"""A clerk's hands on a real screen: the program as a process, a window manager, xdotool, scrot.

Nothing here reaches into the program: it types and clicks, and looks at the screen.
"""

import os
import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QImage

PATIENCE = 30.0
_STILL = 0.35
_CURSOR = 44
"""Lines of the screen that may differ without anything having happened: a blinking cursor."""


class StuckError(AssertionError):
    """What a hand waited for did not come."""


class Screen:
    """The screen of this display, with a window manager and one program on it."""

    def __init__(self, out: Path, program: Sequence[str], cwd: Path) -> None:
        self.out, self._taken = out, 0
        self._manager = _window_manager()
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        self._log = (out / "program.log").open("wb")
        self.program = subprocess.Popen(
            list(program), cwd=cwd, env=environment, stdout=self._log, stderr=self._log
        )

    def close(self) -> None:
        """End the program as a shutdown would, then the window manager."""
        for process in (self.program, self._manager):
            if process.poll() is None:
                process.terminate()
            process.wait(PATIENCE)
        self._log.close()

    def key(self, *names: str) -> None:
        """Press keys one after the other, in xdotool's names."""
        for name in names:
            self._xdotool("key", "--clearmodifiers", name)
            time.sleep(0.12)

    def type(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        for part in [text] if text.isascii() else text:
            # A character the keyboard lacks is given a key of its own for a moment; too fast,
            # and the program reads the key as it was before.
            self._xdotool("type", "--delay", "90", part)
            time.sleep(0.2)

    def click(self, x: int, y: int, *, times: int = 1) -> None:
        """Click a place of the screen."""
        self._xdotool("mousemove", str(x), str(y))
        self._xdotool("click", "--repeat", str(times), "--delay", "60", "1")
        time.sleep(0.15)

    def titles(self) -> list[str]:
        """The titles of the windows on the screen."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".", check=False).split()
        return [self._xdotool("getwindowname", window, check=False).strip() for window in found]

    def wait_title(self, part: str, *, gone: bool = False, patience: float = PATIENCE) -> None:
        """Wait until a window of this title is there, or is there no more."""
        wait(
            lambda: any(part in title for title in self.titles()) != gone,
            f"window “{part}” {'gone' if gone else 'there'}; there are {self.titles()}",
            patience,
        )

    def focused(self) -> str:
        """The title of the window the keys go to."""
        return self._xdotool("getactivewindow", "getwindowname", check=False).strip()

    def still(self, patience: float = PATIENCE) -> None:
        """Wait until the screen shows what it showed before; a blinking cursor may differ."""
        seen: deque[bytes] = deque(maxlen=3)

        def same() -> bool:
            time.sleep(_STILL)
            now = self._look(self.out / ".now.png")
            known = now in seen
            seen.append(now)
            return known

        wait(same, "a screen that stands still", patience)
        (self.out / ".now.png").unlink(missing_ok=True)

    def act(self, *names: str) -> None:
        """Press keys that change the page, and wait until it has changed and stands still."""
        before = self._rows()
        self.key(*names)

        def changed() -> bool:
            now = self._rows()
            return sum(map(bytes.__ne__, now, before)) > _CURSOR

        wait(changed, f"an answer to {names}")
        self.still()

    def _rows(self) -> list[bytes]:
        """The screen line by line."""
        path = self.out / ".now.png"
        self._look(path)
        picture = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        return [bytes(picture.constScanLine(y)) for y in range(picture.height())]

    def shoot(self, name: str) -> Path:
        """Keep a picture of the screen once it stands still."""
        self.still()
        self._taken += 1
        path = self.out / f"{self._taken:02}-{name}.png"
        self._look(path)
        return path

    def _look(self, path: Path) -> bytes:
        subprocess.run(["scrot", "--overwrite", str(path)], check=True)
        return path.read_bytes()

    def _xdotool(self, *words: str, check: bool = True) -> str:
        return subprocess.run(
            ["xdotool", *words], check=check, capture_output=True, text=True
        ).stdout


def _window_manager() -> subprocess.Popen[bytes]:
    """A window manager that runs; a screen just born refuses the first."""
    for _ in range(20):
        manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        if manager.poll() is None:
            return manager
    raise StuckError("a window manager")


def wait(ready: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until it is so."""
    end = time.monotonic() + patience
    while not ready():
        if time.monotonic() > end:
            raise StuckError(what)
        time.sleep(0.1)
