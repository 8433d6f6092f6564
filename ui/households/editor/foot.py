"""The foot of the editor: what was kept, the keys, and the three ways on."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click
from ui.common.labels import Elided, IconLabel, Words
from ui.common.restyle import OnRestyle, restyle_one

_KEYS = "Tab 下一格　回车下一格　Ctrl+↓ 其他项　Ctrl+↑ 回成员"


class Foot(OnRestyle, QFrame):
    """Tells when the draft was kept; `back`, `more` and `save` are its buttons."""

    back, more, save = Signal(), Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "dlgfoot")
        self.setObjectName("foot_editor")
        self.waiting = False
        self._icon = IconLabel("ri.save-3-line", "icon_s", "text_3")
        self._draft = Words("", "sm3")
        self._draft.setObjectName("lbl_draft")
        self._back = Btn("返回", name="editor_back", key="Esc")
        self._more = Btn("保存并加下一户", name="save_more")
        self._more.setToolTip("保存，接着登记下一个房号　Ctrl+回车")
        self._more.setAccessibleDescription("快捷键 Ctrl+回车")
        self._save = Btn("保存", name="save", icon="ri.save-3-line", k="pri", key="Ctrl+S")
        on_click(self._back, self.back.emit)
        on_click(self._more, self.more.emit)
        on_click(self._save, self.save.emit)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._draft)
        line.addSpacing(8)
        line.addWidget(Elided(_KEYS, "sm3"), 1)
        for button in (self._back, self._more, self._save):
            line.addWidget(button)
        self.tell_kept(None)
        self.restyle()

    @override
    def restyle(self) -> None:
        self.setFixedHeight(theme.px("ctl") + 22)

    def wait(self, *, waiting: bool) -> None:
        """Let saving rest while the answer is on its way."""
        self.waiting = waiting
        self._save.setEnabled(not waiting)
        self._more.setEnabled(not waiting)

    def tell_kept(self, at: datetime | None) -> None:
        """Say when the draft was kept; nothing while there is none."""
        self._say(f"草稿 {at:%H:%M} 已存" if at is not None else "", "sm3")

    def tell_failed(self, why: str) -> None:
        """Say that the draft is not kept yet."""
        self._say(f"草稿还没存上：{why}", "error")

    def _say(self, text: str, k: str) -> None:
        restyle_one(self._draft, "k", k)
        self._draft.setText(text)
        self._icon.setVisible(bool(text))
        self._draft.setVisible(bool(text))
