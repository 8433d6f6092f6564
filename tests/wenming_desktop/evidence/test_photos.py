"""Photos: stripped, sealed, found again; strange files are refused with their reason."""

import io
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from db.tables.records import Attachment
from tests.conftest import NOW
from tests.wenming_desktop.tickets.conftest import CALL
from wenming_desktop.errors import NotFoundError
from wenming_desktop.evidence.model import AddPhotos, CaptionPhoto, Owner, Picture
from wenming_desktop.evidence.refusals import PhotoGoneError, PhotoKindError, SamePictureError
from wenming_desktop.evidence.service import (
    add_photos,
    caption_photo,
    pairs,
    photo,
    photos_of,
    remove_photo,
)
from wenming_desktop.evidence.studio import pictures_in, prepare
from wenming_desktop.rectification.model import NewItem
from wenming_desktop.rectification.service import add_item, item_lines, item_sheet
from wenming_desktop.security.accounts import AddAccount, add_account
from wenming_desktop.start import desk_for
from wenming_desktop.tickets.queries import ticket_log
from wenming_desktop.tickets.service import open_ticket, void_ticket
from wenming_desktop.undoing import redo_last_act, undo_last_act
from wenming_desktop.work import Desk, Work, use_case

TICKET = Owner("ticket", 1)
ITEM = NewItem("3号楼", "堆放杂物", "裕和物业", "贾涛", NOW + timedelta(days=3))
COLOUR = (180, 40, 40)


def encoded(size: tuple[int, int] = (640, 480), kind: str = "JPEG", exif: bool = False) -> bytes:
    image, out = Image.new("RGB", size, COLOUR), io.BytesIO()
    facts = Image.Exif()
    if exif:
        facts[0x0112] = 6  # lies on its side
        facts.get_ifd(0x8769)[0x9003] = "2026:11:20 09:12:33"
        facts.get_ifd(0x8825)[2] = (36.0, 37.0, 0.0)  # where it was taken
    image.save(out, kind, **({"exif": facts} if exif else {}))
    return out.getvalue()


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """With a ticket that photos may belong to."""
    assert desk.write(open_ticket, CALL) == TICKET.id
    return desk


@pytest.fixture(scope="module")
def two() -> tuple[Picture, ...]:
    given = [("前.jpg", encoded(exif=True)), ("后.png", encoded((3000, 1500), "PNG"))]
    kept, refused = prepare(iter(given), 2)
    assert refused == ()
    return kept


def sizes(picture: Picture) -> list[tuple[int, int]]:
    """The sizes of a picture and its small copy, which say nothing of themselves."""
    found = []
    for data in (picture.jpeg, picture.small):
        with Image.open(io.BytesIO(data)) as kept:
            assert not dict(kept.getexif())
            assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            found.append(kept.size)
    return found


@use_case("test.pairs", "看成对", right="ticket.read")
def read_pairs(work: Work) -> dict[int, tuple[int, int]]:
    return {i: (p.before, p.after) for i, p in pairs(work, "ticket", [1, 2]).items()}


@use_case("test.make_after", "改成整改后", right="ticket.write")
def make_after(work: Work, photo_id: int) -> None:
    work.session.get_one(Attachment, photo_id).kind = "after"


def test_what_a_photo_tells_beside_its_pixels_stays_behind(two: tuple[Picture, ...]) -> None:
    before, after = two
    assert before.taken_at == datetime(2026, 11, 20, 9, 12, 33)
    assert sizes(before) == [(480, 640), (240, 320)]
    assert sizes(after) == [(2048, 1024), (320, 160)]


def test_a_phone_shows_its_newest_first(tmp_path: Path) -> None:
    for at, name in enumerate(
        ("DCIM/a.jpg", "DCIM/sub/b.JPEG", "DCIM/c.mp4", "DCIM/d.HEIC", "DCIM/e.heif")
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (at, at))
    found = pictures_in(tmp_path)
    assert [path.name for path in found.pictures] == ["b.JPEG", "a.jpg"]
    assert found.heic == 2


def test_a_pair_is_sealed_and_comes_back(
    desk: Desk, office_folder: Path, two: tuple[Picture, ...]
) -> None:
    before, after = two
    desk.write(add_photos, AddPhotos(TICKET, "before", (before,), "三单元门口"))
    assert desk.read(read_pairs) == {1: (1, 0)}
    (kept,) = desk.write(add_photos, AddPhotos(TICKET, "after", (after,)))
    assert desk.write(add_photos, AddPhotos(TICKET, "after", (after,))) == ()
    assert desk.read(read_pairs) == {1: (1, 1)}
    lines = desk.read(photos_of, TICKET)
    assert [(one.kind, one.name, one.caption) for one in lines] == [
        ("before", "前.jpg", "三单元门口"),
        ("after", "后.png", ""),
    ]
    assert desk.read(photo, kept) == after.jpeg
    assert desk.read(photo, kept, small=True) == after.small
    files = list((office_folder / "attach").iterdir())
    assert len(files) == 4
    for file in files:
        held = file.read_bytes()
        assert b"JFIF" not in held
        assert file.name.replace(".s", "").isalnum()


def test_a_photo_that_was_taken_off_or_undone_comes_again(
    desk: Desk, two: tuple[Picture, ...]
) -> None:
    (row,) = desk.write(add_photos, AddPhotos(TICKET, "before", two[:1]))
    desk.write(remove_photo, row)
    assert desk.read(photos_of, TICKET) == ()
    desk.write(undo_last_act)
    assert desk.read(photo, row) == two[0].jpeg
    desk.write(undo_last_act)
    assert desk.read(photos_of, TICKET) == ()
    desk.write(redo_last_act)
    assert desk.read(photo, row) == two[0].jpeg


def test_a_caption_is_written_changed_and_taken_back(desk: Desk, two: tuple[Picture, ...]) -> None:
    (row,) = desk.write(add_photos, AddPhotos(TICKET, "before", two[:1]))

    def caption() -> str:
        return desk.read(photos_of, TICKET)[0].caption

    desk.write(caption_photo, CaptionPhoto(row, "  三单元\n门口 "))
    assert caption() == "三单元 门口"
    desk.write(caption_photo, CaptionPhoto(row, "井" * 90))
    assert caption() == "井" * 60
    desk.write(undo_last_act)
    assert caption() == "三单元 门口"
    desk.write(caption_photo, CaptionPhoto(row, ""))
    assert caption() == ""
    desk.write(undo_last_act)
    assert caption() == "三单元 门口"
    desk.write(remove_photo, row)
    with pytest.raises(NotFoundError):
        desk.write(caption_photo, CaptionPhoto(row, "晚了"))


@pytest.mark.parametrize("spoil", [lambda f: f.unlink(), lambda f: f.write_bytes(b"x" * 40)])
def test_a_file_that_does_not_hold_is_told(
    desk: Desk, office_folder: Path, two: tuple[Picture, ...], spoil: Callable[[Path], object]
) -> None:
    (row,) = desk.write(add_photos, AddPhotos(TICKET, "before", two[:1]))
    for file in (office_folder / "attach").iterdir():
        spoil(file)
    with pytest.raises(PhotoGoneError) as told:
        desk.read(photo, row)
    assert "前.jpg" in told.value.message


def test_a_kind_that_is_none_is_refused(desk: Desk, two: tuple[Picture, ...]) -> None:
    with pytest.raises(PhotoKindError):
        desk.write(add_photos, AddPhotos(TICKET, "scan", two))
    assert desk.read(photos_of, TICKET) == ()


@pytest.mark.parametrize("sides", [("before", "after"), ("after", "before")])
def test_one_picture_is_no_pair_with_itself(
    desk: Desk, two: tuple[Picture, ...], sides: tuple[str, str]
) -> None:
    desk.write(add_photos, AddPhotos(TICKET, sides[0], two[:1]))
    with pytest.raises(SamePictureError, match="已经是这一件"):
        desk.write(add_photos, AddPhotos(TICKET, sides[1], two))
    assert len(desk.read(photos_of, TICKET)) == 1, "nothing of what was chosen is kept"
    desk.write(add_photos, AddPhotos(TICKET, "during", two[:1]))
    desk.write(add_photos, AddPhotos(TICKET, sides[1], two[1:]))
    assert desk.read(read_pairs) == {1: (1, 1)}


def test_the_same_picture_on_both_sides_from_before_is_not_counted(
    desk: Desk, two: tuple[Picture, ...]
) -> None:
    desk.write(add_photos, AddPhotos(TICKET, "before", two[:1]))
    (row,) = desk.write(add_photos, AddPhotos(TICKET, "during", two[:1]))
    desk.write(make_after, row)
    assert desk.read(read_pairs) == {1: (1, 0)}


@pytest.mark.parametrize(
    "owner", [Owner("ticket", 999), Owner("rectification_item", 999), Owner("account", 1)]
)
def test_what_is_no_owner_of_photos_gets_none(
    desk: Desk, two: tuple[Picture, ...], owner: Owner
) -> None:
    with pytest.raises(NotFoundError):
        desk.write(add_photos, AddPhotos(owner, "before", two))
    with pytest.raises(NotFoundError):
        desk.read(photos_of, owner)


def test_a_voided_ticket_shows_its_photos_and_takes_no_more(
    desk: Desk, two: tuple[Picture, ...]
) -> None:
    desk.write(add_photos, AddPhotos(TICKET, "before", two[:1]))
    desk.write(void_ticket, TICKET.id, "误录")
    assert len(desk.read(photos_of, TICKET)) == 1
    with pytest.raises(NotFoundError):
        desk.write(add_photos, AddPhotos(TICKET, "after", two[1:]))


def test_a_grid_worker_sees_nothing_of_other_grids(desk: Desk, two: tuple[Picture, ...]) -> None:
    (kept,) = desk.write(add_photos, AddPhotos(TICKET, "before", two[:1]))
    item = desk.write(add_item, ITEM)
    desk.write(add_account, AddAccount("网格员", ("grid_worker",), "vault", "keys"))
    other = desk_for(desk.engine, "网格员", lambda: NOW)
    assert other.read(item_lines) == ()
    asked: tuple[tuple[Any, object], ...] = (
        (photos_of, TICKET), (photo, kept), (ticket_log, TICKET.id), (item_sheet, item),
        (photos_of, Owner("rectification_item", item)),
    )  # fmt: skip
    for service, what in asked:
        assert desk.read(service, what) is not None
        with pytest.raises(NotFoundError):
            other.read(service, what)
