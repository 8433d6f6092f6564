"""忘了密码: the code on paper, a new password, and the office opens."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QProgressBar, QWidget

from ui.common import ime, theme
from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.credentials import NewPassword, field, first_problem, labelled
from ui.common.frames import column, frame
from ui.common.labels import Words


class RecoverPage(QWidget):
    """Asks for the recovery code; `submit` gets account, code and new password."""

    def __init__(
        self,
        accounts: Sequence[str],
        chosen: str,
        submit: Callable[[str, str, str], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("page_recover")
        self.setProperty("k", "page")
        self._submit = submit
        self._account = Choice("account", "账号")
        self._account.offer([(name, name) for name in accounts])
        self._account.choose(chosen)
        self._code = field("paper_code", "恢复码", "纸上的 8 组数字，每组 6 位")
        self._new = NewPassword()
        self._error = Words("", "error")
        self._error.setObjectName("err_recover")
        self._error.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName("正在核对恢复码")
        self._back = Btn("返回", name="back")
        self._open = Btn("换好密码并打开", name="recover", icon="ri.lock-unlock-line", k="pri")
        on_click(self._back, back)
        on_click(self._open, self._check)
        for part in (self._code, self._new.first, self._new.again):
            part.returnPressed.connect(self._check)
        self._lay_out()
        self._bar.hide()
        self._code.setFocus()

    def _lay_out(self) -> None:
        card = frame("card")
        card.setFixedWidth(round(560 * theme.px("f_body") / 15))
        inside = column(card, margins=(28, 22, 28, 22), gap=10)
        inside.addWidget(Words("忘了密码", "person"))
        text = "找出锁好的那张恢复码，照着输，再给账号换一个新密码。恢复码还是原来那张，请收好。"
        words = Words(text, "t2")
        words.setWordWrap(True)
        inside.addWidget(words)
        inside.addLayout(labelled(self._fields()))
        inside.addWidget(self._error)
        inside.addWidget(self._bar)
        inside.addLayout(row(self._back, None, self._open))
        layout = column(self, margins=(16, 16, 16, 16))
        layout.addStretch(1)
        layout.addLayout(row(None, card, None))
        layout.addStretch(1)

    def _fields(self) -> tuple[QWidget, ...]:
        return (self._account, self._code, self._new.first, self._new.again)

    def wrong(self, text: str) -> None:
        """Say why it was refused; nothing typed is lost."""
        self._set_open(is_open=True)
        self._error.setText(text)
        self._code.setFocus()

    def _set_open(self, *, is_open: bool) -> None:
        for part in (*self._fields(), self._back, self._open):
            part.setEnabled(is_open)
        self._bar.setVisible(not is_open)

    def _check(self) -> None:
        ime.commit()
        code = self._code.text().strip()
        checks = [(self._code, not code, "恢复码还没写。"), *self._new.problems()]
        problem = first_problem(checks)
        self._error.setText(problem)
        if not problem:
            self._set_open(is_open=False)
            self._submit(str(self._account.value() or ""), code, self._new.text())
