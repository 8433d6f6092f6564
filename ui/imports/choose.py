"""The first step's card: which kind of ledger, for which estate, and what may be handed in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.common.buttons import Segment, row
from ui.common.choice import Choice
from ui.common.frames import Banner, column, frame
from ui.common.labels import IconLabel, Words
from ui.imports.words import HINTS
from wenming_desktop.workbooks.desk_imports import KIND_NAMES

_TELLS = (
    (
        "ri.file-excel-2-line",
        "能读 .xlsx .xls .et .ods .xlsb .csv；表头在第几行、有没有合并格，都会自动认。",
    ),
    (
        "ri.shield-check-line",
        "先给你看结果，点“导入”之前不会改动台账；导错了，30 天内可以整批撤销。",
    ),
    (
        "ri.lock-line",
        "设了打开密码的文件，请先在 WPS 或 Excel 里去掉密码，另存一份。",
    ),
)
_WITH_ESTATE = frozenset({"residents", "members", "tickets"})


class ChooseCard(QFrame):
    """Asks for kind and estate; `changed` when either is another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("card_choose")
        self.refusal = Banner("danger", "")
        self.refusal.setObjectName("banner_refused")
        self.refusal.hide()
        self.kinds = Segment("kind", KIND_NAMES.items())
        self.estate = Choice("estate", "表里没写小区时，算作哪个小区", searchable=True)
        self.estate.setMinimumWidth(220)
        editor = self.estate.lineEdit()
        if editor is not None:
            editor.setPlaceholderText("表里写了就不用填")
        self._hint = Words("", "t2")
        self._hint.setWordWrap(True)
        self._estate_row = self._make_estate_row()
        self._lay_out()
        self.kinds.chosen.connect(self._kind_chosen)
        self.estate.editTextChanged.connect(self._estate_typed)
        self._show_hint()

    def _make_estate_row(self) -> QWidget:
        box = QWidget()
        label = Words("小区")
        label.setBuddy(self.estate)
        layout = column(box, gap=4)
        layout.addLayout(row(label, self.estate, None, spacing=10))
        layout.addWidget(Words("表里没写小区时，才算作这个小区；可以直接打一个新名字。", "sm3"))
        return box

    def _lay_out(self) -> None:
        layout = column(self, margins=(16, 14, 16, 14), gap=12)
        layout.addWidget(self.refusal)
        layout.addWidget(Words("要导入哪一种", "head"))
        layout.addLayout(row(self.kinds, None))
        layout.addWidget(self._hint)
        layout.addWidget(self._estate_row)
        layout.addWidget(frame("line"))
        for icon, text in _TELLS:
            words = Words(text, "t2")
            words.setWordWrap(True)
            line = row(IconLabel(icon), words, spacing=10)
            line.setStretch(1, 1)
            layout.addLayout(line)
        layout.addStretch(1)

    def kind(self) -> str:
        """Return the kind of ledger chosen."""
        return self.kinds.value()

    def estate_name(self) -> str:
        """Return the estate for sheets that name none, as chosen or typed."""
        return self.estate.currentText().strip() if self.kind() in _WITH_ESTATE else ""

    def offer_estates(self, names: Sequence[str]) -> None:
        """Offer the estates there are; what was typed stays."""
        typed = self.estate.currentText()
        self.estate.blockSignals(True)
        self.estate.clear()
        self.estate.addItems(list(names))
        self.estate.setCurrentIndex(-1)
        self.estate.setEditText(typed)
        self.estate.blockSignals(False)

    def say_refused(self, text: str) -> None:
        """Say why the file cannot be taken; an empty text takes the words back."""
        self.refusal.words.setText(text)
        self.refusal.setAccessibleName(text)
        self.refusal.setVisible(bool(text))

    def _kind_chosen(self, _key: str) -> None:
        self._show_hint()
        self.changed.emit()

    def _estate_typed(self, _text: str) -> None:
        self.changed.emit()

    def _show_hint(self) -> None:
        self._hint.setText(HINTS[self.kind()])
        self._estate_row.setVisible(self.kind() in _WITH_ESTATE)
