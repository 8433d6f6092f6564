"""What the program wears before anything is shown."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui.common import theme
from ui.common.ime import ImeGuard
from ui.common.memory import Memory


def dress(app: QApplication, memory: Memory | None = None) -> None:
    """Fonts, colours, Chinese for Qt's own dialogs, and the filter for pinyin being typed."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        app.installTranslator(words)
    ImeGuard(app)
    theme.apply(app, memory.tokens() if memory is not None else theme.current())
