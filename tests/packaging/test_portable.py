"""Portable mode: a mark beside the program decides where its data is."""

import sys
from pathlib import Path

import pytest

from wenming_desktop.portable import portable_folder, program_folder


def test_without_a_mark_the_data_is_the_users(tmp_path: Path) -> None:
    assert portable_folder(tmp_path) is None


@pytest.mark.parametrize("mark", ["portable.txt", "数据"])
def test_a_mark_beside_the_program_keeps_the_data_there(tmp_path: Path, mark: str) -> None:
    if mark.endswith(".txt"):
        (tmp_path / mark).touch()
    else:
        (tmp_path / mark).mkdir()
    assert portable_folder(tmp_path) == tmp_path / "数据"


def test_a_file_of_the_folders_name_is_no_mark(tmp_path: Path) -> None:
    (tmp_path / "数据").touch()
    assert portable_folder(tmp_path) is None


def test_an_installed_python_has_no_beside() -> None:
    assert program_folder() is None
    assert portable_folder(program_folder()) is None


def test_a_frozen_program_looks_beside_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "文明 工作台" / "wenming"
    program.parent.mkdir()
    program.touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert program_folder() == program.parent
