"""Pictures for tests of the photo strip: made small, told apart by their colour."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from tests.ui.tickets_place import Place
from ui.tickets.photos.strip import PhotoStrip
from wenming_desktop.evidence.model import AddPhotos, Owner
from wenming_desktop.evidence.picture import prepare
from wenming_desktop.evidence.service import add_photos, photos_of
from wenming_desktop.evidence.studio import Picture
from wenming_desktop.work import Desk


def jpeg(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 90, 90)).save(out, "JPEG")
    return out.getvalue()


def file(folder: Path, name: str, shade: int) -> Path:
    path = folder / name
    path.write_bytes(jpeg(shade))
    return path


def kept(desk: Desk, ticket: int, kind: str, shade: int) -> int:
    """A photo that is there already, without a process of its own."""
    found = prepare(jpeg(shade))
    picture = Picture(f"{shade}.jpg", found.jpeg, found.small)
    (photo,) = desk.write(add_photos, AddPhotos(Owner("ticket", ticket), kind, (picture,)))
    return photo


def dropped(part: QWidget, paths: list[Path]) -> bool:
    """Drop files on a widget; returns whether it took them."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(5, 5).toPointF(),
        Qt.DropAction.CopyAction,
        held,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    part.dropEvent(event)
    return event.isAccepted()


def strip(place: Place) -> PhotoStrip:
    found = place.part("part_photos")
    assert isinstance(found, PhotoStrip)
    return found


def kinds(desk: Desk, ticket: int) -> list[str]:
    return [one.kind for one in desk.read(photos_of, Owner("ticket", ticket))]


def captions(place: Place) -> list[str]:
    thumbs = strip(place).thumbs
    return [thumbs.item(at).text()[:3] for at in range(thumbs.count())]
