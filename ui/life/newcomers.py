"""People who come: typed anew, or found in the register by their name."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common.buttons import Btn, on_click, row
from ui.common.choice import Choice
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.jobs import Job, Jobs
from ui.life.group import Group
from wenming_desktop.households.edit_model import MemberEdit
from wenming_desktop.life.ask import namesakes

_PAUSE_MS: Final = 200
_NAME, _NUMBER = "resident.full_name", "resident.id_number"
_SEX, _BIRTH, _PHONE = "resident.gender", "resident.birth_date", "resident.phone"
RELATION = "household_membership.relation_to_head"
_ANEW: Final = (None, "登记册里没有，新登记")


class Newcomer(Group):
    """One person; `changed` whenever something of him was typed or chosen."""

    changed = Signal()

    def __init__(self, at: int, jobs: Jobs, *, born: bool, look: bool) -> None:
        super().__init__()
        self._jobs, self._look = jobs, look
        self._asked: Job | None = None
        nth = f"newcomer_{at}"
        self.name = _line(nth, "name", "姓名", 50)
        self.who = Choice(f"{nth}_who", "是哪一位")
        self.who.offer([_ANEW])
        self.sex = Choice(f"{nth}_sex", "性别")
        self.relation = Choice(f"{nth}_relation", "与户主关系", searchable=True)
        self.number = _line(nth, "number", "身份证号", 18)
        self.birth = _line(nth, "birth", "出生日期", 20)
        self.phone = _line(nth, "phone", "电话", 20)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self._lay_out(born=born)
        self.who.setVisible(False)
        self._who_label.setVisible(False)
        for line in (self.name, self.number, self.birth, self.phone):
            line.textEdited.connect(self._told)
        for choice in (self.who, self.sex, self.relation):
            choice.activated.connect(self._told)
        self.name.textEdited.connect(self._renamed)
        self.who.activated.connect(self._known)

    def _lay_out(self, *, born: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self._who_label = Words("是哪一位", "t3")
        parts: list[tuple[Words, QWidget, int, int, int]] = [
            (Words("姓名", "t3"), self.name, 0, 0, 1),
            (Words("关系", "t3"), self.relation, 0, 2, 1),
            (self._who_label, self.who, 1, 0, 3),
            (Words("性别", "t3"), self.sex, 2, 0, 1),
            (Words("身份证号", "t3"), self.number, 2, 2, 1),
        ]
        if not born:
            parts.append((Words("出生日期", "t3"), self.birth, 3, 0, 1))
            parts.append((Words("电话", "t3"), self.phone, 3, 2, 1))
        self._anew = [part for label, editor, *_ in parts[3:] for part in (label, editor)]
        for label, part, at, left, span in parts:
            label.setBuddy(part)
            grid.addWidget(label, at, left)
            grid.addWidget(part, at, left + 1, 1, span)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(3, 3)

    def offer(
        self, relations: Sequence[tuple[str, str]], genders: Sequence[tuple[str, str]]
    ) -> None:
        """Offer the relations and sexes there are."""
        self.relation.offer([("", ""), *((name, name) for _, name in relations)])
        self.sex.offer([("", ""), *((name, name) for _, name in genders)])

    @override
    def parts(self) -> list[QWidget]:
        return [
            self.name, self.relation, self.who, self.sex, self.number, self.birth, self.phone,
        ]  # fmt: skip

    def edit(self) -> MemberEdit | None:
        """Return the person as typed, or None while nothing is."""
        name = self.name.text().strip()
        if not name:
            return None
        values = {RELATION: str(self.relation.value() or self.relation.currentText())}
        known = self.who.value()
        if isinstance(known, int):
            return MemberEdit(known, {key: text for key, text in values.items() if text})
        values |= {
            _NAME: name,
            _SEX: str(self.sex.value() or ""),
            _NUMBER: self.number.text().strip(),
            _BIRTH: self.birth.text().strip(),
            _PHONE: self.phone.text().strip(),
        }
        return MemberEdit(None, {key: text for key, text in values.items() if text})

    def known(self) -> int | None:
        """Return the id of the person of the register that was chosen."""
        known = self.who.value()
        return known if isinstance(known, int) else None

    def _renamed(self, _text: str) -> None:
        self.who.offer([_ANEW])
        self.who.choose(None)
        self._known()
        if self._look:
            self._pause.start()

    def _find(self) -> None:
        if self._asked is not None:
            self._asked.drop()
        name = self.name.text().strip()
        if name:
            self._asked = self._jobs.read(self, self._show_namesakes, namesakes, name)

    def _show_namesakes(self, found: tuple[tuple[int, str], ...]) -> None:
        self.who.offer([_ANEW, *found])
        self._known()

    def _known(self, _at: int = 0) -> None:
        """Ask which one where somebody of that name is known; what is known is not asked."""
        several = self.who.count() > 1
        self.who.setVisible(several)
        self._who_label.setVisible(several)
        for part in self._anew:
            part.setEnabled(self.known() is None)

    def _told(self, _what: object = None) -> None:
        self.changed.emit()


class Newcomers(Group):
    """Newcomers one beneath the other, with a button for one more; `grown` when it was used."""

    changed = Signal()
    grown = Signal()

    def __init__(self, jobs: Jobs, most: int, *, born: bool, look: bool) -> None:
        super().__init__()
        self._jobs, self._most, self._born, self._look = jobs, most, born, look
        self._relations: Sequence[tuple[str, str]] = ()
        self._genders: Sequence[tuple[str, str]] = ()
        self._people: list[Newcomer] = []
        self._layout = column(self, gap=8)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._layout.addLayout(self._rows)
        self._more = Btn("再加一人", name="newcomer_more", icon="ri.add-line", k="link")
        on_click(self._more, partial(self.add, focus=True))
        self._layout.addLayout(row(self._more, None))
        self.begin()

    @override
    def parts(self) -> list[QWidget]:
        return [*(part for person in self._people for part in person.parts()), self._more]

    def begin(self) -> None:
        """Begin with one empty person."""
        while (item := self._rows.takeAt(0)) is not None:
            box = item.widget()
            if box is not None:
                box.deleteLater()
        self._people = []
        self.add()

    def add(self, *, focus: bool = False) -> None:
        """Make room for one more."""
        person = Newcomer(len(self._people) + 1, self._jobs, born=self._born, look=self._look)
        person.offer(self._relations, self._genders)
        person.changed.connect(self.changed)
        box = frame("line" if self._people else "")
        column(box, margins=(0, 8 if self._people else 0, 0, 0)).addWidget(person)
        self._rows.addWidget(box)
        # At once, so that Tab finds it before the next round of events.
        box.setVisible(True)
        self._people.append(person)
        self._more.setVisible(len(self._people) < self._most)
        if focus:
            self.grown.emit()
            person.name.setFocus()

    def offer(
        self, relations: Sequence[tuple[str, str]], genders: Sequence[tuple[str, str]]
    ) -> None:
        """Offer these lists to everybody."""
        self._relations, self._genders = relations, genders
        for person in self._people:
            person.offer(relations, genders)

    def edits(self) -> tuple[MemberEdit, ...]:
        """Return everybody of whom something is typed."""
        return tuple(edit for person in self._people if (edit := person.edit()) is not None)


def _line(nth: str, part: str, label: str, most: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"fld_{nth}_{part}")
    line.setAccessibleName(label)
    line.setMaxLength(most)
    return line
