"""One line of the paper card: day, what was done, post, place, hours, how many were helped."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.common import theme
from ui.common.choice import Choice
from ui.common.hours_field import HoursField
from ui.common.labels import Words
from ui.common.restyle import restyle_one
from ui.party.records.card_date import CardDate
from wenming_desktop.party.record_checks import LONG_CONTENT, LONG_PLACE
from wenming_desktop.party.record_model import RecordRow

HEADS: Final = ("", "日期", "服务内容", "岗位", "地点", "小时", "受益人数")
STRETCH: Final = {2: 6, 3: 2, 4: 3}


class GridRow(QObject):
    """Holds the fields of a line and the words below it that say what is wrong."""

    edited = Signal()

    def __init__(self, at: int, posts: Sequence[tuple[str, str]], above: Callable[[], Any]) -> None:
        super().__init__()
        self.at = at
        self.date = CardDate(f"date_{at}", f"第 {at} 行 日期", above)
        self.content = _line(f"content_{at}", f"第 {at} 行 服务内容", LONG_CONTENT)
        self.post = Choice(f"post_{at}", f"第 {at} 行 岗位")
        self.post.offer([(None, ""), *posts])
        self.place = _line(f"place_{at}", f"第 {at} 行 地点", LONG_PLACE)
        self.post.setMinimumContentsLength(6)
        self.hours = HoursField(f"hours_{at}", f"第 {at} 行 时长")
        self.hours.narrow()
        self.many = _line(f"many_{at}", f"第 {at} 行 受益人数", 4)
        self.many.setValidator(QIntValidator(0, 9999, self))
        self.many.setFixedWidth(theme.px("f_body") * 5)
        self.date.setFixedWidth(theme.px("f_body") * 10)
        self.error = Words("", "error")
        self.error.setObjectName(f"err_row_{at}")
        self.error.setWordWrap(True)
        self.error.hide()
        self.parts: dict[str, QWidget] = {
            "date": self.date,
            "content": self.content,
            "post": self.post,
            "place": self.place,
            "hours": self.hours,
            "beneficiaries": self.many,
        }
        for edit in (self.content, self.place, self.many):
            edit.textEdited.connect(self._typed)
        self.date.edited.connect(self.edited)
        self.hours.edited.connect(self.edited)
        self.post.activated.connect(self._chosen)

    def lay_into(self, grid: QGridLayout, at: int) -> None:
        """Put the fields on one line of a grid and the words on the next."""
        grid.addWidget(Words(f"{self.at}", "t3"), at, 0)
        for column, part in enumerate(self.parts.values(), 1):
            grid.addWidget(part, at, column)
        grid.addWidget(self.error, at + 1, 1, 1, len(self.parts))

    def stops(self) -> tuple[QWidget, ...]:
        """Return where Enter goes, in order."""
        return (self.date.line, self.content, self.post, self.place, self.hours, self.many)

    def blank(self) -> bool:
        """Whether nothing was written; a post alone is only offered."""
        texts = (self.content, self.place, self.hours, self.many)
        return not self.date.text() and not any(edit.text().strip() for edit in texts)

    def day(self) -> date | None:
        """Return the day as understood."""
        return self.date.value()

    def unread(self) -> tuple[str, str] | None:
        """Return the field that cannot be understood, and why."""
        if self.date.unread():
            return "date", f"日期“{self.date.text()}”看不懂，像 3.5 或 2026-03-05 这样写。"
        if self.hours.unread():
            return "hours", f"时长“{self.hours.text()}”不是数字，半小时写 0.5。"
        return None

    def row(self, confirmed_by: int | None) -> RecordRow:
        """Return the line as it is to be saved."""
        post, many = self.post.value(), self.many.text()
        return RecordRow(
            self.day(),
            self.content.text(),
            self.hours.value(),
            post if isinstance(post, str) else None,
            self.place.text(),
            int(many) if many.isascii() and many.isdigit() else None,
            confirmed_by,
        )

    def offer_post(self, code: object) -> None:
        """Offer the post of the line above while none was chosen here."""
        if self.post.value() is None and code is not None:
            self.post.choose(code)

    def kept(self) -> list[object]:
        """Return what was typed, as `put` takes it."""
        texts = [edit.text() for edit in (self.content, self.place, self.hours, self.many)]
        return [self.date.text(), self.post.value(), *texts]

    def put(self, kept: Sequence[Any]) -> None:
        """Put back what was typed."""
        self.date.line.setText(str(kept[0]))
        self.post.choose(kept[1])
        edits = (self.content, self.place, self.hours, self.many)
        for edit, text in zip(edits, kept[2:], strict=True):
            edit.setText(str(text))

    def clear(self) -> None:
        """Empty the line."""
        self.put(("", None, "", "", "", ""))
        self.right()

    def wrong(self, name: str, text: str) -> None:
        """Say below the line what is wrong with a field, and go to it."""
        part = self.parts.get(name, self.date)
        editor = part.focusProxy() or part
        restyle_one(editor, "state", "error")
        self.error.setText(text)
        self.error.show()
        editor.setAccessibleDescription(text)
        editor.setFocus()

    def right(self) -> None:
        """Take what was said away."""
        self.error.hide()
        for part in self.parts.values():
            editor = part.focusProxy() or part
            if editor.property("state"):
                restyle_one(editor, "state", "")
                editor.setAccessibleDescription("")

    def _typed(self, _text: str) -> None:
        self.edited.emit()

    def _chosen(self, _at: int) -> None:
        self.edited.emit()


def _line(name: str, label: str, most: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(f"fld_{name}")
    edit.setAccessibleName(label)
    edit.setMaxLength(most)
    return edit
