"""The fields of 吹哨报到: which cell and how many, and the list of those who answer and come."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.common import theme
from ui.common.choice import Choice
from ui.common.labels import Words
from ui.tickets.step_field import StepField, Values
from ui.tickets.whistle import AnswerOrder, running
from ui.tickets.whistle_person import PersonLine
from wenming_desktop.party.record_model import MemberChoice
from wenming_desktop.tickets.board_view import TicketView
from wenming_desktop.tickets.guards import MOST_NEEDED
from wenming_desktop.tickets.whistle_model import Answer, Came, SaveAnswers, WhistleLine

_IN_SIGHT: Final = 3
_BETWEEN: Final = 4


class CellField(StepField):
    """To which cell, and how many members are asked for."""

    def __init__(self, view: TicketView) -> None:
        super().__init__("给谁", ("cell", "needed", "members"))
        self._cell = Choice("cell", "吹哨给哪个党小组")
        self._cell.offer([(None, "请选党小组"), *view.offer.cells])
        self._cell.choose(view.offer.cell_id)
        self._cell.setMinimumContentsLength(12)
        self._needed = QLineEdit()
        self._needed.setObjectName("fld_needed")
        self._needed.setAccessibleName("要几个人")
        self._needed.setAccessibleDescription("不定就空着")
        self._needed.setPlaceholderText("不定")
        self._needed.setValidator(QIntValidator(1, MOST_NEEDED, self))
        self._needed.setMaxLength(len(str(MOST_NEEDED)))
        self._needed.setFixedWidth(theme.px("f_body") * 5)
        self.add(self._cell, 1)
        self.add(Words("要", "t2"))
        self.add(self._needed)
        self.add(Words("人", "t2"))
        self._cell.activated.connect(self._chosen)
        self._needed.textEdited.connect(self._typed)

    def _chosen(self, _at: int) -> None:
        self.edited.emit()

    def _typed(self, _text: str) -> None:
        self.edited.emit()

    @override
    def values(self) -> Values:
        text = self._needed.text()
        needed = int(text) if text.isascii() and text.isdigit() else None
        return {"cell": self._cell.value(), "needed": needed}

    @override
    def kept(self) -> object:
        return [self._cell.value(), self._needed.text()]

    @override
    def put(self, kept: object) -> None:
        if isinstance(kept, list) and len(kept) == 2:
            self._cell.choose(kept[0])
            self._needed.setText(str(kept[1]))


class PeopleField(StepField):
    """The members of a whistle, a line each; others are added by name below them."""

    def __init__(self, view: TicketView, label: str, *, claiming: bool) -> None:
        super().__init__(label, ("came", "members", "hours"))
        self._claiming = claiming
        self._members = {member.id: member for member in view.offer.members}
        self._lines: dict[int, PersonLine] = {}
        self._rows = QWidget()
        self._rows.setProperty("k", "scrolled")
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(_BETWEEN)
        self._area = QScrollArea()
        self._area.setObjectName("area_people")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._rows)
        self._more = Choice("add_member", "加一名党员", searchable=True)
        self._more.activated.connect(self._added)
        self._whole = QVBoxLayout()
        self._whole.setSpacing(_BETWEEN)
        self._whole.addWidget(self._area)
        below = QHBoxLayout()
        below.setSpacing(8)
        self._known = False
        self._nobody = QCheckBox("没有人到场")
        self._nobody.setObjectName("tick_nobody")
        self._nobody.setAccessibleName("没有人到场")
        self._nobody.clicked.connect(self._touched)
        self._below = Words("加一名", "t2")
        below.addWidget(self._below)
        below.addWidget(self._more, 1)
        below.addStretch(1)
        self._whole.addLayout(below)
        self.line.addLayout(self._whole, 1)

    def show_claims(self, blown: Iterable[WhistleLine]) -> None:
        """Show who answered these whistles, then, where one may answer, the rest of the cell."""
        cells = set()
        for whistle in blown:
            cells.add(whistle.group_id)
            for claim in whistle.claims:
                line = self._line(claim.member_id, claim.name)
                came = claim.came_at is not None
                self._known |= came
                line.put(claimed=True, came=came, hours=claim.hours, did=claim.did)
        if self._claiming:
            for member in self._members.values():
                if member.group_id in cells and member.id not in self._lines:
                    self._line(member.id, member.name)
        if not self._claiming and self._lines:
            self._list.addWidget(self._nobody)
        self._settle()

    def _line(self, row_id: int, name: str) -> PersonLine:
        line = PersonLine(row_id, name, claiming=self._claiming)
        line.edited.connect(self.edited)
        self._list.insertWidget(len(self._lines), line)
        self._lines[row_id] = line
        return line

    def _touched(self, _on: bool) -> None:
        self.edited.emit()

    def _settle(self) -> None:
        """As tall as its lines, three in sight; the first of them takes the focus."""
        rest = [one for one in self._members.values() if one.id not in self._lines]
        self._more.offer([(None, "写名字或拼音"), *((one.id, _told(one)) for one in rest)])
        self._more.choose(None)
        self._more.setVisible(bool(rest))
        self._below.setVisible(bool(rest))
        rows = self._list.count()
        seen = min(rows, _IN_SIGHT)
        self._area.setVisible(bool(self._lines))
        self._area.setFixedHeight(seen * (theme.px("ctl") + _BETWEEN) + 2)
        self.setFocusProxy(next((line.first() for line in self._lines.values()), self._more))
        if self.isVisible():
            self._chain()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._chain()

    def _chain(self) -> None:
        """Let Tab go as the eye does: lines are made after the choice below them.

        Only within a window: a chain set before is torn when the field moves into one.
        """
        chain = [part for line in self._lines.values() for part in line.parts()]
        if self._nobody.parent() is not None:
            chain.append(self._nobody)
        for before, after in pairwise((*chain, self._more)):
            QWidget.setTabOrder(before, after)

    def _added(self, _at: int) -> None:
        wanted = self._more.value()
        member = self._members.get(wanted) if isinstance(wanted, int) else None
        if member is None or member.id in self._lines:
            return
        line = self._line(member.id, member.name)
        line.put(claimed=True, came=not self._claiming, hours=None, did="")
        self._settle()
        line.show()
        line.first().setFocus()
        self._area.ensureWidgetVisible(line)
        self.edited.emit()

    @override
    def values(self) -> Values:
        came = tuple(
            Came(row_id, line.hours() or 0, line.did())
            for row_id, line in self._lines.items()
            if line.came()
        )
        # Nobody ticked says nothing yet: that nobody came is ticked as well.
        return {"came": came if came or self._known or self._nobody.isChecked() else None}

    def answers(self) -> tuple[Answer, ...]:
        """Return everybody who answers."""
        return tuple(
            Answer(row_id, line.came(), (line.hours() or 0) if line.came() else None, line.did())
            for row_id, line in self._lines.items()
            if line.claimed()
        )

    @override
    def kept(self) -> object:
        lines = [[row_id, *line.kept()] for row_id, line in self._lines.items()]
        return {"lines": lines, "nobody": self._nobody.isChecked()}

    @override
    def put(self, kept: object) -> None:
        told = kept if isinstance(kept, dict) else {}
        self._nobody.setChecked(bool(told.get("nobody")))
        for row in told.get("lines", ()):
            row_id, claimed, came, hours, did = row
            member = self._members.get(row_id)
            line = self._lines.get(row_id)
            if line is None and member is not None:
                line = self._line(row_id, member.name)
            if line is not None:
                line.put_back(claimed=claimed, came=came, hours=hours, did=did)
        self._settle()


class AnswerField(PeopleField):
    """报到: who answers the whistle in hand, and who of them came."""

    def __init__(self, view: TicketView) -> None:
        super().__init__(view, "党员", claiming=True)
        self._ticket = view.id
        self._whistles = {line.id: line for line in running(view)}
        self._which = Choice("whistle", "哪一次吹哨")
        self._which.offer([(line.id, line.words()) for line in self._whistles.values()])
        last = next(reversed(self._whistles), None)
        self._which.choose(last)
        self._which.setVisible(len(self._whistles) > 1)
        self._which.activated.connect(self._turn)
        self._whole.insertWidget(0, self._which)
        if last is not None:
            self.show_claims((self._whistles[last],))

    def order(self) -> AnswerOrder | None:
        """Return what is to be saved."""
        which = self._which.value()
        if not isinstance(which, int):
            return None
        return AnswerOrder(self._ticket, SaveAnswers(which, self.answers()))

    def _turn(self, _at: int) -> None:
        which = self._which.value()
        for line in self._lines.values():
            line.hide()
            line.deleteLater()
        self._lines.clear()
        if isinstance(which, int):
            self.show_claims((self._whistles[which],))
        for line in self._lines.values():
            line.show()
        self.edited.emit()


def _came_field(view: TicketView) -> PeopleField:
    field = PeopleField(view, "谁到了", claiming=False)
    field.show_claims(running(view))
    return field


def _told(member: MemberChoice) -> str:
    return f"{member.name}　{member.cell}" if member.cell else member.name


WHISTLE_FIELDS: Final[dict[str, Callable[[TicketView], StepField]]] = {
    "cell": CellField,
    "came": _came_field,
    "people": AnswerField,
}
"""Fields that are filled from the ticket itself."""
