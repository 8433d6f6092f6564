"""A clerk's file is written whole or not at all, and every end offers a way on."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.common.undo_bar import Bars
from ui.common.whole_file import (
    CannotSaveError,
    FileInUseError,
    FolderRefusesError,
    NoRoomLeftError,
    saving,
)
from ui.messages import Messages
from ui.saving import save_bytes, save_file


@dataclass
class Desk:
    """A window with bars, and what stands in them."""

    messages: Messages
    bars: Bars

    def words(self) -> list[str]:
        return [bar.accessibleName() for bar in self.bars.bars()]

    def press(self, label: str) -> None:
        buttons = [b for b in self.bars.findChildren(QPushButton) if b.accessibleName() == label]
        assert len(buttons) == 1, label
        buttons[0].setFocus()
        buttons[0].click()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1100, 600)
    over.show()
    bars, messages = Bars(over), Messages()
    messages.attach(over, bars)
    return Desk(messages, bars)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url.toLocalFile()))
    return urls


def _fails(number: int) -> Callable[[Path], object]:
    def write(part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError(number, "refused")

    return write


def test_a_saved_file_opens_or_shows_its_folder(
    desk: Desk, tmp_path: Path, opened: list[str]
) -> None:
    path = tmp_path / "10月月报.pdf"
    assert save_bytes(desk.messages, None, path, b"%PDF", "PDF")
    assert path.read_bytes() == b"%PDF"
    assert desk.words() == ["已存到“10月月报.pdf”"]
    desk.press("打开所在文件夹")
    save_bytes(desk.messages, None, path, b"%PDF-2", "PDF")
    desk.press("打开")
    assert opened == [str(tmp_path), str(path)]
    assert [entry.name for entry in tmp_path.iterdir()] == ["10月月报.pdf"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, NoRoomLeftError),
        (errno.EDQUOT, NoRoomLeftError),
        (errno.EACCES, FileInUseError),
        (errno.EIO, CannotSaveError),
    ],
)
def test_a_failed_write_keeps_the_file_that_was_there(
    tmp_path: Path, number: int, kind: type[CannotSaveError]
) -> None:
    path = tmp_path / "10月月报.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(CannotSaveError) as caught:
        saving(path, _fails(number))
    assert type(caught.value) is kind
    assert "10月月报.xlsx" in caught.value.message
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_gone_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(FolderRefusesError):
        saving(tmp_path / "U盘" / "月报.xlsx", lambda part: part.write_bytes(b"new"))


def test_after_the_file_was_closed_the_second_try_saves(desk: Desk, tmp_path: Path) -> None:
    path, held = tmp_path / "10月月报.xlsx", [True]
    path.write_bytes(b"old")

    def write(part: Path) -> None:
        if held[0]:
            raise PermissionError(errno.EACCES, "in use")
        part.write_bytes(b"new")

    assert not save_file(desk.messages, None, path, write, "Excel")
    assert desk.words() == [
        "存不进“10月月报.xlsx”。这个文件正在 WPS 里开着。关掉它再点重试，或换个名字存。数据没有丢。"
    ]
    desk.press("重试")
    assert path.read_bytes() == b"old"
    held[0] = False
    desk.press("重试")
    assert path.read_bytes() == b"new"
    assert desk.words() == ["已存到“10月月报.xlsx”"]


def test_another_name_saves_and_a_forgotten_ending_is_added(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "月报二"), "")
    )
    save_bytes(desk.messages, None, tmp_path / "没有" / "月报.xlsx", b"new", "Excel")
    desk.press("换个名字存")
    assert (tmp_path / "月报二.xlsx").read_bytes() == b"new"


def test_a_refusal_stands_until_it_is_closed(desk: Desk, tmp_path: Path) -> None:
    save_bytes(desk.messages, None, tmp_path / "没有" / "月报.xlsx", b"new", "Excel")
    (bar,) = desk.bars.bars()
    assert not bar._clock.isActive()
    desk.press("收起这一条")
    assert desk.words() == []
