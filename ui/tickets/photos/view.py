"""One photo as large as the window allows, and what it shows: arrows go on, Esc goes back."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column, frame
from ui.common.labels import Elided, Words
from ui.jobs import Job, Jobs, Reply
from ui.tickets.photos.reading import image_of
from ui.tickets.photos.words import spoken, told
from wenming_desktop.evidence.model import MOST_CAPTION, CaptionPhoto, Photo
from wenming_desktop.evidence.service import caption_photo

_WIDE, _HIGH = 60, 44
"""In letters of the body type."""
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Space: 1,
}


class _Sheet(QWidget):
    """Paints the picture whole in the middle, or a sentence in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("photo_sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 160)
        self._image = QImage()
        self._words = ""

    def show_image(self, image: QImage, words: str = "") -> None:
        self._image, self._words = image, words
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface_2"))
        if self._image.isNull():
            painter.setPen(theme.colour("text_2"))
            painter.setFont(theme.font("f_body"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), int(flags), self._words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            room = self.size().boundedTo(self._image.size())
            size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(self.rect().topLeft(), size)
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self._image)
        painter.end()


class _Caption(QLineEdit):
    """What a photo shows; Esc puts back what is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fld_photo_caption")
        self.setAccessibleName("照片说明")
        self.setPlaceholderText("照片里是什么，一句话，回车存下")
        self.setMaxLength(MOST_CAPTION)
        self._kept = ""

    def show_kept(self, words: str) -> None:
        """Show the words of a photo."""
        self._kept = words
        self.setText(words)

    def is_changed(self) -> bool:
        """Whether something else was typed than is kept."""
        return self.text().strip() != self._kept

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_changed():
            self.setText(self._kept)
        else:
            super().keyPressEvent(event)


class PhotoView(QDialog):
    """Shows the photos of one ticket, one at a time."""

    def __init__(self, jobs: Jobs, parent: QWidget | None, *, may_write: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_photo")
        self.setWindowTitle("照片")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._jobs = jobs
        self._photos: tuple[Photo, ...] = ()
        self._at = 0
        self._job: Job | None = None
        self.sheet = _Sheet()
        self._words = Elided("", "t2")
        self._words.setObjectName("lbl_photo")
        back = Btn("上一张", name="photo_before", icon="ri.arrow-left-s-line", key="←")
        on = Btn("下一张", name="photo_next", key="→")
        close = Btn("关上", name="photo_close", key="Esc")
        on_click(back, partial(self._step, -1))
        on_click(on, partial(self._step, 1))
        on_click(close, self.reject)
        self._turners = (back, on)
        layout = column(self)
        layout.addWidget(self.sheet, 1)
        self.caption = _Caption()
        self.caption.setReadOnly(not may_write)
        self.caption.returnPressed.connect(self._keep_caption)
        label = Words("说明", "t2")
        label.setBuddy(self.caption)
        said = row(label, self.caption)
        said.setStretch(1, 1)
        column(holder := QWidget(), margins=(16, 8, 16, 8)).addLayout(said)
        layout.addWidget(holder)
        foot = frame("dlgfoot")
        line = row(back, on, self._words, close)
        line.setStretch(2, 1)
        column(foot, margins=(16, 10, 16, 10)).addLayout(line)
        layout.addWidget(foot)

    def begin(self, photos: tuple[Photo, ...], photo_id: int) -> None:
        """Show these photos, one of them first."""
        self._photos = photos
        self._at = next((at for at, one in enumerate(photos) if one.id == photo_id), 0)
        for button in self._turners:
            button.setVisible(len(photos) > 1)
        size, screen = theme.px("f_body"), self.screen().availableGeometry()
        self.resize(min(size * _WIDE, screen.width() - 40), min(size * _HIGH, screen.height() - 60))
        self._read()
        self.show()
        self.raise_()
        self.activateWindow()
        self.sheet.setFocus()

    def shown(self) -> Photo:
        """Return the photo in sight."""
        return self._photos[self._at]

    def renew(self, photos: tuple[Photo, ...]) -> None:
        """Show these photos as they are now; one that was taken off gives way to the next."""
        if not self.isVisible():
            return
        if not photos:
            self.reject()
            return
        before, typed = self.shown(), self.caption.text()
        was_typing = self.caption.is_changed()
        ids = [one.id for one in photos]
        self._photos = photos
        self._at = ids.index(before.id) if before.id in ids else min(self._at, len(ids) - 1)
        if self.shown().id != before.id:
            self._read()
        elif self.shown() != before:
            self._say()
            if was_typing:
                self.caption.setText(typed)

    def _keep_caption(self) -> None:
        """Enter, the next photo and closing keep what was typed; the bar takes it back."""
        if self._photos and self.caption.is_changed() and not self.caption.isReadOnly():
            before = self.shown()
            order = CaptionPhoto(before.id, self.caption.text().strip())
            self.caption.show_kept(order.caption)
            reply: Reply[int] = Reply(
                lambda _id: None, None, partial(self._not_kept, before, order)
            )
            self._jobs.write(self, reply, caption_photo, order)

    def _not_kept(self, before: Photo, order: CaptionPhoto, why: str) -> None:
        """Nothing was written: what was typed stands in the field as not kept."""
        if self._photos and self.shown().id == before.id:
            self.caption.show_kept(before.caption)
            self.caption.setText(order.caption)
        self._jobs.messages.warn(f"照片说明没有存。{why}")

    def _say(self) -> None:
        one = self.shown()
        self._words.setText(f"{self._at + 1} / {len(self._photos)}　{told(one)}")
        self.sheet.setAccessibleName(f"照片 {spoken(one)}")
        self.caption.show_kept(one.caption)

    def _read(self) -> None:
        if self._job is not None:
            self._job.drop()
        one = self.shown()
        self._say()
        self.sheet.show_image(QImage(), "正在打开照片")
        reply = Reply(self.sheet.show_image, None, self._gone)
        self._job = self._jobs.paper(self, reply, image_of, one.id)

    def _gone(self, why: str) -> None:
        self.sheet.show_image(QImage(), why)

    def _step(self, by: int) -> None:
        if self._photos:
            self._keep_caption()
            self._at = (self._at + by) % len(self._photos)
            self._read()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.caption.hasFocus():
            if not self.caption.is_changed():
                self.sheet.setFocus()
        else:
            self.reject()

    @override
    def reject(self) -> None:
        self._keep_caption()
        super().reject()
