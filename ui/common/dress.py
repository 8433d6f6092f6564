"""What the program wears before anything is shown."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from typing_extensions import override

import resources
from ui.common import theme
from ui.common.ime import ImeGuard
from ui.common.memory import Memory

_CONTEXTS = frozenset(
    {"QFileDialog", "QFileSystemModel", "QFileIconProvider", "QAbstractFileIconProvider"}
)
_SIDES = (16, 24, 32, 48, 64, 128, 256)
_LACKING = {
    "&Look in:": "位置(&L)：",
    "Look in:": "位置：",
    "File &name:": "文件名(&N)：",
    "&File name:": "文件名(&F)：",
    "Files of &type:": "文件类型(&T)：",
    "Files of type:": "文件类型：",
    "Folder": "文件夹",
    "Drive": "磁盘",
    "Unknown": "未知",
}
"""Words of Qt's own file window that its Chinese translation does not have."""


class Lacking(QTranslator):
    """Answers what no other translation does; installed first, so it is asked last."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return _LACKING.get(sourceText) if context in _CONTEXTS else None


def dress(app: QApplication, memory: Memory | None = None) -> None:
    """Fonts, colours, Chinese for Qt's own dialogs, and the filter for pinyin being typed."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.installTranslator(Lacking(app))
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        app.installTranslator(words)
    icon = QIcon()
    for side in _SIDES:
        icon.addFile(str(resources.path("icons", "app", f"wenming-{side}.png")))
    app.setWindowIcon(icon)
    app.setDesktopFileName("wenming")
    ImeGuard(app)
    theme.apply(app, memory.tokens() if memory is not None else theme.current())
