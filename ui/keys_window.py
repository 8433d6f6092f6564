"""F1: the keys that work, and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ui.common.buttons import Btn, on_click, row
from ui.common.labels import Words

_KEYS = (
    ("F2", "快速登记"),
    ("Ctrl+K", "全局查找"),
    ("Ctrl+F", "在这一页查找"),
    ("Ctrl+Z、Ctrl+Y", "撤销、重做（这次打开以后做的）"),
    ("↑↓ Home End PgUp PgDn", "在列表里走"),
    ("回车", "看选中的一户"),
    ("Esc", "返回、收起"),
    ("Alt+1 … Alt+9", "换页"),
    ("Ctrl+S", "只登记；在预览里存成 PDF"),
    ("Ctrl+回车", "登记并打印"),
    ("F7", "匿名（快速登记里）"),
    ("Ctrl+P", "打印（预览里）"),
    ("Ctrl+加号、减号、0", "字号"),
    ("F11", "全屏"),
)


class KeysWindow(QDialog):
    """A list of keys; Esc closes it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dlg_keys")
        self.setWindowTitle("快捷键")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(14)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for at, (key, action) in enumerate(_KEYS):
            grid.addWidget(Words(key, "kbd"), at, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Words(action), at, 1)
        layout.addLayout(grid)
        close = Btn("知道了", name="close", k="pri")
        on_click(close, self.accept)
        layout.addLayout(row(None, close))
