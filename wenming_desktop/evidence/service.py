"""Photos kept for a ticket or a rectification, looked at, taken off again.

The sealed file is written before its row and never removed: a row that comes back finds it.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from db.rows import chunks
from db.tables.records import Attachment
from wenming_desktop.errors import NotFoundError
from wenming_desktop.evidence.model import (
    KINDS,
    MOST_CAPTION,
    SIDE_NAMES,
    AddPhotos,
    CaptionPhoto,
    Owner,
    Pair,
    Photo,
)
from wenming_desktop.evidence.owners import KEEPERS
from wenming_desktop.evidence.owners import check as check_owner
from wenming_desktop.evidence.refusals import PhotoGoneError, PhotoKindError, SamePictureError
from wenming_desktop.evidence.sealed import SealedFiles
from wenming_desktop.fields import clean_text
from wenming_desktop.work import Work, use_case

_NAME, _MOST_NAMED = 120, 3
_OTHER_SIDE = {"before": "after", "after": "before"}
_SAME = """
EXISTS (SELECT 1 FROM attachment b WHERE b.owner_table = a.owner_table AND b.owner_id = a.owner_id
  AND b.kind = 'before' AND b.sha256 = a.sha256 AND NOT b.is_void)
"""
"""Of attachment `a`: it is what was there before."""


@use_case("photos.add", "添加照片", right="ticket.write")
def add_photos(work: Work, command: AddPhotos) -> tuple[int, ...]:
    """Keep photos; one that is there already for this row and kind is not kept twice."""
    if command.kind not in KINDS:
        raise PhotoKindError
    check_owner(work, command.owner, writes=True)
    there = _rows(work, command.owner)
    _check_sides(command, there)
    sealed, kept = SealedFiles.of(work), list[Attachment]()
    have = {row.sha256 for row in there if row.kind == command.kind}
    for picture in command.pictures:
        found_by = sealed.keep(picture.jpeg, picture.small)
        if found_by in have:
            continue
        have.add(found_by)
        kept.append(
            Attachment(
                owner_table=command.owner.table,
                owner_id=command.owner.id,
                kind=command.kind,
                filename=clean_text(picture.name, _NAME),
                sha256=found_by,
                size=len(picture.jpeg),
                caption=clean_text(command.caption, MOST_CAPTION) or None,
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
    owner = Owner(row.owner_table, row.owner_id)
    keeper = KEEPERS.get(owner.table)
    if keeper is not None and sum(one.kind == row.kind for one in _rows(work, owner)) == 1:
        keeper(work, owner.id, row.kind)
    row.is_void, row.void_reason = True, clean_text(reason, 200) or "误录"
    work.note(f"{row.owner_table}:{row.owner_id}", photos=-1)
    return row.id


@use_case("photos.caption", "修改照片说明", right="ticket.write")
def caption_photo(work: Work, command: CaptionPhoto) -> int:
    """Say what a photo shows; the same words again change nothing."""
    row = _row(work, command.photo)
    words = clean_text(command.caption, MOST_CAPTION) or None
    if row.caption != words:
        row.caption = words
        work.note(f"{row.owner_table}:{row.owner_id}", caption=bool(words))
    return row.id


@use_case("photos.list", "查看照片", right="ticket.read")
def photos_of(work: Work, owner: Owner) -> tuple[Photo, ...]:
    """The photos of a row: before, during, after, each in the order they came."""
    check_owner(work, owner)
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
    """How many photos before and after each of these rows has; rows without any are left out.

    The very picture from before shows no change: it is not counted after.
    """
    found: dict[int, dict[str, int]] = {}
    for part in chunks(list(ids)):
        marks = ",".join("?" * len(part))
        rows: Any = work.connection.exec_driver_sql(
            "SELECT a.owner_id, a.kind, count(*) FROM attachment a WHERE a.owner_table = ?"
            f" AND NOT a.is_void AND a.owner_id IN ({marks}) AND NOT (a.kind = 'after' AND {_SAME})"
            " GROUP BY a.owner_id, a.kind",
            (table, *part),
        )
        for owner, kind, count in rows:
            found.setdefault(owner, {})[kind] = count
    return {i: Pair(held.get("before", 0), held.get("after", 0)) for i, held in found.items()}


def _check_sides(command: AddPhotos, there: Iterable[Attachment]) -> None:
    """Refuse a picture that is the other side of its pair already."""
    other = _OTHER_SIDE.get(command.kind)
    have = {row.sha256 for row in there if row.kind == other}
    same = [one.name for one in command.pictures if sha256(one.jpeg).hexdigest() in have]
    if same and other:
        raise SamePictureError(names="、".join(same[:_MOST_NAMED]), side=SIDE_NAMES[other])


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
    check_owner(work, Owner(row.owner_table, row.owner_id))
    return row
