"""The doors of a new folder, and of a broken one, by keyboard."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot

from db.engine import close_all, open_engine
from tests.conftest import PASSWORD, Template
from tests.ui.program_hand import Programs, came, press, said, type_in
from ui.first_start.backup import BackupPage
from ui.first_start.page import FirstStartPage, RecoveryPage
from ui.main_window import MainWindow
from ui.unlock.page import UnlockPage
from wenming_desktop.backup import backup
from wenming_desktop.security.vault import Vault
from wenming_desktop.start import DATABASE

NEW = "Changqing-0731"


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Programs]:
    programs = Programs(qapp)
    yield programs
    programs.end()


@pytest.fixture
def brought(office_folder: Path, template: Template, tmp_path: Path) -> tuple[Path, str]:
    """A backup on a stick, and its code on paper."""
    code = Vault.load(office_folder).new_paper(template.key)
    engine = open_engine(office_folder / DATABASE, template.key)
    backup(engine, office_folder, tmp_path / "一.wmbak")
    close_all(engine)
    return tmp_path / "一.wmbak", code


def test_a_backup_is_opened_by_keyboard(
    qtbot: QtBot,
    start: Programs,
    brought: tuple[Path, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(brought[0]), ""))
    program = start(tmp_path / "新")
    press(came(qtbot, program, FirstStartPage), "open_backup")
    page = came(qtbot, program, BackupPage)
    assert isinstance(page, BackupPage)
    press(page, "choose_backup")
    qtbot.waitUntil(page._password.hasFocus, timeout=20_000)
    assert "0 户、0 人、0 件工单" in said(page, "lbl_backup_facts")
    type_in(qtbot, "wrong-word-1")
    qtbot.waitUntil(lambda: "密码不对" in said(page, "err_backup"), timeout=20_000)
    page._password.selectAll()
    type_in(qtbot, PASSWORD)
    came(qtbot, program, MainWindow)
    assert (tmp_path / "新" / DATABASE).exists()


def test_a_picture_is_no_backup(
    qtbot: QtBot, start: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "照片.wmbak"
    other.write_bytes(b"\x89PNG" * 100)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    program = start(tmp_path / "新")
    press(came(qtbot, program, FirstStartPage), "open_backup")
    page = came(qtbot, program, BackupPage)
    press(page, "choose_backup")
    qtbot.waitUntil(lambda: "不是本程序的备份" in said(page, "err_backup"), timeout=20_000)
    press(page, "back")
    came(qtbot, program, FirstStartPage)
    assert not (tmp_path / "新").exists()


def test_a_vault_that_is_broken_offers_the_last_backup(
    qtbot: QtBot, start: Programs, brought: tuple[Path, str], office_folder: Path
) -> None:
    (office_folder / "backup").mkdir(exist_ok=True)
    shutil.copy(brought[0], office_folder / "backup" / "昨天.wmbak")
    for name in ("vault.json", "vault.bak.json"):
        (office_folder / name).write_bytes(b"broken")
    program = start(office_folder)
    page = came(qtbot, program, BackupPage)
    assert isinstance(page, BackupPage)
    assert "钥匙文件" in said(page, "lbl_trouble")
    qtbot.waitUntil(page._password.hasFocus, timeout=20_000)
    assert said(page, "lbl_backup_file") == "昨天.wmbak"
    type_in(qtbot, PASSWORD)
    came(qtbot, program, MainWindow)


def test_a_broken_data_file_offers_the_last_backup_after_the_password(
    qtbot: QtBot, start: Programs, brought: tuple[Path, str], office_folder: Path
) -> None:
    (office_folder / DATABASE).write_bytes(b"broken" * 4096)
    program = start(office_folder)
    page = came(qtbot, program, UnlockPage)
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(page.password.hasFocus)
    type_in(qtbot, PASSWORD)
    came(qtbot, program, BackupPage)


def test_a_new_office_by_keyboard(qtbot: QtBot, start: Programs, tmp_path: Path) -> None:
    program = start(tmp_path / "新")
    page = came(qtbot, program, FirstStartPage)
    assert isinstance(page, FirstStartPage)
    qtbot.waitUntil(page._community.hasFocus)
    type_in(qtbot, "huaiyinli", "lin", NEW, NEW)
    recovery = came(qtbot, program, RecoveryPage)
    kept = recovery.findChild(QCheckBox, "fld_kept")
    kept.setFocus()
    qtbot.keyClick(kept, Qt.Key.Key_Space)
    press(recovery, "enter")
    came(qtbot, program, MainWindow)
