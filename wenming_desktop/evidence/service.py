"""Photos kept for a ticket or a rectification, looked at, taken off again.

The sealed file is written before its row and never removed: a row that comes back finds it.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from db.rows import chunks
from db.tables.records import Attachment
from wenming_desktop.errors import NotFoundError
from wenming_desktop.evidence.model import KINDS, AddPhotos, Owner, Pair, Photo
from wenming_desktop.evidence.refusals import PhotoGoneError, PhotoKindError
from wenming_desktop.evidence.sealed import SealedFiles
from wenming_desktop.fields import clean_text
from wenming_desktop.work import Work, use_case

_NAME, _CAPTION = 120, 60


@use_case("photos.add", "添加照片", right="ticket.write")
def add_photos(work: Work, command: AddPhotos) -> tuple[int, ...]:
    """Keep photos; one that is there already for this row and kind is not kept twice."""
    if command.kind not in KINDS:
        raise PhotoKindError
    sealed, kept = SealedFiles.of(work), list[Attachment]()
    have = {row.sha256 for row in _rows(work, command.owner) if row.kind == command.kind}
    for picture in command.pictures:
        sha256 = sealed.keep(picture.jpeg, picture.small)
        if sha256 in have:
            continue
        have.add(sha256)
        kept.append(
            Attachment(
                owner_table=command.owner.table,
                owner_id=command.owner.id,
                kind=command.kind,
                filename=clean_text(picture.name, _NAME),
                sha256=sha256,
                size=len(picture.jpeg),
                caption=clean_text(command.caption, _CAPTION) or None,
                taken_at=picture.taken_at,
            )
        )
    work.session.add_all(kept)
    work.session.flush()
    work.note(f"{command.owner.table}:{command.owner.id}", photos=len(kept))
    return tuple(row.id for row in kept)


@use_case("photos.remove", "撤下照片", right="ticket.write")
def remove_photo(work: Work, photo_id: int, reason: str = "误录") -> int:
    """Take a photo off its row; what it was stays in the history."""
    row = _row(work, photo_id)
    row.is_void, row.void_reason = True, clean_text(reason, 200) or "误录"
    work.note(f"{row.owner_table}:{row.owner_id}", photos=-1)
    return row.id


@use_case("photos.list", "查看照片", right="ticket.read")
def photos_of(work: Work, owner: Owner) -> tuple[Photo, ...]:
    """The photos of a row: before, during, after, each in the order they came."""
    rows = sorted(_rows(work, owner), key=lambda row: (KINDS.index(row.kind), row.id))
    return tuple(
        Photo(row.id, row.kind, row.caption or "", row.filename, row.created_at, row.taken_at)
        for row in rows
    )


@use_case("photos.show", "查看照片", right="ticket.read")
def photo(work: Work, photo_id: int, *, small: bool = False) -> bytes:
    """The JPEG of a photo, or its small copy; `PhotoGoneError` where the file does not hold."""
    row = _row(work, photo_id)
    data = SealedFiles.of(work).take(row.sha256, small=small)
    if data is None:
        raise PhotoGoneError(name=row.filename)
    return data


def pairs(work: Work, table: str, ids: Iterable[int]) -> dict[int, Pair]:
    """How many photos before and after each of these rows has; rows without any are left out."""
    found: dict[int, dict[str, int]] = {}
    for part in chunks(list(ids)):
        marks = ",".join("?" * len(part))
        rows: Any = work.connection.exec_driver_sql(
            "SELECT owner_id, kind, count(*) FROM attachment WHERE owner_table = ?"
            f" AND NOT is_void AND owner_id IN ({marks}) GROUP BY owner_id, kind",
            (table, *part),
        )
        for owner, kind, count in rows:
            found.setdefault(owner, {})[kind] = count
    return {i: Pair(held.get("before", 0), held.get("after", 0)) for i, held in found.items()}


def _rows(work: Work, owner: Owner) -> list[Attachment]:
    wanted = select(Attachment).where(
        Attachment.owner_table == owner.table,
        Attachment.owner_id == owner.id,
        Attachment.kind.in_(KINDS),
        ~Attachment.is_void,
    )
    return list(work.session.scalars(wanted))


def _row(work: Work, photo_id: int) -> Attachment:
    row = work.session.get(Attachment, photo_id)
    if row is None or row.is_void:
        raise NotFoundError(what="这张照片")
    return row
