"""The recovery sheet: what it says opens the data, and the sheet before it does not."""

import errno
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.wenming_desktop.cli.conftest import Cli
from wenming_desktop.cli import office
from wenming_desktop.papers.files import CannotWriteError
from wenming_desktop.security import vault_file
from wenming_desktop.security.files import file_trouble
from wenming_desktop.security.vault import Vault, WrongPaperKeyError


def code_on(file: Path) -> str:
    text = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
    return "-".join(re.findall(r"\b\d{6}\b", text))


def test_the_printed_code_opens_the_vault_and_the_older_one_no_more(
    cli: Cli, tmp_path: Path
) -> None:
    first, second = tmp_path / "一.pdf", tmp_path / "二.pdf"
    assert cli.ok("recovery", "print", "--out", first)["pages"] == 1
    assert Vault.load(cli.data).unlock_paper(code_on(first)).dek
    cli.ok("recovery", "print", "--out", second)
    assert Vault.load(cli.data).unlock_paper(code_on(second)).dek
    with pytest.raises(WrongPaperKeyError):
        Vault.load(cli.data).unlock_paper(code_on(first))


def test_a_folder_that_is_not_there_makes_no_new_code(cli: Cli, tmp_path: Path) -> None:
    before = (cli.data / "vault.json").read_bytes()
    assert cli("recovery", "print", "--out", tmp_path / "没有" / "码.pdf").code == 3
    assert (cli.data / "vault.json").read_bytes() == before


def test_a_sheet_that_cannot_be_kept_voids_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, lost = tmp_path / "一.pdf", tmp_path / "二.pdf"
    cli.ok("recovery", "print", "--out", kept)

    def full(path: Path, pdf: bytes) -> None:
        raise CannotWriteError(name=path.name)

    with monkeypatch.context() as patched:
        patched.setattr(office, "save_pdf", full)
        assert cli("recovery", "print", "--out", lost).code == 3
    assert Vault.load(cli.data).unlock_paper(code_on(kept)).dek
    assert not lost.exists()


def test_a_vault_that_cannot_be_written_leaves_no_sheet_with_a_dead_code(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, lost = tmp_path / "一.pdf", tmp_path / "二.pdf"
    cli.ok("recovery", "print", "--out", kept)

    def broken(folder: Path, contents: object) -> None:
        raise file_trouble(OSError(errno.ENOSPC, "full"), folder)

    with monkeypatch.context() as patched:
        patched.setattr(vault_file, "save", broken)
        assert cli("recovery", "print", "--out", lost).code == 4
    assert Vault.load(cli.data).unlock_paper(code_on(kept)).dek
    assert not lost.exists()
