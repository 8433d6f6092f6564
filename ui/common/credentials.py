"""Fields for an account, a password and a code on paper, and what is wrong with them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.common.labels import Words
from ui.common.restyle import restyle_one

Problem = tuple[QLineEdit, bool, str]
_LEAST = 10
_KINDS = 2


def field(name: str, label: str, hint: str = "") -> QLineEdit:
    """Return a line to type into."""
    line = QLineEdit()
    line.setObjectName(f"fld_{name}")
    line.setAccessibleName(label)
    line.setPlaceholderText(hint)
    line.setMaxLength(200)
    return line


def secret(name: str, label: str, hint: str = "") -> QLineEdit:
    """Return a line whose letters are covered."""
    line = field(name, label, hint)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


class NewPassword:
    """A new password, typed twice; the two lines are laid out by their page."""

    def __init__(self) -> None:
        hint = "至少 10 位，字母、数字、符号里占两种"
        self.first = secret("password", "新密码", hint)
        self.again = secret("password_again", "再输一遍")

    def text(self) -> str:
        """Return the password."""
        return self.first.text()

    def problems(self) -> list[Problem]:
        """Return the checks of both lines, in reading order."""
        word = self.first.text()
        short = f"密码现在 {len(word)} 位，要 {_LEAST} 位以上。"
        plain = "密码只有一种字符，字母、数字、符号里要占两种。"
        return [
            (self.first, len(word) < _LEAST, short),
            (self.first, _kinds(word) < _KINDS, plain),
            (self.again, self.again.text() != word, "两遍密码不一样，请再输一遍。"),
        ]


def first_problem(problems: Iterable[Problem]) -> str:
    """Mark the first field that is wrong, bring the cursor there, return what to say."""
    checks = list(problems)
    for part, _, _ in checks:
        restyle_one(part, "state", "")
    for part, wrong, text in checks:
        if wrong:
            restyle_one(part, "state", "error")
            part.setFocus()
            return text
    return ""


def labelled(parts: Iterable[QWidget]) -> QGridLayout:
    """Return the parts below each other, each with its accessible name as its label."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, part in enumerate(parts):
        label = Words(part.accessibleName(), "t2")
        label.setObjectName(f"lbl_{part.objectName()}")
        label.setBuddy(part)
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(part, at, 1)
    return grid


def _kinds(word: str) -> int:
    """Return how many kinds of characters a password has."""
    return sum(
        any(test(letter) for letter in word)
        for test in (str.isalpha, str.isdigit, lambda one: not one.isalnum())
    )
