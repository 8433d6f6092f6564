"""Photos on a ticket's page: in by file, drop, clipboard and phone; seen, removed, missed."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests import page_rules
from tests.conftest import Clock
from tests.ui import photos_hand
from tests.ui.conftest import Said
from tests.ui.photos_hand import captions, kinds, strip
from tests.ui.tickets_place import CTRL, KEY, RESULT, Place, call, opened, step
from ui.common import theme
from ui.common.tokens import Tokens
from ui.tickets.photos.phone import FOLDER, PhoneDialog
from ui.tickets.photos.unpaired import UnpairedWindow
from ui.tickets.photos.view import PhotoView
from wenming_desktop.evidence.model import Owner
from wenming_desktop.evidence.service import photos_of
from wenming_desktop.settings.staff import Unit, save_units
from wenming_desktop.undoing import undo_last_act
from wenming_desktop.work import Desk


@pytest.fixture
def ticket(desk: Desk, clock: Clock) -> int:
    desk.write(save_units, (Unit("裕和物业"),))
    made = call(desk, clock, "楼道堆着旧家具", unit=1, category="0102")
    step(desk, made, "SGN")
    return made


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, ticket: int, said: Said, tmp_path: Path) -> Place:
    place = opened(qtbot, desk, said, tmp_path)
    place.page.open_ticket(ticket)
    return place


def test_files_chosen_and_dropped_become_a_pair_and_bad_ones_are_named(
    place: Place, desk: Desk, ticket: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = strip(place)
    assert "整改前和整改后" in part.warning.words.text()
    assert part.kind.value() == "before"
    bad = tmp_path / "说明.jpg"
    bad.write_bytes(b"no picture")
    names = [str(photos_hand.file(tmp_path, "前.jpg", 200)), str(bad)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    part.files.click()
    assert kinds(desk, ticket) == ["before"]
    assert "1 个文件没有存" in part.told.text()
    assert "说明.jpg" in part.told.text()
    assert part.warning.words.text().startswith("还没有整改后的照片")
    assert part.kind.value() == "after"
    assert photos_hand.dropped(part, [photos_hand.file(tmp_path, "后.jpg", 20)])
    assert kinds(desk, ticket) == ["before", "after"]
    assert captions(place) == ["整改前", "整改后"]
    assert part.thumbs.waiting() == []
    assert not part.warning.isVisible()
    assert not part.told.isVisible()
    place.qtbot.waitUntil(lambda: not page_rules.cut(place.page))
    assert page_rules.broken(place.page) == []
    desk.write(undo_last_act)
    assert kinds(desk, ticket) == ["before"]


def test_a_picture_is_pasted_with_its_keys(place: Place, desk: Desk, ticket: int) -> None:
    part = strip(place)
    part.kind.choose("during")
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    QGuiApplication.clipboard().setImage(image)
    part.files.setFocus()
    place.key(KEY.Key_V, CTRL)
    assert kinds(desk, ticket) == ["during"]
    QGuiApplication.clipboard().setText("只是文字")
    part.paste.click()
    assert "剪贴板里没有照片" in part.told.text()
    assert kinds(desk, ticket) == ["during"]


def test_a_photo_is_seen_large_and_removed_by_keys(
    place: Place, desk: Desk, ticket: int, qtbot: QtBot
) -> None:
    first = photos_hand.kept(desk, ticket, "before", 10)
    second = photos_hand.kept(desk, ticket, "after", 200)
    part = strip(place)
    assert part.thumbs.keys() == [first, second]
    part.thumbs.setFocus()
    place.key(KEY.Key_Right)
    place.key(KEY.Key_Return)
    view = place.window.findChild(PhotoView)
    assert view is not None
    assert view.shown().id == second
    qtbot.keyClick(view.sheet, KEY.Key_Right)
    assert view.shown().id == first
    assert "整改前" in view.sheet.accessibleName()
    qtbot.keyClick(view.sheet, KEY.Key_Escape)
    assert not view.isVisible()
    place.window.activateWindow()
    part.thumbs.setFocus()
    part.thumbs.go_to(first)
    place.key(KEY.Key_Delete)
    assert kinds(desk, ticket) == ["after"]
    desk.write(undo_last_act)
    assert kinds(desk, ticket) == ["before", "after"]


def test_a_photo_whose_file_is_gone_is_marked_and_says_why(
    place: Place, desk: Desk, ticket: int, office_folder: Path, qtbot: QtBot
) -> None:
    photos_hand.kept(desk, ticket, "before", 10)
    for path in (office_folder / "attach").iterdir():
        path.unlink()
    part = strip(place)
    other = call(desk, Clock(), "另一件", category="0102")
    place.page.open_ticket(other)
    assert part.thumbs.count() == 0
    place.page.open_ticket(ticket)
    assert part.thumbs.count() == 1
    assert part.thumbs.waiting() == []
    part.thumbs.opened.emit(part.thumbs.keys()[0])
    view = place.window.findChild(PhotoView)
    assert view is not None
    assert "打不开" in view.sheet._words
    view.close()


def test_the_phone_shows_its_newest_and_gives_what_is_ticked(
    place: Place, desk: Desk, ticket: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:  # fmt: skip
    phone = tmp_path / "DCIM"
    phone.mkdir()
    for at, name in enumerate(("旧.jpg", "中.jpg", "新.jpg")):
        os.utime(photos_hand.file(phone, name, 40 * at), (at + 1, at + 1))
    (phone / "坏.png").write_bytes(b"x")
    (phone / "IMG_0001.HEIC").write_bytes(b"x")
    os.utime(phone / "坏.png", (0, 0))
    part = strip(place)
    part.kind.choose("after")
    part.phone.click()
    dialog = place.window.findChild(PhoneDialog)
    assert dialog is not None
    assert place.page.services.memory.get_text(FOLDER) == ""
    assert not dialog.add.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(phone))
    dialog.other.click()
    assert place.page.services.memory.get_text(FOLDER) == str(phone)
    grid = dialog.grid
    assert [grid.item(at).text() for at in range(grid.count())] == [
        "新.jpg", "中.jpg", "旧.jpg", "坏.png",
    ]  # fmt: skip
    assert grid.waiting() == []
    assert not dialog.stop.isVisible()
    heic = dialog.findChild(QLabel, "lbl_phone_heic")
    assert heic is not None
    assert heic.isVisible()
    assert heic.text().startswith("另有 1 张 HEIC 存不了，手机里把相机格式改成“兼容性最好”")
    grid.setFocus()
    for key in (KEY.Key_Space, KEY.Key_Right, KEY.Key_Space):
        qtbot.keyClick(grid, key)
    grid.setCurrentRow(3)
    qtbot.keyClick(grid, KEY.Key_Space)
    assert dialog.add.text() == "添加 2 张"
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(grid, KEY.Key_S, CTRL)
    assert not dialog.isVisible()
    assert kinds(desk, ticket) == ["after", "after"]
    names = [one.name for one in desk.read(photos_of, Owner("ticket", ticket))]
    assert names == ["新.jpg", "中.jpg"]


def test_the_picture_from_before_is_not_taken_as_the_one_after(
    place: Place, desk: Desk, ticket: int, tmp_path: Path, said: Said
) -> None:
    part = strip(place)
    shot = photos_hand.file(tmp_path, "门口.jpg", 200)
    part.add_files([shot], "before")
    part.add_files([shot], "after")
    assert kinds(desk, ticket) == ["before"]
    assert any("同一张照片不能又是整改前又是整改后" in text for _, text in said.take())


def test_a_phone_that_was_pulled_out_is_told(place: Place, tmp_path: Path) -> None:
    place.page.services.memory.keep_text(FOLDER, str(tmp_path / "拔掉的手机"))
    strip(place).phone.click()
    dialog = place.window.findChild(PhoneDialog)
    assert dialog is not None
    texts = [w.text() for w in dialog.findChildren(type(dialog._progress)) if w.isVisible()]
    assert any("拔掉的手机" in text for text in texts)
    dialog.close()


def test_tickets_without_a_pair_are_listed_until_they_have_one(
    place: Place, desk: Desk, ticket: int
) -> None:
    step(desk, ticket, "FIN", result=RESULT, outcome="1")
    step(desk, ticket, "APV")
    place.page.list.in_bulk.more.show_unpaired()
    window = place.window.findChild(UnpairedWindow)
    assert window is not None
    assert window.count.text() == "1 件办结的工单缺照片"
    photos_hand.kept(desk, ticket, "before", 10)
    place.qtbot.waitUntil(lambda: window.table.model().index(0, 1).data() == "整改后")
    asked: list[tuple[str, int]] = []
    place.page.services.open_asked.connect(lambda kind, row: asked.append((kind, row)))
    place.qtbot.keyClick(window.table, KEY.Key_Return)
    assert asked == [("ticket", ticket)]
    photos_hand.kept(desk, ticket, "after", 20)
    place.qtbot.waitUntil(lambda: window.table.model().rowCount() == 0)
    assert window.count.text() == ""
    window.close()
    QApplication.processEvents()


def test_photos_stand_in_larger_type_and_in_the_dark(
    place: Place, desk: Desk, ticket: int, qapp: QApplication
) -> None:
    photos_hand.kept(desk, ticket, "before", 10)
    part = strip(place)
    low = part.thumbs.height()
    theme.apply(qapp, Tokens("dark", "large"))
    place.qtbot.waitUntil(lambda: not page_rules.cut(place.page))
    assert part.thumbs.height() > low
    assert part.thumbs.isVisible()
