"""Puts a finished document on disk: whole under its own name, or not at all."""

from pathlib import Path

from wenming_desktop.errors import UserError
from wenming_desktop.forms.page import Pdf
from wenming_desktop.security.files import write_atomically


class CannotWriteError(UserError):
    """The file cannot be written where it was wanted."""

    code = "file.cannot_write"
    text = "存不进“{name}”。请看看文件夹在不在、这个文件是不是正在别的程序里开着，再试一次。"


def save_pdf(path: Path, pdf: Pdf) -> None:
    """Write a document."""
    if not path.parent.is_dir():
        raise CannotWriteError(name=path.name)
    write_atomically(path, bytes(pdf))
