"""Where the photos of a ticket stand: beside the result, and beside the finish while it is written.

What is pasted or dropped on a text of the step is a photo if it is a picture, else text as ever.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.tab_order import in_reading_order
from ui.tickets.facts import FactSheet
from ui.tickets.photos.strip import PhotoStrip
from ui.tickets.photos.words import ENDINGS
from ui.tickets.step_panel import StepPanel

_FINISH: Final = "FIN"
_ROOM: Final = 50
"""In letters of the body type: from this width on photos stand beside, else below."""
_MARK: Final = "takes_photos"
_PICTURES: Final = tuple(ending.removeprefix("*") for ending in ENDINGS.split())
_DRAGS: Final = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})


class PhotoPlace(QObject):
    """Moves the strip and brings it what is meant for it."""

    def __init__(
        self, strip: PhotoStrip, page: QWidget, facts: FactSheet, panel: StepPanel
    ) -> None:
        super().__init__(page)
        self._strip, self._facts, self._panel = strip, facts, panel
        self._area = page.findChildren(QScrollArea, "area_facts")[0]
        self._area.installEventFilter(self)
        panel.changed.connect(self._step_turned)
        facts.shown.connect(self.fit)
        if strip.takes:
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            paste = QKeySequence.StandardKey.Paste
            QShortcut(paste, page, strip.take_clipboard, context=within)
        self.fit()

    def fit(self, _view: object = None) -> None:
        """Stand where the photos belong now."""
        roomy = self._area.width() >= theme.px("f_body") * _ROOM
        spec = self._panel.spec
        finishing = spec is not None and spec.action == _FINISH and roomy and self._strip.takes
        beside = finishing or (roomy and self._facts.says_result)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._facts.low.setDirection(across if beside and not finishing else down)
        self._strip.make_compact(compact=beside)
        home = self._panel.beside if finishing else self._facts.low
        if home.indexOf(self._strip) < 0:
            for other in (self._panel.beside, self._facts.low):
                other.removeWidget(self._strip)
            home.addWidget(self._strip)
            self._strip.show()
        top = Qt.AlignmentFlag.AlignTop
        home.setAlignment(self._strip, top if beside else Qt.AlignmentFlag(0))

    def _step_turned(self) -> None:
        self.fit()
        for edit in self._panel.findChildren(QWidget):
            if isinstance(edit, QLineEdit | QPlainTextEdit) and not edit.property(_MARK):
                edit.setProperty(_MARK, True)
                edit.installEventFilter(self)
                if isinstance(edit, QPlainTextEdit):
                    edit.viewport().installEventFilter(self)
        if self._panel.beside.indexOf(self._strip) >= 0:
            in_reading_order(self._panel.fields, self._strip)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area:
            if event.type() == QEvent.Type.Resize:
                self.fit()
        elif not self._strip.takes:
            return False
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pasted = event.matches(QKeySequence.StandardKey.Paste)
            return pasted and self._take(QGuiApplication.clipboard().mimeData())
        elif event.type() in _DRAGS and isinstance(event, QDropEvent):
            return self._dragged(event)
        return False

    def _dragged(self, event: QDropEvent) -> bool:
        """Files and pictures that come with the mouse are photos; words go into the field."""
        held = event.mimeData()
        if not is_picture(held):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._strip.take(held)
        return True

    def _take(self, held: QMimeData) -> bool:
        return is_picture(held) and self._strip.take(held)


def is_picture(held: QMimeData) -> bool:
    """Whether a clipboard holds nothing but pictures: words beside one are what is meant."""
    paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    if paths:
        return all(path.suffix.lower() in _PICTURES for path in paths)
    words = bytes(held.data("text/plain").data())
    return held.hasImage() and not words.strip()
