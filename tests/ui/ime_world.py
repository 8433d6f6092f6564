"""What a form is opened in when it is typed into with an input method, and how it is opened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from tests import make
from tests.ui.conftest import Said
from ui.jobs import Jobs
from ui.page import Services
from wenming_desktop.work import Desk


class WatchedDesk:
    """The real desk; writes are noted, drafts aside."""

    def __init__(self, desk: Desk, seen: list[str]) -> None:
        self._desk, self._seen = desk, seen
        self.on_change, self.engine = desk.on_change, desk.engine

    def read(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self._desk.read(service, *args, **kwargs)

    def write(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not service.__module__.endswith("drafts"):
            self._seen.append(f"{service.__name__} {args}")
        return self._desk.write(service, *args, **kwargs)

    def watched_by(self, _progress: Any) -> "WatchedDesk":
        return self


@dataclass
class World:
    """What a form needs to be opened, and what was seen of it."""

    services: Services
    office: make.Office
    said: Said
    folder: Path
    seen: list[str] = field(default_factory=list)

    @property
    def jobs(self) -> Jobs:
        return self.services.jobs

    def note(self, *words: object) -> None:
        """Take what a form hands to its owner."""
        self.seen.append(f"{words}")

    def home(self) -> int:
        return self.office.household("501", "王秀兰", "王学礼")


@dataclass(frozen=True)
class Form:
    """One form: how it is opened, what saves it, which modules' fields stand in it."""

    open: Callable[[World], QWidget]
    of: tuple[str, ...]
    save: str = ""


def begun(dialog: Any, *told: Any) -> QWidget:
    dialog.begin(*told)
    return dialog  # type: ignore[no-any-return]


def started(page: Any) -> QWidget:
    page.show()
    page.start()
    return page  # type: ignore[no-any-return]
