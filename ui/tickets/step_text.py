"""The fields of a step that are written: a line, a day, a number of a ticket, a result."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

from ui.common import theme
from ui.tickets.step_field import StepField, Values

_REVIEW_DAYS: Final = 30


class LineField(StepField):
    """A line of text; `into` is the part of the command it fills."""

    def __init__(
        self, label: str, into: str, hint: str = "", *, most: int = 200, names: Sequence[str] = ()
    ) -> None:
        super().__init__(label, (into, *names))
        self._into = into
        self.edit = QLineEdit()
        self.edit.setObjectName(f"fld_{into}")
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(hint)
        self.edit.setMaxLength(most)
        self.edit.textEdited.connect(self._typed)
        self.add(self.edit, 1)

    def _typed(self, _text: str) -> None:
        self.edited.emit()

    @override
    def values(self) -> Values:
        return {self._into: self.edit.text().strip()}

    @override
    def kept(self) -> object:
        return self.edit.text()

    @override
    def put(self, kept: object) -> None:
        self.edit.setText(str(kept or ""))


class IntoField(LineField):
    """The number of the ticket that takes this one in."""

    def __init__(self) -> None:
        super().__init__("并入", "into", "那件工单的编号", most=40)

    @override
    def values(self) -> Values:
        return {"into": self.edit.text().strip() or None}


class ReviewField(LineField):
    """The day a suspended ticket is looked at again."""

    def __init__(self) -> None:
        super().__init__("复查日期", "review_on", "像 2026-12-20 这样写", most=20)
        self.put(f"{date.today() + timedelta(days=_REVIEW_DAYS):%Y-%m-%d}")

    @override
    def values(self) -> Values:
        said = self.edit.text().strip()
        for mark in "年月./":
            said = said.replace(mark, "-")
        try:
            year, month, day = (int(part) for part in said.replace("日", "").split("-"))
            return {"review_on": date(year, month, day)}
        except ValueError:
            return {"review_on": None}


class TextField(StepField):
    """办理结果: some lines of text."""

    def __init__(self) -> None:
        super().__init__("办理结果", ("result", "reason"))
        self._edit = QPlainTextEdit()
        self._edit.setObjectName("fld_result")
        self._edit.setAccessibleName("办理结果")
        self._edit.setPlaceholderText("做了什么，现在怎样")
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(theme.px("f_body") * 4 + 8)
        self._edit.textChanged.connect(self.edited.emit)
        self.add(self._edit, 1)

    @override
    def values(self) -> Values:
        return {"result": self._edit.toPlainText().strip()}

    @override
    def kept(self) -> object:
        return self._edit.toPlainText()

    @override
    def put(self, kept: object) -> None:
        self._edit.setPlainText(str(kept or ""))
