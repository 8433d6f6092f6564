"""One item beside the list: what it says, how far it is, and what may be done with it now."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, on_click, row
from ui.common.frames import column
from ui.common.labels import ChipLabel, LampLabel, Words
from ui.common.paint import Lamp
from ui.common.restyle import OnRestyle
from ui.tickets.rectification.columns import lamp_words, status_chip
from wenming_desktop.rectification.acts import Told
from wenming_desktop.rectification.model import ItemSheet
from wenming_desktop.rectification.rules import ACTS

_WIDTH: Final = 340


class ItemPane(OnRestyle, QFrame):
    """Shows an item; `act_asked` carries the act whose button was pressed."""

    act_asked = Signal(str)
    ticket_asked = Signal(int)

    def __init__(self, now: Callable[[], datetime], *, may_write: bool) -> None:
        super().__init__()
        self.setProperty("k", "card")
        self.setObjectName("pane_rectification")
        self._now, self._may_write = now, may_write
        self.sheet: ItemSheet | None = None
        self._buttons: list[Btn] = []
        self._area = QScrollArea()
        self._area.setObjectName("area_rectification")
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self, margins=(1, 1, 1, 1)).addWidget(self._area)
        self.restyle()
        self.clear()

    @override
    def restyle(self) -> None:
        self.setFixedWidth(round(_WIDTH * theme.px("f_body") / 15))

    def clear(self) -> None:
        """Show nothing."""
        self.sheet, self._buttons = None, []
        body = QWidget()
        body.setProperty("k", "scrolled")
        self._area.setWidget(body)

    def show_sheet(self, sheet: ItemSheet) -> None:
        """Show an item."""
        self.sheet, self._buttons = sheet, []
        line = sheet.line
        body = QWidget()
        body.setProperty("k", "scrolled")
        layout = column(body, margins=(16, 13, 16, 13), gap=10)
        layout.addWidget(_wrapped(line.problem, "strong", "lbl_item_problem"))
        lamp = Lamp("" if line.lamp == "none" else line.lamp, lamp_words(line, self._now()))
        layout.addLayout(row(ChipLabel(status_chip(line)), LampLabel(lamp), None))
        if self._may_write and sheet.acts:
            self._acts(layout, sheet)
        layout.addLayout(self._facts(sheet))
        if sheet.log:
            layout.addWidget(Words("经过", "strong"))
        for at, told in enumerate(reversed(sheet.log)):
            layout.addWidget(_wrapped(_told(told), "sm2", f"lbl_item_told_{at}"))
        layout.addStretch(1)
        self._area.setWidget(body)

    def take_focus(self) -> None:
        """Go to the first act."""
        if self._buttons:
            self._buttons[0].setFocus()

    def _facts(self, sheet: ItemSheet) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (label, text) in enumerate(_said(sheet)):
            grid.addWidget(Words(label, "t2"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_wrapped(text, "", ""), at, 1)
        line = sheet.line
        if line.ticket_id is not None:
            link = Btn(f"工单 {line.ticket_no}", name="open_ticket", k="link")
            on_click(link, partial(self.ticket_asked.emit, line.ticket_id))
            grid.addLayout(row(link, None), grid.rowCount(), 1)
        return grid

    def _acts(self, layout: QVBoxLayout, sheet: ItemSheet) -> None:
        for at, key in enumerate(sheet.acts):
            button = Btn(ACTS[key], name=f"act_{key}", k="pri" if at == 0 else "")
            button.setAccessibleName(f"{ACTS[key]} 整改 {sheet.line.number}")
            on_click(button, partial(self.act_asked.emit, key))
            layout.addWidget(button)
            self._buttons.append(button)


def _said(sheet: ItemSheet) -> list[tuple[str, str]]:
    """What is known of an item, each with its label; what is not known is left out."""
    line = sheet.line
    facts = (
        ("编号", line.number),
        ("点位", "　".join(filter(None, (line.location, sheet.grid)))),
        ("责任", "　".join(filter(None, (line.unit, line.person, sheet.phone)))),
        ("来源", sheet.origin),
        ("交办", _moment(sheet.issued_on)),
        ("期限", _moment(line.deadline)),
        ("要求", sheet.measures),
    )
    last = (
        ("整改", sheet.result),
        ("完成", _moment(sheet.rectified_on)),
        ("核查", "　".join(filter(None, (sheet.checked_by, _moment(sheet.checked_on))))),
        ("说明", sheet.check_note),
    )
    # Told act by act below, the last on top, where the log has them.
    shown = facts if sheet.log else (*facts, *last)
    return [(label, text) for label, text in shown if text]


def _told(told: Told) -> str:
    """An act as a line: when, what, who, and below it what was said."""
    head = "　".join(filter(None, (_moment(told.at), told.act, told.by)))
    return "\n".join(filter(None, (head, told.words)))


def _wrapped(text: str, k: str, name: str) -> Words:
    words = Words(text, k)
    words.setWordWrap(True)
    if name:
        words.setObjectName(name)
    return words


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
