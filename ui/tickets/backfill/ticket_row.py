"""One ticket of the grid: its fields, a second line once it is finished, what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from ui.common.labels import Words
from ui.common.restyle import restyle_one
from ui.tickets.backfill.known_line import Known, KnownLine
from ui.tickets.backfill.moments import read_moment, shown
from wenming_desktop.tickets.backfill_model import BackfillRow

HEADS: Final = {
    "at": "时间",
    "source": "来源",
    "content": "诉求内容",
    "category": "类别",
    "location_text": "地点",
    "complainant_phone": "电话",
    "complainant_name": "诉求人",
    "handling_unit": "承办单位",
    "finished_at": "办结时间",
}
"""The fields of the first line in the order of Enter: what was said first, then what it is."""
FINISH: Final = {"result": "办理结果", "outcome": "解决结果", "satisfaction": "满意度"}
STRETCH: Final = {1: 6, 2: 5, 3: 9, 4: 6, 5: 7, 6: 6, 7: 4, 8: 5, 9: 6}
KNOWN: Final = ("source", "category", "handling_unit", "outcome", "satisfaction")
MOMENTS: Final = ("at", "finished_at")
_LONG: Final = {
    "content": 1000,
    "location_text": 100,
    "complainant_phone": 20,
    "complainant_name": 50,
    "result": 1000,
}
_TIMES: Final = "像 昨天 15:20、11.19 9:05 或 1520 这样写"


@dataclass(frozen=True)
class Offered:
    """The words a grid knows, by field."""

    words: Mapping[str, Known]


class TicketLine(QObject):
    """Holds the fields of one ticket; `edited` tells whenever a person changed one."""

    edited = Signal()
    pointed = Signal(str)

    def __init__(self, at: int, offered: Offered, above: Callable[[], datetime | None]) -> None:
        super().__init__()
        self.number, self._above = at, above
        self.parts: dict[str, QLineEdit] = {
            name: self._part(name, label) for name, label in {**HEADS, **FINISH}.items()
        }
        self.know(offered)
        self.wrong: dict[str, str] = {}
        self.number_words = Words(f"{at}", "t3")
        self.finish = QWidget()
        self.error = Words("", "error")
        self.error.setObjectName(f"err_ticket_{at}")
        self.error.setWordWrap(True)
        self.error.hide()
        self.finish.hide()

    def _part(self, name: str, label: str) -> QLineEdit:
        place, told = f"{name}_{self.number}", f"第 {self.number} 件 {label}"
        if name in KNOWN:
            known = KnownLine(place, told)
            known.changed.connect(self._changed)
            known.pointed.connect(self.pointed)
            return known
        edit = QLineEdit()
        edit.setObjectName(f"fld_{place}")
        edit.setAccessibleName(told)
        edit.setMaxLength(_LONG.get(name, 24))
        edit.textEdited.connect(self._changed)
        if name in MOMENTS:
            edit.setAccessibleDescription(_TIMES)
        return edit

    def lay_into(self, grid: QGridLayout, at: int) -> None:
        """Put the fields on one line of a grid, the end on the next, the words below."""
        grid.addWidget(self.number_words, at, 0)
        for column, name in enumerate(HEADS, 1):
            grid.addWidget(self.parts[name], at, column)
            # A layout shows a late part in the next turn only: too late for the cursor.
            self.parts[name].show()
        line = QHBoxLayout(self.finish)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for name, label in FINISH.items():
            words = Words(label, "t3")
            words.setBuddy(self.parts[name])
            line.addWidget(words)
            line.addWidget(self.parts[name], 4 if name == "result" else 1)
        grid.addWidget(self.finish, at + 1, 3, 1, len(HEADS) - 2)
        grid.addWidget(self.error, at + 2, 1, 1, len(HEADS))

    def know(self, offered: Offered) -> None:
        """Take the words that may be chosen."""
        for name in KNOWN:
            self.known(name).know(offered.words[name])

    def known(self, name: str) -> KnownLine:
        """Return the line of a known word."""
        part = self.parts[name]
        if not isinstance(part, KnownLine):
            raise TypeError(name)
        return part

    def stops(self) -> tuple[QWidget, ...]:
        """Return where Enter goes, in order."""
        names = (*HEADS, *FINISH) if self.is_finished() else HEADS
        return tuple(self.parts[name] for name in names)

    def name_of(self, part: QObject) -> str:
        """Return which field a part is, empty when it is none of this line."""
        return next((name for name, one in self.parts.items() if one is part), "")

    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(part.text().strip() for part in self.parts.values())

    def is_finished(self) -> bool:
        """Whether the second line is asked for."""
        return any(self.parts[name].text().strip() for name in ("finished_at", *FINISH))

    def moment(self, name: str = "at") -> datetime | None:
        """Return a time as understood."""
        above = self._above() if name == "at" else self.moment()
        return read_moment(self.parts[name].text(), above, datetime.now())

    def leave(self, name: str) -> None:
        """Tell a time in full, and take the word that stands in grey."""
        part = self.parts[name]
        if name in KNOWN:
            self.known(name).take()
        elif name in MOMENTS and (at := self.moment(name)) is not None:
            part.setText(shown(at, datetime.now()))
            self._changed()

    def show_beginnings(self) -> None:
        """Cut what does not fit at its end: words are known by their beginning."""
        for part in self.parts.values():
            if not part.hasFocus():
                part.setCursorPosition(0)

    def unread(self) -> dict[str, str]:
        """Return what cannot be understood, by field, with the reason."""
        found = {}
        for name in MOMENTS:
            text = self.parts[name].text().strip()
            if text and self.moment(name) is None:
                found[name] = f"时间“{text}”看不懂，{_TIMES}。"
        for name in KNOWN:
            if self.known(name).unread():
                label = {**HEADS, **FINISH}[name]
                found[name] = f"“{self.parts[name].text()}”不在{label}里，写几个字或拼音再选。"
        return found

    def row(self) -> BackfillRow:
        """Return the ticket as it is to be saved."""
        codes = {name: str(self.known(name).value() or "") for name in KNOWN}
        unit = self.known("handling_unit").value()
        return BackfillRow(
            self.moment(),
            source=codes["source"],
            category=codes["category"],
            location_text=self.parts["location_text"].text(),
            content=self.parts["content"].text(),
            complainant_phone=self.parts["complainant_phone"].text(),
            complainant_name=self.parts["complainant_name"].text(),
            handling_unit=unit if isinstance(unit, int) else None,
            finished_at=self.moment("finished_at"),
            result=self.parts["result"].text(),
            outcome=codes["outcome"],
            satisfaction=codes["satisfaction"],
        )

    def kept(self) -> dict[str, str]:
        """Return what was typed, as `put` takes it."""
        return {name: text for name, part in self.parts.items() if (text := part.text())}

    def put(self, kept: Mapping[str, str]) -> None:
        """Put back what was typed."""
        for name, part in self.parts.items():
            text = str(kept.get(name, ""))
            if isinstance(part, KnownLine):
                part.put(text)
            else:
                part.setText(text)
        self.finish.setVisible(self.is_finished())
        self.show_beginnings()

    def clear(self) -> None:
        """Empty the line."""
        self.put({})
        self.right()

    def say_wrong(self, cells: Mapping[str, str]) -> None:
        """Mark fields that cannot stand and say why below them."""
        self.right()
        self.wrong = dict(cells)
        if any(name in FINISH for name in cells):
            self.finish.show()
        for name, words in cells.items():
            restyle_one(self.parts[name], "state", "error")
            self.parts[name].setAccessibleDescription(words)
        self.error.setText("　".join(cells.values()))
        self.error.setVisible(bool(cells))

    def right(self) -> None:
        """Take what was said away."""
        for name in self.wrong:
            restyle_one(self.parts[name], "state", "")
            self.parts[name].setAccessibleDescription(_TIMES if name in MOMENTS else "")
        self.wrong = {}
        self.error.hide()

    def wrong_parts(self) -> Sequence[QLineEdit]:
        """Return the fields that cannot stand, in order."""
        return [part for name, part in self.parts.items() if name in self.wrong]

    def _changed(self, _text: str = "") -> None:
        self.finish.setVisible(self.is_finished())
        part = self.sender()
        name = self.name_of(part) if isinstance(part, QObject) else ""
        if name in self.wrong:
            self.say_wrong({one: words for one, words in self.wrong.items() if one != name})
        self.edited.emit()
