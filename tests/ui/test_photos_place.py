"""Photos where the work is written: beside the result, pasted into it, with words of their own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests import page_rules
from tests.conftest import Clock
from tests.ui import photos_hand
from tests.ui.conftest import Said
from tests.ui.photos_hand import captions, kinds, strip
from tests.ui.tickets_place import CTRL, KEY, RESULT, Place, call, opened, step
from ui.common import theme
from ui.common.tokens import Tokens
from ui.tickets.photos.view import PhotoView
from wenming_desktop.errors import StorageTroubleError
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


def said_of(desk: Desk, ticket: int) -> list[str]:
    return [one.caption for one in desk.read(photos_of, Owner("ticket", ticket))]


@pytest.fixture
def clipboard() -> Iterator[QClipboard]:
    held = QGuiApplication.clipboard()
    yield held
    held.clear()


def mime(text: str = "", image: QImage | None = None, urls: Sequence[Path] = ()) -> QMimeData:
    """What another program copied."""
    held = QMimeData()
    if urls:
        held.setUrls([QUrl.fromLocalFile(str(path)) for path in urls])
    if text:
        held.setText(text)
    if image is not None:
        held.setImageData(image)
    return held


def green() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x22AA22)
    return image


def test_in_the_result_a_picture_is_pasted_to_the_strip_and_words_into_the_text(
    place: Place, desk: Desk, ticket: int, tmp_path: Path, clipboard: QClipboard
) -> None:
    result = place.part("fld_result")
    assert isinstance(result, QPlainTextEdit)
    result.setFocus()
    clipboard.setMimeData(mime(image=green()))
    place.key(KEY.Key_V, CTRL)
    assert kinds(desk, ticket) == ["before"]
    clipboard.setMimeData(mime(urls=[photos_hand.file(tmp_path, "后.jpg", 20)]))
    place.key(KEY.Key_V, CTRL)
    assert kinds(desk, ticket) == ["before", "after"]
    assert result.toPlainText() == ""
    # A table program copies a picture of what it copies: the words are meant.
    for held in (mime(text="换了井盖"), mime(text="，不响了", image=green())):
        clipboard.setMimeData(held)
        place.key(KEY.Key_V, CTRL)
    clipboard.setMimeData(mime(urls=[tmp_path / "说明.docx"]))
    place.key(KEY.Key_V, CTRL)
    assert result.toPlainText().startswith("换了井盖，不响了")
    assert kinds(desk, ticket) == ["before", "after"]


def test_a_picture_dropped_on_the_result_is_a_photo(
    place: Place, desk: Desk, ticket: int, tmp_path: Path
) -> None:
    result = place.part("fld_result")
    assert isinstance(result, QPlainTextEdit)
    picture, words = mime(urls=[photos_hand.file(tmp_path, "前.jpg", 90)]), mime("换了井盖")
    copied = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for held in (picture, words):
        entering = QDragEnterEvent(QPoint(5, 5), copied[0], held, *copied[1:])
        QApplication.sendEvent(result.viewport(), entering)
        event = QDropEvent(QPoint(5, 5).toPointF(), copied[0], held, *copied[1:])
        QApplication.sendEvent(result.viewport(), event)
    assert kinds(desk, ticket) == ["before"]
    assert result.toPlainText() == "换了井盖"


def test_photos_stand_beside_the_finish_then_beside_the_result(
    place: Place, desk: Desk, ticket: int, qapp: QApplication
) -> None:
    part, panel, facts = strip(place), place.page.detail.panel, place.page.detail.facts
    photos_hand.kept(desk, ticket, "before", 10)
    assert panel.isAncestorOf(part)
    result = place.part("fld_result")
    assert part.mapToGlobal(QPoint(0, 0)).x() > result.mapToGlobal(QPoint(0, 0)).x()
    result.setFocus()
    for _ in range(12):
        if QApplication.focusWidget() is part.files:
            break
        place.key(KEY.Key_Tab)
    assert QApplication.focusWidget() is part.files, "reached from the result by Tab"
    step(desk, ticket, "FIN", result=RESULT, outcome="1")
    assert facts.isAncestorOf(part)
    step(desk, ticket, "APV")
    place.qtbot.waitUntil(lambda: facts.findChild(QLabel, "fld_result_text").isVisible())
    text = place.part("fld_result_text")
    assert part.mapToGlobal(QPoint(0, 0)).x() > text.mapToGlobal(QPoint(0, 0)).x()
    photos_hand.kept(desk, ticket, "after", 200)
    assert captions(place) == ["整改前", "整改后"]
    theme.apply(qapp, Tokens("light", "large"))
    place.qtbot.waitUntil(
        lambda: part.mapToGlobal(QPoint(0, 0)).y() > text.mapToGlobal(QPoint(0, 0)).y()
    )
    place.qtbot.waitUntil(lambda: not page_rules.cut(place.page))


def test_what_a_photo_shows_is_typed_at_the_photo_and_stands_below_it(
    place: Place, desk: Desk, ticket: int, qtbot: QtBot
) -> None:
    first = photos_hand.kept(desk, ticket, "before", 10)
    second = photos_hand.kept(desk, ticket, "after", 200)
    part = strip(place)
    low = part.thumbs.height()
    part.thumbs.setFocus()
    part.thumbs.go_to(first)
    place.key(KEY.Key_Return)
    view = place.window.findChild(PhotoView)
    assert view is not None
    qtbot.waitUntil(view.isActiveWindow)
    field = view.caption
    field.setFocus()
    qtbot.keyClicks(field, "3 hao lou")
    qtbot.keyClick(field, KEY.Key_Return)
    assert view.isVisible(), "Enter kept the words and left the photo in sight"
    assert not field.hasFocus()
    assert said_of(desk, ticket) == ["3 hao lou", ""]
    assert [part.thumbs.item(at).text().splitlines()[1:] for at in (0, 1)] == [["3 hao lou"], []]
    assert part.thumbs.height() > low, "room for the words"
    assert "3 hao lou" in view.sheet.accessibleName()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "no")
    qtbot.keyClick(field, KEY.Key_Escape)
    assert (view.isVisible(), field.text()) == (True, "3 hao lou")
    qtbot.keyClicks(field, "!")
    qtbot.keyClick(view.sheet, KEY.Key_Right)
    assert (view.shown().id, field.text()) == (second, "")
    assert said_of(desk, ticket) == ["3 hao lou!", ""], "going on keeps what was typed"
    desk.write(undo_last_act)
    assert said_of(desk, ticket) == ["3 hao lou", ""]
    desk.write(undo_last_act)
    assert said_of(desk, ticket) == ["", ""]
    view.close()


def test_words_that_could_not_be_kept_stay_in_their_field(
    place: Place, desk: Desk, ticket: int, said: Said, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos_hand.kept(desk, ticket, "before", 10)
    part = strip(place)
    part.thumbs.setFocus()
    place.key(KEY.Key_Return)
    view = place.window.findChild(PhotoView)
    assert view is not None

    def full(*_: object) -> None:
        raise StorageTroubleError

    qtbot.waitUntil(view.isActiveWindow)
    view.caption.setFocus()
    qtbot.keyClicks(view.caption, "kept")
    with monkeypatch.context() as patched:
        patched.setattr(Desk, "write", full)
        qtbot.keyClick(view.caption, KEY.Key_Return)
    assert (view.caption.text(), view.caption.hasFocus()) == ("kept", True)
    assert [words for _, words in said.said if "照片说明没有存" in words]
    said.said.clear()
    qtbot.keyClick(view.sheet, KEY.Key_Escape)
    assert said_of(desk, ticket) == ["kept"], "closing tried once more"


def test_a_chip_with_its_count_narrows_the_list_to_what_lacks_photos(
    qtbot: QtBot, desk: Desk, ticket: int, said: Said, tmp_path: Path
) -> None:
    step(desk, ticket, "FIN", result=RESULT, outcome="1")
    step(desk, ticket, "APV")
    place = opened(qtbot, desk, said, tmp_path)
    chip = place.part("btn_filter_unpaired")
    assert isinstance(chip, QPushButton)
    qtbot.waitUntil(lambda: chip.text() == "缺照片 1")
    chip.setFocus()
    place.key(KEY.Key_Space)
    assert place.page.list.filter.stage == place.page.list.tabs.value() == "all"
    assert len(place.titles()) == 1
    photos_hand.kept(desk, ticket, "before", 10)
    assert chip.text() == "缺照片 1"
    photos_hand.kept(desk, ticket, "after", 200)
    qtbot.waitUntil(lambda: chip.text() == "缺照片 0")
    assert place.titles() == []
    assert any("缺照片" in text for text in place.texts())
    place.key(KEY.Key_Space)
    qtbot.waitUntil(lambda: len(place.titles()) == 1)
