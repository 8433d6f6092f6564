"""A clerk's file: saved whole, with 打开 and its folder; refused, with 重试 and 换个名字存."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.common.undo_bar import Action
from ui.common.whole_file import CannotSaveError, saving
from ui.messages import Messages

__all__ = ["ask_where", "save_bytes", "save_file", "saving", "tell_refused", "tell_saved"]


def save_file(
    messages: Messages,
    parent: QWidget | None,
    path: Path,
    write: Callable[[Path], object],
    kind: str,
) -> bool:
    """Write a small file at once and say what became of it; `kind` is PDF, Excel, Word.

    What takes longer than a moment goes through a lane with `saving`, then `tell_saved`.
    """
    try:
        saving(path, write)
    except CannotSaveError as error:
        again = partial(save_file, messages, parent, path, write, kind)

        def elsewhere() -> None:
            ask_where(parent, path, kind, lambda to: save_file(messages, parent, to, write, kind))

        tell_refused(messages, error, again, elsewhere)
        return False
    tell_saved(messages, path)
    return True


def save_bytes(
    messages: Messages, parent: QWidget | None, path: Path, content: bytes, kind: str
) -> bool:
    """Save what is already drawn."""
    return save_file(messages, parent, path, lambda part: part.write_bytes(content), kind)


def ask_where(
    parent: QWidget | None, offered: Path, kind: str, done: Callable[[Path], object]
) -> None:
    """Ask for a name; `done` is called with it unless the clerk changed his mind."""
    filters = f"{kind} (*{offered.suffix})"
    name, _ = QFileDialog.getSaveFileName(parent, f"存成 {kind}", str(offered), filters)
    if name:
        path = Path(name)
        done(path if path.suffix else path.with_suffix(offered.suffix))


def tell_saved(messages: Messages, path: Path, more: str = "") -> None:
    """Say where the file is and offer to open it or its folder."""
    actions = (
        Action("打开", partial(_open, path)),
        Action("打开所在文件夹", partial(_open, path.parent)),
    )
    messages.say(f"已存到“{path.name}”{more}", actions)


def tell_refused(
    messages: Messages,
    error: CannotSaveError,
    again: Callable[[], object],
    elsewhere: Callable[[], object],
) -> None:
    """Say why the file could not be written and offer the two ways on."""
    messages.offer(error.message, (Action("重试", again), Action("换个名字存", elsewhere)))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
