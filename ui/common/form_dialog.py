"""A small modeless form: rows, a sentence that tells what will happen, one button that does it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.common import ime, theme
from ui.common.buttons import Btn, on_click
from ui.common.form_row import FormRow, first_wrong, next_wrong
from ui.common.frames import column, frame
from ui.common.labels import Words
from wenming_desktop.errors import UserError

_MOST_HEIGHT = 620


class FormDialog(QDialog):
    """Holds rows; `submitted` when its button, Ctrl+S or Ctrl+Enter asks to go ahead.

    Esc puts it away. While an answer is awaited the button is off, so nothing is sent twice.
    """

    submitted = Signal()

    def __init__(self, name: str, title: str, button: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(f"dlg_{name}")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.rows: list[FormRow] = []
        self.body = QWidget()
        self.column = column(self.body, margins=(16, 14, 16, 12), gap=10)
        self.told = Words("", "t2")
        self.told.setObjectName("lbl_told")
        self.told.setWordWrap(True)
        self.failed = Words("", "error")
        self.failed.setObjectName("lbl_failed")
        self.failed.setWordWrap(True)
        self.failed.hide()
        self.do = Btn(button, name=f"{name}_do", k="pri", key="Ctrl+S")
        self.drop = Btn("取消", name=f"{name}_drop", key="Esc")
        self._lay_out()
        on_click(self.do, self.submit)
        on_click(self.drop, self.reject)
        for key in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.submit)
        QShortcut(QKeySequence("F8"), self, self.go_wrong)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        whole.setProperty("k", "scrolled")
        inside = column(whole)
        inside.addWidget(self.body)
        words = QWidget()
        said = column(words, margins=(16, 0, 16, 12), gap=6)
        said.addWidget(self.told)
        said.addWidget(self.failed)
        inside.addWidget(words)
        inside.addStretch(1)
        area.setWidget(whole)
        foot = frame("dlgfoot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(8)
        line.addStretch(1)
        line.addWidget(self.drop)
        line.addWidget(self.do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(foot)
        self._inside, self._foot = inside, foot

    def add(self, row: FormRow) -> FormRow:
        """Add a row at the end."""
        self.rows.append(row)
        self.column.addWidget(row)
        return row

    def submit(self) -> None:
        """Go ahead unless an answer is awaited; letters still being composed are put in first."""
        if not self.do.isEnabled():
            return
        ime.commit()
        self.fail("")
        self.submitted.emit()

    def wait(self, *, waiting: bool) -> None:
        """Let the button rest while the answer is on its way."""
        self.do.setEnabled(not waiting)

    def fail(self, text: str) -> None:
        """Say above the buttons why it was refused; what was typed stays."""
        self.failed.setText(text)
        self.failed.setVisible(bool(text))
        self.wait(waiting=False)

    def refuse(
        self,
        rows: Mapping[str, FormRow],
        error: UserError,
        problems: Mapping[str, str] | None = None,
    ) -> None:
        """Say why beside each field, or above the buttons where it has no row in sight."""
        self.wait(waiting=False)
        lost = []
        for key, said in (problems or {error.field or "": error.message}).items():
            row = rows.get(key)
            if row is None or row.isHidden():
                lost.append(said)
            else:
                row.show_error(said)
        if lost:
            self.fail(lost[0])
        first_wrong(self.rows)

    def go_wrong(self) -> None:
        """Bring the cursor to the next row that says something is wrong (F8)."""
        next_wrong(self.rows)

    def _fit(self) -> None:
        """As large as what stands on it, but never larger than a small screen."""
        for row in self.rows:
            row.restyle()
        widest = max((row.label_width() for row in self.rows), default=0)
        for row in self.rows:
            row.align_label(widest)
        width = round(theme.px("f_body") * 31)
        self.column.activate()
        self._inside.activate()
        high = max(self._inside.totalHeightForWidth(width), self._inside.sizeHint().height())
        self.resize(width, min(high + self._foot.sizeHint().height() + 30, _MOST_HEIGHT))

    def bring(self) -> None:
        """Show it in front with the cursor in its first row."""
        self._fit()
        self.show()
        self.raise_()
        self.activateWindow()
        if self.rows:
            self.rows[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
