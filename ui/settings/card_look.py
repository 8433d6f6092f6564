"""The card as it will be printed, beside the words that are being typed for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.frames import column
from ui.common.labels import Words
from ui.common.restyle import OnRestyle
from ui.jobs import Job, Jobs, Reply
from wenming_desktop.settings.office import Office

if TYPE_CHECKING:
    from wenming_desktop.papers.cards import Look
    from wenming_desktop.work import Desk

_PAUSE_MS = 300
_WIDTH, _SHAPE = 272, 54 / 90


class CardLookPane(OnRestyle, QWidget):
    """Front and back, and what does not fit (`warned`); drawn a moment after the last key."""

    warned = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("pane_card_look")
        self._jobs = jobs
        self._wanted: Office | None = None
        self._job: Job | None = None
        self._pdf = b""
        self._sides = (QLabel(), QLabel())
        self._said = Words("", "sm2")
        self._said.setObjectName("lbl_card_look")
        self._said.setWordWrap(True)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE_MS)
        self._clock.timeout.connect(self._draw)
        layout = column(self, margins=(0, 12, 0, 8), gap=8)
        layout.addWidget(Words("卡是这个样子", "head"))
        for side, name in zip(self._sides, ("正面", "反面"), strict=True):
            side.setAccessibleName(f"连心卡{name}")
            side.setProperty("k", "paper")
            layout.addWidget(side)
        layout.addWidget(self._said)
        layout.addStretch(1)
        self.restyle()

    @override
    def restyle(self) -> None:
        width = round(_WIDTH * (theme.px("f_body") / 15) ** 0.5)
        self.setFixedWidth(width)
        for side in self._sides:
            side.setFixedSize(QSize(width, round(width * _SHAPE)))
        self._show_pages()

    def warnings(self) -> str:
        """Return what is said below the card."""
        return self._said.text()

    def show_office(self, sheet: Office) -> None:
        """Draw the card with these words soon; of many askings one drawing comes."""
        if sheet != self._wanted:
            self._wanted = sheet
            self._clock.start()

    def draw_again(self) -> None:
        """Draw anew: who holds a post may have changed."""
        if self._wanted is not None:
            self._clock.start()

    def _draw(self) -> None:
        if self._job is not None:
            self._job.drop()
        if self._wanted is not None:
            # Trouble is told by whoever saves; here it only leaves the picture out.
            reply = Reply(self._show, failed=self._said.setText)
            self._job = self._jobs.paper(self, reply, draw_card_look, self._wanted)

    def _show(self, look: "Look") -> None:
        self._pdf = bytes(look.pdf)
        self._said.setText("\n".join(look.warnings))
        self._said.setAccessibleName(self._said.text())
        self.warned.emit(self._said.text())
        self._show_pages()

    def _show_pages(self) -> None:
        if not self._pdf:
            return
        held = QBuffer()
        held.setData(QByteArray(self._pdf))
        held.open(QIODevice.OpenModeFlag.ReadOnly)
        pages = QPdfDocument()
        pages.load(held)
        sharp = self.devicePixelRatioF()
        for at, side in enumerate(self._sides):
            image = pages.render(at, side.size() * sharp)
            whole = QImage(image.size(), QImage.Format.Format_RGB32)
            # Paper is white in every look.
            whole.fill(Qt.GlobalColor.white)
            shown = QPixmap.fromImage(_over(whole, image))
            shown.setDevicePixelRatio(sharp)
            side.setPixmap(shown)


def _over(ground: QImage, image: QImage) -> QImage:
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.setPen(theme.colour("line_strong"))
    painter.drawRect(ground.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return ground


def draw_card_look(desk: "Desk", sheet: Office) -> "Look":
    """Draw a card; called in a lane."""
    # Drawing needs reportlab; imported in the lane, with the first card.
    from wenming_desktop.papers.cards import draw_look  # noqa: PLC0415

    return draw_look(desk, sheet)
