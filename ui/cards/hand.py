"""What is done with a printed card: handed out, signed for, come back, lost, replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from typing_extensions import override

from ui.cards.columns import OUT, PRINTED, SIGNED, STALE
from ui.cards.settings import labelled, scrolled
from ui.common import theme
from ui.common.buttons import Btn, Segment, on_click
from ui.common.choice import Choice
from ui.common.date_field import DateField
from ui.common.frames import column, frame
from ui.common.labels import Words
from ui.common.restyle import OnRestyle, restyle_one
from wenming_desktop.cards.model import (
    Deliver,
    Receive,
    ReceiveChoices,
    Replace,
    Stairs,
    TakeBack,
)

_LOST, _DAMAGED, _CHANGED = "7", "8", "9"
_FACE_TO_FACE, _HEAD = "1", "02"


@dataclass(frozen=True)
class Deed:
    """A button of the panel: what it is called in the queue, and the main one of them."""

    name: str
    label: str
    icon: str = ""
    main: bool = False


_DEEDS: Final[dict[str, tuple[Deed, ...]]] = {
    PRINTED: (
        Deed("round", "打印送卡单", "ri.file-text-line"),
        Deed("spoilt", "没印好，退回待印"),
        Deed("reprint", "再印一遍", "ri.printer-line"),
        Deed("deliver", "发放", "ri.send-plane-line", main=True),
    ),
    OUT: (
        Deed("round", "打印送卡单", "ri.file-text-line"),
        Deed("refused", "拒收，退回社区"),
        Deed("away", "没人在家，退回社区"),
        Deed("receive", "签收", "ri.check-line", main=True),
    ),
    SIGNED: (
        Deed("lost", "只登记遗失"),
        Deed("replace", "换发新卡", "ri.bank-card-line", main=True),
    ),
    STALE: (
        Deed("round", "打印换卡单", "ri.file-text-line"),
        Deed("replace", "换发新卡", "ri.bank-card-line", main=True),
    ),
}
_TITLES: Final = {PRINTED: "发放", OUT: "签收", SIGNED: "遗失和换发", STALE: "换发"}


class HandPanel(OnRestyle, QFrame):
    """The form of a queue; `asked` carries the name of the deed, `stair_chosen` cards to tick."""

    asked = Signal(str)
    stair_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_hand")
        self._title = Words("", "head")
        self._who = Words("", "sm2")
        self._who.setObjectName("lbl_hand_whom")
        self._who.setWordWrap(True)
        self.stair = Choice("card_stair", "整单元选")
        self.method = Choice("delivery", "发放方式")
        self.day = DateField("card_day", "日期")
        self.name = QLineEdit()
        self.relation = Choice("received_relation", "与户主关系", searchable=True)
        self.reason = Segment(
            "replace_reason", [(_LOST, "遗失"), (_DAMAGED, "破损"), (_CHANGED, "信息有变")]
        )
        self.note = QLineEdit()
        self._error = Words("", "error")
        self._error.setWordWrap(True)
        self._groups: dict[str, tuple[QWidget, ...]] = {}
        self._buttons: dict[tuple[str, str], Btn] = {}
        self._queue, self._suggested = PRINTED, ""
        self._stairs: dict[str, tuple[int, ...]] = {}
        self.stair.activated.connect(self._stair_chosen)
        self._dress()
        self._lay_out()
        self.show_queue(PRINTED)
        self.restyle()

    def _dress(self) -> None:
        self.name.setObjectName("fld_received_by")
        self.name.setAccessibleName("签收人")
        self.name.setMaxLength(50)
        self.note.setObjectName("fld_note")
        self.note.setAccessibleName("说明")
        self.note.setMaxLength(200)
        self.note.setPlaceholderText("可不写")

    def _lay_out(self) -> None:
        layout = column(self, margins=(1, 1, 1, 1))
        head = frame("cardhead")
        head.setMinimumHeight(theme.px("ctl") + 5)
        column(head, margins=(14, 0, 14, 0)).addWidget(self._title)
        layout.addWidget(head)
        body = QWidget()
        fields = column(body, margins=(14, 10, 14, 8), gap=9)
        fields.addWidget(self._who)
        boxes = {
            "stair": _boxed("整单元选", self.stair),
            "method": _boxed("发放方式", self.method),
            "name": _boxed("签收人", self.name),
            "relation": _boxed("与户主关系", self.relation),
            "reason": _boxed("为什么换", self.reason),
            "day": _boxed("哪一天", self.day),
            "note": _boxed("说明", self.note),
        }
        for box in boxes.values():
            fields.addWidget(box)
        fields.addWidget(self._error)
        fields.addStretch(1)
        self._groups = {
            PRINTED: (boxes["stair"], boxes["method"], boxes["day"]),
            OUT: (boxes["stair"], boxes["name"], boxes["relation"], boxes["day"], boxes["note"]),
            SIGNED: (boxes["reason"], boxes["note"]),
            STALE: (boxes["stair"],),
        }
        layout.addWidget(scrolled(body), 1)
        foot = QWidget()
        buttons = column(foot, margins=(14, 4, 14, 12), gap=6)
        for queue, deeds in _DEEDS.items():
            for deed in deeds:
                buttons.addWidget(self._button(queue, deed))
        layout.addWidget(foot)

    def _button(self, queue: str, deed: Deed) -> Btn:
        key = "Ctrl+回车" if deed.main else ""
        button = Btn(
            deed.label, name=f"card_{deed.name}", icon=deed.icon, k=deed.main * "pri", key=key
        )
        ask: Callable[[], object] = partial(self.asked.emit, deed.name)
        on_click(button, ask)
        self._buttons[queue, deed.name] = button
        return button

    @override
    def restyle(self) -> None:
        self.setFixedWidth(round(256 * (theme.px("f_body") / 15)))

    @override
    def sizeHint(self) -> QSize:
        # What scrolls inside must not make the column wider than it is set.
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def offer(self, choices: ReceiveChoices) -> None:
        """Offer the ways of handing out and the relations to the head."""
        self.method.offer(choices.methods)
        self.relation.offer(choices.relations)
        self.method.choose(_FACE_TO_FACE)
        self.relation.choose(_HEAD)

    def offer_stairs(self, stairs: tuple[Stairs, ...]) -> None:
        """Offer the stairs of the queue, to tick all cards of one at once."""
        self._stairs = {one.name: one.card_ids for one in stairs}
        lines = [(one.name, f"{one.name}（{len(one.card_ids):,}）") for one in stairs]
        self.stair.offer([("", "选一个单元"), *lines])

    def _stair_chosen(self, _at: int) -> None:
        self.stair_chosen.emit(self._stairs.get(str(self.stair.value()), ()))

    def show_queue(self, queue: str) -> None:
        """Show what may be done with the cards of a queue."""
        self.stair.choose("")
        self._queue = queue
        self._title.setText(_TITLES.get(queue, ""))
        for box in {box for boxes in self._groups.values() for box in boxes}:
            box.setVisible(box in self._groups.get(queue, ()))
        for (of, _), button in self._buttons.items():
            button.setVisible(of == queue)
        self.show_error("")
        self.day.put(date.today())
        self.note.clear()

    def show_cards(self, count: int, whom: str, head: str) -> None:
        """Say which cards the buttons act on; `head` is offered as the one who signs."""
        self._who.setText(whom)
        if self.name.text() in ("", self._suggested):
            self.name.setText(head)
        self._suggested = head
        for (of, name), button in self._buttons.items():
            deed = next(deed for deed in _DEEDS[of] if deed.name == name)
            words = f"{deed.label} {count:,} 张" if deed.main and count > 1 else deed.label
            button.setText(f" {words}" if deed.icon else words)
            button.setAccessibleName(f"{words} {whom}".strip())
            button.setEnabled(count > 0)
            button.updateGeometry()

    def main_deed(self) -> str:
        """Return the name of the deed the main button does."""
        return next((d.name for d in _DEEDS.get(self._queue, ()) if d.main), "")

    def day_wrong(self) -> str:
        """Say what is wrong with the day, before anything is written."""
        if self.day.unread():
            return f"“{self.day.text()}”看不出是哪一天。写 11-20、昨天，或者打开日历选。"
        day = self.day.value()
        if day is not None and day > date.today():
            return "这一天还没有到。填已经过去的日子，空着就是今天。"
        return ""

    def _on(self) -> date | None:
        """The day to write; today is left to whoever writes it, who knows what day it is."""
        day = self.day.value()
        return None if day == date.today() else day

    def show_day_error(self, text: str) -> None:
        """Say what is wrong with the day, beside it."""
        self._error.setText(text)
        self._error.setVisible(True)
        restyle_one(self.day.line, "state", "error")
        self.day.line.setFocus()

    def show_error(self, text: str) -> None:
        """Say what is missing, below the fields."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        restyle_one(self.name, "state", "error" if text and self._queue == OUT else "")
        if text and self._queue == OUT:
            self.name.setFocus()

    def deliver(self, ids: tuple[int, ...]) -> Deliver:
        """Return the order to hand these out."""
        return Deliver(ids, str(self.method.value() or _FACE_TO_FACE), self._on())

    def receive(self, ids: tuple[int, ...]) -> Receive:
        """Return the order to sign these as received."""
        relation = str(self.relation.value() or "")
        return Receive(ids, self.name.text().strip(), relation, self._on())

    def take_back(self, ids: tuple[int, ...], *, refused: bool) -> TakeBack:
        """Return the order to take these back."""
        return TakeBack(ids, refused=refused, note=self.note.text())

    def replace(self, ids: tuple[int, ...]) -> Replace:
        """Return the order to replace these."""
        return Replace(ids, reason=self.reason.value(), note=self.note.text())

    def forget(self) -> None:
        """Empty what was typed, after it was saved."""
        self.name.clear()
        self.note.clear()
        self._suggested = ""
        self.day.put(date.today())
        self.relation.choose(_HEAD)
        self.show_error("")


def _boxed(label: str, part: QWidget) -> QWidget:
    box = QWidget()
    box.setLayout(labelled(label, part))
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, 0, 0)
    return box
