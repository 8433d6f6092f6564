"""What runs in the lanes: photos out of the data file, strangers' pictures through the studio."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from wenming_desktop.evidence.model import Picture, Refused
from wenming_desktop.evidence.service import photo
from wenming_desktop.evidence.studio import Found, glance_at, pictures_in, prepare, prepare_files
from wenming_desktop.progress import Progress

if TYPE_CHECKING:
    from wenming_desktop.work import Desk

Prepared = tuple[tuple[Picture, ...], tuple[Refused, ...]]
PASTED = "粘贴的照片.png"


class Glances(QObject):
    """Small copies on their way from a lane to the window; an empty one is no picture."""

    came = Signal(object, object)


def image_of(desk: "Desk", photo_id: int, *, small: bool = False) -> QImage:
    """Read and decode a kept photo, off the window's thread."""
    return QImage.fromData(desk.read(photo, photo_id, small=small))


def from_files(progress: Progress, paths: Sequence[Path]) -> Prepared:
    """Prepare files."""
    return prepare_files(paths, progress)


def from_clipboard(progress: Progress, image: QImage) -> Prepared:
    """Prepare a picture that was copied in another program."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    # Little compression: it is decoded again at once.
    writer.setCompression(1)
    writer.write(image)
    return prepare([(PASTED, bytes(buffer.data().data()))], 1, progress)


def find_pictures(progress: Progress, folder: Path) -> Found:
    """Find the pictures of a phone."""
    return pictures_in(folder, progress)


def glance(progress: Progress, paths: Sequence[Path], glances: Glances) -> None:
    """Tell small copies one by one."""

    def tell(path: Path, jpeg: bytes) -> None:
        glances.came.emit(path, QImage.fromData(jpeg) if jpeg else None)

    glance_at(paths, tell, progress)
