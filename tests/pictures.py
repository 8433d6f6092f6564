"""Draws the window's pages and the printed forms as pictures: `python -m tests.pictures OUT`.

Each page and state (tests/picture_states.py) becomes NAME.png and NAME.json (every visible widget:
object name, text, rectangle); each form becomes form-KEY-N.png from its own sample. Dark and large
are drawn for the pages that decide the look; `--page NAME` draws one, with `--theme`, `--large`,
`--huge` and `--size 1920x1040` as asked. `--office invented` draws without a data file.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests import picture_states
from tests.ui import stand_in
from ui.common import theme
from ui.common.memory import Memory
from ui.common.tokens import SizeName, Tokens
from ui.jobs import Jobs, Lanes
from ui.messages import Messages
from ui.page import Office, Services
from wenming_desktop.app import dress
from wenming_desktop.security.seeds import all_rights

RIGHTS = all_rights()
IN_EVERY_LOOK = frozenset({"households", "tickets", "quick_register", "components"})
LOOKS = (Tokens(), Tokens("dark"), Tokens("light", "large"))
DPI = 110


@contextmanager
def invented() -> Iterator[Any]:
    """An office of invented households that needs no data file."""
    yield stand_in.FakeDesk(stand_in.Office())


@contextmanager
def sample() -> Iterator[Any]:
    """The sample office as one looks around in it: ledgers in, cards numbered, a call settled."""
    from tests.picture_office import enliven
    from wenming_desktop.demo import open_sample
    from wenming_desktop.demo.job import settle_one_ticket

    with (
        tempfile.TemporaryDirectory() as folder,
        open_sample(Path(folder) / "office", "huaiyin-kz7781") as place,
    ):
        settle_one_ticket(place.desk)
        enliven(place.desk)
        yield place.desk


OFFICES: dict[str, Callable[[], Any]] = {"sample": sample, "invented": invented}


class Studio:
    """Draws pages one by one in the look in use."""

    def __init__(self, out: Path, desk: Any, size: QSize) -> None:
        self.out, self.size = out, size
        memory = Memory(out / "window.ini", "pictures")
        lane = stand_in.AtOnce()
        self.jobs = Jobs(desk, Messages(), Lanes(lane, lane))
        office = Office("槐荫里社区", "林晓燕", RIGHTS)
        self.services = Services(self.jobs, memory, office)

    def draw(self, name: str, tokens: Tokens) -> None:
        """Draw one page in one look."""
        with self.shown(name, tokens) as widget:
            settle(widget)
            look = [part for part in (tokens.theme, tokens.size) if part not in ("light", "normal")]
            save(widget, self.out / "-".join([name, *look]))

    @contextmanager
    def shown(self, name: str, tokens: Tokens) -> Iterator[QWidget]:
        """Bring a page or state to the screen for a while."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and theme.wanted() != tokens:
            theme.apply(app, tokens)
        widget = picture_states.made(self, name)
        try:
            yield widget
        finally:
            self._put_away(widget)

    def _put_away(self, widget: QWidget) -> None:
        """Take a picture's windows away; closing the main one would close the lanes."""
        window: QWidget | None = widget
        # A dialog may stand over a window that stands over the main one.
        while window is not None:
            window.hide()
            window.deleteLater()
            window = window.parentWidget()
        QTest.qWait(20)


def settle(widget: QWidget, patience: int = 40) -> None:
    """Wait until the widget looks the same twice: everything has been read and laid out."""
    QTest.qWait(300)
    before = widget.grab().toImage()
    for _ in range(patience):
        QTest.qWait(150)
        now = widget.grab().toImage()
        if now == before:
            return
        before = now


def save(widget: QWidget, path: Path) -> None:
    """Save a picture of a widget and the list of what stands on it."""
    widget.grab().save(str(path.with_suffix(".png")))
    # What is scrolled out of sight is not on the picture.
    seen = (part for part in widget.findChildren(QWidget) if not part.visibleRegion().isEmpty())
    listed = [_facts(widget, part) for part in seen]
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(text, "utf-8")


def _facts(root: QWidget, part: QWidget) -> dict[str, Any]:
    corner = part.mapTo(root, QPoint(0, 0))
    read = getattr(part, "text", None)
    text = part.toPlainText() if isinstance(part, QPlainTextEdit) else read() if read else ""
    return {
        "name": part.objectName(),
        "kind": type(part).__name__,
        "text": text if isinstance(text, str) else "",
        "accessible": part.accessibleName(),
        "rect": [corner.x(), corner.y(), part.width(), part.height()],
    }


def draw_forms(out: Path) -> int:
    """Draw every printed form from its sample."""
    from importlib import import_module

    import_module("wenming_desktop.forms")
    drawn = 0
    for key, form in import_module("wenming_desktop.forms.catalogue").FORMS.items():
        data = QByteArray(bytes(form.draw(form.sample())))
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        for number in range(document.pageCount()):
            points = document.pagePointSize(number)
            dots = QSize(round(points.width() * DPI / 72), round(points.height() * DPI / 72))
            picture = document.render(number, dots)
            picture.save(str(out / f"form-{key}-{number + 1}.png"))
            drawn += 1
        document.close()
    return drawn


def begun() -> QApplication:
    """Begin a program without a screen."""
    app = QApplication([])
    dress(app)
    # A blinking cursor would make two pictures of the same page differ.
    app.setCursorFlashTime(0)
    return app


def main() -> None:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(prog="tests.pictures", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--page", choices=picture_states.names())
    parser.add_argument("--theme", choices=("light", "dark", "high", "high_dark"))
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--huge", action="store_true")
    parser.add_argument("--size", default="1366x696")
    parser.add_argument("--office", choices=tuple(OFFICES), default="sample")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    begun()
    width, height = (int(part) for part in asked.size.split("x"))
    names = picture_states.names()
    with OFFICES[asked.office]() as desk:
        studio = Studio(asked.out, desk, QSize(width, height))
        for name in [asked.page] if asked.page else names:
            for tokens in _looks(name, asked):
                studio.draw(name, tokens)
        studio.jobs.close()
    (asked.out / "window.ini").unlink(missing_ok=True)
    if not asked.page:
        draw_forms(asked.out)


def _looks(name: str, asked: argparse.Namespace) -> tuple[Tokens, ...]:
    if asked.theme or asked.large or asked.huge or asked.page:
        size: SizeName = "huge" if asked.huge else "large" if asked.large else "normal"
        return (Tokens(asked.theme or "light", size),)
    return LOOKS if name in IN_EVERY_LOOK else LOOKS[:1]


if __name__ == "__main__":
    main()
