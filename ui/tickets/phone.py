"""来电号码: what was typed stands; the register's number is told beside it, covered."""

from typing import Final
from unicodedata import normalize

from PySide6.QtWidgets import QLineEdit

from ui.common.labels import Elided
from wenming_desktop.tickets.intake import CallerFacts

_EMPTY: Final = "来电号码"
_NUMBER: Final = frozenset("0123456789-+ ")
_LEAST, _MOST = 7, 13
"""Digits of a number one can call; an identity number has more."""


def digits(text: str) -> str:
    """The digits of a number, however it is parted, wide ones too."""
    return "".join(filter(str.isdigit, normalize("NFKC", text)))


class PhoneLine(QLineEdit):
    """The line; `told` says what the register has where that is another number."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fld_complainant_phone")
        self.setAccessibleName(_EMPTY)
        self.setFixedWidth(140)
        self.setMaxLength(40)
        # One line: words that wrap would keep the field of the matter from giving way.
        self.told = Elided("", "sm2")
        self.told.setObjectName("lbl_phone_known")
        self._facts: CallerFacts | None = None
        self.textChanged.connect(self._tell)
        self.know(None)

    def know(self, facts: CallerFacts | None, asked: str = "") -> None:
        """The caller of the register, or nobody; a whole number he was `asked` for by is kept."""
        self._facts = facts
        self.setPlaceholderText((facts.phone_masked if facts is not None else "") or _EMPTY)
        if facts is not None and not self.text() and _is_number(asked):
            self.setText("" if digits(asked) == digits(facts.phone) else asked)
        self._tell()

    def _tell(self) -> None:
        facts = self._facts
        other = facts is not None and digits(facts.phone) != digits(self.text())
        known = facts.phone_masked if facts is not None and other and self.text().strip() else ""
        self.told.setText(f"电话按写的登记，台账里是 {known}" if known else "")
        self.told.setVisible(bool(known))


def _is_number(text: str) -> bool:
    return set(normalize("NFKC", text)) <= _NUMBER and _LEAST <= len(digits(text)) <= _MOST
