"""Long work in the page: what is being done, how far it is, how long it may take, 停止."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from ui.common.labels import Words

_KNOWN_AFTER = 0.05
"""Below this share of the work an estimate would jump about."""


class ProgressCard(QWidget):
    """Shows one piece of work at a time; `stopped` asks for its end."""

    stopped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title = Words("", "strong")
        self._count = Words("", "t2")
        self._count.setObjectName("lbl_progress")
        self._left = Words("", "sm2")
        self.stop = Btn("停止", name="stop_work", small=True)
        on_click(self.stop, self._stop)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        inner = QWidget()
        inner.setMinimumWidth(360)
        inner.setMaximumWidth(520)
        layout = column(inner, gap=10)
        layout.addLayout(row(self._title, None, self._count))
        layout.addWidget(self._bar)
        layout.addLayout(row(self._left, None, self.stop))
        outer = column(self, margins=(16, 16, 16, 16))
        outer.addStretch(1)
        outer.addLayout(row(None, inner, None))
        outer.addStretch(2)
        self._phase, self._since = "", 0.0

    def begin(self, title: str, *, stoppable: bool = True) -> None:
        """Begin anew; the bar runs without an end until the first step."""
        self._title.setText(title)
        self._count.setText("")
        self._left.setText("可以先做别的事，做完会告诉你")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.stop.setEnabled(True)
        self.stop.setVisible(stoppable)
        self._phase, self._since = "", time.monotonic()

    def show_step(self, done: int, total: int, note: str) -> None:
        """Show how far the work is; another `note` is another phase with its own clock."""
        if note != self._phase:
            self._phase, self._since = note, time.monotonic()
        if note:
            self._title.setText(note)
        self._bar.setRange(0, total if total > 1 else 0)
        self._bar.setValue(done)
        self._count.setText(f"{done:,} / {total:,}" if total > 1 else "")
        self._left.setText(self._estimate(done, total))

    def _estimate(self, done: int, total: int) -> str:
        spent = time.monotonic() - self._since
        if total <= 0 or done < total * _KNOWN_AFTER or spent < 1:
            return "可以先做别的事，做完会告诉你"
        seconds = max(1, round(spent * (total - done) / done))
        left = f"{seconds} 秒" if seconds < 90 else f"{round(seconds / 60)} 分钟"
        return f"约剩 {left}，可以先做别的事"

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._left.setText("正在停下，不会留下任何改动")
        self.stopped.emit()
