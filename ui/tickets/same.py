"""像是同一件事: tickets of the last thirty days a call may belong to, with two offers for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.common.buttons import Btn
from ui.common.frames import column
from ui.common.labels import Elided, Words
from ui.common.restyle import restyle_one
from wenming_desktop.tickets.similar import DAYS, SameMatter

MERGE, AGAIN = "merge", "again"
MOST: Final = 2
FIRST_KEY: Final = 4


@dataclass(frozen=True, slots=True)
class Same:
    """What a clerk decided: to merge into a ticket, or to count the call as its n-th time."""

    act: str
    matter: SameMatter

    def content(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        one = self.matter
        return {
            "act": self.act,
            "id": one.id,
            "number": one.number,
            "title": one.title,
            "status": one.status,
            "on": one.accepted_on.isoformat(),
            "why": one.why,
            "seq": one.seq,
            "open": one.is_open,
        }


def from_content(kept: object) -> Same | None:
    """Return the decision a draft kept, if it kept one."""
    match kept:
        case {
            "act": str(act),
            "id": int(ident),
            "number": str(number),
            "title": str(title),
            "status": str(status),
            "on": str(day),
            "why": str(why),
            "seq": int(seq),
            "open": bool(is_open),
        }:
            on = date.fromisoformat(day)
            return Same(act, SameMatter(ident, number, title, status, on, why, seq, is_open))
        case _:
            return None


class _Block(QFrame):
    """One ticket: number and title, how it stands and why it is shown, the two offers."""

    pressed = Signal(str)

    def __init__(self, at: int) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.matter: SameMatter | None = None
        first = FIRST_KEY + 2 * at
        self._title = Elided("", "strong")
        self._state = Words("", "sm2")
        self._state.setWordWrap(True)
        self.buttons: Mapping[str, Btn] = {
            MERGE: Btn("并入这一件", name=f"merge_{at + 1}", key=f"Alt+{first}", small=True),
            AGAIN: Btn("算第 2 次", name=f"again_{at + 1}", key=f"Alt+{first + 1}", small=True),
        }
        layout = column(self, margins=(10, 8, 10, 8), gap=4)
        layout.addWidget(self._title)
        layout.addWidget(self._state)
        for act, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._clicked, act))
            layout.addWidget(button)

    def show_matter(self, matter: SameMatter, act: str) -> None:
        """Show a ticket and what was decided about it."""
        self.matter = matter
        self._title.setText(matter.title or matter.number)
        stands = f"{matter.number} {matter.status}，{matter.accepted_on:%m-%d} 受理。"
        self._state.setText(stands + matter.why)
        again = self.buttons[AGAIN]
        again.setText(f"算第 {matter.seq} 次")
        again.setAccessibleName(f"{matter.number} 算第 {matter.seq} 次")
        self.buttons[MERGE].setAccessibleName(f"并入 {matter.number}")
        self.buttons[MERGE].setVisible(matter.is_open)
        for name, button in self.buttons.items():
            button.setChecked(name == act)
            restyle_one(button, "k", "quick" if name == act else "")

    def _clicked(self, act: str, _checked: bool = False) -> None:
        self.pressed.emit(act)


class SameMatters(QWidget):
    """The blocks; `decided` carries a `Same`, or None when one is taken back."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chosen: Same | None = None
        self._found: tuple[SameMatter, ...] = ()
        self._blocks = [_Block(at) for at in range(MOST)]
        self._more = Words("", "sm2")
        layout = column(self, gap=6)
        head = Words(f"{DAYS} 天内可能是同一件事", "head")
        head.setWordWrap(True)
        layout.addWidget(head)
        for at, block in enumerate(self._blocks):
            block.pressed.connect(partial(self._press, at))
            layout.addWidget(block)
        layout.addWidget(self._more)
        self.offer((), None)

    def offer(self, found: Sequence[SameMatter], chosen: Same | None) -> None:
        """Show these; what was decided stays in sight though it is not among them any more."""
        self._found, self._chosen = tuple(found), chosen
        shown = list(self._found)
        if chosen is not None:
            # The block it was pressed in keeps its place.
            ids = [one.id for one in shown[:MOST]]
            if chosen.matter.id not in ids:
                shown = [chosen.matter, *(one for one in shown if one.id != chosen.matter.id)]
        for at, block in enumerate(self._blocks):
            block.setVisible(at < len(shown))
            if at < len(shown):
                mine = chosen is not None and chosen.matter.id == shown[at].id
                block.show_matter(shown[at], chosen.act if chosen is not None and mine else "")
        more = len(shown) - MOST
        self._more.setText(f"另外还有 {more} 件像的" if more > 0 else "")
        self._more.setVisible(more > 0)
        self.setVisible(bool(shown))

    def ids(self) -> frozenset[int]:
        """Return which tickets are shown."""
        known = (block.matter for block in self._blocks if not block.isHidden())
        return frozenset(one.id for one in known if one is not None)

    def press(self, key: int) -> None:
        """Do what the key (4, 5, 6, 7) stands for, if that is offered."""
        at, which = divmod(key - FIRST_KEY, 2)
        act = (MERGE, AGAIN)[which]
        block = self._blocks[at]
        if not (self.isHidden() or block.isHidden() or block.buttons[act].isHidden()):
            self._press(at, act)

    def _press(self, at: int, act: str) -> None:
        matter = self._blocks[at].matter
        if matter is None:
            return
        same = Same(act, matter)
        chosen = None if same == self._chosen else same
        self.offer(self._found, chosen)
        self.decided.emit(chosen)
