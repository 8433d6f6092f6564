"""A value that is covered: the eye shows it for half a minute, and the act is logged."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.common.buttons import Btn, on_click
from ui.common.labels import Elided, Words

SHOWN_MS: Final = 30_000
REASONS: Final = ("核对证件", "办理代办事项", "填报上级表格", "其他工作需要")


class Covered(QWidget):
    """`asked` carries the reason; with `reasons` one of them is to be chosen first."""

    asked = Signal(str)

    def __init__(
        self, name: str, what: str, masked: str, *, eye: str = "", reasons: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self._masked, self._reasons, self._allowed = masked, reasons, True
        # A long number gives way to the eye beside it, and takes its room when it is shown.
        self._words = Elided(masked, "sm3") if reasons else Words(masked or "—")
        self._words.setObjectName(f"fld_{name}")
        self._eye = Btn(eye, name=f"show_{name}", icon="ri.eye-line", k="link")
        again = "要选用途，" if reasons else ""
        self._eye.setToolTip(f"看完整号码，{again}会记进操作日志，30 秒后收起")
        self._eye.setAccessibleName(f"显示{what}")
        on_click(self._eye, self._ask)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SHOWN_MS)
        self._clock.timeout.connect(self.cover)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._words, 1 if reasons else 0)
        line.addWidget(self._eye)
        line.addStretch(0 if reasons else 1)
        self.menu = QMenu(self)
        self.menu.setObjectName(f"menu_{name}")
        for reason in reasons:
            self.menu.addAction(reason, partial(self.asked.emit, reason))

    def allow(self, *, allowed: bool) -> "Covered":
        """Offer the eye, or not."""
        self._allowed = allowed
        self._eye.setVisible(allowed)
        return self

    def show_whole(self, value: str) -> None:
        """Show the whole value for half a minute."""
        self._words.setText(value or "—")
        self._eye.hide()
        self._clock.start()

    def cover(self) -> None:
        """Cover it again."""
        self._clock.stop()
        self._words.setText(self._masked or "—")
        self._eye.setVisible(self._allowed)

    def _ask(self) -> None:
        if self._reasons:
            self.menu.popup(self._eye.mapToGlobal(QPoint(0, self._eye.height())))
        else:
            self.asked.emit("查看电话")
